/* Files that somebody else replaced between the dump and the restore. */
#include "../object.h"
#include <stdio.h>

static int fd = -1;

static void make(const char *path, const char *data) {
    int made = must(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
    write_all(made, data, strlen(data));
    must(close(made));
}

static const char *offset(void) { return outcome(lseek(fd, 0, SEEK_CUR)); }
static const char *flags(void) { return outcome(fcntl(fd, F_GETFL)); }

static const char *inode(void) {
    struct stat found;
    return fstat(fd, &found) == -1 ? outcome(-1) : text("%lu", found.st_ino);
}

static const char *size(void) {
    struct stat found;
    return fstat(fd, &found) == -1 ? outcome(-1) : text("%ld", found.st_size);
}

static const char *rest_of_file(void) {
    char data[64];
    off_t from = lseek(fd, 0, SEEK_CUR);
    ssize_t got = from == -1 ? -1 : pread(fd, data, sizeof data, from);
    return got == -1 ? outcome(got) : bytes(data, (size_t)got);
}

static void open_input(void) {
    make("input", "old: 0123456789\n");
    fd = must(open("input", O_RDONLY));
    must(lseek(fd, 5, SEEK_SET));
}

static void replace_input(void) {
    make("input.new", "new: abcdefghij\n");
    must(rename("input.new", "input"));
}

static void replace_by_shorter(void) {
    make("input.new", "new: abc\n");
    must(rename("input.new", "input"));
}

#define INPUT                                                                                                                  \
    PROPERTIES({"offset", offset, .expected = "5"}, {"flags", flags, .expected = "32768"}, {"inode", inode},                   \
               {"size", size, .expected = "16"}, {"rest of the file", rest_of_file, .expected = "0123456789\\x0a"})

OBJECT(replaced_file) = {
    .name = "file-replaced-same-size",
    .about = "a file that another file of the same size replaced after the dump is still read",
    .set = open_input,
    .meanwhile = replace_input,
    .properties = INPUT,
};

OBJECT(shorter_file) = {
    .name = "file-replaced-other-size",
    .about = "a file that a shorter file replaced after the dump is still read",
    .set = open_input,
    .meanwhile = replace_by_shorter,
    .properties = INPUT,
};

static void open_log(void) {
    fd = must(open("log", O_WRONLY | O_APPEND | O_CREAT | O_EXCL, 0640));
    write_all(fd, "first\n", 6);
}

static void rotate(void) {
    must(rename("log", "log.1"));
    make("log", "");
}

static const char *log_now(void) { return content("log"); }

static const char *log_after_write(void) {
    if (fd != -1) write_all(fd, "second\n", 7);
    return log_now();
}

#define LOG                                                                                                                    \
    PROPERTIES({"offset", offset, .expected = "6"}, {"inode", inode}, {"size", size, .expected = "6"},                         \
               {"log", log_now, .expected = "first\\x0a"},                                                                     \
               {"log after one more line", log_after_write, .expected = "first\\x0asecond\\x0a", .once = true})

OBJECT(rotated_log) = {
    .name = "append-log-rotated",
    .about = "a log that was rotated after the dump is still appended to",
    .set = open_log,
    .meanwhile = rotate,
    .properties = LOG,
};

static void truncate_log(void) { must(truncate("log", 0)); }

OBJECT(truncated_log) = {
    .name = "append-log-truncated",
    .about = "a log that was truncated after the dump keeps its lines",
    .set = open_log,
    .meanwhile = truncate_log,
    .properties = LOG,
};
