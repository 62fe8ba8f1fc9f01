/* The scheduling policies, with what sched_getattr() and /proc say of each. */
#include "../object.h"
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>

/* The C library has no structure for sched_setattr before glibc 2.41, whose own then has the same name. */
struct attributes {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
    uint32_t clamp_min, clamp_max;
};
enum { RESET_ON_FORK = 1, CLAMP_MIN = 0x20, CLAMP_MAX = 0x40, DEADLINE = 6, MILLISECOND = 1000000 };

static struct attributes now(void) {
    struct attributes current = {0};
    must(syscall(SYS_sched_getattr, 0, &current, sizeof current, 0));
    return current;
}

static long change(struct attributes wanted) {
    wanted.size = sizeof wanted;
    return syscall(SYS_sched_setattr, 0, &wanted, 0);
}

static const char *policy(void) { return outcome(sched_getscheduler(0)); }
static const char *priority(void) { return text("%u", now().priority); }
static const char *reset_on_fork(void) { return text("%d", (now().flags & RESET_ON_FORK) != 0); }
static const char *nice_value(void) { return outcome(getpriority(PRIO_PROCESS, 0)); }
static const char *runtime(void) { return text("%lu", now().runtime); }
static const char *deadline(void) { return text("%lu", now().deadline); }
static const char *period(void) { return text("%lu", now().period); }
static const char *clamp_min(void) { return text("%u", now().clamp_min); }
static const char *clamp_max(void) { return text("%u", now().clamp_max); }

/* Counts from the end of the name, which can hold a blank. */
static const char *stat_field(long number) {
    char line[1024] = {0}, *next;
    int fd = must(open("/proc/self/stat", O_RDONLY | O_CLOEXEC));
    must(read(fd, line, sizeof line - 1));
    must(close(fd));
    next = strrchr(line, ')');
    for (long field = 2; next && field < number; field++) next = strchr(next + 1, ' ');
    return next ? text("%ld", strtol(next, NULL, 10)) : "none";
}
enum { STAT_PRIORITY = 18, STAT_NICE = 19, STAT_REALTIME = 40, STAT_POLICY = 41 };

static const char *child_policy(void) {
    int status;
    pid_t pid = must(fork());
    if (pid == 0) _exit(sched_getscheduler(0) & ~SCHED_RESET_ON_FORK);
    must(waitpid(pid, &status, 0));
    return text("%d", WEXITSTATUS(status));
}

static const char *child_nice(void) {
    int status;
    pid_t pid = must(fork());
    if (pid == 0) _exit(getpriority(PRIO_PROCESS, 0));
    must(waitpid(pid, &status, 0));
    return text("%d", WEXITSTATUS(status));
}

static void set_fifo(void) { needs(change((struct attributes){.policy = SCHED_FIFO, .priority = 10})); }
static void set_round_robin(void) { needs(change((struct attributes){.policy = SCHED_RR, .priority = 20})); }

/* An ordinary account that was started with a high nice value cannot return to a lower one. */
static void set_batch(void) { needs(change((struct attributes){.policy = SCHED_BATCH, .nice = 7})); }

static void set_idle(void) {
    needs(setpriority(PRIO_PROCESS, 0, 5));
    must(change((struct attributes){.policy = SCHED_IDLE}));
}

static void set_raised(void) {
    errno = ERANGE;
    if (getpriority(PRIO_PROCESS, 0) == 19) unavailable("a nice value that is higher than the caller's");
    must(setpriority(PRIO_PROCESS, 0, 19));
}
static void set_lowered(void) { needs(setpriority(PRIO_PROCESS, 0, -5)); }

OBJECT(sched_fifo) = {
    .name = "sched-fifo",
    .about = "a process with the policy SCHED_FIFO keeps it and its priority",
    .set = set_fifo,
    .properties = PROPERTIES({"policy", policy, .expected = "1"}, {"priority", priority, .expected = "10"},
                             {"policy in /proc", .read_at = stat_field, .number = STAT_POLICY, .expected = "1"},
                             {"priority in /proc", .read_at = stat_field, .number = STAT_PRIORITY, .expected = "-11"},
                             {"policy of a child", child_policy, .expected = "1"}),
};

OBJECT(sched_rr) = {
    .name = "sched-rr",
    .about = "a process with the policy SCHED_RR keeps it and its priority",
    .set = set_round_robin,
    .properties = PROPERTIES({"policy", policy, .expected = "2"}, {"priority", priority, .expected = "20"},
                             {"policy in /proc", .read_at = stat_field, .number = STAT_POLICY, .expected = "2"},
                             {"priority in /proc", .read_at = stat_field, .number = STAT_REALTIME, .expected = "20"},
                             {"policy of a child", child_policy, .expected = "2"}),
};

static void set_fifo_reset(void) {
    needs(change((struct attributes){.policy = SCHED_FIFO, .priority = 10, .flags = RESET_ON_FORK}));
}

OBJECT(sched_fifo_reset_on_fork) = {
    .name = "sched-fifo-reset-on-fork",
    .about = "children of a process with SCHED_RESET_ON_FORK still get no real-time policy",
    .set = set_fifo_reset,
    .properties = PROPERTIES({"policy", policy, .expected = "1073741825"}, {"priority", priority, .expected = "10"},
                             {"reset on fork", reset_on_fork, .expected = "1"},
                             {"policy of a child", child_policy, .expected = "0", .natural = true}),
};

static void set_other_reset(void) {
    needs(change((struct attributes){.policy = SCHED_OTHER, .nice = 4, .flags = RESET_ON_FORK}));
    /* Only a negative value is reset in a child, and only a privileged account can set one. */
    needs(setpriority(PRIO_PROCESS, 0, -4));
}

