/* An IPC namespace: what System V left in it, and its limits. */
#include "own.h"
#include <mqueue.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

static int queue = -1, semaphores = -1, segment = -1;
static char *attached;

static void create(void) { own_namespaces(CLONE_NEWIPC); }

static void set_system_v(void) {
    struct {
        long type;
        char body[8];
    } message = {.body = "body"};
    queue = must(msgget(0x1234, IPC_CREAT | 0640));
    for (message.type = 1; message.type <= 3; message.type++) must(msgsnd(queue, &message, (size_t)message.type + 1, 0));
    semaphores = must(semget(0x1235, 3, IPC_CREAT | 0600));
    must(semctl(semaphores, 1, SETVAL, 42));
    must(semctl(semaphores, 2, SETVAL, 77));
    segment = must(shmget(0x1236, 10000, IPC_CREAT | 0604));
    attached = must(shmat(segment, NULL, 0));
    memset(attached, 's', 10000);
}

static const char *messages(void) {
    struct msqid_ds found;
    return msgctl(queue, IPC_STAT, &found) == -1
               ? outcome(-1)
               : text("%lu messages, %lu bytes, mode %o", found.msg_qnum, found.msg_cbytes, found.msg_perm.mode);
}
static const char *second_message(void) {
    struct {
        long type;
        char body[8];
    } message;
    ssize_t got = msgrcv(queue, &message, sizeof message.body, 2, IPC_NOWAIT);
    return got == -1 ? outcome(-1) : bytes(message.body, (size_t)got);
}
static const char *semaphore_values(void) {
    return text("%s %s", outcome(semctl(semaphores, 1, GETVAL)), outcome(semctl(semaphores, 2, GETVAL)));
}
static const char *memory(void) { return attached ? bytes(attached, 10000) : "not attached"; }
static const char *segment_state(void) {
    struct shmid_ds found;
    return shmctl(segment, IPC_STAT, &found) == -1
               ? outcome(-1)
               : text("%zu bytes, mode %o, attached %lu", found.shm_segsz, found.shm_perm.mode, found.shm_nattch);
}
static const char *key(long number) {
    return outcome(number == 0x1234 ? msgget(0x1234, 0) : number == 0x1235 ? semget(0x1235, 0, 0) : shmget(0x1236, 0, 0));
}

OBJECT(ipc_namespace) = {
    .name = "ipc-namespace",
    .about = "a message queue, semaphores and shared memory of an own IPC namespace keep their contents, keys and modes",
    .create = create,
    .set = set_system_v,
    .properties = PROPERTIES({"queue", messages, .expected = "3 messages, 9 bytes, mode 640"},
                             {"semaphores", semaphore_values, .expected = "42 77"}, {"memory", memory},
                             {"segment", segment_state, .expected = "10000 bytes, mode 604, attached 1"},
                             {"queue by its key", .read_at = key, .number = 0x1234},
                             {"semaphores by their key", .read_at = key, .number = 0x1235},
                             {"segment by its key", .read_at = key, .number = 0x1236},
                             {"second message", second_message, .expected = "bod", .once = true}),
};

static void limit_queue(void) {
    struct msqid_ds limits;
    queue = must(msgget(0x1237, IPC_CREAT | 0600));
    must(msgctl(queue, IPC_STAT, &limits));
    limits.msg_qbytes = 20;
    must(msgctl(queue, IPC_SET, &limits));
}
static const char *limit(void) {
    struct msqid_ds found;
    return msgctl(queue, IPC_STAT, &found) == -1 ? outcome(-1) : text("%lu", found.msg_qbytes);
}
static const char *sending_much(void) {
    struct {
        long type;
        char body[30];
    } message = {.type = 1};
    return outcome(msgsnd(queue, &message, sizeof message.body, IPC_NOWAIT));
}

OBJECT(ipc_queue_limit) = {
    .name = "ipc-queue-limit",
    .about = "a message queue of an own IPC namespace keeps the limit of its size",
    .create = create,
    .set = limit_queue,
    .properties = PROPERTIES({"limit", limit, .expected = "20"}, {"sending more", sending_much, .expected = "EAGAIN"}),
};

/* More bytes than a new queue takes now, because the limit was lowered since. */
static void fill_queue(void) {
    struct {
        long type;
        char body[8000];
    } message = {.type = 1};
    put("/proc/sys/kernel/msgmnb", "65536");
    queue = must(msgget(0x1238, IPC_CREAT | 0640));
    for (int i = 0; i < 5; i++) must(msgsnd(queue, &message, sizeof message.body, IPC_NOWAIT));
    put("/proc/sys/kernel/msgmnb", "16384");
}

