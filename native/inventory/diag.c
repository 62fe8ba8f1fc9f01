/* The lists of sock_diag in each network namespace of the tree. */
#include "sockets.h"

#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/netlink_diag.h>
#include <linux/packet_diag.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <linux/vm_sockets_diag.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SYN_RECEIVED = 3, TIME_WAIT = 6, NEW_SYN_RECEIVED = 12 };

static struct sock *socks;
static size_t sock_count;
static struct sock **by_ends; /* those with addresses */
static size_t by_ends_count;
static struct sock **by_peer; /* unix sockets that are connected */
static size_t by_peer_count;
static uint16_t half_open_at[UINT16_MAX + 1]; /* by port */

static void add(struct sock s)
{
    if ((sock_count & (sock_count - 1)) == 0)
        socks = grown(socks, sock_count ? 2 * sock_count : 1, sizeof *socks);
    socks[sock_count++] = s;
}

static struct endpoint endpoint(uint8_t family, const __be32 *address, __be16 port)
{
    struct endpoint e = { .port = ntohs(port) };
    if (family == AF_INET6) {
        memcpy(&e.address, address, 16);
    } else {
        e.address.s6_addr[10] = e.address.s6_addr[11] = 0xff;
        memcpy(&e.address.s6_addr[12], address, 4);
    }
    return e;
}

static void take_inet(const void *data, size_t size, uint32_t net, uint8_t protocol)
{
    const struct inet_diag_msg *m = data;
    if (size < sizeof *m)
        return;
    add((struct sock){ .inode = m->idiag_inode, .net = net, .family = m->idiag_family, .protocol = protocol,
        .type = protocol == IPPROTO_TCP ? SOCK_STREAM : protocol == IPPROTO_RAW ? SOCK_RAW : SOCK_DGRAM,
        .state = m->idiag_state, .has_queues = true, .receive = m->idiag_rqueue, .send = m->idiag_wqueue,
        .local = endpoint(m->idiag_family, m->id.idiag_src, m->id.idiag_sport),
        .remote = endpoint(m->idiag_family, m->id.idiag_dst, m->id.idiag_dport) });
}

static void take_unix(const void *data, size_t size, uint32_t net, uint8_t protocol)
{
    const struct unix_diag_msg *m = data;
    (void)protocol;
    if (size < sizeof *m)
        return;
    struct sock s = { .inode = m->udiag_ino, .net = net, .family = AF_UNIX, .type = m->udiag_type, .state = m->udiag_state };
    const struct nlattr *a = (const void *)(m + 1);
    for (size_t left = size - sizeof *m; left >= sizeof *a && a->nla_len >= sizeof *a && a->nla_len <= left;) {
        const char *value = (const char *)(a + 1);
        size_t length = a->nla_len - sizeof *a, step = NLA_ALIGN(a->nla_len);
        if (a->nla_type == UNIX_DIAG_NAME) {
            s.name = kept(value, length);
            s.name_size = length;
        } else if (a->nla_type == UNIX_DIAG_PEER && length >= 4) {
            memcpy(&s.peer, value, 4);
            s.has_peer = true;
        } else if (a->nla_type == UNIX_DIAG_RQLEN && length >= 8) {
            memcpy(&s.receive, value, 4);
            memcpy(&s.send, value + 4, 4);
            s.has_queues = true;
        } else if (a->nla_type == UNIX_DIAG_SHUTDOWN && length >= 1) {
            s.shutdown = *value;
        }
        a = (const void *)((const char *)a + step);
        left = left > step ? left - step : 0;
    }
    add(s);
}

static void take_netlink(const void *data, size_t size, uint32_t net, uint8_t protocol)
{
    const struct netlink_diag_msg *m = data;
    (void)protocol;
    if (size >= sizeof *m)
        add((struct sock){ .inode = m->ndiag_ino, .net = net, .family = AF_NETLINK, .type = m->ndiag_type,
            .protocol = m->ndiag_protocol, .number = m->ndiag_portid });
}

static void take_packet(const void *data, size_t size, uint32_t net, uint8_t protocol)
{
    const struct packet_diag_msg *m = data;
    (void)protocol;
    if (size >= sizeof *m)
        add((struct sock){ .inode = m->pdiag_ino, .net = net, .family = AF_PACKET, .type = m->pdiag_type, .number = m->pdiag_num });
}

static void take_vsock(const void *data, size_t size, uint32_t net, uint8_t protocol)
{
    const struct vsock_diag_msg *m = data;
    (void)protocol;
    if (size >= sizeof *m)
        add((struct sock){ .inode = m->vdiag_ino, .net = net, .family = AF_VSOCK, .type = m->vdiag_type, .state = m->vdiag_state });
}

typedef void (*taker)(const void *data, size_t size, uint32_t net, uint8_t protocol);

