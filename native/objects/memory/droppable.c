/* Memory that the kernel may drop. */
#include "mapping.h"

enum { SIZE = 4 * PAGE };

static char *memory;

static void create(void) { memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1); }

static const char *data(void) { return digest(memory, SIZE); }
static const char *flags(void) { return vm_flags(memory); }

#ifndef MAP_DROPPABLE
#define MAP_DROPPABLE 0x08
#endif

static void set_droppable(void) {
    needs(mmap(memory, SIZE, PROT_READ | PROT_WRITE, MAP_DROPPABLE | MAP_ANONYMOUS | MAP_FIXED, -1, 0));
    fill(memory, SIZE, 2);
}

static const char *droppable(void) { return vm_flag(memory, "dp"); }
static const char *map(void) { return pages(memory, SIZE / PAGE); }

OBJECT(droppable) = {
    .name = "mapping-droppable",
    .about = "memory that the kernel may drop under pressure keeps its content without pressure",
    .create = create,
    .set = set_droppable,
    .properties = PROPERTIES({"pages", map, .expected = "pppp"}, {"content", data}, {"droppable", droppable, .expected = "dp"},
                             {"flags", flags}),
};
