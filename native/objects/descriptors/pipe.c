/* A pipe keeps its size, the bytes in it, and how its ends were opened. */
#include "common.h"
#include <sys/ioctl.h>

enum { READER = FD, WRITER = SECOND, SIZE = 1 << 20 };

static const char *capacity(long fd) { return outcome(fcntl((int)fd, F_GETPIPE_SZ)); }

static const char *waiting_bytes(void) {
    int size;
    return outcome(ioctl(READER, FIONREAD, &size) == -1 ? -1 : size);
}

static const char *next_read(void) {
    static char data[2 * SIZE];
    if (!await(READER, POLLIN, 1)) return "nothing";
    ssize_t got = read(READER, data, sizeof data);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}

/* How many more bytes fit in. Small writes, because only they fill a page that is begun. */
static const char *room(void) {
    char data[8] = "";
    long written = 0;
    int flags = fcntl(WRITER, F_GETFL);
    if (flags == -1) return outcome(-1);
    must(fcntl(WRITER, F_SETFL, flags | O_NONBLOCK));
    for (size_t size = sizeof data; size > 0; size /= 2)
        for (ssize_t got; (got = write(WRITER, data, size)) > 0;) written += got;
    return outcome(written);
}

/* Must not wait, even if the restored pipe would. */
static const char *a_write(void) {
    struct pollfd waiting = {.fd = WRITER, .events = POLLOUT};
    int flags = fcntl(WRITER, F_GETFL);
    must(poll(&waiting, 1, 0));
    return waiting.revents || flags & O_NONBLOCK ? outcome(write(WRITER, "x", 1)) : "would wait";
}

static void make(int flags, int size) {
    int ends[2];
    must(pipe2(ends, flags | O_CLOEXEC));
    place(ends[0], READER), place(ends[1], WRITER);
    if (size) needs(fcntl(WRITER, F_SETPIPE_SZ, size));
}

static void fill(size_t size) {
    char *data = malloc(size);
    for (size_t i = 0; i < size; i++) data[i] = (char)nth(1, i);
    write_all(WRITER, data, size);
    free(data);
}

static char *digest_of(size_t size) {
    static char digest[256];
    char *data = malloc(size);
    for (size_t i = 0; i < size; i++) data[i] = (char)nth(1, i);
    strcpy(digest, bytes(data, size));
    free(data);
    return digest;
}

static const char *content_is_right(long size) {
    const char *got = next_read();
    return strcmp(got, digest_of((size_t)size)) == 0 ? "right" : got;
}

#define ENDS                                                                                                                   \
    {"flags of the reader", .read_at = flags_of, .number = READER}, {                                                          \
        "flags of the writer", .read_at = flags_of, .number = WRITER                                                           \
    }

static void set_full(void) {
    make(O_NONBLOCK, SIZE);
    fill(SIZE);
}

OBJECT(pipe_full) = {
    .name = "pipe-full",
    .about = "a full pipe of one MiB keeps its size and every byte, and stays full",
    .set = set_full,
    .properties = PROPERTIES({"size", .read_at = capacity, .number = READER, .expected = "1048576"}, ENDS,
                             {"waiting bytes", waiting_bytes, .expected = "1048576"},
                             {"a write", a_write, .expected = "EAGAIN"},
                             {"content", .read_at = content_is_right, .number = SIZE, .expected = "right", .once = true}),
};

static void set_partly_full(void) {
    make(0, 0);
    fill(5000);
}

OBJECT(pipe_room) = {
    .name = "pipe-room",
    .about = "a pipe takes as many more bytes as before",
    .set = set_partly_full,
    .properties = PROPERTIES({"size", .read_at = capacity, .number = WRITER, .expected = "65536"},
                             {"waiting bytes", waiting_bytes, .expected = "5000"},
                             {"room", room, .expected = "60536", .once = true}),
};

static void set_packets(void) {
    make(O_DIRECT, 0);
    write_all(WRITER, "one", 3);
    write_all(WRITER, "two", 3);
}

/* Each packet is a buffer of its own, so 16 of one byte fill a pipe. */
static void set_two_pipes(void) {
    int ends[2];
    set_packets();
    must(pipe2(ends, O_DIRECT | O_NONBLOCK | O_CLOEXEC));
    place(ends[1], THIRD);
    while (write(THIRD, "x", 1) == 1) continue;
}

static const char *write_to_full(void) { return outcome(write(THIRD, "x", 1)); }

OBJECT(pipe_packets) = {
    .name = "pipe-packets",
    .about = "a pipe in packet mode keeps its packets apart, and another one stays full of packets",
    .set = set_two_pipes,
    .properties = PROPERTIES(ENDS, {"waiting bytes", waiting_bytes, .expected = "6"},
                             {"write to a full one", write_to_full, .expected = "EAGAIN"},
                             {"first packet", next_read, .expected = "one", .once = true},
                             {"second packet", next_read, .expected = "two", .once = true}),
};

