/* The signal that a process gets when its parent ends. */
#include "../object.h"
#include <sys/prctl.h>

static struct helper helper = {.channel = -1};
static volatile sig_atomic_t deaths;

static const char *death_signal(void) {
    int signal = -1;
    return prctl(PR_GET_PDEATHSIG, &signal) == -1 ? outcome(-1) : text("%d", signal);
}

static const char *received(void) { return text("%d", deaths); }
static void set_deadly(void) { must(prctl(PR_SET_PDEATHSIG, SIGUSR2)); }
static void set_kill(void) { must(prctl(PR_SET_PDEATHSIG, SIGKILL)); }

/* A child does not inherit the signal. */
static const char *childs_signal(void) {
    int status;
    pid_t pid = must(fork());
    if (pid == 0) _exit(strcmp(death_signal(), "0"));
    must(waitpid(pid, &status, 0));
    return text("%d", WEXITSTATUS(status));
}

OBJECT(pdeathsig_default) = {
    .name = "pdeathsig-default",
    .about = "a process that a signal of its parent's end would end outlives the end of criu restore",
    .set = set_deadly,
    .properties = PROPERTIES({"signal", death_signal, .expected = "12"}, {"signal of a child", childs_signal, .natural = true}),
};

OBJECT(pdeathsig_kill) = {
    .name = "pdeathsig-kill",
    .about = "a process that is to be killed when its parent ends outlives the end of criu restore",
    .set = set_kill,
    .properties = PROPERTIES({"signal", death_signal, .expected = "9"}, {"signal of a child", childs_signal, .natural = true}),
};

static void count_death(int signal) {
    (void)signal;
    deaths++;
}

static void set_handled(void) {
    must(sigaction(SIGUSR2, &(struct sigaction){.sa_handler = count_death, .sa_flags = SA_RESTART}, NULL));
    set_deadly();
}

OBJECT(pdeathsig_handled) = {
    .name = "pdeathsig-handled",
    .about = "a process gets the signal only when its parent ends",
    .set = set_handled,
    .properties = PROPERTIES({"signal", death_signal, .expected = "12"},
                             {"signals received", received, .expected = "0", .natural = true}),
};

static void create_child(void) { helper = start_helper(NULL); }

static const char *arm(void) {
    must(sigaction(SIGUSR2, &(struct sigaction){.sa_handler = count_death, .sa_flags = SA_RESTART}, NULL));
    return outcome(prctl(PR_SET_PDEATHSIG, SIGUSR2));
}

static void set_child(void) { ask_helper(&helper, arm); }
static const char *of_child(void) { return ask_helper(&helper, death_signal); }
static const char *received_by_child(void) { return ask_helper(&helper, received); }

/* The child of a parent that ends: whether the signal comes is what counts, not only its number. */
static const char *effect(void) {
    int ends[2];
    char seen = 0;
    if (strcmp(death_signal(), "0") == 0) return "not armed";
    must(pipe2(ends, O_NONBLOCK));
    pid_t middle = must(fork()), status;
    if (middle == 0) {
        pid_t grandchild = fork();
        if (grandchild == 0) {
            sigset_t set;
            sigemptyset(&set);
            sigaddset(&set, SIGUSR2);
            sigprocmask(SIG_BLOCK, &set, NULL);
            prctl(PR_SET_PDEATHSIG, SIGUSR2);
            kill(getppid(), SIGKILL);
            struct timespec limit = {.tv_nsec = 30000000};
            seen = sigtimedwait(&set, NULL, &limit) == SIGUSR2;
            write_all(ends[1], &seen, 1);
            _exit(0);
        }
        for (;;) pause();
    }
    must(waitpid(middle, &status, 0));
    await(ends[0], POLLIN, 1);
    if (read(ends[0], &seen, 1) != 1) seen = 0;
    must(close(ends[0]));
    must(close(ends[1]));
    return seen ? "a signal" : "no signal";
}
static const char *effect_in_child(void) { return ask_helper(&helper, effect); }

OBJECT(pdeathsig_child) = {
    .name = "pdeathsig-child",
    .about = "a child keeps the signal that it gets when its parent ends",
    .create = create_child,
    .set = set_child,
    .properties = PROPERTIES({"signal", of_child, .expected = "12"},
                             {"signals received", received_by_child, .expected = "0", .natural = true},
                             {"signal at a parent's end", effect_in_child, .expected = "a signal"}),
};