static bool dump(int fd, const void *request, size_t size, uint32_t net, uint8_t protocol, taker take)
{
    static char answer[1 << 15] __attribute__((aligned(NLMSG_ALIGNTO)));
    struct {
        struct nlmsghdr header;
        char body[128];
    } ask = { .header = { NLMSG_LENGTH(size), SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST | NLM_F_DUMP, 0, 0 } };
    memcpy(ask.body, request, size);
    if (send(fd, &ask, ask.header.nlmsg_len, 0) < 0)
        return false;
    for (ssize_t n; (n = recv(fd, answer, sizeof answer, 0)) > 0;)
        for (struct nlmsghdr *m = (void *)answer; NLMSG_OK(m, n); m = NLMSG_NEXT(m, n)) {
            if (m->nlmsg_type == NLMSG_DONE)
                return true;
            if (m->nlmsg_type == NLMSG_ERROR) {
                errno = -((struct nlmsgerr *)NLMSG_DATA(m))->error;
                return false;
            }
            take(NLMSG_DATA(m), NLMSG_PAYLOAD(m, 0), net, protocol);
        }
    return false;
}

static bool dump_inet(int fd, uint32_t net, uint8_t family, uint8_t protocol)
{
    struct inet_diag_req_v2 r = { .sdiag_family = family, .sdiag_protocol = protocol, .idiag_states = ~(1u << TIME_WAIT) };
    return dump(fd, &r, sizeof r, net, protocol, take_inet);
}

static bool dump_both(int fd, uint32_t net, uint8_t protocol)
{
    bool good = dump_inet(fd, net, AF_INET, protocol);
    return dump_inet(fd, net, AF_INET6, protocol) && good;
}

static bool dump_tcp(int fd, uint32_t net) { return dump_both(fd, net, IPPROTO_TCP); }
static bool dump_udp(int fd, uint32_t net) { return dump_both(fd, net, IPPROTO_UDP); }
static bool dump_udplite(int fd, uint32_t net) { return dump_both(fd, net, IPPROTO_UDPLITE); }
static bool dump_raw(int fd, uint32_t net) { return dump_both(fd, net, IPPROTO_RAW); }

static bool dump_unix(int fd, uint32_t net)
{
    struct unix_diag_req r = { .sdiag_family = AF_UNIX, .udiag_states = ~0u,
        .udiag_show = UDIAG_SHOW_NAME | UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN };
    return dump(fd, &r, sizeof r, net, 0, take_unix);
}

static bool dump_netlink(int fd, uint32_t net)
{
    struct netlink_diag_req r = { .sdiag_family = AF_NETLINK, .sdiag_protocol = NDIAG_PROTO_ALL };
    return dump(fd, &r, sizeof r, net, 0, take_netlink);
}

static bool dump_packet(int fd, uint32_t net)
{
    struct packet_diag_req r = { .sdiag_family = AF_PACKET, .pdiag_show = PACKET_SHOW_INFO };
    return dump(fd, &r, sizeof r, net, 0, take_packet);
}

static bool dump_vsock(int fd, uint32_t net)
{
    struct vsock_diag_req r = { .sdiag_family = AF_VSOCK, .vdiag_states = ~0u };
    return dump(fd, &r, sizeof r, net, 0, take_vsock);
}

/* The kernel's names of protocols, by their beginnings. */
static struct {
    const char *name;
    const char *family;
    bool (*dump)(int fd, uint32_t net);
    bool used, failed;
} lists[] = {
    { "UNIX", "unix", dump_unix, 0, 0 },         { "TCP", "inet", dump_tcp, 0, 0 },
    { "UDP-Lite", "inet", dump_udplite, 0, 0 },  { "UDPLITE", "inet6", dump_udplite, 0, 0 },
    { "UDP", "inet", dump_udp, 0, 0 },           { "RAW", "inet", dump_raw, 0, 0 },
    { "NETLINK", "netlink", dump_netlink, 0, 0 }, { "PACKET", "packet", dump_packet, 0, 0 },
    { "AF_VSOCK", "vsock", dump_vsock, 0, 0 },
};
enum { LISTS = sizeof lists / sizeof *lists };

static int list_of(const char *protocol)
{
    for (int i = 0; i < LISTS; i++)
        if (strncmp(protocol, lists[i].name, strlen(lists[i].name)) == 0)
            return i;
    return -1;
}

/* Marks the lists that sockets of the tree need; returns false if it has none. */
static bool mark_used(void)
{
    bool any = false;
    for (size_t i = 0; i < tree_size; i++)
        for (size_t j = 0; j < tree[i].descriptor_count; j++) {
            const struct descriptor *d = &tree[i].descriptors[j];
            if (strcmp(d->kind, "socket") != 0)
                continue;
            int list = list_of(d->protocol);
            any = true;
            for (int k = 0; k < LISTS; k++)
                lists[k].used |= k == list || !*d->protocol;
        }
    return any;
}

