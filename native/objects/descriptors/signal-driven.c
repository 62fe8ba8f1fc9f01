/* O_ASYNC: the signal that a descriptor sends, and to whom. */
#include "../object.h"
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <time.h>

static int fd = -1, trigger = -1;
static struct helper helper;
static pid_t thread;
static int chosen;

static const char *flags(void) { return fd == -1 ? "EBADF" : text("%o", (unsigned)fcntl(fd, F_GETFL)); }
static const char *chosen_signal(void) { return fd == -1 ? "EBADF" : text("SIGRTMIN%+d", fcntl(fd, F_GETSIG) - SIGRTMIN); }

static const char *owner(void) {
    struct f_owner_ex owner;
    if (fcntl(fd, F_GETOWN_EX, &owner) == -1) return outcome(-1);
    return text("type %d, %d", owner.type, owner.pid);
}

/* Makes the descriptor readable. */
static void write_trigger(void) { must(write(trigger, "x", 1)); }
static void touch(void) { must(close(must(open("touched", O_WRONLY | O_CREAT | O_CLOEXEC, 0600)))); }
static void (*make_readable)(void) = write_trigger;

static siginfo_t got;
static const char *own_signal(void) {
    sigset_t set;
    if (fd == -1) return "no descriptor";
    make_readable();
    sigemptyset(&set);
    sigaddset(&set, chosen);
    if (sigtimedwait(&set, &got, &(struct timespec){.tv_nsec = 100000000}) == -1) return outcome(-1);
    return text("SIGRTMIN%+d, %s", got.si_signo - SIGRTMIN, got.si_band & POLLIN ? "readable" : "not readable");
}
static const char *descriptor_in_signal(void) { return text("%d", got.si_fd); }

/* The pending signals of a process or thread that blocks them. */
static const char *pending(const char *path, const char *key) {
    if (fd == -1) return "no descriptor";
    make_readable();
    unsigned long set = strtoul(line_of(path, key), NULL, 16);
    return set & 1ul << (chosen - 1) ? "pending" : "not pending";
}
static const char *signal_of_thread(void) { return pending(text("/proc/self/task/%d/status", thread), "SigPnd:"); }
static const char *signal_of_child(void) { return pending(text("/proc/%d/status", helper.pid), "ShdPnd:"); }

static void place(int made, int other) {
    must(dup2(made, 20));
    must(close(made));
    fd = 20, trigger = other;
}

/* The signal is blocked here, so that it waits instead of ending the process. */
static void send_to(int type, pid_t pid) {
    sigset_t set;
    chosen = SIGRTMIN + 5;
    sigemptyset(&set);
    sigaddset(&set, chosen);
    must(sigprocmask(SIG_BLOCK, &set, NULL));
    must(fcntl(fd, F_SETOWN_EX, &(struct f_owner_ex){.type = type, .pid = pid}));
    must(fcntl(fd, F_SETSIG, chosen));
    must(fcntl(fd, F_SETFL, must(fcntl(fd, F_GETFL)) | O_ASYNC));
}
static void send_to_self(void) { send_to(F_OWNER_PID, getpid()); }

static void socket_pair(void) {
    int ends[2];
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    place(ends[0], ends[1]);
}

static void set_socketpair(void) {
    socket_pair();
    send_to_self();
}

static void set_udp(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int made = must(socket(AF_INET, SOCK_DGRAM, 0)), other = must(socket(AF_INET, SOCK_DGRAM, 0));
    must(bind(made, (void *)&address, sizeof address));
    must(getsockname(made, (void *)&address, &length));
    must(connect(other, (void *)&address, length));
    place(made, other);
    send_to_self();
}

#define PROPERTIES_OF(...)                                                                                                     \
    PROPERTIES({"flags", flags}, {"signal", chosen_signal, .expected = "SIGRTMIN+5"}, {"owner", owner}, __VA_ARGS__)
#define SIGNAL                                                                                                                 \
    {"signal that arrives", own_signal, .expected = "SIGRTMIN+5, readable", .once = true},                                     \
        {"descriptor in the signal", descriptor_in_signal, .expected = "20", .once = true}

