/* Routes, rules and neighbours of a network namespace. */
#include "net.h"

static void set_routes(void) {
    batch("ip", "route add 10.50.0.0/16 via 10.1.0.2 metric 77 mtu 1200\n"
                "route add default via 10.1.0.3 dev ours src 10.1.0.1\n"
                "route add blackhole 10.51.0.0/16\n"
                "route add unreachable 10.52.0.0/16 metric 5\n"
                "route add 10.53.0.0/16 nexthop via 10.1.0.4 weight 3 nexthop via 10.1.0.5\n"
                "addr add 2001:db8:1::1/64 dev ours nodad\n"
                "route add 2001:db8:9::/48 via 2001:db8:1::2 metric 88\n");
}

ASK(gateway, "ip route show 10.50.0.0/16")
ASK(standard, "ip route show default")
ASK(blackhole, "ip route show 10.51.0.0/16")
ASK(unreachable, "ip route show 10.52.0.0/16")
ASK(multipath, "ip route show 10.53.0.0/16")
ASK(gateway6, "ip -6 route show 2001:db8:9::/48 | sed 's/ pref.*//'")
ASK(local, "ip route show table local | wc -l")

OBJECT(net_routes) = {
    .name = "net-routes",
    .about = "routes of the main table keep their gateways and metrics",
    .create = own_network_with_pair,
    .set = set_routes,
    .properties = PROPERTIES({"route with a metric", gateway}, {"default route", standard}, {"blackhole", blackhole},
                             {"unreachable", unreachable}, {"several gateways", multipath}, {"IPv6 route", gateway6},
                             {"number of local routes", local, .natural = true}),
};

static void set_tables(void) {
    batch("ip", "route add default via 10.1.0.3 table 77\n"
                "route add 10.60.0.0/16 via 10.1.0.4 table 1077\n"
                "addr add 2001:db8:1::1/64 dev ours nodad\n"
                "route add default via 2001:db8:1::2 table 78\n");
}

ASK(in_table, "ip route show table 77")
ASK(in_large_table, "ip route show table 1077")
ASK(in_table6, "ip -6 route show table 78 | sed 's/ pref.*//'")

OBJECT(net_route_tables) = {
    .name = "net-route-tables",
    .about = "routes of other tables than the main one stay",
    .create = own_network_with_pair,
    .set = set_tables,
    .properties = PROPERTIES({"table 77", in_table, .expected = "default via 10.1.0.3 dev ours"},
                             {"table 1077", in_large_table, .expected = "10.60.0.0/16 via 10.1.0.4 dev ours"},
                             {"IPv6 table 78", in_table6}),
};

static void set_rules(void) {
    batch("ip", "rule add from 10.1.0.0/24 table 77 priority 100\n"
                "rule add fwmark 5/7 table 78 priority 101\n"
                "rule add to 10.70.0.0/16 blackhole priority 102\n"
                "rule add iif ours table 79 priority 103\n");
}

ASK(by_source, "ip rule show priority 100")
ASK(by_mark, "ip rule show priority 101")
ASK(by_target, "ip rule show priority 102")
ASK(by_device, "ip rule show priority 103")
ASK(rules, "ip rule | wc -l")

OBJECT(net_rules) = {
    .name = "net-rules",
    .about = "routing rules keep their selectors and priorities",
    .create = own_network_with_pair,
    .set = set_rules,
    .properties = PROPERTIES({"by source", by_source}, {"by mark", by_mark}, {"by destination", by_target},
                             {"by device", by_device},
                             {"number of rules", rules, .expected = "7"}),
};

static void set_rules6(void) {
    command("ip -6 rule add from 2001:db8::/32 table 77 priority 100");
    command("ip -6 rule add fwmark 5 table 78 priority 101");
}

ASK(by_source6, "ip -6 rule show priority 100")
ASK(by_mark6, "ip -6 rule show priority 101")

OBJECT(net_rules6) = {
    .name = "net-rules-ipv6",
    .about = "IPv6 routing rules keep their selectors and priorities",
    .create = own_network_with_pair,
    .set = set_rules6,
    .properties = PROPERTIES({"by source", by_source6}, {"by mark", by_mark6}),
};