static void list_in(const struct process *p)
{
    int fd = open_diag(p);
    if (fd < 0) {
        unknown(p->pid, "ns/net", errno);
        for (int i = 0; i < LISTS; i++)
            lists[i].failed = true;
        return;
    }
    for (int i = 0; i < LISTS; i++)
        /* ENOENT: this kernel has no list of them. */
        if (lists[i].used && !lists[i].dump(fd, p->net)) {
            char name[32];
            snprintf(name, sizeof name, "sock_diag/%s", lists[i].name);
            unknown(p->pid, name, errno == ENOENT ? EPROTONOSUPPORT : errno);
            lists[i].failed = true;
        }
    close(fd);
}

static int by_inode(const void *a, const void *b)
{
    const struct sock *x = a, *y = b;
    return x->inode < y->inode ? -1 : x->inode > y->inode;
}

static int compare_ends(const struct sock *x, const struct sock *y)
{
    int by = x->protocol != y->protocol ? x->protocol - y->protocol : memcmp(&x->local.address, &y->local.address, 16);
    if (!by)
        by = x->local.port != y->local.port ? x->local.port - y->local.port : x->remote.port - y->remote.port;
    return by ? by : memcmp(&x->remote.address, &y->remote.address, 16);
}

static int order_ends(const void *a, const void *b)
{
    return compare_ends(*(struct sock *const *)a, *(struct sock *const *)b);
}

static int order_peers(const void *a, const void *b)
{
    const struct sock *x = *(struct sock *const *)a, *y = *(struct sock *const *)b;
    return x->peer < y->peer ? -1 : x->peer > y->peer;
}

static bool is_inet(const struct sock *s)
{
    return s->family == AF_INET || s->family == AF_INET6;
}

void sockets_collect(void)
{
    if (!mark_used())
        return;
    for (size_t i = 0; i < tree_size; i++) {
        bool again = tree[i].net == 0;
        for (size_t j = 0; j < i && !again; j++)
            again = tree[j].net == tree[i].net;
        if (!again)
            list_in(&tree[i]);
    }
    if (sock_count == 0)
        return;
    qsort(socks, sock_count, sizeof *socks, by_inode);
    by_ends = grown(NULL, sock_count + 1, sizeof *by_ends);
    by_peer = grown(NULL, sock_count + 1, sizeof *by_peer);
    for (size_t i = 0; i < sock_count; i++) {
        struct sock *s = &socks[i];
        if (is_inet(s) && s->remote.port)
            by_ends[by_ends_count++] = s;
        if (s->has_peer && s->peer)
            by_peer[by_peer_count++] = s;
        if (s->protocol == IPPROTO_TCP && (s->state == SYN_RECEIVED || s->state == NEW_SYN_RECEIVED))
            half_open_at[s->local.port]++;
    }
    qsort(by_ends, by_ends_count, sizeof *by_ends, order_ends);
    qsort(by_peer, by_peer_count, sizeof *by_peer, order_peers);
}

struct sock *find_socket(uint32_t inode)
{
    struct sock key = { .inode = inode };
    return sock_count ? bsearch(&key, socks, sock_count, sizeof key, by_inode) : NULL;
}

/* The socket on this machine whose ends are those of another one, the other way round. */
struct sock *opposite(const struct sock *s)
{
    struct sock key = { .protocol = s->protocol, .local = s->remote, .remote = s->local }, *at = &key;
    struct sock **found = by_ends_count ? bsearch(&at, by_ends, by_ends_count, sizeof at, order_ends) : NULL;
    return found ? *found : NULL;
}

/* Connections to a listener that its queue does not show: the last packet of the handshake, or the first data, is missing. */
size_t half_open(const struct sock *listener)
{
    return half_open_at[listener->local.port];
}

/* Sockets of other processes that are connected to a unix datagram socket, which itself does not know them. */
size_t senders_outside(uint32_t inode)
{
    size_t low = 0, high = by_peer_count, found = 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (by_peer[middle]->peer < inode)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < by_peer_count && by_peer[low]->peer == inode; low++)
        found += !is_inside(by_peer[low]->inode);
    return found;
}

bool socket_peer(uint32_t inode, uint32_t *peer)
{
    struct sock *s = find_socket(inode), *other = s && is_inet(s) && s->remote.port ? opposite(s) : NULL;
    *peer = other ? other->inode : s && s->has_peer ? s->peer : 0;
    return other || (s && s->has_peer);
}

/* Returns the family by the kernel's name of a protocol, and whether all of its lists could be read; NULL if it has no list. */
const char *listed_family(const char *protocol, bool *complete)
{
    int list = list_of(protocol);
    *complete = list >= 0 && !lists[list].failed;
    if (list < 0)
        return NULL;
    return strcmp(lists[list].family, "inet") == 0 && strstr(protocol, "v6") ? "inet6" : lists[list].family;
}
