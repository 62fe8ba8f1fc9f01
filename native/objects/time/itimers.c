/* The interval timers of a process. */
#include "waiter.h"
#include <sys/time.h>

static double started;

static double left_of(int which) {
    struct itimerval timer;
    must(getitimer(which, &timer));
    return (double)timer.it_value.tv_sec + (double)timer.it_value.tv_usec / 1e6;
}

static const char *interval(long which) {
    struct itimerval timer;
    must(getitimer((int)which, &timer));
    return text("%ld.%06ld", timer.it_interval.tv_sec, timer.it_interval.tv_usec);
}

/* The gap must not count, because the clock does not count it either. */
static const char *real_left(void) {
    double left = left_of(ITIMER_REAL);
    return left > 0 ? punctual(left + now(CLOCK_MONOTONIC) - started - LONG, 30) : "not armed";
}

static const char *expired(void) {
    sigset_t pending;
    must(sigpending(&pending));
    return sigismember(&pending, SIGALRM) ? "yes" : "no";
}

static void block(void) {
    sigset_t alarms;
    sigemptyset(&alarms);
    for (int i = 0; i < 3; i++) sigaddset(&alarms, (int[]){SIGALRM, SIGVTALRM, SIGPROF}[i]);
    must(sigprocmask(SIG_BLOCK, &alarms, NULL));
}

static void arm(int which, long seconds, long interval_seconds) {
    must(setitimer(which, &(struct itimerval){{interval_seconds, 250000}, {seconds, 0}}, NULL));
}

static void set_real(void) {
    block();
    started = now(CLOCK_MONOTONIC);
    arm(ITIMER_REAL, LONG, 7);
}

OBJECT(itimer_real) = {
    .name = "itimer-real",
    .about = "an ITIMER_REAL keeps its interval and the time that is left, which the gap does not shorten",
    .set = set_real,
    .meanwhile = make_gap,
    .properties = PROPERTIES({"time left", real_left, .expected = "on time"},
                             {"interval", .read_at = interval, .number = ITIMER_REAL, .expected = "7.250000"},
                             {"signal pending", expired, .expected = "no", .natural = true}),
};

static void set_alarm(void) {
    block();
    started = now(CLOCK_MONOTONIC);
    alarm(LONG);
}

/* alarm() rounds, and replaces the timer. */
static const char *alarm_left(void) {
    unsigned left = alarm(0);
    return left > LONG / 2 && left <= LONG ? "most of it" : text("%u s", left);
}

OBJECT(alarm) = {
    .name = "alarm-of-libc",
    .about = "an alarm() keeps the time that is left, and does not go off in the gap",
    .set = set_alarm,
    .meanwhile = make_gap,
    .properties = PROPERTIES({"time left", real_left, .expected = "on time"},
                             {"signal pending", expired, .expected = "no", .natural = true},
                             {"seconds that alarm(0) returns", alarm_left, .expected = "most of it", .once = true}),
};

/* An alarm whose time ends in the gap must still be ahead after it: the clock that it runs on stood still. */
static double end_of_alarm;

static void set_short_alarm(void) {
    block();
    end_of_alarm = now(CLOCK_MONOTONIC) + GAP / 1000.0;
    must(setitimer(ITIMER_REAL, &(struct itimerval){.it_value.tv_usec = GAP * 1000}, NULL));
}

static const char *goes_off_too_early(void) {
    if (end_of_alarm == 0) return "not armed";
    bool fired = strcmp(expired(), "yes") == 0;
    double time = now(CLOCK_MONOTONIC);
    return fired && time < end_of_alarm ? "yes" : "no";
}

static const char *goes_off(void) {
    if (end_of_alarm == 0) return "not armed";
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGALRM);
    /* The rest of the time is what the run without a gap would have had to wait, too; it is not waited for. */
    if (left_of(ITIMER_REAL) > 0) must(setitimer(ITIMER_REAL, &(struct itimerval){.it_value.tv_usec = 1000}, NULL));
    siginfo_t info = {0};
    int got = sigtimedwait(&wanted, &info, &(struct timespec){.tv_sec = 1});
    return got == -1 ? outcome(-1) : text("signal %d, code %d", got, info.si_code);
}

OBJECT(short_alarm) = {
    .name = "itimer-real-ends-in-the-gap",
    .about = "an ITIMER_REAL that would end between dump and restore does not go off before its time on CLOCK_MONOTONIC",
    .set = set_short_alarm,
    .meanwhile = make_gap,
    .properties = PROPERTIES({"goes off too early", goes_off_too_early, .expected = "no"},
                             {"what goes off", goes_off, .expected = "signal 14, code 128", .once = true}),
};

/* They count processor time of the process, of which the checkpoint takes none. */
static const char *processor_left(long which) {
    double left = left_of((int)which);
    return left > LONG - 5 && left <= LONG + 1 ? "most of it" : text("%.1f s", left);
}

static void set_processor(void) {
    block();
    arm(ITIMER_VIRTUAL, LONG, 3);
    arm(ITIMER_PROF, LONG, 4);
}

OBJECT(itimers_processor) = {
    .name = "itimers-of-processor-time",
    .about = "ITIMER_VIRTUAL and ITIMER_PROF keep their intervals and the time that is left",
    .set = set_processor,
    .properties = PROPERTIES({"time left of ITIMER_VIRTUAL", .read_at = processor_left, .number = ITIMER_VIRTUAL,
                             .expected = "most of it"},
                             {"interval of ITIMER_VIRTUAL", .read_at = interval, .number = ITIMER_VIRTUAL, .expected = "3.250000"},
                             {"time left of ITIMER_PROF", .read_at = processor_left, .number = ITIMER_PROF,
                             .expected = "most of it"},
                             {"interval of ITIMER_PROF", .read_at = interval, .number = ITIMER_PROF, .expected = "4.250000"}),
};
