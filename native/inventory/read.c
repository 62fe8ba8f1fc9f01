/* Reads files of /proc, and remembers what may not be read. */
#include "inventory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1 << 16, LONGEST_LINK = 4096 };

void *grown(void *array, size_t count, size_t size)
{
    void *larger = reallocarray(array, count, size);
    if (!larger && count) {
        fprintf(stderr, "inventory: out of memory\n");
        exit(FAILED);
    }
    return larger;
}

/* Returns a copy with a NUL at its end that is never freed. */
char *kept(const char *data, size_t size)
{
    static char *block;
    static size_t left;
    if (size + 1 > left) {
        left = size + 1 > BLOCK ? size + 1 : BLOCK;
        block = grown(NULL, left, 1);
    }
    char *copy = block;
    memcpy(copy, data, size);
    copy[size] = 0;
    block += size + 1;
    left -= size + 1;
    return copy;
}

/* Reads a whole file; the text ends with a NUL. On failure errno says why. */
bool slurp(int dir, const char *name, struct text *text)
{
    int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return false;
    ssize_t n;
    text->size = 0;
    do {
        if (text->room < text->size + 4096) {
            text->room = text->room * 2 + 8192;
            text->data = grown(text->data, text->room, 1);
        }
        n = read(fd, text->data + text->size, text->room - text->size - 1);
        text->size += n > 0 ? n : 0;
    } while (n > 0);
    int error = errno;
    close(fd);
    errno = error;
    text->data[text->size] = 0;
    return n == 0;
}

/* The same; a failure is listed as unknown. */
bool slurp_known(const struct process *p, int dir, const char *name, struct text *text)
{
    bool good = slurp(dir, name, text);
    if (!good)
        unknown(p->pid, name, errno);
    return good;
}

/* Returns what a link says, until the next call; NULL with errno on failure. */
char *link_of(int dir, const char *name)
{
    static char said[LONGEST_LINK + 1];
    ssize_t n = readlinkat(dir, name, said, LONGEST_LINK);
    if (n < 0)
        return NULL;
    said[n] = 0;
    return said;
}

/* Returns what follows a key at the beginning of a line, without spaces; NULL if no line begins with it. */
const char *value_of(const char *text, const char *key)
{
    size_t length = strlen(key);
    for (const char *line = text; line && *line; line = strchr(line, '\n'), line += line != NULL)
        if (strncmp(line, key, length) == 0)
            return line + length + strspn(line + length, " \t");
    return NULL;
}

bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Returns the number after a key of fdinfo, 0 if there is none. */
unsigned long long info_number(const char *info, const char *key, int base)
{
    const char *value = info ? value_of(info, key) : NULL;
    return value ? strtoull(value, NULL, base) : 0;
}

/* Returns the inode of a namespace, 0 if it may not be seen. */
uint64_t namespace_of(int dir, const char *name)
{
    char *link = link_of(dir, name), *number = link ? strchr(link, '[') : NULL;
    return number ? strtoull(number + 1, NULL, 10) : 0;
}

/* A file of a process that has ended is gone, not unknown. */
bool vanished(int error)
{
    return error == ESRCH || error == ENOENT;
}

static struct missing {
    pid_t pid;
    const char *file;
    int error;
    unsigned long count;
} *missing;
static size_t missing_count;

/* Files of one folder that fail in the same way are one entry. */
void unknown(pid_t pid, const char *file, int error)
{
    const char *slash = strrchr(file, '/');
    size_t same = slash ? (size_t)(slash + 1 - file) : strlen(file) + 1;
    if (vanished(error))
        return;
    for (size_t i = missing_count; i-- > 0 && missing[i].pid == pid;)
        if (missing[i].error == error && strncmp(missing[i].file, file, same) == 0) {
            missing[i].count++;
            return;
        }
    missing = grown(missing, missing_count + 1, sizeof *missing);
    missing[missing_count++] = (struct missing){ pid, kept(file, strlen(file)), error, 1 };
}

void print_unknown(void)
{
    json_open("unknown", '[');
    for (struct missing *m = missing; m < missing + missing_count; m++) {
        json_open(NULL, '{');
        if (m->pid)
            json_number("pid", m->pid);
        else
            json_null("pid");
        json_text("file", m->file);
        const char *name = strerrorname_np(m->error);
        json_text("error", name ? name : "?");
        json_text("message", strerror(m->error));
        json_size("count", m->count);
        json_close();
    }
    json_close();
}
