/* A process that only computes, with registers, stack and heap: a Monte Carlo estimate of pi, printed at every step. */
#include "workload.h"

enum { POINTS = 100 };
static uint64_t random_state;
static long points, inside;

static double coordinate(void) {
    random_state = mix(random_state, 1);
    return (double)(random_state >> 11) * 0x1p-53;
}

static void setup(void) { random_state = (uint64_t)seed; }

static uint64_t step(long k) {
    (void)k;
    for (int i = 0; i < POINTS; i++, points++) {
        double x = coordinate(), y = coordinate();
        inside += x * x + y * y < 1;
    }
    double estimate = 4.0 * (double)inside / (double)points;
    uint64_t bits;
    memcpy(&bits, &estimate, sizeof bits);
    return bits;
}

const struct workload workload = {.about = "Monte Carlo estimate of pi", .setup = setup, .step = step};
