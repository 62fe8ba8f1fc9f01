/*
 * What every workload shares: a workload is data plus callbacks, workload.c owns main, options, pace and output.
 *
 * A workload is deterministic: the same arguments give the same lines on stdout, however it was paced, stopped or moved.
 * What the harness may rely on is told in README.md.
 */
#pragma once
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* An option of a workload's own: a number (`--threads 4`), a flag (`--ofd`) or a text (`--address ::1`). */
struct setting {
    const char *name, *help;
    long *number;
    bool *flag;
    const char **text;
};

struct workload {
    const char *about;              /* one sentence for --help */
    const struct setting *settings; /* ends with an empty one */
    long count, pace;               /* defaults; 1000 steps and 1000 microseconds where nothing is said */
    void (*setup)(void);            /* when it returns, every file is open and every process and thread runs */
    uint64_t (*step)(long k);       /* a few microseconds of work; what it returns goes into the running state */
    void (*verify)(void);           /* after the last step, before the answer */
    void (*finish)(void);           /* after the end: what the answer does not depend on */
};

extern const struct workload workload; /* the one that the workload's own file defines */
extern long count, pace, seed;         /* the options that all have */
extern bool silent;                    /* for setup to set: another process of the same program speaks for this one */

/* Waits until the next step is due, or not at all in a hurry. Only for main threads, of children too. */
void rest(void);

/* A line on stderr, in one write; for what the harness must know before `ready`. */
void tell(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Folds a value into the running state, and so into the answer. */
void fold(uint64_t value);

/* Forks a child that passes a hurry on, runs `body(index)` and exits with what it returns. */
pid_t start_child(int (*body)(int index), int index);

/* Waits for a child of start_child and gives its exit status; a death by signal is a failed check. */
int finish_child(pid_t pid);

/* Everything is read or written, or the workload ends as broken. */
void write_all(int fd, const void *data, size_t size);
void read_all(int fd, void *data, size_t size);

/* Waits for poll's events on a descriptor; of the time spent frozen at most a tenth of a second counts. */
bool await(int fd, short events, int seconds);

/* The machine went wrong: "broken: what: strerror" and exit 2. */
_Noreturn void broken(const char *what);

/* CRIU went wrong: "check failed: TEXT" and exit 1. */
_Noreturn void failed(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The value of a call that may not fail with -1. */
#define must(call)                                                                                                             \
    ({                                                                                                                         \
        __typeof__(call) result_ = (call);                                                                                     \
        if (result_ == (__typeof__(call))-1) broken(#call);                                                                    \
        result_;                                                                                                               \
    })

/* The same for calls that return their error number. */
#define must_be_0(call) ((errno = (call)) ? broken(#call) : (void)0)

#define check(condition, ...) ((condition) ? (void)0 : failed(__VA_ARGS__))

/* splitmix64's finish: a change of any bit changes the whole. */
static inline uint64_t mix(uint64_t state, uint64_t value) {
    uint64_t z = (state ^ value) + 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

/* The n-th number of a sequence: known to whoever wrote it and to whoever reads it back. */
static inline uint64_t nth(uint64_t sequence, uint64_t n) { return mix(mix((uint64_t)seed, sequence), n); }
