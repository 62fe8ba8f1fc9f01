/* A time namespace shifts the clocks that count from the start of the machine. */
#include "own.h"
#include <time.h>

static struct timespec monotonic, boot;

static void create(void) {
    needs(unshare(CLONE_NEWTIME));
}

static void set(void) {
    put("/proc/self/timens_offsets", "monotonic 1000000 0\nboottime 2000000 0");
    int fd = needs(open("/proc/self/ns/time_for_children", O_RDONLY | O_CLOEXEC));
    needs(setns(fd, CLONE_NEWTIME));
    must(close(fd));
    must(clock_gettime(CLOCK_MONOTONIC, &monotonic));
    must(clock_gettime(CLOCK_BOOTTIME, &boot));
}

/* A clock may have gone on for as long as a restore takes. */
static const char *continues(clockid_t clock, const struct timespec *from) {
    struct timespec now;
    must(clock_gettime(clock, &now));
    if (from->tv_sec == 0) return "not set";
    long passed = now.tv_sec - from->tv_sec;
    return passed >= 0 && passed < 600 ? "continues" : text("%ld seconds off", passed);
}
static const char *monotonic_clock(void) { return continues(CLOCK_MONOTONIC, &monotonic); }
static const char *boot_clock(void) { return continues(CLOCK_BOOTTIME, &boot); }
static const char *up(void) {
    struct timespec now;
    must(clock_gettime(CLOCK_BOOTTIME, &now));
    return now.tv_sec > 2000000 ? "shifted" : "real";
}
static const char *shifted(void) {
    struct timespec now;
    must(clock_gettime(CLOCK_MONOTONIC, &now));
    return now.tv_sec > 1000000 ? "shifted" : "real";
}
static const char *uptime(void) {
    long seconds = 0;
    const char *line = content("/proc/uptime");
    for (; *line >= '0' && *line <= '9'; line++) seconds = seconds * 10 + *line - '0';
    return seconds > 2000000 ? "shifted" : "real";
}

OBJECT(time_namespace) = {
    .name = "time-namespace",
    .about = "the clocks of a time namespace go on from where they were",
    .create = create,
    .set = set,
    .properties = PROPERTIES({"monotonic clock", monotonic_clock, .expected = "continues"},
                             {"boot clock", boot_clock, .expected = "continues"},
                             {"offset of the monotonic clock", shifted, .expected = "shifted"},
                             {"offset of the boot clock", up, .expected = "shifted"}, {"uptime", uptime, .expected = "shifted"}),
};

/* A clock behind the machine's own, so that a negative offset is kept. */
static void set_behind(void) {
    struct timespec now;
    must(clock_gettime(CLOCK_MONOTONIC, &now));
    put("/proc/self/timens_offsets", text("monotonic -%ld 0", now.tv_sec - 5));
    int fd = needs(open("/proc/self/ns/time_for_children", O_RDONLY | O_CLOEXEC));
    needs(setns(fd, CLONE_NEWTIME));
    must(close(fd));
    must(clock_gettime(CLOCK_MONOTONIC, &monotonic));
}

OBJECT(time_behind) = {
    .name = "time-namespace-behind",
    .about = "a monotonic clock that is behind that of the machine goes on from where it was",
    .create = create,
    .set = set_behind,
    .properties = PROPERTIES({"monotonic clock", monotonic_clock, .expected = "continues"}),
};

static void set_for_children(void) { put("/proc/self/timens_offsets", "monotonic 1000000 0\nboottime 2000000 0"); }
static const char *clock_of_child(void) {
    int ends[2], seconds = 0;
    must(pipe2(ends, O_CLOEXEC));
    pid_t pid = must(fork());
    if (pid == 0) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        seconds = (int)now.tv_sec;
        write_all(ends[1], &seconds, sizeof seconds);
        _exit(0);
    }
    read_all(ends[0], &seconds, sizeof seconds);
    must(waitpid(pid, NULL, 0));
    close(ends[0]);
    close(ends[1]);
    return seconds > 1000000 ? "shifted" : "real";
}

OBJECT(time_for_children) = {
    .name = "time-namespace-for-children",
    .about = "a time namespace that a process has prepared for its children is still there for them",
    .create = create,
    .set = set_for_children,
    .properties = PROPERTIES({"clock of a new child", clock_of_child, .expected = "shifted", .once = true}),
};