static void set_nexthops(void) {
    batch("ip", "nexthop add id 5 via 10.1.0.2 dev ours\n"
                "nexthop add id 6 via 10.1.0.3 dev ours\n"
                "nexthop add id 9 group 5,3/6,1\n");
}

ASK(nexthop, "ip nexthop show id 5")
ASK(nexthop_group, "ip nexthop show id 9")

OBJECT(net_nexthops) = {
    .name = "net-nexthop-objects",
    .about = "next-hop objects and groups of them stay, even those without a route",
    .create = own_network_with_pair,
    .set = set_nexthops,
    .properties = PROPERTIES({"next hop", nexthop, .expected = "id 5 via 10.1.0.2 dev ours scope link"},
                             {"group", nexthop_group, .expected = "id 9 group 5,3/6"}),
};

static void set_nexthop_route(void) {
    batch("ip", "nexthop add id 5 via 10.1.0.2 dev ours\n"
                "route add 10.80.0.0/16 nhid 5\n");
}

ASK(nexthop_route, "ip route show 10.80.0.0/16 | tr -s ' '")

OBJECT(net_nexthop_route) = {
    .name = "net-nexthop-route",
    .about = "a route through a next-hop object stays",
    .create = own_network_with_pair,
    .set = set_nexthop_route,
    .properties = PROPERTIES({"next hop", nexthop, .expected = "id 5 via 10.1.0.2 dev ours scope link"},
                             {"route", nexthop_route, .expected = "10.80.0.0/16 nhid 5 via 10.1.0.2 dev ours"}),
};

static void set_neighbours(void) {
    batch("ip", "neigh add 10.1.0.2 lladdr 02:00:00:00:00:33 nud permanent dev ours\n"
                "neigh add 2001:db8:1::2 lladdr 02:00:00:00:00:44 nud permanent dev ours\n"
                "neigh add proxy 10.1.0.7 dev ours\n"
                "maddr add 33:33:00:00:00:99 dev ours\n");
}

ASK(neighbour, "ip neigh show 10.1.0.2")
ASK(neighbour6, "ip -6 neigh show 2001:db8:1::2")
ASK(proxied, "ip neigh show proxy")
ASK(multicast, "ip maddr show dev ours | grep 33:33:00:00:00:99")

OBJECT(net_neighbours) = {
    .name = "net-neighbours",
    .about = "permanent neighbours and multicast addresses of a device stay",
    .create = own_network_with_pair,
    .set = set_neighbours,
    .properties = PROPERTIES({"neighbour", neighbour, .expected = "10.1.0.2 dev ours lladdr 02:00:00:00:00:33 PERMANENT"},
                             {"IPv6 neighbour", neighbour6,
                              .expected = "2001:db8:1::2 dev ours lladdr 02:00:00:00:00:44 PERMANENT"},
                             {"proxy", proxied}, {"multicast address", multicast}),
};

static void set_policies(void) {
    batch("ip", "xfrm policy add src 10.1.0.0/24 dst 10.9.0.0/24 dir out priority 7 "
                "tmpl src 10.1.0.1 dst 10.1.0.2 proto esp mode tunnel\n"
                "xfrm policy add src 10.8.0.0/24 dst 10.1.0.0/24 dir in action block\n");
}

ASK(policy, "ip xfrm policy show dir out | head -2")
ASK(block, "ip xfrm policy show dir in | head -2")

OBJECT(net_policies) = {
    .name = "net-ipsec-policies",
    .about = "policies of IPsec stay",
    .create = own_network_with_pair,
    .set = set_policies,
    .properties = PROPERTIES({"outgoing", policy}, {"incoming", block}),
};

static void set_mptcp(void) {
    batch("ip", "mptcp endpoint add 10.1.0.1 dev ours id 7 signal\n"
                "mptcp limits set subflow 5 add_addr_accepted 4\n");
}

ASK(endpoint, "ip mptcp endpoint")
ASK(limits, "ip mptcp limits")

OBJECT(net_mptcp) = {
    .name = "net-mptcp-endpoints",
    .about = "endpoints and limits of Multipath TCP stay",
    .create = own_network_with_pair,
    .set = set_mptcp,
    .properties = PROPERTIES({"endpoint", endpoint, .expected = "10.1.0.1 id 7 signal dev ours"}, {"limits", limits}),
};
