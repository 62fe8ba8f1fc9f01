/* TCP connections: addresses, queues, and every state that a connection can rest in. */
#include "sockets.h"
#include <linux/sockios.h>
#include <stdlib.h>
#include <sys/ioctl.h>

static struct connection made = {-1, -1, -1};

static const char *client_name(void) { return local_name(made.client); }
static const char *client_peer(void) { return peer_name(made.client); }
static const char *server_name(void) { return local_name(made.server); }
static const char *server_peer(void) { return peer_name(made.server); }
static const char *client_state(void) { return tcp_state(made.client); }
static const char *server_state(void) { return tcp_state(made.server); }
static const char *to_client(void) { return passes(made.server, made.client, "pong"); }
static const char *to_server(void) { return passes(made.client, made.server, "ping"); }
static const char *taken_by_client(void) { return take(made.client, 0); }
static const char *taken_by_server(void) { return take(made.server, 0); }

static const char *unread(int fd) {
    int size = 0;
    return ioctl(fd, SIOCINQ, &size) == -1 ? outcome(-1) : text("%d", size);
}
static const char *unread_by_client(void) { return unread(made.client); }
static const char *unread_by_server(void) { return unread(made.server); }

static const char *events(int fd) {
    struct pollfd asked = {fd, POLLIN | POLLPRI | POLLOUT | POLLRDHUP, 0};
    return fd == -1 ? "no socket" : poll(&asked, 1, 0) == -1 ? outcome(-1) : text("%x", (unsigned)asked.revents);
}
static const char *client_events(void) { return events(made.client); }
static const char *server_events(void) { return events(made.server); }

/* Another connection to the listener, which is closed again. */
static const char *accepts(void) {
    if (made.listener == -1) return "no socket";
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    if (getsockname(made.listener, (struct sockaddr *)&address, &size) == -1) return outcome(-1);
    int client = must(socket(address.ss_family, SOCK_STREAM, 0));
    const char *result = NULL;
    if (connect(client, (struct sockaddr *)&address, size) == -1) result = outcome(-1);
    else if (!await(made.listener, POLLIN, 1)) result = "nothing";
    else {
        int server = accept(made.listener, NULL, NULL);
        result = server == -1 ? outcome(-1) : passes(client, server, "new");
        if (server != -1) close(server);
    }
    close(client);
    return result;
}

static void set_pair(void) { made = connect_tcp(AF_INET); }

OBJECT(tcp_established) = {
    .name = "tcp-established",
    .about = "both ends of a TCP connection keep their addresses and their state, next to the listener",
    .set = set_pair,
    .properties = PROPERTIES({"client's address", client_name}, {"client's peer", client_peer}, {"server's address", server_name},
                             {"server's peer", server_peer}, {"client's state", client_state, .expected = "1"},
                             {"server's state", server_state, .expected = "1"},
                             {"listener accepts", accepts, .expected = "new", .once = true},
                             {"to the client", to_client, .expected = "pong", .once = true},
                             {"to the server", to_server, .expected = "ping", .once = true}),
};

static void set_pair6(void) { made = connect_tcp(AF_INET6); }

OBJECT(tcp6_established) = {
    .name = "tcp6-established",
    .about = "both ends of a TCP connection of IPv6 keep their addresses and pass data",
    .set = set_pair6,
    .properties = PROPERTIES({"client's address", client_name}, {"server's peer", server_peer},
                             {"client's state", client_state, .expected = "1"},
                             {"to the client", to_client, .expected = "pong", .once = true},
                             {"to the server", to_server, .expected = "ping", .once = true}),
};

static void set_mapped(void) {
    made.listener = needs(socket(AF_INET6, SOCK_STREAM, 0));
    must(setsockopt(made.listener, IPPROTO_IPV6, IPV6_V6ONLY, &(int){0}, sizeof(int)));
    must(bind(made.listener, (struct sockaddr *)&(struct sockaddr_in6){.sin6_family = AF_INET6}, sizeof(struct sockaddr_in6)));
    must(listen(made.listener, 4));
    union address address = loopback(AF_INET, port_of(made.listener));
    made.client = must(socket(AF_INET, SOCK_STREAM, 0));
    must(connect(made.client, &address.any, sizeof address.v4));
    made.server = must(accept(made.listener, NULL, NULL));
}

