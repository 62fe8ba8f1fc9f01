/* The fields of a request, and the answer to it. */
#include "agent.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *out;
static size_t out_size, out_room;

void grow(char **buffer, size_t *room, size_t size)
{
    if (size <= *room)
        return;
    *room = size * 2;
    *buffer = realloc(*buffer, *room);
    if (!*buffer)
        abort();
}

const char *field(struct request *r)
{
    const char *start = r->at;
    char *nul = memchr(r->at, 0, r->end - r->at);
    if (!nul)
        return "";
    r->at = nul + 1;
    return start;
}

long long number(struct request *r)
{
    return strtoll(field(r), NULL, 10);
}

void answer_bytes(const void *data, size_t size)
{
    grow(&out, &out_room, out_size + size);
    memcpy(out + out_size, data, size);
    out_size += size;
}

void answer_text(const char *text)
{
    answer_bytes(text, strlen(text) + 1);
}

void answer_number(long long value)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", value);
    answer_text(text);
}

void answer_begin(const char *id, const char *status)
{
    out_size = 0;
    answer_bytes("\0\0\0", 4);
    answer_text(id);
    answer_text(status);
}

void answer_end(void)
{
    size_t length = out_size - 4, done = 0;
    for (int i = 0; i < 4; i++)
        out[i] = (char)(length >> (8 * (3 - i)));
    while (done < out_size) {
        ssize_t n = write(STDOUT_FILENO, out + done, out_size - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            leave();
        done += n;
    }
}

void answer_error(const char *id, const char *what)
{
    char text[1024];
    snprintf(text, sizeof text, "%s: %s", what, strerror(errno));
    answer_begin(id, "error");
    answer_text(text);
    answer_end();
}

