/* System V semaphores and message queues. */
#include "sysv.h"
#include <stdio.h>
#include <sys/msg.h>
#include <sys/sem.h>

static int id = -1;
static struct helper helper = {.channel = -1};

static const char *value(void) { return outcome(semctl(id, 0, GETVAL)); }
static const char *second(void) { return outcome(semctl(id, 1, GETVAL)); }
static const char *last_pid(void) {
    int pid = semctl(id, 0, GETPID);
    return pid == -1 ? outcome(-1) : pid == getpid() ? "this process" : pid == helper.pid ? "the child" : text("%d", pid);
}

static struct semid_ds state(void) {
    struct semid_ds state = {.sem_perm.mode = 0xffff};
    semctl(id, 0, IPC_STAT, &state);
    return state;
}
static const char *mode(void) { return text("%o", state().sem_perm.mode); }
static const char *number(void) { return text("%lu", state().sem_nsems); }
static const char *identifier(void) { return text("%d", id); }

static void remove_set(void) {
    if (id != -1) semctl(id, 0, IPC_RMID);
}

static void make(void) {
    id = must(semget(IPC_PRIVATE, 2, IPC_CREAT | 0640));
    must(semctl(id, 0, SETVAL, 5));
    must(semctl(id, 1, SETVAL, 7));
}

static int take(void) { return semop(id, &(struct sembuf){0, -1, SEM_UNDO}, 1); }
static const char *take_here(void) { return outcome(take()); }

OBJECT(semaphore) = {
    .name = "sysv-semaphore",
    .about = "System V semaphores in an IPC namespace of its own keep their values and their mode",
    .create = own_namespace,
    .set = make,
    .properties = PROPERTIES({"value", value, .expected = "5"}, {"second value", second, .expected = "7"},
                             {"mode", mode, .expected = "640"}, {"number", number, .expected = "2"}, {"identifier", identifier}),
};

/* A process's end gives back what it took with SEM_UNDO, so a dump that ends the process changes the semaphore. */
static void take_it(void) {
    make();
    must(take());
}

static void take_it_here(void) {
    must(atexit(remove_set));
    take_it();
}

OBJECT(undo_here) = {
    .name = "sysv-semaphore-undo-in-shared-namespace",
    .about = "a semaphore in the IPC namespace that CRIU is in stays taken by the process that took it with SEM_UNDO",
    .set = take_it_here,
    .properties = PROPERTIES({"value", value, .expected = "4"}, {"second value", second, .expected = "7"},
                             {"last process", last_pid, .expected = "this process"}, {"mode", mode, .expected = "640"}),
};

static void let_child_take(void) {
    make();
    helper = start_helper(NULL);
    ask_helper(&helper, take_here);
}

static void let_child_take_here(void) {
    must(atexit(remove_set));
    let_child_take();
}

OBJECT(undo_child_here) = {
    .name = "sysv-semaphore-undo-of-child-in-shared-namespace",
    .about = "a semaphore in the IPC namespace that CRIU is in stays taken by the child that took it with SEM_UNDO",
    .set = let_child_take_here,
    .properties = PROPERTIES({"value", value, .expected = "4"}, {"second value", second, .expected = "7"},
                             {"last process", last_pid, .expected = "the child"}),
};

/* A child that ends gives back what it took. */
static const char *end_child(void) {
    if (helper.channel == -1) return "no child";
    end_helper(&helper);
    return value();
}

OBJECT(undo_child) = {
    .name = "sysv-semaphore-undo-of-child",
    .about = "a semaphore that a child took with SEM_UNDO is given back when the child ends",
    .create = own_namespace,
    .set = let_child_take,
    .properties = PROPERTIES({"value", value, .expected = "4"}, {"last process", last_pid, .expected = "the child"},
                             {"second value", second, .expected = "7"},
                             {"value after the child's end", end_child, .expected = "5", .once = true}),
};

OBJECT(undo) = {
    .name = "sysv-semaphore-undo",
    .about = "a semaphore in an IPC namespace of its own stays taken by the process that took it with SEM_UNDO",
    .create = own_namespace,
    .set = take_it,
    .properties = PROPERTIES({"value", value, .expected = "4"}, {"last process", last_pid, .expected = "this process"},
                             {"second value", second, .expected = "7"}),
};

