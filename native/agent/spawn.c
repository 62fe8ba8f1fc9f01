/* Starts programs with a clean table of descriptors, a session of their own and a time limit. */
#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_RUNNING = 64, MOST_WORDS = 4096, MOST_OUTPUT = 8 << 20, MOST_MEMORY = 16 << 20, MOST_DRAINED = 64, REPORT = 3 };

/* id, pid, limits and outputs of one program; a job on a terminal also has a shell that is its session's leader. */
static struct running {
    char id[32];
    pid_t pid;
    uint64_t started, deadline;
    bool timed_out;
    int out, err; /* memfds, where the caller wants the output with the answer */
    int pty, log; /* the terminal's other end, and the file that keeps what it shows */
    int status;   /* the shell says here how its job ended */
} table[MOST_RUNNING];

static struct running *find(pid_t pid)
{
    for (int i = 0; i < MOST_RUNNING; i++)
        if (table[i].pid == pid)
            return &table[i];
    return NULL;
}

static int open_output(const char *path, const char *name, int *memory)
{
    *memory = -1;
    if (!strcmp(path, "-")) {
        int fd = memfd_create(name, MFD_CLOEXEC);
        *memory = fd;
        return fd;
    }
    return open(*path ? path : "/dev/null", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

static void exec_or_die(const char *cwd, char **argv, char **env)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int s = 1; s < NSIG; s++)
        signal(s, SIG_DFL);
    umask(022);
    if (!*cwd || chdir(cwd) == 0)
        execvpe(argv[0], argv, env);
    dprintf(STDERR_FILENO, "%s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

/* Plays the login shell of a job: leads the session that owns the terminal, and outlives the CRIU that restores the job. */
static _Noreturn void be_shell(int slave, int report, const char *cwd, char **argv, char **env)
{
    setsid();
    ioctl(slave, TIOCSCTTY, 0);
    /* Do not keep copies of the agent's pipes: their readers would wait for this process too. */
    for (int i = 0; i < 3; i++)
        dup2(slave, i);
    dup2(report, REPORT);
    close_range(REPORT + 1, ~0u, 0);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_SET_NAME, "job-shell");
    signal(SIGTTOU, SIG_IGN);
    pid_t job = fork();
    if (job == 0) {
        setpgid(0, 0);
        tcsetpgrp(STDIN_FILENO, getpid());
        close(REPORT);
        exec_or_die(cwd, argv, env);
    }
    /* As every shell does, in parent and child: the job is in its own group before anyone learns its PID. */
    setpgid(job, job);
    if (write(REPORT, &job, sizeof job) < 0)
        _exit(1);
    for (;;) {
        int status;
        pid_t ended = wait(&status);
        if (ended < 0 && errno == ECHILD)
            _exit(0);
        if (ended == job && write(REPORT, &status, sizeof status) < 0)
            _exit(1);
    }
}

/* Arguments: cwd, stdin, stdout, stderr, terminal ("" or "job"), limit in ms, count of environment, environment, argv. */
void op_spawn(struct request *r)
{
    char *env[MOST_WORDS], *argv[MOST_WORDS];
    const char *cwd = field(r), *in = field(r), *out = field(r), *err = field(r), *terminal = field(r);
    long long limit_ms = number(r), envs = number(r), n = 0;
    for (; n < envs && n < MOST_WORDS - 1; n++)
        env[n] = (char *)field(r);
    env[n] = NULL;
    for (n = 0; r->at < r->end && n < MOST_WORDS - 1; n++)
        argv[n] = (char *)field(r);
    argv[n] = NULL;
    struct running *p = find(0);
    if (!p || n == 0 || envs >= MOST_WORDS || r->at < r->end) {
        errno = !n ? EINVAL : p ? E2BIG : EAGAIN;
        answer_error(r->id, "spawn");
        return;
    }
    *p = (struct running){ .pty = -1, .log = -1, .status = -1, .out = -1, .err = -1 };
    strncpy(p->id, r->id, sizeof p->id - 1);
    int slave = -1, report[2] = { -1, -1 }, fd[3] = { -1, -1, -1 };
    if (*terminal) {
        p->log = open(out, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
        if (p->log < 0 || openpty(&p->pty, &slave, NULL, NULL, NULL) < 0 || pipe2(report, O_CLOEXEC) < 0) {
            answer_error(r->id, p->log < 0 ? out : "terminal");
            close(p->log);
            close(p->pty);
            close(slave);
            return;
        }
        fcntl(p->pty, F_SETFD, FD_CLOEXEC);
        fcntl(p->pty, F_SETFL, O_NONBLOCK);
        fcntl(slave, F_SETFD, FD_CLOEXEC);
    } else {
        fd[0] = open(*in ? in : "/dev/null", O_RDONLY | O_CLOEXEC);
        fd[1] = open_output(out, "stdout", &p->out);
        fd[2] = open_output(err, "stderr", &p->err);
        if (fd[0] < 0 || fd[1] < 0 || fd[2] < 0) {
            answer_error(r->id, fd[0] < 0 ? in : fd[1] < 0 ? out : err);
            for (int i = 0; i < 3; i++)
                close(fd[i]);
            return;
        }
    }
    p->started = now_us();
    p->deadline = limit_ms > 0 ? p->started + limit_ms * 1000 : UINT64_MAX;
    pid_t pid = *terminal ? fork() : vfork();
    if (pid == 0 && *terminal)
        be_shell(slave, report[1], cwd, argv, env);
    if (pid == 0) {
        setsid();
        for (int i = 0; i < 3; i++)
            dup2(fd[i], i);
        exec_or_die(cwd, argv, env);
    }
    for (int i = 0; i < 3; i++)
        if (fd[i] >= 0 && fd[i] != p->out && fd[i] != p->err)
            close(fd[i]);
    if (*terminal) {
        close(slave);
        close(report[1]);
        if (pid > 0 && read(report[0], &pid, sizeof pid) != sizeof pid)
            pid = -1;
        fcntl(report[0], F_SETFL, O_NONBLOCK);
        p->status = report[0];
    }
    if (pid < 0) {
        answer_error(r->id, "fork");
        return;
    }
    p->pid = pid;
    answer_begin(r->id, "ok");
    answer_number(pid);
    answer_end();
}

static void answer_output(int fd)
{
    static char text[MOST_OUTPUT];
    ssize_t n = fd < 0 ? 0 : pread(fd, text, sizeof text, 0);
    answer_number(n < 0 ? 0 : n);
    answer_bytes(text, n < 0 ? 0 : n);
    if (fd >= 0)
        close(fd);
}

static void ended(struct running *p, int status)
{
    answer_begin(p->id, "ended");
    answer_text(p->timed_out ? "timeout" : WIFEXITED(status) ? "exit" : "signal");
    answer_number(WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
    answer_number(now_us() - p->started);
    answer_output(p->out);
    answer_output(p->err);
    answer_end();
    p->out = p->err = -1;
    p->pid = p->status >= 0 ? -1 : 0; /* the shell may still have a restored job */
}

void child_ended(pid_t pid, int status)
{
    struct running *p = find(pid);
    if (p)
        ended(p, status);
}

/* Frees what is beyond the part of the output that is reported, so that it takes no memory. */
static void forget_rest(int fd)
{
    struct stat st;
    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_blocks > MOST_MEMORY / 512)
        fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, MOST_OUTPUT, st.st_size - MOST_OUTPUT);
}

/* Ends programs that are over their time. Returns whether any program has a time limit. */
bool spawn_deadlines(uint64_t now)
{
    bool any = false;
    for (struct running *p = table; p < table + MOST_RUNNING; p++) {
        if (p->pid <= 0 || p->deadline == UINT64_MAX)
            continue;
        any = true;
        forget_rest(p->out);
        forget_rest(p->err);
        if (now > p->deadline && !p->timed_out) {
            p->timed_out = true;
            kill_tree(p->pid);
        }
    }
    return any;
}

int spawn_ptys(int *fds, int most)
{
    int n = 0;
    for (struct running *p = table; p < table + MOST_RUNNING && n + 2 <= most; p++) {
        if (p->pid && p->pty >= 0)
            fds[n++] = p->pty;
        if (p->pid && p->status >= 0)
            fds[n++] = p->status;
    }
    return n;
}

/* Copies what the terminal shows to its log. When no process has the terminal open any more, closes it. */
static bool pump_terminal(struct running *p)
{
    char text[4096];
    ssize_t n = read(p->pty, text, sizeof text);
    if (n > 0)
        return write(p->log, text, n) == n;
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    close(p->pty);
    close(p->log);
    p->pty = p->log = -1;
    return false;
}

/* A terminal keeps less than this for a slow reader. If a program never stops writing, this much of its output is enough. */
static void drain(struct running *p)
{
    for (int i = 0; i < MOST_DRAINED && p->pty >= 0 && pump_terminal(p); i++)
        ;
}

/* Brings the logs up to date with everything that the terminals have shown. */
void spawn_drain(void)
{
    for (struct running *p = table; p < table + MOST_RUNNING; p++)
        if (p->pid && p->pty >= 0)
            drain(p);
}

static void pump_shell(struct running *p)
{
    int status;
    ssize_t n = read(p->status, &status, sizeof status);
    if (n < 0)
        return;
    drain(p);
    if (p->pid > 0)
        ended(p, n == sizeof status ? status : SIGKILL);
    if (n == sizeof status)
        return;
    if (p->pty >= 0) {
        close(p->pty);
        close(p->log);
    }
    close(p->status);
    *p = (struct running){ 0 };
}

void spawn_pump(int fd)
{
    for (struct running *p = table; p < table + MOST_RUNNING; p++) {
        if (p->pid && p->pty == fd)
            pump_terminal(p);
        else if (p->pid && p->status == fd)
            pump_shell(p);
    }
}