OBJECT(tcp_mapped_peer) = {
    .name = "tcp-mapped-peer",
    .about = "an IPv4 client of an IPv6 listener stays connected",
    .set = set_mapped,
    .properties = PROPERTIES({"client's address", client_name}, {"server's address", server_name}, {"server's peer", server_peer},
                             {"to the client", to_client, .expected = "pong", .once = true},
                             {"to the server", to_server, .expected = "ping", .once = true}),
};

static void set_unread(void) {
    set_pair();
    write_all(made.client, "from the client", 15);
    write_all(made.server, "from the server", 15);
    if (!await(made.client, POLLIN, 1) || !await(made.server, POLLIN, 1)) broken("poll");
}

OBJECT(tcp_unread) = {
    .name = "tcp-unread",
    .about = "what both ends of a TCP connection have not read yet stays there",
    .set = set_unread,
    .properties = PROPERTIES({"size at the client", unread_by_client, .expected = "15"},
                             {"size at the server", unread_by_server, .expected = "15"},
                             {"taken by the client", taken_by_client, .expected = "from the server", .once = true},
                             {"taken by the server", taken_by_server, .expected = "from the client", .once = true},
                             {"to the client", to_client, .expected = "pong", .once = true}),
};

static long filled;
static uint64_t sent_digest;

/* What the queues of both ends hold together is what the sender could write without blocking. */
static void set_full(void) {
    set_pair();
    must(setsockopt(made.client, SOL_SOCKET, SO_SNDBUF, &(int){40000}, sizeof(int)));
    static char block[4096];
    for (ssize_t sent; (sent = send(made.client, block, sizeof block, MSG_DONTWAIT)) > 0; filled += sent) {
        for (ssize_t i = 0; i < sent; i++) sent_digest = mix(sent_digest, (unsigned char)block[i]);
        for (size_t i = 0; i < sizeof block; i++) block[i] = (char)(filled / 7 + (long)i);
    }
}

static const char *drained(void) {
    char block[65536];
    uint64_t digest = 0;
    long size = 0;
    while (size < filled && await(made.server, POLLIN, 1)) {
        ssize_t got = recv(made.server, block, sizeof block, MSG_DONTWAIT);
        if (got <= 0) break;
        for (ssize_t i = 0; i < got; i++) digest = mix(digest, (unsigned char)block[i]);
        size += got;
    }
    if (size == 0) return "nothing";
    if (size < filled) return text("%ld missing", filled - size);
    return digest == sent_digest ? "complete" : "other bytes";
}
static const char *queued(void) { return text("%ld", filled); }

OBJECT(tcp_full_queues) = {
    .name = "tcp-full-queues",
    .about = "a TCP connection whose send and receive queues are full loses nothing",
    .set = set_full,
    .properties = PROPERTIES({"size", queued}, {"after the queues", drained, .expected = "complete", .once = true}),
};

static void set_corked(void) {
    set_pair();
    must(setsockopt(made.client, IPPROTO_TCP, TCP_CORK, &(int){1}, sizeof(int)));
    write_all(made.client, "corked", 6);
}

static const char *corked(void) { return number_option(made.client, IPPROTO_TCP, TCP_CORK); }
static const char *uncorked(void) {
    if (setsockopt(made.client, IPPROTO_TCP, TCP_CORK, &(int){0}, sizeof(int)) == -1) return outcome(-1);
    return take(made.server, 0);
}

OBJECT(tcp_corked) = {
    .name = "tcp-corked",
    .about = "TCP_CORK stays set, and data that it holds back are sent when it is taken off",
    .set = set_corked,
    .properties = PROPERTIES({"TCP_CORK", corked, .expected = "1"},
                             {"without the cork", uncorked, .expected = "corked", .once = true}),
};

static void send_urgent(void) {
    write_all(made.client, "before", 6);
    must(send(made.client, "!", 1, MSG_OOB));
    write_all(made.client, "after", 5);
    if (!await(made.server, POLLPRI, 1)) broken("poll");
}

