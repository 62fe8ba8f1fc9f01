/* An epoll instance that a child shares. The PID of a child is the lower one after PIDs have started again at a low number. */
#include "../object.h"
#include <linux/sched.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>

enum { INSTANCE = 20, MEMBER = 30, WRITER = 31 };

static pid_t child;
static int answers = -1;
static bool closes_member;

/* The member as the kernel shows it to this process, without the inode, which a new pipe does not share. */
static const char *member(void) {
    char line[256];
    unsigned events;
    unsigned long data;
    const char *found = "none";
    FILE *file = fopen(text("/proc/self/fdinfo/%d", INSTANCE), "re");
    if (!file) return outcome(-1);
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "tfd: %*d events: %x data: %lx", &events, &data) == 2) found = text("events %x, data %lx", events, data);
    fclose(file);
    return found;
}

static const char *ready(void) {
    struct epoll_event event;
    int found = epoll_wait(INSTANCE, &event, 1, 0);
    return found == 1 ? text("events %x, data %lx", event.events, event.data.u64) : outcome(found);
}

static const char *after_write(void) {
    if (!child) return "no member";
    must(write(WRITER, "x", 1));
    return ready();
}

static void move(int made, int number) {
    must(dup2(made, number));
    must(close(made));
}

static void serve(int requests) {
    char request;
    if (closes_member) close(MEMBER);
    while (read(requests, &request, 1) == 1) {
        char reply[256] = {0};
        strncpy(reply, member(), sizeof reply - 1);
        write_all(requests, reply, sizeof reply);
    }
    _exit(0);
}

static const char *member_in_child(void) {
    char reply[256];
    if (!child) return "no child";
    write_all(answers, "?", 1);
    read_all(answers, reply, sizeof reply);
    return text("%s", reply);
}

static const char *order(void) { return !child ? "no child" : child < getpid() ? "lower" : "higher"; }

static const char *end_of_child(void) {
    int status;
    if (!child) return "no child";
    must(shutdown(answers, SHUT_WR));
    must(waitpid(child, &status, 0));
    return text("%d", status);
}

/* Takes the next lower PID that is free. CRIU restores a shared instance in the process with the lowest PID. */
static pid_t fork_lower(void) {
    pid_t made = -1;
    errno = ESRCH;
    for (pid_t wanted = getpid() - 1; wanted > 1; wanted--) {
        struct clone_args arguments = {.exit_signal = SIGCHLD, .set_tid = (uint64_t)(uintptr_t)&wanted, .set_tid_size = 1};
        made = (pid_t)syscall(SYS_clone3, &arguments, sizeof arguments);
        if (made >= 0 || errno != EEXIST) break;
    }
    if (made == -1) unavailable("a child with a lower PID");
    return made;
}

static void set_with(pid_t (*make_child)(void)) {
    int ends[2];
    must(pipe(ends));
    move(ends[0], MEMBER);
    move(ends[1], WRITER);
    move(must(epoll_create1(0)), INSTANCE);
    must(epoll_ctl(INSTANCE, EPOLL_CTL_ADD, MEMBER, &(struct epoll_event){.events = EPOLLIN, .data.u64 = 11}));
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    child = make_child();
    if (child == 0) {
        must(close(ends[0]));
        serve(ends[1]);
    }
    must(close(ends[1]));
    answers = ends[0];
}

static void set_lower(void) { set_with(fork_lower); }

#define SHARED                                                                                                                 \
    {"member", member, .expected = "events 19, data b"}, {"member in the child", member_in_child, .expected = "events 19, data b"}, \
        {"ready", ready, .expected = "0"}, {"event after a write", after_write, .expected = "events 1, data b", .once = true},  \
        {"status of the child", end_of_child, .expected = "0", .once = true}

OBJECT(epoll_lower_child) = {
    .name = "epoll-lower-child",
    .about = "an epoll instance is shared with a child whose PID is lower than that of its parent",
    .set = set_lower,
    .properties = PROPERTIES({"PID of the child", order, .expected = "lower"}, SHARED),
};

static void set_lower_closed(void) {
    closes_member = true;
    set_lower();
}

OBJECT(epoll_lower_child_closed) = {
    .name = "epoll-lower-child-closed",
    .about = "an epoll instance is shared with a child whose PID is lower and that has closed the member",
    .set = set_lower_closed,
    .properties = PROPERTIES({"PID of the child", order, .expected = "lower"}, SHARED),
};

static void set_closed(void) {
    closes_member = true;
    set_with(fork);
}

OBJECT(epoll_child_closed) = {
    .name = "epoll-child-closed",
    .about = "an epoll instance is shared with a child that has closed the member",
    .set = set_closed,
    .properties = PROPERTIES({"PID of the child", order}, SHARED),
};
