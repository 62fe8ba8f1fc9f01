/* UDP sockets: addresses, connections, ports that several share, and what waits in them. */
#include "sockets.h"
#include <linux/filter.h>
#include <netinet/udp.h>

static int fd = -1, second = -1;

static const char *name(void) { return local_name(fd); }
static const char *peer(void) { return peer_name(fd); }
static const char *second_name(void) { return local_name(second); }
static const char *second_peer(void) { return peer_name(second); }
static const char *reuse(void) { return number_option(fd, SOL_SOCKET, SO_REUSEADDR); }
static const char *reuse_port(void) { return number_option(fd, SOL_SOCKET, SO_REUSEPORT); }
static const char *second_reuse_port(void) { return number_option(second, SOL_SOCKET, SO_REUSEPORT); }
static const char *protocol(void) { return number_option(fd, SOL_SOCKET, SO_PROTOCOL); }
static const char *flags(void) { return text("%x", (unsigned)fcntl(fd, F_GETFL) & (O_NONBLOCK | O_ASYNC | O_ACCMODE)); }

static const char *arrives(void) {
    union address address;
    socklen_t size = sizeof address;
    if (getsockname(fd, &address.any, &size) == -1) return outcome(-1);
    int sender = must(socket(address.any.sa_family, SOCK_DGRAM, 0));
    const char *result = sendto(sender, "arrives", 7, 0, &address.any, size) == -1 ? outcome(-1) : take(fd, 0);
    close(sender);
    return result;
}

static void set_unbound(void) { fd = must(socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0)); }

OBJECT(udp_unbound) = {
    .name = "udp-unbound",
    .about = "a new UDP socket stays without an address",
    .set = set_unbound,
    .properties = PROPERTIES({"address", name, .expected = "0.0.0.0:0"}, {"peer", peer, .expected = "ENOTCONN"}, {"flags", flags},
                             {"SO_REUSEADDR", reuse, .expected = "0"}, {"SO_REUSEPORT", reuse_port, .expected = "0"}),
};

static void set_bound(void) { fd = bound_socket(AF_INET, SOCK_DGRAM, 0); }

OBJECT(udp_bound) = {
    .name = "udp-bound",
    .about = "a bound UDP socket keeps its address and receives, and SO_REUSEADDR is not left on",
    .set = set_bound,
    .properties = PROPERTIES({"address", name}, {"SO_REUSEADDR", reuse, .expected = "0"},
                             {"SO_REUSEPORT", reuse_port, .expected = "0"}, {"datagram", arrives, .expected = "arrives"}),
};

static void set_bound6(void) { fd = bound_socket(AF_INET6, SOCK_DGRAM, 0); }

OBJECT(udp6_bound) = {
    .name = "udp6-bound",
    .about = "a bound UDP socket of IPv6 keeps its address and receives",
    .set = set_bound6,
    .properties = PROPERTIES({"address", name}, {"SO_REUSEADDR", reuse, .expected = "0"},
                             {"datagram", arrives, .expected = "arrives"}),
};

static void set_connected(void) {
    second = bound_socket(AF_INET, SOCK_DGRAM, 0);
    fd = must(socket(AF_INET, SOCK_DGRAM, 0));
    must(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int)));
    union address address = loopback(AF_INET, port_of(second));
    must(connect(fd, &address.any, sizeof address));
    address = loopback(AF_INET, port_of(fd));
    must(connect(second, &address.any, sizeof address));
}
static const char *there(void) { return fd == -1 ? "no socket" : passes(fd, second, "there"); }
static const char *back(void) { return fd == -1 ? "no socket" : passes(second, fd, "back"); }

OBJECT(udp_connected) = {
    .name = "udp-connected",
    .about = "two UDP sockets that are connected to each other stay so",
    .set = set_connected,
    .properties = PROPERTIES({"address", name}, {"peer", peer}, {"second one's address", second_name},
                             {"second one's peer", second_peer}, {"SO_REUSEADDR", reuse, .expected = "1"},
                             {"there", there, .expected = "there"}, {"back", back, .expected = "back"}),
};

static void set_disconnected(void) {
    set_connected();
    must(connect(fd, &(struct sockaddr){.sa_family = AF_UNSPEC}, sizeof(struct sockaddr)));
}

