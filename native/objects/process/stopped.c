/* Children that a signal has stopped, or a debugger holds. */
#include "../object.h"
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>

static pid_t child = -1;
static volatile long *turns;

/* Counts while it runs, so that "stopped" is what it does and not what /proc says. */
static int count_turns(int index) {
    (void)index;
    /* A signal of the harness would wait in a stopped child, and stop a traced one. */
    must(signal(SIGUSR1, SIG_IGN) == SIG_ERR ? -1 : 0);
    /* A stopped child does not see the end of its parent. */
    must(prctl(PR_SET_PDEATHSIG, SIGKILL));
    for (;; ++*turns) usleep(200);
    return 0;
}

static void await_first_turn(void) {
    for (int tries = 0; *turns == 0 && tries < 10000; tries++) usleep(100);
}

static void create(void) {
    turns = shared_memory(sizeof *turns);
    child = start_child(count_turns, 0);
    await_first_turn();
}

static const char *state(void) { return line_of(text("/proc/%d/status", child), "State:"); }
static const char *tracer(void) { return line_of(text("/proc/%d/status", child), "TracerPid:"); }

/* A child that is not stopped may have to wait for a processor, so it gets more time. */
static const char *moves(void) {
    long before = *turns;
    int limit = strncmp(state(), "T", 1) == 0 || strncmp(state(), "t", 1) == 0 ? 20 : 2000;
    for (int tries = 0; *turns == before && tries < limit; tries++) usleep(100);
    return *turns == before ? "stands still" : "continues";
}

static const char *reported_stop(void) {
    int status;
    pid_t pid = waitpid(child, &status, WUNTRACED | WNOHANG);
    return pid == -1 ? outcome(-1) : pid == 0 ? "nothing" : WIFSTOPPED(status) ? text("stopped by %d", WSTOPSIG(status)) : text("%x", status);
}

static const char *unread_stop(void) {
    siginfo_t info = {0};
    if (waitid(P_PID, (id_t)child, &info, WSTOPPED | WNOHANG | WNOWAIT) == -1) return outcome(-1);
    return info.si_pid == 0 ? "nothing" : text("code %d, status %d", info.si_code, info.si_status);
}

static const char *after_continue(void) {
    must(kill(child, SIGCONT));
    return moves();
}

static const char *reported_continue(void) {
    int status;
    must(kill(child, SIGCONT));
    for (int tries = 0; tries < 300; tries++) {
        if (waitpid(child, &status, WCONTINUED | WNOHANG) == child) return WIFCONTINUED(status) ? "continued" : text("%x", status);
        usleep(100);
    }
    return "nothing";
}

static void stop_by(int signal) {
    siginfo_t info;
    must(kill(child, signal));
    must(waitid(P_PID, (id_t)child, &info, WSTOPPED | WNOWAIT));
}

static void set_unread(void) { stop_by(SIGSTOP); }

static void set_read(void) {
    int status;
    set_unread();
    must(waitpid(child, &status, WUNTRACED));
}

OBJECT(stopped_child) = {
    .name = "stopped-child",
    .about = "a child whose stop its parent has not heard of stays stopped, and its parent hears of it",
    .create = create,
    .set = set_unread,
    .properties = PROPERTIES({"state", state, .expected = "T (stopped)"},
                             {"what the child does", moves, .expected = "stands still"},
                             {"stop that is to be read", unread_stop, .expected = "code 5, status 19"},
                             {"stop that is read", reported_stop, .expected = "stopped by 19", .once = true},
                             {"after SIGCONT", after_continue, .expected = "continues", .natural = true, .once = true}),
};

OBJECT(stopped_child_reported) = {
    .name = "stopped-child-reported",
    .about = "a child whose stop its parent has heard of stays stopped, and its parent does not hear of it again",
    .create = create,
    .set = set_read,
    .properties = PROPERTIES({"state", state, .expected = "T (stopped)"},
                             {"what the child does", moves, .expected = "stands still"},
                             {"stop that is to be read", unread_stop, .expected = "nothing", .natural = true},
                             {"continuation", reported_continue, .expected = "continued", .once = true}),
};

/* In a group of its own, whose stop the terminal would ask for; not an orphaned one, which ignores it. */
static void set_terminal_stop(void) {
    must(setpgid(child, child));
    stop_by(SIGTSTP);
}

static const char *own_group(void) {
    pid_t group = getpgid(child);
    return group == -1 ? outcome(-1) : group == child ? "its own" : "another one";
}

OBJECT(stopped_child_by_terminal) = {
    .name = "stopped-child-by-terminal",
    .about = "a child that a terminal's signal stopped stays stopped by this signal",
    .create = create,
    .set = set_terminal_stop,
    .properties = PROPERTIES({"state", state, .expected = "T (stopped)"}, {"process group", own_group, .expected = "its own"},
                             {"what the child does", moves, .expected = "stands still"},
                             {"stop that is to be read", unread_stop, .expected = "code 5, status 20"},
                             {"stop that is read", reported_stop, .expected = "stopped by 20", .once = true}),
};

/* A stopped process gets its signals when it continues. */
static volatile long *seen;

static void handle(int signal) { *seen = *seen * 100 + signal; }

