/* Packet sockets, which see the frames of a device. */
#include "sockets.h"
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>

static int fd = -1;

static const char *type(void) { return number_option(fd, SOL_SOCKET, SO_TYPE); }
static const char *packet_option(long name) { return number_option(fd, SOL_PACKET, (int)name); }

static const char *bound_to(void) {
    struct sockaddr_ll found = {0};
    socklen_t size = sizeof found;
    char device[IFNAMSIZ] = "all";
    if (getsockname(fd, (struct sockaddr *)&found, &size) == -1) return outcome(-1);
    if (found.sll_ifindex) if_indextoname((unsigned)found.sll_ifindex, device);
    return text("%04x at %s", ntohs(found.sll_protocol), device);
}

/* A protocol for experiments, so that no other frame is taken for one of this object. */
enum { OWN_PROTOCOL = 0x88b5 };

static void make(int kind) {
    fd = needs(socket(AF_PACKET, kind, 0));
    struct sockaddr_ll address = {.sll_family = AF_PACKET, .sll_protocol = htons(OWN_PROTOCOL)};
    address.sll_ifindex = (int)if_nametoindex("lo");
    must(bind(fd, (struct sockaddr *)&address, sizeof address));
}

/* A frame to the loopback device comes back as one that arrives, and is seen once more as one that leaves. */
static void send_frame(const char *data) {
    struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_protocol = htons(OWN_PROTOCOL), .sll_halen = 6};
    to.sll_ifindex = (int)if_nametoindex("lo");
    int sender = must(socket(AF_PACKET, SOCK_DGRAM, 0));
    must(sendto(sender, data, strlen(data), 0, (struct sockaddr *)&to, sizeof to));
    must(close(sender));
}
static const char *frame(void) {
    if (fd == -1) return "no socket";
    send_frame("frame");
    return take(fd, 0);
}

#define PACKET_IS(option, value) {#option, .read_at = packet_option, .number = option, .expected = value}
static void set_number(int name, int value) { must(setsockopt(fd, SOL_PACKET, name, &value, sizeof value)); }

static void set_datagram(void) {
    make(SOCK_DGRAM);
    set_number(PACKET_VERSION, TPACKET_V2);
    set_number(PACKET_RESERVE, 12);
    set_number(PACKET_AUXDATA, 1);
    set_number(PACKET_ORIGDEV, 1);
    set_number(PACKET_LOSS, 1);
    set_number(PACKET_TIMESTAMP, 64);
    set_number(PACKET_COPY_THRESH, 7);
}

OBJECT(packet_datagram) = {
    .name = "packet-datagram",
    .about = "a packet socket that is bound to a device keeps its options and sees frames",
    .set = set_datagram,
    .properties = PROPERTIES({"type", type, .expected = "2"}, {"bound to", bound_to, .expected = "88b5 at lo"},
                             PACKET_IS(PACKET_VERSION, "1"), PACKET_IS(PACKET_RESERVE, "12"), PACKET_IS(PACKET_AUXDATA, "1"),
                             PACKET_IS(PACKET_ORIGDEV, "1"), PACKET_IS(PACKET_LOSS, "1"), PACKET_IS(PACKET_TIMESTAMP, "64"),
                             {"frame", frame, .expected = "frame", .once = true}),
};

static void set_raw(void) {
    make(SOCK_RAW);
    needs(setsockopt(fd, SOL_PACKET, PACKET_VNET_HDR, &(int){1}, sizeof(int)));
}

OBJECT(packet_raw) = {
    .name = "packet-raw",
    .about = "a raw packet socket keeps its type, its device and the headers of virtual devices",
    .set = set_raw,
    .properties = PROPERTIES({"type", type, .expected = "3"}, {"bound to", bound_to, .expected = "88b5 at lo"},
                             PACKET_IS(PACKET_VNET_HDR, "1")),
};

static void set_not_saved(void) {
    make(SOCK_DGRAM);
    needs(setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &(int){1}, sizeof(int)));
    needs(setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &(int){1}, sizeof(int)));
    set_number(PACKET_TX_HAS_OFF, 1);
}

OBJECT(packet_options_not_saved) = {
    .name = "packet-options-not-saved",
    .about = "a packet socket keeps the options that a checkpoint leaves out",
    .set = set_not_saved,
    .properties = PROPERTIES(PACKET_IS(PACKET_QDISC_BYPASS, "1"), PACKET_IS(PACKET_IGNORE_OUTGOING, "1"),
                             PACKET_IS(PACKET_TX_HAS_OFF, "1")),
};