OBJECT(async_socketpair) = {
    .name = "async-socketpair",
    .about = "a unix socket with O_ASYNC sends the chosen signal to its owner",
    .set = set_socketpair,
    .properties = PROPERTIES_OF(SIGNAL),
};

static void set_pipe(void) {
    int ends[2];
    must(pipe(ends));
    place(ends[0], ends[1]);
    send_to_self();
}

OBJECT(async_pipe) = {
    .name = "async-pipe",
    .about = "a pipe with O_ASYNC sends the chosen signal to its owner",
    .set = set_pipe,
    .properties = PROPERTIES_OF(SIGNAL),
};

OBJECT(async_udp) = {
    .name = "async-udp",
    .about = "a UDP socket with O_ASYNC sends the chosen signal to its owner",
    .set = set_udp,
    .properties = PROPERTIES_OF(SIGNAL),
};

static void set_terminal(void) {
    int made = needs(posix_openpt(O_RDWR | O_NOCTTY));
    needs(grantpt(made));
    must(unlockpt(made));
    char name[64];
    must_be_0(ptsname_r(made, name, sizeof name));
    place(made, must(open(name, O_RDWR | O_NOCTTY)));
    send_to_self();
}

OBJECT(async_terminal_master) = {
    .name = "async-terminal-master",
    .about = "the master of a pseudoterminal with O_ASYNC sends the chosen signal to its owner",
    .set = set_terminal,
    .properties = PROPERTIES_OF(SIGNAL),
};

static void set_inotify(void) {
    place(must(inotify_init1(IN_NONBLOCK)), -1);
    make_readable = touch;
    must(inotify_add_watch(fd, ".", IN_CREATE));
    send_to_self();
}

OBJECT(async_inotify) = {
    .name = "async-inotify",
    .about = "an inotify instance with O_ASYNC sends the chosen signal to its owner",
    .set = set_inotify,
    .properties = PROPERTIES_OF(SIGNAL),
};

static void *stay(void *number) {
    *(volatile pid_t *)number = gettid();
    while (true) pause();
    return NULL;
}

static void set_thread(void) {
    socket_pair();
    start_thread(stay, &thread);
    while (!*(volatile pid_t *)&thread) usleep(100);
    send_to(F_OWNER_TID, thread);
}

OBJECT(async_owner_thread) = {
    .name = "async-owner-thread",
    .about = "a descriptor with O_ASYNC sends its signal to one thread (F_OWNER_TID)",
    .set = set_thread,
    .properties = PROPERTIES_OF({"signal of the thread", signal_of_thread, .expected = "pending", .once = true}),
};

static void lead_group(void) {
    sigset_t all;
    sigfillset(&all);
    must(sigprocmask(SIG_BLOCK, &all, NULL));
    must(setpgid(0, 0));
}

/* The child has a group of its own, so that the signal reaches no process that does not expect it. */
static void set_group(void) {
    socket_pair();
    helper = start_helper(lead_group);
    send_to(F_OWNER_PGRP, helper.pid);
}

OBJECT(async_owner_group) = {
    .name = "async-owner-group",
    .about = "a descriptor with O_ASYNC sends its signal to a process group (F_OWNER_PGRP)",
    .set = set_group,
    .properties = PROPERTIES_OF({"signal of the child", signal_of_child, .expected = "pending", .once = true}),
};

static void set_dead(void) {
    socket_pair();
    helper = start_helper(NULL);
    send_to(F_OWNER_PID, helper.pid);
    end_helper(&helper);
}

OBJECT(async_owner_dead) = {
    .name = "async-owner-dead",
    .about = "a descriptor with O_ASYNC whose owner has ended has no owner",
    .set = set_dead,
    .properties = PROPERTIES({"flags", flags}, {"signal", chosen_signal, .expected = "SIGRTMIN+5"},
                             {"owner", owner, .expected = "type 1, 0"}),
};

static void set_outside(void) {
    socket_pair();
    send_to(F_OWNER_PID, 1);
}

OBJECT(async_owner_outside) = {
    .name = "async-owner-outside",
    .about = "a descriptor with O_ASYNC is owned by a process outside the tree",
    .set = set_outside,
    .properties = PROPERTIES({"flags", flags}, {"signal", chosen_signal, .expected = "SIGRTMIN+5"},
                             {"owner", owner, .expected = "type 1, 1"}),
};
