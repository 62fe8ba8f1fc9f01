/* Shared anonymous memory. */
#include "mapping.h"
#include <stdlib.h>

enum { SIZE = 8 * PAGE, GIB = 1 << 30, TOUCHED = 10 };

static char *memory, *other;
static struct helper helper = {.channel = -1};

static const char *data(void) { return digest(memory, SIZE); }
static const char *form(void) { return shape(memory); }
static const char *path(void) { return mapped(memory); }

/* Writes at one place and reads at another, twice, so that no old content passes for the new one. */
static const char *seen(volatile char *written, const char *(*read)(void)) {
    char before = *written;
    *written = 1;
    const char *first = read();
    *written = 2;
    const char *second = read();
    *written = before;
    return text("%s %s", first, second);
}

static char *place_of_ten(int i) { return memory + (size_t)i * (GIB / TOUCHED / PAGE * PAGE); }

static void set_large(void) {
    memory = needs(mmap(NULL, GIB, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
    for (int i = 0; i < TOUCHED; i++) fill(place_of_ten(i), PAGE, (uint64_t)i);
    helper = start_helper(NULL);
}

static const char *ten(void) {
    if (!memory) return "none";
    uint64_t state = 0;
    for (int i = 0; i < TOUCHED; i++) state = mix(state, *(uint64_t *)place_of_ten(i));
    return text("%016lx", state);
}

static const char *allocated(void) {
    if (!memory) return "none";
    static unsigned char present[GIB / PAGE];
    int found = 0;
    if (mincore(memory, GIB, present) == -1) return outcome(-1);
    for (int i = 0; i < GIB / PAGE; i++) found += present[i] & 1;
    return text("%d", found);
}

static const char *last_byte(void) { return load(place_of_ten(9) + 8); }
static const char *ask_last_byte(void) { return ask_helper(&helper, last_byte); }
static const char *ten_in_child(void) { return memory ? ask_helper(&helper, ten) : "none"; }
static const char *from_parent(void) { return memory ? seen(place_of_ten(9) + 8, ask_last_byte) : "none"; }

OBJECT(shared_sparse) = {
    .name = "shared-memory-sparse-with-child",
    .about = "1 GiB that parent and child share stays shared and takes the ten pages that were written",
    .set = set_large,
    .properties = PROPERTIES({"mapping", form, .expected = "1048576 kB rw-s 00000000"}, {"content", ten},
                             {"content in the child", ten_in_child},
                             {"child sees the parent's writes", from_parent, .expected = "1 2"},
                             {"pages", allocated, .expected = "10"}),
};

static void create_one(void) {
    memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, -1);
    other = reserve(2 * SIZE);
}

/* With an old size of 0, mremap maps the same memory once more. */
static void map_twice(void) {
    fill(memory, SIZE, 2);
    other = needs(mremap(memory + PAGE, 0, SIZE - PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, other));
}

static const char *other_byte(void) { return load(other + 1); }
static const char *between(void) { return seen(memory + PAGE + 1, other_byte); }
static const char *other_form(void) { return shape(other); }
static const char *other_data(void) { return digest(other, SIZE - PAGE); }

OBJECT(shared_twice) = {
    .name = "shared-memory-mapped-twice",
    .about = "shared memory that a process has mapped at two addresses is the same memory at both",
    .create = create_one,
    .set = map_twice,
    .properties = PROPERTIES({"content", data}, {"second mapping", other_form, .expected = "28 kB rw-s 00001000"},
                             {"second content", other_data}, {"writes seen in the second", between, .expected = "1 2"}),
};

/* The memory behind a shared mapping does not grow with the mapping. */
static void grow(void) {
    fill(memory, SIZE, 2);
    memory = needs(mremap(memory, SIZE, 2 * SIZE, MREMAP_MAYMOVE | MREMAP_FIXED, other));
}

static const char *beyond(void) { return load(memory + SIZE + PAGE); }

OBJECT(shared_beyond_end) = {
    .name = "shared-memory-beyond-its-end",
    .about = "an access to the part of a shared mapping that lies beyond the shared memory stays an error",
    .create = create_one,
    .set = grow,
    .properties = PROPERTIES({"mapping", form, .expected = "64 kB rw-s 00000000"}, {"content", data},
                             {"access beyond the end", beyond, .expected = "SIGBUS"}),
};

static void create_private(void) { memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1); }

static void make_shared(void) {
    map_at(memory, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, -1);
    fill(memory, SIZE, 2);
}

static const char *flags(void) { return vm_flags(memory); }

OBJECT(shared_path) = {
    .name = "shared-memory-path",
    .about = "the maps of a process show shared anonymous memory by the same path",
    .create = create_private,
    .set = make_shared,
    .properties = PROPERTIES({"mapping and path", path}, {"flags", flags}, {"content", data}),
};

static void keep_the_end(void) {
    must(munmap(memory, SIZE / 2));
    fill(memory + SIZE - PAGE, PAGE, 3);
}

static void split(void) {
    fill(memory, SIZE, 2);
    helper = start_helper(keep_the_end);
    must(munmap(memory + SIZE - 2 * PAGE, 2 * PAGE));
}

static const char *my_part(void) { return text("%s %s", digest(memory, SIZE - 2 * PAGE), load(memory + SIZE - PAGE)); }
static const char *its_part(void) { return text("%s %s", load(memory), digest(memory + SIZE / 2, SIZE / 2)); }
static const char *ask_its_part(void) { return helper.channel == -1 ? "none" : ask_helper(&helper, its_part); }
static const char *common_byte(void) { return load(memory + SIZE / 2 + 8); }
static const char *ask_common_byte(void) { return ask_helper(&helper, common_byte); }
static const char *common(void) { return helper.channel == -1 ? "none" : seen(memory + SIZE / 2 + 8, ask_common_byte); }

OBJECT(shared_parts) = {
    .name = "shared-memory-different-parts",
    .about = "parent and child that have different parts of shared memory mapped still share what both have",
    .create = create_one,
    .set = split,
    .properties = PROPERTIES({"parent's part", my_part}, {"child's part", ask_its_part},
                             {"child sees the parent's writes", common, .expected = "1 2"}, {"mapping", form}),
};

/* Pages that were not written to since the fork are there once for both. */
static void write_one_page(void) { fill(memory, PAGE, 3); }

static void fork_it(void) {
    fill(memory, SIZE, 2);
    helper = start_helper(write_one_page);
}

/* Loads, because process_vm_readv makes each page that it reads the own page of the process. */
static const char *loaded(void) {
    uint64_t state = 0;
    for (size_t i = 0; i < SIZE / sizeof state; i++) state = mix(state, ((volatile uint64_t *)memory)[i]);
    return text("%016lx", state);
}

static const char *shared_pages(void) { return smaps(memory, "Shared_Dirty:"); }
static const char *private_pages(void) { return smaps(memory, "Private_Dirty:"); }
static const char *data_in_child(void) { return helper.channel == -1 ? "none" : ask_helper(&helper, loaded); }
static const char *shared_in_child(void) { return helper.channel == -1 ? "none" : ask_helper(&helper, shared_pages); }

OBJECT(copy_on_write) = {
    .name = "copy-on-write-with-child",
    .about = "private pages that parent and child have not written to since the fork take memory once",
    .create = create_private,
    .set = fork_it,
    .properties = PROPERTIES({"shared with the child", shared_pages, .expected = "28 kB"},
                             {"the parent's own", private_pages, .expected = "4 kB"},
                             {"shared with the parent", shared_in_child, .expected = "28 kB"}, {"content", loaded},
                             {"content in the child", data_in_child}),
};
