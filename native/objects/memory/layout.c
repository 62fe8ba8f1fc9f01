/* Where things are in the address space. */
#include "mapping.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <time.h>

#ifndef PR_SET_MM_MAP
#include <linux/prctl.h>
#endif

enum { SIZE = 4 * PAGE, GROWTH = 3 << 20 };

static char *memory;

static const char *data(void) { return digest(memory, SIZE); }
static const char *form(void) { return shape(memory); }

/* A number of /proc/self/stat, counted as in its manual page. */
static const char *field(long wanted) {
    char line[2048];
    int fd = must(open("/proc/self/stat", O_RDONLY | O_CLOEXEC));
    ssize_t size = read(fd, line, sizeof line - 1);
    must(close(fd));
    if (size <= 0) return "nothing";
    line[size] = 0;
    char *next = strrchr(line, ')') + 2;
    for (int i = 3; i < wanted && next; i++) next = strchr(next, ' ') + 1;
    return text("%.*s", (int)strcspn(next, " "), next);
}

static const char *end_of_heap(void) { return text("%p", sbrk(0)); }
static const char *heap_start(void) { return field(47); }
static const char *heap_data(void) { return digest(memory, GROWTH); }

static void use_heap(void) {
    memory = needs(sbrk(GROWTH));
    fill(memory, GROWTH, 2);
}

static const char *move_end(void) {
    if (!memory) return "no heap";
    char *end = sbrk(1 << 20);
    if (end == (void *)-1) return outcome(-1);
    const char *written = store(end, 1);
    if (sbrk(-(2 << 20)) == (void *)-1) return outcome(-1);
    return text("%s, then %s, %s", written, load(end - 1), load(memory));
}

static const char *grown(void) {
    const char *moved = move_end();
    return strncmp(moved, "written, then SIGSEGV, ", 23) == 0 ? "written, then SIGSEGV" : moved;
}

OBJECT(heap) = {
    .name = "heap-brk",
    .about = "the heap keeps its ends and its content, and grows and shrinks",
    .set = use_heap,
    .properties = PROPERTIES({"start", heap_start, .natural = true}, {"end", end_of_heap}, {"content", heap_data},
                             {"growing and shrinking", grown, .expected = "written, then SIGSEGV", .once = true}),
};

static void map_fixed(uintptr_t address) {
    memory = needs(mmap((void *)address, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0));
    errno = EADDRNOTAVAIL;
    if (memory != (void *)address) unavailable("the address");
    fill(memory, SIZE, 2);
}

static const char *address(void) { return text("%p", memory); }

static void set_lowest(void) {
    long lowest = strtol(content("/proc/sys/vm/mmap_min_addr"), NULL, 10);
    map_fixed(lowest > 65536 ? (uintptr_t)lowest : 65536);
}

OBJECT(lowest) = {
    .name = "mapping-at-lowest-address",
    .about = "a mapping at the lowest address that every process may use stays there",
    .set = set_lowest,
    .properties = PROPERTIES({"address", address}, {"content", data}, {"mapping", form}),
};

static bool at_zero;
static void set_zero(void) {
    map_fixed(0);
    at_zero = true;
}
static const char *zero_form(void) { return at_zero ? shape(NULL) : "none"; }
static const char *zero_flags(void) { return vm_flags(NULL); }

OBJECT(zero) = {
    .name = "mapping-at-address-0",
    .about = "a mapping at address 0 stays there",
    .set = set_zero,
    .properties = PROPERTIES({"mapping", zero_form, .expected = "16 kB rw-p 00000000"}, {"content", data}, {"flags", zero_flags}),
};

static void set_top(void) { map_fixed(0x7ffffffff000 - SIZE); }

OBJECT(top) = {
    .name = "mapping-at-top-address",
    .about = "a mapping that ends with the last page of the address space stays there",
    .set = set_top,
    .properties = PROPERTIES({"address", address, .expected = "0x7fffffffb000"}, {"content", data}, {"mapping", form}),
};

static void set_personality(void) { must(personality(ADDR_NO_RANDOMIZE)); }
static const char *personality_now(void) { return text("%x", (unsigned)personality(0xffffffff)); }
static const char *personality_seen(void) { return content("/proc/self/personality"); }
static const char *personality_of_child(void) { return in_child(personality_now); }

OBJECT(not_randomized) = {
    .name = "personality-addr-no-randomize",
    .about = "a process whose programs get the same addresses each time stays such a process",
    .set = set_personality,
    .properties = PROPERTIES({"personality", personality_now, .expected = "40000"},
                             {"personality in /proc", personality_seen, .expected = "00040000\\x0a"},
                             {"personality of a child", personality_of_child, .expected = "40000"}),
};

