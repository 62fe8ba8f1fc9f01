/* Signals that wait for delivery: to whom, in which order, with which information; and the signal's stack. */
#include "thread-worker.h"
#include <signal.h>
#include <sys/syscall.h>
#include <ucontext.h>

static const char *of_process(void) { return line_of("/proc/self/status", "ShdPnd:"); }
static const char *of_thread(long main) {
    return line_of(main ? "/proc/self/status" : text("/proc/self/task/%d/status", worker), "SigPnd:");
}
static const char *blocked(void) { return line_of("/proc/self/status", "SigBlk:"); }

static void block(sigset_t *set) {
    sigemptyset(set);
    for (int i = 0; i < 4; i++) sigaddset(set, (int[]){SIGUSR2, SIGCHLD, SIGRTMIN + 11, SIGRTMIN + 22}[i]);
}

static void create(void) {
    sigset_t set;
    block(&set);
    must(sigprocmask(SIG_BLOCK, &set, NULL));
    start_worker();
}

static void queue(int signal, int value) { must(sigqueue(getpid(), signal, (union sigval){.sival_int = value})); }

static void set_pending(void) {
    for (int i = 0; i < 3; i++) queue(SIGRTMIN + 22, 100 + i);
    for (int i = 0; i < 2; i++) queue(SIGRTMIN + 11, 200 + i);
    must(kill(getpid(), SIGUSR2));
    must(kill(getpid(), SIGUSR2));
    must(tgkill(getpid(), getpid(), SIGRTMIN + 11));
    must(tgkill(getpid(), worker, SIGRTMIN + 22));
    pid_t pid = must(fork());
    if (pid == 0) _exit(7);
    must(waitpid(pid, NULL, 0));
}

/* Not by libc, which changes the code of signals for a thread. */
static long take(int signal, siginfo_t *info) {
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, signal);
    return syscall(SYS_rt_sigtimedwait, &wanted, info, &(struct timespec){0}, 8);
}

static const char *next_of(int signal) {
    siginfo_t info = {0};
    long got = take(signal, &info);
    return got == -1 ? outcome(-1) : text("%d, code %d", info.si_value.sival_int, info.si_code);
}

/* The value and the code of each that is queued. */
static const char *all_of(long signal) {
    const char *list = "";
    for (int i = 0; i < 5; i++) {
        const char *next = next_of((int)signal);
        if (strcmp(next, "EAGAIN") == 0) break;
        list = text("%s%s; ", list, next);
    }
    return list;
}

/* The sender's PID stands where the value is of other signals. */
static const char *all_of_kill(void) {
    siginfo_t info = {0};
    if (take(SIGUSR2, &info) == -1) return outcome(-1);
    const char *sender = info.si_pid == getpid() ? "from itself" : text("from %d", info.si_pid);
    return text("code %d %s, then %s", info.si_code, sender, next_of(SIGUSR2));
}

static const char *child_signal(void) {
    siginfo_t info = {0};
    if (take(SIGCHLD, &info) == -1) return outcome(-1);
    return text("code %d, status %d", info.si_code, info.si_status);
}

OBJECT(pending) = {
    .name = "pending-signals-in-order",
    .about = "pending signals of a process and its threads keep their order, their number and their values",
    .create = create,
    .set = set_pending,
    .properties = PROPERTIES({"pending in the process", of_process},
                             {"pending in the main thread", .read_at = of_thread, .number = 1},
                             {"pending in the other thread", .read_at = of_thread, .number = 0},
                             {"blocked", blocked, .natural = true},
                             {"SIGRTMIN+11", .read_at = all_of, .number = 34 + 11,
                             .expected = "0, code -6; 200, code -1; 201, code -1; ", .once = true},
                             {"SIGRTMIN+22", .read_at = all_of, .number = 34 + 22,
                             .expected = "100, code -1; 101, code -1; 102, code -1; ", .once = true},
                             {"SIGUSR2", all_of_kill, .expected = "code 0 from itself, then EAGAIN", .once = true},
                             {"SIGCHLD", child_signal, .expected = "code 1, status 7", .once = true}),
};

/* The stack that handlers run on. */
static char stack[1 << 16];
static volatile int depth;
static volatile bool inside, leave, ended;
static volatile const char *seen_in_handler = "never ran";

static bool on_stack(const void *address) { return (const char *)address >= stack && (const char *)address < stack + sizeof stack; }

