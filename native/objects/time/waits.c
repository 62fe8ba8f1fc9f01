/* Other calls that wait with a timeout or without one: whether they continue, and whether the expected event still ends them. */
#include "waiter.h"
#include <linux/futex.h>
#include <semaphore.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#define AWAITS(id, called, what, maker, setter, waker, result)                                                                 \
    OBJECT(id) = {                                                                                                             \
        .name = called,                                                                                                        \
        .about = what,                                                                                                         \
        .create = maker,                                                                                                       \
        .set = setter,                                                                                                         \
        .properties = PROPERTIES(WAITS, {"result when it is woken", waker, .expected = result, .once = true}),                 \
    }

static struct timespec from_now(clockid_t clock) {
    struct timespec time;
    must(clock_gettime(clock, &time));
    time.tv_sec += LONG;
    return time;
}

/* A signal that is waited for is blocked in every thread. */
static long by_sigtimedwait(void) {
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGRTMIN + 3);
    return sigtimedwait(&wanted, NULL, &(struct timespec){.tv_sec = LONG});
}

static void block_signal(void) {
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGRTMIN + 3);
    must(sigprocmask(SIG_BLOCK, &wanted, NULL));
}

static void set_sigtimedwait(void) { start_waiter(by_sigtimedwait); }

static const char *woken_by_signal(void) {
    must(kill(getpid(), SIGRTMIN + 3));
    return wait_until();
}

AWAITS(sigtimedwait, "sigtimedwait-waiting", "a thread in sigtimedwait keeps waiting, and the signal ends the wait", block_signal,
       set_sigtimedwait, woken_by_signal, "37");

static sem_t semaphore;

static long by_sem_timedwait(void) {
    struct timespec end = from_now(CLOCK_REALTIME);
    return sem_timedwait(&semaphore, &end);
}

static long by_sem_clockwait(void) {
    struct timespec end = from_now(CLOCK_MONOTONIC);
    return sem_clockwait(&semaphore, CLOCK_MONOTONIC, &end);
}

static long by_sem_wait(void) { return sem_wait(&semaphore); }

static void make_semaphore(void) { must(sem_init(&semaphore, 0, 0)); }
static void set_sem_timedwait(void) { start_waiter(by_sem_timedwait); }
static void set_sem_clockwait(void) { start_waiter(by_sem_clockwait); }
static void set_sem_wait(void) { start_waiter(by_sem_wait); }

static const char *woken_by_post(void) {
    must(sem_post(&semaphore));
    return wait_until();
}

AWAITS(sem_timedwait, "sem-timedwait-waiting", "a thread in sem_timedwait keeps waiting, and a post ends the wait", make_semaphore,
       set_sem_timedwait, woken_by_post, "0");
AWAITS(sem_clockwait, "sem-clockwait-waiting", "a thread in sem_clockwait keeps waiting, and a post ends the wait", make_semaphore,
       set_sem_clockwait, woken_by_post, "0");
AWAITS(sem_wait, "sem-wait-waiting", "a thread in sem_wait keeps waiting, and a post ends the wait", make_semaphore, set_sem_wait,
       woken_by_post, "0");

static uint32_t word;

static long by_futex(void) { return syscall(SYS_futex, &word, FUTEX_WAIT, 0, &(struct timespec){.tv_sec = LONG}, NULL, 0); }

static long by_bitset(void) {
    struct timespec end = from_now(CLOCK_MONOTONIC);
    return syscall(SYS_futex, &word, FUTEX_WAIT_BITSET, 0, &end, NULL, 5);
}

static struct {
    uint64_t value, address;
    uint32_t flags, reserved;
} words[2];

/* Not struct futex_waitv, which older headers lack. */
static long by_waitv(void) {
    struct timespec end = from_now(CLOCK_MONOTONIC);
    return syscall(449, words, 2, 0, &end, CLOCK_MONOTONIC);
}

static void set_futex(void) { start_waiter(by_futex); }
static void set_bitset(void) { start_waiter(by_bitset); }

static void set_waitv(void) {
    struct timespec past = {.tv_sec = 1};
    words[0].address = (uintptr_t)&word + 0, words[0].flags = 2;
    static uint32_t other;
    words[1].address = (uintptr_t)&other, words[1].flags = 2;
    if (syscall(449, words, 2, 0, &past, CLOCK_MONOTONIC) == -1 && errno != ETIMEDOUT) unavailable("futex_waitv");
    start_waiter(by_waitv);
}

static const char *woken_by_wake(void) {
    syscall(SYS_futex, &word, FUTEX_WAKE, 1, NULL, NULL, 0);
    return wait_until();
}

/* Only one of the waiter's bits. */
static const char *woken_by_bit(void) {
    syscall(SYS_futex, &word, FUTEX_WAKE_BITSET, 1, NULL, NULL, 2);
    usleep(5000);
    if (strcmp(wait_result(), "waits") != 0) return text("%s by another bit", wait_until());
    syscall(SYS_futex, &word, FUTEX_WAKE_BITSET, 1, NULL, NULL, 4);
    return wait_until();
}

