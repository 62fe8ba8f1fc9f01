/* Calls that sleep for a time: whether they continue, and which rest they report. */
#include "waiter.h"
#include <sys/syscall.h>

static const struct timespec *whole(void) {
    wait_left = (struct timespec){.tv_sec = LONG};
    return &wait_left;
}

static long failing(int error) {
    errno = error;
    return error ? -1 : 0;
}

static long by_nanosleep(void) { return nanosleep(whole(), &wait_left); }
static long by_monotonic(void) { return failing(clock_nanosleep(CLOCK_MONOTONIC, 0, whole(), &wait_left)); }
static long by_boottime(void) { return failing(clock_nanosleep(CLOCK_BOOTTIME, 0, whole(), &wait_left)); }
static long by_tai(void) { return failing(clock_nanosleep(CLOCK_TAI, 0, whole(), &wait_left)); }

/* These report the rest as their result, or not at all. */
static long by_sleep(void) { return sleep(LONG); }
static long by_usleep(void) { return usleep(LONG * 1000000); }

static void set_nanosleep(void) { start_waiter(by_nanosleep); }
static void set_monotonic(void) { start_waiter(by_monotonic); }
static void set_boottime(void) { start_waiter(by_boottime); }
static void set_tai(void) { start_waiter(by_tai); }
static void set_sleep(void) { start_waiter(by_sleep); }
static void set_usleep(void) { start_waiter(by_usleep); }

#define SLEEPS(id, called, what, setter, ...)                                                                                  \
    OBJECT(id) = {                                                                                                             \
        .name = called,                                                                                                        \
        .about = what,                                                                                                         \
        .set = setter,                                                                                                         \
        .properties = PROPERTIES(WAITS, __VA_ARGS__),                                                                          \
    }
#define REST {"time left when it is interrupted", wait_rest, .expected = "most of it", .once = true}

SLEEPS(nanosleep, "nanosleep", "a thread in nanosleep keeps sleeping for the rest of its time", set_nanosleep, REST);
SLEEPS(monotonic, "clock-nanosleep-monotonic", "a relative sleep on CLOCK_MONOTONIC continues", set_monotonic, REST);
SLEEPS(boottime, "clock-nanosleep-boottime", "a relative sleep on CLOCK_BOOTTIME continues", set_boottime, REST);
SLEEPS(tai, "clock-nanosleep-tai", "a relative sleep on CLOCK_TAI continues", set_tai, REST);

static const char *woken_by_signal(void) {
    wait_rest();
    const char *result = wait_until();
    return strcmp(result, "59") == 0 || strcmp(result, "60") == 0 ? "59 or 60" : result;
}

SLEEPS(libc_sleep, "sleep-of-libc", "a thread in sleep() keeps sleeping", set_sleep,
       {"seconds that an interrupted sleep() returns", woken_by_signal, .expected = "59 or 60", .once = true});
SLEEPS(libc_usleep, "usleep-of-libc", "a thread in usleep() keeps sleeping", set_usleep,
       {"result when it is interrupted", woken_by_signal, .expected = "EINTR", .once = true});

static void set_main_thread(void) { start_waiting_child(by_nanosleep); }

SLEEPS(main_thread, "nanosleep-main-thread",
       "the main thread of a child keeps sleeping in nanosleep for the rest of its time", set_main_thread,
       REST);

static struct timespec deadline;

static long until_monotonic(void) { return failing(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, NULL)); }
static long until_boottime(void) { return failing(clock_nanosleep(CLOCK_BOOTTIME, TIMER_ABSTIME, &deadline, NULL)); }
static long until_realtime(void) { return failing(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &deadline, NULL)); }

static void start_until(clockid_t clock, long milliseconds, long (*call)(void)) {
    must(clock_gettime(clock, &deadline));
    deadline.tv_nsec += milliseconds % 1000 * 1000000;
    deadline.tv_sec += milliseconds / 1000 + deadline.tv_nsec / 1000000000;
    deadline.tv_nsec %= 1000000000;
    start_waiter(call);
}

static void set_until_monotonic(void) { start_until(CLOCK_MONOTONIC, LONG * 1000, until_monotonic); }
static void set_until_boottime(void) { start_until(CLOCK_BOOTTIME, LONG * 1000, until_boottime); }
static void set_until_realtime(void) { start_until(CLOCK_REALTIME, LONG * 1000, until_realtime); }

#define DEADLINE_STAYS {"result when it is interrupted", woken_by_signal, .expected = "EINTR", .once = true}

SLEEPS(until_monotonic, "clock-nanosleep-until-monotonic", "a sleep until a time of CLOCK_MONOTONIC continues", set_until_monotonic,
       DEADLINE_STAYS);
SLEEPS(until_boottime, "clock-nanosleep-until-boottime", "a sleep until a time of CLOCK_BOOTTIME continues", set_until_boottime,
       DEADLINE_STAYS);
SLEEPS(until_realtime, "clock-nanosleep-until-realtime", "a sleep until a time of the wall clock continues", set_until_realtime,
       DEADLINE_STAYS);

/* The deadline passes in the gap, so the sleep must be over soon after the restore. */
static void set_passing(void) { start_until(CLOCK_REALTIME, GAP / 5, until_realtime); }

static double end_or_now(void) {
    double end = seconds_of(wait_end());
    return end > 0 ? end : now(CLOCK_REALTIME);
}

static const char *sleeps_until_deadline(void) {
    if (deadline.tv_sec == 0) return "none";
    const char *result = wait_result();
    bool passed = end_or_now() >= seconds_of(deadline);
    if (strcmp(result, "waits") == 0) return passed && now(CLOCK_REALTIME) > seconds_of(deadline) + 1 ? "overslept" : "yes";
    return strcmp(result, "0") == 0 && passed ? "yes" : result;
}

static const char *ends_at_deadline(void) {
    if (deadline.tv_sec == 0) return "none";
    const char *result = wait_until();
    return strcmp(result, "0") == 0 ? punctual(seconds_of(wait_end()) - seconds_of(deadline), 30) : result;
}

static const char *wall_deadline(void) { return text("%ld.%09ld", deadline.tv_sec, deadline.tv_nsec); }

OBJECT(passing) = {
    .name = "clock-nanosleep-deadline-in-the-gap",
    .about = "a sleep until a time of the wall clock that passes between dump and restore ends at once",
    .set = set_passing,
    .meanwhile = make_gap,
    .properties = PROPERTIES({"sleeps until the deadline", sleeps_until_deadline, .expected = "yes"}, {"deadline", wall_deadline},
                             {"result after the deadline", ends_at_deadline, .expected = "on time", .once = true}),
};
