/* Options of SOL_SOCKET, by value. */
#include "sockets.h"
#include <linux/filter.h>
#include <net/if.h>
#include <sys/time.h>

/* Newer than the C library's headers of some distributions. */
#ifndef SO_BUF_LOCK
#define SO_BUF_LOCK 72
#endif
#ifndef SO_TXREHASH
#define SO_TXREHASH 74
#endif
#ifndef SO_RCVMARK
#define SO_RCVMARK 75
#endif
#ifndef SO_PASSPIDFD
#define SO_PASSPIDFD 76
#endif
#ifndef SO_RCVPRIORITY
#define SO_RCVPRIORITY 82
#endif
#ifndef SO_PASSRIGHTS
#define SO_PASSRIGHTS 83
#endif

static const char *buffer(long name) { return number_option(table_socket, SOL_SOCKET, (int)name); }

static const char *time_limit(long name) {
    struct timeval limit = {0};
    socklen_t size = sizeof limit;
    if (getsockopt(table_socket, SOL_SOCKET, (int)name, &limit, &size) == -1) return outcome(-1);
    return text("%ld.%06ld", limit.tv_sec, limit.tv_usec);
}

static const char *linger(void) {
    struct linger value = {0};
    socklen_t size = sizeof value;
    if (getsockopt(table_socket, SOL_SOCKET, SO_LINGER, &value, &size) == -1) return outcome(-1);
    return text("%d %d", value.l_onoff, value.l_linger);
}

static const char *device(void) {
    char name[IFNAMSIZ] = "";
    socklen_t size = sizeof name;
    return getsockopt(table_socket, SOL_SOCKET, SO_BINDTODEVICE, name, &size) == -1 ? outcome(-1) : text("%s", name);
}

static void set_common(void) {
    int size = 20000;
    must(setsockopt(table_socket, SOL_SOCKET, SO_SNDBUF, &size, sizeof size));
    size = 30000;
    must(setsockopt(table_socket, SOL_SOCKET, SO_RCVBUF, &size, sizeof size));
    must(setsockopt(table_socket, SOL_SOCKET, SO_SNDTIMEO, &(struct timeval){7, 500000}, sizeof(struct timeval)));
    must(setsockopt(table_socket, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){8, 600000}, sizeof(struct timeval)));
    must(setsockopt(table_socket, SOL_SOCKET, SO_LINGER, &(struct linger){1, 9}, sizeof(struct linger)));
}

static void set_with_device(const struct property *properties) {
    set_common();
    set_options(properties);
    must(setsockopt(table_socket, SOL_SOCKET, SO_BINDTODEVICE, "lo", 2));
}

#define COMMON                                                                                                                 \
    {"SO_SNDBUF", .read_at = buffer, .number = SO_SNDBUF, .expected = "40000"},                                                \
        {"SO_RCVBUF", .read_at = buffer, .number = SO_RCVBUF, .expected = "60000"},                                            \
        {"SO_BUF_LOCK", .read_at = buffer, .number = SO_BUF_LOCK, .expected = "3"},                                           \
        {"SO_SNDTIMEO", .read_at = time_limit, .number = SO_SNDTIMEO},                                                         \
        {"SO_RCVTIMEO", .read_at = time_limit, .number = SO_RCVTIMEO}, {"SO_LINGER", linger, .expected = "1 9"},               \
        OPTION_IS(SOL_SOCKET, SO_PRIORITY, "5"), OPTION_IS(SOL_SOCKET, SO_RCVLOWAT, "3"),                                      \
        OPTION_IS(SOL_SOCKET, SO_BROADCAST, "1"), OPTION_IS(SOL_SOCKET, SO_KEEPALIVE, "1"),                                    \
        OPTION_IS(SOL_SOCKET, SO_OOBINLINE, "1"), OPTION_IS(SOL_SOCKET, SO_NO_CHECK, "1")
#define OF_INTERNET                                                                                                            \
    {"SO_BINDTODEVICE", device, .expected = "lo"}, OPTION_IS(SOL_SOCKET, SO_REUSEADDR, "1"),                                   \
        OPTION_IS(SOL_SOCKET, SO_REUSEPORT, "1"), OPTION_IS(SOL_SOCKET, SO_DONTROUTE, "1")

static void create_tcp(void) { table_socket = must(socket(AF_INET, SOCK_STREAM, 0)); }
static void create_tcp6(void) { table_socket = needs(socket(AF_INET6, SOCK_STREAM, 0)); }
static void create_udp(void) { table_socket = must(socket(AF_INET, SOCK_DGRAM, 0)); }
static void create_unix(void) { table_socket = must(socket(AF_UNIX, SOCK_DGRAM, 0)); }

static void set_internet(void) { set_with_device(PROPERTIES(COMMON, OF_INTERNET)); }

OBJECT(tcp_socket_options) = {
    .name = "tcp-socket-options",
    .about = "a TCP socket keeps the options of SOL_SOCKET that a checkpoint saves",
    .create = create_tcp,
    .set = set_internet,
    .properties = PROPERTIES(COMMON, OF_INTERNET),
};

