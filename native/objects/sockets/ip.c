/* Options of IPv4, IPv6, TCP and UDP, by value. */
#include "sockets.h"
#include <netinet/udp.h>

/* Newer than the C library's headers of some distributions, or only in the kernel's, which exclude them. */
#ifndef IP_LOCAL_PORT_RANGE
#define IP_LOCAL_PORT_RANGE 51
#endif
#ifndef IPV6_MULTICAST_ALL
#define IPV6_MULTICAST_ALL 29
#endif
#ifndef IPV6_ADDR_PREFERENCES
#define IPV6_ADDR_PREFERENCES 72
#endif
#ifndef IPV6_MINHOPCOUNT
#define IPV6_MINHOPCOUNT 73
#endif
#ifndef IPV6_FLOWINFO_SEND
#define IPV6_FLOWINFO_SEND 33
#endif
#ifndef TCP_INQ
#define TCP_INQ 36
#endif
#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#define UDP_GRO 104
#endif

static void create_tcp(void) { table_socket = must(socket(AF_INET, SOCK_STREAM, 0)); }
static void create_udp(void) { table_socket = must(socket(AF_INET, SOCK_DGRAM, 0)); }
static void create_udp6(void) { table_socket = needs(socket(AF_INET6, SOCK_DGRAM, 0)); }
static void create_tcp6(void) { table_socket = needs(socket(AF_INET6, SOCK_STREAM, 0)); }

#define IP_SAVED                                                                                                               \
    OPTION_IS(IPPROTO_IP, IP_TOS, "8"), OPTION_IS(IPPROTO_IP, IP_TTL, "44"), OPTION_IS(IPPROTO_IP, IP_PKTINFO, "1"),           \
        OPTION_IS(IPPROTO_IP, IP_FREEBIND, "1")
static void set_ip(void) { set_options(PROPERTIES(IP_SAVED)); }

OBJECT(udp_ip_options) = {
    .name = "udp-ip-options",
    .about = "a UDP socket keeps the options of IPPROTO_IP that a checkpoint saves",
    .create = create_udp,
    .set = set_ip,
    .properties = PROPERTIES(IP_SAVED),
};

/* What arrives with a datagram if the socket asks for it. */
#define IP_METADATA                                                                                                            \
    OPTION_IS(IPPROTO_IP, IP_RECVTTL, "1"), OPTION_IS(IPPROTO_IP, IP_RECVTOS, "1"), OPTION_IS(IPPROTO_IP, IP_RECVERR, "1"),    \
        OPTION_IS(IPPROTO_IP, IP_RECVOPTS, "1"), OPTION_IS(IPPROTO_IP, IP_RETOPTS, "1"),                                       \
        OPTION_IS(IPPROTO_IP, IP_RECVORIGDSTADDR, "1"), OPTION_IS(IPPROTO_IP, IP_CHECKSUM, "1"),                               \
        OPTION_IS(IPPROTO_IP, IP_RECVFRAGSIZE, "1")
static void set_ip_metadata(void) { set_options(PROPERTIES(IP_METADATA)); }

OBJECT(udp_ip_metadata_not_saved) = {
    .name = "udp-ip-metadata-not-saved",
    .about = "a UDP socket still asks for what IPv4 knows about each datagram",
    .create = create_udp,
    .set = set_ip_metadata,
    .properties = PROPERTIES(IP_METADATA),
};

#define IP_NOT_SAVED                                                                                                           \
    OPTION_IS(IPPROTO_IP, IP_MTU_DISCOVER, "2"), OPTION_IS(IPPROTO_IP, IP_MINTTL, "3"),                                        \
        OPTION_IS(IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, "1"), OPTION_IS(IPPROTO_IP, IP_MULTICAST_TTL, "5"),                     \
        OPTION_IS(IPPROTO_IP, IP_MULTICAST_LOOP, "0"), OPTION_IS(IPPROTO_IP, IP_MULTICAST_ALL, "0")
