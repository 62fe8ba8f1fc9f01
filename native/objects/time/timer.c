#include "timer.h"
#include <stdio.h>
#include <sys/syscall.h>

static int last = -1;

static int create(int id, pid_t thread, clockid_t clock, int notify, int signal, long value) {
    struct sigevent event = {.sigev_notify = notify, .sigev_signo = signal, .sigev_value.sival_ptr = (void *)value};
    if (thread) event._sigev_un._tid = thread;
    /* Properties look at the pending signal, so no handler may take it. */
    sigset_t blocked;
    sigemptyset(&blocked);
    if (signal) sigaddset(&blocked, signal);
    must(sigprocmask(SIG_BLOCK, &blocked, NULL));
    if (syscall(SYS_timer_create, clock, &event, &id) == -1) return -1;
    return last = id;
}

int make_timer(clockid_t clock, int notify, int signal, long value) { return create(0, 0, clock, notify, signal, value); }

int make_timer_for(pid_t thread, clockid_t clock, int signal, long value) {
    return create(0, thread, clock, SIGEV_THREAD_ID, signal, value);
}

void make_timer_with_id(int id, clockid_t clock, int notify, int signal, long value) {
    must(create(id, 0, clock, notify, signal, value));
}

int last_timer(void) { return last; }

void arm_timer(int id, int flags, double first, long interval) {
    struct itimerspec times = {
        .it_value = {(time_t)first, (long)((first - (double)(time_t)first) * 1e9)},
        .it_interval = {interval, interval ? 250000000 : 0},
    };
    must(syscall(SYS_timer_settime, id, flags, &times, NULL));
}

void delete_timer(int id) { must(syscall(SYS_timer_delete, id)); }

double timer_left(int id) {
    struct itimerspec times;
    return syscall(SYS_timer_gettime, id, &times) == -1 ? -1 : seconds_of(times.it_value);
}

const char *timer_interval(long id) {
    struct itimerspec times;
    if (syscall(SYS_timer_gettime, id, &times) == -1) return outcome(-1);
    return text("%ld.%09ld", times.it_interval.tv_sec, times.it_interval.tv_nsec);
}

const char *timer_overrun(long id) { return outcome(syscall(SYS_timer_getoverrun, id)); }

/* A line of the entry with this identifier, or of the first entry if it is -1. */
static const char *entry(long id, const char *key) {
    FILE *file = fopen("/proc/self/timers", "re");
    if (!file) unavailable("/proc/self/timers");
    char line[256];
    const char *found = "none";
    long current = -1;
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        if (sscanf(line, "ID: %ld", &current) == 1 && id == -1) found = text("%ld", current);
        if (current == id && strncmp(line, key, strlen(key)) == 0) found = text("%s", line + strlen(key));
        if (id == -1) break;
    }
    fclose(file);
    return found;
}

const char *timer_first(void) { return entry(-1, "ID: "); }
const char *timer_clock(long id) { return entry(id, "ClockID: "); }
const char *timer_signal(long id) { return entry(id, "signal: "); }
const char *timer_notification(long id) { return entry(id, "notify: "); }
