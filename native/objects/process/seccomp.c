/* Filters of system calls. */
#include "../object.h"
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

static struct helper helper = {.channel = -1};
static void create_child(void) { helper = start_helper(NULL); }

static const char *status_line(const char *key) { return line_of("/proc/self/status", key); }
static const char *mode(void) { return status_line("Seccomp:"); }
static const char *filters(void) { return status_line("Seccomp_filters:"); }
static const char *parents_process(void) { return syscall(SYS_getppid) == -1 ? outcome(-1) : "the parent"; }
static const char *parents_user(void) { return syscall(SYS_geteuid) == -1 ? outcome(-1) : "a user"; }
static const char *parents_group(void) { return syscall(SYS_getegid) == -1 ? outcome(-1) : "a group"; }
static const char *no_new_privs(void) { return outcome(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)); }

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ON(call, action) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), BPF_STMT(BPF_RET | BPF_K, (action))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

static long install(struct sock_filter *code, size_t size, unsigned flags) {
    struct sock_fprog program = {.len = (unsigned short)(size / sizeof *code), .filter = code};
    /* Without privileges, a filter needs the attribute; with them, it must not get it from CRIU. */
    long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
    if (result == -1 && errno == EACCES) {
        must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
        result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
    }
    return result;
}

static void set_errno(void) {
    struct sock_filter code[] = {LOAD(nr), ON(SYS_getppid, SECCOMP_RET_ERRNO | EADDRNOTAVAIL), ALLOW};
    needs(install(code, sizeof code, 0));
}

OBJECT(seccomp_errno) = {
    .name = "seccomp-errno",
    .about = "a filter still makes a system call fail",
    .set = set_errno,
    .properties = PROPERTIES({"mode", mode, .expected = "2"}, {"filtered call", parents_process, .expected = "EADDRNOTAVAIL"},
                             {"number of filters", filters, .expected = "1"}, {"other call", parents_user, .natural = true},
                             {"no new privileges", no_new_privs, .natural = true}),
};

/* The newest filter is asked first, but the strictest answer counts, so both have to be there. */
static const char *install_two(void) {
    struct sock_filter first[] = {LOAD(nr), ON(SYS_getppid, SECCOMP_RET_ERRNO | EADDRNOTAVAIL),
                                  ON(SYS_geteuid, SECCOMP_RET_ERRNO | ENODATA), ALLOW};
    struct sock_filter second[] = {LOAD(nr), ON(SYS_geteuid, SECCOMP_RET_ERRNO | ENOLINK), ON(SYS_getegid, SECCOMP_RET_LOG), ALLOW};
    if (install(first, sizeof first, SECCOMP_FILTER_FLAG_SPEC_ALLOW) == -1) return outcome(-1);
    return outcome(install(second, sizeof second, SECCOMP_FILTER_FLAG_LOG));
}

/* Only a tracer sees the flags of a filter, and only one with privileges. <linux/ptrace.h> does not go with <sys/ptrace.h>. */
static const char *flags_of(long number) {
    struct {
        uint64_t filter, flags;
    } data = {.filter = (uint64_t)number};
    if (ptrace(PTRACE_SEIZE, helper.pid, NULL, NULL) == -1) return outcome(-1);
    must(ptrace(PTRACE_INTERRUPT, helper.pid, NULL, NULL));
    must(waitpid(helper.pid, NULL, __WALL));
    const char *flags = ptrace(PTRACE_SECCOMP_GET_METADATA, helper.pid, sizeof data, &data) == -1 ? outcome(-1) : text("%lx", data.flags);
    must(ptrace(PTRACE_DETACH, helper.pid, NULL, NULL));
    return flags;
}

static void set_two(void) {
    const char *result = ask_helper(&helper, install_two);
    errno = EPERM;
    if (strcmp(result, "0") != 0) unavailable("two filters");
}

static const char *childs_filters(void) { return ask_helper(&helper, filters); }
static const char *childs_call_of_first(void) { return ask_helper(&helper, parents_process); }
static const char *childs_call_of_both(void) { return ask_helper(&helper, parents_user); }
static const char *childs_logged_call(void) { return ask_helper(&helper, parents_group); }