static void set_ip_not_saved(void) { set_options(PROPERTIES(IP_NOT_SAVED)); }

OBJECT(udp_ip_options_not_saved) = {
    .name = "udp-ip-options-not-saved",
    .about = "a UDP socket keeps the options of IPPROTO_IP that a checkpoint leaves out",
    .create = create_udp,
    .set = set_ip_not_saved,
    .properties = PROPERTIES(IP_NOT_SAVED),
};

#define TRANSPARENT OPTION_IS(IPPROTO_IP, IP_TRANSPARENT, "1")
static void set_transparent(void) { set_options(PROPERTIES(TRANSPARENT)); }

OBJECT(tcp_transparent) = {
    .name = "tcp-transparent",
    .about = "the socket of a transparent proxy stays transparent",
    .create = create_tcp,
    .set = set_transparent,
    .properties = PROPERTIES(TRANSPARENT),
};

#define PORT_RANGE OPTION_IS(IPPROTO_IP, IP_LOCAL_PORT_RANGE, "1966104976")
static void set_port_range(void) { set_options(PROPERTIES(PORT_RANGE)); }

OBJECT(tcp_local_port_range) = {
    .name = "tcp-local-port-range",
    .about = "a TCP socket keeps the range that its port is chosen from",
    .create = create_tcp,
    .set = set_port_range,
    .properties = PROPERTIES(PORT_RANGE),
};

#define IPV6_SAVED                                                                                                             \
    OPTION_IS(IPPROTO_IPV6, IPV6_V6ONLY, "1"), OPTION_IS(IPPROTO_IPV6, IPV6_RECVPKTINFO, "1"),                                 \
        OPTION_IS(IPPROTO_IPV6, IPV6_FREEBIND, "1")
static void set_ipv6(void) { set_options(PROPERTIES(IPV6_SAVED)); }

OBJECT(udp_ipv6_options) = {
    .name = "udp-ipv6-options",
    .about = "a UDP socket keeps the options of IPPROTO_IPV6 that a checkpoint saves",
    .create = create_udp6,
    .set = set_ipv6,
    .properties = PROPERTIES(IPV6_SAVED),
};

static void set_bound_ipv6(void) {
    set_ipv6();
    bind_loopback(table_socket, AF_INET6, 0);
    must(listen(table_socket, 2));
}

OBJECT(tcp6_listener_ipv6_options) = {
    .name = "tcp6-listener-ipv6-options",
    .about = "a TCP listener keeps the options of IPPROTO_IPV6 that a checkpoint saves",
    .create = create_tcp6,
    .set = set_bound_ipv6,
    .properties = PROPERTIES(IPV6_SAVED),
};

#define IPV6_METADATA                                                                                                          \
    OPTION_IS(IPPROTO_IPV6, IPV6_RECVTCLASS, "1"), OPTION_IS(IPPROTO_IPV6, IPV6_RECVHOPLIMIT, "1"),                            \
        OPTION_IS(IPPROTO_IPV6, IPV6_RECVERR, "1"), OPTION_IS(IPPROTO_IPV6, IPV6_RECVRTHDR, "1"),                              \
        OPTION_IS(IPPROTO_IPV6, IPV6_RECVHOPOPTS, "1"), OPTION_IS(IPPROTO_IPV6, IPV6_RECVDSTOPTS, "1"),                        \
        OPTION_IS(IPPROTO_IPV6, IPV6_RECVORIGDSTADDR, "1"), OPTION_IS(IPPROTO_IPV6, IPV6_RECVPATHMTU, "1")
static void set_ipv6_metadata(void) { set_options(PROPERTIES(IPV6_METADATA)); }

OBJECT(udp_ipv6_metadata_not_saved) = {
    .name = "udp-ipv6-metadata-not-saved",
    .about = "a UDP socket still asks for what IPv6 knows about each datagram",
    .create = create_udp6,
    .set = set_ipv6_metadata,
    .properties = PROPERTIES(IPV6_METADATA),
};

