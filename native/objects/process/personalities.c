/* Personalities: how the kernel treats a process that asked for another system's behaviour. */
#include "../object.h"
#include <stdio.h>
#include <sys/personality.h>
#include <sys/utsname.h>

static const char *personality_now(void) { return text("%x", (unsigned)personality(0xffffffff)); }
static const char *of_proc(void) { return content("/proc/self/personality"); }

static void change(unsigned long flags) { needs(personality(flags)); }

static const char *new_mapping(void) {
    void *memory = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return outcome(-1);
    char key[32];
    sprintf(key, "%lx-", (unsigned long)memory);
    const char *line = line_of("/proc/self/maps", key);
    const char *space = strchr(line, ' ');
    const char *access = space ? text("%.4s", space + 1) : line;
    must(munmap(memory, 4096));
    return access;
}

static void set_executable(void) { change(READ_IMPLIES_EXEC); }

OBJECT(executable) = {
    .name = "personality-read-implies-exec",
    .about = "a process whose readable memory is executable stays that way",
    .set = set_executable,
    .properties = PROPERTIES({"personality", personality_now, .expected = "400000"},
                             {"in /proc", of_proc, .expected = "00400000\\x0a"},
                             {"access to a new mapping", new_mapping, .expected = "r-xp"}),
};

static const char *release(void) {
    struct utsname names;
    must(uname(&names));
    return text("%.4s", names.release);
}

static void set_old(void) { change(UNAME26); }

OBJECT(old) = {
    .name = "personality-uname26",
    .about = "a process that sees a release 2.6 of the kernel keeps seeing it",
    .set = set_old,
    .properties = PROPERTIES({"personality", personality_now, .expected = "20000"},
                             {"in /proc", of_proc, .expected = "00020000\\x0a"},
                             {"release", release, .expected = "2.6."}),
};

static const char *machine(void) {
    struct utsname names;
    must(uname(&names));
    return text("%s", names.machine);
}

static void set_narrow(void) {
    const char *before = machine();
    change(PER_LINUX32);
    errno = ENOSYS;
    if (strcmp(machine(), before) == 0) unavailable("a machine with 32 bits");
}

OBJECT(narrow) = {
    .name = "personality-linux32",
    .about = "a process that sees a machine with 32 bits keeps seeing it",
    .set = set_narrow,
    .properties = PROPERTIES({"personality", personality_now, .expected = "8"}, {"in /proc", of_proc, .expected = "00000008\\x0a"},
                             {"machine", machine}),
};

/* What a debugger sets for its children, and what most reproducible measurements use. */
static void set_fixed(void) { change(ADDR_NO_RANDOMIZE); }

OBJECT(fixed) = {
    .name = "personality-no-randomization",
    .about = "a process whose programs are not placed at random addresses stays that way",
    .set = set_fixed,
    .properties = PROPERTIES({"personality", personality_now, .expected = "40000"},
                             {"in /proc", of_proc, .expected = "00040000\\x0a"}),
};
