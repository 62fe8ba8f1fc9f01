/* What a memfd has in addition to its content and its seals, as every other file of a file system. */
#include "common.h"
#include <sys/xattr.h>

static void make(void) {
    place(must(memfd_create("attributes", MFD_ALLOW_SEALING)), FD);
    must(pwrite(FD, "content", 7, 0));
}

static const char *content_of_it(void) {
    char data[8];
    ssize_t got = pread(FD, data, sizeof data, 0);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}

static const char *modified(void) {
    struct stat found;
    return fstat(FD, &found) == -1 ? outcome(-1) : text("%ld", found.st_mtim.tv_sec);
}

static const char *accessed(void) {
    struct stat found;
    return fstat(FD, &found) == -1 ? outcome(-1) : text("%ld", found.st_atim.tv_sec);
}

static void set_times(void) {
    make();
    must(futimens(FD, (struct timespec[]){{.tv_sec = 1000000}, {.tv_sec = 2000000}}));
}

OBJECT(memfd_times) = {
    .name = "memfd-times",
    .about = "a memfd keeps the times when it was read and modified",
    .set = set_times,
    .properties = PROPERTIES({"access time", accessed, .expected = "1000000"},
                             {"modification time", modified, .expected = "2000000"},
                             {"size", .read_at = size_of, .number = FD, .expected = "7"}),
};

static const char *attribute(void) {
    char value[16];
    ssize_t got = fgetxattr(FD, "user.object", value, sizeof value);
    return got == -1 ? outcome(-1) : bytes(value, (size_t)got);
}

static void set_attribute(void) {
    make();
    needs(fsetxattr(FD, "user.object", "value", 5, 0));
}

OBJECT(memfd_xattr) = {
    .name = "memfd-xattr",
    .about = "a memfd keeps its extended attributes",
    .set = set_attribute,
    .properties = PROPERTIES({"attribute", attribute, .expected = "value"}, {"content", content_of_it, .expected = "content"}),
};

/* Blocks that are reserved behind the end of the file. */
static const char *reserved(void) {
    struct stat found;
    return fstat(FD, &found) == -1 ? outcome(-1) : text("%ld", (long)found.st_blocks);
}

static void set_reserved(void) {
    make();
    must(fallocate(FD, FALLOC_FL_KEEP_SIZE, 0, 65536));
}

OBJECT(memfd_reserved) = {
    .name = "memfd-reserved-blocks",
    .about = "a memfd keeps the blocks that are reserved behind its end",
    .set = set_reserved,
    .properties = PROPERTIES({"blocks", reserved}, {"content", content_of_it, .expected = "content"},
                             {"size", .read_at = size_of, .number = FD, .expected = "7"}),
};

static void set_two(void) {
    make();
    place(must(open(text("/proc/self/fd/%d", FD), O_RDONLY | O_CLOEXEC)), SECOND);
    must(dup2(FD, THIRD));
    must(lseek(FD, 2, SEEK_SET));
    must(lseek(SECOND, 5, SEEK_SET));
}

static const char *offset_after_move(void) {
    return lseek(FD, 6, SEEK_SET) == -1 ? outcome(-1) : text("%s %s", offset_of(THIRD), offset_of(SECOND));
}

OBJECT(memfd_two) = {
    .name = "memfd-opened-twice",
    .about = "descriptors of a memfd share their offset or have one each, as they did",
    .set = set_two,
    .properties = PROPERTIES({"offset", .read_at = offset_of, .number = FD, .expected = "2"},
                             {"own offset of the second", .read_at = offset_of, .number = SECOND, .expected = "5"},
                             {"flags of the second", .read_at = flags_of, .number = SECOND},
                             {"content", content_of_it, .expected = "content"},
                             {"offsets after a move", offset_after_move, .expected = "6 5", .once = true}),
};
