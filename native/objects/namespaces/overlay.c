/* An overlay in an own mount namespace, with layers in memory and on a disk. */
#include "own.h"
#include <limits.h>

static void create(void) { own_namespaces(CLONE_NEWNS); }

static void lay(const char *folder) {
    must(mkdir("layers/lower", 0755));
    must(mkdir("layers/upper", 0755));
    must(mkdir("layers/work", 0755));
    write_file("layers/lower/unchanged", "lower");
    write_file("layers/lower/changed", "lower");
    write_file("layers/lower/removed", "lower");
    must(mkdir("layers/lower/folder", 0755));
    write_file("layers/lower/folder/old", "lower");
    mount_at("merged", "overlay", MS_NODEV,
             text("lowerdir=%slayers/lower,upperdir=%slayers/upper,workdir=%slayers/work", folder, folder, folder));
    write_file("merged/changed", "upper");
    must(unlink("merged/removed"));
    must(unlink("merged/folder/old"));
    must(rmdir("merged/folder"));
    must(mkdir("merged/folder", 0700));
}

static const char *here(void) {
    static char path[PATH_MAX];
    if (!getcwd(path, sizeof path - 1)) broken("getcwd");
    return strcat(path, "/");
}
static void set_in_memory(void) {
    mount_at("layers", "tmpfs", 0, "size=4m");
    lay(here());
}
static void set_on_disk(void) {
    must(mkdir("layers", 0755));
    lay(here());
}
static void set_relative(void) {
    must(mkdir("layers", 0755));
    lay("");
}

static const char *options(void) { return mount_options("merged"); }
static const char *type(void) { return mount_type("merged"); }
static const char *unchanged(void) { return content("merged/unchanged"); }
static const char *changed(void) { return content("merged/changed"); }
static const char *below(void) { return content("layers/lower/changed"); }
static const char *whiteout(void) {
    struct stat found;
    return lstat("layers/upper/removed", &found) == -1 ? outcome(-1) : text("%o %lu", found.st_mode, found.st_rdev);
}
static const char *opaque(void) { return outcome(access("merged/folder/old", F_OK)); }
static const char *copying_up(void) {
    int fd = open("merged/unchanged", O_WRONLY | O_APPEND | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    write_all(fd, "+", 1);
    must(close(fd));
    return content("layers/upper/unchanged");
}

#define OF_OVERLAY                                                                                                             \
    PROPERTIES({"type", type, .expected = "overlay"}, {"options", options, .expected = "rw,nodev,relatime"},                  \
               {"file of the lower layer", unchanged, .expected = "lower"}, {"changed file", changed, .expected = "upper"},   \
               {"changed file in the lower layer", below, .expected = "lower"},                                               \
               {"whiteout", whiteout, .expected = "20000 0"}, {"file in a folder made anew", opaque, .natural = true},        \
               {"file that is copied up", copying_up, .expected = "lower+", .once = true})

OBJECT(overlay_in_memory) = {
    .name = "overlay-on-tmpfs",
    .about = "an overlay whose layers are in a tmpfs of the same mount namespace shows the same files",
    .create = create,
    .set = set_in_memory,
    .properties = OF_OVERLAY,
};

OBJECT(overlay_on_disk) = {
    .name = "overlay-on-disk",
    .about = "an overlay whose layers are folders on a disk shows the same files",
    .create = create,
    .set = set_on_disk,
    .properties = OF_OVERLAY,
};

OBJECT(overlay_relative) = {
    .name = "overlay-relative-layers",
    .about = "an overlay that was mounted with relative paths of its layers shows the same files",
    .create = create,
    .set = set_relative,
    .properties = OF_OVERLAY,
};
