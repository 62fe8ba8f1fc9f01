/*
 * A computation that the compiler turns into vector instructions, with integers only, so that every processor has the same
 * answer. The Makefile builds it for fixed levels of x86-64, for the processor here, and with CLONES to choose when it starts.
 */
#include "workload.h"

#ifndef CLONES
#define CLONES
#endif

enum { SIZE = 4096 };
static uint32_t numbers[SIZE], factors[SIZE];

static void setup(void) {
    for (int i = 0; i < SIZE; i++) numbers[i] = (uint32_t)nth(1, (uint64_t)i), factors[i] = (uint32_t)nth(2, (uint64_t)i) | 1;
}

CLONES static uint32_t round_of(uint32_t turn) {
    uint32_t sum = 0;
    for (int i = 0; i < SIZE; i++) {
        numbers[i] = (numbers[i] ^ turn) * factors[i] + (numbers[i] >> 7);
        sum += numbers[i];
    }
    return sum;
}

static uint64_t step(long k) { return round_of((uint32_t)k); }

const struct workload workload = {.about = "integers in vector registers", .setup = setup, .step = step};
