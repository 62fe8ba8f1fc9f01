/* An epoll instance and one nested in it: timers, a queued signal, a counter and unread bytes must stay as they were. */
#include "workload.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

enum source { TICKS, FAR, PAIR, INNER, SIGNAL, COUNTER, SOURCES };
enum { SECONDS_FAR = 86400, COUNT = 60, UNREAD = 64, DATA = 1, BYTES }; /* COUNT and UNREAD are there at every rest */

static long period = 1000000;
static bool semaphore;
static int outer, fds[SOURCES], writer;
static uint64_t written, taken;

/* The workload uses all 64 bits of an event's data. */
static void watch(int epoll, int operation, enum source which, uint32_t flags) {
    struct epoll_event event = {.events = EPOLLIN | flags, .data.u64 = nth(DATA, which)};
    must(epoll_ctl(epoll, operation, fds[which], &event));
}

/* Returns the sources that are reported now as a set of bits. */
static unsigned told(int epoll) {
    struct epoll_event events[SOURCES];
    unsigned set = 0;
    for (int left = must(epoll_wait(epoll, events, SOURCES, 0)); left-- > 0;) {
        unsigned which = 0;
        while (which < SOURCES && events[left].data.u64 != nth(DATA, which)) which++;
        check(which < SOURCES, "an event carries %016lx: no registration has that", events[left].data.u64);
        check(events[left].events == EPOLLIN, "source %u: the events are %x", which, events[left].events);
        set |= 1u << which;
    }
    check(!(set & 1 << FAR), "the timer that is armed far away went off");
    return set;
}

static bool tells(int epoll, enum source which) { return told(epoll) & 1u << which; }

static void put(void) {
    uint64_t number = nth(BYTES, written++);
    write_all(writer, &number, sizeof number);
}

static void queue(long value) { must(sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = (int)value})); }

static void take_signal(long value) {
    struct signalfd_siginfo seen;
    check(tells(outer, INNER), "the nested epoll instance is not told");
    check(tells(fds[INNER], SIGNAL), "the signal that waits is not told");
    read_all(fds[SIGNAL], &seen, sizeof seen);
    check(seen.ssi_int == value && seen.ssi_code == SI_QUEUE, "the signal carries %d, not %ld", seen.ssi_int, value);
    check(read(fds[SIGNAL], &seen, sizeof seen) == -1 && errno == EAGAIN, "the signal came twice");
}

static void setup(void) {
    struct itimerspec ticking = {.it_interval = {period / 1000000, period % 1000000 * 1000}}, far = {0};
    ticking.it_value = ticking.it_interval;
    must(clock_gettime(CLOCK_MONOTONIC, &far.it_value));
    far.it_value.tv_sec += SECONDS_FAR;
    sigset_t queued;
    sigemptyset(&queued);
    sigaddset(&queued, SIGRTMIN);
    must(sigprocmask(SIG_BLOCK, &queued, NULL));

    int ends[2];
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    fds[PAIR] = ends[0], writer = ends[1];
    fds[TICKS] = must(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK));
    fds[FAR] = must(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK));
    fds[SIGNAL] = must(signalfd(-1, &queued, SFD_NONBLOCK));
    fds[COUNTER] = must(eventfd(COUNT, EFD_NONBLOCK | (semaphore ? EFD_SEMAPHORE : 0)));
    fds[INNER] = must(epoll_create1(0));
    outer = must(epoll_create1(EPOLL_CLOEXEC));
    watch(fds[INNER], EPOLL_CTL_ADD, SIGNAL, 0);
    watch(fds[INNER], EPOLL_CTL_ADD, COUNTER, EPOLLONESHOT);
    watch(outer, EPOLL_CTL_ADD, INNER, 0);
    watch(outer, EPOLL_CTL_ADD, PAIR, EPOLLET);
    watch(outer, EPOLL_CTL_ADD, TICKS, 0);
    watch(outer, EPOLL_CTL_ADD, FAR, 0);
    for (int i = 0; i < UNREAD; i++) put();
    check(tells(fds[INNER], COUNTER), "the counter is not told");
    queue(0);
    must(timerfd_settime(fds[FAR], TFD_TIMER_ABSTIME, &far, NULL));
    must(timerfd_settime(fds[TICKS], 0, &ticking, NULL));
}

