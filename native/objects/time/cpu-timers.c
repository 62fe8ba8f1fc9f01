/* POSIX timers that count processor time: whose time they count. */
#include "timer.h"

enum { BURN = 5 }; /* milliseconds */

static const char *burn(void) {
    double end = now(CLOCK_THREAD_CPUTIME_ID) + BURN / 1000.0;
    while (now(CLOCK_THREAD_CPUTIME_ID) < end) continue;
    return "done";
}

static const char *left(long id) {
    double seconds = timer_left((int)id);
    if (seconds == -1) return "none";
    return seconds > LONG - 5 && seconds <= LONG + 1 ? "most of it" : text("%.1f s", seconds);
}

/* Whether the timer counts what `worker` burns. */
static const char *counts(int id, const char *(*worker)(void)) {
    double before = timer_left(id);
    if (before == -1) return "none";
    worker();
    return before - timer_left(id) > BURN / 2000.0 ? "yes" : "no";
}

static const char *counts_main(void) { return counts(0, burn); }

static void set_process(void) {
    needs(make_timer(CLOCK_PROCESS_CPUTIME_ID, SIGEV_SIGNAL, SIGRTMIN, 1));
    arm_timer(0, 0, LONG, 3);
    make_timer(CLOCK_PROCESS_CPUTIME_ID, SIGEV_SIGNAL, SIGRTMIN, 2);
    arm_timer(1, TIMER_ABSTIME, now(CLOCK_PROCESS_CPUTIME_ID) + LONG, 4);
}

OBJECT(process) = {
    .name = "posix-timers-of-processor-time",
    .about = "a relative and an absolute POSIX timer on CLOCK_PROCESS_CPUTIME_ID keep the processor time that is left",
    .set = set_process,
    .properties = PROPERTIES({"time left, relative", .read_at = left, .number = 0, .expected = "most of it"},
                             {"interval, relative", .read_at = timer_interval, .number = 0, .expected = "3.250000000"},
                             {"time left, absolute", .read_at = left, .number = 1, .expected = "most of it"},
                             {"interval, absolute", .read_at = timer_interval, .number = 1, .expected = "4.250000000"},
                             {"clock", .read_at = timer_clock, .number = 1},
                             {"counts the process", counts_main, .expected = "yes"}),
};

/* The clock of a thread, asked for by that thread. */
static volatile int orders, done;
static volatile bool made;

static void *thread(void *unused) {
    while (orders == 0) usleep(500);
    if (!made) {
        make_timer(CLOCK_THREAD_CPUTIME_ID, SIGEV_SIGNAL, SIGRTMIN, 1);
        arm_timer(0, 0, LONG, 3);
        made = true;
    }
    for (done = orders; orders < 1000; usleep(500))
        if (orders > done) burn(), done++;
    return unused;
}

static const char *order(void) {
    orders++;
    for (int i = 0; i < 2000 && done < orders; i++) usleep(500);
    return "done";
}

static void start(void) { start_thread(thread, NULL); }
static void set_thread(void) { order(); }
static const char *counts_thread(void) { return made ? counts(0, order) : "none"; }

OBJECT(of_thread) = {
    .name = "posix-timer-of-a-threads-processor-time",
    .about = "a POSIX timer on CLOCK_THREAD_CPUTIME_ID still counts the thread that has made it",
    .create = start,
    .set = set_thread,
    .properties = PROPERTIES({"time left", .read_at = left, .number = 0, .expected = "most of it"},
                             {"interval", .read_at = timer_interval, .number = 0, .expected = "3.250000000"},
                             {"clock", .read_at = timer_clock, .number = 0},
                             {"counts its thread", counts_thread, .expected = "yes"},
                             {"counts the main thread", counts_main, .expected = "no"}),
};

/* The same clock by the number of the thread, which any thread may ask for. */
static pthread_t named;

static void start_named(void) { named = start_thread(thread, NULL); }

static void set_named(void) {
    clockid_t clock;
    must_be_0(pthread_getcpuclockid(named, &clock));
    needs(make_timer(clock, SIGEV_SIGNAL, SIGRTMIN, 1));
    arm_timer(0, 0, LONG, 3);
    made = true;
    order();
}

OBJECT(of_named_thread) = {
    .name = "posix-timer-on-a-threads-clock",
    .about = "a POSIX timer on the processor clock that pthread_getcpuclockid returned still counts that thread",
    .create = start_named,
    .set = set_named,
    .properties = PROPERTIES({"time left", .read_at = left, .number = 0, .expected = "most of it"},
                             {"interval", .read_at = timer_interval, .number = 0, .expected = "3.250000000"},
                             {"clock", .read_at = timer_clock, .number = 0}, {"counts its thread", counts_thread, .expected = "yes"},
                             {"counts the main thread", counts_main, .expected = "no"}),
};

static struct helper helper;

static void start_child_process(void) { helper = start_helper(NULL); }

static void set_child(void) {
    clockid_t clock;
    must_be_0(clock_getcpuclockid(helper.pid, &clock));
    needs(make_timer(clock, SIGEV_SIGNAL, SIGRTMIN, 1));
    arm_timer(0, 0, LONG, 3);
}

static const char *work_of_child(void) { return ask_helper(&helper, burn); }
static const char *counts_child(void) { return counts(0, work_of_child); }

OBJECT(of_child) = {
    .name = "posix-timer-of-a-childs-processor-time",
    .about = "a POSIX timer on the processor clock of a child still counts that child",
    .create = start_child_process,
    .set = set_child,
    .properties = PROPERTIES({"time left", .read_at = left, .number = 0, .expected = "most of it"},
                             {"interval", .read_at = timer_interval, .number = 0, .expected = "3.250000000"},
                             {"clock", .read_at = timer_clock, .number = 0}, {"counts the child", counts_child, .expected = "yes"},
                             {"counts the process itself", counts_main, .expected = "no"}),
};
