/* What the kernel prefers or spares a process by, apart from its scheduling policy. */
#include "../object.h"
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>

enum { IO_PROCESS = 1, CLASS_SHIFT = 13, LEVEL_MASK = 7, REALTIME = 1, BEST_EFFORT = 2, IDLE = 3 };

static const char *io_class(void) {
    long value = syscall(SYS_ioprio_get, IO_PROCESS, 0);
    return value == -1 ? outcome(-1) : text("%ld", value >> CLASS_SHIFT);
}

static const char *io_level(void) {
    long value = syscall(SYS_ioprio_get, IO_PROCESS, 0);
    return value == -1 ? outcome(-1) : text("%ld", value & LEVEL_MASK);
}

/* Class and level both fit into the exit status. */
static const char *child_io(void) {
    int status;
    pid_t pid = must(fork());
    if (pid == 0) {
        long value = syscall(SYS_ioprio_get, IO_PROCESS, 0);
        _exit((int)(value >> CLASS_SHIFT << 4 | (value & LEVEL_MASK)));
    }
    must(waitpid(pid, &status, 0));
    return text("%d/%d", WEXITSTATUS(status) >> 4, WEXITSTATUS(status) & LEVEL_MASK);
}

static long set_io(int class, int level) { return syscall(SYS_ioprio_set, IO_PROCESS, 0, class << CLASS_SHIFT | level); }
static void set_best_effort(void) { must(set_io(BEST_EFFORT, 7)); }
/* The level has no effect in this class; ionice gives it this one. */
static void set_idle(void) { must(set_io(IDLE, 7)); }
static void set_realtime(void) { needs(set_io(REALTIME, 3)); }

OBJECT(ioprio_best_effort) = {
    .name = "ioprio-best-effort",
    .about = "a process keeps its level in the best-effort class of I/O",
    .set = set_best_effort,
    .properties = PROPERTIES({"class", io_class, .expected = "2"}, {"level", io_level, .expected = "7"},
                             {"class and level of a child", child_io, .expected = "2/7"}),
};

OBJECT(ioprio_idle) = {
    .name = "ioprio-idle",
    .about = "a process in the idle class of I/O stays in it",
    .set = set_idle,
    .properties = PROPERTIES({"class", io_class, .expected = "3"}, {"class and level of a child", child_io, .expected = "3/7"}),
};

OBJECT(ioprio_realtime) = {
    .name = "ioprio-realtime",
    .about = "a process keeps its level in the real-time class of I/O",
    .set = set_realtime,
    .properties = PROPERTIES({"class", io_class, .expected = "1"}, {"level", io_level, .expected = "3"},
                             {"class and level of a child", child_io, .expected = "1/3"}),
};

static const char *slack(void) { return outcome(prctl(PR_GET_TIMERSLACK)); }
static const char *slack_in_proc(void) { return line_of("/proc/self/timerslack_ns", ""); }

static const char *default_slack(void) {
    if (prctl(PR_SET_TIMERSLACK, 0) == -1) return outcome(-1);
    return slack();
}

static void set_slack(void) { must(prctl(PR_SET_TIMERSLACK, 1000000)); }

OBJECT(timer_slack) = {
    .name = "timer-slack",
    .about = "a process keeps the delay that it allows its timers",
    .set = set_slack,
    .properties = PROPERTIES({"slack", slack, .expected = "1000000"}, {"slack in /proc", slack_in_proc, .expected = "1000000"}),
};

/* A child takes its parent's slack as its own default. */
static struct helper helper = {.channel = -1};
static void create_slack_child(void) { helper = start_helper(NULL); }

static void set_slack_child(void) {
    end_helper(&helper);
    set_slack();
    helper = start_helper(NULL);
}

static const char *child_slack(void) { return ask_helper(&helper, slack); }
static const char *child_default(void) { return ask_helper(&helper, default_slack); }

OBJECT(timer_slack_default) = {
    .name = "timer-slack-default",
    .about = "a process keeps the delay of timers that it inherited and returns to",
    .create = create_slack_child,
    .set = set_slack_child,
    .properties = PROPERTIES({"slack of a child", child_slack, .expected = "1000000"},
                             {"slack that the child returns to", child_default, .expected = "1000000", .once = true}),
};

static const char *oom_score_adj(void) { return line_of("/proc/self/oom_score_adj", ""); }
static const char *oom_adj(void) { return line_of("/proc/self/oom_adj", ""); }

static const char *child_oom(void) {
    int status;
    pid_t pid = must(fork());
    if (pid == 0) _exit(strcmp(oom_score_adj(), "500") == 0);
    must(waitpid(pid, &status, 0));
    return WEXITSTATUS(status) ? "500" : "another one";
}

static void write_file(const char *path, const char *value) {
    int fd = must(open(path, O_WRONLY | O_CLOEXEC));
    write_all(fd, value, strlen(value));
    must(close(fd));
}

