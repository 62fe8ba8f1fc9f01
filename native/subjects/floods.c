/* For the harness's own tests: prints steps without pause and without end. */
#include "../workload.h"
#include <limits.h>

static void setup(void) {
    count = LONG_MAX;
    pace = 0;
}

const struct workload workload = {.about = "prints without end", .setup = setup};
