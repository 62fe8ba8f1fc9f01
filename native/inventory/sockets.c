/* What is known of one socket. */
#include "sockets.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>

enum { CLOSED_BOTH = 3, LISTENING = 10 };

static void print_endpoint(const char *key, const struct endpoint *e)
{
    char text[INET6_ADDRSTRLEN];
    if (IN6_IS_ADDR_V4MAPPED(&e->address))
        inet_ntop(AF_INET, &e->address.s6_addr[12], text, sizeof text);
    else
        inet_ntop(AF_INET6, &e->address, text, sizeof text);
    json_open(key, '{');
    json_text("address", text);
    json_number("port", e->port);
    json_close();
}

static const char *type_name(int type)
{
    static const char *const names[] = { [SOCK_STREAM] = "stream", [SOCK_DGRAM] = "datagram", [SOCK_RAW] = "raw",
        [SOCK_RDM] = "rdm", [SOCK_SEQPACKET] = "seqpacket" };
    return type > 0 && type <= SOCK_SEQPACKET && names[type] ? names[type] : "other";
}

static const char *state_name(const struct sock *s)
{
    static const char *const names[] = { "unknown", "established", "syn-sent", "syn-received", "fin-wait-1", "fin-wait-2",
        "time-wait", "closed", "close-wait", "last-ack", "listening", "closing", "syn-received" };
    if (s->type != SOCK_STREAM && s->type != SOCK_SEQPACKET)
        return s->state == ESTABLISHED ? "connected" : "unconnected";
    return s->state < sizeof names / sizeof *names ? names[s->state] : "unknown";
}

static void print_inet(const struct sock *s)
{
    struct sock *other = opposite(s);
    json_text("protocol", s->protocol == IPPROTO_TCP ? "tcp" : s->protocol == IPPROTO_UDP ? "udp" :
                          s->protocol == IPPROTO_RAW ? "raw" : "udplite");
    json_text("state", state_name(s));
    print_endpoint("local", &s->local);
    if (s->protocol == IPPROTO_TCP && s->state == LISTENING && half_open(s))
        json_size("half_open", half_open(s));
    if (!s->remote.port)
        return;
    print_endpoint("remote", &s->remote);
    json_bool("same_machine", other != NULL);
    if (other && other->inode)
        print_holders(other->inode, false);
    else
        json_text("peer", !other ? "outside" : other->state == ESTABLISHED ? "not-accepted" : "none");
}

static void print_unix(const struct sock *s)
{
    json_text("state", state_name(s));
    if (s->name_size) {
        bool abstract = !*s->name;
        size_t size = abstract ? s->name_size - 1 : strnlen(s->name, s->name_size);
        json_bytes("name", s->name + abstract, size);
        json_bool("abstract", abstract);
    }
    if (s->type == SOCK_DGRAM && senders_outside(s->inode))
        json_size("senders_outside", senders_outside(s->inode));
    if (s->has_peer && s->peer)
        print_holders(s->peer, false);
    else if (s->has_peer)
        json_text("peer", s->shutdown == CLOSED_BOTH ? "none" : "not-accepted");
}

void print_socket(const struct descriptor *d)
{
    struct sock *s = find_socket(d->is.stx_ino);
    bool complete;
    json_size("inode", d->is.stx_ino);
    if (*d->protocol)
        json_text("kernel_name", d->protocol);
    if (!s) {
        const char *family = listed_family(d->protocol, &complete);
        if (family)
            json_text("family", family);
        json_text("state", complete ? "unlisted" : "unknown");
        return;
    }
    json_text("family", s->family == AF_INET ? "inet" : s->family == AF_INET6 ? "inet6" : s->family == AF_UNIX ? "unix" :
                        s->family == AF_NETLINK ? "netlink" : s->family == AF_PACKET ? "packet" : "vsock");
    json_text("type", type_name(s->type));
    if (s->family == AF_INET || s->family == AF_INET6)
        print_inet(s);
    else if (s->family == AF_UNIX)
        print_unix(s);
    else if (s->family == AF_NETLINK) {
        json_number("netlink_protocol", s->protocol);
        json_size("port", s->number);
    } else if (s->family == AF_PACKET) {
        json_size("ether_type", s->number);
    } else {
        json_text("state", state_name(s));
    }
    if (s->has_queues) {
        json_size("receive_queue", s->receive);
        json_size("send_queue", s->send);
    }
    print_holders(s->inode, true);
}
