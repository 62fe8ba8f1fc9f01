/* A large amount of one thing: memory, processes or open files. The answer shows what was lost or mixed up. */
#include "workload.h"
#include <stdio.h>
#include <stdlib.h>

enum { OF_MEMORY, OF_PROCESSES, OF_FILES, PAGE_WORDS = 512, STATUSES = 200 };
static long mebibytes, processes, descriptors, percent;
static bool scattered, small_pages;
static uint64_t *words;
static size_t words_count;
static pid_t *children;
static int *files;
static int end[2]; /* children wait until its write ends are closed */

/* Idle, with numbers of its own: the cost of a step must not grow with the number of processes. */
static int child(int index) {
    volatile uint64_t own = nth(OF_PROCESSES, (uint64_t)index);
    pid_t pid = getpid(), parent = getppid();
    char nothing;
    must(close(end[1]));
    check(must(read(end[0], &nothing, 1)) == 0, "child %d: something was sent", index);
    check(getpid() == pid && getppid() == parent, "child %d: another process than before", index);
    return (int)(own % STATUSES);
}

/* Random, so that no page is like another and none is empty. */
static void fill_memory(void) {
    words_count = (size_t)mebibytes << 17;
    if (words_count == 0) return;
    words = mmap(NULL, words_count * sizeof *words, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (words == MAP_FAILED) broken("mmap");
    if (small_pages) must(madvise(words, words_count * sizeof *words, MADV_NOHUGEPAGE));
    for (size_t i = 0; i < words_count; i++) words[i] = nth(OF_MEMORY, i);
}

static void open_files(void) {
    files = calloc((size_t)descriptors + 1, sizeof *files);
    if (!files) broken("calloc");
    for (long i = 0; i < descriptors; i++) {
        char name[32];
        snprintf(name, sizeof name, "bulk-%ld", i);
        files[i] = must(open(name, O_RDWR | O_CREAT | O_TRUNC, 0644));
        uint64_t value = nth(OF_FILES, (uint64_t)i);
        for (long n = 0; n <= i % 3; n++) write_all(files[i], &value, sizeof value); /* offsets that differ */
    }
}

static void setup(void) {
    children = calloc((size_t)processes + 1, sizeof *children);
    if (!children) broken("calloc");
    must(pipe(end));
    for (long i = 0; i < processes; i++) children[i] = start_child(child, (int)i);
    must(close(end[0]));
    fill_memory();
    open_files();
}

/* The page that is changed as the n-th: the next one, or one of each hundred in turn. */
static size_t page(uint64_t n) {
    size_t pages = words_count / PAGE_WORDS;
    return scattered ? (n * 100 + n * 100 / pages) % pages : n % pages;
}

/* Changes one word of the next page, or of a part of all pages, so that a page server or a second dump always has work left. */
static uint64_t step(long k) {
    if (words_count == 0) return nth(OF_MEMORY, (uint64_t)k);
    uint64_t number = percent ? words_count / PAGE_WORDS * (uint64_t)percent / 100 : 1, last = 0;
    for (uint64_t i = 0; i < number; i++) {
        size_t at = page((uint64_t)k * number + i) * PAGE_WORDS;
        last = words[at] = mix(words[at], (uint64_t)k);
    }
    return last;
}

static void verify_file(long i) {
    off_t offset = must(lseek(files[i], 0, SEEK_CUR)), expected = (i % 3 + 1) * (off_t)sizeof(uint64_t);
    check(offset == expected, "file %ld: offset: expected %ld, was %ld", i, expected, offset);
    uint64_t value;
    must(lseek(files[i], 0, SEEK_SET));
    read_all(files[i], &value, sizeof value);
    check(value == nth(OF_FILES, (uint64_t)i), "file %ld has another's content", i);
    fold(value);
}

static void verify(void) {
    must(close(end[1]));
    for (long i = 0; i < processes; i++) {
        int status = finish_child(children[i]), expected = (int)(nth(OF_PROCESSES, (uint64_t)i) % STATUSES);
        check(status == expected, "child %ld: exit status: expected %d, was %d", i, expected, status);
        fold((uint64_t)status);
    }
    uint64_t all = 0;
    for (size_t i = 0; i < words_count; i++) all = mix(all, words[i]);
    fold(all);
    for (long i = 0; i < descriptors; i++) verify_file(i);
}

static const struct setting settings[] = {{"memory", "MiB of memory, all written", .number = &mebibytes},
                                          {"changes", "percent of the pages that a step changes; 0 is one page", .number = &percent},
                                          {"scattered", "change pages that are far from each other", .flag = &scattered},
                                          {"small-pages", "keep the kernel from huge pages", .flag = &small_pages},
                                          {"processes", "children that wait for the end", .number = &processes},
                                          {"descriptors", "open files, each with an offset", .number = &descriptors},
                                          {0}};

const struct workload workload = {
    .about = "much of one thing", .settings = settings, .setup = setup, .step = step, .verify = verify};
