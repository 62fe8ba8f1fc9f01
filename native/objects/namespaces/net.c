/* A network namespace with a loopback device and a pair of devices, and what IP puts on them. */
#include "net.h"

void own_network(void) {
    own_namespaces(CLONE_NEWNET);
    command("ip link set lo up");
}

void own_network_with_pair(void) {
    own_network();
    batch("ip", "link add ours type veth peer name theirs\n"
                "link set ours up\n"
                "link set theirs up\n"
                "addr add 10.1.0.1/24 dev ours\n");
}

static void create_empty(void) { own_namespaces(CLONE_NEWNET); }

static void set_loopback(void) {
    batch("ip", "link set lo up mtu 60000\n"
                "addr add 10.9.8.7/32 dev lo\n"
                "addr add 2001:db8::7/128 dev lo\n");
}

PICK(loopback_flags, "ip -o link show lo", "<", 0)
PICK(loopback_mtu, "ip -o link show lo", "mtu", 1)
ASK(loopback_addresses, "ip -o -4 addr show lo | awk '{print $4}'")
ASK(loopback_addresses6, "ip -o -6 addr show lo | awk '{print $4}'")

OBJECT(net_loopback) = {
    .name = "net-loopback",
    .about = "the loopback device of an own network namespace stays up, with its addresses",
    .create = create_empty,
    .set = set_loopback,
    .properties = PROPERTIES({"flags", loopback_flags, .expected = "<LOOPBACK,UP,LOWER_UP>"},
                             {"MTU", loopback_mtu, .expected = "mtu 60000"},
                             {"addresses", loopback_addresses, .expected = "127.0.0.1/8 10.9.8.7/32"},
                             {"IPv6 addresses", loopback_addresses6}),
};

static void create_down(void) { own_namespaces(CLONE_NEWNET); }

static void set_down(void) { command("ip link set lo mtu 50000"); }

OBJECT(net_loopback_down) = {
    .name = "net-loopback-down",
    .about = "the loopback device of an own network namespace stays down",
    .create = create_down,
    .set = set_down,
    .properties = PROPERTIES({"flags", loopback_flags, .natural = true, .expected = "<LOOPBACK>"},
                             {"MTU", loopback_mtu, .expected = "mtu 50000"}),
};

static void set_pair(void) {
    batch("ip", "link add ours type veth peer name theirs\n"
                "link set ours address 02:00:00:00:00:11 mtu 1400 up\n"
                "link set theirs address 02:00:00:00:00:22 mtu 1300 up\n"
                "addr add 10.1.0.1/24 brd 10.1.0.255 dev ours\n"
                "addr add 10.1.0.9/24 dev ours\n"
                "addr add 10.2.0.1 peer 10.3.0.1/32 dev theirs\n"
                "addr add 2001:db8:1::1/64 dev ours nodad\n");
}

PICK(ours_mtu, "ip -o link show ours", "mtu", 1)
PICK(theirs_mtu, "ip -o link show theirs", "mtu", 1)
PICK(ours_mac, "ip -o link show ours", "link/ether", 1)
PICK(theirs_mac, "ip -o link show theirs", "link/ether", 1)
PICK(ours_flags, "ip -o link show ours", "<", 0)
ASK(ours_addresses, "ip -4 addr show ours | grep inet")
PICK(theirs_addresses, "ip -o -4 addr show theirs", "inet", 3)
PICK(ours_global6, "ip -o -6 addr show ours scope global", "inet6", 1)
ASK(indexes, "ip -o link | cut -d: -f1,2")

OBJECT(net_veth) = {
    .name = "net-veth",
    .about = "a pair of veth devices inside a network namespace keeps its addresses",
    .create = own_network,
    .set = set_pair,
    .properties = PROPERTIES({"MAC", ours_mac, .expected = "link/ether 02:00:00:00:00:11"},
                             {"MAC of the peer", theirs_mac, .expected = "link/ether 02:00:00:00:00:22"},
                             {"MTU", ours_mtu, .expected = "mtu 1400"}, {"MTU of the peer", theirs_mtu, .expected = "mtu 1300"},
                             {"flags", ours_flags, .expected = "<BROADCAST,MULTICAST,UP,LOWER_UP>"},
                             {"addresses", ours_addresses}, {"address with a peer", theirs_addresses},
                             {"IPv6 address", ours_global6, .expected = "inet6 2001:db8:1::1/64"}, {"names and indexes", indexes}),
};

static void set_attributes(void) {
    command("ip link set ours alias 'the first end'");
    batch("ip", "link set ours txqueuelen 77\n"
                "link set ours group 5\n"
                "link set ours promisc on allmulticast on\n"
                "link set ours arp off\n"
                "link property add dev ours altname first-end\n");
}

PICK(alias, "ip link show ours", "alias", 3)
PICK(queue_length, "ip -o link show ours", "qlen", 1)
PICK(group, "ip -o link show ours", "group", 1)
PICK(promiscuous, "ip -o -d link show ours", "promiscuity", 1)
PICK(flags_of_ours, "ip -o link show ours", "<", 0)
PICK(other_name, "ip link show ours", "altname", 1)

OBJECT(net_link_attributes) = {
    .name = "net-link-attributes",
    .about = "a network device keeps its alias, its alternative name, its group, its flags and the length of its queue",
    .create = own_network_with_pair,
    .set = set_attributes,
    .properties = PROPERTIES({"alias", alias, .expected = "alias the first end"},
                             {"queue length", queue_length, .expected = "qlen 77"},
                             {"group", group, .expected = "group 5"}, {"promiscuity", promiscuous, .expected = "promiscuity 1"},
                             {"flags", flags_of_ours},
                             {"alternative name", other_name, .expected = "altname first-end"}),
};

static void set_family6(void) {
    command("ip link set ours addrgenmode none");
    command("ip -6 addr flush dev ours");
    batch("ip", "addr add 2001:db8:1::1/64 dev ours nodad\n"
                "addr add 2001:db8:1::2/64 dev ours nodad valid_lft 100000 preferred_lft 0\n"
                "addr add fe80::1234/64 dev ours nodad\n"
                "addrlabel add prefix 2001:db8::/32 label 99\n"
                "neigh add proxy 2001:db8:1::5 dev ours\n");
}

PICK(lasting, "ip -6 addr show ours", "2001:db8:1::1/64", 6)
PICK(deprecated, "ip -o -6 addr show ours deprecated", "inet6", 1)
PICK(link_local, "ip -o -6 addr show ours scope link -tentative", "inet6", 1)
PICK(generation, "ip -d link show ours", "addrgenmode", 1)
PICK(label, "ip addrlabel", "2001:db8::/32", 2)
ASK(proxy, "ip -6 neigh show proxy")

OBJECT(net_ipv6_addresses) = {
    .name = "net-ipv6-addresses",
    .about = "IPv6 addresses of a device keep their flags and lifetimes and are ready for use at once",
    .create = own_network_with_pair,
    .set = set_family6,
    .properties = PROPERTIES({"lasting address", lasting}, {"deprecated address", deprecated, .expected = "inet6 2001:db8:1::2/64"},
                             {"link-local address", link_local, .expected = "inet6 fe80::1234/64"},
                             {"generation of addresses", generation, .expected = "addrgenmode none"},
                             {"label of a prefix", label}, {"proxy", proxy}),
};
