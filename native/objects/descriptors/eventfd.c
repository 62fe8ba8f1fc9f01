/* An eventfd keeps its counter, its flags, and how it is read. */
#include "../object.h"
#include <sys/eventfd.h>

static int fd = -1;

static void create(void) { fd = must(eventfd(0, 0)); }

static const char *counter(void) { return line_of(text("/proc/self/fdinfo/%d", fd), "eventfd-count:"); }
static const char *flags(void) { return text("%o", (unsigned)fcntl(fd, F_GETFL)); }
static const char *close_on_exec(void) { return outcome(fcntl(fd, F_GETFD)); }

static const char *first_read(void) {
    uint64_t seen = 0;
    if (!await(fd, POLLIN, 1)) return "nothing";
    ssize_t got = read(fd, &seen, sizeof seen);
    return got == sizeof seen ? text("%lu", seen) : outcome(got);
}

static void make(int kind) {
    must(close(fd));
    must(dup2(must(eventfd(60, kind | EFD_NONBLOCK | EFD_CLOEXEC)), 20));
    fd = 20;
    must(fcntl(fd, F_SETFD, FD_CLOEXEC));
}

static void set_counter(void) { make(0); }

OBJECT(eventfd) = {
    .name = "eventfd",
    .about = "an eventfd keeps its counter and its flags",
    .create = create,
    .set = set_counter,
    .properties = PROPERTIES({"counter", counter, .expected = "3c"}, {"flags", flags}, {"close on exec", close_on_exec, .expected = "1"},
                             {"what a read takes", first_read, .expected = "60", .once = true}),
};

static void set_semaphore(void) { make(EFD_SEMAPHORE); }

OBJECT(eventfd_semaphore) = {
    .name = "eventfd-semaphore",
    .about = "an eventfd that is a semaphore stays one",
    .create = create,
    .set = set_semaphore,
    .properties = PROPERTIES({"counter", counter, .expected = "3c"}, {"what a read takes", first_read, .expected = "1", .once = true}),
};
