/* Timers behind descriptors: their clock, their absolute times, ticks that are not read, and their beat. */
#include "../object.h"
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <time.h>

static const int64_t SECOND = 1000000000;

static int fd = -1, instance = -1;
static clockid_t of_clock;

static const char *clock_number(void) { return line_of(text("/proc/self/fdinfo/%d", fd), "clockid:"); }
static const char *unread(void) { return line_of(text("/proc/self/fdinfo/%d", fd), "ticks:"); }
static const char *mode(void) { return line_of(text("/proc/self/fdinfo/%d", fd), "settime flags:"); }
static const char *flags(void) { return fd == -1 ? "EBADF" : text("%o", (unsigned)fcntl(fd, F_GETFL)); }

/* From fdinfo: timerfd_gettime would start a periodic timer again that waits for a read. */
static const char *interval(void) { return line_of(text("/proc/self/fdinfo/%d", fd), "it_interval:"); }

/* The rest, rounded to 100 s: tests take less time than that. */
static const char *rest_of_time(void) {
    struct itimerspec now;
    if (timerfd_gettime(fd, &now) == -1) return outcome(-1);
    if (now.it_value.tv_sec == 0 && now.it_value.tv_nsec == 0) return "disarmed";
    return text("about %ld s", (long)(now.it_value.tv_sec + 50) / 100 * 100);
}

static const char *ticks(void) {
    uint64_t seen;
    if (!await(fd, POLLIN, 1)) return "none";
    ssize_t got = read(fd, &seen, sizeof seen);
    return got == sizeof seen ? text("%lu", seen) : outcome(got);
}

/* Whether it goes off at the absolute time that was set; the time of the comparison itself does not count. */
static int64_t set_for;
static int64_t now(void) {
    struct timespec time;
    must(clock_gettime(of_clock, &time));
    return time.tv_sec * SECOND + time.tv_nsec;
}
static const char *goes_off(void) {
    struct itimerspec left;
    if (fd == -1) return "no timer";
    int64_t earliest = now();
    must(timerfd_gettime(fd, &left));
    int64_t rest = left.it_value.tv_sec * SECOND + left.it_value.tv_nsec, latest = now();
    return rest > 0 && set_for >= earliest + rest - 1000 && set_for <= latest + rest + 1000 ? "when it was set to" : "at another time";
}

static void arm(clockid_t clock, int kind, int64_t first, int64_t every) {
    of_clock = clock;
    set_for = (kind & TFD_TIMER_ABSTIME ? now() : 0) + first;
    struct itimerspec timer = {.it_value = {set_for / SECOND, set_for % SECOND}, .it_interval = {every / SECOND, every % SECOND}};
    int made = needs(timerfd_create(clock, TFD_NONBLOCK | TFD_CLOEXEC));
    fd = must(dup2(made, 20));
    must(close(made));
    must(timerfd_settime(fd, kind, &timer, NULL));
}

#define TIMER {"clock", clock_number}, {"flags", flags}, {"interval", interval}

static void set_realtime(void) { arm(CLOCK_REALTIME, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, 1000 * SECOND, 0); }

OBJECT(timerfd_realtime_cancel) = {
    .name = "timerfd-realtime-cancel",
    .about = "a timerfd of the real-time clock keeps its absolute time, and that a change of the clock cancels it",
    .set = set_realtime,
    .properties = PROPERTIES(TIMER, {"mode", mode, .expected = "03"}, {"rest", rest_of_time, .expected = "about 1000 s"},
                             {"goes off", goes_off, .expected = "when it was set to"}),
};

static void set_monotonic(void) { arm(CLOCK_MONOTONIC, TFD_TIMER_ABSTIME, 1000 * SECOND, 0); }

OBJECT(timerfd_monotonic_absolute) = {
    .name = "timerfd-monotonic-absolute",
    .about = "a timerfd of the monotonic clock keeps its absolute time",
    .set = set_monotonic,
    .properties = PROPERTIES(TIMER, {"mode", mode, .expected = "01"}, {"rest", rest_of_time, .expected = "about 1000 s"},
                             {"goes off", goes_off, .expected = "when it was set to"}),
};

static void set_expired(void) {
    arm(CLOCK_MONOTONIC, TFD_TIMER_ABSTIME, 1000, 0);
    ticks();
}

OBJECT(timerfd_absolute_expired) = {
    .name = "timerfd-absolute-expired",
    .about = "a timerfd that has gone off at its absolute time, and was read, stays silent",
    .set = set_expired,
    .properties = PROPERTIES(TIMER, {"mode", mode, .expected = "01"}, {"unread ticks", unread, .expected = "0"},
                             {"rest", rest_of_time, .expected = "disarmed"}),
};

