/* Netlink sockets: protocols, groups, options, and messages that wait. */
#include "sockets.h"
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

static int fd = -1;

static const char *type(void) { return number_option(fd, SOL_SOCKET, SO_TYPE); }
static const char *protocol(void) { return number_option(fd, SOL_SOCKET, SO_PROTOCOL); }
static const char *netlink_option(long name) { return number_option(fd, SOL_NETLINK, (int)name); }

/* "own" stands for the PID, which netlink takes as the first address of a process. */
static const char *address(void) {
    struct sockaddr_nl found = {0};
    socklen_t size = sizeof found;
    if (getsockname(fd, (struct sockaddr *)&found, &size) == -1) return outcome(-1);
    return text("%s, groups %x", found.nl_pid == (unsigned)getpid() ? "own" : text("%u", found.nl_pid), found.nl_groups);
}

/* Groups above 32 are not in the address. */
static const char *groups(void) {
    uint32_t found[8] = {0};
    socklen_t size = sizeof found;
    if (getsockopt(fd, SOL_NETLINK, NETLINK_LIST_MEMBERSHIPS, found, &size) == -1) return outcome(-1);
    return text("%08x %08x", found[0], found[1]);
}

static void open_netlink(int kind, int which) { fd = needs(socket(AF_NETLINK, kind, which)); }
static void bind_netlink(unsigned mask) {
    struct sockaddr_nl own = {.nl_family = AF_NETLINK, .nl_groups = mask};
    needs(bind(fd, (struct sockaddr *)&own, sizeof own));
}
static void make(int which, unsigned mask) {
    open_netlink(SOCK_RAW, which);
    bind_netlink(mask);
}

/* Asks for the loopback device, and for an error if that fails. */
static const char *asks(void) {
    struct {
        struct nlmsghdr header;
        struct ifinfomsg link;
    } request = {{sizeof request, RTM_GETLINK, NLM_F_REQUEST, 7, 0}, {.ifi_index = 1}};
    char reply[8192];
    if (fd == -1 || send(fd, &request, sizeof request, MSG_DONTWAIT) == -1) return outcome(-1);
    if (!await(fd, POLLIN, 1)) return "nothing";
    ssize_t got = recv(fd, reply, sizeof reply, MSG_DONTWAIT);
    return got == -1 ? outcome(-1) : text("%d", ((struct nlmsghdr *)reply)->nlmsg_type);
}

static void set_route(void) { make(NETLINK_ROUTE, RTMGRP_LINK | RTMGRP_IPV4_ROUTE); }

OBJECT(netlink_route_groups) = {
    .name = "netlink-route-groups",
    .about = "a routing socket keeps its address and its groups, and is answered",
    .set = set_route,
    .properties = PROPERTIES({"address", address}, {"groups", groups, .expected = "00000041 00000000"},
                             {"protocol", protocol, .expected = "0"}, {"answer", asks, .expected = "16"}),
};

static void set_unbound(void) { open_netlink(SOCK_RAW, NETLINK_ROUTE); }

OBJECT(netlink_route_unbound) = {
    .name = "netlink-route-unbound",
    .about = "a routing socket without an address stays without one",
    .set = set_unbound,
    .properties = PROPERTIES({"address", address, .expected = "0, groups 0"}, {"type", type, .expected = "3"},
                             {"protocol", protocol, .expected = "0"}, {"groups", groups, .expected = "00000000 00000000"}),
};

static void set_datagram(void) {
    open_netlink(SOCK_DGRAM, NETLINK_ROUTE);
    bind_netlink(0);
}

/* The kernel treats both types alike; CRIU restores each as SOCK_RAW. */
OBJECT(netlink_datagram) = {
    .name = "netlink-datagram",
    .about = "a netlink socket that was opened as a datagram socket stays one",
    .set = set_datagram,
    .properties = PROPERTIES({"type", type, .expected = "2"}, {"address", address}, {"answer", asks, .expected = "16"}),
};

static void join(int group) { needs(setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group)); }

static void set_joined(void) {
    make(NETLINK_ROUTE, 0);
    join(RTNLGRP_NEIGH);
}

OBJECT(netlink_route_joined) = {
    .name = "netlink-route-joined",
    .about = "a routing socket stays in a group that it joined by NETLINK_ADD_MEMBERSHIP",
    .set = set_joined,
    .properties = PROPERTIES({"address", address}, {"groups", groups, .expected = "00000004 00000000"}),
};

static void set_joined_unbound(void) {
    set_unbound();
    join(RTNLGRP_NEIGH);
}

OBJECT(netlink_route_joined_unbound) = {
    .name = "netlink-route-joined-unbound",
    .about = "a routing socket without an address stays in the group that it joined",
    .set = set_joined_unbound,
    .properties = PROPERTIES({"address", address}, {"groups", groups, .expected = "00000004 00000000"}),
};

static void set_high_group(void) {
    make(NETLINK_ROUTE, 0);
    join(33);
}

OBJECT(netlink_route_high_group) = {
    .name = "netlink-route-high-group",
    .about = "a routing socket stays in a group with a number above 32",
    .set = set_high_group,
    .properties = PROPERTIES({"address", address}, {"groups", groups, .expected = "00000000 00000001"}),
};

static void set_generic(void) { make(NETLINK_GENERIC, 0); }

OBJECT(netlink_generic) = {
    .name = "netlink-generic",
    .about = "a generic netlink socket keeps its protocol and its address",
    .set = set_generic,
    .properties = PROPERTIES({"protocol", protocol, .expected = "16"}, {"address", address},
                             {"groups", groups, .expected = "00000000 00000000"}),
};

