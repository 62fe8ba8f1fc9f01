/* Unix sockets whose other end is open in a process that is not in the tree. */
#include "sockets.h"
#include <stdlib.h>

static int fd = -1;

static const char *peer(void) { return peer_name(fd); }
static const char *state(void) {
    struct pollfd asked = {fd, POLLIN | POLLOUT, 0};
    return fd == -1 ? "no socket" : poll(&asked, 1, 0) == -1 ? outcome(-1) : text("%x", (unsigned)asked.revents);
}
static const char *echoed(void) { return fd == -1 ? "no socket" : passes(fd, fd, "there and back"); }

/* Ends with the connection; the dump or the end of the object closes it. */
static void echo(int at) {
    char data[256];
    outsider_is_ready();
    for (ssize_t got; (got = read(at, data, sizeof data)) > 0;) must(write(at, data, (size_t)got));
}

static void set_pair(void) {
    int ends[2];
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    start_outsider(echo, ends[1]);
    must(close(ends[1]));
    fd = ends[0];
}

#define CONNECTED(expected_peer)                                                                                               \
    {"peer", peer, .expected = expected_peer}, {"events", state, .expected = "4"},                                             \
        {"answer", echoed, .expected = "there and back"}

OBJECT(unix_pair_outside) = {
    .name = "unix-pair-outside",
    .about = "a unix socket pair whose other end a process outside has stays connected",
    .set = set_pair,
    .properties = PROPERTIES(CONNECTED("no name")),
};

static void accept_and_echo(int at) {
    outsider_is_ready();
    int server = must(accept(at, NULL, NULL));
    char data[256];
    for (ssize_t got; (got = read(server, data, sizeof data)) > 0;) must(write(server, data, (size_t)got));
}

static void set_stream(void) {
    int listener = unix_socket(SOCK_STREAM, "server");
    must(listen(listener, 3));
    start_outsider(accept_and_echo, listener);
    must(close(listener));
    fd = must(socket(AF_UNIX, SOCK_STREAM, 0));
    connect_unix(fd, "server");
}

OBJECT(unix_stream_outside) = {
    .name = "unix-stream-outside",
    .about = "a unix connection to a server outside continues",
    .set = set_stream,
    .properties = PROPERTIES(CONNECTED("server")),
};

/* Like a log daemon: it only receives, and confirms each message in a file. It also ends when that is removed. */
static void log_messages(int at) {
    char data[256];
    int log = must(open("log", O_WRONLY | O_CREAT | O_APPEND, 0600));
    outsider_is_ready();
    while (access("log", F_OK) == 0) {
        if (poll(&(struct pollfd){at, POLLIN, 0}, 1, 100) < 1) continue;
        ssize_t got = must(read(at, data, sizeof data));
        if (got == 3 && memcmp(data, "end", 3) == 0) return;
        must(write(log, data, (size_t)got));
    }
}

static int logged_size;
static const char *logged(void) {
    if (fd == -1) return "no socket";
    if (send(fd, "message", 7, MSG_DONTWAIT) == -1) return outcome(-1);
    struct stat found = {0};
    logged_size += 7;
    for (int i = 0; i < 1000 && stat("log", &found) == 0 && found.st_size < logged_size; i++) usleep(100);
    return found.st_size == logged_size ? "logged" : text("%ld bytes", (long)found.st_size);
}
static const char *ends(void) { return fd == -1 ? "no socket" : outcome(send(fd, "end", 3, MSG_DONTWAIT)); }

static void connect_to_log(const char *name) {
    int server = unix_socket(SOCK_DGRAM, name);
    start_outsider(log_messages, server);
    must(close(server));
    fd = must(socket(AF_UNIX, SOCK_DGRAM, 0));
    connect_unix(fd, name);
}

static void set_datagram(void) {
    connect_to_log(absolute_path("server"));
}

OBJECT(unix_datagram_outside) = {
    .name = "unix-datagram-outside",
    .about = "a unix datagram socket stays connected to a log daemon outside",
    .set = set_datagram,
    .properties = PROPERTIES({"peer", peer}, {"message", logged, .expected = "logged"},
                             {"farewell", ends, .expected = "3", .once = true}),
};

static void set_datagram_relative(void) { connect_to_log("server"); }

OBJECT(unix_datagram_outside_relative) = {
    .name = "unix-datagram-outside-relative",
    .about = "a unix datagram socket stays connected to a log daemon outside that has a relative path",
    .set = set_datagram_relative,
    .properties = PROPERTIES({"peer", peer, .expected = "server"}, {"message", logged, .expected = "logged"},
                             {"farewell", ends, .expected = "3", .once = true}),
};

/* The listening end is in the tree, and the client is not. */
static int listener = -1;
static void call_and_wait(int unused) {
    (void)unused;
    int client = must(socket(AF_UNIX, SOCK_STREAM, 0));
    connect_unix(client, "server");
    outsider_is_ready();
    char byte;
    while (read(client, &byte, 1) > 0) must(write(client, &byte, 1));
}
static void set_client_outside(void) {
    listener = unix_socket(SOCK_STREAM, "server");
    must(listen(listener, 3));
    start_outsider(call_and_wait, -1);
    fd = must(accept(listener, NULL, NULL));
}
static const char *one_byte(void) { return fd == -1 ? "no socket" : passes(fd, fd, "x"); }

OBJECT(unix_client_outside) = {
    .name = "unix-client-outside",
    .about = "the connection of a server to a unix client outside continues",
    .set = set_client_outside,
    .properties = PROPERTIES({"peer", peer, .expected = "no name"}, {"events", state, .expected = "4"},
                             {"answer", one_byte, .expected = "x"}),
};