/* Reported once, and then not again until it is armed again. */
static void take_counter(void) {
    uint64_t seen, expected = semaphore ? 1 : COUNT;
    check(!tells(fds[INNER], COUNTER), "a registration for one event is told without being armed");
    watch(fds[INNER], EPOLL_CTL_MOD, COUNTER, EPOLLONESHOT);
    check(tells(fds[INNER], COUNTER), "the counter is not told");
    check(!tells(fds[INNER], COUNTER), "a registration for one event is told twice");
    read_all(fds[COUNTER], &seen, sizeof seen);
    check(seen == expected, "the counter: expected %lu, was %lu", expected, seen);
    write_all(fds[COUNTER], &expected, sizeof expected);
}

/* A restore may report an edge once more, but not forever. */
static void take_bytes(void) {
    uint64_t seen;
    put();
    check(tells(outer, PAIR), "new bytes are not told");
    check(!tells(outer, PAIR) || !tells(outer, PAIR), "an edge is told again and again");
    read_all(fds[PAIR], &seen, sizeof seen);
    check(seen == nth(BYTES, taken), "number %lu is wrong", taken);
    taken++;
    fold(seen);
}

/* Nothing guarantees how often it ticked. */
static bool take_ticks(void) {
    uint64_t ticks;
    if (!tells(outer, TICKS)) return false;
    read_all(fds[TICKS], &ticks, sizeof ticks);
    return check(ticks > 0, "a tick that is none"), true;
}

static uint64_t step(long k) {
    take_signal(k - 1);
    queue(k);
    take_counter();
    take_bytes();
    take_ticks();
    return (uint64_t)k;
}

/* Looks at a timer. One that goes off while the kernel looks has nothing left, as if it were not armed; it has the next time. */
static struct itimerspec look(int timer) {
    struct itimerspec seen;
    int looks = 0;
    do must(timerfd_gettime(timer, &seen));
    while (!seen.it_value.tv_sec && !seen.it_value.tv_nsec && ++looks < 100 && !usleep(1000));
    return seen;
}

/* Checks that the timer goes off between two instants, and has its own interval. */
static void check_armed(enum source which, const char *name, long interval, long least, long most) {
    struct itimerspec seen = look(fds[which]);
    long left = seen.it_value.tv_sec * 1000000 + seen.it_value.tv_nsec / 1000;
    long every = seen.it_interval.tv_sec * 1000000 + seen.it_interval.tv_nsec / 1000;
    check(every == interval, "the %s timer's interval: expected %ld us, was %ld us", name, interval, every);
    check(seen.it_value.tv_sec || seen.it_value.tv_nsec, "the %s timer is not armed any more", name);
    check(left >= least && left <= most, "the %s timer: %ld us are left", name, left);
}

static void verify(void) {
    take_signal(count);
    long far = SECONDS_FAR * 1000000L;
    check_armed(FAR, "far", 0, far / 2, far);
    check_armed(TICKS, "periodic", period, 0, period);
    take_ticks();
    /* Everything else is silent, so only a tick can end this wait. */
    int patience = 2 + (int)(period / 500000);
    do check(await(outer, POLLIN, patience), "the periodic timer gives no tick within %d s", patience);
    while (!take_ticks());
}

static const struct setting settings[] = {
    {"period", "of the periodic timer, in microseconds; a short one goes off while the program is frozen", .number = &period},
    {"semaphore", "the counter is read one by one", .flag = &semaphore},
    {0},
};

const struct workload workload = {
    .about = "epoll and what it watches", .settings = settings, .setup = setup, .step = step, .verify = verify};
