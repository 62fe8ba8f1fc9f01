/* TCP sockets that are not connected: listeners, attempts, errors, and those that were never used. */
#include "sockets.h"

#ifndef IPPROTO_MPTCP
#define IPPROTO_MPTCP 262
#endif

static int fd = -1, listener = -1, second = -1;

static const char *name(void) { return local_name(fd); }
static const char *peer(void) { return peer_name(fd); }
static const char *state(void) { return tcp_state(fd); }
static const char *listener_name(void) { return local_name(listener); }
static const char *listener_state(void) { return tcp_state(listener); }
static const char *limit(void) { return backlog(listener); }
static const char *flags(void) { return outcome(fcntl(fd, F_GETFL)); }
static const char *close_on_exec(void) { return outcome(fcntl(fd, F_GETFD)); }
static const char *listens(void) { return number_option(listener, SOL_SOCKET, SO_ACCEPTCONN); }
static const char *protocol(void) { return number_option(fd, SOL_SOCKET, SO_PROTOCOL); }

static const char *events(void) {
    struct pollfd asked = {fd, POLLIN | POLLOUT | POLLRDHUP, 0};
    return fd == -1 ? "no socket" : poll(&asked, 1, 0) == -1 ? outcome(-1) : text("%x", (unsigned)asked.revents);
}

/* How many connections wait for an accept. */
static const char *waiting(void) {
    struct tcp_info info = {0};
    socklen_t size = sizeof info;
    return getsockopt(listener, IPPROTO_TCP, TCP_INFO, &info, &size) == -1 ? outcome(-1) : text("%u", info.tcpi_unacked);
}

static void set_listener(void) {
    listener = bound_socket(AF_INET, SOCK_STREAM, 0);
    must(listen(listener, 7));
}

OBJECT(tcp_listener) = {
    .name = "tcp-listener",
    .about = "a TCP listener keeps its address and the length of its queue",
    .set = set_listener,
    .properties = PROPERTIES({"address", listener_name}, {"listens", listens, .expected = "1"},
                             {"state", listener_state, .expected = "10"}, {"limit of the queue", limit, .expected = "7"}),
};

static int wildcard(int family, int port) {
    union address address = {.any.sa_family = (sa_family_t)family};
    address.v4.sin_port = htons((uint16_t)port);
    int made = needs(socket(family, SOCK_STREAM, 0));
    if (family == AF_INET6) must(setsockopt(made, IPPROTO_IPV6, IPV6_V6ONLY, &(int){1}, sizeof(int)));
    needs(bind(made, &address.any, sizeof address));
    must(listen(made, 5));
    return made;
}

static void set_two_families(void) {
    fd = wildcard(AF_INET, 0);
    listener = wildcard(AF_INET6, port_of(fd));
}

static const char *reached(int family, int at) {
    union address address = loopback(family, at == -1 ? 1 : port_of(at));
    int client = must(socket(family, SOCK_STREAM, 0));
    const char *result = connect(client, &address.any, sizeof address) == -1 ? outcome(-1)
                         : await(at, POLLIN, 1)                              ? "accepted"
                                                                             : "nothing";
    close(client);
    return result;
}
static const char *reached4(void) { return reached(AF_INET, fd); }
static const char *reached6(void) { return reached(AF_INET6, listener); }
static const char *v6only(void) { return number_option(listener, IPPROTO_IPV6, IPV6_V6ONLY); }

OBJECT(tcp_two_families) = {
    .name = "tcp-two-families",
    .about = "a listener of IPv4 and one of IPv6 keep the port that they share",
    .set = set_two_families,
    .properties = PROPERTIES({"IPv4 address", name}, {"IPv6 address", listener_name}, {"IPV6_V6ONLY", v6only, .expected = "1"},
                             {"IPv4 client", reached4, .expected = "accepted", .once = true},
                             {"IPv6 client", reached6, .expected = "accepted", .once = true}),
};

static void set_bound(void) {
    fd = bound_socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    second = must(socket(AF_INET, SOCK_STREAM, 0));
}
static const char *second_state(void) { return tcp_state(second); }
static const char *second_name(void) { return local_name(second); }
static const char *begins_to_listen(void) { return outcome(listen(fd, 1)); }

OBJECT(tcp_not_connected) = {
    .name = "tcp-not-connected",
    .about = "a TCP socket that is bound, and one that is new, stay so",
    .set = set_bound,
    .properties = PROPERTIES({"address", name}, {"peer", peer, .expected = "ENOTCONN"}, {"state", state, .expected = "7"},
                             {"flags", flags}, {"close on exec", close_on_exec, .expected = "1"},
                             {"events", events, .expected = "14"}, {"new one's state", second_state, .expected = "7"},
                             {"new one's address", second_name, .expected = "0.0.0.0:0"},
                             {"begins to listen", begins_to_listen, .expected = "0", .once = true}),
};

static void set_not_accepted(void) {
    set_listener();
    fd = must(socket(AF_INET, SOCK_STREAM, 0));
    union address address = loopback(AF_INET, port_of(listener));
    must(connect(fd, &address.any, sizeof address));
    for (int i = 0; i < 100 && strcmp(waiting(), "1") != 0; i++) usleep(100);
}

static const char *accepted(void) {
    if (!await(listener, POLLIN, 1)) return "nothing";
    second = accept(listener, NULL, NULL);
    return second == -1 ? outcome(-1) : passes(fd, second, "through");
}

