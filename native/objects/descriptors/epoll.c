/* Epoll instances whose members are hard to name: in a child only, nested, under a number that means another file now. */
#include "../object.h"
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>

static int instance = -1, outer = -1, writer = -1;
static struct helper helper;

/* A member as the kernel shows it, without the inode, which a new pipe does not share. */
static const char *member(int of, int number) {
    char line[256], key[32];
    FILE *file = fopen(text("/proc/self/fdinfo/%d", of), "re");
    const char *found = "none";
    if (!file) return outcome(-1);
    snprintf(key, sizeof key, "tfd: %8d ", number);
    while (fgets(line, sizeof line, file)) {
        unsigned events;
        unsigned long data;
        if (strncmp(line, key, strlen(key)) != 0) continue;
        if (sscanf(line + strlen(key), "events: %x data: %lx", &events, &data) == 2) found = text("events %x, data %lx", events, data);
    }
    fclose(file);
    return found;
}
static const char *member_at(long number) { return member(instance, (int)number); }
static const char *outer_member_at(long number) { return member(outer, (int)number); }

static const char *ready_in(int of) {
    struct epoll_event event;
    int found = epoll_wait(of, &event, 1, 0);
    return found == 1 ? text("events %x, data %lx", event.events, event.data.u64) : outcome(found);
}
static const char *ready(void) { return ready_in(instance); }
static const char *outer_ready(void) { return ready_in(outer); }

static const char *after_write(void) {
    if (writer == -1) return "no member";
    must(write(writer, "x", 1));
    return ready();
}

static void add(int of, int number, unsigned events, uint64_t data) {
    must(epoll_ctl(of, EPOLL_CTL_ADD, number, &(struct epoll_event){.events = events, .data.u64 = data}));
}

static int move(int made, int number) {
    must(dup3(made, number, O_CLOEXEC));
    must(close(made));
    return number;
}

static int pipe_at(int number) {
    int ends[2];
    must(pipe2(ends, O_CLOEXEC));
    writer = move(ends[1], number + 1);
    return move(ends[0], number);
}

static void open_instance(void) { instance = move(must(epoll_create1(EPOLL_CLOEXEC)), 20); }

static void set_edge(void) {
    open_instance();
    add(instance, pipe_at(30), EPOLLIN | EPOLLET | EPOLLONESHOT, 0x1122334455667788);
    must(write(writer, "x", 1));
    if (strcmp(ready(), "events 1, data 1122334455667788") != 0) broken("the member is not ready");
    add(instance, pipe_at(32), EPOLLIN | EPOLLET, 0xfedcba9876543210);
}

/* A disarmed member reports no hang-up either. */
static const char *hung_up(void) {
    if (instance == -1) return "no member";
    must(close(31));
    return ready();
}

/* A member whose one event was taken stays silent until it is armed again. */
static const char *armed_again(void) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data.u64 = 5};
    if (instance == -1) return "no member";
    must(epoll_ctl(instance, EPOLL_CTL_MOD, 30, &event));
    return ready();
}

OBJECT(epoll_edge_oneshot) = {
    .name = "epoll-edge-oneshot",
    .about = "an epoll instance keeps its members with EPOLLET and EPOLLONESHOT, one of them disarmed",
    .set = set_edge,
    .properties = PROPERTIES({"disarmed member", .read_at = member_at, .number = 30, .expected = "events c0000000, data 1122334455667788"},
                             {"armed member", .read_at = member_at, .number = 32, .expected = "events 80000019, data fedcba9876543210"},
                             {"ready", ready, .expected = "0"},
                             {"event after a write", after_write, .expected = "events 1, data fedcba9876543210", .once = true},
                             {"event after a hang-up", hung_up, .expected = "0", .once = true},
                             {"event after it is armed", armed_again, .expected = "events 11, data 5", .once = true}),
};

static void set_exclusive(void) {
    open_instance();
    add(instance, pipe_at(30), EPOLLIN | EPOLLEXCLUSIVE, 12);
}

