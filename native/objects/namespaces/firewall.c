/* Filters of packets in a network namespace. */
#include "net.h"
#include <arpa/inet.h>
#include <sys/socket.h>

/* Sends a datagram through the loopback device; whether it arrives shows what the filter does. */
static const char *datagram(const char *address, int port) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)}, here = to;
    int one = 1, receiver = must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    int sender = must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    inet_pton(AF_INET, address, &to.sin_addr);
    inet_pton(AF_INET, "127.0.0.1", &here.sin_addr);
    must(setsockopt(receiver, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one));
    const char *result = "arrives";
    if (bind(receiver, (struct sockaddr *)&here, sizeof here) == -1) result = outcome(-1);
    else if (sendto(sender, "x", 1, 0, (struct sockaddr *)&to, sizeof to) == -1) result = outcome(-1);
    else {
        struct pollfd waiting = {.fd = receiver, .events = POLLIN};
        if (poll(&waiting, 1, 5) != 1) result = "is dropped";
    }
    close(sender);
    close(receiver);
    return result;
}

static const char *to_blocked(void) { return datagram("127.0.0.1", 4001); }
static const char *to_free(void) { return datagram("127.0.0.1", 4002); }

static void set_legacy(void) {
    command("iptables-legacy -A INPUT -p udp --dport 4001 -j DROP");
    command("iptables-legacy -P FORWARD DROP");
    command("iptables-legacy -N ours");
    command("iptables-legacy -t nat -A POSTROUTING -s 10.9.0.0/16 -j MASQUERADE");
    command("ip6tables-legacy -A INPUT -p tcp --dport 4003 -j DROP");
}

ASK(legacy_filter, "iptables-legacy -S")
ASK(legacy_nat, "iptables-legacy -t nat -S POSTROUTING")
ASK(legacy6, "ip6tables-legacy -S INPUT")

OBJECT(iptables_legacy) = {
    .name = "net-iptables-legacy",
    .about = "rules of the older iptables stay, and filter",
    .create = own_network,
    .set = set_legacy,
    .properties = PROPERTIES({"filter", legacy_filter}, {"nat", legacy_nat}, {"IPv6", legacy6},
                             {"blocked datagram", to_blocked, .expected = "is dropped"},
                             {"free datagram", to_free, .natural = true}),
};

static void set_counters(void) {
    command("iptables-legacy -A FORWARD -s 10.9.9.9 -c 7 700 -j DROP");
    command("iptables-legacy -A FORWARD -s 10.9.9.8 -c 5 500 -j DROP");
}

ASK(first_counter, "iptables-legacy -v -S FORWARD | grep 10.9.9.9 | grep -o -- '-c [0-9]* [0-9]*'")
ASK(second_counter, "iptables-legacy -v -S FORWARD | grep 10.9.9.8 | grep -o -- '-c [0-9]* [0-9]*'")

OBJECT(iptables_counters) = {
    .name = "net-iptables-counters",
    .about = "rules of the older iptables keep how many packets they have seen",
    .create = own_network,
    .set = set_counters,
    .properties = PROPERTIES({"first rule", first_counter, .expected = "-c 7 700"},
                             {"second rule", second_counter, .expected = "-c 5 500"}),
};

static void set_iptables(void) {
    command("iptables -A INPUT -p udp --dport 4001 -j DROP");
    command("iptables -P FORWARD DROP");
    command("ip6tables -A INPUT -p tcp --dport 4003 -j DROP");
}

ASK(filter, "iptables -S")
ASK(filter6, "ip6tables -S")

OBJECT(iptables) = {
    .name = "net-iptables-nft",
    .about = "rules of an iptables that uses nftables stay, and filter",
    .create = own_network,
    .set = set_iptables,
    .properties = PROPERTIES({"filter", filter}, {"IPv6", filter6}, {"blocked datagram", to_blocked, .expected = "is dropped"},
                             {"free datagram", to_free, .natural = true}),
};

static void set_nat(void) {
    command("ip addr add 10.77.0.2/24 dev lo");
    command("iptables -t nat -A OUTPUT -p udp -d 10.77.0.1 -j DNAT --to-destination 127.0.0.1");
    command("iptables -t nat -A POSTROUTING -s 10.9.0.0/16 -j MASQUERADE");
}