#define IPV6_NOT_SAVED                                                                                                         \
    OPTION_IS(IPPROTO_IPV6, IPV6_UNICAST_HOPS, "44"), OPTION_IS(IPPROTO_IPV6, IPV6_MULTICAST_HOPS, "5"),                       \
        OPTION_IS(IPPROTO_IPV6, IPV6_MULTICAST_LOOP, "0"), OPTION_IS(IPPROTO_IPV6, IPV6_TCLASS, "8"),                          \
        OPTION_IS(IPPROTO_IPV6, IPV6_MTU_DISCOVER, "2"), OPTION_IS(IPPROTO_IPV6, IPV6_DONTFRAG, "1"),                          \
        OPTION_IS(IPPROTO_IPV6, IPV6_AUTOFLOWLABEL, "0"), OPTION_IS(IPPROTO_IPV6, IPV6_FLOWINFO_SEND, "1"),                    \
        OPTION_IS(IPPROTO_IPV6, IPV6_ADDR_PREFERENCES, "1025")
static void set_ipv6_not_saved(void) { set_options(PROPERTIES(IPV6_NOT_SAVED)); }

OBJECT(udp_ipv6_options_not_saved) = {
    .name = "udp-ipv6-options-not-saved",
    .about = "a UDP socket keeps the options of IPPROTO_IPV6 that a checkpoint leaves out",
    .create = create_udp6,
    .set = set_ipv6_not_saved,
    .properties = PROPERTIES(IPV6_NOT_SAVED),
};

#define IPV6_LIMITS                                                                                                            \
    OPTION_IS(IPPROTO_IPV6, IPV6_MULTICAST_ALL, "0"), OPTION_IS(IPPROTO_IPV6, IPV6_MINHOPCOUNT, "3"),                          \
        OPTION_IS(IPPROTO_IPV6, IPV6_RECVFRAGSIZE, "1")
static void set_ipv6_limits(void) { set_options(PROPERTIES(IPV6_LIMITS)); }

OBJECT(udp_ipv6_limits_not_saved) = {
    .name = "udp-ipv6-limits-not-saved",
    .about = "a UDP socket still limits which IPv6 datagrams it accepts",
    .create = create_udp6,
    .set = set_ipv6_limits,
    .properties = PROPERTIES(IPV6_LIMITS),
};

/* CRIU saves these of sockets of AF_INET only, though a socket of AF_INET6 has them for its IPv4 traffic. */
#define MAPPED                                                                                                                 \
    OPTION_IS(IPPROTO_IP, IP_TOS, "8"), OPTION_IS(IPPROTO_IP, IP_TTL, "44"), OPTION_IS(IPPROTO_IP, IP_PKTINFO, "1")
static void set_mapped(void) { set_options(PROPERTIES(MAPPED)); }

OBJECT(udp6_ip_options) = {
    .name = "udp6-ip-options",
    .about = "a UDP socket of IPv6 keeps the options of IPPROTO_IP that it has for its IPv4 traffic",
    .create = create_udp6,
    .set = set_mapped,
    .properties = PROPERTIES(MAPPED),
};

#define TCP_SAVED                                                                                                              \
    OPTION_IS(IPPROTO_TCP, TCP_NODELAY, "1"), OPTION_IS(IPPROTO_TCP, TCP_CORK, "1"), OPTION_IS(IPPROTO_TCP, TCP_KEEPCNT, "4"), \
        OPTION_IS(IPPROTO_TCP, TCP_KEEPIDLE, "77"), OPTION_IS(IPPROTO_TCP, TCP_KEEPINTVL, "33")
static void set_tcp(void) { set_options(PROPERTIES(TCP_SAVED)); }

OBJECT(tcp_options) = {
    .name = "tcp-options",
    .about = "a TCP socket keeps the options of IPPROTO_TCP that a checkpoint saves",
    .create = create_tcp,
    .set = set_tcp,
    .properties = PROPERTIES(TCP_SAVED),
};