static const char *current_stack(void) {
    stack_t current;
    must(sigaltstack(NULL, &current));
    return text("%s, %zu bytes, flags %x", current.ss_sp == stack ? "its own" : "none", current.ss_size,
            (unsigned)current.ss_flags);
}

static void note(int signal) {
    (void)signal;
    char here;
    stack_t current;
    sigaltstack(NULL, &current);
    seen_in_handler = on_stack(&here) ? current.ss_flags & SS_DISABLE ? "on the stack, disarmed" : "on the stack" : "elsewhere";
}

static const char *handler_runs(void) {
    must(raise(SIGUSR2));
    return (const char *)seen_in_handler;
}

static void set_disarming(void) {
    needs(sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack, .ss_flags = (int)(1U << 31)}, NULL));
    must(sigaction(SIGUSR2, &(struct sigaction){.sa_handler = note, .sa_flags = SA_ONSTACK}, NULL));
}

static void ignore_signal(void) { must(sigaction(SIGUSR2, &(struct sigaction){.sa_handler = SIG_IGN}, NULL)); }

OBJECT(disarming) = {
    .name = "alternate-stack-autodisarm",
    .about = "a stack for signals with SS_AUTODISARM keeps its place and its flag",
    .create = ignore_signal,
    .set = set_disarming,
    .properties = PROPERTIES({"stack", current_stack, .expected = "its own, 65536 bytes, flags 80000000"},
                             {"handler", handler_runs, .expected = "on the stack, disarmed", .once = true},
                             {"stack after the handler", current_stack, .expected = "its own, 65536 bytes, flags 80000000",
                             .once = true}),
};

/* A thread that is in its handler while it is dumped. */
static volatile pid_t thread_id;
static const char *volatile inner = "not started", *volatile outer = "not started";

static uintptr_t stack_pointer(const mcontext_t *saved) {
#if defined __x86_64__
    return (uintptr_t)saved->gregs[REG_RSP];
#elif defined __aarch64__
    return saved->sp;
#elif defined __powerpc64__
    return saved->gp_regs[1];
#elif defined __s390x__
    return saved->gregs[15];
#elif defined __riscv
    return saved->__gregs[REG_SP];
#else
#error "no name for this processor's stack pointer"
#endif
}

static void stay(int signal, siginfo_t *info, void *context) {
    char here;
    (void)signal;
    inside = on_stack(&here);
    while (!leave) usleep(1000);
    const ucontext_t *saved = context;
    inner = text("value %d, %s, return to %s", info->si_value.sival_int, on_stack(&here) ? "on the stack" : "elsewhere",
                 on_stack((void *)stack_pointer(&saved->uc_mcontext)) ? "the stack" : "elsewhere");
    depth = 1;
}

static void *enter_handler(void *unused) {
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, SIGRTMIN + 5);
    must(sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL));
    thread_id = gettid();
    must_be_0(pthread_sigmask(SIG_UNBLOCK, &one, NULL));
    while (!depth) usleep(1000);
    outer = current_stack();
    ended = true;
    return unused;
}

static void set_inside(void) {
    must(sigaction(SIGRTMIN + 5, &(struct sigaction){.sa_sigaction = stay, .sa_flags = SA_ONSTACK | SA_SIGINFO}, NULL));
    pthread_t thread = start_thread(enter_handler, NULL);
    while (!thread_id) usleep(100);
    must_be_0(pthread_sigqueue(thread, SIGRTMIN + 5, (union sigval){.sival_int = 333}));
    for (int i = 0; i < 2000 && !inside; i++) usleep(500);
}

static const char *is_inside(void) { return inside ? depth ? "left" : "inside" : "never"; }

static const char *blocked_in_handler(void) {
    return thread_id ? line_of(text("/proc/self/task/%d/status", thread_id), "SigBlk:") : "none";
}

static const char *leaves(void) {
    leave = true;
    for (int i = 0; i < 2000 && inside && !ended; i++) usleep(500);
    return inner;
}

static const char *after(void) { return outer; }

OBJECT(inside_handler) = {
    .name = "handler-on-alternate-stack",
    .about = "a thread in a signal handler on the stack for signals returns from it",
    .set = set_inside,
    .properties = PROPERTIES({"handler", is_inside, .expected = "inside"}, {"blocked signals", blocked_in_handler},
                             {"at the end of the handler", leaves, .expected = "value 333, on the stack, return to elsewhere",
                             .once = true},
                             {"stack after the handler", after, .expected = "its own, 65536 bytes, flags 0", .once = true}),
};
