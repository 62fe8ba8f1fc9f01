/* Guard pages at the end of a thread's stack. */
#include "mapping.h"
#include <pthread.h>
#include <time.h>

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#endif

static char *memory; /* the lowest page of the stack */

/* glibc 2.42 and newer protect the end of each thread's stack in this way. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t turn = PTHREAD_COND_INITIALIZER;
static enum phase { WAITS, GUARDS_ITSELF, IS_GUARDED, ANSWERS, HAS_ANSWERED } phase;

static void advance(enum phase to, enum phase until) {
    must_be_0(pthread_mutex_lock(&lock));
    phase = to;
    pthread_cond_broadcast(&turn);
    while (phase != until) pthread_cond_wait(&turn, &lock);
    must_be_0(pthread_mutex_unlock(&lock));
}

static void *guarded(void *unused) {
    pthread_attr_t attributes;
    size_t size;
    void *lowest;
    must_be_0(pthread_getattr_np(pthread_self(), &attributes));
    must_be_0(pthread_attr_getstack(&attributes, &lowest, &size));
    must_be_0(pthread_attr_destroy(&attributes));
    memory = lowest;
    advance(WAITS, GUARDS_ITSELF);
    needs(madvise(memory, 4 * PAGE, MADV_GUARD_INSTALL));
    advance(IS_GUARDED, ANSWERS);
    phase = HAS_ANSWERED;
    pthread_cond_broadcast(&turn);
    return unused;
}

static pthread_t thread;

static void create_thread(void) {
    phase = HAS_ANSWERED;
    thread = start_thread(guarded, NULL);
    must_be_0(pthread_mutex_lock(&lock));
    while (phase != WAITS) pthread_cond_wait(&turn, &lock);
    must_be_0(pthread_mutex_unlock(&lock));
}

static void set_thread(void) { advance(GUARDS_ITSELF, IS_GUARDED); }

static const char *end_thread(void) {
    must_be_0(pthread_mutex_lock(&lock));
    phase = ANSWERS;
    pthread_cond_broadcast(&turn);
    must_be_0(pthread_mutex_unlock(&lock));
    struct timespec soon;
    must(clock_gettime(CLOCK_REALTIME, &soon));
    soon.tv_sec++;
    errno = pthread_timedjoin_np(thread, NULL, &soon);
    return errno ? outcome(-1) : text("ended, %s", load(memory));
}

static const char *end_of_stack(void) { return load(memory); }
static const char *guards(void) { return pages(memory, 5); }

OBJECT(guards_stack) = {
    .name = "guard-pages-thread-stack",
    .about = "a thread with guard pages at the end of its stack continues, and the pages stay guards",
    .create = create_thread,
    .set = set_thread,
    .properties = PROPERTIES({"end of the stack", end_of_stack, .expected = "SIGSEGV"}, {"pages", guards, .expected = "GGGG-"},
                             {"ending the thread", end_thread, .expected = "ended, SIGSEGV", .once = true}),
};
