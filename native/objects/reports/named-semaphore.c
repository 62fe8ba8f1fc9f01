/* A named semaphore is a file that was renamed by a hard link, so CRIU makes a further hard link for its images. */
#include "../object.h"
#include <semaphore.h>
#include <stdio.h>

static sem_t *semaphore;
static char name[32], path[48];

static void set(void) {
    snprintf(name, sizeof name, "/criu-matrix-%d", getpid());
    snprintf(path, sizeof path, "/dev/shm/sem.%s", name + 1);
    semaphore = must(sem_open(name, O_CREAT | O_EXCL, 0600, 3));
}

static const char *value(void) {
    int found;
    if (!semaphore) return "none";
    return sem_getvalue(semaphore, &found) == -1 ? outcome(-1) : text("%d", found);
}

static const char *attributes(void) {
    struct stat found;
    return stat(path, &found) == -1 ? outcome(-1) : text("%o", found.st_mode);
}

static const char *links(void) {
    struct stat found;
    return stat(path, &found) == -1 ? outcome(-1) : text("%lu", (unsigned long)found.st_nlink);
}

/* What another process does that opens the semaphore by its name. The C library would return the mapping that this one has. */
static const char *by_name(bool post) {
    int fd = open(path, O_RDWR | O_CLOEXEC), found;
    if (fd == -1) return outcome(-1);
    sem_t *other = must(mmap(NULL, sizeof *other, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    if (post) must(sem_post(other));
    must(sem_getvalue(other, &found));
    must(munmap(other, sizeof *other));
    must(close(fd));
    return post ? value() : text("%d", found);
}

static const char *value_by_name(void) { return by_name(false); }
static const char *after_post(void) { return by_name(true); }
static const char *unlinked(void) { return outcome(sem_unlink(name)); }

OBJECT(named_semaphore) = {
    .name = "named-semaphore",
    .about = "a named semaphore keeps its value and its name",
    .set = set,
    .properties = PROPERTIES({"value", value, .expected = "3"}, {"mode", attributes, .expected = "100600"},
                             {"links", links, .expected = "1"}, {"value by its name", value_by_name, .expected = "3"},
                             {"value after a post by its name", after_post, .expected = "4", .once = true},
                             {"removing it", unlinked, .expected = "0", .once = true}),
};

/* The names under which the images of another job keep a file in the same folder. */
enum { NAMES = 64 };

static int fd = -1;

static const char *link_name(int number) { return text("link_remap.%d", number); }

static void open_second_name(void) {
    fd = must(open("first", O_RDWR | O_CREAT | O_EXCL, 0640));
    write_all(fd, "0123456789", 10);
    must(lseek(fd, 4, SEEK_SET));
    must(link("first", "second"));
    must(unlink("first"));
    int other = must(open("other", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
    write_all(other, "of another job", 14);
    must(close(other));
    for (int i = 1; i <= NAMES; i++) must(link("other", link_name(i)));
}

static const char *offset(void) { return outcome(lseek(fd, 0, SEEK_CUR)); }

static const char *open_links(void) {
    struct stat found;
    return fstat(fd, &found) == -1 ? outcome(-1) : text("%lu", (unsigned long)found.st_nlink);
}

static const char *same_as_second(void) {
    struct stat own, named;
    return fstat(fd, &own) == -1 || stat("second", &named) == -1 ? outcome(-1) : own.st_ino == named.st_ino ? "same" : "another";
}

static const char *others_file(void) { return content(link_name(1)); }

static const char *rest_of_file(void) {
    char data[16];
    ssize_t got = read(fd, data, sizeof data);
    return got == -1 ? outcome(got) : bytes(data, (size_t)got);
}

OBJECT(link_remap_names_taken) = {
    .name = "link-remap-names-taken",
    .about = "a file whose name is gone survives in a folder that has the link-remap files of another job",
    .set = open_second_name,
    .properties = PROPERTIES({"offset", offset, .expected = "4"}, {"links", open_links, .expected = "1"},
                             {"file with the other name", same_as_second, .expected = "same"},
                             {"the other job's file", others_file, .expected = "of another job"},
                             {"rest of the file", rest_of_file, .expected = "456789", .once = true}),
};
