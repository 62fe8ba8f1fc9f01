/* The processors that a process and its threads may use. */
#include "../object.h"
#include <sched.h>

static volatile pid_t tid = -1;

static const char *mask(void) { return line_of("/proc/self/status", "Cpus_allowed_list:"); }

static const char *choices_of(pid_t thread) {
    cpu_set_t set;
    return sched_getaffinity(thread, sizeof set, &set) == -1 ? outcome(-1) : text("%d", CPU_COUNT(&set));
}

static const char *choices(void) { return choices_of(0); }

static void bind(pid_t thread) {
    cpu_set_t all, one;
    must(sched_getaffinity(0, sizeof all, &all));
    errno = ENXIO;
    if (CPU_COUNT(&all) < 2) unavailable("a second processor");
    CPU_ZERO(&one);
    int cpu = 0;
    while (!CPU_ISSET(cpu, &all)) cpu++;
    CPU_SET(cpu, &one);
    must(sched_setaffinity(thread, sizeof one, &one));
}

static void set(void) { bind(0); }

OBJECT(affinity) = {
    .name = "affinity",
    .about = "a process that is bound to a processor stays bound to it",
    .set = set,
    .properties = PROPERTIES({"mask", mask}, {"number of processors", choices, .expected = "1"}),
};

static void *idle(void *started) {
    tid = gettid();
    write_all(*(int *)started, "x", 1);
    for (;;) pause();
    return NULL;
}

static void create_thread(void) {
    int ends[2];
    char ready;
    must(pipe(ends));
    start_thread(idle, &ends[1]);
    read_all(ends[0], &ready, 1);
    must(close(ends[0]));
    must(close(ends[1]));
}

static void set_thread(void) { bind(tid); }
static const char *thread_mask(void) { return line_of(text("/proc/self/task/%d/status", tid), "Cpus_allowed_list:"); }
static const char *thread_choices(void) { return choices_of(tid); }

OBJECT(affinity_thread) = {
    .name = "affinity-thread",
    .about = "a thread that is bound to a processor stays bound to it, and the others stay free",
    .create = create_thread,
    .set = set_thread,
    .properties = PROPERTIES({"mask of the thread", thread_mask}, {"processors of the thread", thread_choices, .expected = "1"},
                             {"processors of the main thread", choices, .natural = true}),
};
