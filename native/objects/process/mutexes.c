/* Locks and meeting points of threads and processes: who holds them, and who waits. */
#include "../object.h"
#include <linux/futex.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>

/* Also what a child writes. */
struct shared {
    pthread_mutex_t mutex;
    pthread_barrier_t barrier;
    sem_t semaphore;
    volatile pid_t id;
    volatile int order, passed, result;
};

static struct shared *shared;
static bool set_up;

static void create(void) { shared = shared_memory(sizeof *shared); }

static void make_mutex(int protocol, int robust, int type) {
    pthread_mutexattr_t attributes;
    must_be_0(pthread_mutexattr_init(&attributes));
    must_be_0(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED));
    must_be_0(pthread_mutexattr_setprotocol(&attributes, protocol));
    must_be_0(pthread_mutexattr_setrobust(&attributes, robust));
    must_be_0(pthread_mutexattr_settype(&attributes, type));
    must_be_0(pthread_mutex_init(&shared->mutex, &attributes));
    set_up = true;
}

static const char *error(int number) {
    errno = number;
    return number ? outcome(-1) : "0";
}

static void wait_until(volatile int *value, int wanted) {
    for (int i = 0; i < 2000 && *value < wanted; i++) usleep(500);
}

static void until_started(void) {
    for (int i = 0; i < 2000 && !shared->id; i++) usleep(500);
}

/* The word that the kernel works on: the owner's thread, and whether somebody waits. */
static const char *word(void) { return set_up ? text("%x", (unsigned)shared->mutex.__data.__lock) : "none"; }

static const char *try_lock(void) {
    if (!set_up) return "none";
    int result = pthread_mutex_trylock(&shared->mutex);
    if (result == 0) pthread_mutex_unlock(&shared->mutex);
    return error(result);
}

/* Whether the thread or child still sleeps in its call. */
static const char *waits(void) {
    if (!shared->id) return "none";
    if (shared->passed) return text("passed with %d", shared->result);
    for (int i = 0, seen = 0; i < 500; i++, usleep(1000)) {
        seen = strncmp(line_of(text("/proc/%d/status", shared->id), "State:"), "S", 1) == 0 ? seen + 1 : 0;
        if (shared->passed) return text("passed with %d", shared->result);
        if (seen == 3) return "waits";
    }
    return "runs";
}

/* A holder, and a waiter for whom the holder's priority is raised. */
static void *wait_for_mutex(void *unused) {
    shared->id = gettid();
    shared->result = pthread_mutex_lock(&shared->mutex);
    shared->passed = 1;
    pthread_mutex_unlock(&shared->mutex);
    return unused;
}

static void set_inheriting(void) {
    make_mutex(PTHREAD_PRIO_INHERIT, PTHREAD_MUTEX_STALLED, PTHREAD_MUTEX_ERRORCHECK);
    must_be_0(pthread_mutex_lock(&shared->mutex));
    start_thread(wait_for_mutex, NULL);
    until_started();
    waits();
}

static const char *lock_again(void) { return set_up ? error(pthread_mutex_lock(&shared->mutex)) : "none"; }

static const char *handed_over(void) {
    if (!set_up) return "none";
    int result = pthread_mutex_unlock(&shared->mutex);
    if (result) return error(result);
    wait_until(&shared->passed, 1);
    return shared->passed ? error(shared->result) : "no";
}

OBJECT(inheriting) = {
    .name = "mutex-priority-inheritance",
    .about = "a mutex with priority inheritance stays locked by its thread, and the thread that waits for it gets it next",
    .create = create,
    .set = set_inheriting,
    .properties = PROPERTIES({"waiter", waits, .expected = "waits"}, {"word", word}, {"locking it again", lock_again, .expected = "EDEADLK"},
                             {"what the waiter gets", handed_over, .expected = "0", .once = true}),
};

/* A hurry must not interrupt a child, and no child may wait on after its parent. */
static void stay_quiet(void) {
    sigset_t all;
    sigfillset(&all);
    must(sigprocmask(SIG_SETMASK, &all, NULL));
    must(prctl(PR_SET_PDEATHSIG, SIGKILL));
}

