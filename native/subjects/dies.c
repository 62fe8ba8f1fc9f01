/* For the harness's own tests: dies of a segmentation fault after five steps. */
#include "../workload.h"

static uint64_t step(long k) {
    if (k > 5) must(kill(getpid(), SIGSEGV));
    return (uint64_t)k;
}

const struct workload workload = {.about = "dies after five steps", .step = step};