static void set_tcp_listener(void) {
    set_tcp();
    bind_loopback(table_socket, AF_INET, 0);
    must(listen(table_socket, 2));
}

OBJECT(tcp_listener_options) = {
    .name = "tcp-listener-options",
    .about = "a TCP listener keeps the options of IPPROTO_TCP that a checkpoint saves",
    .create = create_tcp,
    .set = set_tcp_listener,
    .properties = PROPERTIES(TCP_SAVED),
};

static const char *congestion(void) {
    char name[17] = "";
    socklen_t size = sizeof name - 1;
    return getsockopt(table_socket, IPPROTO_TCP, TCP_CONGESTION, name, &size) == -1 ? outcome(-1) : text("%s", name);
}

/* Reno is in every kernel, and hardly anywhere the default. */
static void set_reno(void) { must(setsockopt(table_socket, IPPROTO_TCP, TCP_CONGESTION, "reno", 4)); }

#define TCP_NOT_SAVED                                                                                                          \
    OPTION_IS(IPPROTO_TCP, TCP_SYNCNT, "3"), OPTION_IS(IPPROTO_TCP, TCP_LINGER2, "11"),                                        \
        OPTION_IS(IPPROTO_TCP, TCP_WINDOW_CLAMP, "30000"), OPTION_IS(IPPROTO_TCP, TCP_USER_TIMEOUT, "4321"),                   \
        OPTION_IS(IPPROTO_TCP, TCP_THIN_LINEAR_TIMEOUTS, "1"), OPTION_IS(IPPROTO_TCP, TCP_NOTSENT_LOWAT, "8192"),              \
        OPTION_IS(IPPROTO_TCP, TCP_SAVE_SYN, "1"), OPTION_IS(IPPROTO_TCP, TCP_INQ, "1")
#define CLIENT_NOT_SAVED OPTION_IS(IPPROTO_TCP, TCP_FASTOPEN_CONNECT, "1"), OPTION_IS(IPPROTO_TCP, TCP_MAXSEG, "900")
#define CONGESTION {"TCP_CONGESTION", congestion, .expected = "reno"}

static void set_tcp_not_saved(void) {
    set_options(PROPERTIES(TCP_NOT_SAVED, CLIENT_NOT_SAVED));
    set_reno();
}

OBJECT(tcp_options_not_saved) = {
    .name = "tcp-options-not-saved",
    .about = "a TCP socket keeps the options of IPPROTO_TCP that a checkpoint leaves out",
    .create = create_tcp,
    .set = set_tcp_not_saved,
    .properties = PROPERTIES(TCP_NOT_SAVED, CONGESTION, CLIENT_NOT_SAVED),
};

/* The kernel keeps the time of TCP_DEFER_ACCEPT as a number of retries, so 3 seconds is what 2 of them take. */
#define LISTENER_NOT_SAVED                                                                                                     \
    OPTION_IS(IPPROTO_TCP, TCP_DEFER_ACCEPT, "3"), OPTION_IS(IPPROTO_TCP, TCP_FASTOPEN, "6")
static void set_listener_not_saved(void) {
    set_options(PROPERTIES(TCP_NOT_SAVED));
    set_reno();
    bind_loopback(table_socket, AF_INET, 0);
    must(listen(table_socket, 8));
    set_options(PROPERTIES(LISTENER_NOT_SAVED));
}

OBJECT(tcp_listener_options_not_saved) = {
    .name = "tcp-listener-options-not-saved",
    .about = "a TCP listener keeps the options of IPPROTO_TCP that a checkpoint leaves out",
    .create = create_tcp,
    .set = set_listener_not_saved,
    .properties = PROPERTIES(TCP_NOT_SAVED, CONGESTION, LISTENER_NOT_SAVED),
};

static struct connection connection;

static void create_established(void) {
    connection = connect_tcp(AF_INET);
    table_socket = connection.client;
}