OBJECT(sched_other_reset_on_fork) = {
    .name = "sched-other-reset-on-fork",
    .about = "children of a process with SCHED_RESET_ON_FORK still get no negative nice value",
    .set = set_other_reset,
    .properties = PROPERTIES({"policy", policy, .expected = "1073741824"}, {"nice", nice_value, .expected = "-4"},
                             {"reset on fork", reset_on_fork, .expected = "1"},
                             {"nice of a child", child_nice, .expected = "0", .natural = true}),
};

OBJECT(sched_batch) = {
    .name = "sched-batch",
    .about = "a process with the policy SCHED_BATCH keeps it and its nice value",
    .set = set_batch,
    .properties = PROPERTIES({"policy", policy, .expected = "3"}, {"nice", nice_value, .expected = "7"},
                             {"policy in /proc", .read_at = stat_field, .number = STAT_POLICY, .expected = "3"},
                             {"nice in /proc", .read_at = stat_field, .number = STAT_NICE, .expected = "7"},
                             {"policy of a child", child_policy, .expected = "3"}),
};

OBJECT(sched_idle) = {
    .name = "sched-idle",
    .about = "a process with the policy SCHED_IDLE keeps it and its nice value",
    .set = set_idle,
    .properties = PROPERTIES({"policy", policy, .expected = "5"}, {"nice", nice_value, .expected = "5"},
                             {"policy in /proc", .read_at = stat_field, .number = STAT_POLICY, .expected = "5"},
                             {"nice in /proc", .read_at = stat_field, .number = STAT_NICE, .expected = "5"},
                             {"policy of a child", child_policy, .expected = "5"}),
};

OBJECT(nice_raised) = {
    .name = "nice-raised",
    .about = "a process that gave way to others keeps its nice value",
    .set = set_raised,
    .properties = PROPERTIES({"nice", nice_value, .expected = "19"},
                             {"nice in /proc", .read_at = stat_field, .number = STAT_NICE, .expected = "19"},
                             {"priority in /proc", .read_at = stat_field, .number = STAT_PRIORITY, .expected = "39"},
                             {"nice of a child", child_nice, .expected = "19"}),
};

/* A child's nice value is its exit status, so -5 is 251. */
OBJECT(nice_lowered) = {
    .name = "nice-lowered",
    .about = "a process with a negative nice value keeps it",
    .set = set_lowered,
    .properties = PROPERTIES({"nice", nice_value, .expected = "-5"},
                             {"nice in /proc", .read_at = stat_field, .number = STAT_NICE, .expected = "-5"},
                             {"priority in /proc", .read_at = stat_field, .number = STAT_PRIORITY, .expected = "15"},
                             {"nice of a child", child_nice, .expected = "251"}),
};

/* The nice value has no effect before the process returns to an ordinary policy. */
static void set_fifo_above_nice(void) {
    set_fifo();
    must(setpriority(PRIO_PROCESS, 0, 8));
}

static const char *nice_after_fifo(void) {
    must(change((struct attributes){.policy = SCHED_OTHER, .nice = getpriority(PRIO_PROCESS, 0)}));
    return stat_field(STAT_NICE);
}

OBJECT(sched_fifo_nice) = {
    .name = "sched-fifo-nice",
    .about = "a process with SCHED_FIFO keeps the nice value that it would have without",
    .set = set_fifo_above_nice,
    .properties = PROPERTIES({"policy", policy, .expected = "1"}, {"priority", priority, .expected = "10"},
                             {"nice", nice_value, .expected = "8"},
                             {"nice without the policy", nice_after_fifo, .expected = "8", .once = true}),
};

static void set_deadline(void) {
    needs(change((struct attributes){.policy = DEADLINE, .runtime = 5 * MILLISECOND, .deadline = 50 * MILLISECOND,
                                     .period = 100 * MILLISECOND}));
}

OBJECT(sched_deadline) = {
    .name = "sched-deadline",
    .about = "a process with the policy SCHED_DEADLINE keeps it and its times",
    .set = set_deadline,
    .properties = PROPERTIES({"policy", policy, .expected = "6"}, {"runtime", runtime, .expected = "5000000"},
                             {"deadline", deadline, .expected = "50000000"}, {"period", period, .expected = "100000000"},
                             {"policy in /proc", .read_at = stat_field, .number = STAT_POLICY, .expected = "6"}),
};

/* Kernels before 6.12 accept a slice for an ordinary policy and ignore it. */
static void set_slice(void) {
    needs(change((struct attributes){.policy = SCHED_OTHER, .nice = 3, .runtime = 5 * MILLISECOND}));
    errno = ENOSYS;
    if (now().runtime != 5 * MILLISECOND) unavailable("a slice of an ordinary policy");
}

OBJECT(sched_slice) = {
    .name = "sched-slice",
    .about = "a process with an ordinary policy keeps the slice that it asked for",
    .set = set_slice,
    .properties = PROPERTIES({"slice", runtime, .expected = "5000000"}, {"nice", nice_value, .expected = "3"},
                             {"policy", policy, .expected = "0", .natural = true}),
};

static void set_clamps(void) {
    needs(change((struct attributes){.policy = SCHED_OTHER, .nice = 2, .flags = CLAMP_MIN | CLAMP_MAX, .clamp_min = 100,
                                     .clamp_max = 700}));
}

OBJECT(sched_uclamp) = {
    .name = "sched-uclamp",
    .about = "a process keeps the bounds of the load that the choice of a frequency takes it for",
    .set = set_clamps,
    .properties = PROPERTIES({"lower bound", clamp_min, .expected = "100"}, {"upper bound", clamp_max, .expected = "700"},
                             {"nice", nice_value, .expected = "2"}),
};
