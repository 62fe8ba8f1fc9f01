/* Children that have ended and that their parent has not waited for. */
#include "../object.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>

static pid_t zombie = -1;

static const char *state(void) { return line_of(text("/proc/%d/status", zombie), "State:"); }
static const char *name(void) { return content(text("/proc/%d/comm", zombie)); }
static const char *number(void) { return text("%d", zombie); }
static const char *parent(void) {
    const char *ppid = line_of(text("/proc/%d/status", zombie), "PPid:");
    return atoi(ppid) == getpid() ? "this process" : ppid;
}

/* Asks without waiting for good, so it can be asked again. */
static const char *information(void) {
    siginfo_t info = {0};
    if (waitid(P_PID, (id_t)zombie, &info, WEXITED | WNOHANG | WNOWAIT) == -1) return outcome(-1);
    if (info.si_pid == 0) return "nothing";
    return text("code %d, status %d, %s, user %d", info.si_code, info.si_status, info.si_pid == zombie ? "same PID" : "another PID",
                info.si_uid == getuid() ? 0 : -1);
}

static const char *last_status(void) {
    int status;
    pid_t pid = waitpid(zombie, &status, WNOHANG);
    return pid == -1 ? outcome(-1) : pid == 0 ? "nothing" : text("%x", status);
}

/* Not by start_child, which expects to wait for its child itself. */
static void make(void (*body)(void)) {
    siginfo_t info;
    zombie = must(fork());
    if (zombie == 0) {
        body();
        _exit(7);
    }
    must(waitid(P_PID, (id_t)zombie, &info, WEXITED | WNOWAIT));
}

static void nothing(void) {}
static void set_exited(void) { make(nothing); }

OBJECT(zombie_exited) = {
    .name = "zombie-exited",
    .about = "a child that has ended still waits for its parent, with its exit code",
    .set = set_exited,
    .properties = PROPERTIES({"state", state, .expected = "Z (zombie)"}, {"PID", number},
                             {"parent", parent, .expected = "this process"},
                             {"information", information, .expected = "code 1, status 7, same PID, user 0"},
                             {"name", name}, {"status of the last wait", last_status, .expected = "700", .once = true}),
};

static void be_killed(void) { raise(SIGTERM); }
static void set_killed(void) { make(be_killed); }

OBJECT(zombie_killed) = {
    .name = "zombie-killed",
    .about = "a child that was killed still waits for its parent, with its signal",
    .set = set_killed,
    .properties = PROPERTIES({"state", state, .expected = "Z (zombie)"}, {"PID", number},
                             {"information", information, .expected = "code 2, status 15, same PID, user 0"},
                             {"status of the last wait", last_status, .expected = "f", .once = true}),
};

/* The bit of the core dump is set only if the machine writes one, so the limit forbids it and the property is the signal. */
static void crash(void) {
    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
    raise(SIGABRT);
}
static void set_crashed(void) { make(crash); }

OBJECT(zombie_crashed) = {
    .name = "zombie-crashed",
    .about = "a child that crashed still waits for its parent, with its signal",
    .set = set_crashed,
    .properties = PROPERTIES({"state", state, .expected = "Z (zombie)"}, {"information", information},
                             {"PID", number}, {"status of the last wait", last_status, .expected = "6", .once = true}),
};

static void rename_itself(void) {
    int fd = must(open("/proc/self/comm", O_WRONLY));
    write_all(fd, "gone", 4);
    must(setpgid(0, 0));
    must(setpriority(PRIO_PROCESS, 0, 19));
}
static void set_named(void) { make(rename_itself); }

static const char *group(void) {
    pid_t found = getpgid(zombie);
    return found == -1 ? outcome(-1) : found == zombie ? "its own" : "another one";
}
static const char *session(void) {
    pid_t found = getsid(zombie);
    return found == -1 ? outcome(-1) : found == getsid(0) ? "this session" : "another one";
}

OBJECT(zombie_group_leader) = {
    .name = "zombie-group-leader",
    .about = "a child that has ended and led a process group keeps its name and its group",
    .set = set_named,
    .properties = PROPERTIES({"state", state, .expected = "Z (zombie)"}, {"name", name, .expected = "gone\\x0a"},
                             {"process group", group, .expected = "its own"}, {"session", session, .expected = "this session"}),
};

