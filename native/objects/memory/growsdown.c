/* Memory that grows downwards by itself: a mapping with MAP_GROWSDOWN, and the stack. */
#include "mapping.h"
#include <alloca.h>
#include <sys/resource.h>

enum { SIZE = 4 * PAGE, ROOM = 400 * PAGE, DEEP = 4 << 20 };

static char *memory;

/* No neighbour below: the kernel keeps a gap of 256 pages between such a mapping and the next one. */
static char *place(void) {
    static char *start;
    if (!start) {
        start = reserve(ROOM);
        must(munmap(start, ROOM));
    }
    return start + ROOM - SIZE;
}

static void create(void) { memory = map_at(place(), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1); }

static void set(void) {
    map_at(memory, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_GROWSDOWN, -1);
    fill(memory, SIZE, 2);
    if (strcmp(store(memory - PAGE, 7), "written") != 0) broken("growing before the dump");
}

static const char *flag(void) { return vm_flag(memory, "gd"); }
static const char *data(void) { return digest(memory, SIZE); }
static const char *grown_byte(void) { return load(memory - PAGE); }

static const char *grow(void) {
    const char *access = store(memory - 3 * PAGE, 8);
    return text("%s, %s", access, shape(memory));
}

OBJECT(grows_down) = {
    .name = "mapping-growsdown",
    .about = "a mapping with MAP_GROWSDOWN that has grown grows again",
    .create = create,
    .set = set,
    .properties = PROPERTIES({"flag", flag, .expected = "gd"}, {"content", data},
                             {"byte where it grew", grown_byte, .expected = "7"},
                             {"growing again", grow, .expected = "written, 28 kB rw-p 00000000", .once = true}),
};

static char *lowest; /* of the stack that was used */

static __attribute__((noinline)) void use_stack(size_t size) {
    char *local = alloca(size);
    fill(local, PAGE, 5);
    lowest = local;
}

static const char *deepen(void) {
    if (!lowest) return "nothing before";
    use_stack(DEEP);
    return text("%s, %s", *(uint64_t *)lowest == nth(5, 0) ? "content" : "other content", vm_flag(lowest, "gd"));
}

static void set_stack(void) { use_stack(1 << 20); }
static const char *limit(void) {
    struct rlimit limit;
    must(getrlimit(RLIMIT_STACK, &limit));
    return text("%lu", limit.rlim_cur);
}
static const char *used(void) { return lowest ? smaps(lowest, "Size:") : "none"; }
static const char *stack_data(void) { return lowest ? digest(lowest, PAGE) : "none"; }
static const char *stack_flags(void) { return vm_flags(__builtin_frame_address(0)); }

OBJECT(stack) = {
    .name = "stack-grows",
    .about = "the stack keeps what it has grown to and grows by 4 MiB more",
    .set = set_stack,
    .properties = PROPERTIES({"size", used}, {"content", stack_data}, {"flags", stack_flags, .natural = true},
                             {"limit", limit, .natural = true},
                             {"growing again", deepen, .once = true, .expected = "content, gd"}),
};
