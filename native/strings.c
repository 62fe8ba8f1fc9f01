/* The C library's string functions: the library chooses the fastest ones for the processor when it starts. */
#include "workload.h"

enum { SIZE = 4096 };
static char text[SIZE + 1], copy[SIZE + 1];

static void setup(void) {
    for (int i = 0; i < SIZE; i++) text[i] = (char)('a' + nth(1, (uint64_t)i) % 26);
}

/* Hidden from the compiler, which would compute the result by itself. */
static size_t length(const char *volatile of) { return strlen(of); }

static uint64_t step(long k) {
    long at = k % SIZE;
    text[at] = (char)('A' + k % 26);
    memcpy(copy, text, length(text) + 1);
    const char *found = memchr(copy, text[at], SIZE);
    check(found && memcmp(copy, text, SIZE) == 0, "the copy differs");
    return mix((uint64_t)(found - copy), length(copy));
}

const struct workload workload = {.about = "the C library's string functions", .setup = setup, .step = step};
