/* Processes outside of the tree that is dumped. */
#include "outsider.h"
#include <sys/syscall.h>

enum { KEPT = 3, READY = 4 };

static const char released[] = "released";

void bystander_is_ready(void) {
    pid_t own = getpid();
    write_all(READY, &own, sizeof own);
    must(close(READY));
}

/* Without the descriptors of the tree: the harness reads the tree's output until its end, and an outsider may live longer. */
static void keep_only(int kept, int ready) {
    int moved = must(fcntl(ready, F_DUPFD, READY + 1));
    if (kept != -1) must(dup2(kept, KEPT));
    must(dup2(moved, READY));
    must(syscall(SYS_close_range, READY + 1u, ~0u, 0u));
    must(syscall(SYS_close_range, 0u, kept == -1 ? KEPT + 0u : KEPT - 1u, 0u));
}

pid_t start_bystander(void (*body)(int kept), int kept) {
    int ends[2], status;
    pid_t outsider;
    must(pipe(ends));
    pid_t between = must(fork());
    if (between == 0) {
        if (must(fork()) > 0) _exit(0);
        must(setsid());
        keep_only(kept, ends[1]);
        body(kept == -1 ? -1 : KEPT);
        _exit(0);
    }
    must(close(ends[1]));
    must(waitpid(between, &status, 0));
    read_all(ends[0], &outsider, sizeof outsider);
    must(close(ends[0]));
    return outsider;
}

void linger(void) {
    for (int i = 0; i < OUTSIDER_TICKS && access(released, F_OK) == -1; i++) usleep(TICK);
}

void release(void) { must(close(must(open(released, O_WRONLY | O_CREAT | O_CLOEXEC, 0600)))); }

static bool (*taking)(void);

static void take(int kept) {
    (void)kept;
    bool taken = taking();
    bystander_is_ready();
    if (taken) linger();
}

void take_and_linger(bool (*take_it)(void)) {
    taking = take_it;
    start_bystander(take, -1);
}
