/*
 * Two files of records: one is appended to (O_APPEND), in the other only the offset determines where the next record is
 * written.
 */
#include "workload.h"
#include <stdio.h>

enum { RECORD = 38 };
static const char *const names[] = {"records.log", "offset.log"};
static const int flags[] = {O_APPEND, 0};
static int files[2];
static const char *only = ""; /* the beginning of one of the names; empty: all of them */

static bool chosen(int i) { return strncmp(names[i], only, strlen(only)) == 0; }

static void record(char *text, long k) { snprintf(text, RECORD + 1, "%020lu %016lx\n", (uint64_t)k, nth(0, (uint64_t)k)); }

static void setup(void) {
    for (int i = 0; i < 2; i++)
        if (chosen(i)) files[i] = must(open(names[i], O_WRONLY | O_CREAT | O_TRUNC | flags[i], 0644));
}

static uint64_t step(long k) {
    char text[RECORD + 1];
    record(text, k);
    for (int i = 0; i < 2; i++)
        if (chosen(i)) write_all(files[i], text, RECORD);
    return nth(0, (uint64_t)k);
}

static void verify_file(int i) {
    struct stat open_file, named_file;
    off_t offset = must(lseek(files[i], 0, SEEK_CUR)), end = count * RECORD;
    check(offset == end, "%s: offset: expected %ld, was %ld", names[i], end, offset);
    check((must(fcntl(files[i], F_GETFL)) & O_APPEND) == flags[i], "%s: O_APPEND changed", names[i]);

    int in = must(open(names[i], O_RDONLY));
    must(fstat(files[i], &open_file));
    must(fstat(in, &named_file));
    check(open_file.st_ino == named_file.st_ino, "%s: the open file is another than the named one", names[i]);
    check(named_file.st_size == end, "%s: size: expected %ld, was %ld", names[i], end, named_file.st_size);
    for (long k = 1; k <= count; k++) {
        char expected[RECORD + 1], seen[RECORD + 1] = "";
        record(expected, k);
        read_all(in, seen, RECORD);
        check(strcmp(seen, expected) == 0, "%s: record %ld: expected %.37s, was %.37s", names[i], k, expected, seen);
    }
    must(close(in));
    fold((uint64_t)end);
}

static void verify(void) {
    for (int i = 0; i < 2; i++)
        if (chosen(i)) verify_file(i);
}

static const struct setting settings[] = {{"only", "the one file to write: records or offset", .text = &only}, {0}};

const struct workload workload = {
    .about = "appends a record per step", .settings = settings, .setup = setup, .step = step, .verify = verify};
