/* A process whose main thread has ended while another one runs. */
#include "../object.h"
#include <sys/prctl.h>

static int orders[2], answers[2];
static pid_t child;

static void *serve(void *unused) {
    char order;
    while (read(orders[0], &order, 1) == 1) write_all(answers[1], "y", 1);
    _exit(0);
    return unused;
}

static int lose_main_thread(int unused) {
    sigset_t all;
    sigfillset(&all);
    must(sigprocmask(SIG_SETMASK, &all, NULL));
    must(prctl(PR_SET_PDEATHSIG, SIGKILL));
    must(close(orders[1]));
    start_thread(serve, NULL);
    pthread_exit(NULL);
    return unused;
}

static const char *state(void) { return child ? line_of(text("/proc/%d/status", child), "State:") : "none"; }
static const char *threads(void) { return child ? line_of(text("/proc/%d/status", child), "Threads:") : "none"; }

static void set(void) {
    must(pipe(orders));
    must(pipe(answers));
    child = start_child(lose_main_thread, 0);
    must(close(orders[0]));
    for (int i = 0; i < 2000 && strncmp(state(), "Z", 1) != 0; i++) usleep(500);
}

static const char *answer(void) {
    char reply = '-';
    if (!child) return "none";
    write_all(orders[1], "?", 1);
    if (!await(answers[0], POLLIN, 1)) return "no answer";
    read_all(answers[0], &reply, 1);
    return text("%c", reply);
}

static const char *still_there(void) { return child ? outcome(waitpid(child, NULL, WNOHANG)) : "none"; }

OBJECT(lone_thread) = {
    .name = "main-thread-ended",
    .about = "a process whose main thread has ended keeps running in its other thread",
    .set = set,
    .properties = PROPERTIES({"state", state, .expected = "Z (zombie)"}, {"threads", threads, .expected = "2"},
                             {"answer", answer, .expected = "y"},
                             {"waiting for its end", still_there, .expected = "0"}),
};