static int count_signals(int index) {
    must(sigaction(SIGUSR2, &(struct sigaction){.sa_handler = handle, .sa_flags = SA_RESTART}, NULL));
    must(sigaction(SIGHUP, &(struct sigaction){.sa_handler = handle, .sa_flags = SA_RESTART}, NULL));
    return count_turns(index);
}

static void create_with_signals(void) {
    turns = shared_memory(2 * sizeof *turns);
    seen = turns + 1;
    child = start_child(count_signals, 0);
    await_first_turn();
}

static void set_with_signals(void) {
    set_read();
    must(kill(child, SIGUSR2));
    must(kill(child, SIGHUP));
}

static const char *pending_signals(void) { return line_of(text("/proc/%d/status", child), "ShdPnd:"); }
static const char *threads_signals(void) { return line_of(text("/proc/%d/status", child), "SigPnd:"); }
static const char *seen_signals(void) { return text("%ld", *seen); }

static const char *seen_after_continue(void) {
    must(kill(child, SIGCONT));
    for (int tries = 0; *seen < 100 && tries < 2000; tries++) usleep(100);
    return seen_signals();
}

OBJECT(stopped_child_with_signals) = {
    .name = "stopped-child-with-signals",
    .about = "the signals of a stopped child wait until it continues, and come in their order then",
    .create = create_with_signals,
    .set = set_with_signals,
    .properties = PROPERTIES({"state", state, .expected = "T (stopped)"},
                             {"signals that wait", pending_signals, .expected = "0000000000000801"},
                             {"signals of the thread", threads_signals, .expected = "0000000000000000", .natural = true},
                             {"signals before it continues", seen_signals, .expected = "0", .natural = true},
                             {"signals when it continues", seen_after_continue, .expected = "1201", .once = true}),
};

static void set_traced(void) { must(ptrace(PTRACE_SEIZE, child, NULL, NULL)); }

static const char *tracer_is(void) {
    const char *pid = tracer();
    return atoi(pid) == getpid() ? "this process" : pid;
}

static const char *registers(void) {
    int status;
    if (ptrace(PTRACE_INTERRUPT, child, NULL, NULL) == -1) return outcome(-1);
    for (int tries = 0; waitpid(child, &status, WNOHANG | __WALL) != child; tries++) {
        if (tries == 2000) return "does not stop";
        usleep(100);
    }
    long word = ptrace(PTRACE_PEEKDATA, child, &turns, NULL);
    must(ptrace(PTRACE_CONT, child, NULL, NULL));
    return word == (long)(uintptr_t)turns ? "the child's memory" : "something else";
}

/* Even an ignored signal stops a traced process, and the harness sends one to each child. */
static int count_undisturbed(int index) {
    sigset_t all;
    sigfillset(&all);
    must(sigprocmask(SIG_SETMASK, &all, NULL));
    return count_turns(index);
}

static void create_undisturbed(void) {
    turns = shared_memory(sizeof *turns);
    child = start_child(count_undisturbed, 0);
    await_first_turn();
}

OBJECT(traced_child) = {
    .name = "traced-child",
    .about = "a child that its parent debugs is still debugged by it",
    .create = create_undisturbed,
    .set = set_traced,
    .properties = PROPERTIES({"tracer", tracer_is, .expected = "this process"},
                             {"word that the tracer reads", registers, .expected = "the child's memory"},
                             {"what the child does", moves, .expected = "continues", .natural = true}),
};

/* A debugger that is not in the tree: the child of a child that has ended. It ends when what it traces does. */
static void trace(pid_t target, int ready) {
    must(setsid());
    if (ptrace(PTRACE_SEIZE, target, NULL, NULL) == -1) {
        write_all(ready, &errno, sizeof errno);
        _exit(0);
    }
    int none = 0, status;
    write_all(ready, &none, sizeof none);
    for (int fd = 0; fd < 64; fd++) close(fd);
    while (waitpid(target, &status, __WALL) == target && WIFSTOPPED(status)) {
        int signal = WSTOPSIG(status), event = status >> 16;
        if (event && signal != SIGTRAP) ptrace(PTRACE_LISTEN, target, NULL, NULL);
        else ptrace(PTRACE_CONT, target, NULL, event ? 0 : signal);
    }
    _exit(0);
}

static void set_traced_from_outside(void) {
    int ends[2], error, status;
    pid_t target = getpid();
    must(pipe(ends));
    pid_t between = must(fork());
    if (between == 0) {
        pid_t pid = fork();
        if (pid == 0) trace(target, ends[1]);
        _exit(pid == -1);
    }
    must(waitpid(between, &status, 0));
    read_all(ends[0], &error, sizeof error);
    must(close(ends[0]));
    must(close(ends[1]));
    errno = error;
    if (error) unavailable("a debugger that is not the parent");
}

static const char *own_tracer(void) { return strcmp(line_of("/proc/self/status", "TracerPid:"), "0") ? "a debugger" : "none"; }
static const char *own_tracer_number(void) { return line_of("/proc/self/status", "TracerPid:"); }

OBJECT(traced_from_outside) = {
    .name = "traced-from-outside",
    .about = "a process that somebody outside debugs is still debugged by the same one",
    .set = set_traced_from_outside,
    .properties = PROPERTIES({"tracer", own_tracer, .expected = "a debugger"}, {"PID of the tracer", own_tracer_number}),
};
