/* The workload of all objects: sets the one up that --object names, and compares its properties at the end. */
#include "object.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>

enum { MAX_PROPERTIES = 64, VALUE_SIZE = 256 };

extern const struct entry *const __start_objects[], *const __stop_objects[];

static const char *name = "";
static bool listed, refused, unset, between;
static const struct object *object;
static char before[MAX_PROPERTIES][VALUE_SIZE];

static const struct setting settings[] = {
    {"object", "the object whose properties are compared", .text = &name},
    {"list", "print the names of all objects and what is checked, and end", .flag = &listed},
    {"refused", "have something open that CRIU refuses to dump, too", .flag = &refused},
    {"unset", "leave the object as it was created: each property must then differ", .flag = &unset},
    {"meanwhile", "do what somebody else does between dump and restore, and end", .flag = &between},
    {0},
};

static const char *read_property(const struct property *property) {
    return property->read ? property->read() : property->read_at(property->number);
}

static void list(void) {
    for (const struct entry *const *next = __start_objects; next < __stop_objects; next++) {
        const struct object *each = (*next)->object;
        printf("%s\t%s\t%s\t%s\n", each->name, (*next)->file, each->meanwhile ? "meanwhile" : "-", each->about);
    }
    exit(fflush(stdout) == 0 ? 0 : 2);
}

static const struct object *find(void) {
    for (const struct entry *const *next = __start_objects; next < __stop_objects; next++)
        if (strcmp((*next)->object->name, name) == 0) return (*next)->object;
    tell("there is no object \"%s\" (--list names all)\n", name);
    _exit(2);
}

/* A mistake in the object's own file, and not of CRIU or the machine. */
static void mistaken(const struct property *property, const char *why, const char *value) {
    tell("broken: %s, %s: %s: %.100s\n", object->name, property->name, why, value);
    _exit(2);
}

static void remember(int i, const char *value) { snprintf(before[i], VALUE_SIZE, "%s", value); }

/* What CRIU refuses with every version, whoever calls it: a pipe in packet mode. */
static void open_what_is_refused(void) {
    int ends[2];
    must(pipe2(ends, O_DIRECT));
    write_all(ends[1], "x", 1);
}

static void set_and_compare(void) {
    const struct property *property = object->properties;
    for (int i = 0; property[i].name; i++)
        if (!property[i].once) remember(i, read_property(&property[i]));
    object->set();
    for (int i = 0; property[i].name; i++) {
        if (i == MAX_PROPERTIES) mistaken(&property[i], "more properties than there is room for", "");
        if (property[i].once && !property[i].expected) mistaken(&property[i], "what is read once needs an expected value", "");
        const char *value = property[i].once ? property[i].expected : read_property(&property[i]);
        if (property[i].expected && strcmp(value, property[i].expected) != 0)
            mistaken(&property[i], text("expected %s after it was set, was", property[i].expected), value);
        if (!property[i].once && !property[i].natural && strcmp(value, before[i]) == 0)
            mistaken(&property[i], "is the same before it was set", value);
        remember(i, value);
    }
}

static void setup(void) {
    if (listed) list();
    object = find();
    if (between) {
        if (object->meanwhile) object->meanwhile();
        _exit(0);
    }
    tell("about %s\n", object->about);
    if (refused) open_what_is_refused();
    if (object->create) object->create();
    if (unset)
        for (int i = 0; object->properties[i].name; i++)
            remember(i, object->properties[i].expected ? object->properties[i].expected : "");
    else set_and_compare();
}

/* Reports each value in a line of its own, and names those that changed. */
static void verify(void) {
    char changed[VALUE_SIZE] = "";
    size_t used = 0;
    if (object->settle && !unset) object->settle();
    for (int i = 0; object->properties[i].name; i++) {
        const struct property *property = &object->properties[i];
        const char *value = read_property(property);
        char line[3 * VALUE_SIZE];
        int length = snprintf(line, sizeof line, "value %s\t%s\t%s\n", property->name, before[i], value);
        write_all(2, line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1);
        bool same = strncmp(value, before[i], VALUE_SIZE - 1) == 0;
        if (unset && same && !property->natural) mistaken(property, "has the expected value though it was never set", value);
        if (!same && used < sizeof changed - 1)
            used += (size_t)snprintf(changed + used, sizeof changed - used, "%s%s", used > 0 ? "; " : "", property->name);
    }
    check(unset || used == 0, "changed: %s.", changed);
}

const struct workload workload = {
    .about = "an object of the kernel keeps its properties",
    .settings = settings,
    .pace = 3000, /* it must not end while ten thousand mappings are listed and dumped twice */
    .setup = setup,
    .verify = verify,
};