static void set_listener(void) {
    set_internet();
    bind_loopback(table_socket, AF_INET6, 0);
    must(listen(table_socket, 5));
}

OBJECT(tcp6_listener_socket_options) = {
    .name = "tcp6-listener-socket-options",
    .about = "a TCP listener of IPv6 keeps the options of SOL_SOCKET that a checkpoint saves",
    .create = create_tcp6,
    .set = set_listener,
    .properties = PROPERTIES(COMMON, OF_INTERNET),
};

static void set_udp(void) {
    set_internet();
    bind_loopback(table_socket, AF_INET, 0);
}

OBJECT(udp_socket_options) = {
    .name = "udp-socket-options",
    .about = "a bound UDP socket keeps the options of SOL_SOCKET that a checkpoint saves",
    .create = create_udp,
    .set = set_udp,
    .properties = PROPERTIES(COMMON, OF_INTERNET),
};

#define OF_UNIX OPTION_IS(SOL_SOCKET, SO_PASSCRED, "1"), OPTION_IS(SOL_SOCKET, SO_PASSSEC, "1")

static void set_unix(void) {
    set_common();
    set_options(PROPERTIES(COMMON, OF_UNIX));
}

OBJECT(unix_socket_options) = {
    .name = "unix-socket-options",
    .about = "a unix socket keeps the options of SOL_SOCKET that a checkpoint saves",
    .create = create_unix,
    .set = set_unix,
    .properties = PROPERTIES(COMMON, OF_UNIX),
};

/* What dump_socket_opts() of CRIU does not ask for. Options that older kernels lack have objects of their own. */
#define NOT_SAVED                                                                                                              \
    OPTION_IS(SOL_SOCKET, SO_TIMESTAMP, "1"), OPTION_IS(SOL_SOCKET, SO_TIMESTAMPING, "16"),                                    \
        OPTION_IS(SOL_SOCKET, SO_RXQ_OVFL, "1"), OPTION_IS(SOL_SOCKET, SO_PEEK_OFF, "4"),                                      \
        OPTION_IS(SOL_SOCKET, SO_SELECT_ERR_QUEUE, "1"), OPTION_IS(SOL_SOCKET, SO_INCOMING_CPU, "0"),                          \
        OPTION_IS(SOL_SOCKET, SO_WIFI_STATUS, "1"), OPTION_IS(SOL_SOCKET, SO_NOFCS, "1")
#define NOT_SAVED_OF_INTERNET                                                                                                  \
    NOT_SAVED, OPTION_IS(SOL_SOCKET, SO_ZEROCOPY, "1"),                                                                        \
        OPTION_IS(SOL_SOCKET, SO_MAX_PACING_RATE, "123456")

#define TCP_NOT_SAVED NOT_SAVED_OF_INTERNET, OPTION_IS(SOL_SOCKET, SO_TXREHASH, "0")
static void set_not_saved(void) { set_options(PROPERTIES(NOT_SAVED_OF_INTERNET)); }
static void set_tcp_not_saved(void) { set_options(PROPERTIES(TCP_NOT_SAVED)); }

OBJECT(tcp_socket_options_not_saved) = {
    .name = "tcp-socket-options-not-saved",
    .about = "a TCP socket keeps the options of SOL_SOCKET that a checkpoint leaves out",
    .create = create_tcp,
    .set = set_tcp_not_saved,
    .properties = PROPERTIES(TCP_NOT_SAVED),
};

OBJECT(udp_socket_options_not_saved) = {
    .name = "udp-socket-options-not-saved",
    .about = "a UDP socket keeps the options of SOL_SOCKET that a checkpoint leaves out",
    .create = create_udp,
    .set = set_not_saved,
    .properties = PROPERTIES(NOT_SAVED_OF_INTERNET),
};

static void set_unix_not_saved(void) { set_options(PROPERTIES(NOT_SAVED)); }

OBJECT(unix_socket_options_not_saved) = {
    .name = "unix-socket-options-not-saved",
    .about = "a unix socket keeps the options of SOL_SOCKET that a checkpoint leaves out",
    .create = create_unix,
    .set = set_unix_not_saved,
    .properties = PROPERTIES(NOT_SAVED),
};

#define PASS_PIDFD OPTION_IS(SOL_SOCKET, SO_PASSPIDFD, "1")
static void set_pass_pidfd(void) { set_options(PROPERTIES(PASS_PIDFD)); }

OBJECT(unix_pass_pidfd) = {
    .name = "unix-pass-pidfd",
    .about = "a unix socket that asks for a pidfd of each sender still asks for it",
    .create = create_unix,
    .set = set_pass_pidfd,
    .properties = PROPERTIES(PASS_PIDFD),
};

#define PASS_RIGHTS OPTION_IS(SOL_SOCKET, SO_PASSRIGHTS, "0")
static void set_pass_rights(void) { set_options(PROPERTIES(PASS_RIGHTS)); }

