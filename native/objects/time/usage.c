/* What the kernel has counted for a process: processor time, faults, the largest size, input and output. */
#include "waiter.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { BURN = 30, PAGES = 4096, WRITES = 2000 };

static void burn(double seconds) {
    double end = now(CLOCK_THREAD_CPUTIME_ID) + seconds;
    while (now(CLOCK_THREAD_CPUTIME_ID) < end) continue;
}

static const char *at_least(double value, double wanted) { return value >= wanted ? "what was used" : text("%.3f", value); }

static struct rusage used(int whose) {
    struct rusage usage;
    must(getrusage(whose, &usage));
    return usage;
}

static double seconds_used(int whose) {
    struct rusage usage = used(whose);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Clocks of processor time are exact; rusage may be scaled by what the scheduler's ticks saw. */
static const char *process_clock(void) { return at_least(now(CLOCK_PROCESS_CPUTIME_ID), BURN / 1000.0); }
static const char *thread_clock(void) { return at_least(now(CLOCK_THREAD_CPUTIME_ID), BURN / 1000.0); }
static const char *own_usage(void) { return at_least(seconds_used(RUSAGE_SELF), BURN / 1000.0); }
static const char *usage_of_children(void) { return at_least(seconds_used(RUSAGE_CHILDREN), BURN / 2000.0); }

static void set_processor(void) {
    pid_t pid = must(fork());
    if (pid == 0) {
        burn(BURN / 1000.0);
        _exit(0);
    }
    must(waitpid(pid, NULL, 0));
    burn(BURN / 1000.0);
}

OBJECT(processor_time) = {
    .name = "used-processor-time",
    .about = "the processor time that a process and its ended children have used stays counted",
    .set = set_processor,
    .properties = PROPERTIES({"CLOCK_PROCESS_CPUTIME_ID", process_clock, .expected = "what was used"},
                             {"CLOCK_THREAD_CPUTIME_ID", thread_clock, .expected = "what was used"},
                             {"time of the process in getrusage", own_usage, .expected = "what was used"},
                             {"time of its children in getrusage", usage_of_children, .expected = "what was used"}),
};

static long number_of(const char *path, const char *key) { return strtol(line_of(path, key), NULL, 10); }

/* Not ru_maxrss: execve() keeps the one of the program before. */
static const char *high_water(void) { return at_least((double)number_of("/proc/self/status", "VmHWM:"), PAGES * 4); }
static const char *faults(void) { return at_least((double)used(RUSAGE_SELF).ru_minflt, PAGES); }

static void set_memory(void) {
    size_t size = PAGES * (size_t)sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) broken("mmap");
    /* Otherwise one fault could give many pages. */
    madvise(memory, size, MADV_NOHUGEPAGE);
    for (size_t i = 0; i < PAGES; i++) memory[i * (size_t)sysconf(_SC_PAGESIZE)] = 1;
    must(munmap(memory, size));
}

OBJECT(memory_usage) = {
    .name = "used-memory-at-most",
    .about = "the largest size of a process and its page faults stay counted",
    .set = set_memory,
    .properties = PROPERTIES({"VmHWM", high_water, .expected = "what was used"},
                             {"page faults", faults, .expected = "what was used"}),
};

static const char *written(void) { return at_least((double)number_of("/proc/self/io", "wchar:"), 1 << 20); }
static const char *writes(void) { return at_least((double)number_of("/proc/self/io", "syscw:"), WRITES); }

static void set_io(void) {
    static char data[1 << 10];
    int fd = must(open("/dev/null", O_WRONLY | O_CLOEXEC));
    for (int i = 0; i < WRITES; i++) write_all(fd, data, sizeof data);
    must(close(fd));
    if (access("/proc/self/io", R_OK) == -1) unavailable("/proc/self/io");
}

OBJECT(io_usage) = {
    .name = "used-input-and-output",
    .about = "the bytes and calls that /proc/PID/io has counted stay counted",
    .set = set_io,
    .properties = PROPERTIES({"bytes written", written, .expected = "what was used"},
                             {"calls of write", writes, .expected = "what was used"}),
};

/* A restored process is a new one. Its age is what ps and systemd show, and what distinguishes two processes that had the same PID. */
static const char *start_time(void) {
    FILE *file = fopen("/proc/self/stat", "re");
    unsigned long long ticks = 0;
    if (!file || fscanf(file, "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
            &ticks) != 1)
        broken("/proc/self/stat");
    fclose(file);
    return text("%llu", ticks);
}

/* Within one tick, a restored process could have the same start by chance. */
static void grow_older(void) { usleep(40000); }

OBJECT(start_time) = {
    .name = "start-time",
    .about = "a process keeps the time at which it was started",
    .set = grow_older,
    .properties = PROPERTIES({"start time in ticks", start_time, .natural = true}),
};
