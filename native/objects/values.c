/* Values as text. */
#include "object.h"
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { TEXTS = 64, TEXT_SIZE = 256, SHOWN = 60 };

/* Not in a buffer of the caller's: a value is compared and printed before 64 more are made. */
static char *next_text(void) {
    static char texts[TEXTS][TEXT_SIZE];
    static int last;
    last = (last + 1) % TEXTS;
    return texts[last];
}

static void escape(char *to, const char *from, size_t size) {
    size_t used = 0;
    for (size_t i = 0; i < size && used < TEXT_SIZE - 5; i++)
        if (isprint((unsigned char)from[i])) to[used++] = from[i];
        else used += (size_t)sprintf(to + used, "\\x%02x", (unsigned char)from[i]);
    to[used] = 0;
}

const char *text(const char *format, ...) {
    char raw[TEXT_SIZE], *result = next_text();
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(raw, sizeof raw, format, arguments);
    va_end(arguments);
    escape(result, raw, (size_t)length < sizeof raw ? (size_t)length : sizeof raw - 1);
    return result;
}

const char *outcome(long result) {
    if (result != -1) return text("%ld", result);
    const char *error = strerrorname_np(errno);
    return error ? error : text("error %d", errno);
}

const char *bytes(const void *data, size_t size) {
    if (size <= SHOWN) {
        char *result = next_text();
        escape(result, data, size);
        return result;
    }
    uint64_t digest = size;
    for (size_t i = 0; i < size; i++) digest = mix(digest, ((const unsigned char *)data)[i]);
    return text("%zu bytes, %016lx", size, digest);
}

const char *line_of(const char *path, const char *key) {
    FILE *file = fopen(path, "re");
    if (!file) return outcome(-1);
    char line[4096];
    const char *found = "none";
    while (fgets(line, sizeof line, file))
        if (strncmp(line, key, strlen(key)) == 0) {
            char *start = line + strlen(key);
            while (isspace((unsigned char)*start)) start++;
            char *end = start + strlen(start);
            while (end > start && isspace((unsigned char)end[-1])) end--;
            found = bytes(start, (size_t)(end - start));
            break;
        }
    fclose(file);
    return found;
}

const char *content(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    char data[4096];
    ssize_t size = read(fd, data, sizeof data);
    const char *result = size == -1 ? outcome(-1) : bytes(data, (size_t)size);
    close(fd);
    return result;
}

void unavailable(const char *what) {
    tell("unavailable: %.150s: %s\n", what, strerror(errno));
    _exit(3);
}
