/* POSIX timers that have gone off: the signal, whom it is for, and how often the timer went off. */
#include "timer.h"
#include <stdio.h>
#include <sys/syscall.h>

static siginfo_t taken;

static const char *take(int signal) {
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, signal);
    int got = sigtimedwait(&wanted, &taken, &(struct timespec){0});
    return got == -1 ? outcome(-1) : text("%d, code %d", got, taken.si_code);
}

static const char *signal_taken(void) { return take(SIGRTMIN); }
static const char *value_taken(void) { return text("%lx", (unsigned long)taken.si_value.sival_ptr); }
static const char *overrun_taken(void) { return taken.si_signo ? text("%d", taken.si_overrun) : "none"; }
static const char *timer_taken(void) { return text("%d", taken.si_code == SI_TIMER ? taken.si_timerid : -1); }
static const char *taken_twice(void) { return taken.si_signo ? take(SIGRTMIN) : "none before"; }

static const char *pending(long whose) { return line_of("/proc/self/status", whose ? "ShdPnd:" : "SigPnd:"); }

/* A start in the past makes the timer go off ten times at once, so the object need not wait for it. */
static void set_overrun(void) {
    make_timer_for(gettid(), CLOCK_MONOTONIC, SIGRTMIN, 0x77);
    delete_timer(0);
    make_timer_for(gettid(), CLOCK_MONOTONIC, SIGRTMIN, 0x78);
    arm_timer(1, TIMER_ABSTIME, now(CLOCK_MONOTONIC) - 9.5 * 2.25, 2);
    usleep(1000);
}

static void enough_uptime(void) {
    errno = EAGAIN;
    if (now(CLOCK_MONOTONIC) < 30) unavailable("30 s since boot");
}

#define TAKEN(overruns, value, id)                                                                                             \
    {"signal", signal_taken, .expected = "34, code -2", .once = true}, {"value", value_taken, .expected = value, .once = true}, \
        {"overruns in the signal", overrun_taken, .expected = overruns, .once = true},                                         \
        {"identifier in the signal", timer_taken, .expected = id, .once = true}, {                                             \
        "a second signal", taken_twice, .expected = "EAGAIN", .once = true                                                     \
    }

OBJECT(overrun) = {
    .name = "posix-timer-pending-with-overruns",
    .about = "the pending signal of a periodic POSIX timer shows how often the timer has gone off since",
    .create = enough_uptime,
    .set = set_overrun,
    .properties = PROPERTIES({"pending in the thread", .read_at = pending, .number = 0, .expected = "0000000200000000"},
                             {"interval", .read_at = timer_interval, .number = 1, .expected = "2.250000000"}, TAKEN("9", "78",
                             "1")),
};

static void set_fired(void) {
    make_timer(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGRTMIN, 0x1234);
    arm_timer(0, 0, 1e-6, 0);
    usleep(1000);
}

static const char *fired_left(void) { return text("%.3f", timer_left(0)); }

OBJECT(fired) = {
    .name = "posix-timer-fired-once",
    .about = "a POSIX timer that has gone off stays disarmed, and its signal stays pending",
    .set = set_fired,
    .properties = PROPERTIES({"pending in the process", .read_at = pending, .number = 1, .expected = "0000000200000000"},
                             {"time left", fired_left, .expected = "0.000"},
                             {"signal and value", .read_at = timer_signal, .number = 0, .expected = "34/0000000000001234"},
                             TAKEN("0", "1234", "0")),
};

static volatile pid_t other;
static volatile int ordered, answered;
static int other_got;

static void *wait_for_signal(void *unused) {
    other = gettid();
    while (!ordered) usleep(1000);
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGRTMIN + 2);
    other_got = sigtimedwait(&wanted, NULL, &(struct timespec){.tv_sec = 1});
    answered = 1;
    return unused;
}

static void start_other(void) {
    start_thread(wait_for_signal, NULL);
    while (!other) usleep(100);
}

static void set_for_other(void) {
    make_timer_for(other, CLOCK_MONOTONIC, SIGRTMIN + 2, 0x55);
    arm_timer(0, 0, LONG, 6);
}

/* /proc shows a number only. The thread that gets the signal shows whom the number means. */
static const char *whom_it_reaches(void) {
    if (timer_left(0) == -1) return "none";
    arm_timer(0, 0, 1e-6, 0);
    for (int i = 0; i < 500 && timer_left(0) > 0; i++) usleep(1000);
    const char *thread = line_of(text("/proc/self/task/%d/status", other), "SigPnd:");
    ordered = 1;
    for (int i = 0; i < 1000 && !answered; i++) usleep(2000);
    return text("%s, %d", thread, other_got);
}

OBJECT(for_other) = {
    .name = "posix-timer-for-another-thread",
    .about = "a POSIX timer that signals another thread still signals that one",
    .create = start_other,
    .set = set_for_other,
    .properties = PROPERTIES({"notification", .read_at = timer_notification, .number = 0},
                             {"interval", .read_at = timer_interval, .number = 0, .expected = "6.250000000"},
                             {"signal and value", .read_at = timer_signal, .number = 0, .expected = "36/0000000000000055"},
                             {"whom it reaches", whom_it_reaches, .expected = "0000000800000000, 36", .once = true}),
};

static timer_t function_timer;
static bool function_made;
static volatile int calls, argument;

static void call(union sigval value) {
    argument = value.sival_int;
    calls++;
}

static void set_function(void) {
    struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = call, .sigev_value.sival_int = 321};
    must(timer_create(CLOCK_MONOTONIC, &event, &function_timer));
    must(timer_settime(function_timer, 0, &(struct itimerspec){.it_value.tv_sec = LONG, .it_interval.tv_sec = 8}, NULL));
    function_made = true;
}

static const char *function_interval(void) {
    struct itimerspec times = {0};
    if (function_made) must(timer_gettime(function_timer, &times));
    return text("%ld", times.it_interval.tv_sec);
}

static const char *call_made(void) {
    if (!function_made) return "no timer";
    if (timer_settime(function_timer, 0, &(struct itimerspec){.it_value.tv_nsec = 1}, NULL) == -1) return outcome(-1);
    for (int i = 0; i < 1000 && !calls; i++) usleep(1000);
    return text("%d with %d", calls, argument);
}

OBJECT(function) = {
    .name = "posix-timer-calls-function",
    .about = "a POSIX timer with SIGEV_THREAD still calls its function",
    .set = set_function,
    .properties = PROPERTIES({"interval", function_interval, .expected = "8"},
                             {"notification", .read_at = timer_notification, .number = 0},
                             {"calls of the function", call_made, .expected = "1 with 321", .once = true}),
};