static void set_boottime(void) { arm(CLOCK_BOOTTIME, 0, 1000 * SECOND, 100 * SECOND); }

OBJECT(timerfd_boottime) = {
    .name = "timerfd-boottime",
    .about = "a timerfd of the clock that counts suspended time keeps its time and its interval",
    .set = set_boottime,
    .properties = PROPERTIES(TIMER, {"rest", rest_of_time, .expected = "about 1000 s"}),
};

static void set_alarm(void) { arm(CLOCK_BOOTTIME_ALARM, 0, 1000 * SECOND, 0); }

OBJECT(timerfd_boottime_alarm) = {
    .name = "timerfd-boottime-alarm",
    .about = "a timerfd that wakes a suspended machine keeps its time (CLOCK_BOOTTIME_ALARM)",
    .set = set_alarm,
    .properties = PROPERTIES(TIMER, {"rest", rest_of_time, .expected = "about 1000 s"}),
};

static void set_once(void) {
    arm(CLOCK_MONOTONIC, 0, 1, 0);
    await(fd, POLLIN, 1);
}

OBJECT(timerfd_unread) = {
    .name = "timerfd-unread",
    .about = "a timerfd that has gone off once keeps its unread tick",
    .set = set_once,
    .properties = PROPERTIES(TIMER, {"unread ticks", unread, .expected = "1"}, {"what a read takes", ticks, .expected = "1", .once = true},
                             {"rest", rest_of_time, .expected = "disarmed", .once = true}),
};

static void set_unread_periodic(void) {
    arm(CLOCK_MONOTONIC, 0, 1, 1000 * SECOND);
    await(fd, POLLIN, 1);
}

OBJECT(timerfd_unread_periodic) = {
    .name = "timerfd-unread-periodic",
    .about = "a periodic timerfd with an unread tick keeps the tick and the time of the next one",
    .set = set_unread_periodic,
    .properties = PROPERTIES(TIMER, {"unread ticks", unread, .expected = "1"}, {"what a read takes", ticks, .expected = "1", .once = true},
                             {"rest", rest_of_time, .expected = "about 1000 s", .once = true}),
};

static void set_periodic(void) { arm(CLOCK_MONOTONIC, 0, 300 * SECOND, 100 * SECOND); }

OBJECT(timerfd_periodic) = {
    .name = "timerfd-periodic",
    .about = "a periodic timerfd that has not gone off yet keeps its time and its interval",
    .set = set_periodic,
    .properties = PROPERTIES(TIMER, {"unread ticks", unread, .expected = "0"}, {"rest", rest_of_time, .expected = "about 300 s"}),
};

/* The number of ticks depends on the time that the checkpoint takes. That there are some, and more after a read, does not. */
static const char *beats(void) {
    if (fd == -1) return "no timer";
    const char *first = strcmp(ticks(), "none") == 0 ? "silent" : "ticks";
    return text("%s, then %s", first, strcmp(ticks(), "none") == 0 ? "silent" : "ticks");
}

static void set_fast(void) {
    arm(CLOCK_MONOTONIC, 0, 1000000, 30000000);
    await(fd, POLLIN, 1);
}

OBJECT(timerfd_fast_unread) = {
    .name = "timerfd-fast-unread",
    .about = "a timerfd that goes off 33 times a second keeps its beat though its ticks were not read",
    .set = set_fast,
    .properties = PROPERTIES(TIMER, {"beat", beats, .expected = "ticks, then ticks", .once = true}),
};

static const char *edge(void) {
    struct epoll_event event;
    int found = epoll_wait(instance, &event, 1, 1000);
    return found == 1 ? text("events %x, data %lx", event.events, event.data.u64) : outcome(found);
}
static const char *edge_after_read(void) {
    if (fd == -1) return "no timer";
    const char *first = strcmp(ticks(), "none") == 0 ? "silent" : "ticks";
    return text("%s, then %s", first, edge());
}

static void set_edge(void) {
    set_fast();
    instance = must(epoll_create1(EPOLL_CLOEXEC));
    must(epoll_ctl(instance, EPOLL_CTL_ADD, fd, &(struct epoll_event){.events = EPOLLIN | EPOLLET, .data.u64 = 0xe}));
    edge();
}

OBJECT(timerfd_edge) = {
    .name = "timerfd-edge-triggered",
    .about = "a fast timerfd in an epoll instance with EPOLLET makes another event after its ticks were read",
    .set = set_edge,
    .properties = PROPERTIES(TIMER, {"event after a read", edge_after_read, .expected = "ticks, then events 1, data e", .once = true}),
};
