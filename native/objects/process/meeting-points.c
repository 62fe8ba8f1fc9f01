/* Semaphores, barriers and joins: one thread or child waits for another one. */
#include "meeting.h"
#include <time.h>

static int wait_for_semaphore(int unused) {
    meeting_quiet();
    meeting->id = getpid();
    meeting->result = sem_wait(&meeting->semaphore);
    meeting->passed = 1;
    return unused;
}

static void set_semaphore(void) {
    must(sem_init(&meeting->semaphore, 1, 0));
    meeting_set_up = true;
    start_child(wait_for_semaphore, 0);
    meeting_started();
    meeting_waits();
}

static const char *value(void) {
    int current = -1;
    return meeting_set_up && sem_getvalue(&meeting->semaphore, &current) == 0 ? text("%d", current) : "none";
}

static const char *posted(void) {
    if (!meeting_set_up) return "none";
    must(sem_post(&meeting->semaphore));
    meeting_await(&meeting->passed, 1);
    return meeting->passed ? text("passed with %d", meeting->result) : "waits";
}

OBJECT(semaphore) = {
    .name = "semaphore-in-shared-memory-waiting",
    .about = "a child that waits for a semaphore in shared memory keeps waiting, and a post of its parent ends the wait",
    .create = make_meeting,
    .set = set_semaphore,
    .properties = PROPERTIES({"waiter", meeting_waits, .expected = "waits"}, {"value", value, .expected = "0"},
                             {"after a post", posted, .expected = "passed with 0", .once = true},
                             {"value after the post", value, .expected = "0", .once = true}),
};

static volatile int through, last_ones;

static void *come(void *unused) {
    meeting->id = gettid();
    int result = pthread_barrier_wait(&meeting->barrier);
    if (result == PTHREAD_BARRIER_SERIAL_THREAD) __atomic_add_fetch(&last_ones, 1, __ATOMIC_SEQ_CST);
    __atomic_add_fetch(&through, 1, __ATOMIC_SEQ_CST);
    return unused;
}

static void set_barrier(void) {
    must_be_0(pthread_barrier_init(&meeting->barrier, NULL, 3));
    meeting_set_up = true;
    start_thread(come, NULL);
    meeting_started();
    meeting_waits();
    meeting->id = 0;
    start_thread(come, NULL);
    meeting_started();
    meeting_waits();
}

static const char *number_through(void) { return meeting_set_up ? text("%d", through) : "none"; }

static const char *third_comes(void) {
    if (!meeting_set_up) return "none";
    come(NULL);
    meeting_await(&through, 3);
    return text("%d through, %d of them the last", through, last_ones);
}

OBJECT(barrier) = {
    .name = "barrier-with-two-of-three",
    .about = "two threads that wait at a barrier keep waiting, and the third one lets all of them through",
    .create = make_meeting,
    .set = set_barrier,
    .properties = PROPERTIES({"second thread", meeting_waits, .expected = "waits"},
                             {"threads that are through", number_through, .expected = "0"},
                             {"when the third one comes", third_comes, .expected = "3 through, 1 of them the last", .once = true}),
};

/* libc waits for the end of a thread in the word that the kernel clears. */
static pthread_t joined;

static void *end_on_order(void *unused) {
    meeting->id = gettid();
    while (meeting->order == 0) usleep(1000);
    return unused ? unused : (void *)0x4321;
}

static void set_joined(void) {
    joined = start_thread(end_on_order, NULL);
    meeting_started();
    meeting_set_up = true;
}

static const char *try_join(void) { return meeting_set_up ? error_of(pthread_tryjoin_np(joined, NULL)) : "none"; }

static const char *join(void) {
    if (!meeting_set_up) return "none";
    void *result = NULL;
    struct timespec end;
    meeting->order = 1;
    must(clock_gettime(CLOCK_REALTIME, &end));
    end.tv_sec += 2;
    int failure = pthread_timedjoin_np(joined, &result, &end);
    return failure ? error_of(failure) : text("%lx", (unsigned long)result);
}

static const char *thread_number(void) { return meeting->id ? text("%d", meeting->id) : "none"; }

OBJECT(joined_thread) = {
    .name = "thread-joined-afterwards",
    .about = "a thread that ends after the restore can be joined, and its result is there",
    .create = make_meeting,
    .set = set_joined,
    .properties = PROPERTIES({"number of the thread", thread_number}, {"trying to join it", try_join, .expected = "EBUSY"},
                             {"result of the join", join, .expected = "4321", .once = true}),
};
