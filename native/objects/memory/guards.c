/* Guard pages by MADV_GUARD_INSTALL, which are no mappings of their own. */
#include "mapping.h"

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#define MADV_GUARD_REMOVE 103
#endif

enum { COUNT = 8, SIZE = COUNT * PAGE, GUARD = 2 * PAGE };

static char *memory;

static const char *guard(void) { return load(memory + GUARD); }
static const char *second_guard(void) { return load(memory + GUARD + PAGE); }
static const char *neighbours(void) {
    return text("%s %s", digest(memory, GUARD), digest(memory + GUARD + 2 * PAGE, SIZE - GUARD - 2 * PAGE));
}
static const char *map(void) { return pages(memory, COUNT); }
static const char *protection(void) { return shape(memory); }
static const char *flags(void) { return vm_flags(memory); }
static const char *last(void) { return store(memory + SIZE - 1, 1); }

static void install(void) { needs(madvise(memory + GUARD, 2 * PAGE, MADV_GUARD_INSTALL)); }

static const char *remove_guard(void) {
    const char *with = guard();
    return madvise(memory + GUARD, PAGE, MADV_GUARD_REMOVE) == -1 ? outcome(-1) : text("%s, then %s", with, guard());
}

#define GUARDS(...) \
    PROPERTIES({"guard", guard, .expected = "SIGSEGV"}, {"second guard", second_guard, .expected = "SIGSEGV"}, __VA_ARGS__)

static void create_private(void) {
    memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1);
    fill(memory, SIZE, 1);
}

static void set_private(void) {
    fill(memory, SIZE, 2);
    install();
}

OBJECT(guards) = {
    .name = "guard-pages-private",
    .about = "guard pages in private memory stay guards, and their neighbours keep their content",
    .create = create_private,
    .set = set_private,
    .properties = GUARDS({"content", neighbours}, {"pages", map, .expected = "ppGGpppp"},
                         {"removing the guard", remove_guard, .expected = "SIGSEGV, then 0", .once = true}),
};

static void create_sparse(void) { memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, -1); }

static void set_sparse(void) {
    install();
    memory[0] = 3;
}

static const char *first(void) { return load(memory); }

OBJECT(guards_sparse) = {
    .name = "guard-pages-sparse",
    .about = "guard pages stay guards in a mapping that is nearly untouched",
    .create = create_sparse,
    .set = set_sparse,
    .properties = GUARDS({"first byte", first, .expected = "3"}, {"pages", map, .expected = "p-GG----"}),
};

static void create_shared(void) {
    memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, -1);
    fill(memory, SIZE, 1);
}

OBJECT(guards_shared) = {
    .name = "guard-pages-shared",
    .about = "guard pages in shared memory stay guards, and their neighbours keep their content",
    .create = create_shared,
    .set = set_private,
    .properties = GUARDS({"content", neighbours}, {"flags", flags, .natural = true}, {"mapping", protection, .natural = true}),
};

static void create_of_file(int sharing) {
    int fd = make_file("guarded", 0600, SIZE, 1);
    memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, sharing, fd);
    must(close(fd));
}

static void create_private_file(void) { create_of_file(MAP_PRIVATE); }
static void create_shared_file(void) { create_of_file(MAP_SHARED); }

static void set_file(void) {
    install();
    fill(memory, PAGE, 2);
}

OBJECT(guards_private_file) = {
    .name = "guard-pages-private-file",
    .about = "guard pages in a private mapping of a file stay guards",
    .create = create_private_file,
    .set = set_file,
    .properties = GUARDS({"content", neighbours}, {"mapping", protection, .natural = true}),
};

OBJECT(guards_shared_file) = {
    .name = "guard-pages-shared-file",
    .about = "guard pages in a shared mapping of a file stay guards",
    .create = create_shared_file,
    .set = set_file,
    .properties = GUARDS({"content", neighbours}, {"mapping", protection, .natural = true}),
};

static void set_read_only(void) {
    set_private();
    must(mprotect(memory, SIZE, PROT_READ));
}

OBJECT(guards_read_only) = {
    .name = "guard-pages-read-only",
    .about = "guard pages stay guards in a mapping that was made read-only",
    .create = create_private,
    .set = set_read_only,
    .properties = GUARDS({"content", neighbours}, {"pages", map, .expected = "ppGGpppp"}, {"mapping", protection},
                         {"writing", last, .expected = "SIGSEGV"}),
};

static void set_inaccessible(void) {
    set_private();
    must(mprotect(memory, SIZE, PROT_NONE));
}

/* What was there before can be seen only after the mapping is accessible again. */
static const char *open_up(void) {
    if (mprotect(memory, SIZE, PROT_READ) == -1) return outcome(-1);
    bool kept = *(uint64_t *)(memory + SIZE - PAGE) == nth(2, (SIZE - PAGE) / 8);
    return text("%s, %s", guard(), kept ? "content" : "other content");
}

OBJECT(guards_inaccessible) = {
    .name = "guard-pages-prot-none",
    .about = "guard pages stay guards in a mapping that was made inaccessible and is opened up again",
    .create = create_private,
    .set = set_inaccessible,
    .properties = PROPERTIES({"pages", map, .expected = "ppGGpppp"}, {"guard", guard, .expected = "SIGSEGV"},
                             {"opening it", open_up, .expected = "SIGSEGV, content", .once = true}),
};

static void set_locked(void) {
    set_private();
    needs(mlock(memory + 4 * PAGE, 4 * PAGE));
}

static const char *locked(void) { return smaps(memory + 4 * PAGE, "Locked:"); }

OBJECT(guards_locked) = {
    .name = "guard-pages-mlock",
    .about = "guard pages next to locked pages stay guards, and the pages stay locked",
    .create = create_private,
    .set = set_locked,
    .properties = GUARDS({"content", neighbours}, {"locked", locked, .expected = "16 kB"},
                         {"pages", map, .expected = "ppGGpppp"}),
};
