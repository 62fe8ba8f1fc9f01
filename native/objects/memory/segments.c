/* Segments of x86 processors: the local descriptor table, and the base of gs. */
#include "mapping.h"

#if defined __x86_64__
#include <asm/ldt.h>
#include <asm/prctl.h>
#include <sys/syscall.h>

static bool set_up;

/* An entry of the local descriptor table, as programs for Windows in emulators have it. */
enum { ENTRY = 3, SELECTOR = ENTRY << 3 | 7, LIMIT = 0xffff };
static char segment[PAGE];

static const char *table(void) {
    unsigned char entries[64] = {0};
    long got = syscall(SYS_modify_ldt, 0, entries, sizeof entries);
    return got < ENTRY * 8 + 8 ? text("%ld bytes", got) : bytes(entries + ENTRY * 8, 8);
}
static const char *table_size(void) {
    static unsigned char entries[8192 * 8];
    return outcome(syscall(SYS_modify_ldt, 0, entries, sizeof entries));
}
static const char *segment_limit(void) {
    unsigned long limit;
    unsigned char valid;
    __asm__("lsl %2, %0; setz %1" : "=r"(limit), "=q"(valid) : "r"((unsigned long)SELECTOR) : "cc");
    return valid ? text("%lx", limit) : "no segment";
}

static void set_entry(void) {
    struct user_desc entry = {
        .entry_number = ENTRY, .base_addr = (unsigned)(uintptr_t)segment, .limit = LIMIT, .seg_32bit = 1, .useable = 1};
    needs((int)syscall(SYS_modify_ldt, 0x11, &entry, sizeof entry));
}

OBJECT(ldt) = {
    .name = "ldt-entry",
    .about = "an entry of the local descriptor table stays there",
    .set = set_entry,
    .properties = PROPERTIES({"entry", table}, {"table", table_size},
                             {"limit of the segment", segment_limit, .expected = "ffff"}),
};

static const char *load_segment(void) {
    unsigned short selector;
    __asm__("mov %%fs, %0" : "=r"(selector));
    return text("%x", selector);
}
static const char *extra_segment(void) {
    unsigned short selector;
    __asm__("mov %%es, %0" : "=r"(selector));
    return text("%x", selector);
}

static void use_entry(void) {
    set_entry();
    __asm__("mov %0, %%es" : : "r"((unsigned short)SELECTOR));
}

OBJECT(ldt_used) = {
    .name = "ldt-entry-in-segment-register",
    .about = "a segment register that names an entry of the local descriptor table names it still",
    .set = use_entry,
    .properties = PROPERTIES({"entry", table}, {"es", extra_segment, .expected = "1f"},
                             {"limit of the segment", segment_limit, .expected = "ffff"}, {"fs", load_segment, .natural = true}),
};

static uint64_t behind_gs[2];

static const char *base(void) {
    unsigned long base = 0;
    must(syscall(SYS_arch_prctl, ARCH_GET_GS, &base));
    return text("%lx", base);
}
static const char *by_register(void) {
    if (!set_up) return "not set";
    uint64_t value;
    __asm__ volatile("mov %%gs:8, %0" : "=r"(value));
    return text("%lx", value);
}

static void set_base(void) {
    behind_gs[1] = 0x1234;
    must(syscall(SYS_arch_prctl, ARCH_SET_GS, behind_gs));
    set_up = true;
}

OBJECT(gs_base) = {
    .name = "gs-base",
    .about = "the base of the segment register gs stays what it was set to",
    .set = set_base,
    .properties = PROPERTIES({"base", base}, {"load by gs", by_register, .expected = "1234"}),
};
#endif
