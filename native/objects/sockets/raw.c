/* Raw sockets of the Internet families, and ICMP sockets. */
#include "sockets.h"
#include <linux/icmp.h>
#include <netinet/icmp6.h>

static int fd = -1;

static const char *name(void) { return local_name(fd); }
static const char *peer(void) { return peer_name(fd); }
static const char *type(void) { return number_option(fd, SOL_SOCKET, SO_TYPE); }
static const char *protocol(void) { return number_option(fd, SOL_SOCKET, SO_PROTOCOL); }
static const char *header_included(void) { return number_option(fd, IPPROTO_IP, IP_HDRINCL); }
static const char *no_fragments(void) { return number_option(fd, IPPROTO_IP, IP_NODEFRAG); }

static const char *icmp_filter(void) {
    struct icmp_filter filter = {0};
    socklen_t size = sizeof filter;
    return getsockopt(fd, SOL_RAW, ICMP_FILTER, &filter, &size) == -1 ? outcome(-1) : text("%x", filter.data);
}

static void create_raw(void) { fd = needs(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP)); }
static void set_raw(void) {
    bind_loopback(fd, AF_INET, 0);
    must(setsockopt(fd, SOL_RAW, ICMP_FILTER, &(struct icmp_filter){.data = 0xfeed}, sizeof(struct icmp_filter)));
    must(setsockopt(fd, IPPROTO_IP, IP_HDRINCL, &(int){1}, sizeof(int)));
    must(setsockopt(fd, IPPROTO_IP, IP_NODEFRAG, &(int){1}, sizeof(int)));
}

OBJECT(raw_icmp) = {
    .name = "raw-icmp",
    .about = "a raw ICMP socket keeps its protocol, its filter and its options",
    .create = create_raw,
    .set = set_raw,
    .properties = PROPERTIES({"type", type, .expected = "3", .natural = true},
                             {"protocol", protocol, .expected = "1", .natural = true},
                             {"ICMP_FILTER", icmp_filter, .expected = "feed"}, {"IP_HDRINCL", header_included, .expected = "1"},
                             {"IP_NODEFRAG", no_fragments, .expected = "1"}),
};

static void set_raw_bound(void) {
    create_raw();
    bind_loopback(fd, AF_INET, 0);
}

OBJECT(raw_bound) = {
    .name = "raw-bound",
    .about = "a raw ICMP socket keeps the address that it is bound to",
    .set = set_raw_bound,
    .properties = PROPERTIES({"address", name, .expected = "127.0.0.1:1"}, {"protocol", protocol, .expected = "1"}),
};

static void set_raw_connected(void) {
    create_raw();
    union address address = loopback(AF_INET, 0);
    must(connect(fd, &address.any, sizeof address));
}

/* The peer has no port, and without one getpeername does not name it. */
static const char *sends_to_peer(void) {
    struct icmphdr request = {.type = ICMP_ECHO};
    return fd == -1 ? "no socket" : outcome(send(fd, &request, sizeof request, MSG_DONTWAIT));
}

OBJECT(raw_connected) = {
    .name = "raw-connected",
    .about = "a raw ICMP socket stays connected",
    .set = set_raw_connected,
    .properties = PROPERTIES({"address", name, .expected = "127.0.0.1:1"}, {"sending", sends_to_peer, .expected = "8"}),
};

static void set_raw_udp(void) {
    fd = needs(socket(AF_INET, SOCK_RAW, IPPROTO_UDP));
    bind_loopback(fd, AF_INET, 0);
}

OBJECT(raw_udp) = {
    .name = "raw-udp",
    .about = "a raw socket for UDP keeps its protocol and its address",
    .set = set_raw_udp,
    .properties = PROPERTIES({"type", type, .expected = "3"}, {"protocol", protocol, .expected = "17"},
                             {"address", name, .expected = "127.0.0.1:17"}),
};

static void set_raw_tcp(void) {
    fd = needs(socket(AF_INET, SOCK_RAW, IPPROTO_TCP));
    union address address = loopback(AF_INET, 80);
    must(connect(fd, &address.any, sizeof address));
}

/* CRIU decides by the protocol and the peer's port that it has a TCP connection. */
OBJECT(raw_tcp_connected) = {
    .name = "raw-tcp-connected",
    .about = "a raw socket for TCP that is connected keeps its peer",
    .set = set_raw_tcp,
    .properties = PROPERTIES({"type", type, .expected = "3"}, {"protocol", protocol, .expected = "6"}, {"peer", peer}),
};

static const char *icmp6_filter(void) {
    struct icmp6_filter filter = {0};
    socklen_t size = sizeof filter;
    return getsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, &filter, &size) == -1 ? outcome(-1) : bytes(&filter, sizeof filter);
}
static void set_raw6(void) {
    struct icmp6_filter filter;
    ICMP6_FILTER_SETBLOCKALL(&filter);
    ICMP6_FILTER_SETPASS(ICMP6_ECHO_REPLY, &filter);
    fd = needs(socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6));
    must(setsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, &filter, sizeof filter));
}

OBJECT(raw_icmp6) = {
    .name = "raw-icmp6",
    .about = "a raw ICMPv6 socket keeps its protocol and its filter",
    .set = set_raw6,
    .properties = PROPERTIES({"type", type, .expected = "3"}, {"protocol", protocol, .expected = "58"},
                             {"ICMP6_FILTER", icmp6_filter}),
};

/* Needs a group in net.ipv4.ping_group_range. An ICMP socket has an identifier in place of a port. */
static void set_ping(void) { fd = bound_socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP); }

static const char *echo_reply(void) {
    union address address = loopback(AF_INET, 0);
    struct icmphdr request = {.type = ICMP_ECHO};
    char reply[64];
    if (fd == -1) return "no socket";
    if (sendto(fd, &request, sizeof request, 0, &address.any, sizeof address.v4) == -1) return outcome(-1);
    if (!await(fd, POLLIN, 1)) return "nothing";
    ssize_t got = recv(fd, reply, sizeof reply, MSG_DONTWAIT);
    return got == -1 ? outcome(-1) : text("type %d", reply[0]);
}

OBJECT(ping_socket) = {
    .name = "ping-socket",
    .about = "an ICMP datagram socket still sends and receives",
    .set = set_ping,
    .properties = PROPERTIES({"type", type, .expected = "2"}, {"protocol", protocol, .expected = "1"},
                             {"echo", echo_reply, .expected = "type 0"}),
};

OBJECT(ping_identifier) = {
    .name = "ping-identifier",
    .about = "an ICMP datagram socket keeps its address and its identifier",
    .set = set_ping,
    .properties = PROPERTIES({"address", name}),
};
