/* A named pipe keeps its size, the bytes in it, and its name or that it has none. */
#include "common.h"
#include <sys/ioctl.h>

enum { READER = FD, WRITER = SECOND };

static const char *capacity(void) { return outcome(fcntl(READER, F_GETPIPE_SZ)); }

static const char *waiting_bytes(void) {
    int size;
    return outcome(ioctl(READER, FIONREAD, &size) == -1 ? -1 : size);
}

static const char *first_read(void) {
    char data[64];
    if (!await(READER, POLLIN, 1)) return "nothing";
    ssize_t got = read(READER, data, sizeof data);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}

/* By the name, if there is one. */
static const char *write_by_name(void) {
    int fd = open("fifo", O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    const char *written = outcome(write(fd, " more", 5));
    must(close(fd));
    return written;
}

static void make(int size) {
    must(mkfifo("fifo", 0640));
    place(must(open("fifo", O_RDONLY | O_NONBLOCK | O_CLOEXEC)), READER);
    place(must(open("fifo", O_WRONLY | O_NONBLOCK | O_CLOEXEC)), WRITER);
    if (size) needs(fcntl(WRITER, F_SETPIPE_SZ, size));
    write_all(WRITER, "data", 4);
}

static void set_sized(void) {
    make(16384);
    place(must(open("fifo", O_RDWR | O_CLOEXEC)), THIRD);
}

#define FIFO                                                                                                                   \
    {"waiting bytes", waiting_bytes, .expected = "4"}, {"flags of the reader", .read_at = flags_of, .number = READER},         \
        {"flags of the writer", .read_at = flags_of, .number = WRITER}, {                                                      \
        "mode", .read_at = mode_of, .number = READER, .expected = "10640"                                                      \
    }

OBJECT(fifo) = {
    .name = "fifo",
    .about = "a named pipe keeps its size, its bytes and its name",
    .set = set_sized,
    .properties = PROPERTIES(FIFO, {"size", capacity, .expected = "16384"},
                             {"flags of a third descriptor", .read_at = flags_of, .number = THIRD},
                             {"write by name", write_by_name, .expected = "5", .once = true},
                             {"content", first_read, .expected = "data more", .once = true}),
};

static void set_unlinked(void) {
    make(0);
    must(unlink("fifo"));
}

OBJECT(fifo_unlinked) = {
    .name = "fifo-unlinked",
    .about = "a named pipe that has lost its name keeps its bytes",
    .set = set_unlinked,
    .properties = PROPERTIES(FIFO, {"links", .read_at = links_of, .number = READER, .expected = "0"},
                             {"content", first_read, .expected = "data", .once = true}),
};

static const char *a_write(void) { return outcome(write(WRITER, "x", 1)); }

static void set_no_reader(void) {
    must(signal(SIGPIPE, SIG_IGN));
    make(16384);
    must(close(READER));
}

static const char *writer_capacity(void) { return outcome(fcntl(WRITER, F_GETPIPE_SZ)); }

/* The bytes wait for the next reader as long as the writer stays. */
static const char *next_reader(void) {
    char data[8];
    int fd = open("fifo", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    ssize_t got = read(fd, data, sizeof data);
    const char *result = got == -1 ? outcome(-1) : bytes(data, (size_t)got);
    must(close(fd));
    return result;
}

OBJECT(fifo_without_reader) = {
    .name = "fifo-without-reader",
    .about = "a named pipe that only a writer has open keeps its bytes and its size for the next reader",
    .set = set_no_reader,
    .properties = PROPERTIES({"flags", .read_at = flags_of, .number = WRITER}, {"a write", a_write, .expected = "EPIPE"},
                             {"size", writer_capacity, .expected = "16384"},
                             {"what the next reader gets", next_reader, .expected = "data", .once = true}),
};