static void hold(int unlocks) {
    must_be_0(pthread_mutex_lock(&shared->mutex));
    shared->id = getpid();
    while (shared->order == 0) usleep(1000);
    if (unlocks) shared->result = pthread_mutex_unlock(&shared->mutex);
    shared->passed = 1;
}

static int hold_in_child(int unlocks) {
    stay_quiet();
    hold(unlocks);
    return 0;
}

static pid_t child;

static void start_holder(int protocol, int robust, int unlocks) {
    make_mutex(protocol, robust, PTHREAD_MUTEX_NORMAL);
    child = start_child(hold_in_child, unlocks);
    until_started();
}

static void set_child_holds(void) { start_holder(PTHREAD_PRIO_INHERIT, PTHREAD_MUTEX_STALLED, 1); }

static const char *owner(void) {
    if (!set_up) return "none";
    return ((pid_t)shared->mutex.__data.__lock & FUTEX_TID_MASK) == child ? "the child" : "another";
}

static const char *unlocked_by_child(void) {
    if (!set_up) return "none";
    shared->order = 1;
    wait_until(&shared->passed, 1);
    if (shared->result) return error(shared->result);
    return try_lock();
}

OBJECT(child_holds) = {
    .name = "mutex-held-by-a-child",
    .about = "a mutex with priority inheritance in shared memory stays locked by a child, which can unlock it",
    .create = create,
    .set = set_child_holds,
    .properties = PROPERTIES({"owner", owner, .expected = "the child"}, {"trying to lock it", try_lock, .expected = "EBUSY"},
                             {"after the child has unlocked it", unlocked_by_child, .expected = "0", .once = true}),
};

/* The list of robust mutexes is the kernel's only knowledge of them. */
static void set_robust_child(void) { start_holder(PTHREAD_PRIO_NONE, PTHREAD_MUTEX_ROBUST, 0); }

static const char *lock_after_death(void) {
    if (!set_up) return "none";
    if (child) {
        must(kill(child, SIGKILL));
        must(waitpid(child, NULL, 0));
    } else {
        shared->order = 1;
        wait_until(&shared->passed, 1);
    }
    /* Not a lock without a limit, which would wait for ever if the kernel did not know the mutex. */
    for (int i = 0; i < 500; i++) {
        int result = pthread_mutex_trylock(&shared->mutex);
        if (result != EBUSY) return error(result);
        usleep(1000);
    }
    return "EBUSY";
}

static const char *made_consistent(void) { return set_up ? error(pthread_mutex_consistent(&shared->mutex)) : "none"; }

static const char *list_of_child(void) {
    if (!child) return "none";
    void *head = NULL;
    size_t size = 0;
    return syscall(SYS_get_robust_list, child, &head, &size) == -1 ? outcome(-1) : text("%zu bytes at %p", size, head);
}

OBJECT(robust_child) = {
    .name = "mutex-robust-child-killed",
    .about = "a robust mutex reports the death of the child that held it",
    .create = create,
    .set = set_robust_child,
    .properties = PROPERTIES({"owner", owner, .expected = "the child"}, {"list of robust mutexes", list_of_child},
                             {"trying to lock it", try_lock, .expected = "EBUSY"},
                             {"locking it after the death", lock_after_death, .expected = "EOWNERDEAD", .once = true},
                             {"making it consistent", made_consistent, .expected = "0", .once = true}),
};

static void *hold_and_end(void *unused) {
    hold(0);
    return unused;
}

static void set_robust_thread(void) {
    make_mutex(PTHREAD_PRIO_NONE, PTHREAD_MUTEX_ROBUST, PTHREAD_MUTEX_NORMAL);
    start_thread(hold_and_end, NULL);
    until_started();
}

OBJECT(robust_thread) = {
    .name = "mutex-robust-thread-ends",
    .about = "a robust mutex reports the end of the thread that held it",
    .create = create,
    .set = set_robust_thread,
    .properties = PROPERTIES({"word", word}, {"trying to lock it", try_lock, .expected = "EBUSY"},
                             {"locking it after the end", lock_after_death, .expected = "EOWNERDEAD", .once = true},
                             {"making it consistent", made_consistent, .expected = "0", .once = true}),
};

