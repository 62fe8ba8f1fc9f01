/* CRIU stores files with a name by that name only, so their content is the one that they have at the restore. */
#include "../object.h"

static int fd = -1;
static char *mapping;
static const char *const path = "data";

static const char *size(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : text("%ld", (long)status.st_size);
}
static const char *offset(void) { return outcome(lseek(fd, 0, SEEK_CUR)); }
static const char *flags(void) { return fd == -1 ? "EBADF" : text("%o", (unsigned)fcntl(fd, F_GETFL)); }
static const char *in_file_at(long number) {
    char data[8];
    int other = open(path, O_RDONLY | O_CLOEXEC);
    if (other == -1) return outcome(-1);
    ssize_t got = pread(other, data, sizeof data, number);
    must(close(other));
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}

static void open_file(int access, off_t length) {
    int made = must(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    must(ftruncate(made, length));
    must(pwrite(made, "at start", 8, 0));
    must(pwrite(made, "2nd page", 8, 4096));
    must(close(made));
    fd = must(open(path, access | O_CLOEXEC));
}

/* The write comes after everything else that was written, wherever the offset is. */
static const char *append(void) {
    if (fd == -1) return outcome(-1);
    must(lseek(fd, 100, SEEK_SET));
    must(write(fd, "appended", 8));
    const char *end = in_file_at(8192);
    return text("%s, offset %s", end, offset());
}

static void set_append(void) {
    open_file(O_WRONLY | O_APPEND, 8192);
    must(lseek(fd, 100, SEEK_SET));
}

OBJECT(file_append_only) = {
    .name = "file-append-only",
    .about = "a file that is open for appending keeps its offset and appends",
    .set = set_append,
    .properties = PROPERTIES({"size", size, .expected = "8192"}, {"offset", offset, .expected = "100"}, {"flags", flags},
                             {"after a write", append, .expected = "appended, offset 8200", .once = true}),
};

static const char *mapped_at(long number) { return mapping ? bytes(mapping + number, 8) : "not mapped"; }

/* A page that was never written still shows what the file gets. */
static const char *clean_page_follows(void) {
    if (!mapping) return "not mapped";
    int other = must(open(path, O_RDWR | O_CLOEXEC));
    must(pwrite(other, "3rd page", 8, 4096));
    must(close(other));
    return mapped_at(4096);
}

static void set_private(void) {
    open_file(O_RDONLY, 8192);
    mapping = must(mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0));
    memcpy(mapping, "written!", 8);
    must(close(fd));
}

#define PRIVATE                                                                                                                \
    PROPERTIES({"written page", .read_at = mapped_at, .number = 0, .expected = "written!"},                                    \
               {"clean page", .read_at = mapped_at, .number = 4096, .expected = "2nd page"},                                   \
               {"file", .read_at = in_file_at, .number = 0, .expected = "at start"},                                           \
               {"clean page after a write into the file", clean_page_follows, .expected = "3rd page", .once = true})

OBJECT(private_mapping_written) = {
    .name = "private-mapping-written",
    .about = "a private mapping of a file keeps its written page, and its clean one still follows the file",
    .set = set_private,
    .properties = PRIVATE,
};

static void grow(void) {
    int other = must(open(path, O_WRONLY | O_APPEND | O_CLOEXEC));
    must(write(other, "grown", 5));
    must(close(other));
}

OBJECT(private_mapping_grown) = {
    .name = "private-mapping-grown",
    .about = "a private mapping of a file is still there after the file has grown meanwhile",
    .set = set_private,
    .meanwhile = grow,
    .properties = PRIVATE,
};

/* A log: others append to it while its reader is an image. */
static void set_reader(void) {
    open_file(O_RDONLY, 8192);
    must(lseek(fd, 0, SEEK_END));
}

OBJECT(file_grown) = {
    .name = "file-grown",
    .about = "a file that is read to its end shows what others have appended meanwhile",
    .set = set_reader,
    .meanwhile = grow,
    .properties = PROPERTIES({"offset", offset, .expected = "8192"}, {"flags", flags}),
};
