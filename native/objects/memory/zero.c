/* Mappings of /dev/zero. */
#include "mapping.h"

enum { SIZE = 4 * PAGE };

static char *memory;
static struct helper helper = {.channel = -1};

static void create(void) { memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1); }

static const char *form(void) { return mapped(memory); }
static const char *untouched(void) { return load(memory + SIZE - 1); }
static const char *front(void) { return digest(memory, 2 * PAGE); }

static void map_zero(int sharing) {
    int fd = needs(open("/dev/zero", O_RDWR | O_CLOEXEC));
    map_at(memory, SIZE, PROT_READ | PROT_WRITE, sharing, fd);
    must(close(fd));
    fill(memory, 2 * PAGE, 2);
}

static void set_private(void) { map_zero(MAP_PRIVATE); }

OBJECT(zero_private) = {
    .name = "dev-zero-mapped-private",
    .about = "a private mapping of /dev/zero keeps its content and its path",
    .create = create,
    .set = set_private,
    .properties = PROPERTIES({"content", front}, {"mapping", form, .expected = "16 kB rw-p 00000000 /dev/zero"},
                             {"untouched byte", untouched, .expected = "0", .natural = true}),
};

static void set_shared(void) {
    map_zero(MAP_SHARED);
    helper = start_helper(NULL);
}

static const char *in_helper(void) { return helper.channel == -1 ? "none" : ask_helper(&helper, untouched); }

static const char *writes(void) {
    memory[SIZE - 1] = 3;
    const char *value = in_helper();
    memory[SIZE - 1] = 4;
    return text("%s %s", value, in_helper());
}

static const char *access_of(void) { return shape(memory); }

OBJECT(zero_shared) = {
    .name = "dev-zero-mapped-shared",
    .about = "a shared mapping of /dev/zero keeps its content and stays shared with a child",
    .create = create,
    .set = set_shared,
    .properties = PROPERTIES({"content", front}, {"mapping", access_of, .expected = "16 kB rw-s 00000000"},
                             {"child sees the parent's writes", writes, .expected = "3 4"}),
};
