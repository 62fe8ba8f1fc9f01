/* POSIX timers: the time that is left, the interval, the clock and the identifier. */
#include "timer.h"
#include <sys/prctl.h>

/* Relative ones count the time that the process runs, whatever their clock is. */
static const clockid_t clocks[] = {CLOCK_MONOTONIC, CLOCK_BOOTTIME, CLOCK_REALTIME, CLOCK_TAI};
static double armed;

static const char *relative_left(long index) {
    double left = timer_left((int)index);
    return left > 0 ? punctual(left + now(CLOCK_MONOTONIC) - armed - LONG - (double)index, 30) : "not armed";
}

static void set_relative(void) {
    armed = now(CLOCK_MONOTONIC);
    for (int i = 0; i < 4; i++) {
        make_timer(clocks[i], SIGEV_SIGNAL, SIGRTMIN + i, 0);
        arm_timer(i, 0, LONG + i, 10 + i);
    }
}

#define RELATIVE(index, clock)                                                                                                 \
    {"time left on " clock, .read_at = relative_left, .number = index, .expected = "on time"}, {                                \
        "clock " clock, .read_at = timer_clock, .number = index                                                                \
    }

OBJECT(relative) = {
    .name = "posix-timers-relative",
    .about = "relative POSIX timers keep their clocks, intervals and the time that is left, which the gap does not shorten",
    .set = set_relative,
    .meanwhile = make_gap,
    .properties = PROPERTIES(RELATIVE(0, "CLOCK_MONOTONIC"), RELATIVE(1, "CLOCK_BOOTTIME"), RELATIVE(2, "CLOCK_REALTIME"),
                             RELATIVE(3, "CLOCK_TAI"),
                             {"interval", .read_at = timer_interval, .number = 3, .expected = "13.250000000"},
                             {"signal and value", .read_at = timer_signal, .number = 1, .expected = "35/0000000000000000"},
                             {"notification", .read_at = timer_notification, .number = 2}),
};

/* Absolute ones have a deadline on their clock. */
static double deadline;

static void set_until(clockid_t clock) {
    deadline = now(clock) + LONG;
    make_timer(clock, SIGEV_SIGNAL, SIGRTMIN, 9);
    arm_timer(0, TIMER_ABSTIME, deadline, 5);
}

static const char *until(long clock) {
    double left = timer_left(0);
    return left > 0 ? punctual(now((clockid_t)clock) + left - deadline,
            clock == CLOCK_REALTIME || clock == CLOCK_TAI ? 0.2 : 30) : "not armed";
}

static void set_monotonic(void) { set_until(CLOCK_MONOTONIC); }
static void set_boottime(void) { set_until(CLOCK_BOOTTIME); }
static void set_realtime(void) { set_until(CLOCK_REALTIME); }
static void set_tai(void) { set_until(CLOCK_TAI); }

#define ABSOLUTE(id, called, what, clock, setter)                                                                              \
    OBJECT(id) = {                                                                                                             \
        .name = called,                                                                                                        \
        .about = what,                                                                                                         \
        .set = setter,                                                                                                         \
        .meanwhile = make_gap,                                                                                                 \
        .properties = PROPERTIES({"deadline", .read_at = until, .number = clock, .expected = "on time"},                        \
                                 {"interval", .read_at = timer_interval, .number = 0, .expected = "5.250000000"},              \
                                 {"clock", .read_at = timer_clock, .number = 0},                                               \
                                 {"signal and value", .read_at = timer_signal, .number = 0, .expected = "34/0000000000000009"}), \
    }

ABSOLUTE(absolute_monotonic, "posix-timer-until-monotonic", "a POSIX timer that ends at a time of CLOCK_MONOTONIC keeps it",
         CLOCK_MONOTONIC,
         set_monotonic);
ABSOLUTE(absolute_boottime, "posix-timer-until-boottime", "a POSIX timer that ends at a time of CLOCK_BOOTTIME keeps it",
         CLOCK_BOOTTIME,
         set_boottime);
ABSOLUTE(absolute_realtime, "posix-timer-until-realtime", "a POSIX timer that ends at a time of the wall clock keeps it",
         CLOCK_REALTIME,
         set_realtime);