OBJECT(ipc_full) = {
    .name = "ipc-queue-above-limit",
    .about = "a message queue that has more bytes than the limit of new queues keeps its messages",
    .create = create,
    .set = fill_queue,
    .properties = PROPERTIES({"queue", messages, .expected = "5 messages, 40000 bytes, mode 640"}),
};

static const struct {
    const char *path, *value;
} limits[] = {
    {"/proc/sys/kernel/msgmax", "7777"},
    {"/proc/sys/kernel/msgmnb", "15555"},
    {"/proc/sys/kernel/msgmni", "777"},
    {"/proc/sys/kernel/sem", "250\t32000\t32\t100"}, {"/proc/sys/kernel/shmmax", "7340032"},   {"/proc/sys/kernel/shmmni", "77"},
    {"/proc/sys/kernel/shm_rmid_forced", "1"},
    {"/proc/sys/fs/mqueue/msg_max", "5"},
    {"/proc/sys/fs/mqueue/queues_max", "7"},
    {"/proc/sys/fs/mqueue/msgsize_default", "4096"},
};

static void set_limits(void) {
    for (size_t i = 0; i < 10; i++) put(limits[i].path, limits[i].value);
}
static const char *limit_of(long number) { return content(limits[number].path); }

OBJECT(ipc_limits) = {
    .name = "ipc-limits",
    .about = "the limits of an own IPC namespace for System V and for message queues stay",
    .create = create,
    .set = set_limits,
    .properties = PROPERTIES({"msgmax", .read_at = limit_of, .number = 0}, {"msgmnb", .read_at = limit_of, .number = 1},
                             {"msgmni", .read_at = limit_of, .number = 2}, {"sem", .read_at = limit_of, .number = 3},
                             {"shmmax", .read_at = limit_of, .number = 4}, {"shmmni", .read_at = limit_of, .number = 5},
                             {"shm_rmid_forced", .read_at = limit_of, .number = 6},
                             {"mqueue.msg_max", .read_at = limit_of, .number = 7},
                             {"mqueue.queues_max", .read_at = limit_of, .number = 8},
                             {"mqueue.msgsize_default", .read_at = limit_of, .number = 9}),
};

static void remove_segment(void) {
    segment = must(shmget(IPC_PRIVATE, 10000, 0604));
    attached = must(shmat(segment, NULL, 0));
    memset(attached, 's', 10000);
    must(shmctl(segment, IPC_RMID, NULL));
}

OBJECT(ipc_removed) = {
    .name = "ipc-segment-removed",
    .about = "shared memory of an own IPC namespace that was removed while it is attached keeps its content",
    .create = create,
    .set = remove_segment,
    .properties = PROPERTIES({"memory", memory}, {"segment", segment_state}),
};

static void leave_queue(void) {
    struct mq_attr limits = {.mq_maxmsg = 4, .mq_msgsize = 32};
    mqd_t opened = needs(mq_open("/left", O_RDWR | O_CREAT | O_CLOEXEC, 0640, &limits));
    must(mq_send(opened, "low", 3, 1));
    must(mq_send(opened, "high", 4, 9));
    must(mq_close(opened));
}
static const char *waiting(void) {
    struct mq_attr found;
    mqd_t opened = mq_open("/left", O_RDONLY | O_CLOEXEC);
    if (opened == -1) return outcome(-1);
    must(mq_getattr(opened, &found));
    must(mq_close(opened));
    return text("%ld of %ld messages, %ld bytes at most", found.mq_curmsgs, found.mq_maxmsg, found.mq_msgsize);
}
static const char *first_message(void) {
    char data[32];
    unsigned priority;
    mqd_t opened = mq_open("/left", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (opened == -1) return outcome(-1);
    ssize_t got = mq_receive(opened, data, sizeof data, &priority);
    must(mq_close(opened));
    return got == -1 ? outcome(-1) : text("%.*s %u", (int)got, data, priority);
}

OBJECT(ipc_message_queue) = {
    .name = "ipc-posix-queue",
    .about = "a POSIX message queue of an own IPC namespace that no process has open keeps its messages",
    .create = create,
    .set = leave_queue,
    .properties = PROPERTIES({"queue", waiting, .expected = "2 of 4 messages, 32 bytes at most"},
                             {"first message", first_message, .expected = "high 9", .once = true}),
};
