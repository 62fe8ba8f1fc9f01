/* Waits for descriptors: whether they continue, which rest they report, and whether the descriptor still ends them. */
#include "waiter.h"
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>

static int ends[2] = {-1, -1}, epoll = -1;
static struct epoll_event found;
static struct timeval select_rest;

static void create(void) {
    must(pipe(ends));
    epoll = must(epoll_create1(0));
    struct epoll_event wanted = {.events = EPOLLIN, .data.u64 = 77};
    must(epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], &wanted));
}

static struct pollfd seen;
static fd_set set;

static fd_set *pipe_set(void) {
    FD_ZERO(&set);
    FD_SET(ends[0], &set);
    return &set;
}

static struct pollfd *pipe_poll(void) {
    seen = (struct pollfd){.fd = ends[0], .events = POLLIN};
    return &seen;
}

static struct timespec *whole(void) {
    wait_left = (struct timespec){.tv_sec = LONG};
    return &wait_left;
}

/* The kernel writes the rest into the timeout, which libc's functions copy: they hide it. */
static long by_poll(void) { return poll(pipe_poll(), 1, LONG * 1000); }
static long by_poll_forever(void) { return poll(pipe_poll(), 1, -1); }
static long by_ppoll(void) { return syscall(SYS_ppoll, pipe_poll(), 1, whole(), NULL, 8); }
static long by_pselect(void) { return syscall(SYS_pselect6, ends[0] + 1, pipe_set(), NULL, NULL, whole(), NULL); }
static long by_epoll_wait(void) { return epoll_wait(epoll, &found, 1, LONG * 1000); }
static long by_epoll_pwait2(void) { return syscall(SYS_epoll_pwait2, epoll, &found, 1, whole(), NULL, 8); }

static long by_select(void) {
    select_rest = (struct timeval){.tv_sec = LONG};
    long result = select(ends[0] + 1, pipe_set(), NULL, NULL, &select_rest);
    int error = errno;
    wait_left = (struct timespec){.tv_sec = select_rest.tv_sec, .tv_nsec = select_rest.tv_usec * 1000};
    errno = error;
    return result;
}

static const char *woken_by_data(void) {
    write_all(ends[1], "x", 1);
    return wait_until();
}

static const char *events_of_poll(void) { return text("%x", (unsigned)seen.revents); }
static const char *data_of_epoll(void) { return text("%lu", found.data.u64); }

static void set_poll(void) { start_waiter(by_poll); }
static void set_poll_forever(void) { start_waiter(by_poll_forever); }
static void set_ppoll(void) { start_waiter(by_ppoll); }
static void set_select(void) { start_waiter(by_select); }
static void set_pselect(void) { start_waiter(by_pselect); }
static void set_epoll_wait(void) { start_waiter(by_epoll_wait); }

static void set_epoll_pwait2(void) {
    struct timespec none = {0};
    needs(syscall(SYS_epoll_pwait2, epoll, &found, 1, &none, NULL, 8));
    start_waiter(by_epoll_pwait2);
}

#define POLLS(id, called, what, setter, ...)                                                                                   \
    OBJECT(id) = {                                                                                                             \
        .name = called,                                                                                                        \
        .about = what,                                                                                                         \
        .create = create,                                                                                                      \
        .set = setter,                                                                                                         \
        .properties = PROPERTIES(WAITS, __VA_ARGS__),                                                                          \
    }
#define DATA {"result when data comes", woken_by_data, .expected = "1", .once = true}
#define REST {"time left when it is interrupted", wait_rest, .expected = "most of it", .once = true}

POLLS(poll, "poll-waiting", "a thread in poll keeps waiting, and data end the wait", set_poll, DATA,
      {"events that poll reports", events_of_poll, .expected = "1", .once = true});
POLLS(poll_forever, "poll-waiting-forever", "a thread in poll without a timeout keeps waiting, and data end the wait",
      set_poll_forever, DATA,
      {"events that poll reports", events_of_poll, .expected = "1", .once = true});
static void set_main_thread(void) { start_waiting_child(by_poll); }

POLLS(main_thread, "poll-waiting-main-thread", "the main thread of a child keeps waiting in poll, and data end the wait",
      set_main_thread, DATA);
POLLS(ppoll, "ppoll-waiting", "a thread in ppoll keeps waiting for the rest of its time", set_ppoll, REST);
POLLS(select, "select-waiting", "a thread in select keeps waiting for the rest of its time", set_select, REST);
POLLS(pselect, "pselect-waiting", "a thread in pselect keeps waiting for the rest of its time", set_pselect, REST);
POLLS(epoll_wait, "epoll-wait-waiting", "a thread in epoll_wait keeps waiting, and data end the wait", set_epoll_wait, DATA,
      {"data that epoll returns", data_of_epoll, .expected = "77", .once = true});
POLLS(epoll_pwait2, "epoll-pwait2-waiting", "a thread in epoll_pwait2 keeps waiting, and data end the wait", set_epoll_pwait2, DATA,
      {"data that epoll returns", data_of_epoll, .expected = "77", .once = true});
