/*
 * A socket that listens, and accepts no guest before the end. Guests that knocked meanwhile are served then, or connect again.
 */
#include "guest.h"
#include <sys/epoll.h>
#include <sys/time.h>

enum { DEFER_SECONDS = 60 };

static const char *address = "127.0.0.1";
static long port, backlog = 8, guests;
static bool defer;
static int server, deferred, events;
static uint64_t numbers[MOST_GUESTS];
static bool served[MOST_GUESTS];

static int option(int level, int name) {
    int value;
    socklen_t size = sizeof value;
    must(getsockopt(server, level, name, &value, &size));
    return value;
}

static long own_port(void) {
    union place place;
    socklen_t size = sizeof place;
    must(getsockname(server, &place.any, &size));
    return ntohs(place.v4.sin_port);
}

static void setup(void) {
    int yes = 1, seconds = DEFER_SECONDS;
    union place place = find_place(address, port);
    errno = E2BIG;
    if (guests > MOST_GUESTS) broken("--guests");
    server = must(socket(place.any.sa_family, SOCK_STREAM, 0));
    must(setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes));
    if (defer) must(setsockopt(server, IPPROTO_TCP, TCP_DEFER_ACCEPT, &seconds, sizeof seconds));
    must(bind(server, &place.any, sizeof place));
    must(listen(server, (int)backlog));
    port = own_port();
    deferred = option(IPPROTO_TCP, TCP_DEFER_ACCEPT); /* the kernel rounds it */
    tell("listening %ld\n", port);
}

static uint64_t step(long k) {
    check(option(SOL_SOCKET, SO_ACCEPTCONN), "the socket does not listen any more");
    check(own_port() == port, "the port: expected %ld, was %ld", port, own_port());
    return nth(TO_GUEST, (uint64_t)k);
}

static void watch(int fd) {
    must(epoll_ctl(events, EPOLL_CTL_ADD, fd, &(struct epoll_event){.events = EPOLLIN, .data.fd = fd}));
}

/* A connection that was reset while it waited may still be accepted; reading from it shows that. */
static void welcome(void) {
    int fd = accept(server, NULL, NULL);
    if (fd == -1 && (errno == ECONNABORTED || errno == ECONNRESET)) return;
    must(setsockopt(must(fd), SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){PATIENCE, 0}, sizeof(struct timeval)));
    watch(fd);
}

/* A guest that hangs up early does not count; one that hangs up before the answer connects again. */
static bool serve(int fd, long expected) {
    struct greeting seen;
    if (recv(fd, &seen, sizeof seen, MSG_WAITALL) != sizeof seen) return false;
    check(seen.index < (uint64_t)expected, "guest %lu was not invited", seen.index);
    check(seen.number == nth(FROM_GUEST, seen.index), "guest %lu: its number is wrong", seen.index);
    uint64_t answer = nth(TO_GUEST, seen.index);
    if (send(fd, &answer, sizeof answer, MSG_NOSIGNAL) != sizeof answer) return false;
    bool before = served[seen.index];
    check(!before || seen.again, "guest %lu is served twice", seen.index);
    numbers[seen.index] = seen.number;
    served[seen.index] = true;
    return !before;
}

static void serve_all(long expected) {
    for (long done = 0; done < expected;) {
        struct epoll_event event;
        check(await(events, POLLIN, PATIENCE), "%ld of %ld guests came", done, expected);
        if (must(epoll_wait(events, &event, 1, 0)) == 0) continue;
        if (event.data.fd == server) {
            welcome();
        } else {
            done += serve(event.data.fd, expected);
            must(close(event.data.fd));
        }
    }
}

/* Without guests, this process is its own guest. */
static int knock(void) {
    union place place = find_place(address, port);
    struct greeting greeting = {.number = nth(FROM_GUEST, 0)};
    int fd = must(socket(place.any.sa_family, SOCK_STREAM, 0));
    must(connect(fd, &place.any, sizeof place));
    write_all(fd, &greeting, sizeof greeting);
    return fd;
}

static void check_options(void) {
    struct tcp_info info;
    socklen_t size = sizeof info;
    must(getsockopt(server, IPPROTO_TCP, TCP_INFO, &info, &size));
    check(info.tcpi_sacked == backlog, "the backlog: expected %ld, was %u", backlog, info.tcpi_sacked);
    check(option(SOL_SOCKET, SO_REUSEADDR), "SO_REUSEADDR is off");
    int seen = option(IPPROTO_TCP, TCP_DEFER_ACCEPT);
    check(seen == deferred, "TCP_DEFER_ACCEPT: expected %d s, was %d s", deferred, seen);
}

/* Options are checked last: the guests have their answers even if an option was lost. */
static void verify(void) {
    events = must(epoll_create1(0));
    watch(server);
    int self = guests ? -1 : knock();
    serve_all(guests ? guests : 1);
    if (self != -1) {
        uint64_t answer;
        read_all(self, &answer, sizeof answer);
        check(answer == nth(TO_GUEST, 0), "the answer to the own number is wrong");
    }
    for (int i = 0; i < MOST_GUESTS; i++)
        if (served[i]) fold(numbers[i]);
    check_options();
}

static const struct setting settings[] = {
    {"address", "to listen at, IPv4 or IPv6", .text = &address},
    {"port", "to listen at; 0 is any", .number = &port},
    {"backlog", "connections that may wait; the kernel lets in one more", .number = &backlog},
    {"guests", "guests to serve at the end, see knock; 0: it is its own guest", .number = &guests},
    {"defer", "TCP_DEFER_ACCEPT: a guest that has sent nothing yet cannot be accepted", .flag = &defer},
    {0},
};

const struct workload workload = {
    .about = "a listening socket", .settings = settings, .setup = setup, .step = step, .verify = verify};