/* Dropping a membership that the socket does not have is an error. */
static const char *drops(const struct packet_mreq *membership) {
    return outcome(setsockopt(fd, SOL_PACKET, PACKET_DROP_MEMBERSHIP, membership, sizeof *membership));
}
static struct packet_mreq promiscuous = {.mr_type = PACKET_MR_PROMISC};
static struct packet_mreq multicast = {.mr_type = PACKET_MR_MULTICAST, .mr_alen = 6, .mr_address = {1, 0, 0x5e, 1, 2, 3}};
static const char *drops_promiscuous(void) { return drops(&promiscuous); }
static const char *drops_multicast(void) { return drops(&multicast); }

static void set_memberships(void) {
    make(SOCK_RAW);
    promiscuous.mr_ifindex = multicast.mr_ifindex = (int)if_nametoindex("lo");
    must(setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &promiscuous, sizeof promiscuous));
    must(setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &multicast, sizeof multicast));
}

OBJECT(packet_memberships) = {
    .name = "packet-memberships",
    .about = "a packet socket keeps its device promiscuous, and stays in a multicast group",
    .set = set_memberships,
    .properties = PROPERTIES({"bound to", bound_to, .expected = "88b5 at lo"},
                             {"leaves promiscuous mode", drops_promiscuous, .expected = "0", .once = true},
                             {"leaves the group", drops_multicast, .expected = "0", .once = true}),
};

static void set_fanout(void) {
    make(SOCK_DGRAM);
    /* A group that the kernel numbers would be best, but its flag is not part of what getsockopt returns. */
    needs(setsockopt(fd, SOL_PACKET, PACKET_FANOUT, &(int){(getpid() & 0xffff) | PACKET_FANOUT_LB << 16}, sizeof(int)));
}

OBJECT(packet_fanout) = {
    .name = "packet-fanout",
    .about = "a packet socket stays in the group that shares the frames of a device",
    .set = set_fanout,
    .properties = PROPERTIES({"PACKET_FANOUT", .read_at = packet_option, .number = PACKET_FANOUT},
                             {"frame", frame, .expected = "frame", .once = true}),
};

enum { BLOCK = 4096, FRAMES = 2 };
static char *ring = MAP_FAILED;

static void set_ring(void) {
    make(SOCK_RAW);
    struct tpacket_req wanted = {BLOCK, 1, BLOCK / FRAMES, FRAMES};
    must(setsockopt(fd, SOL_PACKET, PACKET_RX_RING, &wanted, sizeof wanted));
    ring = needs(mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
}
static const char *ring_status(void) {
    return ring == MAP_FAILED ? "no ring" : text("%lu", ((struct tpacket_hdr *)ring)->tp_status);
}
static const char *frame_that_waits(void) {
    if (ring == MAP_FAILED) return "no ring";
    struct tpacket_hdr *first = (struct tpacket_hdr *)ring;
    for (int i = 0; i < 300 && !(__atomic_load_n(&first->tp_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER); i++) usleep(100);
    return first->tp_status & TP_STATUS_USER ? bytes(ring + first->tp_net, 11) : "nothing";
}
static const char *frame_in_ring(void) {
    if (ring == MAP_FAILED) return "no ring";
    send_frame("in the ring");
    return frame_that_waits();
}

OBJECT(packet_ring) = {
    .name = "packet-ring",
    .about = "the mapped ring of a packet socket still receives frames",
    .set = set_ring,
    .properties = PROPERTIES({"bound to", bound_to, .expected = "88b5 at lo"},
                             {"status of the first frame", ring_status, .expected = "0"},
                             {"frame", frame_in_ring, .expected = "in the ring", .once = true}),
};

static void set_full_ring(void) {
    set_ring();
    send_frame("early frame");
    frame_that_waits();
}
OBJECT(packet_ring_unread) = {
    .name = "packet-ring-unread",
    .about = "a frame that waits in the mapped ring of a packet socket stays there",
    .set = set_full_ring,
    .properties = PROPERTIES({"frame", frame_that_waits, .expected = "early frame"}),
};

static void set_unread(void) {
    make(SOCK_DGRAM);
    send_frame("early frame");
    if (!await(fd, POLLIN, 1)) broken("poll");
}
static const char *unread(void) {
    if (fd == -1) return "no socket";
    return poll(&(struct pollfd){fd, POLLIN, 0}, 1, 30) == 1 ? take(fd, 0) : "nothing";
}

OBJECT(packet_unread) = {
    .name = "packet-unread",
    .about = "a frame that was not read yet stays in the packet socket",
    .set = set_unread,
    .properties = PROPERTIES({"bound to", bound_to, .expected = "88b5 at lo"},
                             {"frame", unread, .expected = "early frame", .once = true}),
};