static const char *waited_usage(void) {
    struct rusage usage;
    int status;
    pid_t pid = (pid_t)syscall(SYS_wait4, zombie, &status, WNOHANG, &usage);
    if (pid <= 0) return outcome(pid);
    return usage.ru_utime.tv_sec > 0 || usage.ru_utime.tv_usec + usage.ru_stime.tv_usec >= 10000 ? "at least 10 ms" : "less than 10 ms";
}

static const char *usage_in_proc(void) {
    char line[1024] = {0};
    int fd = open(text("/proc/%d/stat", zombie), O_RDONLY | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    must(read(fd, line, sizeof line - 1));
    must(close(fd));
    unsigned long user = 0, system = 0;
    sscanf(strrchr(line, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
    return user + system > 0 ? "some" : "none";
}

/* More than one clock tick of /proc, and less than a user notices. */
static void work(void) {
    struct timespec used;
    do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    while (used.tv_sec == 0 && used.tv_nsec < 21000000);
}
static void set_worked(void) { make(work); }

OBJECT(zombie_processor_time) = {
    .name = "zombie-processor-time",
    .about = "a child that has ended still reports the processor time that it used",
    .set = set_worked,
    .properties = PROPERTIES({"state", state, .expected = "Z (zombie)"},
                             {"processor time in /proc", usage_in_proc, .expected = "some"},
                             {"processor time of the last wait", waited_usage, .expected = "at least 10 ms", .once = true}),
};

static const char *pending(void) {
    sigset_t set;
    must(sigpending(&set));
    return sigismember(&set, SIGCHLD) ? "pending" : "not pending";
}

static const char *signal_information(void) {
    sigset_t set;
    siginfo_t info;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    if (sigtimedwait(&set, &info, &(struct timespec){0}) == -1) return outcome(-1);
    return text("code %d, status %d, %s", info.si_code, info.si_status, info.si_pid == zombie ? "same PID" : "another PID");
}

static void set_pending(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    must(sigprocmask(SIG_BLOCK, &set, NULL));
    set_exited();
}

OBJECT(zombie_signal_pending) = {
    .name = "zombie-signal-pending",
    .about = "the signal of a child's end still waits, with what it says of the child",
    .set = set_pending,
    .properties = PROPERTIES({"state", state, .expected = "Z (zombie)"}, {"signal", pending, .expected = "pending"},
                             {"information of the signal", signal_information, .expected = "code 1, status 7, same PID", .once = true},
                             {"status of the last wait", last_status, .expected = "700", .once = true}),
};

/* Ten of them, so that the order in which they are found counts too. */
enum { MANY = 10 };
static pid_t all[MANY];

static void set_many(void) {
    siginfo_t info;
    for (int i = 0; i < MANY; i++) {
        all[i] = must(fork());
        if (all[i] == 0) _exit(20 + i);
        must(waitid(P_PID, (id_t)all[i], &info, WEXITED | WNOWAIT));
    }
    zombie = all[MANY - 1];
}

static const char *codes(void) {
    char line[8 * MANY] = "";
    for (int i = 0; i < MANY; i++) {
        siginfo_t info = {0};
        if (all[i] == 0 || waitid(P_PID, (id_t)all[i], &info, WEXITED | WNOHANG | WNOWAIT) == -1) return outcome(-1);
        snprintf(line + strlen(line), sizeof line - strlen(line), "%d ", info.si_status);
    }
    return text("%s", line);
}

static const char *order(void) {
    char line[8 * MANY] = "";
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
        snprintf(line + strlen(line), sizeof line - strlen(line), "%d ", WEXITSTATUS(status));
    return text("%s", line);
}

OBJECT(zombies) = {
    .name = "zombies",
    .about = "children that have ended are found in the order in which they were started",
    .set = set_many,
    .properties = PROPERTIES({"codes", codes, .expected = "20 21 22 23 24 25 26 27 28 29 "},
                             {"last state", state, .expected = "Z (zombie)"},
                             {"order of waiting for any", order, .expected = "20 21 22 23 24 25 26 27 28 29 ", .once = true}),
};
