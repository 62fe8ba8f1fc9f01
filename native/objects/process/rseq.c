/* The area in which the kernel keeps a thread's processor up to date (restartable sequences). */
#include "../object.h"
#include <sched.h>
#include <sys/rseq.h>
#include <sys/syscall.h>

/* Debian 12's C library knows it for the architectures alone that register an area. */
#ifndef RSEQ_SIG
#define RSEQ_SIG 0xf1401073 /* RISC-V: csrw mhartid, x0 */
#endif

static struct rseq *area;

static char *thread_pointer(void) {
#if defined(__powerpc64__)
    char *pointer;
    __asm__("mr %0, 13" : "=r"(pointer));
    return pointer;
#else
    return __builtin_thread_pointer();
#endif
}

static long registered(int flags) { return syscall(SYS_rseq, area, __rseq_size < 32 ? 32 : __rseq_size, flags, RSEQ_SIG); }

/* libc has registered it; without that, the properties could not differ. */
static void create(void) {
    area = (struct rseq *)(thread_pointer() + __rseq_offset);
    errno = ENOSYS;
    if (__rseq_size == 0) unavailable("rseq of libc");
    needs(registered(RSEQ_FLAG_UNREGISTER));
    area->cpu_id = (uint32_t)RSEQ_CPU_ID_UNINITIALIZED;
}

static void set(void) { must(registered(0)); }

/* The kernel refuses another address if one is registered, and takes a correct one back. */
static const char *another(void) {
    static struct rseq other __attribute__((aligned(32)));
    long result = syscall(SYS_rseq, &other, 32, 0, RSEQ_SIG);
    const char *answer = outcome(result);
    if (result == 0) must(syscall(SYS_rseq, &other, 32, RSEQ_FLAG_UNREGISTER, RSEQ_SIG));
    return answer;
}

static const char *same(void) {
    long result = registered(0);
    const char *answer = outcome(result);
    if (result == 0) must(registered(RSEQ_FLAG_UNREGISTER));
    return answer;
}

static const char *processor(void) {
    for (int i = 0; i < 100; i++)
        if (*(volatile uint32_t *)&area->cpu_id == (uint32_t)sched_getcpu()) return "the processor";
    return text("%d", (int)area->cpu_id);
}

static const char *unregistered(void) { return outcome(registered(RSEQ_FLAG_UNREGISTER)); }

OBJECT(rseq) = {
    .name = "rseq-registration",
    .about = "the registration of an area for restartable sequences stays",
    .create = create,
    .set = set,
    .properties = PROPERTIES({"registering another area", another, .expected = "EINVAL"},
                             {"registering it again", same, .expected = "EBUSY"},
                             {"what the area shows", processor, .expected = "the processor"},
                             {"taking it back", unregistered, .expected = "0", .once = true}),
};