OBJECT(seccomp_two_filters) = {
    .name = "seccomp-two-filters",
    .about = "two filters stay in their order, and keep their flags",
    .create = create_child,
    .set = set_two,
    .properties = PROPERTIES({"number of filters", childs_filters, .expected = "2"},
                             {"call that the older one filters", childs_call_of_first, .expected = "EADDRNOTAVAIL"},
                             {"call that both filter", childs_call_of_both, .expected = "ENOLINK"},
                             {"call that is logged", childs_logged_call, .natural = true}),
};

static void set_flagged(void) {
    set_two();
    errno = EACCES;
    if (strcmp(flags_of(1), "2") != 0) unavailable("the flags of a filter");
}

OBJECT(seccomp_log_flag) = {
    .name = "seccomp-log-flag",
    .about = "a filter whose decisions are logged keeps that flag",
    .create = create_child,
    .set = set_flagged,
    .properties = PROPERTIES({"number of filters", childs_filters, .expected = "2"},
                             {"flags of the older filter", .read_at = flags_of, .number = 0},
                             {"flags of the newer filter", .read_at = flags_of, .number = 1, .expected = "2"}),
};

static void prctl_call(void) { prctl(PR_GET_DUMPABLE); }
static void munmap_call(void) { munmap((void *)0x10000, 4096); }
static void mremap_call(void) { mremap((void *)0x10000, 4096, 4096, 0); }

/* A child of the process under the filter makes the call. */
static const char *try_call(void (*call)(void)) {
    int status;
    pid_t pid = must(fork());
    if (pid == 0) {
        call();
        _exit(0);
    }
    must(waitpid(pid, &status, 0));
    return WIFSIGNALED(status) ? text("signal %d", WTERMSIG(status)) : text("exit %d", WEXITSTATUS(status));
}
static const char *try_prctl(void) { return try_call(prctl_call); }
static const char *try_munmap(void) { return try_call(munmap_call); }
static const char *try_mremap(void) { return try_call(mremap_call); }
static const char *prctl_in_child(void) { return ask_helper(&helper, try_prctl); }
static const char *munmap_in_child(void) { return ask_helper(&helper, try_munmap); }
static const char *mremap_in_child(void) { return ask_helper(&helper, try_mremap); }
static const char *childs_mode(void) { return ask_helper(&helper, mode); }

static const char *forbid_prctl(void) {
    struct sock_filter code[] = {LOAD(nr), ON(SYS_prctl, SECCOMP_RET_KILL_PROCESS), ALLOW};
    return outcome(install(code, sizeof code, 0));
}

static void ask_filter(const char *(*order)(void)) {
    const char *result = ask_helper(&helper, order);
    errno = EPERM;
    if (strcmp(result, "0") != 0) unavailable("a filter");
}

static void set_no_prctl(void) { ask_filter(forbid_prctl); }

OBJECT(seccomp_kill_prctl) = {
    .name = "seccomp-kill-prctl",
    .about = "a process that dies of prctl, which a restore needs, is restored and still dies of it",
    .create = create_child,
    .set = set_no_prctl,
    .properties = PROPERTIES({"mode", childs_mode, .expected = "2"}, {"number of filters", childs_filters, .expected = "1"},
                             {"prctl", prctl_in_child, .expected = "signal 31"},
                             {"munmap", munmap_in_child, .expected = "exit 0", .natural = true}),
};

/* A hurry would be such a return from a signal. */
static const char *forbid_return(void) {
    struct sock_filter code[] = {LOAD(nr), ON(SYS_munmap, SECCOMP_RET_KILL_PROCESS), ON(SYS_mremap, SECCOMP_RET_KILL_PROCESS),
                                 ON(SYS_rt_sigreturn, SECCOMP_RET_KILL_PROCESS), ALLOW};
    must(signal(SIGUSR1, SIG_IGN) == SIG_ERR ? -1 : 0);
    return outcome(install(code, sizeof code, 0));
}

