/* Timers that are descriptors. */
#include "waiter.h"
#include <sys/epoll.h>
#include <sys/timerfd.h>

static int fd = -1;
static double armed, deadline;

static const char *line(const char *key) { return line_of(text("/proc/self/fdinfo/%d", fd), key); }
static const char *clock_id(void) { return line("clockid:"); }
static const char *ticks(void) { return line("ticks:"); }
static const char *settime_flags(void) { return line("settime flags:"); }
static const char *flags(void) { return text("%o", (unsigned)fcntl(fd, F_GETFL)); }

static const char *interval(void) {
    struct itimerspec times;
    if (timerfd_gettime(fd, &times) == -1) return outcome(-1);
    return text("%ld.%09ld", times.it_interval.tv_sec, times.it_interval.tv_nsec);
}

static double left(void) {
    struct itimerspec times;
    return timerfd_gettime(fd, &times) == -1 ? -1 : seconds_of(times.it_value);
}

static void make(clockid_t clock, int make_flags) { fd = needs(timerfd_create(clock, make_flags)); }

static void arm(int set_flags, double first, long seconds) {
    struct itimerspec times = {
        .it_value = {(time_t)first, (long)((first - (double)(time_t)first) * 1e9)},
        .it_interval = {seconds, seconds ? 125000000 : 0},
    };
    must(timerfd_settime(fd, set_flags, &times, NULL));
}

static const char *relative_left(void) {
    double seconds = left();
    return seconds > 0 ? punctual(seconds + now(CLOCK_MONOTONIC) - armed - LONG, 30) : "not armed";
}

static const char *until(long clock) {
    double seconds = left();
    return seconds > 0 ? punctual(now((clockid_t)clock) + seconds - deadline, clock == CLOCK_REALTIME ? 0.2 : 30) : "not armed";
}

/* Some CRIUs restore a deadline too early by the fraction of a second that the clock shows then. Near a full second this could pass. */
static double fraction(clockid_t clock) {
    double time = now(clock);
    return time - (double)(long)time;
}

static void set_until(clockid_t clock, int set_flags) {
    while (fraction(clock) < 0.1 || fraction(clock) > 0.95) usleep(5000);
    make(clock, TFD_CLOEXEC);
    deadline = now(clock) + LONG;
    arm(TFD_TIMER_ABSTIME | set_flags, deadline, 3);
}

static void set_relative(void) {
    make(CLOCK_MONOTONIC, TFD_NONBLOCK);
    armed = now(CLOCK_MONOTONIC);
    arm(0, LONG, 2);
}

static void set_relative_boottime(void) {
    make(CLOCK_BOOTTIME, 0);
    armed = now(CLOCK_MONOTONIC);
    arm(0, LONG, 2);
}

static void set_realtime(void) { set_until(CLOCK_REALTIME, 0); }
static void set_cancelled(void) { set_until(CLOCK_REALTIME, TFD_TIMER_CANCEL_ON_SET); }

/* The wall clock moves on in the gap, and at its end the fraction must not make up for that. */
static void until_full_second(void) {
    make_gap();
    while (fraction(CLOCK_REALTIME) > 0.02) usleep(5000);
}

#define TIMERFD(id, called, what, setter, gap, ...)                                                                            \
    OBJECT(id) = {                                                                                                             \
        .name = called,                                                                                                        \
        .about = what,                                                                                                         \
        .set = setter,                                                                                                         \
        .meanwhile = gap,                                                                                                      \
        .properties = PROPERTIES({"clock", clock_id}, __VA_ARGS__),                                                            \
    }
#define EVERY(text) {"interval", interval, .expected = text}
#define FLAGS(text) {"flags of timerfd_settime", settime_flags, .expected = text}
#define UNTIL(clock) {"deadline", .read_at = until, .number = clock, .expected = "on time"}

TIMERFD(relative, "timerfd-relative", "a timerfd keeps its interval and the time that is left, which the gap does not shorten",
        set_relative, make_gap, {"time left", relative_left, .expected = "on time"}, EVERY("2.125000000"), FLAGS("00"),
                {"flags", flags});
TIMERFD(relative_boottime, "timerfd-boottime-relative", "a timerfd on CLOCK_BOOTTIME keeps its interval and the time that is left",
        set_relative_boottime, make_gap, {"time left", relative_left, .expected = "on time"}, EVERY("2.125000000"), FLAGS("00"));
TIMERFD(realtime, "timerfd-until-realtime", "a timerfd that ends at a time of the wall clock keeps it", set_realtime,
        until_full_second,
        UNTIL(CLOCK_REALTIME), EVERY("3.125000000"), FLAGS("01"));
