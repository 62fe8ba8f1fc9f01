/* A POSIX message queue keeps its messages, its limits and who is notified. */
#include "common.h"
#include <mqueue.h>

enum { QUEUE = FD };

static const char *name(void) { return text("/object-%d", getpid()); }

static const char *limits(void) {
    struct mq_attr attributes;
    if (mq_getattr(QUEUE, &attributes) == -1) return outcome(-1);
    return text("%ld of %ld bytes", attributes.mq_maxmsg, attributes.mq_msgsize);
}

static const char *waiting(void) {
    struct mq_attr attributes;
    return outcome(mq_getattr(QUEUE, &attributes) == -1 ? -1 : attributes.mq_curmsgs);
}

static const char *flags(void) { return flags_of(QUEUE); }
static const char *mode(void) { return mode_of(QUEUE); }

static const char *next_message(void) {
    char data[64];
    unsigned priority;
    if (!await(QUEUE, POLLIN, 1)) return "nothing";
    ssize_t size = mq_receive(QUEUE, data, sizeof data, &priority);
    return size == -1 ? outcome(-1) : text("%.*s, priority %u", (int)size, data, priority);
}

/* The name must not outlive the program. */
static const char *removal(void) { return outcome(mq_unlink(name())); }

static void make(void) {
    struct mq_attr limits = {.mq_maxmsg = 4, .mq_msgsize = 64};
    place(needs(mq_open(name(), O_RDWR | O_CREAT | O_EXCL | O_NONBLOCK, 0640, &limits)), QUEUE);
    must(mq_send(QUEUE, "later", 5, 1));
    must(mq_send(QUEUE, "first", 5, 9));
}

#define STATE                                                                                                                  \
    {"limits", limits, .expected = "4 of 64 bytes"}, {"waiting messages", waiting, .expected = "2"}, {"flags", flags}, {       \
        "mode", mode, .expected = "100640"                                                                                     \
    }
#define MESSAGES                                                                                                               \
    {"first message", next_message, .expected = "first, priority 9", .once = true}, {                                          \
        "second message", next_message, .expected = "later, priority 1", .once = true                                          \
    }

OBJECT(mqueue) = {
    .name = "mqueue",
    .about = "a POSIX message queue keeps its messages with their priorities, its limits and its name",
    .set = make,
    .properties = PROPERTIES(STATE, MESSAGES, {"removal of its name", removal, .expected = "0", .once = true}),
};

static void set_unlinked(void) {
    make();
    must(mq_unlink(name()));
}

static const char *links(void) { return links_of(QUEUE); }

static const char *notified(void) {
    char data[128];
    ssize_t size = pread(QUEUE, data, sizeof data - 1, 0);
    if (size == -1) return outcome(-1);
    data[size] = 0;
    int notify = -1, signal = -1, pid = -1;
    const char *start = strstr(data, "NOTIFY:");
    if (!start || sscanf(start, "NOTIFY:%d SIGNO:%d NOTIFY_PID:%d", &notify, &signal, &pid) != 3) return "unknown";
    return text("%d, signal %d, %s", notify, signal, pid == getpid() ? "itself" : text("process %d", pid));
}

static void set_notify(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    must(sigprocmask(SIG_BLOCK, &set, NULL));
    set_unlinked();
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR2, .sigev_value.sival_int = 5};
    must(mq_notify(QUEUE, &event));
}

/* A notification comes when a message arrives in an empty queue. */
static const char *notification(void) {
    sigset_t set;
    siginfo_t got;
    char data[64];
    while (mq_receive(QUEUE, data, sizeof data, NULL) != -1) continue;
    if (mq_send(QUEUE, "new", 3, 0) == -1) return outcome(-1);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    if (sigtimedwait(&set, &got, &(struct timespec){.tv_nsec = 30000000}) == -1) return outcome(-1);
    return text("%d with %d", got.si_signo, got.si_value.sival_int);
}

OBJECT(mqueue_unlinked) = {
    .name = "mqueue-unlinked",
    .about = "a POSIX message queue without a name keeps its messages and the process that is notified",
    .set = set_notify,
    .properties = PROPERTIES(STATE, {"links", links, .expected = "0"},
                             {"process that is notified", notified, .expected = "0, signal 12, itself"},
                             {"notification", notification, .expected = "12 with 5", .once = true}),
};
