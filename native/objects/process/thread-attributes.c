/* What each thread has for itself. The main thread keeps the usual values, so a thread that takes over its values is noticed. */
#include "thread-worker.h"
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

static const char *status(const char *key) { return line_of(text("/proc/self/task/%d/status", worker), key); }

/* Needs no privilege. */
static const char *set_usual(void) {
    sigset_t more;
    sigfillset(&more);
    sigdelset(&more, SIGRTMIN + 9);
    STEP(prctl(PR_SET_NAME, "a thread's name"));
    STEP(pthread_sigmask(SIG_SETMASK, &more, NULL) ? -1 : 0);
    STEP(prctl(PR_SET_TIMERSLACK, 123456));
    return "done";
}

static void set_usual_in_worker(void) { set_in_worker(set_usual); }
static const char *name(void) { return content(text("/proc/self/task/%d/comm", worker)); }
static const char *mask(void) { return status("SigBlk:"); }
static const char *own_slack(void) { return outcome(prctl(PR_GET_TIMERSLACK)); }
static const char *slack(void) { return ask_worker(own_slack); }

OBJECT(usual) = {
    .name = "thread-name-and-signal-mask",
    .about = "a thread keeps its own name and signal mask",
    .create = start_worker,
    .set = set_usual_in_worker,
    .properties = PROPERTIES({"name", name, .expected = "a thread's name\\x0a"}, {"signal mask", mask}),
};

OBJECT(timer_slack) = {
    .name = "thread-timer-slack",
    .about = "a thread keeps its own timer slack",
    .create = start_worker,
    .set = set_usual_in_worker,
    .properties = PROPERTIES({"timer slack", slack, .expected = "123456"},
                             {"timer slack of the main thread", own_slack, .natural = true}),
};

static const char *set_nice(void) {
    STEP(setpriority(PRIO_PROCESS, 0, 7));
    return "done";
}

static void set_nice_in_worker(void) { set_in_worker(set_nice); }

static const char *nice_of(pid_t thread) {
    errno = 0;
    int value = getpriority(PRIO_PROCESS, (id_t)thread);
    return errno ? outcome(-1) : text("%d", value);
}

static const char *nice_of_worker(void) { return nice_of(worker); }
static const char *nice_of_main(void) { return nice_of(0); }

OBJECT(nice) = {
    .name = "thread-nice",
    .about = "a thread keeps a nice value of its own",
    .create = start_worker,
    .set = set_nice_in_worker,
    .properties = PROPERTIES({"nice value", nice_of_worker},
                             {"nice value of the main thread", nice_of_main, .natural = true}),
};

static const char *set_fifo(void) {
    STEP(sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){.sched_priority = 3}));
    return "done";
}

static void set_fifo_in_worker(void) { set_in_worker(set_fifo); }
static const char *policy(long whole) { return outcome(sched_getscheduler(whole ? 0 : worker)); }

static const char *priority(void) {
    struct sched_param parameter = {0};
    return sched_getparam(worker, &parameter) == -1 ? outcome(-1) : text("%d", parameter.sched_priority);
}

OBJECT(fifo) = {
    .name = "thread-real-time",
    .about = "a thread keeps a real-time policy of its own",
    .create = start_worker,
    .set = set_fifo_in_worker,
    .properties = PROPERTIES({"policy", .read_at = policy, .number = 0, .expected = "1"}, {"priority", priority, .expected = "3"},
                             {"policy of the main thread", .read_at = policy, .number = 1, .expected = "0", .natural = true}),
};

static const char *set_affinity(void) {
    cpu_set_t all, one;
    STEP(sched_getaffinity(0, sizeof all, &all));
    errno = ENXIO;
    STEP(CPU_COUNT(&all) < 2 ? -1 : 0);
    CPU_ZERO(&one);
    for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&one) == 0; cpu++)
        if (CPU_ISSET(cpu, &all)) CPU_SET(cpu, &one);
    STEP(sched_setaffinity(0, sizeof one, &one));
    return "done";
}

static void set_affinity_in_worker(void) { set_in_worker(set_affinity); }
static const char *processors(void) { return status("Cpus_allowed_list:"); }
static const char *processors_of_main(void) { return line_of("/proc/self/status", "Cpus_allowed_list:"); }

OBJECT(affinity) = {
    .name = "thread-affinity",
    .about = "a thread that is bound to a processor stays bound to it, and the main thread does not become bound",
    .create = start_worker,
    .set = set_affinity_in_worker,
    .properties = PROPERTIES({"processors", processors}, {"processors of the main thread", processors_of_main, .natural = true}),
};

static const char *set_io_priority(void) {
    STEP(syscall(SYS_ioprio_set, 1, 0, 3 << 13 | 0));
    return "done";
}

static void set_io_priority_in_worker(void) { set_in_worker(set_io_priority); }
static const char *io_priority(long main) { return text("%lx", syscall(SYS_ioprio_get, 1, main ? 0 : worker)); }

