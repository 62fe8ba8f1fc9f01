/* Sockets as the kernel lists them. */
#ifndef SOCKETS_H
#define SOCKETS_H

#include "inventory.h"

#include <netinet/in.h>

enum { ESTABLISHED = 1 };

struct endpoint {
    struct in6_addr address; /* IPv4 as a mapped one */
    uint16_t port;
};

struct sock {
    uint32_t inode, peer, net; /* the inode is 0 while no process has the socket: not accepted yet, or closed */
    uint8_t family, type, protocol, state, shutdown;
    bool has_peer, has_queues;
    uint32_t receive, send, number;
    struct endpoint local, remote;
    const char *name;
    size_t name_size;
};

/* netns.c: a netlink socket in the network namespace of a process */
int open_diag(const struct process *p);

/* diag.c */
struct sock *find_socket(uint32_t inode);
struct sock *opposite(const struct sock *s);
size_t half_open(const struct sock *listener);
size_t senders_outside(uint32_t inode);
const char *listed_family(const char *protocol, bool *complete);

#endif
