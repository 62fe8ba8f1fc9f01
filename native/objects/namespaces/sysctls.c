/* Settings below /proc/sys/net that belong to a network namespace. */
#include "net.h"
#include <stdio.h>

struct setting_of_net {
    const char *path, *value;
};

static const char *value_of(const char *path) {
    return content(text("/proc/sys/net/%s", path));
}

static void put_all(const struct setting_of_net *settings) {
    for (; settings->path; settings++) put(text("/proc/sys/net/%s", settings->path), settings->value);
}


static const struct setting_of_net family4[] = {
    {"ipv4/conf/all/rp_filter", "2"},        {"ipv4/conf/default/forwarding", "1"}, {"ipv4/conf/lo/accept_redirects", "0"},
    {"ipv4/conf/ours/proxy_arp", "1"},       {"ipv4/conf/ours/arp_ignore", "3"},    {"ipv4/conf/ours/send_redirects", "0"},
    {"ipv4/conf/ours/promote_secondaries", "1"}, {0},
};
static const struct setting_of_net family6[] = {
    {"ipv6/conf/all/accept_ra", "2"},      {"ipv6/conf/default/forwarding", "1"}, {"ipv6/conf/lo/hop_limit", "33"},
    {"ipv6/conf/ours/mtu", "1300"},        {"ipv6/conf/ours/use_tempaddr", "2"},  {"ipv6/conf/ours/accept_dad", "0"},
    {"ipv6/conf/ours/disable_ipv6", "1"}, {0},
};
static const struct setting_of_net ports[] = {
    {"unix/max_dgram_qlen", "77"}, {0},
};
static const struct setting_of_net others[] = {
    {"ipv4/ip_local_port_range", "20000\t30000"}, {"ipv4/ip_unprivileged_port_start", "80"}, {"ipv4/ping_group_range", "5\t6"},
    {"core/somaxconn", "77"},                     {"ipv4/tcp_keepalive_time", "777"},         {"ipv4/tcp_syncookies", "0"},
    {"ipv4/tcp_rmem", "4096\t50000\t600000"},     {"ipv4/ip_nonlocal_bind", "1"},              {"ipv6/bindv6only", "1"},
    {"ipv4/icmp_echo_ignore_all", "1"},           {"ipv4/ip_default_ttl", "33"},                {"ipv4/tcp_fin_timeout", "22"},
    {"ipv6/auto_flowlabels", "3"}, {0},
};
static const struct setting_of_net tracking[] = {
    {"netfilter/nf_conntrack_udp_timeout", "55"}, {"netfilter/nf_conntrack_tcp_loose", "0"}, {0},
};
static const struct setting_of_net neighbours[] = {
    {"ipv4/neigh/ours/gc_stale_time", "77"},
    {"ipv4/neigh/ours/mcast_solicit", "9"},
    {"ipv6/neigh/ours/retrans_time_ms", "777"},
    {0},
};

#define GROUP(id)                                                                                                              \
    static void put_##id(void) { put_all(id); }                                                                                \
    static const char *read_##id(long number) { return value_of(id[number].path); }

GROUP(family4)
GROUP(family6)
GROUP(ports)
GROUP(others)
GROUP(tracking)
GROUP(neighbours)

#define OF(id, index, called) {called, .read_at = read_##id, .number = index}

OBJECT(sysctls4) = {
    .name = "net-sysctls-ipv4-devices",
    .about = "settings of IPv4 for each device of a network namespace stay",
    .create = own_network_with_pair,
    .set = put_family4,
    .properties = PROPERTIES(OF(family4, 0, "all.rp_filter"), OF(family4, 1, "default.forwarding"),
                             OF(family4, 2, "lo.accept_redirects"),
                             OF(family4, 3, "proxy_arp"), OF(family4, 4, "arp_ignore"), OF(family4, 5, "send_redirects"),
                             OF(family4, 6, "promote_secondaries")),
};

OBJECT(sysctls6) = {
    .name = "net-sysctls-ipv6-devices",
    .about = "settings of IPv6 for each device of a network namespace stay",
    .create = own_network_with_pair,
    .set = put_family6,
    .properties = PROPERTIES(OF(family6, 0, "all.accept_ra"), OF(family6, 1, "default.forwarding"), OF(family6, 2, "lo.hop_limit"),
                             OF(family6, 3, "mtu"), OF(family6, 4, "use_tempaddr"), OF(family6, 5, "accept_dad"),
                             OF(family6, 6, "disable_ipv6")),
};

OBJECT(sysctls_unix) = {
    .name = "net-sysctls-unix",
    .about = "the setting for the queues of unix sockets stays",
    .create = own_network,
    .set = put_ports,
    .properties = PROPERTIES(OF(ports, 0, "max_dgram_qlen")),
};

OBJECT(sysctls_others) = {
    .name = "net-sysctls-protocols",
    .about = "settings of TCP, ports and protocols of a network namespace stay",
    .create = own_network,
    .set = put_others,
    .properties = PROPERTIES(OF(others, 0, "ip_local_port_range"), OF(others, 1, "ip_unprivileged_port_start"),
                             OF(others, 2, "ping_group_range"), OF(others, 3, "somaxconn"), OF(others, 4, "tcp_keepalive_time"),
                             OF(others, 5, "tcp_syncookies"), OF(others, 6, "tcp_rmem"), OF(others, 7, "ip_nonlocal_bind"),
                             OF(others, 8, "bindv6only"), OF(others, 9, "icmp_echo_ignore_all"), OF(others, 10, "ip_default_ttl"),
                             OF(others, 11, "tcp_fin_timeout"), OF(others, 12, "auto_flowlabels")),
};

OBJECT(sysctls_tracking) = {
    .name = "net-sysctls-conntrack",
    .about = "settings of connection tracking stay",
    .create = own_network,
    .set = put_tracking,
    .properties = PROPERTIES(OF(tracking, 0, "udp_timeout"), OF(tracking, 1, "tcp_loose")),
};

OBJECT(sysctls_neighbours) = {
    .name = "net-sysctls-neighbours",
    .about = "settings of neighbours for each device stay",
    .create = own_network_with_pair,
    .set = put_neighbours,
    .properties = PROPERTIES(OF(neighbours, 0, "gc_stale_time"), OF(neighbours, 1, "mcast_solicit"),
                             OF(neighbours, 2, "retrans_time_ms")),
};
