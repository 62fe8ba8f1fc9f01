/* A performance counter of software events. */
#include "../object.h"
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

static int fd = -1;

static const char *identity(void) {
    uint64_t id;
    return ioctl(fd, PERF_EVENT_IOC_ID, &id) == -1 ? outcome(-1) : text("%lu", id);
}

/* The task clock of a disabled counter stands still. */
static const char *count_of_clock(void) {
    uint64_t value;
    return read(fd, &value, sizeof value) == sizeof value ? text("%lu", value) : outcome(-1);
}

static const char *counts_again(void) {
    uint64_t first, then;
    if (read(fd, &first, sizeof first) != sizeof first) return outcome(-1);
    must(ioctl(fd, PERF_EVENT_IOC_ENABLE, 0));
    for (volatile int i = 0; i < 10000; i++) continue;
    must(ioctl(fd, PERF_EVENT_IOC_DISABLE, 0));
    must(read(fd, &then, sizeof then));
    return then > first ? "more" : "the same";
}

static void set(void) {
    struct perf_event_attr attributes = {
        .type = PERF_TYPE_SOFTWARE, .size = sizeof attributes, .config = PERF_COUNT_SW_TASK_CLOCK, .disabled = 1, .exclude_kernel = 1};
    fd = needs((int)syscall(SYS_perf_event_open, &attributes, 0, -1, -1, PERF_FLAG_FD_CLOEXEC));
    counts_again();
}

OBJECT(perf_task_clock) = {
    .name = "perf-task-clock",
    .about = "a performance counter keeps what it has counted",
    .set = set,
    .properties = PROPERTIES({"identity", identity}, {"count", count_of_clock},
                             {"count after it is enabled", counts_again, .expected = "more", .once = true}),
};
