/* What belongs to a mapping: memory policies, names, protection keys. */
#include "mapping.h"
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifndef PR_SET_VMA
#define PR_SET_VMA 0x53564d41
#define PR_SET_VMA_ANON_NAME 0
#endif

enum { SIZE = 4 * PAGE, BIND = 2, INTERLEAVE = 3, OF_ADDRESS = 2 };

static char *memory;

static void create(void) { memory = map_at(reserve(SIZE), SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1); }

static const char *data(void) { return digest(memory, SIZE); }

/* Mode and nodes of the policy of a mapping, or of the thread. */
static const char *policy(const void *address) {
    static const char *const names[] = {"default", "preferred", "bind", "interleave"};
    unsigned long nodes[16] = {0};
    int mode = -1;
    if (syscall(SYS_get_mempolicy, &mode, nodes, 8 * sizeof nodes, address, address ? OF_ADDRESS : 0) == -1) return outcome(-1);
    return text("%s %lx", mode >= 0 && mode <= INTERLEAVE ? names[mode] : text("%d", mode), nodes[0]);
}
static const char *mapping_policy(void) { return policy(memory); }
static const char *thread_policy(void) { return policy(NULL); }
static const char *child_policy(void) { return in_child(thread_policy); }
static const char *shown(void) {
    FILE *file = fopen("/proc/self/numa_maps", "re");
    if (!file) return outcome(-1);
    char line[1024], found[60] = "none";
    unsigned long start;
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "%lx", &start) == 1 && start == (unsigned long)memory) sscanf(line, "%*s %59s", found);
    fclose(file);
    return text("%s", found);
}

static unsigned long first_node = 1;

static void set_bind(void) {
    needs((int)syscall(SYS_mbind, memory, (long)SIZE, BIND, &first_node, 64L, 0));
    fill(memory, SIZE, 2);
}

OBJECT(bound) = {
    .name = "numa-mapping-bound",
    .about = "a mapping stays bound to a NUMA node",
    .create = create,
    .set = set_bind,
    .properties = PROPERTIES({"policy", mapping_policy, .expected = "bind 1"},
                             {"policy in numa_maps", shown, .expected = "bind:0"}, {"content", data}),
};

static void set_interleave(void) { needs((int)syscall(SYS_set_mempolicy, INTERLEAVE, &first_node, 64L)); }

OBJECT(interleaved) = {
    .name = "numa-process-interleaved",
    .about = "a process keeps taking its memory from NUMA nodes in turn",
    .create = create,
    .set = set_interleave,
    .properties = PROPERTIES({"policy", thread_policy, .expected = "interleave 1"},
                             {"policy of a child", child_policy, .expected = "interleave 1"},
                             {"policy in numa_maps", shown, .expected = "interleave:0"}),
};

static const char *mapping_name(void) {
    const char *whole = mapped(memory), *name = strchr(whole, '[');
    return name ? name : "no name";
}

static void set_name(void) {
    fill(memory, SIZE, 2);
    needs(prctl(PR_SET_VMA, PR_SET_VMA_ANON_NAME, (unsigned long)memory, (unsigned long)SIZE, (unsigned long)"object cache"));
}

static const char *form(void) { return shape(memory); }

OBJECT(named) = {
    .name = "mapping-named",
    .about = "anonymous memory keeps the name that the process gave it",
    .create = create,
    .set = set_name,
    .properties = PROPERTIES({"name", mapping_name, .expected = "[anon:object cache]"}, {"content", data},
                             {"mapping", form, .natural = true}),
};

static int key = -1;

static void set_key(int rights) {
    key = needs(pkey_alloc(0, 0));
    fill(memory, SIZE, 2);
    must(pkey_mprotect(memory, SIZE, PROT_READ | PROT_WRITE, key));
    must(pkey_set(key, (unsigned)rights));
}

static void set_read_only(void) { set_key(PKEY_DISABLE_WRITE); }
static void set_inaccessible(void) { set_key(PKEY_DISABLE_ACCESS); }

/* A signal handler begins with the rights of a new thread, and a jump out of it keeps them. */
static const char *with_rights(const char *(*access)(void)) {
    int rights = key == -1 ? -1 : pkey_get(key);
    const char *value = access();
    if (rights != -1) pkey_set(key, (unsigned)rights);
    return value;
}

static const char *key_number(void) { return smaps(memory, "ProtectionKey:"); }
static const char *rights(void) { return key == -1 ? "none" : outcome(pkey_get(key)); }
static const char *write_it(void) { return store(memory + 1, 1); }
static const char *read_it(void) { return load(memory + 1); }
static const char *writing(void) { return with_rights(write_it); }
static const char *reading(void) { return with_rights(read_it); }

static const char *opened(void) {
    if (key == -1) return "no key";
    pkey_set(key, 0);
    return *(volatile uint64_t *)memory == nth(2, 0) ? "content" : "other content";
}

OBJECT(key) = {
    .name = "protection-key-read-only",
    .about = "memory that a protection key makes read-only keeps the key, and the thread its rights with that key",
    .create = create,
    .set = set_read_only,
    .properties = PROPERTIES({"key", key_number, .expected = "1"}, {"rights", rights, .expected = "2"},
                             {"writing", writing, .expected = "SIGSEGV"}, {"content", data}),
};

OBJECT(key_without_access) = {
    .name = "protection-key-no-access",
    .about = "memory that a protection key makes inaccessible keeps its content, and the thread its rights with that key",
    .create = create,
    .set = set_inaccessible,
    .properties = PROPERTIES({"key", key_number, .expected = "1"}, {"rights", rights, .expected = "1"},
                             {"reading", reading, .expected = "SIGSEGV"},
                             {"opening it", opened, .expected = "content", .once = true}),
};
