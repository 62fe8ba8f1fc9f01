/* POSIX threads: each has numbers, a name, thread-local data and a signal mask of its own. */
#include "workload.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>

struct thread {
    pthread_t self;
    pid_t tid;
    uint64_t value;
};

static long threads_count = 4;
static struct thread *threads;
static pthread_barrier_t begin, done;
static _Thread_local uint64_t own;

static void meet(pthread_barrier_t *barrier) {
    int error = pthread_barrier_wait(barrier);
    if (error != PTHREAD_BARRIER_SERIAL_THREAD) must_be_0(error);
}

/* No two neighbours block the same signals. */
static sigset_t mask_of(long i) {
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1); /* a hurry is for the main thread */
    sigaddset(&mask, SIGRTMIN + (int)(i % 30));
    return mask;
}

static void check_identity(const struct thread *thread, long i, const char *expected_name) {
    char name[16];
    sigset_t mask, expected_mask = mask_of(i);
    must(prctl(PR_GET_NAME, name));
    check(strcmp(name, expected_name) == 0, "thread %ld: name: expected %s, was %.16s", i, expected_name, name);
    must_be_0(pthread_sigmask(SIG_SETMASK, NULL, &mask));
    for (int s = 1; s <= SIGRTMAX; s++)
        check(sigismember(&mask, s) == sigismember(&expected_mask, s), "thread %ld: signal %d in its mask", i, s);
    check(pthread_equal(thread->self, pthread_self()), "thread %ld: pthread_self changed", i);
    check(thread->tid == gettid(), "thread %ld: tid: expected %d, was %d", i, thread->tid, gettid());
}

static void *body(void *argument) {
    struct thread *thread = argument;
    long i = thread - threads;
    char name[32];
    sigset_t mask = mask_of(i);
    snprintf(name, sizeof name, "worker-%ld", i);
    must(prctl(PR_SET_NAME, name));
    must_be_0(pthread_sigmask(SIG_SETMASK, &mask, NULL));
    thread->self = pthread_self();
    thread->tid = gettid();
    own = nth((uint64_t)i, 0);
    meet(&done); /* it runs */
    for (long k = 1; k <= count; k++) {
        meet(&begin);
        own = mix(own, (uint64_t)k);
        thread->value = own;
        meet(&done);
    }
    check_identity(thread, i, name);
    return NULL;
}

static void setup(void) {
    threads = calloc((size_t)threads_count, sizeof *threads);
    if (!threads) broken("calloc");
    must_be_0(pthread_barrier_init(&begin, NULL, (unsigned)threads_count + 1));
    must_be_0(pthread_barrier_init(&done, NULL, (unsigned)threads_count + 1));
    sigset_t before, held = mask_of(0);
    must_be_0(pthread_sigmask(SIG_BLOCK, &held, &before));
    for (long i = 0; i < threads_count; i++) must_be_0(pthread_create(&threads[i].self, NULL, body, &threads[i]));
    must_be_0(pthread_sigmask(SIG_SETMASK, &before, NULL));
    meet(&done);
}

static uint64_t step(long k) {
    uint64_t all = (uint64_t)k;
    meet(&begin);
    meet(&done); /* every thread did step k */
    for (long i = 0; i < threads_count; i++) all = mix(all, threads[i].value);
    return all;
}

static void verify(void) {
    for (long i = 0; i < threads_count; i++) must_be_0(pthread_join(threads[i].self, NULL));
}

static const struct setting settings[] = {{"threads", "threads in addition to main", .number = &threads_count}, {0}};

const struct workload workload = {
    .about = "threads that go step by step with main", .settings = settings, .setup = setup, .step = step, .verify = verify};
