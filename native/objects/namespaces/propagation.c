/* How mounts are passed on between mounts of one namespace. */
#include "own.h"

static void create(void) { own_namespaces(CLONE_NEWNS); }

static void set(void) {
    mount_at("shared", "tmpfs", 0, "size=1m");
    must(mount(NULL, "shared", NULL, MS_SHARED, NULL));
    must(mkdir("shared/nested", 0755));
    must(mkdir("copy", 0755));
    must(mount("shared", "copy", NULL, MS_BIND, NULL));
    must(mkdir("follower", 0755));
    must(mount("shared", "follower", NULL, MS_BIND, NULL));
    must(mount(NULL, "follower", NULL, MS_SLAVE, NULL));
    must(mkdir("both", 0755));
    must(mount("follower", "both", NULL, MS_BIND, NULL));
    must(mount(NULL, "both", NULL, MS_SHARED, NULL));
    must(mkdir("alone", 0755));
    must(mount("shared", "alone", NULL, MS_BIND, NULL));
    must(mount(NULL, "alone", NULL, MS_UNBINDABLE, NULL));
    must(mkdir("private", 0755));
    must(mount("shared", "private", NULL, MS_BIND, NULL));
    must(mount(NULL, "private", NULL, MS_PRIVATE, NULL));
    must(mount("nested", "shared/nested", "tmpfs", 0, "size=1m"));
    write_file("shared/nested/file", "nested");
}

static const char *kind(long number) {
    static const char *const paths[] = {"shared", "follower", "both", "alone", "private"};
    return mount_propagation(paths[number]);
}
static const char *through_copy(void) { return content("copy/nested/file"); }
static const char *through_follower(void) { return content("follower/nested/file"); }
static const char *through_private(void) { return mount_layers("private/nested"); }

/* A new mount shows which of them still belong together. */
static const char *new_mount(void) {
    mkdir("shared/new", 0755);
    if (mount("new", "shared/new", "tmpfs", 0, "size=1m") == -1) return outcome(-1);
    return text("copy %s, follower %s, both %s, alone %s, private %s", mount_layers("copy/new"), mount_layers("follower/new"),
                mount_layers("both/new"), mount_layers("alone/new"), mount_layers("private/new"));
}
static const char *mount_in_follower(void) {
    mkdir("shared/another", 0755);
    if (mount("new", "follower/another", "tmpfs", 0, "size=1m") == -1) return outcome(-1);
    return text("shared %s", mount_layers("shared/another"));
}
static const char *binding_unbindable(void) {
    mkdir("target", 0755);
    return outcome(mount("alone", "target", NULL, MS_BIND, NULL));
}

OBJECT(mount_propagation_kinds) = {
    .name = "mount-propagation",
    .about = "shared, slave, private and unbindable mounts of an own namespace stay what they are",
    .create = create,
    .set = set,
    .properties = PROPERTIES({"shared", .read_at = kind, .number = 0, .expected = "shared"},
                             {"slave", .read_at = kind, .number = 1, .expected = "master"},
                             {"shared slave", .read_at = kind, .number = 2, .expected = "shared master"},
                             {"unbindable", .read_at = kind, .number = 3, .expected = "unbindable"},
                             {"private", .read_at = kind, .number = 4, .expected = "private"},
                             {"nested mount in the copy", through_copy, .expected = "nested"},
                             {"nested mount in the slave", through_follower, .expected = "nested"},
                             {"nested mount in the private one", through_private, .expected = "0"},
                             {"where a new mount appears", new_mount, .once = true,
                              .expected = "copy 1, follower 1, both 1, alone 0, private 0"},
                             {"where a mount in the slave appears", mount_in_follower, .expected = "shared 0", .once = true},
                             {"binding the unbindable one", binding_unbindable, .expected = "EINVAL", .once = true}),
};

static void share_all(void) {
    needs(mount(NULL, "/", NULL, MS_REC | MS_SHARED, NULL));
    must(mkdir("bound", 0755));
    must(mkdir("source", 0755));
    must(mount("source", "bound", NULL, MS_BIND, NULL));
    mount_at("source", "tmpfs", 0, "size=1m");
    must(mkdir("source/nested", 0755));
    mount_at("source/nested", "tmpfs", 0, "size=2m");
    write_file("source/nested/file", "nested");
}

static const char *root(void) { return mount_propagation("/"); }
static const char *process_files(void) { return mount_propagation("/proc"); }
static const char *bound(void) { return mount_propagation("bound"); }
static const char *nested(void) { return content("source/nested/file"); }
static const char *appears(void) {
    mkdir("bound/new", 0755);
    if (mount("new", "bound/new", "tmpfs", 0, "size=1m") == -1) return outcome(-1);
    umount("source/nested");
    umount("source");
    return mount_layers("source/new");
}

OBJECT(mounts_all_shared) = {
    .name = "mounts-all-shared",
    .about = "a namespace in which each mount is shared keeps that, with bind mounts and nested mounts",
    .create = create,
    .set = share_all,
    .properties = PROPERTIES({"propagation of the root", root, .expected = "shared"},
                             {"propagation of /proc", process_files, .expected = "shared"},
                             {"propagation of a bind mount", bound, .expected = "shared"},
                             {"file in a nested mount", nested, .expected = "nested"},
                             {"where a mount in the bind mount appears", appears, .expected = "1", .once = true}),
};
