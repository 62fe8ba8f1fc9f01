/* Descriptors that are on their way through a unix socket (SCM_RIGHTS) when it is dumped. */
#include "sockets.h"
#include <sys/eventfd.h>

enum { MANY = 3 };

static int ends[2] = {-1, -1};
static int received[MANY] = {-1, -1, -1}, received_count;

static void send_rights(int at, const char *data, const int *fds, int count) {
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int) * MANY)];
    } control = {0};
    struct iovec part = {(void *)(uintptr_t)data, strlen(data)};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control};
    message.msg_controllen = CMSG_SPACE(sizeof(int) * (size_t)count);
    control.header = (struct cmsghdr){CMSG_LEN(sizeof(int) * (size_t)count), SOL_SOCKET, SCM_RIGHTS};
    memcpy(CMSG_DATA(&control.header), fds, sizeof(int) * (size_t)count);
    must(sendmsg(at, &message, 0));
}

/* Takes one message and keeps its descriptors in `received`. Returns the data. */
static const char *receive(int at) {
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int) * MANY)];
    } control = {0};
    char data[64];
    struct iovec part = {data, sizeof data};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    received_count = 0;
    if (at == -1 || !await(at, POLLIN, 1)) return "nothing";
    ssize_t got = recvmsg(at, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (got == -1) return outcome(-1);
    struct cmsghdr *first = CMSG_FIRSTHDR(&message);
    if (first && first->cmsg_type == SCM_RIGHTS) {
        received_count = (int)((first->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        memcpy(received, CMSG_DATA(first), sizeof(int) * (size_t)received_count);
    }
    return got == 0 ? "end" : bytes(data, (size_t)got);
}

static const char *message(void) { return receive(ends[1]); }
static const char *count_of_rights(void) { return text("%d", received_count); }
static const char *content_of(int fd) {
    char data[32];
    ssize_t got = pread(fd, data, sizeof data, 0);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}
static const char *first_content(void) { return content_of(received[0]); }
static const char *first_offset(void) { return outcome(lseek(received[0], 0, SEEK_CUR)); }
static const char *first_flags(void) {
    int flags = fcntl(received[0], F_GETFL);
    return flags == -1 ? outcome(-1) : text("%x", (unsigned)(flags & (O_ACCMODE | O_APPEND | O_NONBLOCK)));
}

static int file(void) {
    int fd = must(open("sent", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600));
    write_all(fd, "by descriptor", 13);
    must(lseek(fd, 3, SEEK_SET));
    return fd;
}

static int kept = -1;

/* The same open file, and not another one of the same path: it shares the offset. */
static const char *shares_offset(void) {
    if (kept == -1 || lseek(kept, 7, SEEK_SET) == -1) return outcome(-1);
    return first_offset();
}

static void set_also_open(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    kept = file();
    send_rights(ends[0], "take", &kept, 1);
}

#define IN_FLIGHT                                                                                                              \
    {"data", message, .expected = "take", .once = true}, {"descriptors", count_of_rights, .expected = "1", .once = true},      \
        {"content", first_content, .expected = "by descriptor", .once = true},                                                 \
        {"offset", first_offset, .expected = "3", .once = true}, {"flags", first_flags, .expected = "402", .once = true}

OBJECT(unix_rights_also_open) = {
    .name = "unix-rights-also-open",
    .about = "a descriptor in a unix stream that is also open elsewhere arrives as the same open file",
    .set = set_also_open,
    .properties = PROPERTIES(IN_FLIGHT, {"shared offset", shares_offset, .expected = "7", .once = true}),
};

static void send_only(int type) {
    must(socketpair(AF_UNIX, type, 0, ends));
    int fd = file();
    send_rights(ends[0], "take", &fd, 1);
    must(close(fd));
}
static void set_stream(void) { send_only(SOCK_STREAM); }
static void set_datagram(void) { send_only(SOCK_DGRAM); }
static void set_seqpacket(void) { send_only(SOCK_SEQPACKET); }

OBJECT(unix_rights_stream) = {
    .name = "unix-rights-stream",
    .about = "a file that is open in the queue of a unix stream only arrives",
    .set = set_stream,
    .properties = PROPERTIES(IN_FLIGHT),
};
OBJECT(unix_rights_datagram) = {
    .name = "unix-rights-datagram",
    .about = "a file that is open in the queue of a unix datagram socket only arrives",
    .set = set_datagram,
    .properties = PROPERTIES(IN_FLIGHT),
};
OBJECT(unix_rights_seqpacket) = {
    .name = "unix-rights-seqpacket",
    .about = "a file that is open in the queue of a unix seqpacket socket only arrives",
    .set = set_seqpacket,
    .properties = PROPERTIES(IN_FLIGHT),
};

static void set_sender_closed(void) {
    set_stream();
    must(close(ends[0]));
    ends[0] = -1;
}
static const char *second_message(void) { return receive(ends[1]); }

OBJECT(unix_rights_sender_closed) = {
    .name = "unix-rights-sender-closed",
    .about = "a descriptor in a unix stream arrives though the sending end is closed",
    .set = set_sender_closed,
    .properties = PROPERTIES(IN_FLIGHT, {"then", second_message, .expected = "end", .once = true}),
};

static void set_three(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    int fds[MANY] = {file(), must(open("/dev/null", O_WRONLY)), must(open("/proc/self", O_RDONLY | O_DIRECTORY))};
    must(close(fds[2]));
    fds[2] = must(dup(fds[0]));
    send_rights(ends[0], "take", fds, MANY);
    for (int i = 0; i < MANY; i++) must(close(fds[i]));
}
static const char *second_writes(void) { return outcome(write(received[1], "x", 1)); }
static const char *third_content(void) { return content_of(received[2]); }
static const char *duplicate(void) {
    if (lseek(received[2], 9, SEEK_SET) == -1) return outcome(-1);
    return first_offset();
}

OBJECT(unix_rights_several) = {
    .name = "unix-rights-several",
    .about = "several descriptors of one message arrive in their order, and duplicates stay duplicates",
    .set = set_three,
    .properties = PROPERTIES({"data", message, .expected = "take", .once = true},
                             {"descriptors", count_of_rights, .expected = "3", .once = true},
                             {"first", first_content, .expected = "by descriptor", .once = true},
                             {"second", second_writes, .expected = "1", .once = true},
                             {"third", third_content, .expected = "by descriptor", .once = true},
                             {"offset that the duplicate sets", duplicate, .expected = "9", .once = true}),
};

static void set_borders(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    int fd = file();
    write_all(ends[0], "before", 6);
    send_rights(ends[0], "with", &fd, 1);
    write_all(ends[0], "after", 5);
    must(close(fd));
}

/* A receive ends behind the part that has descriptors, so where that is decides what it returns. */
OBJECT(unix_rights_borders) = {
    .name = "unix-rights-borders",
    .about = "a descriptor in the middle of a unix stream arrives with the data that it was sent with",
    .set = set_borders,
    .properties = PROPERTIES({"first data", message, .expected = "beforewith", .once = true},
                             {"its descriptors", count_of_rights, .expected = "1", .once = true},
                             {"content", first_content, .expected = "by descriptor", .once = true},
                             {"second data", message, .expected = "after", .once = true}),
};

static int pipe_writer = -1;

static void set_pipe(void) {
    int both[2];
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    must(pipe(both));
    write_all(both[1], "in the pipe", 11);
    send_rights(ends[0], "take", &both[0], 1);
    must(close(both[0]));
    pipe_writer = both[1];
}
static const char *from_pipe(void) {
    char data[32];
    if (received[0] == -1 || !await(received[0], POLLIN, 1)) return "nothing";
    ssize_t got = read(received[0], data, sizeof data);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}
static const char *through_pipe(void) {
    if (pipe_writer == -1 || write(pipe_writer, "more", 4) == -1) return outcome(-1);
    return from_pipe();
}

OBJECT(unix_rights_pipe) = {
    .name = "unix-rights-pipe",
    .about = "the reading end of a pipe that is in a unix socket arrives with the data in the pipe",
    .set = set_pipe,
    .properties = PROPERTIES({"data", message, .expected = "take", .once = true},
                             {"pipe's data", from_pipe, .expected = "in the pipe", .once = true},
                             {"what is written next", through_pipe, .expected = "more", .once = true}),
};

static void set_memfd(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    int fd = must(memfd_create("sent", MFD_ALLOW_SEALING));
    write_all(fd, "in memory", 9);
    must(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK));
    send_rights(ends[0], "take", &fd, 1);
    must(close(fd));
}
static const char *seals(void) { return outcome(fcntl(received[0], F_GET_SEALS)); }

OBJECT(unix_rights_memfd) = {
    .name = "unix-rights-memfd",
    .about = "a memfd that is open in a unix socket only arrives with its content and its seals",
    .set = set_memfd,
    .properties = PROPERTIES({"data", message, .expected = "take", .once = true},
                             {"content", first_content, .expected = "in memory", .once = true},
                             {"offset", first_offset, .expected = "9", .once = true},
                             {"seals", seals, .expected = "2", .once = true}),
};

static void set_self(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    send_rights(ends[0], "take", &ends[1], 1);
}
static const char *to_itself(void) { return received[0] == -1 ? "none" : passes(ends[0], received[0], "to itself"); }

OBJECT(unix_rights_itself) = {
    .name = "unix-rights-itself",
    .about = "a unix socket that is in its own queue arrives and still receives",
    .set = set_self,
    .properties = PROPERTIES({"data", message, .expected = "take", .once = true},
                             {"descriptors", count_of_rights, .expected = "1", .once = true},
                             {"through it", to_itself, .expected = "to itself", .once = true}),
};

static void set_nested(void) {
    int inner[2];
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, inner));
    int fd = file();
    send_rights(inner[0], "inner", &fd, 1);
    send_rights(ends[0], "take", &inner[1], 1);
    must(close(fd));
    must(close(inner[0]));
    must(close(inner[1]));
}
static const char *inner_message(void) { return received[0] == -1 ? "none" : receive(received[0]); }

