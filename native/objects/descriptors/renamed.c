/* Open files whose name was renamed, replaced or removed. CRIU needs --link-remap for those with another name only. */
#include "../object.h"
#include <stdio.h> /* for rename */

static int fd = -1;

static const char *what_is_read(void) {
    char data[64];
    ssize_t got = pread(fd, data, sizeof data, 0);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}
static const char *offset(void) { return outcome(lseek(fd, 0, SEEK_CUR)); }
static const char *names(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : text("%lu", (unsigned long)status.st_nlink);
}
static const char *link_of(void) {
    char target[512];
    ssize_t length = readlink(text("/proc/self/fd/%d", fd), target, sizeof target - 1);
    if (length == -1) return outcome(-1);
    target[length] = 0;
    const char *slash = strrchr(target, '/');
    return text("%s", slash ? slash + 1 : target);
}
static const char *same_as(const char *path) {
    struct stat open_one, named;
    if (fstat(fd, &open_one) == -1 || stat(path, &named) == -1) return outcome(-1);
    return open_one.st_ino == named.st_ino && open_one.st_dev == named.st_dev ? "the open file" : "another file";
}
static const char *old_name(void) { return same_as("cfg"); }
static const char *other_name(void) { return same_as("other"); }
static const char *content_of_old(void) { return content("cfg"); }
static const char *appended(void) {
    if (fd == -1) return outcome(-1);
    must(pwrite(fd, "+", 1, 7));
    return content("other");
}

static void write_file(const char *path, const char *what) {
    int made = must(open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    write_all(made, what, strlen(what));
    must(close(made));
}

static void open_first(void) {
    write_file("cfg", "the old");
    fd = must(open("cfg", O_RDWR | O_CLOEXEC));
    must(lseek(fd, 3, SEEK_SET));
}

#define OPEN_FILE {"content", what_is_read, .expected = "the old"}, {"offset", offset, .expected = "3"}

static void set_rotated(void) {
    open_first();
    must(rename("cfg", "other"));
    write_file("cfg", "the new");
}

#define ROTATED                                                                                                                \
    PROPERTIES(OPEN_FILE, {"link", link_of, .expected = "other"}, {"names", names, .expected = "1"},                           \
               {"the old name", old_name, .expected = "another file"}, {"the new name", other_name, .expected = "the open file"}, \
               {"content of the old name", content_of_old, .expected = "the new"},                                             \
               {"after a write", appended, .expected = "the old+", .once = true})

OBJECT(renamed_replaced) = {
    .name = "renamed-replaced",
    .about = "an open file that was renamed stays open under its new name, though the old name is that of another file",
    .set = set_rotated,
    .properties = ROTATED,
};

static void set_overwritten(void) {
    open_first();
    write_file("new", "the new");
    must(rename("new", "cfg"));
}

OBJECT(replaced) = {
    .name = "replaced-by-rename",
    .about = "an open file without a name stays open, though another file has its name",
    .set = set_overwritten,
    .properties = PROPERTIES(OPEN_FILE, {"link", link_of, .expected = "cfg (deleted)"}, {"names", names, .expected = "0"},
                             {"the old name", old_name, .expected = "another file"},
                             {"content of the old name", content_of_old, .expected = "the new"}),
};

static void set_hard_link(void) {
    open_first();
    must(link("cfg", "other"));
    must(unlink("cfg"));
}

OBJECT(hard_link_left) = {
    .name = "hard-link-left",
    .about = "an open file whose name is gone keeps its other name",
    .set = set_hard_link,
    .properties = PROPERTIES(OPEN_FILE, {"link", link_of, .expected = "cfg (deleted)"}, {"names", names, .expected = "1"},
                             {"the other name", other_name, .expected = "the open file"},
                             {"after a write", appended, .expected = "the old+", .once = true}),
};

static void set_hard_link_replaced(void) {
    open_first();
    must(link("cfg", "other"));
    must(unlink("cfg"));
    write_file("cfg", "the new");
}

OBJECT(hard_link_left_replaced) = {
    .name = "hard-link-left-replaced",
    .about = "an open file keeps its other name, though the first one is that of another file",
    .set = set_hard_link_replaced,
    .properties = PROPERTIES(OPEN_FILE, {"link", link_of, .expected = "cfg (deleted)"}, {"names", names, .expected = "1"},
                             {"the old name", old_name, .expected = "another file"},
                             {"the other name", other_name, .expected = "the open file"},
                             {"content of the old name", content_of_old, .expected = "the new"},
                             {"after a write", appended, .expected = "the old+", .once = true}),
};

/* The program that rotates logs renames the file while its writer is an image, and makes an empty one. */
static void rotate(void) {
    must(rename("cfg", "other"));
    write_file("cfg", "");
}

OBJECT(rotated_meanwhile) = {
    .name = "rotated-meanwhile",
    .about = "an open file is still the same one after it was renamed and replaced by an empty one meanwhile",
    .set = open_first,
    .meanwhile = rotate,
    .properties = PROPERTIES(OPEN_FILE, {"names", names, .expected = "1"}),
};

static void replace_by_same_size(void) {
    write_file("new", "the new");
    must(rename("new", "cfg"));
}

OBJECT(replaced_meanwhile) = {
    .name = "replaced-meanwhile",
    .about = "an open file is still the same one after a file of the same size took its name meanwhile",
    .set = open_first,
    .meanwhile = replace_by_same_size,
    .properties = PROPERTIES(OPEN_FILE, {"names", names, .expected = "1"}),
};
