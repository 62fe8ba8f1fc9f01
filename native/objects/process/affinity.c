/* The processors that a process may use. */
#include "../object.h"
#include <sched.h>

static const char *mask(void) { return line_of("/proc/self/status", "Cpus_allowed_list:"); }

static const char *choices(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == -1 ? outcome(-1) : text("%d", CPU_COUNT(&set));
}

static void set(void) {
    cpu_set_t all, one;
    must(sched_getaffinity(0, sizeof all, &all));
    errno = ENXIO;
    if (CPU_COUNT(&all) < 2) unavailable("a second processor");
    CPU_ZERO(&one);
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
        if (CPU_ISSET(cpu, &all)) {
            CPU_ZERO(&one);
            CPU_SET(cpu, &one);
        }
    must(sched_setaffinity(0, sizeof one, &one));
}

OBJECT(affinity) = {
    .name = "affinity",
    .about = "a process that is bound to a processor stays bound to it",
    .set = set,
    .properties = PROPERTIES({"mask", mask}, {"number of processors", choices, .expected = "1"}),
};
