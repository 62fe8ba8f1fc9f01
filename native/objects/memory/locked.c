/* Memory that is kept from being swapped. */
#include "mapping.h"

#ifndef MLOCK_ONFAULT
#define MLOCK_ONFAULT 1
#endif

enum { COUNT = 64, SIZE = COUNT * PAGE, LARGE = 1024 * PAGE };

static char *memory;

static void create(void) {
    memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1);
    fill(memory, SIZE, 1);
}

static const char *data(void) { return digest(memory, SIZE); }
static const char *flag(void) { return vm_flag(memory, "lo"); }
static const char *locked(void) { return smaps(memory, "Locked:"); }
static const char *resident(void) { return smaps(memory, "Rss:"); }
static const char *whole(void) { return line_of("/proc/self/status", "VmLck:"); }
static const char *front(void) { return digest(memory, 4 * PAGE); }

/* Whether it is locked, and whether it is filled at once. Older kernels show no flag for locking on fault. */
static const char *new_mapping(void) {
    char *made = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (made == MAP_FAILED) return outcome(-1);
    const char *value = text("%s, %s", vm_flag(made, "lo"), pages(made, 4));
    munmap(made, SIZE);
    return value;
}

static void lock_it(void) {
    fill(memory, SIZE, 2);
    needs(mlock(memory, SIZE));
}

OBJECT(locked) = {
    .name = "mlock",
    .about = "a locked mapping stays locked",
    .create = create,
    .set = lock_it,
    .properties = PROPERTIES({"flag", flag, .expected = "lo"}, {"locked", locked, .expected = "256 kB"},
                             {"locked in all", whole, .expected = "256 kB"}, {"content", data}),
};

static void lock_part(void) {
    fill(memory, SIZE, 2);
    needs(mlock(memory + 8 * PAGE, 4 * PAGE));
}

static const char *middle(void) {
    return text("%s, %s, %s", flag(), vm_flag(memory + 8 * PAGE, "lo"), vm_flag(memory + 12 * PAGE, "lo"));
}

OBJECT(locked_part) = {
    .name = "mlock-part",
    .about = "only the locked part of a mapping stays locked",
    .create = create,
    .set = lock_part,
    .properties = PROPERTIES({"before, in and after it", middle, .expected = "no lo, lo, no lo"},
                             {"locked in all", whole, .expected = "16 kB"}, {"content", data}),
};

static void lock_present_and_future(void) {
    fill(memory, SIZE, 2);
    needs(mlockall(MCL_CURRENT | MCL_FUTURE));
}

OBJECT(locked_all) = {
    .name = "mlockall-current-future",
    .about = "all mappings of a process are locked, and so are those that it makes later",
    .create = create,
    .set = lock_present_and_future,
    .properties = PROPERTIES({"flag", flag, .expected = "lo"}, {"locked", locked, .expected = "256 kB"}, {"content", data},
                             {"a new mapping", new_mapping, .expected = "lo, pppp"}),
};

static void lock_future(void) {
    fill(memory, SIZE, 2);
    needs(mlockall(MCL_FUTURE));
}

OBJECT(locked_future) = {
    .name = "mlockall-future",
    .about = "the mappings that a process makes later are locked, and the older ones are not",
    .create = create,
    .set = lock_future,
    .properties = PROPERTIES({"flag", flag, .expected = "no lo", .natural = true}, {"content", data},
                             {"a new mapping", new_mapping, .expected = "lo, pppp"}),
};

static void lock_all_on_fault(void) {
    map_at(memory, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1);
    fill(memory, 4 * PAGE, 2);
    needs(mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT));
}

OBJECT(locked_all_on_fault) = {
    .name = "mlockall-onfault",
    .about = "the pages of a process are locked when they are first used, also in later mappings",
    .create = create,
    .set = lock_all_on_fault,
    .properties = PROPERTIES({"flag", flag, .expected = "lo"}, {"resident", resident, .expected = "16 kB"},
                             {"locked", locked, .expected = "16 kB"}, {"a new mapping", new_mapping, .expected = "lo, ----"},
                             {"content in front", front}),
};

static void lock_on_fault(void) {
    map_at(memory, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1);
    fill(memory, 4 * PAGE, 2);
    needs(mlock2(memory, SIZE, MLOCK_ONFAULT));
}

static const char *first_pages(void) { return pages(memory, 8); }

OBJECT(locked_on_fault) = {
    .name = "mlock-onfault",
    .about = "the untouched pages of a mapping that is locked on fault take no memory",
    .create = create,
    .set = lock_on_fault,
    .properties = PROPERTIES({"flag", flag, .expected = "lo"}, {"resident", resident, .expected = "16 kB"},
                             {"locked", locked, .expected = "16 kB"}, {"pages", first_pages, .expected = "pppp----"},
                             {"content in front", front}),
};

/* Large and unreserved: a restore that faults all of it in takes memory that the process never had. */
static void lock_large_on_fault(void) {
    memory = map_at(reserve(LARGE), LARGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, -1);
    fill(memory, 4 * PAGE, 2);
    needs(mlock2(memory, LARGE, MLOCK_ONFAULT));
}

OBJECT(locked_large_on_fault) = {
    .name = "mlock-onfault-noreserve",
    .about = "a large mapping without a reserve that is locked on fault takes no more memory than was touched",
    .create = create,
    .set = lock_large_on_fault,
    .properties = PROPERTIES({"flag", flag, .expected = "lo"}, {"resident", resident, .expected = "16 kB"},
                             {"locked in all", whole, .expected = "4096 kB"}, {"content in front", front}),
};
