/* When and where a thread runs. The main thread keeps the usual values. */
#include "thread-worker.h"
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

static const char *status(const char *key) { return line_of(text("/proc/self/task/%d/status", worker), key); }

static const char *set_slack(void) {
    STEP(prctl(PR_SET_TIMERSLACK, 123456));
    return "done";
}

static void set_slack_in_worker(void) { set_in_worker(set_slack); }
static const char *own_slack(void) { return outcome(prctl(PR_GET_TIMERSLACK)); }
static const char *slack(void) { return ask_worker(own_slack); }

OBJECT(timer_slack) = {
    .name = "thread-timer-slack",
    .about = "a thread keeps its own timer slack",
    .create = start_worker,
    .set = set_slack_in_worker,
    .properties = PROPERTIES({"timer slack", slack, .expected = "123456"},
                             {"timer slack of the main thread", own_slack, .natural = true}),
};

static const char *set_nice(void) {
    STEP(setpriority(PRIO_PROCESS, 0, 7));
    return "done";
}

static void set_nice_in_worker(void) { set_in_worker(set_nice); }

static const char *nice_of(pid_t thread) {
    errno = 0;
    int value = getpriority(PRIO_PROCESS, (id_t)thread);
    return errno ? outcome(-1) : text("%d", value);
}

static const char *nice_of_worker(void) { return nice_of(worker); }
static const char *nice_of_main(void) { return nice_of(0); }

OBJECT(nice) = {
    .name = "thread-nice",
    .about = "a thread keeps a nice value of its own",
    .create = start_worker,
    .set = set_nice_in_worker,
    .properties = PROPERTIES({"nice value", nice_of_worker},
                             {"nice value of the main thread", nice_of_main, .natural = true}),
};

static const char *set_fifo(void) {
    STEP(sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){.sched_priority = 3}));
    return "done";
}

static void set_fifo_in_worker(void) { set_in_worker(set_fifo); }
static const char *policy(long whole) { return outcome(sched_getscheduler(whole ? 0 : worker)); }

static const char *priority(void) {
    struct sched_param parameter = {0};
    return sched_getparam(worker, &parameter) == -1 ? outcome(-1) : text("%d", parameter.sched_priority);
}

OBJECT(fifo) = {
    .name = "thread-real-time",
    .about = "a thread keeps a real-time policy of its own",
    .create = start_worker,
    .set = set_fifo_in_worker,
    .properties = PROPERTIES({"policy", .read_at = policy, .number = 0, .expected = "1"}, {"priority", priority, .expected = "3"},
                             {"policy of the main thread", .read_at = policy, .number = 1, .expected = "0", .natural = true}),
};

static const char *set_affinity(void) {
    cpu_set_t all, one;
    STEP(sched_getaffinity(0, sizeof all, &all));
    errno = ENXIO;
    STEP(CPU_COUNT(&all) < 2 ? -1 : 0);
    CPU_ZERO(&one);
    for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&one) == 0; cpu++)
        if (CPU_ISSET(cpu, &all)) CPU_SET(cpu, &one);
    STEP(sched_setaffinity(0, sizeof one, &one));
    return "done";
}

static void set_affinity_in_worker(void) { set_in_worker(set_affinity); }
static const char *processors(void) { return status("Cpus_allowed_list:"); }
static const char *processors_of_main(void) { return line_of("/proc/self/status", "Cpus_allowed_list:"); }

OBJECT(affinity) = {
    .name = "thread-affinity",
    .about = "a thread that is bound to a processor stays bound to it, and the main thread does not become bound",
    .create = start_worker,
    .set = set_affinity_in_worker,
    .properties = PROPERTIES({"processors", processors}, {"processors of the main thread", processors_of_main, .natural = true}),
};

static const char *set_io_priority(void) {
    STEP(syscall(SYS_ioprio_set, 1, 0, 2 << 13 | 2));
    return "done";
}

static void set_io_priority_in_worker(void) { set_in_worker(set_io_priority); }
static const char *io_priority(long main) { return text("%lx", syscall(SYS_ioprio_get, 1, main ? 0 : worker)); }

OBJECT(io_priority) = {
    .name = "thread-io-priority",
    .about = "a thread keeps an I/O priority of its own",
    .create = start_worker,
    .set = set_io_priority_in_worker,
    .properties = PROPERTIES({"I/O priority", .read_at = io_priority, .number = 0, .expected = "4002"},
                             {"I/O priority of the main thread", .read_at = io_priority, .number = 1, .natural = true}),
};