AWAITS(futex, "futex-wait-timeout", "a thread in a futex wait with a timeout keeps waiting, and a wake ends the wait", NULL,
       set_futex,
       woken_by_wake, "0");
AWAITS(futex_bitset, "futex-wait-bitset", "a futex wait until a deadline keeps waiting for its bits", NULL, set_bitset,
       woken_by_bit, "0");
AWAITS(futex_waitv, "futex-waitv-waiting",
       "a thread that waits for two futexes keeps waiting, and a wake of the first one ends the wait", NULL,
       set_waitv, woken_by_wake, "0");

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;

static long by_condition(void) {
    struct timespec end = from_now(CLOCK_REALTIME);
    must_be_0(pthread_mutex_lock(&mutex));
    int error = pthread_cond_timedwait(&condition, &mutex, &end);
    must_be_0(pthread_mutex_unlock(&mutex));
    errno = error;
    return error ? -1 : 0;
}

static void set_condition(void) { start_waiter(by_condition); }

static const char *woken_by_condition(void) {
    must_be_0(pthread_mutex_lock(&mutex));
    must_be_0(pthread_cond_signal(&condition));
    must_be_0(pthread_mutex_unlock(&mutex));
    return wait_until();
}

AWAITS(condition, "pthread-cond-timedwait",
       "a thread that waits for a condition until a time keeps waiting, and the condition ends the wait",
       NULL, set_condition, woken_by_condition, "0");

static int channel[2] = {-1, -1};
static char received;

static long by_recv(void) { return recv(channel[0], &received, 1, 0); }

static void make_channel(void) { must(socketpair(AF_UNIX, SOCK_STREAM, 0, channel)); }

static void set_recv(void) {
    struct timeval timeout = {.tv_sec = LONG};
    must(setsockopt(channel[0], SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout));
    start_waiter(by_recv);
}

static void set_recv_forever(void) { start_waiter(by_recv); }

static const char *woken_by_byte(void) {
    write_all(channel[1], "x", 1);
    return wait_until();
}

AWAITS(recv_timeout, "recv-with-timeout", "a thread in recv with SO_RCVTIMEO keeps waiting, and data end the wait",
       make_channel, set_recv,
       woken_by_byte, "1");
AWAITS(recv_forever, "recv-without-timeout", "a thread in recv keeps waiting, and data end the wait", make_channel,
       set_recv_forever,
       woken_by_byte, "1");

static struct mmsghdr messages[2];

static long by_recvmmsg(void) {
    static char first, second;
    static struct iovec parts[2] = {{&first, 1}, {&second, 1}};
    for (int i = 0; i < 2; i++) messages[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
    struct timespec timeout = {.tv_sec = LONG};
    return recvmmsg(channel[0], messages, 2, MSG_WAITFORONE, &timeout);
}

static void set_recvmmsg(void) { start_waiter(by_recvmmsg); }

AWAITS(recvmmsg, "recvmmsg-waiting", "a thread in recvmmsg keeps waiting, and a message ends the wait", make_channel,
       set_recvmmsg, woken_by_byte,
       "1");

/* The last property removes the identifiers of System V. An IPC namespace removes those of a killed program. */
static int semaphores = -1, queue = -1;

static long by_semtimedop(void) {
    struct sembuf down = {.sem_op = -1};
    return semtimedop(semaphores, &down, 1, &(struct timespec){.tv_sec = LONG});
}

static void make_semaphores(void) { semaphores = needs(semget(IPC_PRIVATE, 1, 0600)); }
static void set_semtimedop(void) { start_waiter(by_semtimedop); }

static const char *woken_by_semop(void) {
    struct sembuf up = {.sem_op = 1};
    must(semop(semaphores, &up, 1));
    const char *result = wait_until();
    must(semctl(semaphores, 0, IPC_RMID));
    return result;
}

AWAITS(semtimedop, "semtimedop-waiting", "a thread in semtimedop keeps waiting, and another operation ends the wait",
       make_semaphores,
       set_semtimedop, woken_by_semop, "0");

static long by_msgrcv(void) {
    struct {
        long type;
        char data[4];
    } message;
    return msgrcv(queue, &message, sizeof message.data, 5, 0);
}

static void make_queue(void) { queue = needs(msgget(IPC_PRIVATE, 0600)); }
static void set_msgrcv(void) { start_waiter(by_msgrcv); }

static const char *woken_by_message(void) {
    struct {
        long type;
        char data[4];
    } message = {5, "abc"};
    must(msgsnd(queue, &message, sizeof message.data, IPC_NOWAIT));
    const char *result = wait_until();
    must(msgctl(queue, IPC_RMID, NULL));
    return result;
}

AWAITS(msgrcv, "msgrcv-waiting", "a thread in msgrcv keeps waiting, and a message of its type ends the wait", make_queue,
       set_msgrcv,
       woken_by_message, "4");
