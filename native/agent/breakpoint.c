/* Probes whether the processor's debug registers work: some hypervisors accept breakpoints that never trap. */
#include "agent.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __x86_64__

static __attribute__((noinline)) void passed_by(void)
{
    __asm__ volatile("nop");
}

static bool set(pid_t pid, size_t place, uintptr_t value)
{
    return ptrace(PTRACE_POKEUSER, pid, offsetof(struct user, u_debugreg) + place * sizeof value, value) == 0;
}

/* Lets a child run into a breakpoint that it cannot miss. */
static const char *look(void)
{
    int status;
    pid_t child = fork();
    if (child < 0)
        return NULL;
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        passed_by();
        _exit(0);
    }
    const char *found = NULL;
    /* Bit 0 of the seventh register turns on the first breakpoint, for execution. */
    if (waitpid(child, &status, 0) == child && WIFSTOPPED(status) && set(child, 0, (uintptr_t)passed_by) &&
        set(child, 7, 1) && ptrace(PTRACE_CONT, child, 0, 0) == 0 && waitpid(child, &status, 0) == child)
        found = WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP ? "work" : "ignored";
    int before = errno;
    if (!found || WIFSTOPPED(status)) {
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
    }
    errno = before;
    return found;
}

#else

static const char *look(void)
{
    return "unknown";
}

#endif

/* Answers "work", "ignored" or "unknown". */
void op_breakpoints(struct request *r)
{
    const char *found = look();
    if (!found) {
        answer_error(r->id, "breakpoint");
        return;
    }
    answer_begin(r->id, "ok");
    answer_text(found);
    answer_end();
}
