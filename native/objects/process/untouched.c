/* What a process must not take from the command that restores it. */
#include "../object.h"
#include <sched.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

static const char *status_line(long number) {
    static const char *const keys[] = {"Cpus_allowed_list:", "Umask:", "NoNewPrivs:", "Seccomp:", "CapEff:", "CapBnd:", "Groups:", "SigIgn:"};
    return line_of("/proc/self/status", keys[number]);
}

static const char *io_priority(void) { return outcome(syscall(SYS_ioprio_get, 1, 0)); }
static const char *execution_domain(void) { return text("%x", (unsigned)personality(0xffffffff)); }
static const char *nice_value(void) { return outcome(getpriority(PRIO_PROCESS, 0)); }
static const char *slack(void) { return outcome(prctl(PR_GET_TIMERSLACK)); }
static const char *oom(void) { return line_of("/proc/self/oom_score_adj", ""); }
static const char *core_filter(void) { return line_of("/proc/self/coredump_filter", ""); }

static const char *policy(void) { return outcome(sched_getscheduler(0)); }

static const char *soft_files(void) {
    struct rlimit limit;
    must(getrlimit(RLIMIT_NOFILE, &limit));
    return text("%lu/%lu", limit.rlim_cur, limit.rlim_max);
}

static void set(void) {}

OBJECT(untouched) = {
    .name = "untouched",
    .about = "a process that changed nothing of itself takes nothing from the command that restores it",
    .set = set,
    .properties = PROPERTIES({"affinity", .read_at = status_line, .number = 0, .natural = true},
                             {"umask", .read_at = status_line, .number = 1, .natural = true},
                             {"no new privileges", .read_at = status_line, .number = 2, .natural = true},
                             {"seccomp", .read_at = status_line, .number = 3, .natural = true},
                             {"effective capabilities", .read_at = status_line, .number = 4, .natural = true},
                             {"bounding set", .read_at = status_line, .number = 5, .natural = true},
                             {"groups", .read_at = status_line, .number = 6, .natural = true},
                             {"ignored signals", .read_at = status_line, .number = 7, .natural = true},
                             {"io priority", io_priority, .natural = true}, {"personality", execution_domain, .natural = true},
                             {"nice", nice_value, .natural = true}, {"policy", policy, .natural = true},
                             {"timer slack", slack, .natural = true}, {"oom adjustment", oom, .natural = true},
                             {"core dump filter", core_filter, .natural = true}, {"open files", soft_files, .natural = true}),
};