static void handle(int signal) { (void)signal; }
static void return_from_signal(void) {
    signal(SIGUSR2, handle);
    raise(SIGUSR2);
}
static const char *try_return(void) { return try_call(return_from_signal); }
static const char *return_in_child(void) { return ask_helper(&helper, try_return); }
static void set_no_return(void) { ask_filter(forbid_return); }

OBJECT(seccomp_kill_restorer) = {
    .name = "seccomp-kill-restorer",
    .about = "a process that dies of the calls by which a restore ends is restored and still dies of them",
    .create = create_child,
    .set = set_no_return,
    .properties = PROPERTIES({"mode", childs_mode, .expected = "2"}, {"munmap", munmap_in_child, .expected = "signal 31"},
                             {"mremap", mremap_in_child, .expected = "signal 31"},
                             {"return from a signal", return_in_child, .expected = "signal 31"},
                             {"prctl", prctl_in_child, .expected = "exit 0", .natural = true}),
};

static volatile sig_atomic_t trapped, trap_data;

static void note(int signal, siginfo_t *info, void *context) {
    (void)signal, (void)context;
    trapped = info->si_syscall;
    trap_data = info->si_errno;
}

static const char *trap(void) {
    trapped = trap_data = -1;
    syscall(SYS_getppid);
    return trapped == -1 ? "no signal" : text("call %d, data %d", trapped == SYS_getppid, trap_data);
}
static const char *trap_again(void) { return strcmp(trap(), trap()) == 0 && trapped != -1 ? "a signal each time" : "no signal"; }

static void set_trap(void) {
    struct sock_filter code[] = {LOAD(nr), ON(SYS_getppid, SECCOMP_RET_TRAP | 77), ALLOW};
    must(sigaction(SIGSYS, &(struct sigaction){.sa_sigaction = note, .sa_flags = SA_SIGINFO}, NULL));
    needs(install(code, sizeof code, 0));
}

OBJECT(seccomp_trap) = {
    .name = "seccomp-trap",
    .about = "a filter still turns a system call into a signal with the number of the call",
    .set = set_trap,
    .properties = PROPERTIES({"mode", mode, .expected = "2"}, {"signal of the call", trap, .expected = "call 1, data 77"},
                             {"signal of further calls", trap_again, .expected = "a signal each time"},
                             {"number of filters", filters, .expected = "1"}),
};

/* The longest program that the kernel takes. */
static void set_long(void) {
    enum { LENGTH = BPF_MAXINSNS };
    struct sock_filter *code = calloc(LENGTH, sizeof *code);
    struct sock_filter rule[] = {LOAD(nr), ON(SYS_getppid, SECCOMP_RET_ERRNO | EADDRNOTAVAIL)};
    for (int i = 0; i < LENGTH; i++) code[i] = (struct sock_filter)ALLOW;
    /* The loads only take time: the rule has to be found behind them. */
    for (int i = 0; i < 1000; i++) code[i] = (struct sock_filter)LOAD(nr);
    memcpy(code + 1000, rule, sizeof rule);
    needs(install(code, LENGTH * sizeof *code, 0));
    free(code);
}

OBJECT(seccomp_long) = {
    .name = "seccomp-long",
    .about = "a filter of the greatest length is kept as a whole",
    .set = set_long,
    .properties = PROPERTIES({"mode", mode, .expected = "2"}, {"number of filters", filters, .expected = "1"},
                             {"filtered call", parents_process, .expected = "EADDRNOTAVAIL"},
                             {"other call", parents_user, .natural = true}),
};

/* A filter for all threads at once, which must not become one of the main thread alone. */
static volatile pid_t tid = -1;
static int wake[2] = {-1, -1}, answer[2] = {-1, -1};

static void *serve(void *unused) {
    (void)unused;
    tid = gettid();
    write_all(answer[1], "r", 1);
    for (char order;;) {
        read_all(wake[0], &order, 1);
        int error = syscall(SYS_getppid) == -1 ? errno : 0;
        write_all(answer[1], &error, sizeof error);
    }
    return NULL;
}

