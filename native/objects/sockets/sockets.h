/* What objects that are sockets share. A getter copes with a socket that does not exist yet, and never blocks. */
#pragma once
#include "../object.h"
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_un path;
    struct sockaddr_storage room;
};

/* A socket option as the number of a property: its level and its name. */
#define OPTION(level, name) ((long)(level) << 16 | (name))

/* A property of a table: the value is what set_options sets. */
#define OPTION_IS(level, name, value) {#name, .read_at = option, .number = OPTION(level, name), .expected = value}

/* The socket whose options option() reads and set_options() sets. */
extern int table_socket;
const char *option(long number);

/* Sets the options of all properties that option() reads to the values that they expect; a kernel or account may lack one. */
void set_options(const struct property *properties);

/* A number option of a socket. */
const char *number_option(int fd, int level, int name);

/* The addresses of a socket, as 127.0.0.1:PORT, [::1]:PORT, a path, or an abstract name as \x00NAME. */
const char *local_name(int fd);
const char *peer_name(int fd);

/* The state of a TCP socket, as its number in the kernel: 1 is established, 10 listens. */
const char *tcp_state(int fd);

/* What one receive takes: the bytes, "nothing" if none come within a second, "end", or the error. */
const char *take(int fd, int flags);

/* What passes from one socket to the other: sends these bytes and takes them. */
const char *passes(int from, int to, const char *data);

/* The limit of a TCP listener's queue. */
const char *backlog(int fd);

/* Sockets bound to 127.0.0.1 or ::1, at a port that the kernel chooses if it is 0. */
int bound_socket(int family, int type, int protocol);
void bind_loopback(int fd, int family, int port);
union address loopback(int family, int port);
int port_of(int fd);

/* An established TCP connection to this process itself. */
struct connection {
    int listener, client, server;
};
struct connection connect_tcp(int family);

/* Binds a unix socket to a path or, with a leading @, to an abstract name. Returns it. */
int unix_socket(int type, const char *name);
void connect_unix(int fd, const char *name);

/* The absolute path of a name in the working directory; the object is unavailable if it does not fit into an address. */
const char *absolute_path(const char *name);

/*
 * Runs `body(fd)` in a process that is no descendant of this one and holds no other descriptor, so it is not in the tree that is
 * dumped. Returns when it calls outsider_is_ready(). It is killed after a minute if nothing ends it before.
 */
void start_outsider(void (*body)(int fd), int fd);
void outsider_is_ready(void);

/* An outsider that has no connection to the object waits for the object to call end_outsider. */
void wait_for_the_end(void);
void end_outsider(void);
