/*
 * One end of a pipe or a FIFO; the other end is a process of its own, as in `program | tee log`. The reader makes it, and knows
 * every number that has to come.
 */
#include "workload.h"
#include <stdio.h>
#include <sys/ioctl.h>

/* How many numbers the writer is ahead, and how many of them the reader leaves in the pipe, so that it has some when restored. */
enum { PATIENCE = 20, AHEAD = 8, RESERVE = 4 };

static const char *address = "stream";
static long port; /* as with sockets; there is none */
static bool serve, call, fifo;
static int end;

static uint64_t next(void) {
    uint64_t number = 0;
    check(await(end, POLLIN, PATIENCE), "nothing comes");
    check(must(read(end, &number, sizeof number)) == sizeof number, "the writer is gone");
    return number;
}

static bool writer_is_gone(void) {
    struct pollfd peek = {.fd = end};
    return must(poll(&peek, 1, 0)) == 1 && peek.revents & POLLHUP;
}

static void leave_some(void) {
    int waiting = 0;
    for (long ms = 0; must(ioctl(end, FIONREAD, &waiting)), waiting < RESERVE * (int)sizeof(uint64_t); ms++) {
        if (writer_is_gone()) return;
        check(ms < PATIENCE * 1000, "nothing comes");
        usleep(1000); /* Only shorter if a dump interrupts it. */
    }
}

/* Keeps the other end open until the writer has it. */
static void make(void) {
    int both[2];
    unlink(address);
    if (fifo) {
        must(mkfifo(address, 0644));
        both[0] = must(open(address, O_RDONLY | O_NONBLOCK));
        both[1] = must(open(address, O_WRONLY));
        must(fcntl(both[0], F_SETFL, 0));
    } else {
        char path[64];
        must(pipe(both));
        snprintf(path, sizeof path, "/proc/%d/fd/%d", getpid(), both[1]);
        must(symlink(path, address));
    }
    end = both[0];
    tell("listening %ld\n", port);
    check(next() == 0, "the first number is wrong");
    must(close(both[1]));
}

static void put(uint64_t number) {
    check(write(end, &number, sizeof number) == sizeof number, "cannot write: %s", strerror(errno));
}

static void setup(void) {
    errno = EINVAL;
    if (serve == call) broken("--serve, --call");
    signal(SIGPIPE, SIG_IGN);
    if (serve) {
        make();
    } else {
        end = must(open(address, O_WRONLY));
        put(0);
        for (long k = 1; k <= AHEAD && k <= count; k++) put(nth(1, (uint64_t)k));
    }
}

static uint64_t step(long k) {
    uint64_t expected = nth(1, (uint64_t)k);
    if (serve) {
        if (k + AHEAD <= count) leave_some();
        uint64_t number = next();
        check(number == expected, "number %ld: expected %016lx, was %016lx", k, expected, number);
    } else if (k + AHEAD <= count) {
        put(nth(1, (uint64_t)(k + AHEAD)));
    }
    return expected;
}

static const struct setting settings[] = {
    {"serve", "make it, and read", .flag = &serve},
    {"call", "write", .flag = &call},
    {"fifo", "a FIFO in place of a pipe", .flag = &fifo},
    {"address", "where the writer finds it", .text = &address},
    {"port", "is not used", .number = &port},
    {0},
};

const struct workload workload = {
    .about = "one end of a pipe whose other end is another process", .settings = settings, .setup = setup, .step = step};