#define ESTABLISHED                                                                                                            \
    TCP_SAVED, OPTION_IS(IPPROTO_IP, IP_TTL, "44"), OPTION_IS(IPPROTO_IP, IP_PKTINFO, "1"),                                    \
        OPTION_IS(IPPROTO_IP, IP_FREEBIND, "1"), OPTION_IS(IPPROTO_IP, IP_TOS, "8"), OPTION_IS(SOL_SOCKET, SO_PRIORITY, "3"),  \
        OPTION_IS(SOL_SOCKET, SO_KEEPALIVE, "1"), OPTION_IS(SOL_SOCKET, SO_RCVLOWAT, "3"),                                     \
        OPTION_IS(SOL_SOCKET, SO_OOBINLINE, "1"), OPTION_IS(SOL_SOCKET, SO_DONTROUTE, "1")

static void set_established(void) { set_options(PROPERTIES(ESTABLISHED)); }

OBJECT(tcp_established_options) = {
    .name = "tcp-established-options",
    .about = "a TCP connection keeps the options that a checkpoint saves, SO_PRIORITY also after IP_TOS",
    .create = create_established,
    .set = set_established,
    .properties = PROPERTIES(ESTABLISHED),
};

static void set_established_not_saved(void) {
    set_options(PROPERTIES(TCP_NOT_SAVED, OPTION_IS(IPPROTO_IP, IP_RECVTTL, "1"), OPTION_IS(IPPROTO_IP, IP_MTU_DISCOVER, "0")));
    set_reno();
}

OBJECT(tcp_established_options_not_saved) = {
    .name = "tcp-established-options-not-saved",
    .about = "a TCP connection keeps the options that a checkpoint leaves out",
    .create = create_established,
    .set = set_established_not_saved,
    .properties = PROPERTIES(TCP_NOT_SAVED, CONGESTION, OPTION_IS(IPPROTO_IP, IP_RECVTTL, "1"),
                             OPTION_IS(IPPROTO_IP, IP_MTU_DISCOVER, "0")),
};

#define DEFAULT(level, name) {#name, .read_at = option, .number = OPTION(level, name)}

/* Nothing is set: the options of a connection are what the kernel chose when it was made. */
OBJECT(tcp_established_defaults) = {
    .name = "tcp-established-defaults",
    .about = "a TCP connection keeps the options that it never set, such as buffers that the kernel sizes",
    .set = create_established,
    .properties = PROPERTIES(DEFAULT(SOL_SOCKET, SO_SNDBUF), DEFAULT(SOL_SOCKET, SO_RCVBUF),
                             {"SO_BUF_LOCK", .read_at = option, .number = OPTION(SOL_SOCKET, 72), .expected = "0"},
                             DEFAULT(SOL_SOCKET, SO_REUSEADDR), DEFAULT(SOL_SOCKET, SO_PRIORITY), DEFAULT(SOL_SOCKET, SO_LINGER),
                             DEFAULT(IPPROTO_IP, IP_TTL), DEFAULT(IPPROTO_IP, IP_MTU), DEFAULT(IPPROTO_TCP, TCP_KEEPIDLE),
                             DEFAULT(IPPROTO_TCP, TCP_USER_TIMEOUT), {"TCP_CONGESTION", congestion}),
};

/* CRIU sets SO_REUSEPORT so that it can bind the address, and takes it back on sockets without a connection only. */
OBJECT(tcp_established_reuseport) = {
    .name = "tcp-established-reuseport",
    .about = "a TCP connection without SO_REUSEPORT stays without it",
    .set = create_established,
    .properties = PROPERTIES({"SO_REUSEPORT", .read_at = option, .number = OPTION(SOL_SOCKET, SO_REUSEPORT), .expected = "0"}),
};

OBJECT(tcp_established_segments) = {
    .name = "tcp-established-segments",
    .about = "a TCP connection keeps the size of its segments and the limit of its window",
    .set = create_established,
    .properties = PROPERTIES(DEFAULT(IPPROTO_TCP, TCP_MAXSEG), DEFAULT(IPPROTO_TCP, TCP_WINDOW_CLAMP)),
};

