/* Processes whose parent, session leader or group leader has ended. */
#include "../object.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>

/* What the processes report before their parents end, in memory that all share. */
struct shared {
    volatile pid_t daemon, session, group;
    volatile long turns;
};
static struct shared *shared;
static pid_t zombie = -1;
static int channel[2] = {-1, -1};

static void create(void) { shared = shared_memory(sizeof *shared); }

/* Nothing ties a daemon to the program, so a file does: it ends when the file is gone, at the latest with the folder. */
static _Noreturn void run_daemon(bool own_session) {
    if (own_session) must(setsid());
    for (int fd = 0; fd < 256; fd++) close(fd);
    shared->daemon = getpid();
    for (int tries = 0; tries < 60000 && access("daemon-runs", F_OK) == 0; tries++) {
        shared->turns++;
        usleep(1000);
    }
    _exit(0);
}

static void start_daemon(bool own_session, bool reap) {
    int status;
    siginfo_t info;
    must(close(must(open("daemon-runs", O_CREAT | O_WRONLY | O_CLOEXEC, 0666))));
    pid_t between = must(fork());
    if (between == 0) {
        pid_t pid = fork();
        if (pid == 0) {
            while (getppid() == between) usleep(50);
            run_daemon(own_session);
        }
        _exit(pid == -1 ? 1 : 7);
    }
    must(waitid(P_PID, (id_t)between, &info, WEXITED | WNOWAIT));
    if (reap) must(waitpid(between, &status, 0));
    else zombie = between;
    for (int tries = 0; !shared->daemon && tries < 10000; tries++) usleep(100);
    errno = ECHILD;
    if (!shared->daemon) broken("the daemon");
}

static const char *life(void) {
    if (!shared->daemon) return "no daemon";
    return kill(shared->daemon, 0) == -1 && errno == ESRCH ? "ended" : "lives";
}

static const char *parent(void) {
    if (!shared->daemon) return "no daemon";
    int ppid = atoi(line_of(text("/proc/%d/status", shared->daemon), "PPid:"));
    return ppid == getpid() ? "this process" : ppid == 0 ? "none" : "another process";
}

static const char *session(void) {
    if (!shared->daemon) return "no daemon";
    pid_t sid = getsid(shared->daemon);
    return sid == -1 ? outcome(-1) : sid == getsid(0) ? "this session" : "another session";
}

static const char *turns(void) {
    if (!shared->daemon) return "no daemon";
    long before = shared->turns;
    for (int tries = 0; shared->turns == before && tries < 300; tries++) usleep(100);
    return shared->turns == before ? "stand still" : "continue";
}

static const char *end(void) {
    pid_t pid = shared->daemon;
    if (!pid) return "no daemon";
    must(unlink("daemon-runs"));
    for (int tries = 0; tries < 2000; tries++) {
        /* A zombie that only its new parent can remove has ended too. */
        const char *state = line_of(text("/proc/%d/status", pid), "State:");
        if (strncmp(state, "Z", 1) == 0 || strcmp(state, "ENOENT") == 0) return "ends";
        usleep(100);
    }
    return "continues";
}

static const char *end_and_status(void) {
    int status;
    pid_t pid = shared->daemon;
    const char *ended = end();
    if (!pid) return ended;
    return waitpid(pid, &status, WNOHANG) == -1 ? outcome(-1) : text("%s with %x", ended, status);
}

static void set_in_session(void) { start_daemon(false, true); }
static void set_own_session(void) { start_daemon(true, true); }
static void set_with_zombie(void) { start_daemon(false, false); }

static void set_adopted(void) {
    must(prctl(PR_SET_CHILD_SUBREAPER, 1));
    start_daemon(true, true);
}

OBJECT(daemon_of_same_session) = {
    .name = "daemon-of-same-session",
    .about = "a process that left its parent, but not its session, lives on while the parent is restored",
    .create = create,
    .set = set_in_session,
    .properties = PROPERTIES({"daemon", life, .expected = "lives"}, {"parent", parent, .expected = "another process"},
                             {"session", session, .expected = "this session"}, {"end", end, .expected = "ends", .once = true}),
};

OBJECT(daemon_of_own_session) = {
    .name = "daemon-of-own-session",
    .about = "a process that left its parent and its session lives on and still shares memory with the restored parent",
    .create = create,
    .set = set_own_session,
    .properties = PROPERTIES({"daemon", life, .expected = "lives"}, {"parent", parent, .expected = "another process"},
                             {"session", session, .expected = "another session"},
                             {"turns in shared memory", turns, .expected = "continue"},
                             {"end", end, .expected = "ends", .once = true}),
};

