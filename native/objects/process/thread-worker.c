#include "thread-worker.h"
#include <semaphore.h>

pid_t worker;
const char *failed_step;

static const char *(*current)(void);
static const char *reply;
static int saved;
static sem_t asked, answered;

/* Restarted by hand, because a restore may interrupt the wait. */
static void wait_for(sem_t *semaphore) {
    while (sem_wait(semaphore) == -1 && errno == EINTR) continue;
}

static void *serve(void *unused) {
    worker = gettid();
    must(sem_post(&answered));
    for (;;) {
        wait_for(&asked);
        reply = current();
        saved = errno;
        must(sem_post(&answered));
    }
    return unused;
}

void start_worker(void) {
    must(sem_init(&asked, 0, 0));
    must(sem_init(&answered, 0, 0));
    start_thread(serve, NULL);
    wait_for(&answered);
}

const char *ask_worker(const char *(*order)(void)) {
    current = order;
    must(sem_post(&asked));
    wait_for(&answered);
    errno = saved;
    return reply;
}

void set_in_worker(const char *(*order)(void)) {
    if (strcmp(ask_worker(order), "failed") == 0) unavailable(failed_step);
}
