/* Network devices other than a pair: bridges, devices on top of others, and tunnels. */
#include "net.h"
#include <linux/if.h>
#include <linux/if_tun.h>
#include <sys/ioctl.h>

static void set_bridge(void) {
    command("ip link add hub type bridge");
    command("ip link set hub address 02:00:00:00:00:55 up");
    command("ip addr flush dev ours");
    command("ip link set ours master hub");
    command("ip addr add 10.5.0.1/24 dev hub");
}

ASK(hub_address, "ip -o -4 addr show hub | awk '{print $4}'")
ASK(hub_mac, "ip -o link show hub | grep -o 'ether [^ ]*'")
ASK(member, "ip -o link show master hub | cut -d: -f2 | cut -d@ -f1")
ASK(port_state, "bridge link show dev ours | grep -o 'state [a-z]*'")

OBJECT(net_bridge) = {
    .name = "net-bridge",
    .about = "a bridge with a port that has a carrier keeps its address and its port",
    .create = own_network_with_pair,
    .set = set_bridge,
    .properties = PROPERTIES({"address", hub_address, .expected = "10.5.0.1/24"}, {"MAC", hub_mac, .expected = "ether 02:00:00:00:00:55"},
                             {"port", member, .expected = "ours"}, {"state of the port", port_state, .expected = "state forwarding"}),
};

static void make_hub(void) {
    command("ip link add hub type bridge");
    command("ip link set hub up; ip addr add 10.5.0.1/24 dev hub");
}

ASK(hub_flags, "ip -o link show hub | grep -o '<.*>'")
ASK(hub_route, "ip route show dev hub")

OBJECT(net_bridge_empty) = {
    .name = "net-bridge-without-port",
    .about = "a bridge that is up and never had a port keeps its address and its route",
    .create = own_network,
    .set = make_hub,
    .properties = PROPERTIES({"address", hub_address, .expected = "10.5.0.1/24"},
                             {"flags", hub_flags, .expected = "<BROADCAST,MULTICAST,UP,LOWER_UP>"}, {"route", hub_route}),
};

/* The kernel notices a lost carrier a little later. */
static void await_loss(const char *device) {
    for (int i = 0; i < 100 && !strstr(answer("ip route show dev %s", device), "linkdown"); i++) usleep(5000);
}

static void create_half(void) {
    own_network();
    command("ip link add ours type veth peer name theirs; ip link set ours up");
}

static void set_lonely(void) {
    command("ip link add hub type bridge; ip link set ours master hub");
    command("ip link set hub up; ip addr add 10.5.0.1/24 dev hub");
    await_loss("hub");
}

OBJECT(net_bridge_lonely) = {
    .name = "net-bridge-no-carrier",
    .about = "a bridge that is up and whose only port has no carrier keeps its address and its route",
    .create = create_half,
    .set = set_lonely,
    .properties = PROPERTIES({"address", hub_address, .expected = "10.5.0.1/24"},
                             {"flags", hub_flags, .expected = "<NO-CARRIER,BROADCAST,MULTICAST,UP>"}, {"route", hub_route}),
};

static void set_half(void) {
    command("ip addr add 10.5.0.1/24 dev ours");
    await_loss("ours");
}

ASK(half_address, "ip -o -4 addr show ours | awk '{print $4}'")
ASK(half_route, "ip route show dev ours")

OBJECT(net_veth_half) = {
    .name = "net-veth-no-carrier",
    .about = "a veth device that is up and whose peer is down keeps its address and its route",
    .create = create_half,
    .set = set_half,
    .properties = PROPERTIES({"address", half_address, .expected = "10.5.0.1/24"}, {"route", half_route}),
};

static void create_hub(void) {
    own_network_with_pair();
    command("ip link add hub type bridge");
    command("ip link set hub up");
    command("ip link set ours master hub");
}

