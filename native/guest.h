/* What a listener and its guests agree on. */
#pragma once
#include "workload.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

enum { FROM_GUEST = 1, TO_GUEST, MOST_GUESTS = 64, PATIENCE = 20 };

/* What a guest says; the answer is nth(TO_GUEST, index). */
struct greeting {
    uint64_t index, again, number; /* again: how many connections were lost before this one */
};

union place {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6; /* its port has the same offset as the other's */
};

static inline union place find_place(const char *address, long port) {
    union place place = {.any.sa_family = strchr(address, ':') ? AF_INET6 : AF_INET};
    place.v4.sin_port = htons((uint16_t)port);
    bool v6 = place.any.sa_family == AF_INET6;
    errno = EINVAL;
    if (inet_pton(place.any.sa_family, address, v6 ? (void *)&place.v6.sin6_addr : &place.v4.sin_addr) != 1) broken(address);
    return place;
}
