/*
 * What every workload shares: a workload is data plus callbacks; workload.c owns main, options, pace and output.
 *
 * A workload is deterministic: the same arguments give the same lines on stdout, even if it was slowed down, stopped or moved.
 * README.md says what the harness relies on.
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
    long count, pace;               /* defaults; 0 stands for 1000 steps and 1000 microseconds */
    void (*setup)(void);            /* when it returns, every file is open and every process and thread runs */
    uint64_t (*step)(long k);       /* a few microseconds of work; what it returns goes into the running state */
    void (*verify)(void);           /* after the last step, before the answer */
    void (*finish)(void);           /* after the end: what the answer does not depend on */
};

extern const struct workload workload; /* the one that the workload's own file defines */
extern long count, pace, seed;         /* the options that all workloads have */
extern bool silent;                    /* set by setup: another process of the same program prints for this one */

/* Waits until the next step is due; after a hurry, returns at once. Only for main threads, including those of children. */
void rest(void);

/* Writes a line to stderr in one write; for what the harness must know before `ready`. */
void tell(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Folds a value into the running state, and so into the answer. */
void fold(uint64_t value);

/* Forks a child that passes a hurry on, runs `body(index)` and exits with what that returns. */
pid_t start_child(int (*body)(int index), int index);

/* Waits for a child of start_child and returns its exit status. A death by signal is a failed check. */
int finish_child(pid_t pid);

/* Read or write everything, or end the workload as broken. */
void write_all(int fd, const void *data, size_t size);
void read_all(int fd, void *data, size_t size);

/* Waits for poll's events on a descriptor. At most a tenth of a second of the time spent frozen counts. */
bool await(int fd, short events, int seconds);

/* Ends with "broken: what: strerror" and exit code 2: the machine failed. */
_Noreturn void broken(const char *what);

/* Ends with "check failed: TEXT" and exit code 1: CRIU failed. */
_Noreturn void failed(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The value of a call that must not return -1. */
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

/* The n-th number of a sequence, which writer and reader can both compute. */
static inline uint64_t nth(uint64_t sequence, uint64_t n) { return mix(mix((uint64_t)seed, sequence), n); }
