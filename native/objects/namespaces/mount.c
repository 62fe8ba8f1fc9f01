/* A mount namespace of its own, with nothing special in it, and bind mounts. */
#include "own.h"

static void create(void) { own_namespaces(CLONE_NEWNS); }

static const char *nosuid(void) { return mount_options("bound"); }
static const char *file_bound(void) { return content("file-bound"); }
static const char *root_of_file(void) { return mount_type("file-bound"); }
static const char *writing(void) {
    int fd = open("bound/new", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const char *result = outcome(fd == -1 ? -1 : 0);
    if (fd != -1) close(fd);
    return result;
}
static const char *removed_source(void) { return mount_layers("of-removed"); }
static const char *name_of_removed(void) {
    const char *root = mount_root("of-removed");
    size_t length = strlen(root);
    return length > 9 && strcmp(root + length - 9, "//deleted") == 0 ? "deleted" : root;
}

static void set(void) {
    must(mkdir("directory", 0755));
    must(mkdir("bound", 0755));
    must(mount("directory", "bound", NULL, MS_BIND, NULL));
    must(mount(NULL, "bound", NULL, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NOATIME, NULL));
    write_file("file", "content");
    write_file("file-bound", "");
    must(mount("file", "file-bound", NULL, MS_BIND, NULL));
    must(mkdir("removed", 0755));
    must(mkdir("of-removed", 0755));
    must(mount("removed", "of-removed", NULL, MS_BIND, NULL));
    must(rmdir("removed"));
}

OBJECT(bind_mounts) = {
    .name = "bind-mounts",
    .about = "bind mounts in an own mount namespace keep their source and their options",
    .create = create,
    .set = set,
    .properties = PROPERTIES({"options", nosuid, .expected = "ro,nosuid,noatime"}, {"writing", writing, .expected = "EROFS"},
                             {"content of a bound file", file_bound, .expected = "content"}, {"type of a bound file", root_of_file},
                             {"mounts of a removed directory", removed_source, .expected = "1"},
                             {"source of a removed directory", name_of_removed, .expected = "deleted"}),
};
