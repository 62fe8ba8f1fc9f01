/* A parent and a child, each with threads of its own, that answer each other through pipes in every step. */
#include "workload.h"
#include <pthread.h>

enum { THREADS = 2, CHILD_STATUS = 9 };

struct worker {
    pthread_t self;
    uint64_t value;
};

/* Each process starts its own: fork() does not copy threads. */
static struct worker workers[THREADS];
static pthread_barrier_t begin, done;
static uint64_t kin; /* 0: the parent's, 1: the child's */
static int questions[2], answers[2];
static pid_t child;

static void meet(pthread_barrier_t *barrier) {
    int error = pthread_barrier_wait(barrier);
    if (error != PTHREAD_BARRIER_SERIAL_THREAD) must_be_0(error);
}

static void *body(void *argument) {
    struct worker *worker = argument;
    worker->value = nth(kin, (uint64_t)(worker - workers));
    for (long k = 1; k <= count; k++) {
        meet(&begin);
        worker->value = mix(worker->value, (uint64_t)k);
        meet(&done);
    }
    return NULL;
}

static void start_workers(uint64_t whose) {
    kin = whose;
    must_be_0(pthread_barrier_init(&begin, NULL, THREADS + 1));
    must_be_0(pthread_barrier_init(&done, NULL, THREADS + 1));
    sigset_t hurry, before;
    sigemptyset(&hurry);
    sigaddset(&hurry, SIGUSR1); /* is for the main thread */
    must_be_0(pthread_sigmask(SIG_BLOCK, &hurry, &before));
    for (int i = 0; i < THREADS; i++) must_be_0(pthread_create(&workers[i].self, NULL, body, &workers[i]));
    must_be_0(pthread_sigmask(SIG_SETMASK, &before, NULL));
}

static uint64_t work(uint64_t value) {
    meet(&begin);
    meet(&done); /* every thread of this process did the step */
    for (int i = 0; i < THREADS; i++) value = mix(value, workers[i].value);
    return value;
}

static void end_workers(void) {
    for (int i = 0; i < THREADS; i++) must_be_0(pthread_join(workers[i].self, NULL));
}

static int child_body(int index) {
    uint64_t value;
    start_workers(1);
    for (long k = 1; k <= count; k++) {
        read_all(questions[0], &value, sizeof value);
        value = work(value);
        write_all(answers[1], &value, sizeof value);
    }
    end_workers();
    return index;
}

static void setup(void) {
    must(pipe(questions));
    must(pipe(answers));
    child = start_child(child_body, CHILD_STATUS);
    start_workers(0);
}

static uint64_t step(long k) {
    uint64_t value = work((uint64_t)k);
    write_all(questions[1], &value, sizeof value);
    read_all(answers[0], &value, sizeof value);
    return value;
}

static void verify(void) {
    end_workers();
    int status = finish_child(child);
    check(status == CHILD_STATUS, "the child's exit status: expected %d, was %d", CHILD_STATUS, status);
}

const struct workload workload = {
    .about = "a parent and a child with threads, that answer each other", .setup = setup, .step = step, .verify = verify};
