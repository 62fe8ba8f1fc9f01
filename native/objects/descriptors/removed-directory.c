/* A directory that was removed while it was open, or while it was a working directory, stays usable as far as it was. */
#include "common.h"

static int directory = -1;

static const char *links(void) { return links_of(directory); }
static const char *mode(void) { return mode_of(directory); }
static const char *flags(void) { return flags_of(directory); }
static const char *name(void) { return target_of(directory); }
static const char *new_file(void) { return outcome(openat(directory, "new", O_CREAT | O_CLOEXEC, 0600)); }

static const char *entries(void) {
    int fd = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    must(close(fd));
    return "can be opened";
}

static void set_descriptor(void) {
    must(mkdir("removed", 0750));
    place(must(open("removed", O_RDONLY)), FD);
    must(rmdir("removed"));
    directory = FD;
}

#define REMOVED                                                                                                                \
    {"links", links, .expected = "0"}, {"mode", mode, .expected = "40750"}, {"name", name}, {"flags", flags},                  \
        {"opening it again", entries}, {                                                                                       \
        "a new file", new_file, .expected = "ENOENT"                                                                           \
    }

OBJECT(removed_directory) = {
    .name = "removed-directory",
    .about = "a descriptor of a removed directory stays one",
    .set = set_descriptor,
    .properties = PROPERTIES(REMOVED),
};

static void make_full(void) {
    must(mkdir("removed", 0700));
    must(close(must(open("removed/file", O_CREAT | O_CLOEXEC, 0600))));
}

OBJECT(removed_directory_replaced) = {
    .name = "removed-directory-replaced",
    .about = "a descriptor of a removed directory stays one though a directory with a file in it has taken the name",
    .set = set_descriptor,
    .meanwhile = make_full,
    .properties = PROPERTIES(REMOVED),
};

static const char *working_directory(void) {
    char path[4096];
    return getcwd(path, sizeof path) ? "has a path" : outcome(-1);
}

static const char *working_links(void) {
    struct stat found;
    return outcome(stat(".", &found) == -1 ? -1 : (long)found.st_nlink);
}

static const char *new_file_here(void) { return outcome(open("new", O_CREAT | O_EXCL | O_CLOEXEC, 0600)); }

static const char *link_to_it(void) {
    char target[4096];
    ssize_t length = readlink("/proc/self/cwd", target, sizeof target - 1);
    if (length == -1) return outcome(-1);
    target[length] = 0;
    return text("%s", strrchr(target, '/') + 1);
}

static void set_working(void) {
    must(mkdir("removed", 0750));
    must(chdir("removed"));
    must(rmdir("../removed"));
}

#define WORKING                                                                                                                \
    {"path", working_directory, .expected = "ENOENT"}, {"links", working_links, .expected = "0"},                              \
        {"name", link_to_it, .expected = "removed (deleted)"}, {"a new file", new_file_here, .expected = "ENOENT"}

OBJECT(removed_working_directory) = {
    .name = "removed-working-directory",
    .about = "a process whose working directory was removed still has one that no path leads to",
    .set = set_working,
    .properties = PROPERTIES(WORKING),
};

OBJECT(removed_working_directory_replaced) = {
    .name = "removed-working-directory-replaced",
    .about = "a removed working directory stays one though a directory with a file in it has taken the name",
    .set = set_working,
    .meanwhile = make_full,
    .properties = PROPERTIES(WORKING),
};

static int parent = -1;

/* The new directory belongs to another process, which must find it after the restore. */
static const char *new_directory(void) {
    if (parent == -1) return "not set";
    bool was_made = faccessat(parent, "made", F_OK, 0) == 0, is_there = faccessat(parent, "removed", F_OK, 0) == 0;
    return was_made && !is_there ? "was deleted" : "not deleted";
}

static void set_reused(void) {
    parent = SECOND;
    place(must(open(".", O_RDONLY)), parent);
    set_working();
}

static void make_empty(void) {
    must(mkdir("removed", 0700));
    must(mkdir("made", 0700));
}

OBJECT(removed_directory_reused) = {
    .name = "removed-working-directory-name-reused",
    .about = "a removed working directory stays one, and an empty directory that has taken the name is not deleted",
    .set = set_reused,
    .meanwhile = make_empty,
    .properties = PROPERTIES(WORKING, {"directory of another process", new_directory, .expected = "not deleted"}),
};
