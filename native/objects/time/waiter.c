#include "waiter.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

/* Shared memory if a child waits. */
struct state {
    pid_t id;
    bool returned;
    long result;
    int error;
    struct timespec end, left;
};

struct timespec wait_left;

static volatile struct state own, *state = &own;
static long (*waiting)(void);
static long number_of_call = -1;

static void interrupt(int signal) { (void)signal; }

static void *body(void *unused) {
    sigset_t allowed;
    sigemptyset(&allowed);
    sigaddset(&allowed, SIGUSR2);
    must_be_0(pthread_sigmask(SIG_UNBLOCK, &allowed, NULL));
    state->id = gettid();
    state->result = waiting();
    state->error = errno;
    must(clock_gettime(CLOCK_REALTIME, (struct timespec *)&state->end));
    state->left = wait_left;
    state->returned = true;
    return unused;
}

/* A thread that is in a system call but does not sleep has not begun to wait, or is on its way out. */
static bool sleeps(char *call, size_t size) {
    char path[64], task = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", state->id);
    FILE *file = fopen(path, "re");
    if (!file) return false;
    int found = fscanf(file, "%*d (%*[^)]) %c", &task);
    fclose(file);
    if (found != 1 || task != 'S') return false;
    snprintf(path, sizeof path, "/proc/%d/syscall", state->id);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd == -1) return false;
    ssize_t got = read(fd, call, size - 1);
    close(fd);
    if (got <= 0) return false;
    call[got] = 0;
    return call[0] >= '0' && call[0] <= '9';
}

/* Two looks in a row, because a thread that CRIU has just restored sleeps shortly before it returns to its call. */
static bool settles(char *call, size_t size) {
    for (int look = 0, seen = 0; look < 500 && !state->returned; look++) {
        seen = state->id && sleeps(call, size) ? seen + 1 : 0;
        if (seen == 3) return true;
        usleep(2000);
    }
    return false;
}

/* A kernel that continues a call shows another number for it, which the program does not see. */
static void skip_number(char *line) {
    char *end;
    long number = strtol(line, &end, 10);
    if (number != SYS_restart_syscall) number_of_call = number;
    memmove(line, end, strlen(end) + 1);
}

void start_waiter(long (*call)(void)) {
    char line[256];
    must(sigaction(SIGUSR2, &(struct sigaction){.sa_handler = interrupt}, NULL));
    waiting = call;
    start_thread(body, NULL);
    settles(line, sizeof line);
}

/* A hurry must not end the wait, and the child must not outlive the program. */
static int child(int unused) {
    sigset_t all;
    sigfillset(&all);
    must(sigprocmask(SIG_SETMASK, &all, NULL));
    must(prctl(PR_SET_PDEATHSIG, SIGKILL));
    body(NULL);
    return unused;
}

void start_waiting_child(long (*call)(void)) {
    char line[256];
    must(sigaction(SIGUSR2, &(struct sigaction){.sa_handler = interrupt}, NULL));
    waiting = call;
    state = shared_memory(sizeof *state);
    start_child(child, 0);
    settles(line, sizeof line);
}

static const char *answer(void) {
    errno = state->error;
    return outcome(state->result);
}

const char *wait_result(void) {
    char line[256];
    if (!state->id) return "none";
    if (settles(line, sizeof line)) return "waits";
    return state->returned ? answer() : "runs";
}

const char *wait_arguments(void) {
    char line[256];
    if (!state->id) return "none";
    if (!settles(line, sizeof line)) return state->returned ? "returned" : "runs";
    /* The stack pointer and the program counter, which come last, differ between two ways to restart a call. */
    for (int last = 0; last < 2; last++) *strrchr(line, ' ') = 0;
    skip_number(line);
    return text("%ld%s", number_of_call, line);
}

const char *wait_until(void) {
    if (!state->id) return "none";
    for (int look = 0; look < 500 && !state->returned; look++) usleep(2000);
    return state->returned ? answer() : "waits";
}

void wait_signal(int signal) { must(tgkill(state == &own ? getpid() : state->id, state->id, signal)); }

const char *wait_rest(void) {
    if (!state->id) return "none";
    char line[256];
    /* Calls that restart by themselves are interrupted by a handler that was installed without SA_RESTART. */
    if (settles(line, sizeof line)) wait_signal(SIGUSR2);
    if (strcmp(wait_until(), "waits") == 0) return "not interrupted";
    double left = seconds_of(state->left);
    return left > LONG - 30 && left < LONG ? "most of it" : text("%.1f s", left);
}

struct timespec wait_end(void) { return state->returned ? state->end : (struct timespec){0}; }

void make_gap(void) {
    struct timespec gap = {.tv_nsec = GAP * 1000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, 0, &gap, &gap) == EINTR) continue;
}

double seconds_of(struct timespec time) { return (double)time.tv_sec + (double)time.tv_nsec / 1e9; }

double now(clockid_t clock) {
    struct timespec time;
    return clock_gettime(clock, &time) == -1 ? -1 : seconds_of(time);
}

const char *punctual(double delay, double late) {
    if (delay > -0.005 && delay < late) return "on time";
    return text("%.1f s %s", delay < 0 ? -delay : delay, delay < 0 ? "early" : "late");
}
