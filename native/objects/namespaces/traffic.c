/* How a network namespace shapes traffic. */
#include "net.h"

static void set_disciplines(void) {
    batch("tc", "qdisc replace dev ours root tbf rate 1mbit burst 10k latency 50ms\n"
                "qdisc add dev theirs root handle 1: htb default 10\n"
                "class add dev theirs parent 1: classid 1:10 htb rate 2mbit ceil 3mbit\n"
                "qdisc add dev lo root pfifo limit 77\n");
}

PICK(bucket, "tc qdisc show dev ours", "rate", 3)
PICK(hierarchy, "tc qdisc show dev theirs root", "htb", 2)
PICK(class, "tc class show dev theirs", "rate", 3)
PICK(fifo, "tc qdisc show dev lo root", "limit", 1)

OBJECT(net_disciplines) = {
    .name = "net-queueing-disciplines",
    .about = "queueing disciplines and classes of devices keep their rates and limits",
    .create = own_network_with_pair,
    .set = set_disciplines,
    .properties = PROPERTIES({"token bucket", bucket}, {"hierarchy", hierarchy, .expected = "htb 1: root"}, {"class", class},
                             {"limit of a queue", fifo}),
};

static void set_ingress(void) { command("tc qdisc add dev ours ingress"); }

PICK(ingress, "tc qdisc show dev ours", "ingress", 0)

OBJECT(net_ingress) = {
    .name = "net-ingress-discipline",
    .about = "the discipline for incoming traffic of a device stays",
    .create = own_network_with_pair,
    .set = set_ingress,
    .properties = PROPERTIES({"discipline", ingress, .expected = "ingress"}),
};
