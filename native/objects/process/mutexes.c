/* Mutexes: who holds them, who waits for them, and what their next owner learns. */
#include "meeting.h"
#include <linux/futex.h>
#include <sys/syscall.h>

static void make_mutex(int protocol, int robust, int type) {
    pthread_mutexattr_t attributes;
    must_be_0(pthread_mutexattr_init(&attributes));
    must_be_0(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED));
    must_be_0(pthread_mutexattr_setprotocol(&attributes, protocol));
    must_be_0(pthread_mutexattr_setrobust(&attributes, robust));
    must_be_0(pthread_mutexattr_settype(&attributes, type));
    must_be_0(pthread_mutex_init(&meeting->mutex, &attributes));
    meeting_set_up = true;
}

/* The word that the kernel works on: the owner's thread, and whether somebody waits. */
static const char *word(void) { return meeting_set_up ? text("%x", (unsigned)meeting->mutex.__data.__lock) : "none"; }

static const char *try_lock(void) {
    if (!meeting_set_up) return "none";
    int result = pthread_mutex_trylock(&meeting->mutex);
    if (result == 0) pthread_mutex_unlock(&meeting->mutex);
    return error_of(result);
}

/* A holder, and a waiter for whom the holder's priority is raised. */
static void *wait_for_mutex(void *unused) {
    meeting->id = gettid();
    meeting->result = pthread_mutex_lock(&meeting->mutex);
    meeting->passed = 1;
    pthread_mutex_unlock(&meeting->mutex);
    return unused;
}

static void set_inheriting(void) {
    make_mutex(PTHREAD_PRIO_INHERIT, PTHREAD_MUTEX_STALLED, PTHREAD_MUTEX_ERRORCHECK);
    must_be_0(pthread_mutex_lock(&meeting->mutex));
    start_thread(wait_for_mutex, NULL);
    meeting_started();
    meeting_waits();
}

static const char *lock_again(void) { return meeting_set_up ? error_of(pthread_mutex_lock(&meeting->mutex)) : "none"; }

static const char *handed_over(void) {
    if (!meeting_set_up) return "none";
    int result = pthread_mutex_unlock(&meeting->mutex);
    if (result) return error_of(result);
    meeting_await(&meeting->passed, 1);
    return meeting->passed ? error_of(meeting->result) : "no";
}

OBJECT(inheriting) = {
    .name = "mutex-priority-inheritance",
    .about = "a mutex with priority inheritance stays locked by its thread, and the thread that waits for it gets it next",
    .create = make_meeting,
    .set = set_inheriting,
    .properties = PROPERTIES({"waiter", meeting_waits, .expected = "waits"}, {"word", word},
                             {"locking it again", lock_again, .expected = "EDEADLK"},
                             {"what the waiter gets", handed_over, .expected = "0", .once = true}),
};

static void hold(int unlocks) {
    must_be_0(pthread_mutex_lock(&meeting->mutex));
    meeting->id = getpid();
    while (meeting->order == 0) usleep(1000);
    if (unlocks) meeting->result = pthread_mutex_unlock(&meeting->mutex);
    meeting->passed = 1;
}

static int hold_in_child(int unlocks) {
    meeting_quiet();
    hold(unlocks);
    return 0;
}

static pid_t child;

static void start_holder(int protocol, int robust, int unlocks) {
    make_mutex(protocol, robust, PTHREAD_MUTEX_NORMAL);
    child = start_child(hold_in_child, unlocks);
    meeting_started();
}

static void set_child_holds(void) { start_holder(PTHREAD_PRIO_INHERIT, PTHREAD_MUTEX_STALLED, 1); }

static const char *owner(void) {
    if (!meeting_set_up) return "none";
    return ((pid_t)meeting->mutex.__data.__lock & FUTEX_TID_MASK) == child ? "the child" : "another";
}

static const char *unlocked_by_child(void) {
    if (!meeting_set_up) return "none";
    meeting->order = 1;
    meeting_await(&meeting->passed, 1);
    if (meeting->result) return error_of(meeting->result);
    return try_lock();
}

OBJECT(child_holds) = {
    .name = "mutex-held-by-a-child",
    .about = "a mutex with priority inheritance in shared memory stays locked by a child, which can unlock it",
    .create = make_meeting,
    .set = set_child_holds,
    .properties = PROPERTIES({"owner", owner, .expected = "the child"}, {"trying to lock it", try_lock, .expected = "EBUSY"},
                             {"after the child has unlocked it", unlocked_by_child, .expected = "0", .once = true}),
};

/* The list of robust mutexes is the kernel's only knowledge of them. */
static void set_robust_child(void) { start_holder(PTHREAD_PRIO_NONE, PTHREAD_MUTEX_ROBUST, 0); }

static const char *lock_after_death(void) {
    if (!meeting_set_up) return "none";
    if (child) {
        must(kill(child, SIGKILL));
        must(waitpid(child, NULL, 0));
    } else {
        meeting->order = 1;
        meeting_await(&meeting->passed, 1);
    }
    /* Not a lock without a limit, which would wait for ever if the kernel did not know the mutex. */
    for (int i = 0; i < 500; i++) {
        int result = pthread_mutex_trylock(&meeting->mutex);
        if (result != EBUSY) return error_of(result);
        usleep(1000);
    }
    return "EBUSY";
}

static const char *made_consistent(void) { return meeting_set_up ? error_of(pthread_mutex_consistent(&meeting->mutex)) : "none"; }

static const char *list_of_child(void) {
    if (!child) return "none";
    void *head = NULL;
    size_t size = 0;
    return syscall(SYS_get_robust_list, child, &head, &size) == -1 ? outcome(-1) : text("%zu bytes at %p", size, head);
}

OBJECT(robust_child) = {
    .name = "mutex-robust-child-killed",
    .about = "a robust mutex reports the death of the child that held it",
    .create = make_meeting,
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
    meeting_started();
}

OBJECT(robust_thread) = {
    .name = "mutex-robust-thread-ends",
    .about = "a robust mutex reports the end of the thread that held it",
    .create = make_meeting,
    .set = set_robust_thread,
    .properties = PROPERTIES({"word", word}, {"trying to lock it", try_lock, .expected = "EBUSY"},
                             {"locking it after the end", lock_after_death, .expected = "EOWNERDEAD", .once = true},
                             {"making it consistent", made_consistent, .expected = "0", .once = true}),
};