static void set_former_packets(void) {
    set_packets();
    must(fcntl(WRITER, F_SETFL, 0));
    must(fcntl(READER, F_SETFL, 0));
}

OBJECT(pipe_former_packets) = {
    .name = "pipe-packets-mode-left",
    .about = "packets stay apart that were written before the pipe left packet mode",
    .set = set_former_packets,
    .properties = PROPERTIES(ENDS, {"waiting bytes", waiting_bytes, .expected = "6"},
                             {"first packet", next_read, .expected = "one", .once = true},
                             {"second packet", next_read, .expected = "two", .once = true}),
};

static void set_reopened(void) {
    make(0, 0);
    write_all(WRITER, "data", 4);
    place(must(open(text("/proc/self/fd/%d", READER), O_RDWR | O_NONBLOCK | O_CLOEXEC)), THIRD);
}

static const char *through_third(void) {
    must(fcntl(READER, F_GETFL));
    return write(THIRD, " more", 5) == -1 ? outcome(-1) : next_read();
}

static const char *echo(void) { return fcntl(THIRD, F_GETFL) == -1 ? outcome(-1) : through_third(); }

OBJECT(pipe_reopened) = {
    .name = "pipe-reopened",
    .about = "an end of a pipe that was opened again in /proc can still be read and written",
    .set = set_reopened,
    .properties = PROPERTIES(ENDS, {"flags of the third", .read_at = flags_of, .number = THIRD},
                             {"waiting bytes", waiting_bytes, .expected = "4"},
                             {"size", .read_at = capacity, .number = THIRD, .expected = "65536"},
                             {"content", echo, .expected = "data more", .once = true}),
};

static void set_reader_only(void) {
    make(0, 4096);
    write_all(WRITER, "last", 4);
    must(close(WRITER));
}

static const char *end_of_pipe(void) {
    char byte;
    return await(READER, POLLIN, 1) ? outcome(read(READER, &byte, 1)) : "would wait";
}

OBJECT(pipe_ended) = {
    .name = "pipe-without-writer",
    .about = "a pipe without a writer keeps its bytes, its size and its end",
    .set = set_reader_only,
    .properties = PROPERTIES({"flags", .read_at = flags_of, .number = READER},
                             {"waiting bytes", waiting_bytes, .expected = "4"},
                             {"size", .read_at = capacity, .number = READER, .expected = "4096"},
                             {"content", next_read, .expected = "last", .once = true},
                             {"next read", end_of_pipe, .expected = "0", .once = true}),
};

static void set_writer_only(void) {
    must(signal(SIGPIPE, SIG_IGN));
    make(0, 8192);
    must(close(READER));
}

OBJECT(pipe_without_reader) = {
    .name = "pipe-without-reader",
    .about = "a pipe without a reader still refuses what is written, and keeps its size",
    .set = set_writer_only,
    .properties = PROPERTIES({"flags", .read_at = flags_of, .number = WRITER}, {"a write", a_write, .expected = "EPIPE"},
                             {"size", .read_at = capacity, .number = WRITER, .expected = "8192"}),
};

static const char *owner(long fd) { return outcome(fcntl((int)fd, F_GETOWN)); }
static const char *signal_of(long fd) { return outcome(fcntl((int)fd, F_GETSIG)); }

/* The signal that says that the pipe can be read. */
static const char *notice(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN + 6);
    siginfo_t got;
    if (write(WRITER, "x", 1) == -1) return outcome(-1);
    if (sigtimedwait(&set, &got, &(struct timespec){.tv_nsec = 30000000}) == -1) return outcome(-1);
    return text("%d of descriptor %d", got.si_signo, got.si_fd);
}

static void set_owner(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN + 6);
    must(sigprocmask(SIG_BLOCK, &set, NULL));
    make(0, 0);
    must(fcntl(READER, F_SETOWN, getpid()));
    must(fcntl(READER, F_SETSIG, SIGRTMIN + 6));
    must(fcntl(READER, F_SETFL, O_ASYNC | O_NONBLOCK));
}

OBJECT(pipe_owner) = {
    .name = "pipe-signal-driven",
    .about = "a pipe that sends a signal when it can be read still does",
    .set = set_owner,
    .properties = PROPERTIES(ENDS, {"owner", .read_at = owner, .number = READER},
                             {"signal", .read_at = signal_of, .number = READER, .expected = "40"},
                             {"notice", notice, .expected = "40 of descriptor 20", .once = true}),
};
