/* Transparent huge pages. The setting of the machine decides what a process gets without advice, so each object is for one
 * setting. */
#include "mapping.h"

enum { HUGE = 2 << 20, LARGE = 4 * HUGE };

static char *memory;

static void needs_setting(const char *wanted) {
    errno = ENOTSUP;
    if (!strstr(content("/sys/kernel/mm/transparent_hugepage/enabled"), wanted))
        unavailable(text("transparent_hugepage/enabled at %s", wanted));
}

static void map_aligned(void) {
    char *start = reserve(LARGE + HUGE);
    memory = map_at((char *)(((uintptr_t)start + HUGE - 1) / HUGE * HUGE), LARGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1);
}

static const char *huge_part(void) { return smaps(memory, "AnonHugePages:"); }
static const char *advised(void) { return vm_flag(memory, "hg"); }
static const char *advised_against(void) { return vm_flag(memory, "nh"); }
static const char *data(void) { return memory ? digest(memory, LARGE) : "none"; }
static const char *resident(void) { return smaps(memory, "Rss:"); }

static void fill_all(void) {
    fill(memory, LARGE, 2);
    errno = ENOMEM;
    if (strcmp(huge_part(), "8192 kB") != 0) unavailable("transparent huge pages");
}

static void set_advised(void) {
    needs_setting("[madvise]");
    map_aligned();
    must(madvise(memory, LARGE, MADV_HUGEPAGE));
    fill_all();
}

OBJECT(transparent_by_advice) = {
    .name = "transparent-huge-pages-by-advice",
    .about = "memory in huge pages that the process asked for is in huge pages again",
    .set = set_advised,
    .properties = PROPERTIES({"in huge pages", huge_part, .expected = "8192 kB"}, {"flag", advised, .expected = "hg"},
                             {"content", data}, {"resident", resident, .expected = "8192 kB"}),
};

static void set_without_advice(void) {
    needs_setting("[always]");
    map_aligned();
    fill_all();
}

OBJECT(transparent) = {
    .name = "transparent-huge-pages-without-advice",
    .about = "memory in huge pages that the process did not ask for is in huge pages again",
    .set = set_without_advice,
    .properties = PROPERTIES({"in huge pages", huge_part, .expected = "8192 kB"},
                             {"flag", advised, .expected = "no hg", .natural = true}, {"content", data},
                             {"resident", resident, .expected = "8192 kB"}),
};

/* One small page in each huge one: in huge pages they take 512 times as much. */
static void set_advised_against(void) {
    needs_setting("[always]");
    map_aligned();
    must(madvise(memory, LARGE, MADV_NOHUGEPAGE));
    for (int i = 0; i < LARGE; i += HUGE) fill(memory + i, PAGE, 3);
}

static const char *front(void) { return memory ? digest(memory + HUGE, PAGE) : "none"; }
static const char *map(void) { return pages(memory, 4); }

OBJECT(none) = {
    .name = "madvise-nohugepage-sparse",
    .about = "memory that the process wants no huge pages for takes no more than the small pages that were written",
    .set = set_advised_against,
    .properties = PROPERTIES({"resident", resident, .expected = "16 kB"}, {"in huge pages", huge_part, .expected = "0 kB"},
                             {"flag", advised_against, .expected = "nh"}, {"pages", map, .expected = "p---"}, {"content", front}),
};
