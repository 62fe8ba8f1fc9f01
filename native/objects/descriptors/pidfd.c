/* A pidfd still stands for its process. */
#include "common.h"
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

/* Not in the headers of Debian 12. */
#define THREAD O_EXCL

static struct helper helper;

static const char *pid_of(long fd) { return line_of(text("/proc/self/fdinfo/%ld", fd), "Pid:"); }
static const char *pid_in_namespace(long fd) { return line_of(text("/proc/self/fdinfo/%ld", fd), "NSpid:"); }

/* A pidfd becomes readable when its process ends. */
static const char *state_of(long fd) {
    struct pollfd waiting = {.fd = (int)fd, .events = POLLIN};
    must(poll(&waiting, 1, 0));
    return waiting.revents & POLLNVAL ? "none" : waiting.revents & POLLIN ? "ended" : "runs";
}

static const char *signal_to(long fd) { return outcome(syscall(SYS_pidfd_send_signal, (int)fd, 0, NULL, 0)); }

/* Standard error is the same file in every process of the program. */
static const char *descriptor_taken(void) {
    int taken = (int)syscall(SYS_pidfd_getfd, FD, 2, 0);
    if (taken == -1) return outcome(-1);
    struct stat theirs, ours;
    must(fstat(taken, &theirs));
    must(fstat(2, &ours));
    must(close(taken));
    return theirs.st_ino == ours.st_ino && theirs.st_dev == ours.st_dev ? "the same file" : "another file";
}

static const char *status_of(long fd) {
    siginfo_t ended = {0};
    if (waitid(P_PIDFD, (id_t)fd, &ended, WEXITED | WNOHANG | WNOWAIT) == -1) return outcome(-1);
    return ended.si_pid == 0 ? "runs" : text("%s %d", ended.si_code == CLD_EXITED ? "exit" : "signal", ended.si_status);
}

static const char *status_after_kill(void) {
    siginfo_t ended = {0};
    if (syscall(SYS_pidfd_send_signal, FD, SIGKILL, NULL, 0) == -1) return outcome(-1);
    if (waitid(P_PIDFD, FD, &ended, WEXITED) == -1) return outcome(-1);
    return text("signal %d", ended.si_status);
}

static void open_pidfd(pid_t pid, unsigned flags, int at) { place(needs((int)syscall(SYS_pidfd_open, pid, flags)), at); }

/* EAGAIN and not 0: the flag of the pidfd, not an option of the call, keeps it from waiting. */
static const char *waiting_for_end(void) {
    siginfo_t ended = {0};
    if (!(fcntl(SECOND, F_GETFL) & O_NONBLOCK)) return "would wait";
    return outcome(waitid(P_PIDFD, SECOND, &ended, WEXITED | WNOWAIT));
}

static const char *is_own(void) {
    const char *found = pid_of(THIRD);
    return strcmp(found, text("%d", getpid())) == 0 ? "the process itself" : found;
}

static void set_living(void) {
    helper = start_helper(NULL);
    open_pidfd(helper.pid, 0, FD);
    open_pidfd(helper.pid, O_NONBLOCK, SECOND);
    open_pidfd(getpid(), 0, THIRD);
}

OBJECT(pidfd) = {
    .name = "pidfd",
    .about = "pidfds of a child and of the process itself still stand for these",
    .set = set_living,
    .properties = PROPERTIES({"PID", .read_at = pid_of, .number = FD},
                             {"PID in its namespaces", .read_at = pid_in_namespace, .number = FD},
                             {"state", .read_at = state_of, .number = FD, .expected = "runs"},
                             {"a signal", .read_at = signal_to, .number = FD, .expected = "0"},
                             {"flags", .read_at = flags_of, .number = FD},
                             {"a descriptor of the child", descriptor_taken, .expected = "the same file"},
                             {"flags of a nonblocking one", .read_at = flags_of, .number = SECOND},
                             {"a wait with it", waiting_for_end, .expected = "EAGAIN"},
                             {"process of the third", is_own, .expected = "the process itself"},
                             {"state of the third", .read_at = state_of, .number = THIRD, .expected = "runs"},
                             {"status after SIGKILL", status_after_kill, .expected = "signal 9", .once = true}),
};

static void set_parent(void) {
    errno = ESRCH;
    /* The parent of the first process in a PID namespace has no number in it. */
    if (getppid() == 0) unavailable("a parent in this namespace");
    open_pidfd(getppid(), 0, FD);
}

OBJECT(pidfd_parent) = {
    .name = "pidfd-parent",
    .about = "a pidfd of a process that is not checkpointed still stands for it",
    .set = set_parent,
    .properties = PROPERTIES({"PID", .read_at = pid_of, .number = FD},
                             {"state", .read_at = state_of, .number = FD, .expected = "runs"},
                             {"flags", .read_at = flags_of, .number = FD}),
};

static void *live(void *waiting) {
    while (pause() == -1) continue;
    return waiting;
}

static pid_t thread;

