/* The main program of every workload: options, pace, hurry, and output on stdout and stderr. */
#include "workload.h"
#include "sha256.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

enum { MAX_CHILDREN = 1024 };

long count = 1000, pace = 1000, seed = 1;
bool silent;

static const struct setting common[] = {
    {"count", "number of steps", .number = &count},
    {"pace", "microseconds between two steps (default also from WORKLOAD_PACE)", .number = &pace},
    {"seed", "seed of everything that looks random", .number = &seed},
    {0},
};
static uint64_t state;
static volatile sig_atomic_t hurried;
static volatile struct timespec left;
static pid_t children[MAX_CHILDREN];
static volatile sig_atomic_t children_count;

void write_all(int fd, const void *data, size_t size) {
    for (const char *next = data; size > 0;) {
        ssize_t done = write(fd, next, size);
        if (done == -1 && errno != EINTR) broken("write");
        if (done > 0) next += done, size -= (size_t)done;
    }
}

void read_all(int fd, void *data, size_t size) {
    for (char *next = data; size > 0;) {
        ssize_t done = read(fd, next, size);
        if (done == -1 && errno != EINTR) broken("read");
        check(done != 0, "descriptor %d ends %zu bytes too early", fd, size);
        if (done > 0) next += done, size -= (size_t)done;
    }
}

bool await(int fd, short events, int seconds) {
    struct pollfd waiting = {.fd = fd, .events = events};
    for (int tenths = seconds * 10; tenths > 0;) {
        int found = poll(&waiting, 1, 100);
        if (found == -1 && errno != EINTR) broken("poll");
        if (found > 0) return true;
        if (found == 0) tenths--;
    }
    return false;
}

/* One line is one write: nothing waits in a buffer when the process is dumped. */
static void say_list(int fd, const char *format, va_list arguments) {
    char line[256];
    int length = vsnprintf(line, sizeof line, format, arguments);
    write_all(fd, line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1);
}

__attribute__((format(printf, 2, 3))) static void say(int fd, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say_list(fd, format, arguments);
    va_end(arguments);
}

void tell(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say_list(2, format, arguments);
    va_end(arguments);
}

void broken(const char *what) {
    char line[256];
    int length = snprintf(line, sizeof line, "broken: %.150s: %s\n", what, strerror(errno));
    /* Not write_all, which would call this function again. */
    _exit(write(2, line, (size_t)length) == -1 ? 3 : 2);
}

void failed(const char *format, ...) {
    char text[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    say(2, "check failed: %s\n", text);
    _exit(1);
}

void fold(uint64_t value) { state = mix(state, value); }

/* Empties the timespec that rest() sleeps on, so that a hurry just before the sleep has an effect too. */
static void hurry(int signal) {
    int saved = errno;
    hurried = 1;
    left.tv_sec = left.tv_nsec = 0;
    for (int i = 0; i < children_count; i++)
        if (children[i] > 0) kill(children[i], signal);
    errno = saved;
}

void rest(void) {
    struct timespec *sleep = (struct timespec *)&left;
    left.tv_sec = pace / 1000000;
    left.tv_nsec = pace % 1000000 * 1000;
    /* Relative, and continued with the rest of the time: neither a signal nor a restore makes it too short or too long. */
    while (!hurried && pace > 0 && clock_nanosleep(CLOCK_MONOTONIC, 0, sleep, sleep) == EINTR) continue;
}

/* Keeps a hurry pending, so that none arrives between the fork and the child's registration. */
static sigset_t hold_hurry(void) {
    sigset_t held, before;
    sigemptyset(&held);
    sigaddset(&held, SIGUSR1);
    must(sigprocmask(SIG_BLOCK, &held, &before));
    return before;
}

pid_t start_child(int (*body)(int index), int index) {
    sigset_t before = hold_hurry();
    errno = EAGAIN;
    if (children_count == MAX_CHILDREN) broken("start_child");
    pid_t pid = must(fork());
    if (pid == 0) children_count = 0;
    else children[children_count++] = pid;
    must(sigprocmask(SIG_SETMASK, &before, NULL));
    if (pid == 0) _exit(body(index));
    return pid;
}

int finish_child(pid_t pid) {
    int status;
    siginfo_t ended;
    int found = waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT);
    check(found == 0 || errno != ECHILD, "child %d is no child of ours any more", pid);
    must(found);
    /* Removed before its number is free: another process with that number must not get a hurry. */
    sigset_t before = hold_hurry();
    for (int i = 0; i < children_count; i++)
        if (children[i] == pid) children[i] = 0;
    must(waitpid(pid, &status, 0));
    must(sigprocmask(SIG_SETMASK, &before, NULL));
    check(WIFEXITED(status), "child %d died of signal %d", pid, WTERMSIG(status));
    return WEXITSTATUS(status);
}