struct message {
    long type;
    char data[16];
};

static void fill_queue(void) {
    id = must(msgget(0x717565, IPC_CREAT | IPC_EXCL | 0620));
    struct msqid_ds state;
    must(msgctl(id, IPC_STAT, &state));
    state.msg_qbytes = 8192;
    must(msgctl(id, IPC_SET, &state));
    must(msgsnd(id, &(struct message){7, "first"}, 6, IPC_NOWAIT));
    must(msgsnd(id, &(struct message){3, "second"}, 7, IPC_NOWAIT));
    must(msgsnd(id, &(struct message){7, "third"}, 6, IPC_NOWAIT));
}

static struct msqid_ds queue(void) {
    struct msqid_ds state = {.msg_perm.mode = 0xffff};
    msgctl(id, IPC_STAT, &state);
    return state;
}
static const char *queue_mode(void) { return text("%o", queue().msg_perm.mode); }
static const char *messages(void) { return text("%lu", queue().msg_qnum); }
static const char *limit(void) { return text("%lu", queue().msg_qbytes); }
static const char *sender(void) { return text("%d", (int)queue().msg_lspid == getpid()); }
static const char *queue_key(void) { return text("%x", (unsigned)queue().msg_perm.__key); }

static const char *receive(void) {
    char all[100] = "";
    for (int i = 0; i < 4; i++) {
        struct message got;
        long wanted = i == 0 ? 3 : 0;
        ssize_t size = msgrcv(id, &got, sizeof got.data, wanted, IPC_NOWAIT);
        if (size == -1) snprintf(all + strlen(all), sizeof all - strlen(all), "%s", outcome(-1));
        else snprintf(all + strlen(all), sizeof all - strlen(all), "%ld %.*s, ", got.type, (int)size, got.data);
    }
    return text("%s", all);
}

OBJECT(queue) = {
    .name = "sysv-message-queue",
    .about = "a System V message queue keeps its messages, their types and order, its mode and its limit",
    .create = own_namespace,
    .set = fill_queue,
    .properties = PROPERTIES({"mode", queue_mode, .expected = "620"}, {"messages", messages, .expected = "3"},
                             {"limit in bytes", limit, .expected = "8192"}, {"key", queue_key, .expected = "717565"},
                             {"sent by this process", sender, .expected = "1"},
                             {"messages received", receive, .expected = "3 second, 7 first, 7 third, ENOMSG", .once = true}),
};

/* A queue keeps the limit that it was made with, even if the limit for new queues becomes lower. */
enum { LARGE = 3000, MANY = 10 };

static void limit_new_queues(const char *bytes) {
    int fd = needs(open("/proc/sys/kernel/msgmnb", O_WRONLY | O_CLOEXEC));
    needs(write(fd, bytes, strlen(bytes)));
    must(close(fd));
}

static void overfill_queue(void) {
    static struct {
        long type;
        char data[LARGE];
    } large = {.type = 1};
    limit_new_queues("65536");
    id = must(msgget(IPC_PRIVATE, IPC_CREAT | 0600));
    for (int i = 0; i < MANY; i++) must(msgsnd(id, &large, LARGE, IPC_NOWAIT));
    limit_new_queues("16384");
}

static const char *bytes_waiting(void) { return text("%lu", queue().msg_cbytes); }
static const char *limit_of_new(void) { return content("/proc/sys/kernel/msgmnb"); }

OBJECT(queue_above_limit) = {
    .name = "sysv-message-queue-above-limit",
    .about = "a System V message queue with more in it than new queues may hold keeps its messages",
    .create = own_namespace,
    .set = overfill_queue,
    .properties = PROPERTIES({"bytes that wait", bytes_waiting, .expected = "30000"}, {"messages", messages, .expected = "10"},
                             {"limit in bytes", limit, .expected = "65536"},
                             {"limit of new queues", limit_of_new, .expected = "16384\\x0a", .natural = true}),
};
