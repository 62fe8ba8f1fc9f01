/*
 * For tests of the workloads: changes the state of a running process as a faulty restore might, which the workload must notice.
 *
 *   spoil PID call NUMBER [ARGUMENT...]   makes the process call the system once; =VALUE is the address of 8 words
 *                                         that it may overwrite, VALUE and zeros
 *   spoil PID result NUMBER DELTA         from now on adds DELTA to each result of that system call, until the process ends
 *
 * PID may be a thread's. Only for x86-64: registers are read and written by name.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>

enum { RED_ZONE = 128, SCRATCH = 4096, WORDS = 8, MAX_ARGUMENTS = 6, SYSCALL_BYTES = 2 };

static pid_t pid;

static _Noreturn void broken(const char *what) {
    fprintf(stderr, "spoil: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void must(long result, const char *what) {
    if (result == -1) broken(what);
}

static struct user_regs_struct registers(void) {
    struct user_regs_struct now;
    must(ptrace(PTRACE_GETREGS, pid, 0, &now), "PTRACE_GETREGS");
    return now;
}

static void set(struct user_regs_struct *wanted) { must(ptrace(PTRACE_SETREGS, pid, 0, wanted), "PTRACE_SETREGS"); }

/* Waits for the next stop and returns the signal that is pending for it; 0 when it has ended. */
static int stopped(void) {
    int status;
    must(waitpid(pid, &status, __WALL), "waitpid");
    return WIFSTOPPED(status) ? WSTOPSIG(status) : 0;
}

static void seize(void) {
    must(ptrace(PTRACE_SEIZE, pid, 0, PTRACE_O_TRACESYSGOOD), "PTRACE_SEIZE");
    must(ptrace(PTRACE_INTERRUPT, pid, 0, 0), "PTRACE_INTERRUPT");
    stopped();
}

static unsigned long long scratch(unsigned long long top, long value) {
    unsigned long long address = (top - RED_ZONE - SCRATCH) & ~0xfULL;
    for (int i = 0; i < WORDS; i++) must(ptrace(PTRACE_POKEDATA, pid, address + 8 * (unsigned)i, i ? 0 : value), "PTRACE_POKEDATA");
    return address;
}

/* Whether it stopped in or behind a system call, so that the instruction before is `syscall`. */
static int is_behind_a_call(void) {
    errno = 0;
    long code = ptrace(PTRACE_PEEKTEXT, pid, registers().rip - SYSCALL_BYTES, 0);
    if (errno) broken("PTRACE_PEEKTEXT");
    return (code & 0xffff) == 0x050f;
}

static void run_behind_a_call(void) {
    while (!is_behind_a_call()) {
        must(ptrace(PTRACE_SYSCALL, pid, 0, 0), "PTRACE_SYSCALL");
        if (stopped() != (SIGTRAP | 0x80)) continue;
        must(ptrace(PTRACE_SYSCALL, pid, 0, 0), "PTRACE_SYSCALL"); /* now the call ends */
        stopped();
    }
}

/* Goes back to the `syscall` behind which it stopped, and puts everything back. Other threads share the code, so none is written. */
static void call(long number, char **arguments) {
    seize();
    run_behind_a_call();
    struct user_regs_struct before = registers(), now = before;
    unsigned long long *const into[MAX_ARGUMENTS] = {&now.rdi, &now.rsi, &now.rdx, &now.r10, &now.r8, &now.r9};
    for (int i = 0; i < MAX_ARGUMENTS && arguments[i]; i++)
        *into[i] = arguments[i][0] == '=' ? scratch(before.rsp, atol(arguments[i] + 1)) : (unsigned long long)atoll(arguments[i]);
    now.rax = (unsigned long long)number;
    now.rip = before.rip - SYSCALL_BYTES;
    now.orig_rax = -1ULL; /* no interrupted call may be started again here */
    set(&now);
    must(ptrace(PTRACE_SINGLESTEP, pid, 0, 0), "PTRACE_SINGLESTEP");
    stopped();
    long result = (long)registers().rax;
    set(&before);
    must(ptrace(PTRACE_DETACH, pid, 0, 0), "PTRACE_DETACH");
    if (result < 0) {
        errno = (int)-result;
        broken("the call");
    }
    printf("%ld\n", result);
}

static void result(long number, long delta) {
    seize();
    puts("spoiling");
    fflush(stdout);
    for (int signal = 0, leaving = 0;;) {
        must(ptrace(PTRACE_SYSCALL, pid, 0, signal), "PTRACE_SYSCALL");
        int stop = stopped();
        if (stop == 0) return;
        signal = stop == (SIGTRAP | 0x80) || stop == SIGTRAP ? 0 : stop;
        if (stop != (SIGTRAP | 0x80)) continue;
        struct user_regs_struct now = registers();
        if (leaving && (long)now.orig_rax == number) {
            now.rax += (unsigned long long)delta;
            set(&now);
        }
        leaving = !leaving;
    }
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: spoil PID call NUMBER [ARGUMENT...] | spoil PID result NUMBER DELTA\n");
        return 2;
    }
    pid = atoi(argv[1]);
    if (strcmp(argv[2], "call") == 0) call(atol(argv[3]), argv + 4);
    else result(atol(argv[3]), argc > 4 ? atol(argv[4]) : 1);
    return 0;
}
