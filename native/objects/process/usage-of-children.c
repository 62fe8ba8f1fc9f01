/* What the children used that a process has waited for. */
#include "../object.h"
#include <sys/resource.h>
#include <sys/times.h>
#include <time.h>

static struct rusage usage(void) {
    struct rusage found;
    must(getrusage(RUSAGE_CHILDREN, &found));
    return found;
}

/* The counters continue, for reading a property can start a child. */
static const char *at_least(long value, long least) { return value >= least ? "enough" : "too little"; }

static const char *processor_time(void) {
    struct rusage found = usage();
    return at_least((found.ru_utime.tv_sec + found.ru_stime.tv_sec) * 1000000 + found.ru_utime.tv_usec + found.ru_stime.tv_usec, 9000);
}

static const char *most_memory(void) { return at_least(usage().ru_maxrss, 12 << 10); }
static const char *faults(void) { return at_least(usage().ru_minflt, 3 << 8); }

static void set(void) {
    int status;
    pid_t pid = must(fork());
    if (pid == 0) {
        struct timespec used;
        char *memory = must((char *)mmap(NULL, 12 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        for (size_t i = 0; i < 12 << 20; i += 4096) memory[i] = 1;
        do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
        while (used.tv_sec == 0 && used.tv_nsec < 10000000);
        _exit(0);
    }
    must(waitpid(pid, &status, 0));
}

OBJECT(usage_of_children) = {
    .name = "usage-of-children",
    .about = "a process still knows what the children used that it has waited for",
    .set = set,
    .properties = PROPERTIES({"processor time of 9 ms", processor_time, .expected = "enough"},
                             {"memory of 12 MiB", most_memory, .expected = "enough"},
                             {"768 page faults", faults, .expected = "enough"}),
};
