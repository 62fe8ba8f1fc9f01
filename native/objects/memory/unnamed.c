/* Mapped files whose name is gone in ways that CRIU treats differently. */
#include "mapping.h"
#include <stdio.h>

enum { SIZE = 4 * PAGE, LARGE = 2 << 20 };

static char *memory;

static const char *data(void) { return digest(memory, SIZE); }
static const char *form(void) { return shape(memory); }
static const char *path(void) {
    const char *whole = mapped(memory), *slash = strrchr(whole, '/');
    return slash ? slash + 1 : "no path";
}
static const char *names(void) { return text("%d %d", access("first", F_OK), access("second", F_OK)); }
static const char *second(void) { return digest(memory + SIZE - PAGE, PAGE); }

static void create(void) {
    memory = map_at(reserve(LARGE), LARGE, PROT_READ, MAP_PRIVATE, -1);
    unlink("first");
    unlink("second");
}

static void map_file(const char *name, size_t size) {
    int fd = make_file(name, 0600, size, 1);
    map_at(memory, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
    must(close(fd));
    fill(memory, PAGE, 2);
}

static const char *links(void) {
    struct stat state;
    return stat("second", &state) == -1 ? outcome(-1) : text("%lu", (unsigned long)state.st_nlink);
}
static const char *content_of_second(void) {
    int fd = open("second", O_RDONLY | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    uint64_t words[2] = {0};
    must(read(fd, words, sizeof words));
    must(close(fd));
    return words[0] == nth(2, 0) ? "what was written" : "something else";
}

static void set_one_name_less(void) {
    map_file("first", SIZE);
    must(link("first", "second"));
    must(unlink("first"));
}

OBJECT(one_name_less) = {
    .name = "mapped-file-deleted-hard-link",
    .about = "a mapped file that has lost the name it was opened by keeps the other name",
    .create = create,
    .set = set_one_name_less,
    .properties = PROPERTIES({"content", data}, {"path", path, .expected = "first (deleted)"},
                             {"names", names, .expected = "-1 0"}, {"links", links, .expected = "1"},
                             {"content of the file", content_of_second, .expected = "what was written"}),
};

static void set_large(void) {
    map_file("first", LARGE);
    must(unlink("first"));
}

OBJECT(large_deleted) = {
    .name = "mapped-file-large-deleted",
    .about = "a mapped file of 2 MiB without a name keeps its content",
    .create = create,
    .set = set_large,
    .properties = PROPERTIES({"content", data}, {"path", path, .expected = "first (deleted)"},
                             {"mapping", form, .expected = "2048 kB rw-s 00000000"}, {"later content", second}),
};

static void set_in_deleted_folder(void) {
    must(mkdir("folder", 0700));
    map_file("folder/first", SIZE);
    must(unlink("folder/first"));
    must(rmdir("folder"));
}

static const char *folder(void) { return outcome(access("folder", F_OK)); }

OBJECT(in_deleted_folder) = {
    .name = "mapped-file-in-deleted-folder",
    .about = "a mapped file whose name and folder were removed keeps its content, and both stay removed",
    .create = create,
    .set = set_in_deleted_folder,
    .properties = PROPERTIES({"content", data}, {"path", path, .expected = "first (deleted)"},
                             {"folder", folder, .expected = "ENOENT", .natural = true}, {"mapping", form, .natural = true}),
};

/* On another file system than the working directory, as POSIX shared memory is. */
static void set_in_memory(void) {
    const char *name = text("/dev/shm/criu-matrix-%d", getpid());
    int fd = needs(open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    must(unlink(name));
    must(ftruncate(fd, SIZE));
    map_at(memory, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
    must(close(fd));
    fill(memory, SIZE, 2);
}

static const char *where(void) { return text("%.28s", strchr(text("%s/", mapped(memory)), '/')); }

OBJECT(posix_shm) = {
    .name = "posix-shm-deleted-mapped",
    .about = "POSIX shared memory that was removed while mapped keeps its content",
    .create = create,
    .set = set_in_memory,
    .properties = PROPERTIES({"content", data}, {"path", path}, {"folder", where}),
};