OBJECT(io_priority) = {
    .name = "thread-io-priority",
    .about = "a thread keeps an I/O priority of its own",
    .create = start_worker,
    .set = set_io_priority_in_worker,
    .properties = PROPERTIES({"I/O priority", .read_at = io_priority, .number = 0, .expected = "6000"},
                             {"I/O priority of the main thread", .read_at = io_priority, .number = 1, .natural = true}),
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

static const char *set_no_new_privileges(void) {
    STEP(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    return "done";
}

static void set_no_new_privileges_in_worker(void) { set_in_worker(set_no_new_privileges); }
static const char *no_new_privileges(void) { return status("NoNewPrivs:"); }
static const char *no_new_privileges_of_main(void) { return line_of("/proc/self/status", "NoNewPrivs:"); }

OBJECT(no_new_privileges) = {
    .name = "thread-no-new-privileges",
    .about = "a thread that can gain no privilege stays the only one",
    .create = start_worker,
    .set = set_no_new_privileges_in_worker,
    .properties = PROPERTIES({"no new privileges", no_new_privileges, .expected = "1"},
                             {"of the main thread", no_new_privileges_of_main, .expected = "0", .natural = true}),
};

static int drops(unsigned kept, unsigned permitted) {
    errno = EPERM;
    return kept == permitted ? -1 : 0;
}

/* Libc would change all threads, the kernel changes one. */
static const char *set_credentials(void) {
    gid_t groups[] = {61181, 61182};
    STEP(syscall(SYS_setgroups, 2, groups));
    STEP(syscall(SYS_setresgid, 61177, 61178, 61179));
    STEP(prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0));
    STEP(syscall(SYS_setresuid, 61174, 61175, 61176));
    return "done";
}

static void set_credentials_in_worker(void) { set_in_worker(set_credentials); }
static const char *uids(void) { return status("Uid:"); }
static const char *gids(void) { return status("Gid:"); }
static const char *groups(void) { return status("Groups:"); }
static const char *own_keepcaps(void) { return outcome(prctl(PR_GET_KEEPCAPS)); }
static const char *keepcaps(void) { return ask_worker(own_keepcaps); }
static const char *permitted(void) { return status("CapPrm:"); }
static const char *uids_of_main(void) { return line_of("/proc/self/status", "Uid:"); }

OBJECT(credentials) = {
    .name = "thread-own-credentials",
    .about = "a thread keeps the accounts and groups that only it has",
    .create = start_worker,
    .set = set_credentials_in_worker,
    .properties = PROPERTIES({"accounts", uids, .expected = "61174\\x0961175\\x0961176\\x0961175"},
                             {"groups", gids, .expected = "61177\\x0961178\\x0961179\\x0961178"},
                             {"supplementary groups", groups, .expected = "61181 61182"}, {"keep capabilities", keepcaps, .expected = "1"},
                             {"accounts of the main thread", uids_of_main, .natural = true}),
};

static const char *set_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2];
    STEP(syscall(SYS_capget, &header, data));
    unsigned kept = data[0].permitted & ~(1u << CAP_NET_RAW | 1u << CAP_MKNOD);
    STEP(drops(kept, data[0].permitted));
    data[0].permitted = kept;
    data[0].effective = kept & ~(1u << CAP_CHOWN);
    data[0].inheritable = kept & 1u << CAP_KILL;
    STEP(syscall(SYS_capset, &header, data));
    STEP(prctl(PR_CAPBSET_DROP, CAP_SYS_BOOT));
    return "done";
}

static void set_capabilities_in_worker(void) { set_in_worker(set_capabilities); }
static const char *effective(void) { return status("CapEff:"); }
static const char *inheritable(void) { return status("CapInh:"); }
static const char *bounding(void) { return status("CapBnd:"); }
static const char *permitted_of_main(void) { return line_of("/proc/self/status", "CapPrm:"); }

OBJECT(capabilities) = {
    .name = "thread-capabilities",
    .about = "a thread keeps the capabilities that only it has dropped",
    .create = start_worker,
    .set = set_capabilities_in_worker,
    .properties = PROPERTIES({"permitted", permitted}, {"effective", effective}, {"inheritable", inheritable, .expected = "0000000000000020"},
                             {"bounding", bounding}, {"permitted of the main thread", permitted_of_main, .natural = true}),
};

/* Answers one call that no program needs with an error of its own. */
static const char *set_filter(void) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_uselib, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EXDEV),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof code / sizeof code[0], .filter = code};
    STEP(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    STEP(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program));
    return "done";
}

static void set_filter_in_worker(void) { set_in_worker(set_filter); }
static const char *own_uselib(void) { return outcome(syscall(SYS_uselib, "")); }
static const char *filtered_call(void) { return ask_worker(own_uselib); }
static const char *filter_mode(void) { return status("Seccomp:"); }
static const char *filters(void) { return status("Seccomp_filters:"); }
static const char *filter_mode_of_main(void) { return line_of("/proc/self/status", "Seccomp:"); }

OBJECT(filter) = {
    .name = "thread-seccomp-filter",
    .about = "a thread keeps the filter of system calls that only it has",
    .create = start_worker,
    .set = set_filter_in_worker,
    .properties = PROPERTIES({"mode", filter_mode, .expected = "2"}, {"number of filters", filters},
                             {"filtered call", filtered_call, .expected = "EXDEV"},
                             {"mode of the main thread", filter_mode_of_main, .natural = true}),
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
