/*
 * Kernel objects whose values must survive a checkpoint. An object is data plus callbacks; objects.c is the workload that runs the
 * one that --object names, and compares its properties. README.md describes what the harness relies on.
 *
 * A property is read after `create`, after `set` and at the end. It must change by `set`, so that a property that is never set, or
 * is compared with itself, is found in every run; then it must keep its value.
 */
#pragma once
#include "../workload.h"

struct property {
    const char *name;
    const char *(*read)(void);           /* the value as text, see text() and outcome() */
    const char *(*read_at)(long number); /* the same for tables: reads the property with this number */
    long number;
    const char *expected; /* the value after `set`; NULL if the machine or the process decides it, such as a PID */
    bool once;            /* reading it changes it, so it is read at the end only; needs `expected` */
    bool natural;         /* `set` leaves the value as the kernel made it, and that is what must survive */
};

struct object {
    const char *name;  /* of the case */
    const char *about; /* what is checked, as a sentence without a full stop */
    void (*create)(void);    /* makes the object as the kernel gives it; may be NULL */
    void (*set)(void);       /* sets what must survive */
    void (*meanwhile)(void); /* what somebody outside does between dump and restore, in the same folder */
    void (*settle)(void);    /* runs before the properties are read at the end, if something has to happen first */
    const struct property *properties; /* ends with an empty one */
};

/* An object in the table, and the file that it stands in, whose folder is its kind. */
struct entry {
    const struct object *object;
    const char *file;
};

/* Adds an object to the table of all: OBJECT(eventfd) = {.name = "eventfd", ...}; */
#define OBJECT(id)                                                                                                             \
    static const struct object id##_object;                                                                                    \
    static const struct entry id##_in_file = {&id##_object, __FILE__};                                                         \
    static const struct entry *const id##_entry __attribute__((section("objects"), used)) = &id##_in_file;                     \
    static const struct object id##_object

#define PROPERTIES(...) ((const struct property[]){__VA_ARGS__, {0}})

/* Formats a value; what is not printable is escaped. The text stays valid until 64 more were made; at most 255 bytes. */
const char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The result of a call as text: the number, or of -1 the name of the error, such as EBADF. */
const char *outcome(long result);

/* The bytes of a buffer as text: those that are not printable as \xNN. Long ones become a length and a digest. */
const char *bytes(const void *data, size_t size);

/* The rest of the first line of a file in /proc that begins with this key, without white space: ("/proc/self/status", "Umask:"). */
const char *line_of(const char *path, const char *key);

/* The content of a small file, or the name of the error. */
const char *content(const char *path);

/* Ends with "unavailable: TEXT: ERROR" and exit code 3: this machine or account does not have the object. */
_Noreturn void unavailable(const char *what);

/* The value of a call that only some machines or accounts can do. */
#define needs(call)                                                                                                            \
    ({                                                                                                                         \
        __typeof__(call) possible_ = (call);                                                                                   \
        if (possible_ == (__typeof__(call))-1) unavailable(#call);                                                             \
        possible_;                                                                                                             \
    })

/* Starts a thread that gets no signal, so that a hurry goes to the main thread. */
#include <pthread.h>
#include <sys/syscall.h>

/* The headers of an architecture whose kernel lacks it do not name it; its number is the same everywhere. */
#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447
#endif
pthread_t start_thread(void *(*body)(void *), void *argument);

/* Memory that children share. */
void *shared_memory(size_t size);

/*
 * A child that waits for orders: asks it to run `order` and returns what that returned as text. It is ended by end_helper, or with
 * the program. The orders run in the child, so they read its own properties.
 */
struct helper {
    pid_t pid;
    int channel;
};
struct helper start_helper(void (*first)(void)); /* the child runs `first` before start_helper returns; may be NULL */
const char *ask_helper(const struct helper *helper, const char *(*order)(void));
void end_helper(const struct helper *helper);
