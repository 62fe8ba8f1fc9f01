/*
 * Guests that connect to a listener, or nearly, and say nothing before the end. A guest that lost its connection connects
 * again.
 */
#include "guest.h"
#include <time.h>

static const char *address = "127.0.0.1";
static long port, backlog = 8, guests = 4;
static bool strict;
static union place place;
static int connections[MOST_GUESTS];

static int knock(void) {
    int fd = must(socket(place.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK, 0));
    int done = connect(fd, &place.any, sizeof place);
    /* An immediate refusal shows when the connection is used. */
    if (done == -1 && errno != EINPROGRESS && errno != ECONNREFUSED) broken("connect");
    return fd;
}

static int error_of(int fd) {
    int error;
    socklen_t size = sizeof error;
    must(getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size));
    return error;
}

/* The kernel accepts one more than the backlog; the others keep knocking until there is room. */
static void setup(void) {
    errno = EINVAL;
    if (port == 0 || guests > MOST_GUESTS) broken("--port, --guests");
    place = find_place(address, port);
    for (long i = 0; i < guests; i++) {
        connections[i] = knock();
        errno = ETIMEDOUT;
        if (i <= backlog && !await(connections[i], POLLOUT, PATIENCE)) broken("connect");
        must_be_0(error_of(connections[i]));
    }
}

static uint64_t step(long k) { return nth(FROM_GUEST, (uint64_t)k); }

/* Returns whether the guest is served; if not, its connection was lost. */
static bool visit(long index, uint64_t again) {
    int fd = connections[index];
    struct greeting greeting = {(uint64_t)index, again, nth(FROM_GUEST, (uint64_t)index)};
    uint64_t answer;
    errno = 0;
    check(await(fd, POLLOUT, PATIENCE), "guest %ld is not let in", index);
    if (send(fd, &greeting, sizeof greeting, MSG_NOSIGNAL) != sizeof greeting) return false;
    check(await(fd, POLLIN, PATIENCE), "guest %ld is not served", index);
    if (recv(fd, &answer, sizeof answer, 0) != sizeof answer) return false;
    check(answer == nth(TO_GUEST, greeting.index), "guest %ld: its answer is wrong", index);
    fold(answer);
    return true;
}

static void verify(void) {
    const struct timespec pause = {.tv_nsec = 100000000};
    long lost = 0;
    for (long i = 0; i < guests; i++) {
        uint64_t again = 0;
        while (!visit(i, again)) {
            check(!strict, "guest %ld: its connection was lost: %s", i, strerror(errno));
            check(++again < PATIENCE * 10, "guest %ld was sent away %lu times", i, again);
            if (again > 1) nanosleep(&pause, NULL);
            must(close(connections[i]));
            connections[i] = knock();
        }
        lost += again > 0;
    }
    tell("again %ld\n", lost);
}

static const struct setting settings[] = {
    {"address", "of the listener, IPv4 or IPv6", .text = &address},
    {"port", "of the listener", .number = &port},
    {"backlog", "of the listener", .number = &backlog},
    {"guests", "number of guests, each with a connection of its own", .number = &guests},
    {"strict", "a guest that has to connect again is a failure", .flag = &strict},
    {0},
};

const struct workload workload = {
    .about = "guests of a listener", .settings = settings, .setup = setup, .step = step, .verify = verify};
