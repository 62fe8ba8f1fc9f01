/* A file that never had a name (O_TMPFILE) keeps its content, and can still get a name. */
#include "common.h"

static const char *content_of_it(void) {
    char data[4];
    ssize_t got = pread(FD, data, sizeof data, 0);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}

static const char *is_tmpfile(void) {
    int flags = fcntl(FD, F_GETFL);
    return flags == -1 ? outcome(-1) : (flags & O_TMPFILE) == O_TMPFILE ? "yes" : "no";
}

static const char *naming(void) {
    if (fcntl(FD, F_GETFL) == -1) return "absent";
    return outcome(linkat(AT_FDCWD, text("/proc/self/fd/%d", FD), AT_FDCWD, "named", AT_SYMLINK_FOLLOW));
}

static void make(int flags, size_t size) {
    place(needs(open(".", O_TMPFILE | O_RDWR | flags, 0640)), FD);
    char *data = calloc(1, size);
    memcpy(data, "data", 4);
    write_all(FD, data, size);
    free(data);
}

static void set_small(void) {
    make(O_EXCL | O_APPEND, 4096);
    must(lseek(FD, 100, SEEK_SET));
    place(must(open(text("/proc/self/fd/%d", FD), O_RDONLY | O_CLOEXEC)), SECOND);
    must(lseek(SECOND, 7, SEEK_SET));
}

static const char *write_to_second(void) { return fcntl(SECOND, F_GETFL) == -1 ? "absent" : outcome(write(SECOND, "x", 1)); }

OBJECT(tmpfile) = {
    .name = "tmpfile",
    .about = "a file without a name that must not get one keeps its content and its descriptors",
    .set = set_small,
    .properties = PROPERTIES({"content", content_of_it, .expected = "data"},
                             {"size", .read_at = size_of, .number = FD, .expected = "4096"},
                             {"mode", .read_at = mode_of, .number = FD, .expected = "100640"},
                             {"offset", .read_at = offset_of, .number = FD, .expected = "100"},
                             {"links", .read_at = links_of, .number = FD, .expected = "0"},
                             {"flags of a second descriptor", .read_at = flags_of, .number = SECOND},
                             {"offset of the second", .read_at = offset_of, .number = SECOND, .expected = "7"},
                             {"write to the second", write_to_second, .expected = "EBADF", .once = true},
                             {"a name", naming, .expected = "ENOENT", .once = true}),
};

static void set_linkable(void) { make(0, 4096); }

OBJECT(tmpfile_linkable) = {
    .name = "tmpfile-linkable",
    .about = "a file that was opened with O_TMPFILE still has this flag and can get a name",
    .set = set_linkable,
    .properties = PROPERTIES({"content", content_of_it, .expected = "data"}, {"O_TMPFILE", is_tmpfile, .expected = "yes"},
                             {"links", .read_at = links_of, .number = FD, .expected = "0"},
                             {"a name", naming, .expected = "0", .once = true}),
};

static void set_large(void) { make(O_EXCL, 2 << 20); }

OBJECT(tmpfile_large) = {
    .name = "tmpfile-large",
    .about = "a file without a name that is larger than one MiB keeps its content",
    .set = set_large,
    .properties = PROPERTIES({"content", content_of_it, .expected = "data"},
                             {"size", .read_at = size_of, .number = FD, .expected = "2097152"},
                             {"mode", .read_at = mode_of, .number = FD, .expected = "100640"}),
};