OBJECT(epoll_exclusive) = {
    .name = "epoll-exclusive",
    .about = "an epoll instance keeps a member with EPOLLEXCLUSIVE",
    .set = set_exclusive,
    .properties = PROPERTIES({"member", .read_at = member_at, .number = 30, .expected = "events 10000019, data c"},
                             {"ready", ready, .expected = "0"},
                             {"event after a write", after_write, .expected = "events 1, data c", .once = true}),
};

/* Linux 6.9 has this; the C library's headers of today do not. */
struct busy_poll {
    uint32_t microseconds;
    uint16_t budget;
    uint8_t prefer, zero;
};
#define SET_BUSY_POLL _IOW(0x8A, 0x01, struct busy_poll)
#define GET_BUSY_POLL _IOR(0x8A, 0x02, struct busy_poll)

static const char *busy_poll(void) {
    struct busy_poll got = {0};
    if (ioctl(instance, GET_BUSY_POLL, &got) == -1) return outcome(-1);
    return text("%u us, budget %u, prefer %u", got.microseconds, got.budget, got.prefer);
}

static void set_busy_poll(void) {
    open_instance();
    needs(ioctl(instance, SET_BUSY_POLL, &(struct busy_poll){.microseconds = 50, .budget = 16, .prefer = 1}));
    add(instance, pipe_at(30), EPOLLIN, 13);
}

OBJECT(epoll_busy_poll) = {
    .name = "epoll-busy-poll",
    .about = "an epoll instance keeps how it polls busily (EPIOCSPARAMS)",
    .set = set_busy_poll,
    .properties = PROPERTIES({"busy poll", busy_poll, .expected = "50 us, budget 16, prefer 1"},
                             {"member", .read_at = member_at, .number = 30, .expected = "events 19, data d"},
                             {"event after a write", after_write, .expected = "events 1, data d", .once = true}),
};

static void set_nested(void) {
    open_instance();
    add(instance, pipe_at(30), EPOLLIN, 7);
    outer = move(must(epoll_create1(EPOLL_CLOEXEC)), 21);
    add(outer, instance, EPOLLIN, 8);
}

OBJECT(epoll_nested) = {
    .name = "epoll-nested",
    .about = "an epoll instance that is a member of another one stays one",
    .set = set_nested,
    .properties = PROPERTIES({"inner member", .read_at = member_at, .number = 30, .expected = "events 19, data 7"},
                             {"outer member", .read_at = outer_member_at, .number = 20, .expected = "events 19, data 8"},
                             {"ready", outer_ready, .expected = "0"},
                             {"inner event after a write", after_write, .expected = "events 1, data 7", .once = true},
                             {"outer event after a write", outer_ready, .expected = "events 1, data 8", .once = true}),
};

static void set_reused(void) {
    open_instance();
    int watched = pipe_at(30), first = writer;
    add(instance, watched, EPOLLIN, 9);
    move(watched, 40);
    first = move(first, 41);
    pipe_at(30);
    writer = first;
}

OBJECT(epoll_number_reused) = {
    .name = "epoll-number-reused",
    .about = "a member of an epoll instance stays one though its number belongs to another file now",
    .set = set_reused,
    .properties = PROPERTIES({"member", .read_at = member_at, .number = 30, .expected = "events 19, data 9"},
                             {"ready", ready, .expected = "0"},
                             {"event after a write", after_write, .expected = "events 1, data 9", .once = true}),
};

/* The parent closes the member's number, so that only the child still has the description. */
static void set_child(void) {
    open_instance();
    add(instance, pipe_at(30), EPOLLIN, 10);
    helper = start_helper(NULL);
    must(close(30));
}

OBJECT(epoll_member_in_child) = {
    .name = "epoll-member-in-child",
    .about = "an epoll instance keeps a member that only a child still has open",
    .set = set_child,
    .properties = PROPERTIES({"member", .read_at = member_at, .number = 30, .expected = "events 19, data a"},
                             {"ready", ready, .expected = "0"},
                             {"event after a write", after_write, .expected = "events 1, data a", .once = true}),
};
