/* What objects that are sockets share. */
#include "sockets.h"
#include <arpa/inet.h>
#include <linux/close_range.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <stdio.h>
#include <stdlib.h>

int table_socket = -1;

const char *number_option(int fd, int level, int name) {
    int value = 0;
    socklen_t size = sizeof value;
    return getsockopt(fd, level, name, &value, &size) == -1 ? outcome(-1) : text("%d", value);
}

const char *option(long number) { return number_option(table_socket, (int)(number >> 16), (int)(number & 0xffff)); }

void set_options(const struct property *properties) {
    for (; properties->name; properties++)
        if (properties->read_at == option) {
            int value = atoi(properties->expected);
            int level = (int)(properties->number >> 16), name = (int)(properties->number & 0xffff);
            if (setsockopt(table_socket, level, name, &value, sizeof value) == -1) unavailable(properties->name);
        }
}

static const char *name_of(const union address *address, socklen_t size) {
    char host[INET6_ADDRSTRLEN];
    switch (address->any.sa_family) {
    case AF_INET:
        return text("%s:%d", inet_ntop(AF_INET, &address->v4.sin_addr, host, sizeof host), ntohs(address->v4.sin_port));
    case AF_INET6:
        return text("[%s]:%d", inet_ntop(AF_INET6, &address->v6.sin6_addr, host, sizeof host), ntohs(address->v6.sin6_port));
    default:
        size -= offsetof(struct sockaddr_un, sun_path);
        if (size > 0 && address->path.sun_path[0] != 0) size = (socklen_t)strnlen(address->path.sun_path, size);
        return size > 0 ? bytes(address->path.sun_path, size) : "no name";
    }
}

const char *local_name(int fd) {
    union address address = {0};
    socklen_t size = sizeof address;
    return getsockname(fd, &address.any, &size) == -1 ? outcome(-1) : name_of(&address, size);
}

const char *peer_name(int fd) {
    union address address = {0};
    socklen_t size = sizeof address;
    return getpeername(fd, &address.any, &size) == -1 ? outcome(-1) : name_of(&address, size);
}

const char *tcp_state(int fd) {
    struct tcp_info info = {0};
    socklen_t size = sizeof info;
    return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == -1 ? outcome(-1) : text("%d", info.tcpi_state);
}

const char *take(int fd, int flags) {
    char data[256];
    if (fd == -1) return "no socket";
    if (!await(fd, POLLIN | POLLPRI, 1)) return "nothing";
    ssize_t got = recv(fd, data, sizeof data, flags | MSG_DONTWAIT);
    return got == -1 ? outcome(-1) : got == 0 ? "end" : bytes(data, (size_t)got);
}

const char *passes(int from, int to, const char *data) {
    if (send(from, data, strlen(data), MSG_DONTWAIT | MSG_NOSIGNAL) == -1) return outcome(-1);
    return take(to, 0);
}

/* TCP_INFO has no field for it: for a listener, tcpi_sacked is the limit. */
const char *backlog(int fd) {
    struct tcp_info info = {0};
    socklen_t size = sizeof info;
    return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == -1 ? outcome(-1) : text("%u", info.tcpi_sacked);
}

union address loopback(int family, int port) {
    union address address = {.any.sa_family = (sa_family_t)family};
    address.v4.sin_port = htons((uint16_t)port);
    if (family == AF_INET6) address.v6.sin6_addr = in6addr_loopback;
    else address.v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void bind_loopback(int fd, int family, int port) {
    union address address = loopback(family, port);
    needs(bind(fd, &address.any, sizeof address));
}

int bound_socket(int family, int type, int protocol) {
    int fd = needs(socket(family, type, protocol));
    bind_loopback(fd, family, 0);
    return fd;
}

int port_of(int fd) {
    union address address = {0};
    socklen_t size = sizeof address;
    must(getsockname(fd, &address.any, &size));
    return ntohs(address.v4.sin_port);
}

struct connection connect_tcp(int family) {
    struct connection made = {.listener = bound_socket(family, SOCK_STREAM, 0)};
    must(listen(made.listener, 4));
    made.client = must(socket(family, SOCK_STREAM, 0));
    union address address = loopback(family, port_of(made.listener));
    must(connect(made.client, &address.any, sizeof address));
    made.server = must(accept(made.listener, NULL, NULL));
    return made;
}

static socklen_t name_unix(union address *address, const char *name) {
    size_t length = strlen(name);
    *address = (union address){.path = {.sun_family = AF_UNIX}};
    memcpy(address->path.sun_path, name, length);
    if (name[0] == '@') address->path.sun_path[0] = 0;
    /* The end of an abstract name is its size, and not a 0. */
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + (name[0] != '@'));
}

int unix_socket(int type, const char *name) {
    union address address;
    socklen_t size = name_unix(&address, name);
    int fd = must(socket(AF_UNIX, type, 0));
    must(bind(fd, &address.any, size));
    return fd;
}

void connect_unix(int fd, const char *name) {
    union address address;
    socklen_t size = name_unix(&address, name);
    must(connect(fd, &address.any, size));
}

const char *absolute_path(const char *name) {
    char folder[sizeof(struct sockaddr_un)];
    const char *path = getcwd(folder, sizeof folder) ? text("%s/%s", folder, name) : NULL;
    errno = ENAMETOOLONG;
    if (!path || strlen(path) >= sizeof ((struct sockaddr_un *)0)->sun_path) unavailable("a short working directory");
    return path;
}

enum { GIVEN, READY };
static const char run_file[] = "outsider-runs";

void start_outsider(void (*body)(int fd), int fd) {
    int ends[2];
    char none;
    must(close(must(creat(run_file, 0600))));
    must(pipe(ends));
    pid_t child = must(fork());
    if (child == 0) {
        if (must(fork()) > 0) _exit(0);
        alarm(60);
        must(setsid());
        must(dup2(ends[1], READY));
        if (fd != -1) must(dup2(fd, GIVEN));
        else must(close(GIVEN));
        must(close_range(READY + 1, ~0U, 0));
        body(fd == -1 ? -1 : GIVEN);
        _exit(0);
    }
    must(waitpid(child, NULL, 0));
    must(close(ends[1]));
    if (must(read(ends[0], &none, 1)) != 0) broken("start_outsider");
    must(close(ends[0]));
}

void outsider_is_ready(void) { must(close(READY)); }

/* A working directory that is removed ends it too. */
void wait_for_the_end(void) {
    while (access(run_file, F_OK) == 0) usleep(1000);
}

void end_outsider(void) {
    if (unlink(run_file) == 0) usleep(3000);
}
