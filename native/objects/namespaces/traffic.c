/* How a network namespace shapes traffic. */
#include "net.h"

static void set_disciplines(void) {
    command("tc qdisc replace dev ours root tbf rate 1mbit burst 10k latency 50ms");
    command("tc qdisc add dev theirs root handle 1: htb default 10");
    command("tc class add dev theirs parent 1: classid 1:10 htb rate 2mbit ceil 3mbit");
    command("tc qdisc add dev lo root pfifo limit 77");
}

ASK(bucket, "tc qdisc show dev ours | grep -o 'tbf.*burst [^ ]*'")
ASK(hierarchy, "tc qdisc show dev theirs root | grep -o 'htb 1: root'")
ASK(class, "tc class show dev theirs | grep -o 'htb 1:10.*ceil [^ ]*'")
ASK(fifo, "tc qdisc show dev lo root | grep -o 'pfifo.*limit 77p'")

OBJECT(net_disciplines) = {
    .name = "net-queueing-disciplines",
    .about = "queueing disciplines and classes of devices keep their rates and limits",
    .create = own_network_with_pair,
    .set = set_disciplines,
    .properties = PROPERTIES({"token bucket", bucket}, {"hierarchy", hierarchy, .expected = "htb 1: root"}, {"class", class},
                             {"limit of a queue", fifo}),
};

static void set_ingress(void) { command("tc qdisc add dev ours ingress"); }

ASK(ingress, "tc qdisc show dev ours | grep -o '^qdisc ingress'")

OBJECT(net_ingress) = {
    .name = "net-ingress-discipline",
    .about = "the discipline for incoming traffic of a device stays",
    .create = own_network_with_pair,
    .set = set_ingress,
    .properties = PROPERTIES({"discipline", ingress, .expected = "qdisc ingress"}),
};