OBJECT(unix_rights_nested) = {
    .name = "unix-rights-nested",
    .about = "a file in the queue of a unix socket that is itself in the queue of another one arrives",
    .set = set_nested,
    .properties = PROPERTIES({"data", message, .expected = "take", .once = true},
                             {"inner data", inner_message, .expected = "inner", .once = true},
                             {"content", first_content, .expected = "by descriptor", .once = true}),
};

static void set_eventfd(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    int event = must(eventfd(41, EFD_NONBLOCK));
    send_rights(ends[0], "take", &event, 1);
    must(close(event));
}
static const char *counter(void) {
    uint64_t value = 0;
    return read(received[0], &value, sizeof value) == -1 ? outcome(-1) : text("%lu", value);
}

OBJECT(unix_rights_eventfd) = {
    .name = "unix-rights-eventfd",
    .about = "an eventfd that is open in a unix socket only arrives with its counter",
    .set = set_eventfd,
    .properties = PROPERTIES({"data", message, .expected = "take", .once = true},
                             {"counter", counter, .expected = "41", .once = true}),
};

static int port;
static void set_listener(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    int listener = bound_socket(AF_INET, SOCK_STREAM, 0);
    must(listen(listener, 3));
    port = port_of(listener);
    send_rights(ends[0], "take", &listener, 1);
    must(close(listener));
}
static const char *connects(void) {
    if (received[0] == -1) return "none";
    union address address = loopback(AF_INET, port);
    int client = must(socket(AF_INET, SOCK_STREAM, 0));
    const char *result = connect(client, &address.any, sizeof address.v4) == -1 ? outcome(-1)
                         : await(received[0], POLLIN, 1)                        ? "accepted"
                                                                                : "nothing";
    close(client);
    return result;
}

OBJECT(unix_rights_tcp_listener) = {
    .name = "unix-rights-tcp-listener",
    .about = "a TCP listener that is open in a unix socket only arrives and accepts",
    .set = set_listener,
    .properties = PROPERTIES({"data", message, .expected = "take", .once = true},
                             {"client", connects, .expected = "accepted", .once = true}),
};