TIMERFD(cancelled, "timerfd-cancel-on-set", "a timerfd that is cancelled when the wall clock is set stays such a one",
        set_cancelled, until_full_second,
        UNTIL(CLOCK_REALTIME), EVERY("3.125000000"), FLAGS("03"));

/* A start in the past makes the timer go off five times at once, so the object need not wait for it. */
static void set_ticks(void) {
    make(CLOCK_MONOTONIC, TFD_NONBLOCK);
    arm(TFD_TIMER_ABSTIME, now(CLOCK_MONOTONIC) - 4.5 * 4.125, 4);
}

static void enough_uptime(void) {
    errno = EAGAIN;
    if (now(CLOCK_MONOTONIC) < 30) unavailable("30 s since boot");
}

static const char *first_read(void) {
    uint64_t seen = 0;
    if (fd == -1 || !await(fd, POLLIN, 1)) return "nothing";
    ssize_t got = read(fd, &seen, sizeof seen);
    return got == sizeof seen ? text("%lu", seen) : outcome(got);
}

static const char *readable(void) {
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    return fd == -1 ? "no timer" : outcome(poll(&waiting, 1, 0));
}

OBJECT(with_ticks) = {
    .name = "timerfd-gone-off-several-times",
    .about = "a timerfd that has gone off keeps how often it has",
    .create = enough_uptime,
    .set = set_ticks,
    .properties = PROPERTIES({"clock", clock_id}, {"readable", readable, .expected = "1"}, {"flags", flags},
                             {"what a read takes", first_read, .expected = "5", .once = true}, EVERY("4.125000000")),
};

static void set_once(void) {
    make(CLOCK_MONOTONIC, TFD_NONBLOCK);
    arm(0, 1e-6, 0);
    must(await(fd, POLLIN, 1) ? 0 : -1);
}

static const char *time_left(void) { return text("%.3f", left()); }

OBJECT(gone_off) = {
    .name = "timerfd-gone-off-once",
    .about = "a timerfd that has gone off once stays disarmed, and what a read takes stays in it",
    .set = set_once,
    .properties = PROPERTIES({"ticks", ticks, .expected = "1"}, {"time left", time_left, .expected = "0.000"}, {"flags", flags},
                             {"what a read takes", first_read, .expected = "1", .once = true}),
};

static void set_unarmed(void) { make(CLOCK_BOOTTIME, TFD_CLOEXEC); }

OBJECT(unarmed) = {
    .name = "timerfd-never-armed",
    .about = "a timerfd that was never armed stays that way",
    .set = set_unarmed,
    .properties = PROPERTIES({"clock", clock_id, .expected = "7"}, {"ticks", ticks, .expected = "0"},
                             {"time left", time_left, .expected = "0.000"},
                             {"readable", readable, .expected = "0"}),
};

static void set_alarm(void) {
    make(CLOCK_BOOTTIME_ALARM, 0);
    armed = now(CLOCK_MONOTONIC);
    arm(0, LONG, 2);
}

OBJECT(alarm) = {
    .name = "timerfd-that-wakes-the-machine",
    .about = "a timerfd on CLOCK_BOOTTIME_ALARM keeps its clock and the time that is left",
    .set = set_alarm,
    .properties = PROPERTIES({"clock", clock_id, .expected = "9"},
                             {"time left", relative_left, .expected = "on time"}, EVERY("2.125000000")),
};

static int epoll = -1, second = -1;

static void create_epoll(void) { epoll = must(epoll_create1(0)); }

static void set_watched(void) {
    set_once();
    second = must(dup(fd));
    struct epoll_event wanted = {.events = EPOLLIN | EPOLLET, .data.u64 = 321};
    must(epoll_ctl(epoll, EPOLL_CTL_ADD, second, &wanted));
}

static const char *reported(void) {
    struct epoll_event found = {0};
    int got = epoll_wait(epoll, &found, 1, 0);
    return got == 1 ? text("%lu", found.data.u64) : outcome(got);
}

static const char *interval_through_second(void) {
    struct itimerspec times = {.it_value.tv_sec = LONG, .it_interval.tv_sec = 33};
    if (timerfd_settime(second, 0, &times, NULL) == -1) return outcome(-1);
    return interval();
}

OBJECT(watched) = {
    .name = "timerfd-duplicated-and-watched",
    .about = "two descriptors of one timerfd stay one timer, and epoll reports it",
    .create = create_epoll,
    .set = set_watched,
    .properties = PROPERTIES({"ticks", ticks, .expected = "1"},
                             {"data that epoll returns", reported, .expected = "321", .once = true},
                             {"interval set through the second", interval_through_second, .expected = "33.000000000",
                             .once = true}),
};
