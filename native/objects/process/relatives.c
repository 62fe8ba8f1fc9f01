/* Children that share more with their parent than usual, or that were made in an unusual way. */
#include "../object.h"
#include <limits.h>
#include <linux/kcmp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

enum { STACK = 64 << 10 };
static pid_t child = -1;
static int orders[2] = {-1, -1}, replies[2] = {-1, -1};
static char *stack;

/* Not by start_child: these children are made by clone(). They end with their parent. */
static int serve(void *unused) {
    (void)unused;
    must(prctl(PR_SET_PDEATHSIG, SIGKILL));
    char order;
    while (read(orders[0], &order, 1) == 1) {
        long result = -1;
        if (order == 'c') result = chdir("inside");
        else if (order == 'u') result = (long)umask(0123);
        else if (order == 'o') result = open("inside", O_RDONLY | O_DIRECTORY);
        else if (order == 'm') *(volatile int *)stack = 61;
        else if (order == 'q') break;
        write_all(replies[1], &result, sizeof result);
    }
    syscall(SYS_exit_group, 0);
    return 0;
}

static long ask(char order) {
    long result;
    write_all(orders[1], &order, 1);
    read_all(replies[0], &result, sizeof result);
    return result;
}

static void prepare(void) {
    must(pipe(orders));
    must(pipe(replies));
    stack = must((char *)mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
}

static void make(int flags) { child = must(clone(serve, stack + STACK, flags, NULL)); }
static const char *same(long kind) {
    if (child == -1) return "no child";
    long result = syscall(SYS_kcmp, getpid(), child, kind, 0, 0);
    return result == -1 ? outcome(-1) : result == 0 ? "the same" : "its own";
}

/* A child that was just made, or just restored, still runs for a moment. */
static const char *state(void) {
    const char *found = line_of(text("/proc/%d/status", child), "State:");
    for (int tries = 0; strncmp(found, "R", 1) == 0 && tries < 100; tries++) {
        usleep(100);
        found = line_of(text("/proc/%d/status", child), "State:");
    }
    return found;
}

static const char *folder_after_its_change(void) {
    char name[PATH_MAX];
    if (child == -1) return "no child";
    mkdir("inside", 0777);
    ask('c');
    must(!getcwd(name, sizeof name) ? -1 : 0);
    const char *last = strrchr(name, '/');
    bool moved = strcmp(last, "/inside") == 0;
    if (moved) must(chdir(".."));
    return moved ? "the child's" : "its own";
}

static const char *umask_after_its_change(void) {
    if (child == -1) return "no child";
    umask(022);
    ask('u');
    return text("%o", umask(022));
}

static const char *descriptor_that_it_opens(void) {
    if (child == -1) return "no child";
    mkdir("inside", 0777);
    long fd = ask('o');
    const char *result = fcntl((int)fd, F_GETFD) == -1 ? "closed" : "open";
    if (strcmp(result, "open") == 0) must(close((int)fd));
    return result;
}

static void set_files(void) { make(CLONE_FILES | SIGCHLD); }
static void set_fs_and_files(void) { make(CLONE_FS | CLONE_FILES | SIGCHLD); }

OBJECT(child_sharing_files) = {
    .name = "child-sharing-files",
    .about = "a child still shares its descriptors with its parent, and not its working directory",
    .create = prepare,
    .set = set_files,
    .properties = PROPERTIES({"descriptors", .read_at = same, .number = KCMP_FILES, .expected = "the same"},
                             {"folder", .read_at = same, .number = KCMP_FS, .expected = "its own"},
                             {"memory", .read_at = same, .number = KCMP_VM, .expected = "its own"},
                             {"descriptor that the child opens", descriptor_that_it_opens, .expected = "open"}),
};

OBJECT(child_sharing_folder) = {
    .name = "child-sharing-folder",
    .about = "a child still shares its working directory, its umask and its descriptors with its parent",
    .create = prepare,
    .set = set_fs_and_files,
    .properties = PROPERTIES({"descriptors", .read_at = same, .number = KCMP_FILES, .expected = "the same"},
                             {"folder", .read_at = same, .number = KCMP_FS, .expected = "the same"},
                             {"folder after a change in the child", folder_after_its_change, .expected = "the child's", .once = true},
                             {"umask after a change in the child", umask_after_its_change, .expected = "123", .once = true},
                             {"descriptor that the child opens", descriptor_that_it_opens, .expected = "open"}),
};

static void set_handlers(void) { make(CLONE_VM | CLONE_SIGHAND | SIGCHLD); }
static void set_memory(void) { make(CLONE_VM | SIGCHLD); }

static const char *word_that_it_writes(void) {
    if (child == -1) return "no child";
    *(volatile int *)stack = 0;
    ask('m');
    return text("%d", *(volatile int *)stack);
}

OBJECT(child_sharing_memory) = {
    .name = "child-sharing-memory",
    .about = "a child that is no thread still shares its parent's memory",
    .create = prepare,
    .set = set_memory,
    .properties = PROPERTIES({"memory", .read_at = same, .number = KCMP_VM, .expected = "the same"},
                             {"word that the child writes", word_that_it_writes, .expected = "61"},
                             {"signal handlers", .read_at = same, .number = KCMP_SIGHAND, .expected = "its own"}),
};

OBJECT(child_sharing_handlers) = {
    .name = "child-sharing-handlers",
    .about = "a child that is no thread still shares its parent's memory and signal handlers",
    .create = prepare,
    .set = set_handlers,
    .properties = PROPERTIES({"memory", .read_at = same, .number = KCMP_VM, .expected = "the same"},
                             {"word that the child writes", word_that_it_writes, .expected = "61"},
                             {"signal handlers", .read_at = same, .number = KCMP_SIGHAND, .expected = "the same"}),
};

/* Field 38 of /proc/PID/stat, counted from the end of the name. */
static const char *exit_signal(void) {
    char line[1024] = {0}, *next;
    int fd = open(text("/proc/%d/stat", child), O_RDONLY | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    must(read(fd, line, sizeof line - 1));
    must(close(fd));
    next = strrchr(line, ')');
    for (int field = 2; next && field < 38; field++) next = strchr(next + 1, ' ');
    return next ? text("%ld", strtol(next, NULL, 10)) : "none";
}

static sigset_t block(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigaddset(&set, SIGCHLD);
    must(sigprocmask(SIG_BLOCK, &set, NULL));
    return set;
}

static const char *signal_at_end(void) {
    if (child == -1) return "no child";
    sigset_t set = block();
    siginfo_t info;
    write_all(orders[1], "q", 1);
    if (sigtimedwait(&set, &info, &(struct timespec){.tv_nsec = 100000000}) == -1) return outcome(-1);
    return text("%d, %s", info.si_signo, info.si_pid == child ? "same PID" : "another PID");
}

static void set_signal(void) {
    block();
    make(SIGUSR2);
}

static const char *plain_wait(void) {
    int status;
    pid_t pid = waitpid(child, &status, WNOHANG);
    return pid == -1 ? outcome(-1) : text("%d", pid == child);
}

static const char *clone_wait(void) {
    siginfo_t info = {0};
    if (child == -1) return "no child";
    return outcome(waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT | __WCLONE));
}

OBJECT(child_exit_signal) = {
    .name = "child-exit-signal",
    .about = "a child still announces its end by another signal than SIGCHLD, and only those who ask for such children find it",
    .create = prepare,
    .set = set_signal,
    .properties = PROPERTIES({"signal in /proc", exit_signal, .expected = "12"},
                             {"wait for such a child", clone_wait, .expected = "0"},
                             {"wait for an ordinary child", plain_wait, .expected = "ECHILD", .natural = true},
                             {"signal of the end", signal_at_end, .expected = "12, same PID", .once = true}),
};

/* Inside of vfork(), the child's parent cannot be interrupted before the child ends. */
static struct helper helper = {.channel = -1};
static pid_t *parents;

static void *fork_and_wait(void *unused) {
    (void)unused;
    parents[0] = gettid();
    int status;
    pid_t pid = vfork();
    if (pid == 0) {
        parents[1] = (pid_t)syscall(SYS_getpid);
        char order;
        /* Until the parent closes its end; no other call of the C library is safe here. */
        while (syscall(SYS_read, orders[0], &order, 1) == 1) syscall(SYS_write, replies[1], "v", 1);
        syscall(SYS_exit_group, 5);
    }
    waitpid(pid, &status, 0);
    return NULL;
}

static void create_vfork(void) {
    must(pipe(orders));
    must(pipe(replies));
    parents = shared_memory(2 * sizeof *parents);
}

static void first_vfork(void) {
    must(close(orders[1]));
    must(close(replies[0]));
    start_thread(fork_and_wait, NULL);
    for (int tries = 0; ((volatile pid_t *)parents)[1] == 0 && tries < 10000; tries++) usleep(100);
}

static const char *waiting_state(void) {
    const char *state = line_of(text("/proc/%d/task/%d/status", helper.pid, parents[0]), "State:");
    for (int tries = 0; parents[0] && strncmp(state, "D", 1) != 0 && tries < 100; tries++) {
        usleep(100);
        state = line_of(text("/proc/%d/task/%d/status", helper.pid, parents[0]), "State:");
    }
    return state;
}

static const char *vforked_parent(void) {
    const char *parent = line_of(text("/proc/%d/status", parents[1]), "PPid:");
    return parents[1] && atoi(parent) == helper.pid ? "the helper" : "none";
}

static const char *vforked_reply(void) {
    char reply = 0;
    if (helper.channel == -1) return "no child";
    write_all(orders[1], "x", 1);
    if (!await(replies[0], POLLIN, 1) || read(replies[0], &reply, 1) != 1) return "silence";
    return text("%c", reply);
}

static void set_vfork(void) { helper = start_helper(first_vfork); }

OBJECT(vfork_waiting) = {
    .name = "vfork-waiting",
    .about = "a parent still waits for the child that it made by vfork()",
    .create = create_vfork,
    .set = set_vfork,
    .properties = PROPERTIES({"state of the parent", waiting_state, .expected = "D (disk sleep)"},
                             {"parent of the child", vforked_parent, .expected = "the helper"},
                             {"reply of the child", vforked_reply, .expected = "v"}),
};

/* A thread that waits for a child, while others run. */
static volatile int waited = -1;
static volatile pid_t waiting = -1;

static void *wait_for_child(void *unused) {
    (void)unused;
    int status;
    waiting = gettid();
    pid_t pid = waitpid(child, &status, 0);
    waited = pid == child ? status : -2;
    return NULL;
}

static void set_waiting(void) {
    make(SIGCHLD);
    start_thread(wait_for_child, NULL);
    for (int tries = 0; waiting == -1 && tries < 10000; tries++) usleep(100);
    /* The child may still be on its way to sleep. */
    for (int tries = 0; strncmp(state(), "R", 1) == 0 && tries < 10000; tries++) usleep(100);
}

static const char *waiting_call(void) {
    const char *call = line_of(text("/proc/self/task/%d/syscall", waiting), "");
    for (int tries = 0; strncmp(call, "running", 7) == 0 && tries < 100; tries++) {
        usleep(100);
        call = line_of(text("/proc/self/task/%d/syscall", waiting), "");
    }
    return atoi(call) == SYS_wait4 ? "waitpid" : waiting == -1 ? "no thread" : text("call %d", atoi(call));
}

static const char *result(void) { return waited == -1 ? "waits" : text("%x", waited); }

static const char *result_after_end(void) {
    if (child == -1) return "no child";
    write_all(orders[1], "q", 1);
    for (int tries = 0; waited == -1 && tries < 1000; tries++) usleep(100);
    return result();
}

OBJECT(thread_waits_for_child) = {
    .name = "thread-waits-for-child",
    .about = "a thread that waits for a child still waits for it, and hears of its end",
    .create = prepare,
    .set = set_waiting,
    .properties = PROPERTIES({"call of the thread", waiting_call, .natural = true},
                             {"state of the child", state, .expected = "S (sleeping)"},
                             {"result before the child's end", result, .expected = "waits", .natural = true},
                             {"result after the child's end", result_after_end, .expected = "0", .once = true}),
};