static void create_thread(void) {
    char ready;
    must(pipe(wake));
    must(pipe(answer));
    start_thread(serve, NULL);
    read_all(answer[0], &ready, 1);
}

static const char *threads_call(void) {
    int error;
    write_all(wake[1], "x", 1);
    read_all(answer[0], &error, sizeof error);
    errno = error;
    return error ? outcome(-1) : "the parent";
}

static const char *threads_mode(void) { return line_of(text("/proc/self/task/%d/status", tid), "Seccomp:"); }
static const char *threads_filters(void) { return line_of(text("/proc/self/task/%d/status", tid), "Seccomp_filters:"); }

static void set_synchronized(void) {
    struct sock_filter code[] = {LOAD(nr), ON(SYS_getppid, SECCOMP_RET_ERRNO | EADDRNOTAVAIL), ALLOW};
    needs(install(code, sizeof code, SECCOMP_FILTER_FLAG_TSYNC));
}

OBJECT(seccomp_all_threads) = {
    .name = "seccomp-all-threads",
    .about = "a filter of all threads still filters the calls of each",
    .create = create_thread,
    .set = set_synchronized,
    .properties = PROPERTIES({"mode", mode, .expected = "2"}, {"filtered call", parents_process, .expected = "EADDRNOTAVAIL"},
                             {"mode of the thread", threads_mode, .expected = "2"},
                             {"filters of the thread", threads_filters, .expected = "1"},
                             {"call of the thread", threads_call, .expected = "EADDRNOTAVAIL"}),
};

/* In strict mode, only read, write, exit and the return from a signal are left. */
static int orders[2] = {-1, -1}, replies[2] = {-1, -1};
static pid_t strict = -1;

static int serve_strictly(int index) {
    (void)index;
    char order;
    close(orders[1]);
    close(replies[0]);
    read_all(orders[0], &order, 1);
    if (order != 's' || prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT, 0, 0, 0) == -1) order = 'e';
    write_all(replies[1], &order, 1);
    while (read(orders[0], &order, 1) == 1)
        if (order == 'k') syscall(SYS_getppid);
        else if (order == 'p' && write(replies[1], "p", 1) != 1) break;
    /* Not _exit, which ends all threads and is forbidden too. */
    syscall(SYS_exit, 0);
    return 0;
}

static void create_strict(void) {
    must(pipe(orders));
    must(pipe(replies));
    strict = start_child(serve_strictly, 0);
    must(close(orders[0]));
    must(close(replies[1]));
}

static void set_strict(void) {
    char reply;
    write_all(orders[1], "s", 1);
    read_all(replies[0], &reply, 1);
    errno = EINVAL;
    if (reply != 's') unavailable("strict seccomp");
}

static const char *strict_mode(void) { return line_of(text("/proc/%d/status", strict), "Seccomp:"); }

static const char *ping(void) {
    char reply = 0;
    write_all(orders[1], "p", 1);
    if (!await(replies[0], POLLIN, 1) || read(replies[0], &reply, 1) != 1) return "silence";
    return text("%c", reply);
}

/* Before the child is strict, every order starts it. */
static const char *forbidden_call(void) {
    int status = 0;
    write_all(orders[1], "k", 1);
    for (int tries = 0; tries < 100; tries++) {
        pid_t pid = waitpid(strict, &status, WNOHANG);
        if (pid == strict) return WIFSIGNALED(status) ? text("signal %d", WTERMSIG(status)) : text("exit %d", WEXITSTATUS(status));
        usleep(300);
    }
    return "none";
}

OBJECT(seccomp_strict) = {
    .name = "seccomp-strict",
    .about = "a process in strict mode stays in it, and continues",
    .create = create_strict,
    .set = set_strict,
    .properties = PROPERTIES({"mode", strict_mode, .expected = "1"}, {"reply", ping, .expected = "p", .once = true},
                             {"forbidden call", forbidden_call, .expected = "signal 9", .once = true}),
};
