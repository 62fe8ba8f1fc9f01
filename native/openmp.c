/* An OpenMP team: the runtime's threads wait between two reductions, or are in the middle of one. */
#include "workload.h"
#include <omp.h>

enum { THREADS = 4, NUMBERS = 400 };

/* Integers, so that the answer does not depend on the order of the additions. */
static uint64_t step(long k) {
    uint64_t sum = 0;
    int members = 0;
#pragma omp parallel num_threads(THREADS) reduction(+ : sum, members)
    {
        members++;
#pragma omp for
        for (int i = 0; i < NUMBERS; i++) sum += nth((uint64_t)k, (uint64_t)i);
    }
    check(members == THREADS, "members of the team: expected %d, was %d", THREADS, members);
    return sum;
}

/* The team's threads inherit the mask: only the main thread handles a hurry. */
static void setup(void) {
    sigset_t held, before;
    sigemptyset(&held);
    sigaddset(&held, SIGUSR1);
    must(sigprocmask(SIG_BLOCK, &held, &before));
    omp_set_dynamic(0);
    step(0);
    must(sigprocmask(SIG_SETMASK, &before, NULL));
}

const struct workload workload = {.about = "an OpenMP reduction per step", .setup = setup, .step = step};
