/* For the harness's own tests: from step eleven on it prints something different in every run. */
#include "../workload.h"
#include <sys/random.h>

static uint64_t step(long k) {
    uint64_t lie = (uint64_t)k;
    if (k > 10) must(getrandom(&lie, sizeof lie, 0));
    return lie;
}

const struct workload workload = {.about = "gives another answer in every run", .step = step};
