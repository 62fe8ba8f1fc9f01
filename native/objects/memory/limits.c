/* Memory that a process has although its limits would not allow it any more. */
#include "mapping.h"
#include <sys/resource.h>

enum { SIZE = 4 * PAGE };

static char *memory;

static const char *data(void) { return digest(memory, SIZE); }

static void create_page(void) { memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1); }

/* A process may have more than its limit allows if the limit was lowered later. */
static const char *limit_of(int which) {
    struct rlimit limit;
    must(getrlimit(which, &limit));
    return limit.rlim_cur == RLIM_INFINITY ? "none" : text("%lu", limit.rlim_cur);
}

static void set_address_space(void) {
    fill(memory, SIZE, 2);
    struct rlimit limit;
    must(getrlimit(RLIMIT_AS, &limit));
    limit.rlim_cur = PAGE;
    must(setrlimit(RLIMIT_AS, &limit));
}

static const char *address_limit(void) { return limit_of(RLIMIT_AS); }
static const char *more(void) {
    void *made = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (made == MAP_FAILED) return outcome(-1);
    must(munmap(made, PAGE));
    return "mapped";
}

OBJECT(address_space) = {
    .name = "limit-of-address-space-exceeded",
    .about = "a process with more memory than its limit allows keeps its memory and its limit",
    .create = create_page,
    .set = set_address_space,
    .properties = PROPERTIES({"limit", address_limit, .expected = "4096"}, {"content", data},
                             {"a new mapping", more, .expected = "ENOMEM"}),
};

static void lock_more_than_allowed(void) {
    fill(memory, SIZE, 2);
    needs(mlock(memory, SIZE));
    struct rlimit limit;
    must(getrlimit(RLIMIT_MEMLOCK, &limit));
    limit.rlim_cur = PAGE;
    must(setrlimit(RLIMIT_MEMLOCK, &limit));
}

static const char *lock_limit(void) { return limit_of(RLIMIT_MEMLOCK); }
static const char *locked(void) { return smaps(memory, "Locked:"); }

OBJECT(lock_limit) = {
    .name = "mlock-limit-exceeded",
    .about = "a process with more locked memory than its limit allows keeps both",
    .create = create_page,
    .set = lock_more_than_allowed,
    .properties = PROPERTIES({"limit", lock_limit, .expected = "4096"}, {"locked", locked, .expected = "16 kB"},
                             {"content", data}),
};
