/* Pipes and FIFOs whose other end a process outside of the tree has, as in `program | tee log`. */
#include "outsider.h"
#include <sys/ioctl.h>

enum { SIZE = 131072 };

static int fd = -1;

static void copy(int from, const char *path) {
    char data[256];
    int to = must(open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    for (ssize_t got; (got = read(from, data, sizeof data)) > 0;) write_all(to, data, (size_t)got);
}

static const char *flags(void) { return fd == -1 ? "none" : text("%o", (unsigned)fcntl(fd, F_GETFL)); }
static const char *capacity(void) { return outcome(fcntl(fd, F_GETPIPE_SZ)); }

static const char *events(void) {
    struct pollfd asked = {.fd = fd, .events = POLLIN | POLLOUT};
    return fd == -1 ? "none" : poll(&asked, 1, 0) == -1 ? outcome(-1) : text("%x", asked.revents);
}

static const char *queued(void) {
    int found;
    return ioctl(fd, FIONREAD, &found) == -1 ? outcome(-1) : text("%d", found);
}

/* The reader is another process, so what was written may arrive a little later. */
static const char *received(const char *expected) {
    const char *found = content("received");
    for (int i = 0; i < 200 && strcmp(found, expected) != 0; i++) {
        usleep(1000);
        found = content("received");
    }
    return found;
}

static const char *first_line(void) { return fd == -1 ? "none" : received("first\\x0a"); }
static const char *written(void) { return outcome(write(fd, "second\n", 7)); }
static const char *both_lines(void) { return fd == -1 ? "none" : received("first\\x0asecond\\x0a"); }

static void read_all_lines(int from) {
    bystander_is_ready();
    copy(from, "received");
}

static void write_to_outsider(void) {
    int ends[2];
    must(pipe(ends));
    must(fcntl(ends[1], F_SETPIPE_SZ, SIZE));
    start_bystander(read_all_lines, ends[0]);
    must(close(ends[0]));
    fd = ends[1];
    write_all(fd, "first\n", 6);
}

#define OUTPUT                                                                                                                 \
    {"flags", flags, .expected = "1"}, {"capacity", capacity, .expected = "131072"}, {"events", events, .expected = "4"},      \
        {"what the reader has", first_line, .expected = "first\\x0a"}, {"writing a line", written, .expected = "7", .once = true}, \
        {"what the reader has after it", both_lines, .expected = "first\\x0asecond\\x0a", .once = true}

OBJECT(pipe_reader_outside) = {
    .name = "pipe-reader-outside",
    .about = "output to a pipe that a process outside of the tree reads arrives there",
    .set = write_to_outsider,
    .properties = PROPERTIES(OUTPUT),
};

static void write_without_signal(void) {
    signal(SIGPIPE, SIG_IGN);
    write_to_outsider();
}

OBJECT(pipe_reader_outside_sigpipe_ignored) = {
    .name = "pipe-reader-outside-sigpipe-ignored",
    .about = "output to a pipe that a process outside of the tree reads arrives there, without SIGPIPE",
    .set = write_without_signal,
    .properties = PROPERTIES(OUTPUT),
};

static void write_two_lines(int to) {
    write_all(to, "first\n", 6);
    bystander_is_ready();
    linger();
    if (access("released", F_OK) == 0 && write(to, "second\n", 7) == -1) _exit(1);
}

static void read_from_outsider(void) {
    int ends[2];
    must(pipe(ends));
    must(fcntl(ends[1], F_SETPIPE_SZ, SIZE));
    /* The writer would otherwise die by a signal when the dump takes its reader away. */
    signal(SIGPIPE, SIG_IGN);
    start_bystander(write_two_lines, ends[1]);
    must(close(ends[1]));
    fd = ends[0];
}

static const char *line(void) {
    char data[16];
    if (fd == -1) return "none";
    if (!await(fd, POLLIN, 1)) return "nothing";
    ssize_t got = read(fd, data, sizeof data);
    return got == -1 ? outcome(got) : got == 0 ? "end" : bytes(data, (size_t)got);
}

static const char *next_line(void) {
    if (fd != -1) release();
    return line();
}

OBJECT(pipe_writer_outside) = {
    .name = "pipe-writer-outside",
    .about = "input from a pipe that a process outside of the tree writes into continues",
    .set = read_from_outsider,
    .properties = PROPERTIES({"flags", flags, .expected = "0"}, {"capacity", capacity, .expected = "131072"},
                             {"events", events, .expected = "1"}, {"bytes not yet read", queued, .expected = "6"},
                             {"line that waited", line, .expected = "first\\x0a", .once = true},
                             {"next line", next_line, .expected = "second\\x0a", .once = true}),
};

/* Reads nothing before it is released, so that the line is in the FIFO during the dump. */
static void read_late(int kept) {
    (void)kept;
    int from = must(open("fifo", O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    bystander_is_ready();
    linger();
    must(fcntl(from, F_SETFL, 0));
    copy(from, "received");
}

static void write_to_fifo(void) {
    must(mkfifo("fifo", 0600));
    start_bystander(read_late, -1);
    fd = must(open("fifo", O_WRONLY | O_CLOEXEC));
    must(fcntl(fd, F_SETPIPE_SZ, SIZE));
    write_all(fd, "first\n", 6);
}

static const char *released_lines(void) {
    if (fd != -1) release();
    return both_lines();
}

OBJECT(fifo_reader_outside) = {
    .name = "fifo-reader-outside",
    .about = "a line in a named pipe that a process outside of the tree reads arrives there once",
    .set = write_to_fifo,
    .properties = PROPERTIES({"flags", flags, .expected = "100001"}, {"capacity", capacity, .expected = "131072"},
                             {"events", events, .expected = "4"}, {"bytes not yet read", queued, .expected = "6"},
                             {"writing a line", written, .expected = "7", .once = true},
                             {"what the reader has after it", released_lines, .expected = "first\\x0asecond\\x0a", .once = true}),
};

/* Stays after the dump, so the line that is in the FIFO stays there too. */
static void write_to_fifo_and_stay(int kept) {
    (void)kept;
    int to = must(open("fifo", O_WRONLY | O_CLOEXEC));
    write_two_lines(to);
}

static void read_from_fifo(void) {
    must(mkfifo("fifo", 0600));
    fd = must(open("fifo", O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    must(fcntl(fd, F_SETPIPE_SZ, SIZE));
    signal(SIGPIPE, SIG_IGN);
    start_bystander(write_to_fifo_and_stay, -1);
}

OBJECT(fifo_writer_outside) = {
    .name = "fifo-writer-outside",
    .about = "a line in a named pipe that a process outside of the tree wrote is read once",
    .set = read_from_fifo,
    .properties = PROPERTIES({"flags", flags, .expected = "104000"}, {"capacity", capacity, .expected = "131072"},
                             {"events", events, .expected = "1"}, {"bytes not yet read", queued, .expected = "6"},
                             {"line that waited", line, .expected = "first\\x0a", .once = true},
                             {"next line", next_line, .expected = "second\\x0a", .once = true}),
};