static void set_repaired_reuse(void) {
    create_established();
    must(setsockopt(connection.client, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int)));
}

static const char *reuse_of_server(void) { return number_option(connection.server, SOL_SOCKET, SO_REUSEADDR); }

OBJECT(tcp_established_reuse) = {
    .name = "tcp-established-reuse",
    .about = "each end of a TCP connection keeps its own SO_REUSEADDR",
    .set = set_repaired_reuse,
    .properties = PROPERTIES({"client", .read_at = option, .number = OPTION(SOL_SOCKET, SO_REUSEADDR), .expected = "1"},
                             {"server", reuse_of_server, .expected = "0", .natural = true}),
};

#define UDP_NOT_SAVED                                                                                                          \
    OPTION_IS(IPPROTO_UDP, UDP_SEGMENT, "1200"), OPTION_IS(IPPROTO_UDP, UDP_GRO, "1"),                                         \
        OPTION_IS(IPPROTO_UDP, UDP_NO_CHECK6_TX, "1"), OPTION_IS(IPPROTO_UDP, UDP_NO_CHECK6_RX, "1")
static void set_udp(void) { set_options(PROPERTIES(UDP_NOT_SAVED)); }

OBJECT(udp_options_not_saved) = {
    .name = "udp-options-not-saved",
    .about = "a UDP socket keeps the options of IPPROTO_UDP",
    .create = create_udp6,
    .set = set_udp,
    .properties = PROPERTIES(UDP_NOT_SAVED),
};

/* A group for use within one machine or site. */
enum { GROUP = 0xefff2a2a };

static const char *hears_group(void) {
    char seen[8] = "";
    int port = table_socket == -1 ? 0 : port_of(table_socket);
    if (port == 0) return "not bound";
    int sender = must(socket(AF_INET, SOCK_DGRAM, 0));
    struct ip_mreqn from = {.imr_address = {htonl(INADDR_LOOPBACK)}};
    must(setsockopt(sender, IPPROTO_IP, IP_MULTICAST_IF, &from, sizeof from));
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(GROUP)}};
    const char *result = sendto(sender, "heard", 5, 0, (struct sockaddr *)&to, sizeof to) == -1 ? outcome(-1) : NULL;
    bool heard = poll(&(struct pollfd){table_socket, POLLIN, 0}, 1, 30) > 0;
    if (!result) result = heard ? outcome(recv(table_socket, seen, sizeof seen, MSG_DONTWAIT)) : "nothing";
    close(sender);
    return result;
}

static const char *multicast_interface(void) {
    struct in_addr address = {0};
    socklen_t size = sizeof address;
    if (getsockopt(table_socket, IPPROTO_IP, IP_MULTICAST_IF, &address, &size) == -1) return outcome(-1);
    return text("%08x", ntohl(address.s_addr));
}

static void set_group(void) {
    struct sockaddr_in group = {.sin_family = AF_INET, .sin_addr = {htonl(GROUP)}};
    must(bind(table_socket, (struct sockaddr *)&group, sizeof group));
    struct ip_mreqn join = {.imr_multiaddr = {htonl(GROUP)}, .imr_address = {htonl(INADDR_LOOPBACK)}};
    needs(setsockopt(table_socket, IPPROTO_IP, IP_ADD_MEMBERSHIP, &join, sizeof join));
    must(setsockopt(table_socket, IPPROTO_IP, IP_MULTICAST_IF, &join, sizeof join));
}

OBJECT(udp_multicast_member) = {
    .name = "udp-multicast-member",
    .about = "a member of a multicast group still hears it",
    .create = create_udp,
    .set = set_group,
    .properties = PROPERTIES({"hears the group", hears_group, .expected = "5"},
                             {"interface for sending", multicast_interface, .expected = "7f000001"}),
};
