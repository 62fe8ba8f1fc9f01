/* A robust mutex: the kernel declares its owner dead when the dump kills it, in memory that is not part of the images. */
#include "outsider.h"

struct shared {
    pthread_mutex_t mutex;
    int asked; /* the outsider's result */
    long data;
};

static struct shared *shared;
static struct helper child;
static const char path[] = "mutex";

static void initialise(void) {
    pthread_mutexattr_t attributes;
    must_be_0(pthread_mutexattr_init(&attributes));
    must_be_0(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED));
    must_be_0(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST));
    must_be_0(pthread_mutex_init(&shared->mutex, &attributes));
    shared->asked = -1;
}

static struct shared *map(int flags) {
    int fd = must(open(path, O_RDWR | O_CLOEXEC | flags, 0600));
    must(ftruncate(fd, sizeof *shared));
    struct shared *mapped = must(mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    must(close(fd));
    return mapped;
}

static void create_in_file(void) {
    shared = map(O_CREAT | O_EXCL);
    initialise();
    child = start_helper(NULL);
}

static void create_in_memory(void) {
    shared = shared_memory(sizeof *shared);
    initialise();
    child = start_helper(NULL);
}

/* What a process that is not the owner gets. A mutex without an owner is free again afterwards, as by a user who recovers it. */
static int ask(struct shared *of) {
    int got = pthread_mutex_trylock(&of->mutex);
    if (got == EOWNERDEAD) {
        must_be_0(pthread_mutex_consistent(&of->mutex));
        of->data++;
    }
    if (got == 0 || got == EOWNERDEAD) must_be_0(pthread_mutex_unlock(&of->mutex));
    return got;
}

static const char *error(int number) {
    errno = number;
    return number == 0 ? "0" : outcome(-1);
}

static void set(void) {
    must_be_0(pthread_mutex_lock(&shared->mutex));
    shared->asked = EBUSY;
    shared->data = 7;
}

static void meanwhile(void) {
    struct shared *outside = map(0);
    outside->asked = ask(outside);
}

static const char *owner(void) {
    unsigned word = (unsigned)__atomic_load_n(&shared->mutex.__data.__lock, __ATOMIC_SEQ_CST);
    if (word & 0x40000000) return "died";
    return (word & 0x3fffffff) == (unsigned)gettid() ? "this thread" : "none";
}

static const char *ask_in_child(void) { return error(ask(shared)); }
static const char *childs_try(void) { return ask_helper(&child, ask_in_child); }
static const char *outsiders_try(void) { return shared->asked == -1 ? "none" : error(shared->asked); }
static const char *data(void) { return text("%ld", shared->data); }
static const char *unlock(void) { return error(pthread_mutex_unlock(&shared->mutex)); }

static const char *end_of_child(void) {
    end_helper(&child);
    return unlock();
}

OBJECT(robust_mutex_outsider) = {
    .name = "robust-mutex-shared-with-outsider",
    .about = "a robust mutex in a file that a process outside of the tree maps too stays locked",
    .create = create_in_file,
    .set = set,
    .meanwhile = meanwhile,
    .properties = PROPERTIES({"owner", owner, .expected = "this thread"},
                             {"what the outsider got", outsiders_try, .expected = "EBUSY"},
                             {"protected data", data, .expected = "7"}, {"what a child gets", childs_try, .expected = "EBUSY"},
                             {"unlocking it", end_of_child, .expected = "0", .once = true}),
};

OBJECT(robust_mutex_file) = {
    .name = "robust-mutex-in-file",
    .about = "a robust mutex in a file that one tree maps stays locked",
    .create = create_in_file,
    .set = set,
    .properties = PROPERTIES({"owner", owner, .expected = "this thread"}, {"protected data", data, .expected = "7"},
                             {"what a child gets", childs_try, .expected = "EBUSY"},
                             {"unlocking it", end_of_child, .expected = "0", .once = true}),
};

OBJECT(robust_mutex_memory) = {
    .name = "robust-mutex-in-shared-memory",
    .about = "a robust mutex in anonymous memory that one tree shares stays locked",
    .create = create_in_memory,
    .set = set,
    .properties = PROPERTIES({"owner", owner, .expected = "this thread"}, {"protected data", data, .expected = "7"},
                             {"what a child gets", childs_try, .expected = "EBUSY"},
                             {"unlocking it", end_of_child, .expected = "0", .once = true}),
};
