/* A PID that another job has when the process is restored. */
#include "outsider.h"
#include <linux/sched.h>
#include <stdio.h>
#include <sys/syscall.h>

static bool noted;

static void note_pid(void) {
    FILE *file = fopen("pid", "we");
    if (!file) broken("pid");
    fprintf(file, "%d", getpid());
    must(fclose(file));
    noted = true;
}

static pid_t noted_pid(void) {
    pid_t pid;
    FILE *file = fopen("pid", "re");
    if (!file || fscanf(file, "%d", &pid) != 1) broken("pid");
    must(fclose(file));
    return pid;
}

static void others_take_pid(void) {
    pid_t wanted = noted_pid();
    struct clone_args arguments = {.exit_signal = SIGCHLD, .set_tid = (uint64_t)(uintptr_t)&wanted, .set_tid_size = 1};
    /* The only way to choose a PID without racing all other processes for it. */
    pid_t pid = (pid_t)syscall(SYS_clone3, &arguments, sizeof arguments);
    /* A process that was left running has its PID still. */
    if (pid == -1 && errno != EEXIST) unavailable("choosing a PID");
    if (pid != 0) return;
    must(setsid());
    must(syscall(SYS_close_range, 0u, ~0u, 0u));
    linger();
    _exit(0);
}

static const char *own_pid(void) { return noted ? text("%d", getpid()) : "none"; }
static const char *thread_id(void) { return noted ? text("%d", gettid()) : "none"; }

static const char *own_entry(void) {
    char name[16] = "";
    return !noted ? "none" : readlink("/proc/self", name, sizeof name - 1) == -1 ? outcome(-1) : text("%s", name);
}

/* A signal that another process sends to the PID that it noted. */
static const char *signal_by_pid(void) {
    sigset_t blocked, pending;
    if (!noted) return "none";
    release();
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR2);
    must(sigprocmask(SIG_BLOCK, &blocked, NULL));
    must(kill(noted_pid(), SIGUSR2));
    must(sigpending(&pending));
    return sigismember(&pending, SIGUSR2) ? "arrives" : "is lost";
}

OBJECT(pid_taken) = {
    .name = "pid-of-another-job",
    .about = "a process whose PID another job got after the dump has its PID again",
    .set = note_pid,
    .meanwhile = others_take_pid,
    .properties = PROPERTIES({"PID", own_pid}, {"thread ID", thread_id}, {"entry in /proc", own_entry},
                             {"signal to the PID", signal_by_pid, .expected = "arrives", .once = true}),
};
