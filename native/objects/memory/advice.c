/* Advice by madvise, and flags of mmap, that the kernel keeps with a mapping. */
#include "mapping.h"

enum { SIZE = 8 * PAGE };

static char *memory, *other, *third, *fourth, *fifth;

static char *plain(void) {
    char *made = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1);
    fill(made, SIZE, 1);
    return made;
}

static void create(void) { memory = plain(); }
static void create_five(void) { memory = plain(), other = plain(), third = plain(), fourth = plain(), fifth = plain(); }

static const char *flags(void) { return vm_flags(memory); }
static const char *data(void) { return digest(memory, SIZE); }
static const char *resident(void) { return pages(memory, SIZE / PAGE); }
static const char *entry(void) { return mapped(memory); }

static const char *sequential(void) { return vm_flag(memory, "sr"); }
static const char *random_access(void) { return vm_flag(other, "rr"); }
static const char *not_in_cores(void) { return vm_flag(third, "dd"); }
static const char *huge(void) { return vm_flag(fourth, "hg"); }
static const char *not_huge(void) { return vm_flag(fifth, "nh"); }
static const char *all_data(void) { return text("%s %s %s", digest(memory, SIZE), digest(third, SIZE), digest(fifth, SIZE)); }

static void set_advice(void) {
    must(madvise(memory, SIZE, MADV_SEQUENTIAL));
    must(madvise(other, SIZE, MADV_RANDOM));
    must(madvise(third, SIZE, MADV_DONTDUMP));
    needs(madvise(fourth, SIZE, MADV_HUGEPAGE));
    needs(madvise(fifth, SIZE, MADV_NOHUGEPAGE));
    fill(memory, SIZE, 2), fill(third, SIZE, 3), fill(fifth, SIZE, 4);
}

OBJECT(advice) = {
    .name = "madvise-private-memory",
    .about = "private mappings keep the advice about reading ahead, core dumps and huge pages",
    .create = create_five,
    .set = set_advice,
    .properties = PROPERTIES({"sequential", sequential, .expected = "sr"}, {"random", random_access, .expected = "rr"},
                             {"not in core dumps", not_in_cores, .expected = "dd"}, {"huge pages", huge, .expected = "hg"},
                             {"no huge pages", not_huge, .expected = "nh"}, {"content", all_data}),
};

/* The same advice on what is not anonymous and private. */
static const char *random_here(void) { return vm_flag(memory, "rr"); }
static const char *not_forked(void) { return vm_flag(memory, "dc"); }
static const char *not_in_cores_here(void) { return vm_flag(memory, "dd"); }
static const char *seen_by_child(void) { return in_child(data); }

static void advise_three(void) {
    fill(memory, SIZE, 2);
    must(madvise(memory, SIZE, MADV_RANDOM));
    must(madvise(memory, SIZE, MADV_DONTFORK));
    must(madvise(memory, SIZE, MADV_DONTDUMP));
}

static void create_shared(void) { memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, -1); }

static void create_of_file(void) {
    int fd = make_file("advised", 0600, SIZE, 1);
    memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd);
    must(close(fd));
}

#define THREE_ADVICES                                                                                           \
    PROPERTIES({"random", random_here, .expected = "rr"}, {"not forked", not_forked, .expected = "dc"},         \
               {"not in core dumps", not_in_cores_here, .expected = "dd"}, {"content", data}, {"flags", flags}, \
               {"content in a child", seen_by_child, .expected = "EFAULT"})

OBJECT(advice_shared) = {
    .name = "madvise-shared-memory",
    .about = "a shared anonymous mapping keeps the advice about children and core dumps",
    .create = create_shared,
    .set = advise_three,
    .properties = THREE_ADVICES,
};

OBJECT(advice_of_file) = {
    .name = "madvise-private-file",
    .about = "a private mapping of a file keeps the advice about children and core dumps",
    .create = create_of_file,
    .set = advise_three,
    .properties = THREE_ADVICES,
};

static const char *wiped(void) { return vm_flag(memory, "wf"); }

static void set_wipe(void) {
    fill(memory, SIZE, 2);
    needs(madvise(memory, SIZE, MADV_WIPEONFORK));
}

static const char *byte(void) { return load(memory + 5); }
static const char *byte_in_child(void) { return in_child(byte); }

OBJECT(wipe_on_fork) = {
    .name = "madvise-wipeonfork",
    .about = "a child finds zeros in memory with MADV_WIPEONFORK, and the parent its content",
    .create = create,
    .set = set_wipe,
    .properties = PROPERTIES({"wiped on fork", wiped, .expected = "wf"}, {"content", data}, {"byte", byte},
                             {"byte in a child", byte_in_child, .expected = "0"}),
};

