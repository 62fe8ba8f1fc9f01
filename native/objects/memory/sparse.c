/* Large mappings of which few pages are in use. */
#include "mapping.h"
#include <stdlib.h>

static char *memory;

static const char *resident(void) { return smaps(memory, "Rss:"); }
static const char *anonymous(void) { return smaps(memory, "Anonymous:"); }
static const char *form(void) { return shape(memory); }

enum { GIB = 1 << 30, MIDDLE = 77 };
static const size_t huge = 64UL * GIB;

static void set_sparse(void) {
    memory = needs(mmap(NULL, huge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
    must(madvise(memory, huge, MADV_NOHUGEPAGE));
    memory[0] = 1, memory[MIDDLE * (size_t)GIB / 2] = 2, memory[huge - 1] = 3;
}

static const char *three(void) {
    if (!memory) return "none";
    return text("%s %s %s", load(memory), load(memory + MIDDLE * (size_t)GIB / 2), load(memory + huge - 1));
}
static const char *little(void) {
    int kilobytes = atoi(resident());
    return kilobytes > 0 && kilobytes < 16384 ? "less than 16 MiB" : resident();
}
/* The page before lies in another huge page. */
static const char *before(void) { return memory ? pages(memory + MIDDLE * (size_t)GIB / 2 - PAGE, 2) : "none"; }

OBJECT(sparse) = {
    .name = "sparse-64-gib",
    .about = "a mapping of 64 GiB of which three pages were written takes little memory",
    .set = set_sparse,
    .properties = PROPERTIES({"mapping", form, .expected = "67108864 kB rw-p 00000000"}, {"bytes", three, .expected = "1 2 3"},
                             {"resident", little, .expected = "less than 16 MiB"},
                             {"page before a written one", before, .expected = "-p"}),
};

enum { SIZE = 16 << 20 };

static void create_written(void) {
    memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1);
    must(madvise(memory, SIZE, MADV_NOHUGEPAGE));
    for (int i = 0; i < SIZE; i += PAGE) memory[i] = 1;
}

static const char *sum(void) {
    unsigned long total = 0;
    for (int i = 0; i < SIZE; i += PAGE) total += (unsigned char)memory[i];
    return text("%lu", total);
}

static void only_read(void) {
    must(madvise(memory, SIZE, MADV_DONTNEED));
    sum();
}

OBJECT(only_read) = {
    .name = "zero-page-reads",
    .about = "memory that was only read takes none",
    .create = create_written,
    .set = only_read,
    .properties = PROPERTIES({"resident", resident, .expected = "0 kB"}, {"anonymous", anonymous, .expected = "0 kB"},
                             {"sum", sum, .expected = "0"}),
};

static void create_untouched(void) {
    memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1);
    must(madvise(memory, SIZE, MADV_NOHUGEPAGE));
}

static void write_zeros(void) { memset(memory, 0, SIZE); }
static const char *first_pages(void) { return pages(memory, 8); }

/* A process may have written zeros so that no page fault comes later. */
OBJECT(written_zeros) = {
    .name = "zeros-written",
    .about = "pages that zeros were written to stay in memory",
    .create = create_untouched,
    .set = write_zeros,
    .properties = PROPERTIES({"resident", resident, .expected = "16384 kB"}, {"anonymous", anonymous, .expected = "16384 kB"},
                             {"pages", first_pages, .expected = "pppppppp"}, {"sum", sum, .expected = "0", .natural = true}),
};

static void make_holes(void) {
    must(madvise(memory, SIZE, MADV_DONTNEED));
    fill(memory, 8 * PAGE, 2);
    must(madvise(memory + PAGE, 2 * PAGE, MADV_DONTNEED));
    must(madvise(memory + 5 * PAGE, PAGE, MADV_DONTNEED));
}

static const char *data(void) { return text("%s %s", digest(memory, PAGE), digest(memory + 3 * PAGE, 2 * PAGE)); }

OBJECT(holes) = {
    .name = "private-memory-with-holes",
    .about = "pages that were given back stay absent, and those between them keep their content",
    .create = create_untouched,
    .set = make_holes,
    .properties = PROPERTIES({"pages", first_pages, .expected = "p--pp-pp"}, {"resident", resident, .expected = "20 kB"},
                             {"content", data}),
};

enum { AREAS = 10000 };

static void set_many(void) {
    memory = needs(mmap(NULL, (size_t)AREAS * PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
    for (int i = 0; i < AREAS; i += 2) must(mprotect(memory + (size_t)i * PAGE, PAGE, PROT_READ | PROT_WRITE));
    memory[(AREAS - 2) * PAGE] = 5;
}

static const char *last_areas(void) {
    if (!memory) return "none";
    return text("%s %s", load(memory + (AREAS - 2) * PAGE), store(memory + (AREAS - 1) * PAGE, 1));
}

/* Lines of maps; those of the program itself may become a few more or fewer. */
static const char *areas(void) {
    char part[1 << 16];
    long lines = 0;
    int fd = must(open("/proc/self/maps", O_RDONLY | O_CLOEXEC));
    for (ssize_t got; (got = read(fd, part, sizeof part)) > 0;)
        for (char *next = part; (next = memchr(next, '\n', (size_t)(part + got - next))); next++) lines++;
    must(close(fd));
    return text("%ld hundred", lines / 100);
}

OBJECT(many) = {
    .name = "mappings-10000",
    .about = "ten thousand mappings keep their places and permissions",
    .set = set_many,
    .properties = PROPERTIES({"mappings", areas, .expected = "100 hundred"}, {"first", form, .expected = "4 kB rw-p 00000000"},
                             {"last two", last_areas, .expected = "5 SIGSEGV"}),
};