/* A page at a fixed address for programs that are older than vDSO. */
static const char *vsyscall(void) {
#if defined __x86_64__
    time_t (*old_time)(time_t *) = (time_t(*)(time_t *))0xffffffffff600400;
    time_t seen = old_time(NULL);
    return labs(seen - time(NULL)) <= 1 ? "the time" : text("%ld", seen);
#else
    return "the time";
#endif
}
static const char *vsyscall_form(void) { return mapped((void *)0xffffffffff600000); }
static const char *vsyscall_flags(void) { return vm_flags((void *)0xffffffffff600000); }

static void find_vsyscall(void) {
    errno = ENXIO;
    if (strcmp(vsyscall_form(), "unmapped") == 0) unavailable("the vsyscall page");
}

/* Called before `set` too, because without the page a call would end the process. */
OBJECT(vsyscall) = {
    .name = "vsyscall-page",
    .about = "the page of system calls for old programs works",
    .create = find_vsyscall,
    .set = find_vsyscall,
    .properties = PROPERTIES({"mapping", vsyscall_form, .natural = true}, {"flags", vsyscall_flags, .natural = true},
                             {"a call", vsyscall, .expected = "the time", .natural = true}),
};

static const void *auxiliary(unsigned long type) { return (const void *)getauxval(type); }
static const char *vdso_address(void) { return text("%p", auxiliary(AT_SYSINFO_EHDR)); }
static const char *vdso_form(void) { return mapped(auxiliary(AT_SYSINFO_EHDR)); }
static const char *vdso_header(void) { return bytes(auxiliary(AT_SYSINFO_EHDR), 4); }
static const char *random_bytes(void) { return digest(auxiliary(AT_RANDOM), 16); }
static const char *vector(void) {
    char all[1024];
    int fd = must(open("/proc/self/auxv", O_RDONLY | O_CLOEXEC));
    ssize_t size = read(fd, all, sizeof all);
    must(close(fd));
    return size == -1 ? outcome(-1) : bytes(all, (size_t)size);
}

static void find_vdso(void) {
    errno = ENXIO;
    if (!auxiliary(AT_SYSINFO_EHDR)) unavailable("vDSO");
}

OBJECT(vdso) = {
    .name = "vdso-and-auxiliary-vector",
    .about = "vDSO stays where the auxiliary vector says that it is, and so do the random bytes",
    .create = find_vdso,
    .set = find_vdso,
    .properties = PROPERTIES({"address", vdso_address, .natural = true}, {"mapping", vdso_form, .natural = true},
                             {"header", vdso_header, .expected = "\\x7fELF", .natural = true},
                             {"random bytes", random_bytes, .natural = true}, {"auxiliary vector", vector, .natural = true}),
};

/* As programs do that show their state in ps: the arguments are elsewhere, and longer than they were. */
static void move_arguments(void) {
    struct prctl_mm_map map = {
        .start_code = strtoul(field(26), NULL, 10),
        .end_code = strtoul(field(27), NULL, 10),
        .start_data = strtoul(field(45), NULL, 10),
        .end_data = strtoul(field(46), NULL, 10),
        .start_brk = strtoul(field(47), NULL, 10),
        .brk = (uintptr_t)sbrk(0),
        .start_stack = strtoul(field(28), NULL, 10),
        .arg_start = (uintptr_t)memory,
        .arg_end = (uintptr_t)memory + 15,
        .env_start = (uintptr_t)memory + 100,
        .env_end = (uintptr_t)memory + 108,
        .auxv = NULL,
        .auxv_size = 0,
        .exe_fd = (uint32_t)-1,
    };
    strcpy(memory, "object: running");
    strcpy(memory + 100, "STATE=5");
    needs(prctl(PR_SET_MM, PR_SET_MM_MAP, &map, sizeof map, 0));
}

static void create_page(void) { memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1); }

static const char *command(void) { return content("/proc/self/cmdline"); }
static const char *environment(void) { return content("/proc/self/environ"); }

OBJECT(arguments) = {
    .name = "arguments-moved",
    .about = "a process that keeps its arguments and environment elsewhere shows them there",
    .create = create_page,
    .set = move_arguments,
    .properties = PROPERTIES(
        {"command", command, .expected = "object: running"}, {"environment", environment, .expected = "STATE=5\\x00"},
        {"start of arguments", .read_at = field, .number = 48}, {"end of arguments", .read_at = field, .number = 49},
        {"start of environment", .read_at = field, .number = 50}, {"end of environment", .read_at = field, .number = 51},
        {"start of code", .read_at = field, .number = 26, .natural = true},
        {"end of code", .read_at = field, .number = 27, .natural = true},
        {"start of data", .read_at = field, .number = 45, .natural = true},
        {"end of data", .read_at = field, .number = 46, .natural = true},
        {"start of stack", .read_at = field, .number = 28, .natural = true}),
};
