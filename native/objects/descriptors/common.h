/* Descriptors at fixed numbers, so that a table can name them, and their properties. An absent one reads as EBADF. */
#pragma once
#include "../object.h"
#include <stdio.h>
#include <stdlib.h>

enum { FD = 20, SECOND, THIRD };

/* Gives a descriptor a number of the object's choice. */
static inline void place(int fd, int at) {
    must(dup3(fd, at, O_CLOEXEC));
    must(close(fd));
}

static inline const char *flags_of(long fd) {
    int flags = fcntl((int)fd, F_GETFL);
    return flags == -1 ? outcome(-1) : text("%o", (unsigned)flags);
}

static inline const char *offset_of(long fd) { return outcome(lseek((int)fd, 0, SEEK_CUR)); }

static inline const char *size_of(long fd) {
    struct stat found;
    return outcome(fstat((int)fd, &found) == -1 ? -1 : found.st_size);
}

static inline const char *mode_of(long fd) {
    struct stat found;
    return fstat((int)fd, &found) == -1 ? outcome(-1) : text("%o", found.st_mode);
}

static inline const char *links_of(long fd) {
    struct stat found;
    return outcome(fstat((int)fd, &found) == -1 ? -1 : (long)found.st_nlink);
}

/* The last component of what /proc says that the descriptor is; the folders above it depend on the caller. */
static inline const char *target_of(long fd) {
    char target[4096];
    ssize_t length = readlink(text("/proc/self/fd/%ld", fd), target, sizeof target - 1);
    if (length == -1) return outcome(-1);
    target[length] = 0;
    return text("%s", strrchr(target, '/') ? strrchr(target, '/') + 1 : target);
}

/* The word behind `key` in the n-th line of fdinfo that starts with `start`. Not line_of, which shortens long lines. */
static inline const char *word_of(int fd, const char *start, int n, const char *key) {
    FILE *file = fopen(text("/proc/self/fdinfo/%d", fd), "re");
    if (!file) return outcome(-1);
    const char *found = "none";
    for (char line[4096]; fgets(line, sizeof line, file);) {
        if (strncmp(line, start, strlen(start)) != 0 || n-- > 0) continue;
        const char *word = strstr(line, text(" %s", key));
        if (word) found = text("%.*s", (int)strcspn(word + 1 + strlen(key), " \n"), word + 1 + strlen(key));
        break;
    }
    fclose(file);
    return found;
}

/* How memory is mapped, such as "rw-s"; its line in maps is too long for line_of. */
static inline const char *access_of(const void *memory) {
    char access[5] = "none";
    unsigned long start;
    if (memory == MAP_FAILED) return "not mapped";
    FILE *maps = fopen("/proc/self/maps", "re");
    if (!maps) return outcome(-1);
    for (char line[4096]; fgets(line, sizeof line, maps);)
        if (sscanf(line, "%lx-%*x %4s", &start, access) == 2 && start == (unsigned long)memory) break;
        else strcpy(access, "none");
    fclose(maps);
    return text("%s", access);
}