static void set_urgent(void) {
    set_pair();
    send_urgent();
}

static const char *urgent(void) {
    char byte;
    return recv(made.server, &byte, 1, MSG_OOB | MSG_DONTWAIT) == -1 ? outcome(-1) : text("%c", byte);
}
static const char *at_mark(void) {
    int mark = 0;
    return ioctl(made.server, SIOCATMARK, &mark) == -1 ? outcome(-1) : text("%d", mark);
}

OBJECT(tcp_urgent) = {
    .name = "tcp-urgent",
    .about = "an urgent byte that was not read stays urgent, and outside the data",
    .set = set_urgent,
    .properties = PROPERTIES({"events", server_events, .expected = "7"}, {"urgent byte", urgent, .expected = "!", .once = true},
                             {"data up to the mark", taken_by_server, .expected = "before", .once = true},
                             {"at the mark", at_mark, .expected = "1", .once = true}),
};

static void set_urgent_inline(void) {
    set_pair();
    must(setsockopt(made.server, SOL_SOCKET, SO_OOBINLINE, &(int){1}, sizeof(int)));
    send_urgent();
}

OBJECT(tcp_urgent_inline) = {
    .name = "tcp-urgent-inline",
    .about = "an urgent byte that SO_OOBINLINE leaves in the data keeps its place and its mark",
    .set = set_urgent_inline,
    .properties = PROPERTIES({"events", server_events, .expected = "7"},
                             {"data up to the mark", taken_by_server, .expected = "before", .once = true},
                             {"at the mark", at_mark, .expected = "1", .once = true},
                             {"data from the mark", taken_by_server, .expected = "!after", .once = true}),
};

static void set_half_closed(void) {
    set_pair();
    write_all(made.client, "last", 4);
    /* Otherwise the acknowledgement waits for 40 ms, and the client for it. */
    must(setsockopt(made.server, IPPROTO_TCP, TCP_QUICKACK, &(int){1}, sizeof(int)));
    must(shutdown(made.client, SHUT_WR));
    for (int i = 0; i < 1000 && strcmp(client_state(), "5") != 0; i++) usleep(100);
}
static const char *end_at_server(void) { return take(made.server, 0); }

OBJECT(tcp_half_closed) = {
    .name = "tcp-half-closed",
    .about = "a TCP connection that one end has closed stays open in the other direction",
    .set = set_half_closed,
    .properties = PROPERTIES({"client's state", client_state, .expected = "5"}, {"server's state", server_state, .expected = "8"},
                             {"client's events", client_events, .expected = "4"},
                             {"server's events", server_events, .expected = "2005"},
                             {"taken by the server", taken_by_server, .expected = "last", .once = true},
                             {"then", end_at_server, .expected = "end", .once = true}),
};

/*
 * A sender that must first ask whether the window is open waits 200 ms if the machine has measured the way to the peer before,
 * and 3 s if not. On the loopback device a segment otherwise arrives before send() returns.
 */
static const char *answers_soon(void) {
    if (send(made.server, "pong", 4, MSG_DONTWAIT | MSG_NOSIGNAL) == -1) return outcome(-1);
    for (int i = 0; i < 10; i++)
        if (poll(&(struct pollfd){made.client, POLLIN, 0}, 1, 10) == 1) return take(made.client, 0);
    return "later";
}

/* Without data, so that the end of the stream is all that the restored connection has to repeat. */
static void set_only_closed(void) {
    set_pair();
    must(setsockopt(made.server, IPPROTO_TCP, TCP_QUICKACK, &(int){1}, sizeof(int)));
    must(shutdown(made.client, SHUT_WR));
    for (int i = 0; i < 1000 && strcmp(client_state(), "5") != 0; i++) usleep(100);
}

OBJECT(tcp_half_closed_latency) = {
    .name = "tcp-half-closed-latency",
    .about = "what is sent on a half-closed TCP connection arrives without delay",
    .set = set_only_closed,
    .properties = PROPERTIES({"client's state", client_state, .expected = "5"},
                             {"to the client", answers_soon, .expected = "pong", .once = true}),
};