static void set_options(void) {
    command("ip link set hub type bridge stp_state 1 forward_delay 500 ageing_time 12300 priority 4096 group_fwd_mask 8");
    command("ip link set hub type bridge mcast_snooping 0");
    command("ip link set hub type bridge nf_call_iptables 1");
}

#define OPTION_OF(device, option) "ip -o -d link show " device " | grep -o ' " option " [^ ]*' | head -1"
ASK(spanning, OPTION_OF("hub", "stp_state"))
ASK(delay, OPTION_OF("hub", "forward_delay"))
ASK(ageing, OPTION_OF("hub", "ageing_time"))
ASK(priority, OPTION_OF("hub", "priority"))
ASK(mask, OPTION_OF("hub", "group_fwd_mask"))
ASK(snooping, OPTION_OF("hub", "mcast_snooping"))
ASK(to_firewall, OPTION_OF("hub", "nf_call_iptables"))

OBJECT(net_bridge_options) = {
    .name = "net-bridge-options",
    .about = "a bridge keeps its settings, such as those of the spanning tree",
    .create = create_hub,
    .set = set_options,
    .properties = PROPERTIES({"spanning tree", spanning, .expected = "stp_state 1"}, {"forward delay", delay, .expected = "forward_delay 500"},
                             {"ageing time", ageing, .expected = "ageing_time 12300"}, {"priority", priority, .expected = "priority 4096"},
                             {"forwarded groups", mask}, {"multicast snooping", snooping, .expected = "mcast_snooping 0"},
                             {"firewall", to_firewall, .expected = "nf_call_iptables 1"}),
};

static void set_entries(void) {
    command("bridge fdb add 02:00:00:00:00:66 dev ours master static");
    command("bridge link set dev ours cost 55 priority 9 hairpin on");
    command("bridge link set dev ours learning off guard on");
    command("bridge link set dev ours isolated on");
    command("bridge mdb add dev hub port ours grp 239.1.2.3 permanent");
}

ASK(entry, "bridge fdb show dev ours | grep 02:00:00:00:00:66")
ASK(cost, OPTION_OF("ours", "cost"))
ASK(port_priority, OPTION_OF("ours", "priority"))
ASK(hairpin, OPTION_OF("ours", "hairpin"))
ASK(learning, OPTION_OF("ours", "learning"))
ASK(isolated, OPTION_OF("ours", "isolated"))
ASK(group, "bridge mdb show | grep -o '239.1.2.3 permanent'")

OBJECT(net_bridge_port) = {
    .name = "net-bridge-port-options",
    .about = "a port of a bridge keeps its settings and its static entries in the forwarding tables",
    .create = create_hub,
    .set = set_entries,
    .properties = PROPERTIES({"forwarding entry", entry}, {"cost", cost, .expected = "cost 55"}, {"priority", port_priority},
                             {"hairpin", hairpin, .expected = "hairpin on"}, {"learning", learning, .expected = "learning off"},
                             {"isolated", isolated, .expected = "isolated on"}, {"multicast entry", group, .expected = "239.1.2.3 permanent"}),
};

