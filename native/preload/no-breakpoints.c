/*
 * LD_PRELOAD for CRIU: accepts hardware breakpoints that never trap, as some hypervisors do. So any machine can show what the
 * suite finds on such a machine.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <unistd.h>

#ifdef __x86_64__
static int is_debug_register(unsigned long where) {
    return where >= offsetof(struct user, u_debugreg) && where < offsetof(struct user, u_debugreg) + sizeof(((struct user *)0)->u_debugreg);
}
#else
#error "only x86-64 has its debug registers where this looks for them"
#endif

long ptrace(enum __ptrace_request request, ...) {
    va_list rest;
    va_start(rest, request);
    pid_t pid = va_arg(rest, pid_t);
    void *where = va_arg(rest, void *), *data = va_arg(rest, void *);
    va_end(rest);
    if (request == PTRACE_POKEUSER && is_debug_register((unsigned long)where)) return 0;
    if (request != PTRACE_PEEKTEXT && request != PTRACE_PEEKDATA && request != PTRACE_PEEKUSER)
        return syscall(SYS_ptrace, request, pid, where, data);
    /* The C library returns the value that was read; the kernel writes it to where `data` points. */
    long seen, result = syscall(SYS_ptrace, request, pid, where, &seen);
    if (result == -1) return -1;
    errno = 0;
    return seen;
}