static void set_generic_group(void) {
    make(NETLINK_GENERIC, 0);
    join(GENL_ID_CTRL);
}

OBJECT(netlink_generic_group) = {
    .name = "netlink-generic-group",
    .about = "a generic netlink socket stays in the group of its controller",
    .set = set_generic_group,
    .properties = PROPERTIES({"protocol", protocol, .expected = "16"}, {"address", address},
                             {"groups", groups, .expected = "00008000 00000000"}),
};

static void set_uevent(void) { make(NETLINK_KOBJECT_UEVENT, 1); }

OBJECT(netlink_uevent) = {
    .name = "netlink-uevent",
    .about = "a socket for the events of devices keeps its protocol, its address and its group",
    .set = set_uevent,
    .properties = PROPERTIES({"protocol", protocol, .expected = "15"}, {"address", address},
                             {"groups", groups, .expected = "00000001 00000000"}),
};

static const int protocols[] = {NETLINK_AUDIT, NETLINK_SOCK_DIAG, NETLINK_NETFILTER, NETLINK_XFRM};
enum { PROTOCOLS = sizeof protocols / sizeof protocols[0] };
static int each[PROTOCOLS] = {-1, -1, -1, -1};

/* The second and later sockets of a process get an address that the kernel chooses. */
static void set_protocols(void) {
    for (int i = 0; i < PROTOCOLS; i++) {
        make(protocols[i], 0);
        each[i] = fd;
    }
}
static const char *protocol_of(long index) { return number_option(each[index], SOL_SOCKET, SO_PROTOCOL); }
static const char *address_of(long index) {
    fd = each[index];
    return address();
}

OBJECT(netlink_protocols) = {
    .name = "netlink-protocols",
    .about = "sockets for audit, sock_diag, netfilter and IPsec keep their protocols and addresses",
    .set = set_protocols,
    .properties = PROPERTIES({"audit", .read_at = protocol_of, .number = 0, .expected = "9"},
                             {"its address", .read_at = address_of, .number = 0},
                             {"sock_diag", .read_at = protocol_of, .number = 1, .expected = "4"},
                             {"sock_diag's address", .read_at = address_of, .number = 1},
                             {"netfilter", .read_at = protocol_of, .number = 2, .expected = "12"},
                             {"netfilter's address", .read_at = address_of, .number = 2},
                             {"IPsec", .read_at = protocol_of, .number = 3, .expected = "6"},
                             {"IPsec's address", .read_at = address_of, .number = 3}),
};

static void set_unread(void) {
    make(NETLINK_ROUTE, 0);
    struct {
        struct nlmsghdr header;
        struct ifinfomsg link;
    } request = {{sizeof request, RTM_GETLINK, NLM_F_REQUEST, 7, 0}, {.ifi_index = 1}};
    must(send(fd, &request, sizeof request, 0));
    if (!await(fd, POLLIN, 1)) broken("poll");
}
static const char *unread(void) {
    char reply[8192];
    if (fd == -1) return "no socket";
    ssize_t got = recv(fd, reply, sizeof reply, MSG_DONTWAIT);
    struct nlmsghdr *header = (struct nlmsghdr *)reply;
    return got == -1 ? outcome(-1) : text("%d to %d", header->nlmsg_type, header->nlmsg_seq);
}

OBJECT(netlink_route_unread) = {
    .name = "netlink-route-unread",
    .about = "an answer that was not read yet stays in a routing socket",
    .set = set_unread,
    .properties = PROPERTIES({"address", address}, {"message", unread, .expected = "16 to 7", .once = true}),
};

#define NETLINK_IS(option) {#option, .read_at = netlink_option, .number = option, .expected = "1"}
static void create_route(void) { set_unbound(); }
static void set_options_not_saved(void) {
    bind_netlink(0);
    const int names[] = {NETLINK_PKTINFO, NETLINK_BROADCAST_ERROR, NETLINK_NO_ENOBUFS,
                         NETLINK_CAP_ACK, NETLINK_EXT_ACK,         NETLINK_GET_STRICT_CHK};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        needs(setsockopt(fd, SOL_NETLINK, names[i], &(int){1}, sizeof(int)));
}

OBJECT(netlink_options_not_saved) = {
    .name = "netlink-options-not-saved",
    .about = "a netlink socket keeps the options of SOL_NETLINK",
    .create = create_route,
    .set = set_options_not_saved,
    .properties = PROPERTIES(NETLINK_IS(NETLINK_PKTINFO), NETLINK_IS(NETLINK_BROADCAST_ERROR), NETLINK_IS(NETLINK_NO_ENOBUFS),
                             NETLINK_IS(NETLINK_CAP_ACK), NETLINK_IS(NETLINK_EXT_ACK), NETLINK_IS(NETLINK_GET_STRICT_CHK)),
};

static const char *destination(void) {
    struct sockaddr_nl found = {0};
    socklen_t size = sizeof found;
    if (getpeername(fd, (struct sockaddr *)&found, &size) == -1) return outcome(-1);
    return text("%u, groups %x", found.nl_pid, found.nl_groups);
}

static void set_destination(void) {
    make(NETLINK_USERSOCK, 0);
    struct sockaddr_nl group = {.nl_family = AF_NETLINK, .nl_groups = 4};
    needs(connect(fd, (struct sockaddr *)&group, sizeof group));
}

OBJECT(netlink_destination) = {
    .name = "netlink-destination",
    .about = "a netlink socket that is connected to a group keeps its destination",
    .set = set_destination,
    .properties = PROPERTIES({"protocol", protocol, .expected = "2"}, {"address", address},
                             {"destination", destination, .expected = "0, groups 4"}),
};