OBJECT(unix_refuses_rights) = {
    .name = "unix-refuses-rights",
    .about = "a unix socket that accepts no descriptors still accepts none",
    .create = create_unix,
    .set = set_pass_rights,
    .properties = PROPERTIES(PASS_RIGHTS),
};

#define NEW_METADATA OPTION_IS(SOL_SOCKET, SO_RCVMARK, "1"), OPTION_IS(SOL_SOCKET, SO_RCVPRIORITY, "1")
static void set_metadata(void) { set_options(PROPERTIES(NEW_METADATA)); }

OBJECT(udp_received_metadata) = {
    .name = "udp-received-metadata",
    .about = "a UDP socket still asks for the mark and the priority of what it receives",
    .create = create_udp,
    .set = set_metadata,
    .properties = PROPERTIES(NEW_METADATA),
};

#define PRIVILEGED OPTION_IS(SOL_SOCKET, SO_MARK, "77"), OPTION_IS(SOL_SOCKET, SO_PRIORITY, "9")
static void set_privileged(void) {
    int size = 4000000;
    set_options(PROPERTIES(PRIVILEGED));
    must(setsockopt(table_socket, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof size));
    must(setsockopt(table_socket, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size));
}

OBJECT(udp_privileged_socket_options) = {
    .name = "udp-privileged-socket-options",
    .about = "a UDP socket keeps its mark, a high priority, and buffers above the limit of the machine",
    .create = create_udp,
    .set = set_privileged,
    .properties = PROPERTIES(PRIVILEGED, {"SO_SNDBUF", .read_at = buffer, .number = SO_SNDBUF, .expected = "8000000"},
                             {"SO_RCVBUF", .read_at = buffer, .number = SO_RCVBUF, .expected = "8000000"}),
};

#define BUSY_POLLING                                                                                                           \
    OPTION_IS(SOL_SOCKET, SO_BUSY_POLL, "50"), OPTION_IS(SOL_SOCKET, SO_PREFER_BUSY_POLL, "1")
static void set_busy_polling(void) { set_options(PROPERTIES(BUSY_POLLING)); }

OBJECT(udp_busy_polling) = {
    .name = "udp-busy-polling",
    .about = "a UDP socket keeps the busy polling that it was set to",
    .create = create_udp,
    .set = set_busy_polling,
    .properties = PROPERTIES(BUSY_POLLING),
};

/* Accepts 33 bytes of each packet, so that not every filter would look the same. */
static struct sock_filter accepts[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_LEN, 0), BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, 1000, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, 0), BPF_STMT(BPF_RET | BPF_K, 33),
};

static const char *filter(void) {
    struct sock_filter found[16];
    socklen_t size = 16;
    return getsockopt(table_socket, SOL_SOCKET, SO_GET_FILTER, found, &size) == -1 ? outcome(-1)
           : size == 0 ? "none"
                       : bytes(found, size * sizeof found[0]);
}

static const char *filter_locked(void) { return number_option(table_socket, SOL_SOCKET, SO_LOCK_FILTER); }

static const char *filters(void) {
    struct sockaddr_in self;
    socklen_t size = sizeof self;
    char sent[80] = {0};
    if (getsockname(table_socket, (struct sockaddr *)&self, &size) == -1 || self.sin_port == 0) return "not bound";
    if (sendto(table_socket, sent, sizeof sent, 0, (struct sockaddr *)&self, size) == -1) return outcome(-1);
    if (!await(table_socket, POLLIN, 1)) return "nothing";
    return outcome(recv(table_socket, sent, sizeof sent, MSG_DONTWAIT));
}

static void set_filter(void) {
    bind_loopback(table_socket, AF_INET, 0);
    struct sock_fprog program = {sizeof accepts / sizeof accepts[0], accepts};
    needs(setsockopt(table_socket, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
}

OBJECT(udp_filter) = {
    .name = "udp-filter",
    .about = "a classic BPF filter on a UDP socket still filters",
    .create = create_udp,
    .set = set_filter,
    .properties = PROPERTIES({"program", filter}, {"length that it lets through", filters, .expected = "25"}),
};

static void set_listener_filter(void) {
    set_filter();
    must(listen(table_socket, 3));
}

OBJECT(tcp_listener_filter) = {
    .name = "tcp-listener-filter",
    .about = "a classic BPF filter stays attached to a TCP listener",
    .create = create_tcp,
    .set = set_listener_filter,
    .properties = PROPERTIES({"program", filter}),
};

static void set_locked_filter(void) {
    set_filter();
    must(setsockopt(table_socket, SOL_SOCKET, SO_LOCK_FILTER, &(int){1}, sizeof(int)));
}

OBJECT(udp_filter_locked) = {
    .name = "udp-filter-locked",
    .about = "a locked classic BPF filter on a UDP socket stays, and stays locked",
    .create = create_udp,
    .set = set_locked_filter,
    .properties = PROPERTIES({"program", filter}, {"locked", filter_locked, .expected = "1"}),
};
