/* Time namespaces: their offsets, and who is in which one. */
#include "waiter.h"
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>

static const char *offsets(const char *clock) { return line_of("/proc/self/timens_offsets", clock); }
static const char *monotonic_offset(void) { return offsets("monotonic"); }
static const char *boottime_offset(void) { return offsets("boottime"); }

/* Without a namespace, uptime would be small, or that of the machine. */
static const char *boottime_ahead(void) {
    double ahead = now(CLOCK_BOOTTIME) - now(CLOCK_MONOTONIC);
    return ahead > 3900 && ahead < 4100 ? "by about 4000 s" : text("by %.0f s", ahead);
}

static const char *same_for_children(void) {
    struct stat mine, theirs;
    if (stat("/proc/self/ns/time", &mine) == -1 || stat("/proc/self/ns/time_for_children", &theirs) == -1) return outcome(-1);
    return mine.st_ino == theirs.st_ino ? "the same" : "another";
}

static double first_monotonic, first_real;

static const char *own_clock(void) {
    if (first_real == 0) return "not set";
    double lag = (now(CLOCK_REALTIME) - first_real) - (now(CLOCK_MONOTONIC) - first_monotonic);
    return lag > -0.1 && lag < 30 ? "continues" : text("%.0f s off", -lag);
}

static void unshare_with(const char *lines) {
    needs(unshare(CLONE_NEWTIME));
    int fd = must(open("/proc/self/timens_offsets", O_WRONLY | O_CLOEXEC));
    needs(write(fd, lines, strlen(lines)));
    must(close(fd));
}

static void enter(void) {
    int fd = must(open("/proc/self/ns/time_for_children", O_RDONLY | O_CLOEXEC));
    needs(setns(fd, CLONE_NEWTIME));
    must(close(fd));
}

static void set_own(void) {
    unshare_with("monotonic 1000 5\nboottime 5000 7\n");
    enter();
    first_monotonic = now(CLOCK_MONOTONIC);
    first_real = now(CLOCK_REALTIME);
}

static void create_file(void) {
    if (access("/proc/self/timens_offsets", F_OK) == -1) unavailable("time namespaces");
}

OBJECT(time_namespace) = {
    .name = "time-namespace-with-offsets",
    .about = "a process in a time namespace with offsets keeps the clocks that it sees",
    .create = create_file,
    .set = set_own,
    .meanwhile = make_gap,
    .properties = PROPERTIES({"CLOCK_MONOTONIC", own_clock, .expected = "continues"},
                             {"CLOCK_BOOTTIME ahead of CLOCK_MONOTONIC", boottime_ahead, .expected = "by about 4000 s"},
                             {"namespace for children", same_for_children, .expected = "the same", .natural = true}),
};

/* The offsets of a namespace are relative to the machine's clocks, so they change when CRIU continues the clocks. */
OBJECT(time_namespace_offsets) = {
    .name = "time-namespace-offset-numbers",
    .about = "a time namespace keeps the offsets that were written to timens_offsets",
    .create = create_file,
    .set = set_own,
    .properties = PROPERTIES({"offset of CLOCK_MONOTONIC", monotonic_offset, .expected = "1000         5"},
                             {"offset of CLOCK_BOOTTIME", boottime_offset, .expected = "5000         7"}),
};

static void set_for_children(void) { unshare_with("monotonic 2000 0\n"); }

static const char *clock_of_child(void) {
    int ends[2];
    must(pipe(ends));
    pid_t pid = must(fork());
    if (pid == 0) {
        double time = now(CLOCK_MONOTONIC);
        _exit(write(ends[1], &time, sizeof time) != sizeof time);
    }
    double time = 0;
    read_all(ends[0], &time, sizeof time);
    must(waitpid(pid, NULL, 0));
    must(close(ends[0]));
    must(close(ends[1]));
    return time - now(CLOCK_MONOTONIC) > 1900 ? "about 2000 s ahead" : text("%.0f s ahead", time - now(CLOCK_MONOTONIC));
}

OBJECT(for_children) = {
    .name = "time-namespace-for-children-only",
    .about = "a process that has unshared its time namespace, but is not in the new one, starts its next child in the new one",
    .create = create_file,
    .set = set_for_children,
    .properties = PROPERTIES({"namespace for children", same_for_children, .expected = "another"},
                             {"CLOCK_MONOTONIC of the next child", clock_of_child, .expected = "about 2000 s ahead"}),
};

static struct helper helper = {.channel = -1};

static const char *child_offset(void) { return helper.channel == -1 ? "no child" : ask_helper(&helper, monotonic_offset); }
static const char *child_ahead(void) { return helper.channel == -1 ? "no child" : ask_helper(&helper, boottime_ahead); }

static const char *child_elsewhere(void) {
    struct stat mine, its;
    if (helper.channel == -1) return "no child";
    if (stat("/proc/self/ns/time", &mine) == -1 || stat(text("/proc/%d/ns/time", helper.pid), &its) == -1) return outcome(-1);
    return mine.st_ino == its.st_ino ? "the same" : "another";
}

static void set_child(void) {
    unshare_with("monotonic 1000 0\nboottime 5000 0\n");
    helper = start_helper(NULL);
}

OBJECT(child_namespace) = {
    .name = "time-namespace-of-a-child",
    .about = "a child in a time namespace of its own stays in it while its parent is in another one",
    .create = create_file,
    .set = set_child,
    .properties = PROPERTIES({"offset in the child", child_offset, .expected = "1000         0"},
                             {"CLOCK_BOOTTIME ahead of CLOCK_MONOTONIC in the child", child_ahead, .expected = "by about 4000 s"},
                             {"namespace of the child", child_elsewhere, .expected = "another"}),
};
