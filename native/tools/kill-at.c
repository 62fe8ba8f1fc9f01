/*
 * Runs a program, and kills it when it is about to write a line with a text, for instance to its log.
 *
 * kill-at TEXT PROGRAM [ARGUMENT...]
 *
 * The line is not written any more. What the program started stays. Exits as the program does: with its exit code, or killed by
 * the same signal.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINE = 4096, FAILED = 125 };

static int fail(const char *what) {
    dprintf(2, "kill-at: %s: %s\n", what, strerror(errno));
    return FAILED;
}

/* Whether the program is about to write the text. */
static int writes(pid_t program, const char *text) {
    struct __ptrace_syscall_info call;
    if (ptrace(PTRACE_GET_SYSCALL_INFO, program, sizeof call, &call) <= 0) return 0;
    if (call.op != PTRACE_SYSCALL_INFO_ENTRY || call.entry.nr != SYS_write) return 0;
    char line[LINE];
    size_t size = call.entry.args[2] < sizeof line ? call.entry.args[2] : sizeof line;
    struct iovec here = {line, size}, there = {(void *)(uintptr_t)call.entry.args[1], size};
    ssize_t got = process_vm_readv(program, &here, 1, &there, 1, 0);
    return got > 0 && memmem(line, got, text, strlen(text));
}

int main(int argc, char **argv) {
    if (argc < 3) {
        dprintf(2, "usage: kill-at TEXT PROGRAM [ARGUMENT...]\n");
        return FAILED;
    }
    pid_t program = fork();
    if (program < 0) return fail("fork");
    if (program == 0) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0) execvp(argv[2], argv + 2);
        _exit(fail(argv[2]));
    }
    int status;
    int began = 0;
    while (waitpid(program, &status, 0) == program) {
        if (WIFEXITED(status)) return WEXITSTATUS(status);
        if (WIFSIGNALED(status)) {
            signal(WTERMSIG(status), SIG_DFL);
            raise(WTERMSIG(status));
        }
        int signal = WSTOPSIG(status);
        if (!began && signal == SIGTRAP) {
            began = 1;
            signal = 0;
            if (ptrace(PTRACE_SETOPTIONS, program, NULL, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL)) return fail("ptrace");
        } else if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXEC << 8)) {
            signal = 0; // A script has started another program.
        } else if (signal == (SIGTRAP | 0x80)) {
            signal = 0;
            if (writes(program, argv[1])) kill(program, SIGKILL);
        }
        ptrace(PTRACE_SYSCALL, program, NULL, signal);
    }
    return fail("waitpid");
}