static const struct setting *find(const struct setting *settings, const char *name) {
    for (; settings && settings->name; settings++)
        if (strcmp(settings->name, name) == 0) return settings;
    return NULL;
}

static void describe(const struct setting *settings) {
    for (; settings && settings->name; settings++)
        if (settings->number) say(1, "  --%s N  %s; %ld\n", settings->name, settings->help, *settings->number);
        else if (settings->text) say(1, "  --%s TEXT  %s; %s\n", settings->name, settings->help, *settings->text);
        else say(1, "  --%s  %s\n", settings->name, settings->help);
}

static void help(const char *program) {
    say(1, "%s [OPTION...]: %s\n", program, workload.about);
    describe(common);
    describe(workload.settings);
    _exit(0);
}

static long number(const char *name, const char *text) {
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (end == text || *end || errno || value < 0) {
        say(2, "%s: expected a number, not \"%s\"\n", name, text);
        _exit(2);
    }
    return value;
}

/* Returns the value that follows an option. */
static char *word(const char *name, char ***next) {
    if (!(*next)[1]) {
        say(2, "%s: expected something behind it\n", name);
        _exit(2);
    }
    return *++*next;
}

static void understand(char **arguments) {
    if (workload.count) count = workload.count;
    if (workload.pace) pace = workload.pace;
    if (getenv("WORKLOAD_PACE")) pace = number("WORKLOAD_PACE", getenv("WORKLOAD_PACE"));
    for (char **next = arguments + 1; *next; next++) {
        const char *name = *next;
        if (strcmp(name, "--help") == 0) help(arguments[0]);
        const struct setting *known = NULL;
        if (strncmp(name, "--", 2) == 0) known = find(common, name + 2);
        if (strncmp(name, "--", 2) == 0 && !known) known = find(workload.settings, name + 2);
        if (!known) {
            say(2, "%s: unknown option %s (--help lists them)\n", arguments[0], name);
            _exit(2);
        }
        if (known->flag) *known->flag = true;
        else if (known->text) *known->text = word(name, &next);
        else *known->number = number(name, word(name, &next));
    }
    if (count == 0) {
        say(2, "%s: --count: at least one step\n", arguments[0]);
        _exit(2);
    }
}

int main(int argc, char **argv) {
    (void)argc;
    understand(argv);
    must(sigaction(SIGUSR1, &(struct sigaction){.sa_handler = hurry, .sa_flags = SA_RESTART}, NULL));
    state = (uint64_t)seed;
    if (workload.setup) workload.setup();

    /* The nonce is only in memory and not printed before the end: only a process whose memory was restored can know it. */
    uint64_t random[2];
    char nonce[33], commitment[SHA256_HEX];
    must(getrandom(random, sizeof random, 0));
    snprintf(nonce, sizeof nonce, "%016lx%016lx", random[0], random[1]);
    sha256_hex(nonce, sizeof nonce - 1, commitment);
    if (!silent) say(2, "ready %d %s\n", getpid(), commitment);
    for (long k = 1; k <= count; k++) {
        if (k > 1) rest();
        fold(workload.step ? workload.step(k) : (uint64_t)k);
        if (!silent) say(1, "step %ld %016lx\n", k, state);
    }
    if (workload.verify) workload.verify();
    if (!silent) {
        say(1, "answer %016lx\n", state);
        say(2, "end %s\n", nonce);
    }
    if (workload.finish) workload.finish();
    return 0;
}
