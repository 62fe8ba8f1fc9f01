#include "meeting.h"
#include <sys/prctl.h>

struct meeting *meeting;
bool meeting_set_up;

void make_meeting(void) { meeting = shared_memory(sizeof *meeting); }

const char *error_of(int number) {
    errno = number;
    return number ? outcome(-1) : "0";
}

void meeting_await(volatile int *value, int wanted) {
    for (int i = 0; i < 2000 && *value < wanted; i++) usleep(500);
}

void meeting_started(void) {
    for (int i = 0; i < 2000 && !meeting->id; i++) usleep(500);
}

/* A hurry must not interrupt a child, and the child must not outlive its parent. */
void meeting_quiet(void) {
    sigset_t all;
    sigfillset(&all);
    must(sigprocmask(SIG_SETMASK, &all, NULL));
    must(prctl(PR_SET_PDEATHSIG, SIGKILL));
}

/* Whether the thread or child still sleeps in its call. */
const char *meeting_waits(void) {
    if (!meeting->id) return "none";
    if (meeting->passed) return text("passed with %d", meeting->result);
    for (int i = 0, seen = 0; i < 500; i++, usleep(1000)) {
        seen = strncmp(line_of(text("/proc/%d/status", meeting->id), "State:"), "S", 1) == 0 ? seen + 1 : 0;
        if (meeting->passed) return text("passed with %d", meeting->result);
        if (seen == 3) return "waits";
    }
    return "runs";
}
