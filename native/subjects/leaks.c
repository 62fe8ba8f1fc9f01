/* For the harness's own tests: leaves a daemon behind, in a session of its own, that holds stdout open. */
#include "../workload.h"

static int daemonise(int index) {
    must(setsid());
    if (must(fork()) == 0) {
        signal(SIGUSR1, SIG_IGN);
        for (unsigned left = 1000; left > 0;) left = sleep(left);
        _exit(0);
    }
    return index;
}

static void setup(void) { finish_child(start_child(daemonise, 0)); }

const struct workload workload = {.about = "leaves a daemon behind", .setup = setup};