ABSOLUTE(absolute_tai, "posix-timer-until-tai", "a POSIX timer that ends at a time of CLOCK_TAI keeps it", CLOCK_TAI, set_tai);

static void set_alarm_clock(void) {
    armed = now(CLOCK_MONOTONIC);
    needs(make_timer(CLOCK_BOOTTIME_ALARM, SIGEV_SIGNAL, SIGRTMIN, 0));
    arm_timer(0, 0, LONG, 5);
}

OBJECT(alarm_clock) = {
    .name = "posix-timer-that-wakes-the-machine",
    .about = "a POSIX timer on CLOCK_BOOTTIME_ALARM keeps its clock and the time that is left",
    .set = set_alarm_clock,
    .properties = PROPERTIES({"time left", .read_at = relative_left, .number = 0, .expected = "on time"},
                             {"interval", .read_at = timer_interval, .number = 0, .expected = "5.250000000"},
                             {"clock", .read_at = timer_clock, .number = 0, .expected = "9"}),
};

/* The identifier is all that the program has of its timer. */
static int first = -1;

static void set_fifth(void) {
    for (int i = 0; i < 6; i++) make_timer(CLOCK_MONOTONIC, SIGEV_NONE, 0, 50 + i);
    for (int i = 0; i < 5; i++) delete_timer(i);
    first = 5;
    arm_timer(5, 0, LONG, 1);
}

static const char *next_id(void) {
    if (first == -1) return "none";
    return text("%d", make_timer(CLOCK_MONOTONIC, SIGEV_NONE, 0, 0));
}

OBJECT(fifth) = {
    .name = "posix-timer-id-after-deleted-ones",
    .about = "a POSIX timer keeps its identifier when those before it were deleted, and the next timer gets the next one",
    .set = set_fifth,
    .properties = PROPERTIES({"interval", .read_at = timer_interval, .number = 5, .expected = "1.250000000"},
                             {"signal and value", .read_at = timer_signal, .number = 5, .expected = "0/0000000000000037"},
                             {"first identifier", timer_first, .expected = "5"},
                             {"next identifier", next_id, .expected = "6", .once = true}),
};

enum { LARGE = 200000 };

/* Kernels that let a program choose the identifier save it the long way there. */
static void set_large(void) {
    if (prctl(77, 1, 0, 0, 0) == 0) {
        make_timer_with_id(LARGE, CLOCK_MONOTONIC, SIGEV_NONE, 0, 3);
        must(prctl(77, 0, 0, 0, 0));
    } else
        while (make_timer(CLOCK_MONOTONIC, SIGEV_NONE, 0, 3) < LARGE) delete_timer(last_timer());
    arm_timer(LARGE, 0, LONG, 2);
}

OBJECT(large) = {
    .name = "posix-timer-large-id",
    .about = "a POSIX timer keeps an identifier of 200000",
    .set = set_large,
    .properties = PROPERTIES({"interval", .read_at = timer_interval, .number = LARGE, .expected = "2.250000000"},
                             {"signal and value", .read_at = timer_signal, .number = LARGE, .expected = "0/0000000000000003"},
                             {"first identifier", timer_first, .expected = "200000"}),
};

static const char *unarmed_left(void) { return timer_left(0) == 0 ? "not armed" : text("%.1f", timer_left(0)); }

static void set_unarmed(void) { make_timer(CLOCK_BOOTTIME, SIGEV_SIGNAL, SIGRTMIN + 1, 11); }

static const char *arms_later(void) {
    if (timer_left(0) == -1) return "EINVAL";
    arm_timer(0, 0, LONG, 4);
    return timer_left(0) > 0 ? "yes" : "no";
}

OBJECT(unarmed) = {
    .name = "posix-timer-never-armed",
    .about = "a POSIX timer that was never armed is there, and can be armed",
    .set = set_unarmed,
    .properties = PROPERTIES({"time left", unarmed_left, .expected = "not armed"},
                             {"clock", .read_at = timer_clock, .number = 0, .expected = "7"},
                             {"signal and value", .read_at = timer_signal, .number = 0, .expected = "35/000000000000000b"},
                             {"can be armed", arms_later, .expected = "yes", .once = true}),
};