OBJECT(udp_disconnected) = {
    .name = "udp-disconnected",
    .about = "a UDP socket whose connection was dissolved stays without one",
    .set = set_disconnected,
    .properties = PROPERTIES({"address", name, .expected = "0.0.0.0:0"}, {"peer", peer, .expected = "ENOTCONN"},
                             {"second one's address", second_name}, {"second one's peer", second_peer}),
};

static void set_shared_port(void) {
    fd = must(socket(AF_INET, SOCK_DGRAM, 0));
    second = must(socket(AF_INET, SOCK_DGRAM, 0));
    must(setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &(int){1}, sizeof(int)));
    must(setsockopt(second, SOL_SOCKET, SO_REUSEPORT, &(int){1}, sizeof(int)));
    bind_loopback(fd, AF_INET, 0);
    bind_loopback(second, AF_INET, port_of(fd));
}
static const char *either(void) {
    union address address;
    socklen_t size = sizeof address;
    if (getsockname(fd, &address.any, &size) == -1) return outcome(-1);
    int sender = must(socket(AF_INET, SOCK_DGRAM, 0));
    must(sendto(sender, "x", 1, 0, &address.any, size));
    close(sender);
    struct pollfd both[] = {{fd, POLLIN, 0}, {second, POLLIN, 0}};
    if (poll(both, 2, 100) != 1) return "nothing";
    return take(both[0].revents ? fd : second, 0);
}

OBJECT(udp_shared_port) = {
    .name = "udp-shared-port",
    .about = "two UDP sockets keep the port that they share by SO_REUSEPORT",
    .set = set_shared_port,
    .properties = PROPERTIES({"first address", name}, {"second address", second_name},
                             {"first SO_REUSEPORT", reuse_port, .expected = "1"},
                             {"second SO_REUSEPORT", second_reuse_port, .expected = "1"},
                             {"SO_REUSEADDR", reuse, .expected = "0"}, {"datagram", either, .expected = "x"}),
};

/* The filter always chooses the second socket; without it, the sender's port decides. */
static void set_chosen(void) {
    set_shared_port();
    struct sock_filter second_one[] = {BPF_STMT(BPF_RET | BPF_K, 1)};
    struct sock_fprog program = {1, second_one};
    must(setsockopt(fd, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, &program, sizeof program));
}
static const char *chosen(void) {
    int counts[2] = {0};
    if (fd == -1) return "no socket";
    union address address = loopback(AF_INET, port_of(fd));
    for (int i = 0; i < 16; i++) {
        char byte;
        int sender = must(socket(AF_INET, SOCK_DGRAM, 0));
        must(sendto(sender, "x", 1, 0, &address.any, sizeof address.v4));
        close(sender);
        counts[0] += recv(fd, &byte, 1, MSG_DONTWAIT) == 1;
        counts[1] += recv(second, &byte, 1, MSG_DONTWAIT) == 1;
    }
    return counts[0] == 0 && counts[1] > 0 ? "the second only" : counts[0] > 0 && counts[1] == 0 ? "the first only" : "both";
}

OBJECT(udp_shared_port_filter) = {
    .name = "udp-shared-port-filter",
    .about = "a filter still chooses which of the UDP sockets of a port gets a datagram",
    .set = set_chosen,
    .properties = PROPERTIES({"first address", name}, {"chosen", chosen, .expected = "the second only"}),
};

static void set_unread(void) {
    set_connected();
    must(send(second, "one", 3, 0));
    must(send(second, "two", 3, 0));
}
static const char *taken(void) { return take(fd, 0); }

OBJECT(udp_unread) = {
    .name = "udp-unread",
    .about = "UDP datagrams that were not read yet stay in the socket",
    .set = set_unread,
    .properties = PROPERTIES({"first", taken, .expected = "one", .once = true},
                             {"second", taken, .expected = "two", .once = true}),
};

static const char *corked(void) { return number_option(fd, IPPROTO_UDP, UDP_CORK); }
static void cork(void) {
    set_connected();
    must(setsockopt(fd, IPPROTO_UDP, UDP_CORK, &(int){1}, sizeof(int)));
}

OBJECT(udp_corked) = {
    .name = "udp-corked",
    .about = "a UDP socket with UDP_CORK keeps it",
    .set = cork,
    .properties = PROPERTIES({"UDP_CORK", corked, .expected = "1"}, {"peer", peer}),
};