OBJECT(daemon_adopted) = {
    .name = "daemon-adopted",
    .about = "a daemon that its grandparent adopted remains its child and shares memory with it",
    .create = create,
    .set = set_adopted,
    .properties = PROPERTIES({"daemon", life, .expected = "lives"}, {"parent", parent, .expected = "this process"},
                             {"session", session, .expected = "another session"},
                             {"turns in shared memory", turns, .expected = "continue"},
                             {"end", end_and_status, .expected = "ends with 0", .once = true}),
};

static const char *zombie_state(void) { return line_of(text("/proc/%d/status", zombie), "State:"); }

OBJECT(zombie_with_daemon) = {
    .name = "zombie-with-daemon",
    .about = "a child that has ended still waits for its parent, while its own child lives on outside",
    .create = create,
    .set = set_with_zombie,
    .properties = PROPERTIES({"zombie", zombie_state, .expected = "Z (zombie)"}, {"daemon", life, .expected = "lives"},
                             {"session", session, .expected = "this session"}, {"end", end, .expected = "ends", .once = true}),
};

/* Lives until the other end of the channel is closed. */
static _Noreturn void wait_for_end(void) {
    char none;
    must(close(channel[1]));
    shared->daemon = getpid();
    while (read(channel[0], &none, 1) == -1 && errno == EINTR) continue;
    _exit(5);
}

/* The first child leads a session, the second one a group in it, and only the third one stays. */
static void start_leaderless(bool own_session) {
    int status;
    pid_t adopter = getpid();
    must(prctl(PR_SET_CHILD_SUBREAPER, 1));
    must(pipe2(channel, O_CLOEXEC));
    pid_t first = must(fork());
    if (first == 0) {
        if (own_session) must(setsid());
        pid_t second = must(fork());
        if (second == 0) {
            must(setpgid(0, 0));
            pid_t third = must(fork());
            if (third == 0) {
                while (getppid() != adopter) usleep(50);
                wait_for_end();
            }
            shared->group = getpid();
            _exit(0);
        }
        must(waitpid(second, &status, 0));
        _exit(0);
    }
    must(waitpid(first, &status, 0));
    shared->session = own_session ? first : getsid(0);
    /* The group leader was waited for by the first child, so only the third one is left. */
    for (int tries = 0; !shared->daemon && tries < 10000; tries++) usleep(100);
    must(close(channel[0]));
}

static const char *session_number(void) {
    if (!shared->daemon) return "no daemon";
    pid_t found = getsid(shared->daemon);
    return found == -1 ? outcome(-1) : found == shared->session ? "the leader that has ended" : "another one";
}

static const char *group_number(void) {
    if (!shared->daemon) return "no daemon";
    pid_t found = getpgid(shared->daemon);
    return found == -1 ? outcome(-1) : found == shared->group ? "the leader that has ended" : "another one";
}

static const char *last_status(void) {
    int status;
    if (!shared->daemon) return "no daemon";
    must(close(channel[1]));
    for (int tries = 0; tries < 300; tries++) {
        pid_t pid = waitpid(shared->daemon, &status, WNOHANG);
        if (pid != 0) return pid == -1 ? outcome(-1) : text("exit %d", WEXITSTATUS(status));
        usleep(100);
    }
    return "nothing";
}

static void set_leaderless_session(void) { start_leaderless(true); }
static void set_leaderless_group(void) { start_leaderless(false); }

OBJECT(session_without_leader) = {
    .name = "session-without-leader",
    .about = "an adopted process of a session and a group whose leaders have ended stays in them, and stays adopted",
    .create = create,
    .set = set_leaderless_session,
    .properties = PROPERTIES({"process", life, .expected = "lives"}, {"parent", parent, .expected = "this process"},
                             {"session", session_number, .expected = "the leader that has ended"},
                             {"process group", group_number, .expected = "the leader that has ended"},
                             {"last status", last_status, .expected = "exit 5", .once = true}),
};

OBJECT(group_without_leader) = {
    .name = "group-without-leader",
    .about = "an adopted process of a group whose leader has ended stays in it, and stays adopted",
    .create = create,
    .set = set_leaderless_group,
    .properties = PROPERTIES({"process", life, .expected = "lives"}, {"parent", parent, .expected = "this process"},
                             {"session", session, .expected = "this session"},
                             {"process group", group_number, .expected = "the leader that has ended"},
                             {"last status", last_status, .expected = "exit 5", .once = true}),
};
