/* Reads every file below a folder, one block a step and again from the start, as a job reads its software and its data. */
#include "workload.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 256, BLOCK = 4096, DEPTH = 16, MADE = 8, MADE_SIZE = 1 << 16 };
static const char *folder = "tree";
static char *files[MOST];
static size_t there, current;
static int open_file = -1;

static int meet(const char *path, const struct stat *found, int kind, struct FTW *where) {
    (void)where;
    if (kind == FTW_F && S_ISREG(found->st_mode) && found->st_size > 0 && there < MOST) files[there++] = strdup(path);
    return 0;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void open_next(size_t index) {
    if (open_file != -1) must(close(open_file));
    current = index;
    open_file = must(open(files[current], O_RDONLY));
}

/* Makes files of its own if no folder is given. */
static void make_tree(void) {
    static uint64_t content[MADE_SIZE / 8];
    must(mkdir(folder, 0755));
    for (uint64_t n = 0; n < MADE; n++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%lu", folder, n);
        for (size_t i = 0; i < MADE_SIZE / 8; i++) content[i] = nth(n, i);
        int file = must(open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644));
        write_all(file, content, sizeof content);
        must(close(file));
    }
}

static void setup(void) {
    if (access(folder, F_OK) == -1) make_tree();
    must(nftw(folder, meet, DEPTH, FTW_PHYS | FTW_MOUNT));
    errno = ENOENT;
    if (there == 0) broken(folder);
    qsort(files, there, sizeof *files, by_name);
    open_next(0);
}

static uint64_t step(long k) {
    unsigned char block[BLOCK];
    ssize_t size = must(read(open_file, block, sizeof block));
    uint64_t sum = mix((uint64_t)k, (uint64_t)size);
    for (ssize_t i = 0; i < size; i++) sum = mix(sum, block[i]);
    if (size == 0) open_next((current + 1) % there);
    return sum;
}

static const struct setting settings[] = {{"folder", "folder to read; made if it is missing", .text = &folder}, {0}};

const struct workload workload = {.about = "reads a folder's files", .settings = settings, .setup = setup, .step = step};
