/* Mappings of devices and descriptors whose memory is no file's. */
#include "mapping.h"
#include <sys/syscall.h>

enum { SIZE = 4 * PAGE };

static char *memory, *other;
static bool set_up;
static struct helper helper = {.channel = -1};

static void create(void) { memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1); }

static const char *data(void) { return digest(memory, SIZE); }
static const char *form(void) { return mapped(memory); }
static const char *flags(void) { return vm_flags(memory); }
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

/* mov eax, 42; ret */
static const unsigned char code[] = {0xb8, 42, 0, 0, 0, 0xc3};

static const char *run(void) {
#if defined __x86_64__
    return set_up ? text("%d", ((int (*)(void))(void *)other)()) : "no code";
#else
    return set_up ? text("%d", other[1]) : "no code";
#endif
}

static const char *rewritten(void) {
    if (!set_up) return "no code";
    memory[1] = 43;
    const char *value = run();
    memory[1] = 42;
    return text("%s and %s", value, run());
}

static void create_two(void) {
    create();
    other = map_at(reserve(SIZE), SIZE, PROT_READ, MAP_PRIVATE, -1);
}

/* As compilers that translate while the program runs do, so that no memory is for writing and execution. */
static void set_code(void) {
    int fd = needs(memfd_create("code", MFD_CLOEXEC));
    must(ftruncate(fd, SIZE));
    map_at(memory, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
    map_at(other, SIZE, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd);
    must(close(fd));
    memcpy(memory, code, sizeof code);
    set_up = true;
}

static const char *other_form(void) { return mapped(other); }

OBJECT(code_twice) = {
    .name = "memfd-written-and-executed",
    .about = "code in a memfd that is mapped once for writing and once for execution runs and can be rewritten",
    .create = create_two,
    .set = set_code,
    .properties = PROPERTIES({"executing", run, .expected = "42"}, {"executing what was rewritten", rewritten, .expected = "43 and 42"},
                             {"mapping for writing", form, .expected = "16 kB rw-s 00000000 /memfd:code (deleted)"},
                             {"mapping for execution", other_form, .expected = "16 kB r-xp 00000000 /memfd:code (deleted)"}),
};

static void set_secret(void) {
    int fd = needs((int)syscall(SYS_memfd_secret, O_CLOEXEC));
    must(ftruncate(fd, SIZE));
    map_at(memory, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
    must(close(fd));
    memory[0] = 9;
}

static const char *first(void) { return load(memory); }
static const char *by_kernel(void) { return digest(memory, PAGE); }

OBJECT(secret) = {
    .name = "memfd-secret-mapped",
    .about = "secret memory without a descriptor keeps its content and stays secret",
    .create = create,
    .set = set_secret,
    .properties = PROPERTIES({"byte", first, .expected = "9"}, {"what the kernel may read", by_kernel, .expected = "EFAULT"},
                             {"mapping", form, .expected = "16 kB rw-s 00000000 /secretmem (deleted)"}, {"flags", flags}),
};

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
