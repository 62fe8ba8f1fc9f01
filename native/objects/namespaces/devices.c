/* Network devices other than a pair: bridges, devices on top of others, and tunnels. */
#include "net.h"
#include <linux/if.h>
#include <linux/if_tun.h>
#include <sys/ioctl.h>

static void set_bridge(void) {
    batch("ip", "link add hub type bridge\n"
                "link set hub address 02:00:00:00:00:55 up\n"
                "addr flush dev ours\n"
                "link set ours master hub\n"
                "addr add 10.5.0.1/24 dev hub\n");
}

PICK(hub_address, "ip -o -4 addr show hub", "inet", 1)
PICK(hub_mac, "ip -o link show hub", "link/ether", 1)
PICK(member, "bridge link show dev ours", "master", 1)
PICK(port_state, "bridge link show dev ours", "state", 1)

OBJECT(net_bridge) = {
    .name = "net-bridge",
    .about = "a bridge with a port that has a carrier keeps its address and its port",
    .create = own_network_with_pair,
    .set = set_bridge,
    .properties = PROPERTIES({"address", hub_address, .expected = "inet 10.5.0.1/24"},
                             {"MAC", hub_mac, .expected = "link/ether 02:00:00:00:00:55"},
                             {"port", member, .expected = "master hub"},
                             {"state of the port", port_state, .expected = "state forwarding"}),
};

static void make_hub(void) {
    batch("ip", "link add hub type bridge\n"
                "link set hub up\n"
                "addr add 10.5.0.1/24 dev hub\n");
}

PICK(hub_flags, "ip -o link show hub", "<", 0)
ASK(hub_route, "ip route show dev hub")

OBJECT(net_bridge_empty) = {
    .name = "net-bridge-without-port",
    .about = "a bridge that is up and never had a port keeps its address and its route",
    .create = own_network,
    .set = make_hub,
    .properties = PROPERTIES({"address", hub_address, .expected = "inet 10.5.0.1/24"},
                             {"flags", hub_flags, .expected = "<BROADCAST,MULTICAST,UP,LOWER_UP>"}, {"route", hub_route}),
};

/* The kernel notices a lost carrier a little later. */
static void await_loss(const char *device) {
    for (int i = 0; i < 100 && !strstr(answer("ip route show dev %s", device), "linkdown"); i++) usleep(5000);
}

static void create_half(void) {
    own_network();
    batch("ip", "link add ours type veth peer name theirs\n"
                "link set ours up\n");
}

static void set_lonely(void) {
    batch("ip", "link add hub type bridge\n"
                "link set ours master hub\n"
                "link set hub up\n"
                "addr add 10.5.0.1/24 dev hub\n");
    await_loss("hub");
}

OBJECT(net_bridge_lonely) = {
    .name = "net-bridge-no-carrier",
    .about = "a bridge that is up and whose only port has no carrier keeps its address and its route",
    .create = create_half,
    .set = set_lonely,
    .properties = PROPERTIES({"address", hub_address, .expected = "inet 10.5.0.1/24"},
                             {"flags", hub_flags, .expected = "<NO-CARRIER,BROADCAST,MULTICAST,UP>"}, {"route", hub_route}),
};

static void set_half(void) {
    command("ip addr add 10.5.0.1/24 dev ours");
    await_loss("ours");
}

PICK(half_address, "ip -o -4 addr show ours", "inet", 1)
ASK(half_route, "ip route show dev ours")

OBJECT(net_veth_half) = {
    .name = "net-veth-no-carrier",
    .about = "a veth device that is up and whose peer is down keeps its address and its route",
    .create = create_half,
    .set = set_half,
    .properties = PROPERTIES({"address", half_address, .expected = "inet 10.5.0.1/24"}, {"route", half_route}),
};

static void create_hub(void) {
    own_network_with_pair();
    batch("ip", "link add hub type bridge\n"
                "link set hub up\n"
                "link set ours master hub\n");
}

static void set_options(void) {
    batch("ip", "link set hub type bridge stp_state 1 forward_delay 500 ageing_time 12300 priority 4096 group_fwd_mask 8\n"
                "link set hub type bridge mcast_snooping 0\n"
                "link set hub type bridge nf_call_iptables 1\n");
}

PICK(spanning, "ip -o -d link show hub", "stp_state", 1)
PICK(delay, "ip -o -d link show hub", "forward_delay", 1)
PICK(ageing, "ip -o -d link show hub", "ageing_time", 1)
PICK(priority, "ip -o -d link show hub", "priority", 1)
PICK(mask, "ip -o -d link show hub", "group_fwd_mask", 1)
PICK(snooping, "ip -o -d link show hub", "mcast_snooping", 1)
PICK(to_firewall, "ip -o -d link show hub", "nf_call_iptables", 1)

OBJECT(net_bridge_options) = {
    .name = "net-bridge-options",
    .about = "a bridge keeps its settings, such as those of the spanning tree",
    .create = create_hub,
    .set = set_options,
    .properties = PROPERTIES({"spanning tree", spanning, .expected = "stp_state 1"},
                             {"forward delay", delay, .expected = "forward_delay 500"},
                             {"ageing time", ageing, .expected = "ageing_time 12300"},
                             {"priority", priority, .expected = "priority 4096"},
                             {"forwarded groups", mask}, {"multicast snooping", snooping, .expected = "mcast_snooping 0"},
                             {"firewall", to_firewall, .expected = "nf_call_iptables 1"}),
};

