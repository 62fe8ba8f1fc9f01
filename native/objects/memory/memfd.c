/* Mapped memfds, ordinary and secret ones. */
#include "code.h"
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

static const char *run(void) {
    if (!set_up) return "no code";
    forget_code(other);
    return text("%d", run_code(other));
}

static const char *rewritten(void) {
    if (!set_up) return "no code";
    write_code(memory, 43);
    const char *value = run();
    write_code(memory, 42);
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
    write_code(memory, 42);
    set_up = true;
}

static const char *other_form(void) { return mapped(other); }

OBJECT(code_twice) = {
    .name = "memfd-written-and-executed",
    .about = "code in a memfd that is mapped once for writing and once for execution runs and can be rewritten",
    .create = create_two,
    .set = set_code,
    .properties = PROPERTIES({"executing", run, .expected = "42"},
                             {"executing what was rewritten", rewritten, .expected = "43 and 42"},
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

static const char *access_of(void) { return shape(memory); }
static const char *second(void) { return digest(memory + SIZE - PAGE, PAGE); }
static const char *path(void) { return strrchr(text("/%s", mapped(memory)), '/') + 1; }

static void set_private_memfd(void) {
    int fd = needs(memfd_create("private", MFD_CLOEXEC));
    must(ftruncate(fd, SIZE));
    char *writable = must(mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    fill(writable, SIZE, 1);
    map_at(memory, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd);
    fill(memory, PAGE, 2);
    must(munmap(writable, SIZE));
    must(close(fd));
}

OBJECT(private_memfd) = {
    .name = "memfd-mapped-private",
    .about = "a private mapping of a memfd keeps both the page that was written to and those of the memfd",
    .create = create,
    .set = set_private_memfd,
    .properties = PROPERTIES({"content", data}, {"mapping", access_of, .expected = "16 kB rw-p 00000000", .natural = true},
                             {"path", path, .expected = "memfd:private (deleted)"}, {"clean page", second}),
};

static void set_common_memfd(void) {
    int fd = needs(memfd_create("common", MFD_CLOEXEC));
    must(ftruncate(fd, SIZE));
    map_at(memory, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
    must(close(fd));
    fill(memory, SIZE, 2);
    helper = start_helper(NULL);
}

static const char *byte(void) { return load(memory + 1); }
static const char *seen(void) {
    if (helper.channel == -1) return "none";
    char before = memory[1];
    memory[1] = 3;
    const char *first = ask_helper(&helper, byte);
    memory[1] = 4;
    const char *then = ask_helper(&helper, byte);
    memory[1] = before;
    return text("%s %s", first, then);
}

OBJECT(common_memfd) = {
    .name = "memfd-mapped-shared-with-child",
    .about = "a memfd that parent and child have mapped, and that no descriptor leads to, stays shared",
    .create = create,
    .set = set_common_memfd,
    .properties = PROPERTIES({"content", data}, {"mapping", access_of, .expected = "16 kB rw-s 00000000"},
                             {"path", path, .expected = "memfd:common (deleted)"},
                             {"child sees the parent's writes", seen, .expected = "3 4"}),
};