static void *live_as_thread(void *waiting) {
    __atomic_store_n(&thread, (pid_t)syscall(SYS_gettid), __ATOMIC_RELEASE);
    return live(waiting);
}

static const char *is_thread(void) {
    const char *found = pid_of(FD);
    return thread && strcmp(found, text("%d", thread)) == 0 ? "the thread" : found;
}

static void set_thread(void) {
    start_thread(live_as_thread, NULL);
    while (__atomic_load_n(&thread, __ATOMIC_ACQUIRE) == 0) sched_yield();
    open_pidfd(thread, THREAD, FD);
}

OBJECT(pidfd_thread) = {
    .name = "pidfd-thread",
    .about = "a pidfd of a thread (PIDFD_THREAD) still stands for that thread",
    .set = set_thread,
    .properties = PROPERTIES({"thread", is_thread, .expected = "the thread"}, {"flags", .read_at = flags_of, .number = FD},
                             {"state", .read_at = state_of, .number = FD, .expected = "runs"},
                             {"a signal", .read_at = signal_to, .number = FD, .expected = "0"}),
};

static int end_at_once(int index) { return 7 + index; }

static pid_t ended_child(int index) {
    pid_t pid = start_child(end_at_once, index);
    siginfo_t ended;
    must(waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT));
    return pid;
}

static void set_zombie(void) { open_pidfd(ended_child(0), 0, FD); }

static const char *status_when_reaped(void) {
    siginfo_t ended = {0};
    if (waitid(P_PIDFD, FD, &ended, WEXITED | WNOHANG) == -1) return outcome(-1);
    return text("%d, then %s", ended.si_status, status_of(FD));
}

OBJECT(pidfd_zombie) = {
    .name = "pidfd-zombie",
    .about = "a pidfd of a child that has ended and was not waited for still gives its exit status",
    .set = set_zombie,
    .properties = PROPERTIES({"PID", .read_at = pid_of, .number = FD},
                             {"state", .read_at = state_of, .number = FD, .expected = "ended"},
                             {"status", .read_at = status_of, .number = FD, .expected = "exit 7"},
                             {"a signal", .read_at = signal_to, .number = FD, .expected = "0"},
                             {"status when it is reaped", status_when_reaped, .expected = "7, then ECHILD", .once = true}),
};

static void open_dead(int index, int first, int second) {
    pid_t pid = start_child(end_at_once, index);
    open_pidfd(pid, 0, first);
    if (second) open_pidfd(pid, 0, second);
    finish_child(pid);
}

/* Each process has an inode of its own since Linux 6.9; before, all pidfds have the same. */
static const char *same_process(long other) {
    struct stat one, two;
    if (fstat(FD, &one) == -1 || fstat((int)other, &two) == -1) return outcome(-1);
    return one.st_ino == two.st_ino ? "the same inode" : "another inode";
}

static void set_dead(void) {
    open_dead(0, FD, SECOND);
    open_dead(1, THIRD, 0);
}

OBJECT(pidfd_dead) = {
    .name = "pidfd-dead",
    .about = "two pidfds of one dead process and one of another still stand for two dead processes",
    .set = set_dead,
    .properties = PROPERTIES({"PID", .read_at = pid_of, .number = FD, .expected = "-1"},
                             {"state", .read_at = state_of, .number = FD, .expected = "ended"},
                             {"a signal", .read_at = signal_to, .number = FD, .expected = "ESRCH"},
                             {"the second", .read_at = same_process, .number = SECOND, .expected = "the same inode"},
                             {"the third", .read_at = same_process, .number = THIRD},
                             {"state of the third", .read_at = state_of, .number = THIRD, .expected = "ended"}),
};

/* Not in the headers of Debian 12: what PIDFD_GET_INFO fills in. */
struct info {
    uint64_t wanted, cgroup;
    uint32_t pid, tgid, ppid, ids[8];
    int32_t exit_code;
};
enum { WANTS_EXIT = 1 << 3 };

static int exit_code_of(int fd) {
    struct info info = {.wanted = WANTS_EXIT};
    if (ioctl(fd, _IOWR(0xFF, 11, struct info), &info) == -1) return -1;
    errno = ENODATA;
    return info.wanted & WANTS_EXIT ? info.exit_code : -1;
}

static const char *exit_status(void) {
    int code = exit_code_of(FD);
    return code == -1 ? outcome(-1) : WIFEXITED(code) ? text("exit %d", WEXITSTATUS(code)) : text("signal %d", WTERMSIG(code));
}

static void set_dead_status(void) {
    open_dead(2, FD, 0);
    needs(exit_code_of(FD));
}

OBJECT(pidfd_dead_status) = {
    .name = "pidfd-dead-status",
    .about = "a pidfd of a dead process still gives the exit status that PIDFD_GET_INFO reports",
    .set = set_dead_status,
    .properties = PROPERTIES({"exit status", exit_status, .expected = "exit 9"},
                             {"state", .read_at = state_of, .number = FD, .expected = "ended"}),
};
