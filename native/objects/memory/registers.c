/* Registers of x86 processors: how they round, and what is in them while a thread waits in the kernel. */
#include "mapping.h"

#if defined __x86_64__
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>

/* Rounding upwards, and an exception masked or not, is kept for each thread. */
static void set_rounding(void) {
    unsigned vector = 0x5f80;
    unsigned short old = 0x0b7f;
    __asm__ volatile("ldmxcsr %0; fldcw %1" : : "m"(vector), "m"(old));
}
static const char *vector_control(void) {
    unsigned value;
    __asm__ volatile("stmxcsr %0" : "=m"(value));
    return text("%x", value & 0xffc0);
}
static const char *old_control(void) {
    unsigned short value;
    __asm__ volatile("fnstcw %0" : "=m"(value));
    return text("%x", value);
}
static const char *division(void) {
    volatile double one = 1, seven = 7;
    double quotient = one / seven;
    return bytes(&quotient, sizeof quotient);
}
static const char *old_division(void) {
    volatile long double one = 1, seven = 7;
    long double quotient = one / seven;
    return bytes(&quotient, 10);
}

OBJECT(rounding) = {
    .name = "fpu-rounding",
    .about = "the rounding of both floating point units stays what it was set to",
    .set = set_rounding,
    .properties = PROPERTIES({"mxcsr", vector_control, .expected = "5f80"}, {"x87 control word", old_control, .expected = "b7f"},
                             {"quotient", division}, {"x87 quotient", old_division}),
};

/* Registers of a thread that waits in the kernel: written before the system call and stored after it. */
static volatile unsigned waiting;
static uint64_t general[5], vector[16][4], old_stack[6];
static volatile bool stored;
static unsigned long features;

static uint64_t general_before[5], vector_before[16][4];
static const double steps[6] = {1, 2, 3, 4, 5, 6};

static void *hold(void *unused) {
    fill(general_before, sizeof general_before, 3);
    fill(vector_before, sizeof vector_before, 4);
    __asm__ volatile(
        "finit\n fldl 0+%[steps]\n fldl 8+%[steps]\n fldl 16+%[steps]\n fldl 24+%[steps]\n fldl 32+%[steps]\n fldl 40+%[steps]\n"
        "mov 0+%[before], %%rbx\n mov 8+%[before], %%r12\n mov 16+%[before], %%r13\n mov 24+%[before], %%r14\n"
        "mov 32+%[before], %%r15\n"
        "testq $1, %[features]\n jz 1f\n"
        "vmovdqu 0+%[in], %%ymm0\n vmovdqu 32+%[in], %%ymm1\n vmovdqu 224+%[in], %%ymm7\n vmovdqu 480+%[in], %%ymm15\n jmp 2f\n"
        "1: movdqu 0+%[in], %%xmm0\n movdqu 32+%[in], %%xmm1\n movdqu 224+%[in], %%xmm7\n movdqu 480+%[in], %%xmm15\n"
        "2: movl $202, %%eax\n lea %[word], %%rdi\n xor %%esi, %%esi\n movl $1, %%edx\n xor %%r10d, %%r10d\n syscall\n"
        "cmpl $1, %[word]\n je 2b\n"
        "mov %%rbx, 0+%[after]\n mov %%r12, 8+%[after]\n mov %%r13, 16+%[after]\n mov %%r14, 24+%[after]\n mov %%r15, "
        "32+%[after]\n"
        "testq $1, %[features]\n jz 3f\n"
        "vmovdqu %%ymm0, 0+%[out]\n vmovdqu %%ymm1, 32+%[out]\n vmovdqu %%ymm7, 224+%[out]\n vmovdqu %%ymm15, 480+%[out]\n"
        "vzeroupper\n jmp 4f\n"
        "3: movdqu %%xmm0, 0+%[out]\n movdqu %%xmm1, 32+%[out]\n movdqu %%xmm7, 224+%[out]\n movdqu %%xmm15, 480+%[out]\n"
        "4: fstpl 0+%[old]\n fstpl 8+%[old]\n fstpl 16+%[old]\n fstpl 24+%[old]\n fstpl 32+%[old]\n fstpl 40+%[old]\n"
        : [after] "+m"(general), [out] "+m"(vector), [old] "+m"(old_stack)
        : [steps] "m"(steps), [before] "m"(general_before), [in] "m"(vector_before), [word] "m"(waiting), [features] "m"(features)
        : "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r10", "r11", "r12", "r13", "r14", "r15", "xmm0", "xmm1", "xmm7", "xmm15",
          "memory", "cc");
    stored = true;
    return unused;
}

static pthread_t holder;
static void start_holder(void) {
    features = __builtin_cpu_supports("avx") != 0;
    waiting = 1;
    holder = start_thread(hold, NULL);
}

static void release(void) {
    if (stored || !waiting) return;
    struct timespec soon;
    waiting = 0;
    syscall(SYS_futex, &waiting, FUTEX_WAKE, 1, NULL, NULL, 0);
    must(clock_gettime(CLOCK_REALTIME, &soon));
    soon.tv_sec++;
    pthread_timedjoin_np(holder, NULL, &soon);
}

static const char *compared(const uint64_t *values, size_t count, uint64_t sequence, size_t from) {
    if (!stored) return "nothing stored";
    for (size_t i = 0; i < count; i++)
        if (values[i] != nth(sequence, from + i)) return text("other value of word %zu", i);
    return "kept";
}
static const char *kept_general(void) { return release(), compared(general, 5, 3, 0); }
static const char *kept_lower(void) {
    for (int i = 0; i < 16; i += i == 0 ? 1 : i == 1 ? 6 : 8)
        if (strcmp(compared(vector[i], 2, 4, (size_t)i * 4), "kept") != 0) return compared(vector[i], 2, 4, (size_t)i * 4);
    return "kept";
}
static const char *kept_upper(void) {
    if (stored && !features) return "kept";
    return stored && vector[15][0] == nth(4, 60) ? compared(vector[15] + 2, 2, 4, 62) : compared(vector[0] + 2, 2, 4, 2);
}
static const char *kept_old(void) {
    const double *values = (const double *)old_stack;
    return text("%g %g %g %g %g %g", values[0], values[1], values[2], values[3], values[4], values[5]);
}

OBJECT(registers) = {
    .name = "registers-in-system-call",
    .about = "a thread that waits in the kernel keeps its general, vector and x87 registers",
    .set = start_holder,
    .properties = PROPERTIES({"general registers", kept_general, .expected = "kept", .once = true},
                             {"xmm registers", kept_lower, .expected = "kept", .once = true},
                             {"upper halves of ymm registers", kept_upper, .expected = "kept", .once = true},
                             {"x87 stack", kept_old, .expected = "6 5 4 3 2 1", .once = true}),
};
#endif
