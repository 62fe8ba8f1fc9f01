/* What each thread has for itself. The main thread keeps the usual values, so a thread that takes over its values is noticed. */
#include "thread-worker.h"
#include <sys/prctl.h>

static const char *status(const char *key) { return line_of(text("/proc/self/task/%d/status", worker), key); }

static const char *set_usual(void) {
    sigset_t more;
    sigfillset(&more);
    sigdelset(&more, SIGRTMIN + 9);
    STEP(prctl(PR_SET_NAME, "a thread's name"));
    STEP(pthread_sigmask(SIG_SETMASK, &more, NULL) ? -1 : 0);
    return "done";
}

static void set_usual_in_worker(void) { set_in_worker(set_usual); }
static const char *name(void) { return content(text("/proc/self/task/%d/comm", worker)); }
static const char *mask(void) { return status("SigBlk:"); }

OBJECT(usual) = {
    .name = "thread-name-and-signal-mask",
    .about = "a thread keeps its own name and signal mask",
    .create = start_worker,
    .set = set_usual_in_worker,
    .properties = PROPERTIES({"name", name, .expected = "a thread's name\\x0a"}, {"signal mask", mask}),
};

/* A process whose parent is CRIU gets the signal as soon as CRIU ends. It is blocked, so that it can be seen. */
static void start_blocking_worker(void) {
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGRTMIN + 4);
    must(sigprocmask(SIG_BLOCK, &blocked, NULL));
    start_worker();
}

static const char *sent(void) { return line_of("/proc/self/status", "ShdPnd:"); }

static const char *set_parent_death(void) {
    STEP(prctl(PR_SET_PDEATHSIG, SIGRTMIN + 4));
    return "done";
}

static void set_parent_death_in_worker(void) { set_in_worker(set_parent_death); }

static const char *own_parent_death(void) {
    int number = 0;
    return prctl(PR_GET_PDEATHSIG, &number) == -1 ? outcome(-1) : text("%d", number);
}

static const char *parent_death(void) { return ask_worker(own_parent_death); }

OBJECT(parent_death) = {
    .name = "thread-parent-death-signal",
    .about = "a thread keeps the signal that it asked for when the parent dies",
    .create = start_blocking_worker,
    .set = set_parent_death_in_worker,
    .properties = PROPERTIES({"signal", parent_death, .expected = "38"},
                             {"pending signals", sent, .expected = "0000000000000000", .natural = true},
                             {"signal of the main thread", own_parent_death, .expected = "0", .natural = true}),
};

/* The stack for signals is the thread's, and only the thread can read it. */
static char stack[2][1 << 16];

static const char *set_stack(void) {
    STEP(sigaltstack(&(stack_t){.ss_sp = stack[1], .ss_size = sizeof stack[1]}, NULL));
    return "done";
}

static const char *own_stack(void) {
    stack_t current;
    must(sigaltstack(NULL, &current));
    if (current.ss_flags & SS_DISABLE) return "none";
    return text("number %ld, %zu bytes, flags %x", ((char *)current.ss_sp - stack[0]) / (long)sizeof stack[0], current.ss_size,
                (unsigned)current.ss_flags);
}

static void set_stacks(void) {
    set_in_worker(set_stack);
    must(sigaltstack(&(stack_t){.ss_sp = stack[0], .ss_size = 1 << 15}, NULL));
}

static const char *stack_of_worker(void) { return ask_worker(own_stack); }

OBJECT(stacks) = {
    .name = "thread-alternate-stack",
    .about = "each thread keeps its own stack for signals",
    .create = start_worker,
    .set = set_stacks,
    .properties = PROPERTIES({"stack of the thread", stack_of_worker, .expected = "number 1, 65536 bytes, flags 0"},
                             {"stack of the main thread", own_stack, .expected = "number 0, 32768 bytes, flags 0"}),
};