ASK(nat, "iptables-save -t nat | grep ^-A")
static const char *translated(void) { return datagram("10.77.0.1", 4010); }

OBJECT(iptables_nat) = {
    .name = "net-iptables-nat",
    .about = "rules of an iptables that uses nftables still translate addresses, and iptables-save lists them",
    .create = own_network,
    .set = set_nat,
    .properties = PROPERTIES({"rules", nat}, {"translated datagram", translated, .expected = "arrives"}),
};

static void set_nft(void) {
    command("nft add table inet ours; nft 'add chain inet ours in { type filter hook input priority 5; policy accept; }'");
    command("nft add rule inet ours in udp dport 4001 counter drop");
    command("nft add chain inet ours other; nft 'add rule inet ours in meta mark 5 jump other'");
    command("nft add rule inet ours other ip saddr 10.9.9.9 counter packets 7 bytes 700 drop");
    command("nft 'add counter inet ours named { packets 7 bytes 700 }'");
    command("nft 'add quota inet ours allowance { over 5 mbytes used 1 mbytes }'");
}

ASK(tables, "nft list tables")
ASK(chain, "nft -s list chain inet ours in")
ASK(counted, "nft list chain inet ours other | grep -o 'counter packets [0-9]* bytes [0-9]*'")
ASK(counter, "nft list counter inet ours named")
ASK(quota, "nft list quota inet ours allowance")

OBJECT(nft) = {
    .name = "net-nft-table",
    .about = "a table of nftables keeps its chains, rules, counters and quotas, and filters",
    .create = own_network,
    .set = set_nft,
    .properties = PROPERTIES({"chain", chain}, {"counter of a rule", counted, .expected = "counter packets 7 bytes 700"},
                             {"named counter", counter}, {"quota", quota},
                             {"blocked datagram", to_blocked, .expected = "is dropped"},
                             {"free datagram", to_free, .natural = true}),
};

static void set_only_table(void) { command("nft add table inet ours; nft add chain inet ours in"); }

OBJECT(nft_tables) = {
    .name = "net-nft-no-other-table",
    .about = "a network namespace has the tables of nftables that it had, and no other",
    .create = own_network,
    .set = set_only_table,
    .properties = PROPERTIES({"tables", tables, .expected = "table inet ours"}),
};

static void set_sets(void) {
    command("nft add table ip ours; nft 'add chain ip ours in { type filter hook input priority 5; }'");
    command("nft 'add set ip ours ports { type inet_service; elements = { 4001, 4005 } }'");
    command("nft 'add map ip ours verdicts { type inet_service : verdict; elements = { 4006 : drop } }'");
    command("nft add rule ip ours in udp dport @ports drop; nft add rule ip ours in udp dport vmap @verdicts");
}
static const char *to_mapped(void) { return datagram("127.0.0.1", 4006); }

/* Only by what they do: an nft program that is older than CRIU's library may crash when it lists them. */
OBJECT(nft_sets) = {
    .name = "net-nft-sets",
    .about = "sets and maps of nftables still decide about packets",
    .create = own_network,
    .set = set_sets,
    .properties = PROPERTIES({"port in a set", to_blocked, .expected = "is dropped"},
                             {"port in a map", to_mapped, .expected = "is dropped"},
                             {"another port", to_free, .natural = true, .expected = "arrives"}),
};

static void set_tracking(void) {
    command("iptables-legacy -A INPUT -m conntrack --ctstate INVALID -j DROP");
    put("/proc/sys/net/netfilter/nf_conntrack_udp_timeout", "600");
    datagram("127.0.0.1", 4009);
}

ASK(tracked, "grep -o 'src=127.0.0.1 dst=127.0.0.1.* dport=4009' /proc/net/nf_conntrack")
ASK(unanswered, "grep 'dport=4009' /proc/net/nf_conntrack | grep -o UNREPLIED")
static const char *plenty(void) {
    return answer("awk '/dport=4009/ {print ($5 > 100) ? \"long\" : \"short\"}' /proc/net/nf_conntrack");
}

OBJECT(conntrack) = {
    .name = "net-conntrack",
    .about = "tracked connections keep their addresses and their lifetime",
    .create = own_network,
    .set = set_tracking,
    .properties = PROPERTIES({"addresses", tracked}, {"state", unanswered, .expected = "UNREPLIED"},
                             {"lifetime", plenty, .expected = "long"}),
};