OBJECT(tcp_established_latency) = {
    .name = "tcp-established-latency",
    .about = "what is sent first on a restored TCP connection arrives without delay",
    .set = set_pair,
    .properties = PROPERTIES({"client's state", client_state, .expected = "1"},
                             {"to the client", answers_soon, .expected = "pong", .once = true}),
};

static void set_reading_shut(void) {
    set_pair();
    must(shutdown(made.client, SHUT_RD));
}

OBJECT(tcp_shut_reading) = {
    .name = "tcp-shut-reading",
    .about = "a TCP socket that was shut for reading reads the end, and still sends",
    .set = set_reading_shut,
    .properties = PROPERTIES({"client's state", client_state, .expected = "1"},
                             {"client's events", client_events, .expected = "2005"},
                             {"taken by the client", taken_by_client, .expected = "end", .once = true},
                             {"to the server", to_server, .expected = "ping", .once = true}),
};

static void set_both_shut(void) {
    set_half_closed();
    must(shutdown(made.server, SHUT_WR));
    for (int i = 0; i < 100 && strcmp(server_state(), "7") != 0; i++) usleep(100);
}
static const char *sends_after_end(void) { return outcome(send(made.client, "x", 1, MSG_DONTWAIT | MSG_NOSIGNAL)); }

OBJECT(tcp_both_shut) = {
    .name = "tcp-both-shut",
    .about = "the two sockets of a TCP connection that both ends have closed keep their last data",
    .set = set_both_shut,
    .properties = PROPERTIES({"client's state", client_state, .expected = "7"}, {"server's state", server_state, .expected = "7"},
                             {"client's events", client_events, .expected = "2015"},
                             {"taken by the server", taken_by_server, .expected = "last", .once = true},
                             {"then", end_at_server, .expected = "end", .once = true},
                             {"sending", sends_after_end, .expected = "EPIPE", .once = true}),
};

static void set_time_wait(void) {
    set_pair();
    must(close(made.client));
    if (!await(made.server, POLLIN, 1)) broken("poll");
    must(close(made.server));
    made.client = made.server = -1;
}
static const char *listener_name(void) { return local_name(made.listener); }
static const char *listener_state(void) { return tcp_state(made.listener); }

OBJECT(tcp_time_wait) = {
    .name = "tcp-time-wait",
    .about = "a TCP listener whose port has a connection in TIME_WAIT keeps its address",
    .set = set_time_wait,
    .properties = PROPERTIES({"address", listener_name}, {"state", listener_state, .expected = "10"},
                             {"accepts", accepts, .expected = "new", .once = true}),
};

static struct helper child;

static const char *child_peer(void) { return peer_name(made.server); }
static const char *child_takes(void) { return take(made.server, 0); }
static const char *child_answers(void) { return outcome(send(made.server, "answer", 6, MSG_DONTWAIT | MSG_NOSIGNAL)); }

static void keep_server_end(void) {
    must(close(made.client));
    must(close(made.listener));
}

static void set_two_processes(void) {
    set_pair();
    child = start_helper(keep_server_end);
    must(close(made.server));
    must(close(made.listener));
    made.server = made.listener = -1;
}
static const char *peer_in_child(void) { return child.pid == 0 ? "no child" : ask_helper(&child, child_peer); }
static const char *taken_by_child(void) {
    if (child.pid == 0) return "no child";
    if (send(made.client, "question", 8, MSG_DONTWAIT | MSG_NOSIGNAL) == -1) return outcome(-1);
    return ask_helper(&child, child_takes);
}
static const char *answer_of_child(void) {
    if (child.pid == 0) return "no child";
    ask_helper(&child, child_answers);
    return take(made.client, 0);
}

OBJECT(tcp_parent_and_child) = {
    .name = "tcp-parent-and-child",
    .about = "a TCP connection between a parent and its child continues",
    .set = set_two_processes,
    .properties = PROPERTIES({"parent's peer", client_peer}, {"child's peer", peer_in_child},
                             {"parent's state", client_state, .expected = "1"},
                             {"taken by the child", taken_by_child, .expected = "question"},
                             {"taken by the parent", answer_of_child, .expected = "answer"}),
};