static void set_entries(void) {
    batch("bridge", "fdb add 02:00:00:00:00:66 dev ours master static\n"
                    "link set dev ours cost 55 priority 9 hairpin on\n"
                    "link set dev ours learning off guard on\n"
                    "link set dev ours isolated on\n"
                    "mdb add dev hub port ours grp 239.1.2.3 permanent\n");
}

PICK(entry, "bridge fdb show dev ours", "02:00:00:00:00:66", 3)
PICK(cost, "ip -o -d link show ours", "cost", 1)
PICK(port_priority, "ip -o -d link show ours", "priority", 1)
PICK(hairpin, "ip -o -d link show ours", "hairpin", 1)
PICK(learning, "ip -o -d link show ours", "learning", 1)
PICK(isolated, "ip -o -d link show ours", "isolated", 1)
PICK(group, "bridge mdb show", "239.1.2.3", 1)

OBJECT(net_bridge_port) = {
    .name = "net-bridge-port-options",
    .about = "a port of a bridge keeps its settings and its static entries in the forwarding tables",
    .create = create_hub,
    .set = set_entries,
    .properties = PROPERTIES({"forwarding entry", entry}, {"cost", cost, .expected = "cost 55"}, {"priority", port_priority},
                             {"hairpin", hairpin, .expected = "hairpin on"}, {"learning", learning, .expected = "learning off"},
                             {"isolated", isolated, .expected = "isolated on"},
                             {"multicast entry", group, .expected = "239.1.2.3 permanent"}),
};

#define UPPER(id, called, sentence, commands, kind, option)                                                                    \
    static void set_##id(void) {                                                                                               \
        command("%s", "ip link add upper link ours address 02:00:00:00:00:77 " commands);                                      \
        command("ip link set upper up; ip addr add 10.6.0.1/24 dev upper");                                                    \
    }                                                                                                                          \
    PICK(mac_##id, "ip -o link show upper", "link/ether", 1)                                                            \
    PICK(address_##id, "ip -o -4 addr show upper", "inet", 1)                                                          \
    PICK(kind_##id, "ip -o -d link show upper", kind, 2)                                    \
    OBJECT(id) = {                                                                                                             \
        .name = called,                                                                                                        \
        .about = sentence,                                                                                                     \
        .create = own_network_with_pair,                                                                                       \
        .set = set_##id,                                                                                                       \
        .properties = PROPERTIES({"MAC", mac_##id, .expected = "link/ether 02:00:00:00:00:77"},                                    \
                                 {"address", address_##id, .expected = "inet 10.6.0.1/24"}, {"mode", kind_##id, .expected = option}), \
    }

UPPER(macvlan, "net-macvlan", "a macvlan device keeps its parent, its mode and its addresses", "type macvlan mode bridge", "macvlan",
      "macvlan mode bridge");
UPPER(vxlan, "net-vxlan", "a VXLAN device keeps its number and its addresses", "type vxlan id 55 dev ours dstport 4789", "vxlan",
      "vxlan id 55");

UPPER(macvtap, "net-macvtap", "a macvtap device keeps its parent, its mode and its addresses", "type macvtap mode vepa", "macvtap",
      "macvtap mode vepa");

static void set_ifb(void) {
    batch("ip", "link add extra address 02:00:00:00:00:88 type ifb\n"
                "link set extra up\n"
                "addr add 10.6.0.1/24 dev extra\n");
}
PICK(extra_mac, "ip -o link show extra", "link/ether", 1)
PICK(extra_address, "ip -o -4 addr show extra", "inet", 1)

OBJECT(ifb) = {
    .name = "net-ifb",
    .about = "a device for shaping incoming traffic (ifb) keeps its addresses",
    .create = own_network,
    .set = set_ifb,
    .properties = PROPERTIES({"MAC", extra_mac, .expected = "link/ether 02:00:00:00:00:88"},
                             {"address", extra_address, .expected = "inet 10.6.0.1/24"}),
};

static void make_tunnel(const char *name, short flags, int owner) {
    struct ifreq request = {.ifr_flags = flags};
    strcpy(request.ifr_name, name);
    int fd = needs(open("/dev/net/tun", O_RDWR | O_CLOEXEC));
    needs(ioctl(fd, TUNSETIFF, &request));
    must(ioctl(fd, TUNSETOWNER, owner));
    must(ioctl(fd, TUNSETPERSIST, 1));
    must(close(fd));
}

static void set_tunnels(void) {
    make_tunnel("tunnel", IFF_TUN | IFF_NO_PI, 1234);
    make_tunnel("tap", IFF_TAP | IFF_VNET_HDR, 0);
    batch("ip", "addr add 10.7.0.1 peer 10.7.0.2 dev tunnel\n"
                "link set tap address 02:00:00:00:00:99 mtu 1400\n");
}

ASK(tunnel, "ip tuntap list dev tunnel")
PICK(tunnel_address, "ip -o -4 addr show tunnel", "inet", 3)
ASK(tap, "ip tuntap list dev tap")
PICK(tap_mac, "ip -o link show tap", "link/ether", 1)
PICK(tap_mtu, "ip -o link show tap", "mtu", 1)

OBJECT(persistent_tunnels) = {
    .name = "net-tun-persistent",
    .about = "persistent tunnel devices keep their kind, owner and addresses while no program has them open",
    .create = own_network,
    .set = set_tunnels,
    .properties = PROPERTIES({"tunnel", tunnel}, {"address", tunnel_address, .expected = "inet 10.7.0.1 peer 10.7.0.2/32"},
                             {"tap", tap},
                             {"MAC", tap_mac, .expected = "link/ether 02:00:00:00:00:99"},
                             {"MTU", tap_mtu, .expected = "mtu 1400"}),
};
