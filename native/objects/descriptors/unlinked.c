/* Files without a name, which CRIU stores among the images up to --ghost-limit: in /dev/shm, mapped only, sparse. */
#include "../object.h"
#include <sys/xattr.h>

enum { SHARED_MEMORY = 4 << 20 };

static int fd = -1;
static char *mapping;

static const char *size(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : text("%ld", (long)status.st_size);
}
static const char *names(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : text("%lu", (unsigned long)status.st_nlink);
}
static const char *mode(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : text("%o", status.st_mode);
}
static const char *offset(void) { return outcome(lseek(fd, 0, SEEK_CUR)); }
static const char *at(long number) {
    char data[8];
    ssize_t got = pread(fd, data, sizeof data, number);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}
static const char *mapped_at(long number) { return mapping ? bytes(mapping + number, 8) : "not mapped"; }
static const char *file_of_mapping(void) {
    struct stat status;
    if (!mapping) return "not mapped";
    const char *link = text("/proc/self/map_files/%lx-%lx", (unsigned long)mapping, (unsigned long)mapping + SHARED_MEMORY);
    return stat(link, &status) == -1 ? outcome(-1) : text("%ld bytes, %lu names", (long)status.st_size, (unsigned long)status.st_nlink);
}

static void make(const char *path, off_t length, int number) {
    int made = must(open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
    must(unlink(path));
    must(ftruncate(made, length));
    must(pwrite(made, "at start", 8, 0));
    must(pwrite(made, "at end..", 8, length - 8));
    fd = must(dup2(made, number));
    must(close(made));
}

/* Every page is written: --ghost-limit counts the space that a file takes, and not its size. */
static void set_shared_memory(void) {
    char page[4096];
    make(text("/dev/shm/unlinked-%d", getpid()), SHARED_MEMORY, 20);
    memset(page, 'p', sizeof page);
    for (off_t at = sizeof page; at < SHARED_MEMORY - (off_t)sizeof page; at += sizeof page) must(pwrite(fd, page, sizeof page, at));
    must(lseek(fd, 1234, SEEK_SET));
}

OBJECT(unlinked_shm) = {
    .name = "unlinked-shm",
    .about = "an unlinked file of 4 MiB in /dev/shm keeps its content",
    .set = set_shared_memory,
    .properties = PROPERTIES({"size", size, .expected = "4194304"}, {"names", names, .expected = "0"}, {"mode", mode},
                             {"offset", offset, .expected = "1234"}, {"start", .read_at = at, .number = 0, .expected = "at start"},
                             {"middle", .read_at = at, .number = SHARED_MEMORY / 2, .expected = "pppppppp"},
                             {"end", .read_at = at, .number = SHARED_MEMORY - 8, .expected = "at end.."}),
};

static void set_mapped(void) {
    set_shared_memory();
    mapping = must(mmap(NULL, SHARED_MEMORY, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    must(close(fd));
    fd = -1;
}

OBJECT(unlinked_shm_mapped) = {
    .name = "unlinked-shm-mapped",
    .about = "an unlinked file of 4 MiB in /dev/shm that is only mapped keeps its content",
    .set = set_mapped,
    .properties = PROPERTIES({"file", file_of_mapping}, {"start", .read_at = mapped_at, .number = 0, .expected = "at start"},
                             {"middle", .read_at = mapped_at, .number = SHARED_MEMORY / 2, .expected = "pppppppp"},
                             {"end", .read_at = mapped_at, .number = SHARED_MEMORY - 8, .expected = "at end.."}),
};

/* The blocks show whether a hole was filled, the next data where it ends. */
static const char *blocks(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : status.st_blocks < 1024 ? "few blocks" : "many blocks";
}
static const char *hole(void) {
    off_t before = lseek(fd, 0, SEEK_CUR);
    if (before == -1) return outcome(-1);
    off_t begin = lseek(fd, 0, SEEK_HOLE), end = lseek(fd, begin, SEEK_DATA);
    must(lseek(fd, before, SEEK_SET));
    return text("%ld to %ld", (long)begin, (long)end);
}

static void set_sparse(void) { make("sparse", 1 << 30, 20); }

#define SPARSE                                                                                                                 \
    PROPERTIES({"size", size, .expected = "1073741824"}, {"names", names, .expected = "0"}, {"mode", mode},                    \
               {"start", .read_at = at, .number = 0, .expected = "at start"},                                                  \
               {"middle", .read_at = at, .number = 1 << 29, .expected = "\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00"},           \
               {"end", .read_at = at, .number = (1 << 30) - 8, .expected = "at end.."}, {"space", blocks, .expected = "few blocks"}, \
               {"hole", hole})

OBJECT(unlinked_sparse) = {
    .name = "unlinked-sparse",
    .about = "an unlinked file of 1 GiB that is nearly all hole keeps its content and its hole",
    .set = set_sparse,
    .properties = SPARSE,
};

/* Two descriptions, one of them for reading only, of one file. */
static int second = -1;
static const char *second_offset(void) { return outcome(lseek(second, 0, SEEK_CUR)); }
static const char *flags_at(long number) {
    int of = number == 0 ? fd : second;
    return of == -1 ? "EBADF" : text("%o", (unsigned)fcntl(of, F_GETFL));
}
static const char *same_file(void) {
    struct stat one, other;
    if (fstat(fd, &one) == -1 || fstat(second, &other) == -1) return outcome(-1);
    return one.st_ino == other.st_ino ? "the same" : "two files";
}
static const char *owner(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : text("%u, %u", status.st_uid, status.st_gid);
}
static const char *times(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : text("%ld.%09ld", status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

static void set_two(void) {
    struct timespec stamps[2] = {{.tv_sec = 1000000000, .tv_nsec = 123456789}, {.tv_sec = 1111111111, .tv_nsec = 987654321}};
    make("two", 8192, 20);
    must(lseek(fd, 77, SEEK_SET));
    second = must(open("/proc/self/fd/20", O_RDONLY));
    must(lseek(second, 88, SEEK_SET));
    must(fchmod(fd, 0604));
    must(futimens(fd, stamps));
}

OBJECT(unlinked_two_descriptions) = {
    .name = "unlinked-two-descriptions",
    .about = "two open files stay the same unlinked file, with its attributes",
    .set = set_two,
    .properties = PROPERTIES({"same file", same_file, .expected = "the same"}, {"first offset", offset, .expected = "77"},
                             {"second offset", second_offset, .expected = "88"}, {"first flags", .read_at = flags_at},
                             {"second flags", .read_at = flags_at, .number = 1}, {"mode", mode, .expected = "100604"},
                             {"owner", owner}, {"time of change", times, .expected = "1111111111.987654321"}),
};

static const char *attribute(void) {
    char value[32];
    ssize_t got = fgetxattr(fd, "user.kept", value, sizeof value);
    return got == -1 ? outcome(-1) : bytes(value, (size_t)got);
}

static void set_attribute(void) {
    make("attributed", 8192, 20);
    needs(fsetxattr(fd, "user.kept", "value", 5, 0));
}

OBJECT(unlinked_xattr) = {
    .name = "unlinked-xattr",
    .about = "an unlinked file keeps its extended attribute",
    .set = set_attribute,
    .properties = PROPERTIES({"names", names, .expected = "0"}, {"start", .read_at = at, .number = 0, .expected = "at start"},
                             {"attribute", attribute, .expected = "value"}),
};
