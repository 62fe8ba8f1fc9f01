/* TCP connections to a process that is not in the tree, and so runs while the tree is dumped and restored. */
#include "sockets.h"
#include <stdlib.h>

static int fd = -1;

static const char *name(void) { return local_name(fd); }
static const char *peer(void) { return peer_name(fd); }
static const char *state(void) { return tcp_state(fd); }

static void connect_outside(void (*body)(int), bool shut) {
    struct connection made = connect_tcp(AF_INET);
    must(close(made.listener));
    start_outsider(body, made.server);
    must(close(made.server));
    fd = made.client;
    if (shut && !await(fd, POLLRDHUP, 1)) broken("poll");
}

static void echo(int at) {
    char data[256];
    outsider_is_ready();
    for (ssize_t got; (got = read(at, data, sizeof data)) > 0;) must(write(at, data, (size_t)got));
}

static void set_echo(void) { connect_outside(echo, false); }
static const char *echoed(void) { return fd == -1 ? "no socket" : passes(fd, fd, "there and back"); }

OBJECT(tcp_peer_outside) = {
    .name = "tcp-peer-outside",
    .about = "a TCP connection to a process that is not checkpointed continues",
    .set = set_echo,
    .properties = PROPERTIES({"address", name}, {"peer", peer}, {"state", state, .expected = "1"},
                             {"answer", echoed, .expected = "there and back"}),
};

/* Bytes that count from 0 to 250, so that a gap or a repetition is seen. */
static void count_up(int at) {
    unsigned char next = 0;
    outsider_is_ready();
    signal(SIGPIPE, SIG_DFL);
    for (;; usleep(1000)) {
        char block[10 * 251];
        for (size_t i = 0; i < sizeof block; i++) block[i] = (char)next, next = (unsigned char)((next + 1) % 251);
        if (send(at, block, sizeof block, MSG_DONTWAIT) == -1 && errno != EAGAIN) return;
    }
}

static void set_counted(void) { connect_outside(count_up, false); }

/* A lost segment is sent again after a pause that doubles each time. */
static const char *counted(void) {
    unsigned char block[4096], next = 0;
    for (long seen = 0; seen < 20000;) {
        if (fd == -1 || !await(fd, POLLIN, 3)) return text("nothing after %ld bytes", seen);
        ssize_t got = recv(fd, block, sizeof block, MSG_DONTWAIT);
        if (got <= 0) return got == 0 ? text("end after %ld bytes", seen) : outcome(got);
        for (ssize_t i = 0; i < got; i++, next = (unsigned char)((next + 1) % 251), seen++)
            if (block[i] != next) return text("%d in place of %d after %ld bytes", block[i], next, seen);
    }
    return "complete";
}

OBJECT(tcp_peer_keeps_sending) = {
    .name = "tcp-peer-keeps-sending",
    .about = "what a peer outside sends while the receiver is dumped and restored arrives, each byte once",
    .set = set_counted,
    .properties = PROPERTIES({"state", state, .expected = "1"}, {"peer", peer},
                             {"bytes", counted, .expected = "complete", .once = true}),
};

static void say_goodbye(int at) {
    char data[256];
    must(write(at, "goodbye", 7));
    must(shutdown(at, SHUT_WR));
    outsider_is_ready();
    while (read(at, data, sizeof data) > 0) continue;
}

static void set_closed_by_peer(void) { connect_outside(say_goodbye, true); }
static const char *goodbye(void) { return take(fd, 0); }
static const char *sending(void) { return fd == -1 ? "no socket" : outcome(send(fd, "x", 1, MSG_DONTWAIT | MSG_NOSIGNAL)); }

OBJECT(tcp_closed_by_outside) = {
    .name = "tcp-closed-by-outside",
    .about = "a TCP connection that a peer outside has closed in its direction stays in CLOSE_WAIT with its last data",
    .set = set_closed_by_peer,
    .properties = PROPERTIES({"state", state, .expected = "8"}, {"peer", peer},
                             {"data", goodbye, .expected = "goodbye", .once = true},
                             {"then", goodbye, .expected = "end", .once = true},
                             {"sending", sending, .expected = "1", .once = true}),
};

static int listener = -1;

static void call_and_echo(int at) {
    union address address = {0};
    socklen_t size = sizeof address;
    must(getsockname(at, &address.any, &size));
    int client = must(socket(AF_INET, SOCK_STREAM, 0));
    must(connect(client, &address.any, size));
    must(close(at));
    echo(client);
}

/* As servers do, so that they can be started again at once. */
static void set_server(void) {
    listener = must(socket(AF_INET, SOCK_STREAM, 0));
    must(setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int)));
    bind_loopback(listener, AF_INET, 0);
    must(listen(listener, 5));
    start_outsider(call_and_echo, listener);
    fd = must(accept(listener, NULL, NULL));
}
static const char *listener_name(void) { return local_name(listener); }
static const char *listener_state(void) { return tcp_state(listener); }

OBJECT(tcp_server) = {
    .name = "tcp-server",
    .about = "a server with SO_REUSEADDR keeps its listener and the connection of a client outside",
    .set = set_server,
    .properties = PROPERTIES({"listener", listener_name}, {"listener's state", listener_state, .expected = "10"}, {"peer", peer},
                             {"state", state, .expected = "1"}, {"answer", echoed, .expected = "there and back"}),
};
