/*
 * Part of a negative control: passes on what a program prints on its second run, without what it printed on the first.
 *
 *   replay DIGEST FIFO LINES [FIFO LINES]
 *
 * Writes the first FIFO to stdout and the second one to stderr, without the first LINES lines of each, until they have no
 * writer. DIGEST, from the first run's `ready`, replaces the nonce in `end`: without its memory nothing more is known of a run.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STREAMS = 2, LINE = 65536 };

struct stream {
    int from, to;
    long drop;
    size_t held;
    char line[LINE];
};

static _Noreturn void broken(const char *what) {
    perror(what);
    _exit(2);
}

static void put(int fd, const char *text, size_t size) {
    while (size > 0) {
        ssize_t done = write(fd, text, size);
        if (done == -1 && errno != EINTR) broken("replay: write");
        if (done > 0) text += done, size -= (size_t)done;
    }
}

static void pass(struct stream *stream, const char *line, size_t size, const char *digest) {
    if (stream->drop > 0) {
        stream->drop--;
        return;
    }
    if (size > 4 && memcmp(line, "end ", 4) == 0) dprintf(stream->to, "end %s\n", digest);
    else put(stream->to, line, size);
}

/* Returns whether there may be more. */
static int copy(struct stream *stream, const char *digest) {
    ssize_t got = read(stream->from, stream->line + stream->held, LINE - stream->held);
    if (got == -1 && errno != EINTR && errno != EAGAIN) broken("replay: read");
    if (got == 0) return 0;
    if (got > 0) stream->held += (size_t)got;
    char *end, *begin = stream->line;
    while ((end = memchr(begin, '\n', stream->held))) {
        size_t size = (size_t)(end + 1 - begin);
        pass(stream, begin, size, digest);
        begin += size, stream->held -= size;
    }
    memmove(stream->line, begin, stream->held);
    if (stream->held == LINE) put(stream->to, stream->line, LINE), stream->held = 0;
    return 1;
}

int main(int argc, char **argv) {
    static struct stream streams[STREAMS];
    struct pollfd waiting[STREAMS];
    int open_streams = (argc - 2) / 2;
    if (argc % 2 != 0 || open_streams < 1 || open_streams > STREAMS) {
        fprintf(stderr, "usage: replay DIGEST FIFO LINES [FIFO LINES]\n");
        return 2;
    }
    for (int i = 0; i < STREAMS; i++) waiting[i].fd = -1;
    for (int i = 0; i < open_streams; i++) {
        /* Opening does not wait for a writer, but poll() does. */
        int fd = open(argv[2 + 2 * i], O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        if (fd == -1) broken(argv[2 + 2 * i]);
        streams[i] = (struct stream){.from = fd, .to = i + 1, .drop = atol(argv[3 + 2 * i])};
        waiting[i] = (struct pollfd){.fd = fd, .events = POLLIN};
    }
    while (open_streams > 0) {
        if (poll(waiting, STREAMS, -1) == -1 && errno != EINTR) broken("replay: poll");
        for (int i = 0; i < STREAMS; i++)
            if (waiting[i].fd != -1 && waiting[i].revents && !copy(&streams[i], argv[1])) waiting[i].fd = -1, open_streams--;
    }
    return 0;
}
