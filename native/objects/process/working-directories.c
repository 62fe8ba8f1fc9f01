/* Root and working directories that lead elsewhere, or nowhere. The process that has them is a child. */
#include "../object.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>

static struct helper helper;
static bool set_up;

static const char *link_of(const char *path) {
    char target[256];
    ssize_t size = readlink(path, target, sizeof target - 1);
    if (size == -1) return outcome(-1);
    target[size] = 0;
    return text("%s", target);
}

static const char *folder(void) { return set_up ? link_of(text("/proc/%d/cwd", helper.pid)) : "not set"; }
static const char *root(void) { return set_up ? link_of(text("/proc/%d/root", helper.pid)) : "not set"; }
static const char *number(const char *which) {
    struct stat status;
    if (!set_up) return "not set";
    return stat(text("/proc/%d/%s", helper.pid, which), &status) == -1 ? outcome(-1) : text("%lu", status.st_ino);
}
static const char *folder_number(void) { return number("cwd"); }
static const char *root_number(void) { return number("root"); }

static const char *own_working_directory(void) {
    char path[256];
    return getcwd(path, sizeof path) ? text("%s", path) : outcome(-1);
}

static const char *own_marker(void) { return content("marker"); }
static const char *own_root_marker(void) { return content("/marker"); }
static const char *seen_path(void) { return set_up ? ask_helper(&helper, own_working_directory) : "not set"; }
static const char *seen_marker(void) { return set_up ? ask_helper(&helper, own_marker) : "not set"; }
static const char *seen_root_marker(void) { return set_up ? ask_helper(&helper, own_root_marker) : "not set"; }

static void write_marker(const char *path, const char *data) {
    int fd = must(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    write_all(fd, data, strlen(data));
    must(close(fd));
}

static void make_root(void) {
    must(mkdir("root", 0755));
    must(mkdir("root/inner", 0755));
    write_marker("root/marker", "in the root");
    write_marker("root/inner/marker", "inside");
    write_marker("marker", "outside");
}

static void enter_inside(void) {
    needs(chroot("root"));
    must(chdir("/inner"));
}

static void enter_outside(void) { needs(chroot("root")); }

/* The helper cannot report that it lacks a privilege, so the program tries first. */
static void need_chroot(void) { needs(chroot("/")); }

static void set_inside(void) {
    make_root();
    need_chroot();
    helper = start_helper(enter_inside);
    set_up = true;
}

static void set_outside(void) {
    make_root();
    need_chroot();
    helper = start_helper(enter_outside);
    set_up = true;
}

OBJECT(inside) = {
    .name = "chroot-with-directory-inside",
    .about = "a child keeps the root that it has changed, and its working directory in it",
    .set = set_inside,
    .properties = PROPERTIES({"root", root}, {"number of the root", root_number},
                             {"path that it sees", seen_path, .expected = "/inner"},
                             {"file in the working directory", seen_marker, .expected = "inside"},
                             {"file in the root", seen_root_marker, .expected = "in the root"}),
};

OBJECT(outside) = {
    .name = "chroot-with-directory-outside",
    .about = "a child keeps the root that it has changed, and a working directory outside of it",
    .set = set_outside,
    .properties = PROPERTIES({"root", root}, {"number of the root", root_number},
                             {"number of the working directory", folder_number},
                             {"file in the working directory", seen_marker, .expected = "outside"},
                             {"file in the root", seen_root_marker, .expected = "in the root"}),
};

/* With /proc, which is mounted there by the machine's administrator, as in a build environment. */
static void set_with_proc(void) {
    make_root();
    must(mkdir("root/proc", 0755));
    need_chroot();
    needs(mount("proc", "root/proc", "proc", 0, NULL));
    helper = start_helper(enter_inside);
    set_up = true;
}

static const char *own_status(void) { return line_of("/proc/self/status", "Name:"); }
static const char *own_pid_in_proc(void) { return link_of("/proc/self"); }
static const char *seen_name(void) { return set_up ? ask_helper(&helper, own_status) : "not set"; }
static const char *seen_pid(void) { return set_up ? ask_helper(&helper, own_pid_in_proc) : "not set"; }

/* The harness looks for leftover mounts. */
static const char *unmounted(void) {
    if (!set_up) return "not set";
    return outcome(umount2("root/proc", MNT_DETACH));
}

OBJECT(with_proc) = {
    .name = "chroot-with-its-own-proc",
    .about = "a child in a root of its own still reads the /proc that is mounted there",
    .set = set_with_proc,
    .properties = PROPERTIES({"root", root}, {"path that it sees", seen_path, .expected = "/inner"},
                             {"name in its /proc", seen_name},
                             {"number in its /proc", seen_pid}, {"unmounting its /proc", unmounted, .expected = "0", .once = true}),
};

static void enter_removed(void) {
    must(mkdir("removed", 0750));
    must(chdir("removed"));
    must(rmdir("../removed"));
}

static void set_removed(void) {
    helper = start_helper(enter_removed);
    set_up = true;
}

static const char *own_access(void) {
    struct stat status;
    return stat(".", &status) == -1 ? outcome(-1) : text("%o", status.st_mode);
}

static const char *own_links(void) {
    struct stat status;
    return stat(".", &status) == -1 ? outcome(-1) : text("%lu", (unsigned long)status.st_nlink);
}

static const char *own_creation(void) { return outcome(open("file", O_WRONLY | O_CREAT | O_CLOEXEC, 0644)); }
static const char *seen_access(void) { return set_up ? ask_helper(&helper, own_access) : "not set"; }
static const char *links(void) { return set_up ? ask_helper(&helper, own_links) : "not set"; }
static const char *seen_creation(void) { return set_up ? ask_helper(&helper, own_creation) : "not set"; }
static const char *ends_as_deleted(void) {
    const char *path = folder();
    return strstr(path, " (deleted)") ? strrchr(path, '/') : path;
}

OBJECT(removed) = {
    .name = "working-directory-removed",
    .about = "a child in a directory that was removed stays in it",
    .set = set_removed,
    .properties = PROPERTIES({"working directory", ends_as_deleted, .expected = "/removed (deleted)"},
                             {"links", links, .expected = "0"},
                             {"access", seen_access, .expected = "40750"}, {"path that it sees", seen_path, .expected = "ENOENT"},
                             {"creating a file in it", seen_creation, .expected = "ENOENT"}),
};