static void set_oom(void) { write_file("/proc/self/oom_score_adj", "500"); }

OBJECT(oom_score_adj) = {
    .name = "oom-score-adj",
    .about = "a process keeps how likely it is to be killed when memory runs out",
    .set = set_oom,
    .properties = PROPERTIES({"adjustment", oom_score_adj, .expected = "500"},
                             {"adjustment in the old unit", oom_adj, .expected = "8"},
                             {"adjustment of a child", child_oom, .expected = "500"}),
};

static const char *filter(void) { return line_of("/proc/self/coredump_filter", ""); }

static const char *child_filter(void) {
    int status;
    pid_t pid = must(fork());
    if (pid == 0) _exit(strcmp(filter(), "0000007f") == 0);
    must(waitpid(pid, &status, 0));
    return WEXITSTATUS(status) ? "0000007f" : "another one";
}

static void set_filter(void) { write_file("/proc/self/coredump_filter", "0x7f"); }

OBJECT(coredump_filter) = {
    .name = "coredump-filter",
    .about = "a process keeps its choice of the memory that a core dump holds",
    .set = set_filter,
    .properties = PROPERTIES({"filter", filter, .expected = "0000007f"},
                             {"filter of a child", child_filter, .expected = "0000007f"}),
};

/* The number of an autogroup belongs to the kernel; its nice value is the session's. */
static const char *group_nice(void) {
    const char *nice = strstr(line_of("/proc/self/autogroup", ""), "nice ");
    return nice ? nice : "none";
}

static const char *own_group(void) {
    static char parents[64];
    snprintf(parents, sizeof parents, "/proc/%d/autogroup", getppid());
    return strcmp(line_of("/proc/self/autogroup", ""), line_of(parents, "")) == 0 ? "the parent's" : "its own";
}

static const char *set_group_nice(void) {
    int fd = -1;
    /* Only one write in a tenth of a second succeeds on the whole machine, except for the administrator. */
    for (int tries = 0; tries < 3; tries++) {
        fd = open("/proc/self/autogroup", O_WRONLY | O_CLOEXEC);
        if (fd == -1) break;
        ssize_t done = write(fd, "10", 2);
        close(fd);
        if (done == 2) return "done";
        clock_nanosleep(CLOCK_MONOTONIC, 0, &(struct timespec){.tv_nsec = 20000000}, NULL);
    }
    return outcome(-1);
}

/* A session of its own: the caller's other processes must not get the nice value too. */
static void lead_session(void) { must(setsid()); }
static void create_group(void) { helper = start_helper(NULL); }

static void set_group(void) {
    end_helper(&helper);
    helper = start_helper(lead_session);
    const char *result = ask_helper(&helper, set_group_nice);
    errno = EAGAIN;
    if (strcmp(result, "done") != 0) unavailable("the nice value of an autogroup");
}

static const char *autogroup_nice(void) { return ask_helper(&helper, group_nice); }
static const char *autogroup_owner(void) { return ask_helper(&helper, own_group); }

OBJECT(autogroup_nice) = {
    .name = "autogroup-nice",
    .about = "a session keeps the nice value of its autogroup",
    .create = create_group,
    .set = set_group,
    .properties = PROPERTIES({"nice value of the group", autogroup_nice, .expected = "nice 10"},
                             {"group", autogroup_owner, .expected = "its own"}),
};

/* Programs with different cookies never share a core at the same time. */
enum { SCHED_CORE = 62, CORE_GET = 0, CORE_CREATE = 1, SCOPE_THREAD = 0, SCOPE_PROCESS = 1 };

static const char *cookie(void) {
    unsigned long value = 0;
    if (prctl(SCHED_CORE, CORE_GET, 0, SCOPE_THREAD, &value) == -1) return outcome(-1);
    return value ? "a cookie" : "none";
}

static const char *shared_cookie(void) {
    unsigned long mine = 0, childs = 0;
    if (prctl(SCHED_CORE, CORE_GET, 0, SCOPE_THREAD, &mine) == -1) return outcome(-1);
    if (prctl(SCHED_CORE, CORE_GET, helper.pid, SCOPE_THREAD, &childs) == -1) return outcome(-1);
    return mine && mine == childs ? "the same as the parent's" : "another one";
}

static void set_cookie(void) {
    needs(prctl(SCHED_CORE, CORE_CREATE, 0, SCOPE_PROCESS, 0));
    end_helper(&helper);
    helper = start_helper(NULL);
}

OBJECT(core_scheduling_cookie) = {
    .name = "core-scheduling-cookie",
    .about = "processes that trust each other keep the cookie by which they share a core",
    .create = create_group,
    .set = set_cookie,
    .properties = PROPERTIES({"cookie", cookie, .expected = "a cookie"},
                             {"cookie of a child", shared_cookie, .expected = "the same as the parent's"}),
};
