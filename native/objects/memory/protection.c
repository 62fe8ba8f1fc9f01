/* Mappings that cannot be read, written or run, or all of it. */
#include "code.h"
#include "mapping.h"

enum { SIZE = 4 * PAGE };

static char *memory, *other;

static const char *entry(void) { return shape(memory); }
static const char *reading(void) { return load(memory + 1); }
static const char *writing(void) { return store(memory + 1, 9); }
static const char *map(void) { return pages(memory, SIZE / PAGE); }
static const char *flags(void) { return vm_flags(memory); }

static void close_off(void) {
    fill(memory, SIZE, 2);
    must(mprotect(memory, SIZE, PROT_NONE));
}

static const char *open_up(void) {
    if (mprotect(memory, SIZE, PROT_READ) == -1) return outcome(-1);
    for (size_t i = 0; i < SIZE / 8; i++)
        if (((uint64_t *)memory)[i] != nth(2, i)) return text("other content in page %zu", i * 8 / PAGE);
    return "content";
}

#define CLOSED_OFF(...)                                                                                                      \
    PROPERTIES({"mapping", entry}, {"reading", reading, .expected = "SIGSEGV"}, {"writing", writing, .expected = "SIGSEGV"}, \
               __VA_ARGS__, {"opening it", open_up, .expected = "content", .once = true})

static void create_private(void) { memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1); }

OBJECT(prot_none) = {
    .name = "prot-none-private",
    .about = "private memory that was made inaccessible keeps its content",
    .create = create_private,
    .set = close_off,
    .properties = CLOSED_OFF({"pages", map, .expected = "pppp"}),
};

static void create_shared(void) { memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, -1); }

OBJECT(prot_none_shared) = {
    .name = "prot-none-shared",
    .about = "shared memory that was made inaccessible keeps its content",
    .create = create_shared,
    .set = close_off,
    .properties = CLOSED_OFF({"flags", flags}),
};

static void create_of_file(void) {
    int fd = make_file("closed-off", 0600, SIZE, 2);
    memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd);
    must(close(fd));
    memset(memory, 1, SIZE);
}

/* One page is a copy, the others are those of the file. */
static void close_off_file(void) {
    must(madvise(memory, SIZE, MADV_DONTNEED));
    ((uint64_t *)memory)[0] = nth(2, 0);
    must(mprotect(memory, SIZE, PROT_NONE));
}

static const char *first_page(void) { return pages(memory, 1); }

OBJECT(prot_none_file) = {
    .name = "prot-none-private-file",
    .about = "a private mapping of a file that was made inaccessible keeps the page that was written to",
    .create = create_of_file,
    .set = close_off_file,
    .properties = CLOSED_OFF({"first page", first_page, .expected = "p", .natural = true}),
};

static bool set_up;

static void make_one_way(void) {
    write_code(memory, 42);
    must(mprotect(memory, SIZE, PROT_EXEC));
    must(mprotect(other, SIZE, PROT_WRITE));
    set_up = true;
}

static void create_two(void) {
    create_private();
    other = map_at(reserve(SIZE), SIZE, PROT_READ, MAP_PRIVATE, -1);
}

static const char *executed(void) { return set_up ? text("%d", run_code(memory)) : "no code"; }
static const char *writing_to_code(void) { return store(memory + PAGE, 9); }
static const char *writing_other(void) { return store(other, 9); }
static const char *other_entry(void) { return mapped(other); }

OBJECT(one_way) = {
    .name = "write-only-execute-only",
    .about = "mappings that are only for writing or only for execution stay so",
    .create = create_two,
    .set = make_one_way,
    .properties = PROPERTIES({"code", entry}, {"data", other_entry}, {"executing", executed, .expected = "42"},
                             {"writing to code", writing_to_code, .expected = "SIGSEGV"},
                             {"writing to data", writing_other, .expected = "written"}),
};

static void make_all(void) {
    needs(mprotect(memory, SIZE, PROT_READ | PROT_WRITE | PROT_EXEC));
    write_code(memory, 42);
    set_up = true;
}

static const char *rewritten(void) {
    if (!set_up) return "no code";
    write_code(memory, 43);
    int value = run_code(memory);
    write_code(memory, 42);
    return text("%d and %d", value, run_code(memory));
}

static const char *code(void) { return bytes(memory, sizeof function); }

OBJECT(all_ways) = {
    .name = "write-and-execute",
    .about = "memory for writing and execution stays so, and code that is written to it runs",
    .create = create_private,
    .set = make_all,
    .properties = PROPERTIES({"mapping", entry}, {"executing", executed, .expected = "42"},
                             {"executing what was rewritten", rewritten, .expected = "43 and 42"},
                             {"code", code}),
};
