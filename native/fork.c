/* One fork: parent and child each continue with numbers of their own. The child returns a file and an exit status. */
#include "workload.h"

enum { PARENT, CHILD };
static long exit_status = 42;
static int out;
static pid_t child;

static int child_body(int index) {
    (void)index;
    for (long k = 1; k <= count; k++) {
        uint64_t value = nth(CHILD, (uint64_t)k);
        if (k > 1) rest();
        write_all(out, &value, sizeof value);
    }
    return (int)exit_status;
}

static void setup(void) {
    out = must(open("child.out", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0644));
    child = start_child(child_body, 0);
    must(close(out));
}

static uint64_t step(long k) { return nth(PARENT, (uint64_t)k); }

static void verify(void) {
    int status = finish_child(child);
    check(status == exit_status, "the child's exit status: expected %ld, was %d", exit_status, status);

    int in = must(open("child.out", O_RDONLY));
    off_t expected = count * (off_t)sizeof(uint64_t), size = must(lseek(in, 0, SEEK_END));
    check(size == expected, "child.out: expected %ld bytes, was %ld", expected, size);
    must(lseek(in, 0, SEEK_SET));
    for (long k = 1; k <= count; k++) {
        uint64_t value;
        read_all(in, &value, sizeof value);
        check(value == nth(CHILD, (uint64_t)k), "child.out: number %ld is wrong", k);
        fold(value);
    }
    must(close(in));
}

static const struct setting settings[] = {{"status", "exit status of the child", .number = &exit_status}, {0}};

const struct workload workload = {
    .about = "a parent and a child", .settings = settings, .setup = setup, .step = step, .verify = verify};