static void set_dont_fork(void) {
    fill(memory, SIZE, 2);
    must(madvise(memory, SIZE, MADV_DONTFORK));
}

static const char *byte_or_not(void) { return load(memory); }
static const char *absent_in_child(void) { return in_child(byte_or_not); }
static const char *entry_in_child(void) { return in_child(entry); }

OBJECT(dont_fork) = {
    .name = "madvise-dontfork",
    .about = "a child has no mapping where its parent has one with MADV_DONTFORK",
    .create = create,
    .set = set_dont_fork,
    .properties = PROPERTIES({"not forked", not_forked, .expected = "dc"}, {"content", data},
                             {"an access by a child", absent_in_child, .expected = "SIGSEGV"},
                             {"mapping in a child", entry_in_child, .expected = "unmapped"}),
};

static const char *mergeable(void) { return vm_flag(memory, "mg"); }
static const char *mergeable_twin(void) { return vm_flag(other, "mg"); }
static const char *twins(void) { return text("%s %s", digest(memory, SIZE), digest(other, SIZE)); }
static const char *ksm_areas(void) { return line_of("/proc/self/ksm_stat", "ksm_mergeable:"); }

static void set_mergeable(void) {
    needs(madvise(memory, SIZE, MADV_MERGEABLE));
    needs(madvise(other, SIZE, MADV_MERGEABLE));
    fill(memory, SIZE, 2), fill(other, SIZE, 2);
}

/* Older kernels have no such line in ksm_stat, and then the value is the same text all the time. */
OBJECT(mergeable) = {
    .name = "madvise-mergeable",
    .about = "equal pages stay candidates for merging by KSM",
    .create = create_five,
    .set = set_mergeable,
    .properties = PROPERTIES({"mergeable", mergeable, .expected = "mg"}, {"mergeable twin", mergeable_twin, .expected = "mg"},
                             {"content", twins}, {"mergeable process", ksm_areas, .natural = true}),
};

static const char *lazily_freed(void) { return smaps(memory, "LazyFree:"); }

/* The kernel moves such pages to another list in batches; each call begins with what the one before it left. */
static void set_free(void) {
    fill(memory, SIZE, 2);
    for (int i = 0; i < 20 && strcmp(lazily_freed(), "32 kB") != 0; i++) must(madvise(memory, SIZE, MADV_FREE));
}

OBJECT(lazy_free) = {
    .name = "madvise-free",
    .about = "pages that the kernel may take away under pressure stay such pages and keep their content without pressure",
    .create = create,
    .set = set_free,
    .properties = PROPERTIES({"content", data}, {"pages that may go", lazily_freed, .expected = "32 kB"},
                             {"pages", resident, .expected = "pppppppp", .natural = true}),
};

static void set_cold(void) {
    fill(memory, SIZE, 2);
    needs(madvise(memory, SIZE, MADV_COLD));
}

static const char *pressed(void) { return smaps(memory, "Rss:"); }

/* That a page was not used lately is a hint for the next minutes of reclaim, so a restore that loses it is right. */
OBJECT(cold) = {
    .name = "madvise-cold",
    .about = "pages that were marked as cold keep their content",
    .create = create,
    .set = set_cold,
    .properties = PROPERTIES({"content", data}, {"resident", pressed, .natural = true}, {"flags", flags, .natural = true},
                             {"pages", resident, .expected = "pppppppp", .natural = true}),
};

static const char *unreserved(void) { return vm_flag(memory, "nr"); }
static const char *unreserved_shared(void) { return vm_flag(other, "nr"); }
static const char *stack_like(void) { return vm_flags(third); }

/* Created without the flags at the same place, so that each property differs. */
static void set_flags(void) {
    map_at(memory, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, -1);
    map_at(other, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, -1);
    map_at(third, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_STACK | MAP_NORESERVE, -1);
    fill(memory, SIZE / 2, 2), fill(other, SIZE / 2, 3), fill(third, SIZE / 2, 4);
}

static const char *three(void) { return text("%s %s %s", digest(memory, SIZE), digest(other, SIZE), digest(third, SIZE)); }

OBJECT(flags_of_mmap) = {
    .name = "mapping-noreserve-stack",
    .about = "mappings keep the flags MAP_NORESERVE and MAP_STACK",
    .create = create_five,
    .set = set_flags,
    .properties = PROPERTIES({"private without reserve", unreserved, .expected = "nr"},
                             {"shared without reserve", unreserved_shared, .expected = "nr"}, {"stack", stack_like},
                             {"content", three}),
};
