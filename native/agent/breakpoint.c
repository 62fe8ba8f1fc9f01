/* Probes whether the processor's debug registers work: some hypervisors accept breakpoints that never trap. */
#include "agent.h"

#include <elf.h>
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined __x86_64__ || defined __aarch64__

static __attribute__((noinline)) void passed_by(void)
{
    __asm__ volatile("nop");
}

#ifdef __x86_64__

static bool set(pid_t pid, size_t place, uintptr_t value)
{
    return ptrace(PTRACE_POKEUSER, pid, offsetof(struct user, u_debugreg) + place * sizeof value, value) == 0;
}

/* Bit 0 of the seventh register turns on the first breakpoint, for execution. */
static bool break_at(pid_t pid, uintptr_t address)
{
    return set(pid, 0, address) && set(pid, 7, 1);
}

#else

/* All four bytes of an instruction, for execution, for user mode, on. */
enum { CONTROL = 0xf << 5 | 2 << 1 | 1 };

static bool break_at(pid_t pid, uintptr_t address)
{
    struct {
        uint32_t information, padding;
        uint64_t address;
        uint32_t control, more_padding;
    } state = {.address = address, .control = CONTROL};
    struct iovec all = {&state, sizeof state};
    return ptrace(PTRACE_SETREGSET, pid, NT_ARM_HW_BREAK, &all) == 0;
}

#endif

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
    if (waitpid(child, &status, 0) == child && WIFSTOPPED(status) && break_at(child, (uintptr_t)passed_by) &&
        ptrace(PTRACE_CONT, child, 0, 0) == 0 && waitpid(child, &status, 0) == child)
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
