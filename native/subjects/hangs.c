/* For the harness's own tests: gets ready and then does nothing forever; it ignores every signal that can be ignored. */
#include "../workload.h"

static void setup(void) {
    signal(SIGTERM, SIG_IGN);
    signal(SIGUSR1, SIG_IGN);
}

static uint64_t step(long k) {
    for (;;) pause();
    return (uint64_t)k;
}

const struct workload workload = {.about = "hangs after it got ready", .setup = setup, .step = step};