/* A child in the same semaphore. */
static int wait_for_semaphore(int unused) {
    stay_quiet();
    shared->id = getpid();
    shared->result = sem_wait(&shared->semaphore);
    shared->passed = 1;
    return unused;
}

static void set_semaphore(void) {
    must(sem_init(&shared->semaphore, 1, 0));
    set_up = true;
    child = start_child(wait_for_semaphore, 0);
    until_started();
    waits();
}

static const char *value(void) {
    int current = -1;
    return set_up && sem_getvalue(&shared->semaphore, &current) == 0 ? text("%d", current) : "none";
}

static const char *posted(void) {
    if (!set_up) return "none";
    must(sem_post(&shared->semaphore));
    wait_until(&shared->passed, 1);
    return shared->passed ? text("passed with %d", shared->result) : "waits";
}

OBJECT(semaphore) = {
    .name = "semaphore-in-shared-memory-waiting",
    .about = "a child that waits for a semaphore in shared memory waits on, and a post of its parent ends the wait",
    .create = create,
    .set = set_semaphore,
    .properties = PROPERTIES({"waiter", waits, .expected = "waits"}, {"value", value, .expected = "0"},
                             {"after a post", posted, .expected = "passed with 0", .once = true},
                             {"value after the post", value, .expected = "0", .once = true}),
};

/* Two of three have come. */
static volatile int through, last_ones;

static void *come(void *unused) {
    shared->id = gettid();
    int result = pthread_barrier_wait(&shared->barrier);
    if (result == PTHREAD_BARRIER_SERIAL_THREAD) __atomic_add_fetch(&last_ones, 1, __ATOMIC_SEQ_CST);
    __atomic_add_fetch(&through, 1, __ATOMIC_SEQ_CST);
    return unused;
}

static void set_barrier(void) {
    must_be_0(pthread_barrier_init(&shared->barrier, NULL, 3));
    set_up = true;
    start_thread(come, NULL);
    until_started();
    waits();
    shared->id = 0;
    start_thread(come, NULL);
    until_started();
    waits();
}

static const char *number_through(void) { return set_up ? text("%d", through) : "none"; }

static const char *third_comes(void) {
    if (!set_up) return "none";
    come(NULL);
    wait_until(&through, 3);
    return text("%d through, %d of them the last", through, last_ones);
}

OBJECT(barrier) = {
    .name = "barrier-with-two-of-three",
    .about = "two threads that wait at a barrier wait on, and the third one lets all of them through",
    .create = create,
    .set = set_barrier,
    .properties = PROPERTIES({"second thread", waits, .expected = "waits"}, {"threads that are through", number_through, .expected = "0"},
                             {"when the third one comes", third_comes, .expected = "3 through, 1 of them the last", .once = true}),
};

/* libc waits for the end of a thread in the word that the kernel clears. */
static pthread_t joined;

static void *end_on_order(void *unused) {
    shared->id = gettid();
    while (shared->order == 0) usleep(1000);
    return unused ? unused : (void *)0x4321;
}

static void set_joined(void) {
    joined = start_thread(end_on_order, NULL);
    until_started();
    set_up = true;
}

static const char *try_join(void) { return set_up ? error(pthread_tryjoin_np(joined, NULL)) : "none"; }

static const char *join(void) {
    if (!set_up) return "none";
    void *result = NULL;
    struct timespec end;
    shared->order = 1;
    must(clock_gettime(CLOCK_REALTIME, &end));
    end.tv_sec += 2;
    int failure = pthread_timedjoin_np(joined, &result, &end);
    return failure ? error(failure) : text("%lx", (unsigned long)result);
}

static const char *thread_number(void) { return shared->id ? text("%d", shared->id) : "none"; }

OBJECT(joined_thread) = {
    .name = "thread-joined-afterwards",
    .about = "a thread that ends after the restore can be joined, and its result is there",
    .create = create,
    .set = set_joined,
    .properties = PROPERTIES({"number of the thread", thread_number}, {"trying to join it", try_join, .expected = "EBUSY"},
                             {"result of the join", join, .expected = "4321", .once = true}),
};
