/* Pipes with unread data: one to a child, one within a process, and a FIFO. Nothing may be lost, repeated or reordered. */
#include "workload.h"
#include <sys/ioctl.h>

enum { WORDS = 8, UNREAD = 512, CHILD_STATUS = 7 }; /* numbers per step; numbers that are always left unread: 4 KiB */

/* A stream of numbers that starts with nth(id, 0). */
struct stream {
    uint64_t id, written, read, sum_written, sum_read;
    int ends[2]; /* read from the first, written to the second */
};

static struct stream to_child = {.id = 1}, inner = {.id = 2}, fifo = {.id = 3};
static int report[2];
static pid_t child;

static void put(struct stream *stream, int words) {
    uint64_t numbers[UNREAD];
    for (int i = 0; i < words; i++) {
        numbers[i] = nth(stream->id, stream->written++);
        stream->sum_written = mix(stream->sum_written, numbers[i]);
    }
    write_all(stream->ends[1], numbers, (size_t)words * 8);
}

static void take(struct stream *stream) {
    uint64_t numbers[WORDS];
    read_all(stream->ends[0], numbers, sizeof numbers);
    for (int i = 0; i < WORDS; i++, stream->read++) {
        check(numbers[i] == nth(stream->id, stream->read), "pipe %lu: number %lu is wrong", stream->id, stream->read);
        stream->sum_read = mix(stream->sum_read, numbers[i]);
    }
}

static void expect_end(int fd) {
    char more;
    check(must(read(fd, &more, 1)) == 0, "more came than was sent");
}

/* Reads as fast as the parent writes, so the same amount stays unread until the parent has sent everything. */
static int child_body(int index) {
    must(close(to_child.ends[1]));
    must(close(report[0]));
    for (long k = 1; k <= count + UNREAD / WORDS; k++) {
        if (k > 1 && k <= count) rest();
        take(&to_child);
    }
    expect_end(to_child.ends[0]);
    write_all(report[1], &to_child.sum_read, sizeof to_child.sum_read);
    return index;
}

static void setup(void) {
    must(pipe(report));
    must(pipe(to_child.ends));
    put(&to_child, UNREAD);
    child = start_child(child_body, CHILD_STATUS);
    must(close(to_child.ends[0]));
    must(close(report[1]));

    must(pipe(inner.ends));
    put(&inner, UNREAD);
    unlink("fifo");
    must(mkfifo("fifo", 0600));
    fifo.ends[0] = fifo.ends[1] = must(open("fifo", O_RDWR));
    put(&fifo, UNREAD);
}

static uint64_t step(long k) {
    (void)k;
    put(&to_child, WORDS);
    put(&inner, WORDS);
    take(&inner);
    put(&fifo, WORDS);
    take(&fifo);
    return mix(inner.sum_read, fifo.sum_read);
}

/* Now exactly what was unread at the start is left. */
static void drain(struct stream *stream) {
    int unread;
    must(ioctl(stream->ends[0], FIONREAD, &unread));
    check(unread == UNREAD * 8, "pipe %lu: unread: expected %d bytes, was %d", stream->id, UNREAD * 8, unread);
    for (int i = 0; i < UNREAD / WORDS; i++) take(stream);
    check(stream->sum_read == stream->sum_written, "pipe %lu: the ends disagree", stream->id);
    fold(stream->sum_read);
}

static void verify(void) {
    uint64_t seen;
    must(close(to_child.ends[1]));
    read_all(report[0], &seen, sizeof seen);
    check(seen == to_child.sum_written, "the child read something else than was written");
    expect_end(report[0]);
    int status = finish_child(child);
    check(status == CHILD_STATUS, "the child's exit status: expected %d, was %d", CHILD_STATUS, status);
    fold(seen);
    drain(&inner);
    drain(&fifo);
}

const struct workload workload = {.about = "pipes with data in them", .setup = setup, .step = step, .verify = verify};
