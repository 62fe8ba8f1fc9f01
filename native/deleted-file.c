/* A ghost: an open file without a name, its data reachable through the descriptor alone. */
#include "workload.h"

enum { WORDS = 8192 };
static bool hard_link;
static const char *other_name = "other-name";
static long padding; /* MiB */
static int file;
static uint64_t expected[WORDS];
static nlink_t names; /* none, but a network file system may have given it one of its own */

static void setup(void) {
    for (int i = 0; i < WORDS; i++) expected[i] = nth(0, (uint64_t)i);
    unlink(other_name);
    file = must(open("deleted", O_RDWR | O_CREAT | O_TRUNC, 0644));
    write_all(file, expected, sizeof expected);
    static const char mebibyte[1 << 20];
    for (long i = 0; i < padding; i++) write_all(file, mebibyte, sizeof mebibyte);
    /* With another name left, the file is no ghost, but the name that opened it is gone: CRIU needs --link-remap. */
    if (hard_link) must(link("deleted", other_name));
    must(unlink("deleted"));
    struct stat status;
    must(fstat(file, &status));
    names = status.st_nlink;
}

static off_t offset_of(long k) { return k % WORDS * (off_t)sizeof(uint64_t); }

static uint64_t step(long k) {
    uint64_t seen;
    must(lseek(file, offset_of(k), SEEK_SET));
    read_all(file, &seen, sizeof seen);
    check(seen == expected[k % WORDS], "word %ld: expected %016lx, was %016lx", k % WORDS, expected[k % WORDS], seen);
    uint64_t value = expected[k % WORDS] = mix(seen, (uint64_t)k);
    must(lseek(file, offset_of(k), SEEK_SET));
    write_all(file, &value, sizeof value);
    return value;
}

static void verify(void) {
    static uint64_t seen[WORDS];
    struct stat status;
    off_t offset = must(lseek(file, 0, SEEK_CUR)), end = offset_of(count) + (off_t)sizeof(uint64_t);
    check(offset == end, "offset: expected %ld, was %ld", end, offset);
    must(fstat(file, &status));
    check(status.st_nlink == names, "names: expected %lu, was %lu", (unsigned long)names, (unsigned long)status.st_nlink);
    off_t size = (off_t)sizeof expected + (padding << 20);
    check(status.st_size == size, "size: expected %ld, was %ld", size, status.st_size);
    check(access("deleted", F_OK) == -1, "the deleted name is back");
    must(lseek(file, 0, SEEK_SET));
    read_all(file, seen, sizeof seen);
    check(memcmp(seen, expected, sizeof seen) == 0, "the content changed");
}

static const struct setting settings[] = {{"hard-link", "leave another name of the file", .flag = &hard_link},
    {"other-name", "that name", .text = &other_name}, {"padding", "MiB at the end of the file", .number = &padding}, {0}};

const struct workload workload = {
    .about = "reads and writes a deleted file", .settings = settings, .setup = setup, .step = step, .verify = verify};