#define UPPER(id, called, sentence, commands, kind, option)                                                                    \
    static void set_##id(void) {                                                                                               \
        command("%s", "ip link add upper link ours address 02:00:00:00:00:77 " commands);                                      \
        command("ip link set upper up; ip addr add 10.6.0.1/24 dev upper");                                                    \
    }                                                                                                                          \
    ASK(mac_##id, "ip -o link show upper | grep -o 'ether [^ ]*'")                                                            \
    ASK(address_##id, "ip -o -4 addr show upper | awk '{print $4}'")                                                          \
    ASK(kind_##id, "ip -o -d link show upper | grep -o ' " kind " [^ ]* [^ ]*' | head -1")                                    \
    OBJECT(id) = {                                                                                                             \
        .name = called,                                                                                                        \
        .about = sentence,                                                                                                     \
        .create = own_network_with_pair,                                                                                       \
        .set = set_##id,                                                                                                       \
        .properties = PROPERTIES({"MAC", mac_##id, .expected = "ether 02:00:00:00:00:77"},                                    \
                                 {"address", address_##id, .expected = "10.6.0.1/24"}, {"mode", kind_##id, .expected = option}), \
    }

UPPER(macvlan, "net-macvlan", "a macvlan device keeps its parent, its mode and its addresses", "type macvlan mode bridge", "macvlan",
      "macvlan mode bridge");
UPPER(vlan, "net-vlan", "a VLAN device keeps its parent, its number and its addresses", "type vlan id 55", "vlan protocol", "802.1Q id");
UPPER(ipvlan, "net-ipvlan", "an ipvlan device keeps its parent, its mode and its addresses", "type ipvlan mode l3", "ipvlan", "ipvlan mode l3");
UPPER(vxlan, "net-vxlan", "a VXLAN device keeps its number and its addresses", "type vxlan id 55 dev ours dstport 4789", "vxlan",
      "vxlan id 55");

UPPER(macvtap, "net-macvtap", "a macvtap device keeps its parent, its mode and its addresses", "type macvtap mode vepa", "macvtap",
      "macvtap mode vepa");

static void set_plain(const char *type) {
    command("ip link add extra address 02:00:00:00:00:88 type %s", type);
    command("ip link set extra up; ip addr add 10.6.0.1/24 dev extra");
}
ASK(extra_mac, "ip -o link show extra | grep -o 'ether [^ ]*'")
ASK(extra_address, "ip -o -4 addr show extra | awk '{print $4}'")

#define PLAIN(id, called, sentence)                                                                                            \
    static void set_##id(void) { set_plain(#id); }                                                                             \
    OBJECT(id) = {                                                                                                             \
        .name = called,                                                                                                        \
        .about = sentence,                                                                                                     \
        .create = own_network,                                                                                                 \
        .set = set_##id,                                                                                                       \
        .properties = PROPERTIES({"MAC", extra_mac, .expected = "ether 02:00:00:00:00:88"},                                   \
                                 {"address", extra_address, .expected = "10.6.0.1/24"}),                                      \
    }

PLAIN(dummy, "net-dummy", "a dummy device keeps its addresses");
PLAIN(ifb, "net-ifb", "a device for traffic shaping (ifb) keeps its addresses");

static void set_wireguard(void) {
    command("ip link add extra type wireguard");
    command("ip link set extra up; ip addr add 10.6.0.1/24 dev extra");
}
OBJECT(wireguard) = {
    .name = "net-wireguard",
    .about = "a WireGuard device keeps its address",
    .create = own_network,
    .set = set_wireguard,
    .properties = PROPERTIES({"address", extra_address, .expected = "10.6.0.1/24"}),
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
    command("ip addr add 10.7.0.1 peer 10.7.0.2 dev tunnel; ip link set tap address 02:00:00:00:00:99 mtu 1400");
}

ASK(tunnel, "ip tuntap list dev tunnel")
ASK(tunnel_address, "ip -o -4 addr show tunnel | grep -o 'inet .*/32'")
ASK(tap, "ip tuntap list dev tap")
ASK(tap_mac, "ip -o link show tap | grep -o 'ether [^ ]*'")
ASK(tap_mtu, "ip -o link show tap | grep -o 'mtu [0-9]*'")

OBJECT(persistent_tunnels) = {
    .name = "net-tun-persistent",
    .about = "persistent tunnel devices keep their kind, owner and addresses while no program has them open",
    .create = own_network,
    .set = set_tunnels,
    .properties = PROPERTIES({"tunnel", tunnel}, {"address", tunnel_address, .expected = "inet 10.7.0.1 peer 10.7.0.2/32"}, {"tap", tap},
                             {"MAC", tap_mac, .expected = "ether 02:00:00:00:00:99"}, {"MTU", tap_mtu, .expected = "mtu 1400"}),
};