OBJECT(tcp_not_accepted) = {
    .name = "tcp-not-accepted",
    .about = "a TCP connection that is not accepted yet stays in the queue of its listener",
    .set = set_not_accepted,
    .properties = PROPERTIES({"client's state", state, .expected = "1"}, {"queue", waiting, .expected = "1"},
                             {"accepted", accepted, .expected = "through", .once = true}),
};

/* A listener with a full queue drops what arrives, without any rule for packets. It is outside, as CRIU refuses such a queue. */
static void fill_queue(int at) {
    union address address = {0};
    socklen_t size = sizeof address;
    must(getsockname(at, &address.any, &size));
    must(connect(must(socket(AF_INET, SOCK_STREAM, 0)), &address.any, size));
    outsider_is_ready();
    wait_for_the_end();
}

static void set_connecting(void) {
    int at = bound_socket(AF_INET, SOCK_STREAM, 0);
    must(listen(at, 0));
    start_outsider(fill_queue, at);
    union address address = loopback(AF_INET, port_of(at));
    must(close(at));
    fd = must(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
    if (connect(fd, &address.any, sizeof address) != -1 || errno != EINPROGRESS) broken("connect");
}
static const char *pending_error(void) {
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == -1) return outcome(-1);
    errno = error;
    return error ? outcome(-1) : "none";
}

OBJECT(tcp_connecting) = {
    .name = "tcp-connecting",
    .about = "a TCP socket whose peer does not answer yet still tries to connect",
    .set = set_connecting,
    .settle = end_outsider,
    .properties = PROPERTIES({"address", name}, {"state", state, .expected = "2"}, {"events", events, .expected = "0"},
                             {"error", pending_error, .expected = "none"}),
};

static void set_refused(void) {
    int unused = bound_socket(AF_INET, SOCK_STREAM, 0);
    union address address = loopback(AF_INET, port_of(unused));
    must(close(unused));
    fd = must(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
    if (connect(fd, &address.any, sizeof address) != -1 || errno != EINPROGRESS) broken("connect");
    if (!await(fd, POLLOUT, 1)) broken("poll");
}

/* Reading the error takes it away. */
OBJECT(tcp_refused_unread) = {
    .name = "tcp-refused-unread",
    .about = "the error of a refused connection waits until it is read",
    .set = set_refused,
    .properties = PROPERTIES({"state", state, .expected = "7"}, {"events", events, .expected = "201d"},
                             {"error", pending_error, .expected = "ECONNREFUSED", .once = true}),
};

static void reset(void) {
    struct connection made = connect_tcp(AF_INET);
    fd = made.client;
    must(close(made.listener));
    must(setsockopt(made.server, SOL_SOCKET, SO_LINGER, &(struct linger){1, 0}, sizeof(struct linger)));
    must(close(made.server));
    if (!await(fd, POLLHUP, 1)) broken("poll");
}

static const char *sending(void) { return fd == -1 ? "no socket" : outcome(send(fd, "x", 1, MSG_DONTWAIT | MSG_NOSIGNAL)); }

static void set_reset(void) {
    char byte;
    reset();
    if (recv(fd, &byte, 1, 0) != -1 || errno != ECONNRESET) broken("recv");
}

OBJECT(tcp_reset) = {
    .name = "tcp-reset",
    .about = "a TCP socket whose peer has reset the connection stays closed",
    .set = set_reset,
    .properties = PROPERTIES({"address", name}, {"state", state, .expected = "7"}, {"events", events, .expected = "2015"},
                             {"error", pending_error, .expected = "none"}, {"sending", sending, .expected = "EPIPE"}),
};

OBJECT(tcp_reset_unread) = {
    .name = "tcp-reset-unread",
    .about = "the error of a connection that the peer has reset waits until it is read",
    .set = reset,
    .properties = PROPERTIES({"state", state, .expected = "7"}, {"events", events, .expected = "201d"},
                             {"error", pending_error, .expected = "ECONNRESET", .once = true}),
};

static void create_mptcp(void) { fd = needs(socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP)); }
static void set_mptcp(void) {
    create_mptcp();
    bind_loopback(fd, AF_INET, 0);
}
static void set_mptcp_listener(void) {
    set_mptcp();
    must(listen(fd, 3));
    listener = fd;
}

OBJECT(mptcp_listener) = {
    .name = "mptcp-listener",
    .about = "a listener of Multipath TCP keeps its protocol and its address",
    .set = set_mptcp_listener,
    .properties = PROPERTIES({"protocol", protocol}, {"address", name}, {"listens", listens, .expected = "1"}),
};

OBJECT(mptcp_unbound) = {
    .name = "mptcp-unbound",
    .about = "a new socket of Multipath TCP keeps its protocol",
    .set = create_mptcp,
    .properties = PROPERTIES({"protocol", protocol}, {"flags", flags}),
};

static void set_mptcp_established(void) {
    set_mptcp_listener();
    union address address = loopback(AF_INET, port_of(listener));
    fd = must(socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP));
    must(connect(fd, &address.any, sizeof address));
    second = must(accept(listener, NULL, NULL));
}
static const char *through(void) { return passes(fd, second, "through"); }

OBJECT(mptcp_established) = {
    .name = "mptcp-established",
    .about = "a connection of Multipath TCP keeps its protocol and passes data",
    .set = set_mptcp_established,
    .properties = PROPERTIES({"protocol", protocol}, {"address", name}, {"peer", peer},
                             {"data", through, .expected = "through", .once = true}),
};