static void set_corked_data(void) {
    cork();
    must(send(fd, "held ", 5, 0));
}
static const char *uncorked(void) {
    if (fd == -1) return "no socket";
    if (send(fd, "back", 4, 0) == -1) return outcome(-1);
    if (setsockopt(fd, IPPROTO_UDP, UDP_CORK, &(int){0}, sizeof(int)) == -1) return outcome(-1);
    return take(second, 0);
}

OBJECT(udp_corked_data) = {
    .name = "udp-corked-data",
    .about = "data that UDP_CORK holds back stays held back, and is one datagram when the cork is gone",
    .set = set_corked_data,
    .properties = PROPERTIES({"UDP_CORK", corked, .expected = "1"},
                             {"without the cork", uncorked, .expected = "held back", .once = true}),
};

static void set_shut(void) {
    set_connected();
    must(shutdown(fd, SHUT_WR));
}
static const char *sending(void) { return fd == -1 ? "no socket" : outcome(send(fd, "x", 1, MSG_DONTWAIT | MSG_NOSIGNAL)); }

OBJECT(udp_shut_writing) = {
    .name = "udp-shut-writing",
    .about = "a UDP socket that was shut for writing only receives",
    .set = set_shut,
    .properties = PROPERTIES({"peer", peer}, {"sending", sending, .expected = "EPIPE"}, {"back", back, .expected = "back"}),
};

/* The answer of a port that no socket has waits as an error until the next call. */
static void set_unreachable(void) {
    int unused = bound_socket(AF_INET, SOCK_DGRAM, 0);
    union address address = loopback(AF_INET, port_of(unused));
    must(close(unused));
    fd = must(socket(AF_INET, SOCK_DGRAM, 0));
    must(connect(fd, &address.any, sizeof address));
    must(send(fd, "x", 1, 0));
}
static const char *error(void) {
    int value = 0;
    socklen_t size = sizeof value;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &value, &size) == -1) return outcome(-1);
    errno = value;
    return value ? outcome(-1) : "none";
}

OBJECT(udp_error_unread) = {
    .name = "udp-error-unread",
    .about = "the error of a UDP datagram that was not delivered waits until it is read",
    .set = set_unreachable,
    .properties = PROPERTIES({"peer", peer}, {"error", error, .expected = "ECONNREFUSED", .once = true}),
};

static void set_udplite(void) {
    fd = bound_socket(AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE);
    must(setsockopt(fd, IPPROTO_UDPLITE, 10, &(int){12}, sizeof(int)));
}
static const char *coverage(void) { return number_option(fd, IPPROTO_UDPLITE, 10); }

OBJECT(udplite_coverage) = {
    .name = "udplite-coverage",
    .about = "a UDP-Lite socket keeps its address and how much of a datagram its checksum covers",
    .set = set_udplite,
    .properties = PROPERTIES({"address", name}, {"protocol", protocol}, {"coverage", coverage, .expected = "12"}),
};

static const char *owner(void) { return outcome(fcntl(fd, F_GETOWN)); }
static const char *owner_signal(void) { return outcome(fcntl(fd, F_GETSIG)); }

static void set_owner(void) {
    set_bound();
    must(fcntl(fd, F_SETOWN, getpid()));
    must(fcntl(fd, F_SETSIG, SIGWINCH));
    must(fcntl(fd, F_SETFL, O_ASYNC | O_NONBLOCK));
}

OBJECT(udp_owner) = {
    .name = "udp-owner",
    .about = "a UDP socket keeps the process and the signal that announce a datagram",
    .set = set_owner,
    .properties = PROPERTIES({"owner", owner}, {"signal", owner_signal, .expected = "28"}, {"flags", flags, .expected = "2802"}),
};

static const char *cookie(void) {
    uint64_t found = 0;
    socklen_t size = sizeof found;
    return getsockopt(fd, SOL_SOCKET, SO_COOKIE, &found, &size) == -1 ? outcome(-1) : text("%lx", found);
}
static const char *inode(void) {
    struct stat found;
    return fstat(fd, &found) == -1 ? outcome(-1) : text("%lu", found.st_ino);
}

OBJECT(socket_identity) = {
    .name = "socket-identity",
    .about = "a socket keeps its cookie and its inode, by which tools such as ss name it",
    .set = set_bound,
    .properties = PROPERTIES({"cookie", cookie}, {"inode", inode}),
};
