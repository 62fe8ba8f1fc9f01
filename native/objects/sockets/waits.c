/* Threads that wait in a system call of a socket: the call is interrupted by the dump, and has to begin again unseen. */
#include "sockets.h"
#include <sys/time.h>

static int waiting_at = -1, other = -1, client = -1;
static volatile int finished;
static volatile int thread_id;
static char outcome_of_call[64];

/* The text is copied, as the main thread makes texts too. */
static void finish(const char *result) {
    strncpy(outcome_of_call, result, sizeof outcome_of_call - 1);
    __atomic_store_n(&finished, 1, __ATOMIC_RELEASE);
}

static void *receive(void *unused) {
    char data[16];
    thread_id = gettid();
    ssize_t got = recv(waiting_at, data, sizeof data, 0);
    finish(got == -1 ? strerrorname_np(errno) : got == 7 && memcmp(data, "arrives", 7) == 0 ? "arrives" : "other data");
    return unused;
}

static void *accept_one(void *unused) {
    thread_id = gettid();
    finish(accept(waiting_at, NULL, NULL) == -1 ? strerrorname_np(errno) : "accepted");
    return unused;
}

static char block[4096];
static void *send_one(void *unused) {
    thread_id = gettid();
    ssize_t sent = send(waiting_at, block, sizeof block, 0);
    finish(sent == -1 ? strerrorname_np(errno) : sent == sizeof block ? "sent" : "sent in part");
    return unused;
}

static char thread_state(void) {
    char data[512];
    int fd = open(text("/proc/self/task/%d/stat", thread_id), O_RDONLY | O_CLOEXEC);
    ssize_t got = fd == -1 ? -1 : read(fd, data, sizeof data - 1);
    if (fd != -1) close(fd);
    if (got <= 0) return '?';
    data[got] = 0;
    const char *end = strrchr(data, ')');
    return end ? end[2] : '?';
}

/* Looks for 30 ms whether the call has returned. */
static const char *call(void) {
    if (thread_id == 0) return "no thread";
    for (int i = 0; i < 30 && !finished && thread_state() != 'S'; i++) usleep(1000);
    return __atomic_load_n(&finished, __ATOMIC_ACQUIRE) ? text("%s", outcome_of_call) : "waits";
}

/* What the call returns now that it can. */
static const char *result(void) {
    if (thread_id == 0) return "no thread";
    for (int i = 0; i < 1000 && !finished; i++) usleep(100);
    return __atomic_load_n(&finished, __ATOMIC_ACQUIRE) ? text("%s", outcome_of_call) : "waits";
}

/* The thread sleeps in its call when this returns. */
static void start(void *(*body)(void *)) {
    start_thread(body, NULL);
    for (int i = 0; i < 10000 && (thread_id == 0 || thread_state() != 'S'); i++) usleep(100);
}

static void limit(int name) { must(setsockopt(waiting_at, SOL_SOCKET, name, &(struct timeval){60, 0}, sizeof(struct timeval))); }

static void make_pair(int type) {
    int ends[2];
    must(socketpair(AF_UNIX, type, 0, ends));
    waiting_at = ends[0];
    other = ends[1];
}

static void set_receive(void) {
    make_pair(SOCK_STREAM);
    start(receive);
}
static void set_limited_receive(void) {
    make_pair(SOCK_STREAM);
    limit(SO_RCVTIMEO);
    start(receive);
}
static const char *arrives(void) {
    if (other == -1) return "no socket";
    if (send(other, "arrives", 7, MSG_DONTWAIT | MSG_NOSIGNAL) == -1) return outcome(-1);
    return result();
}

OBJECT(unix_receive_waits) = {
    .name = "unix-receive-waits",
    .about = "a thread that waits for data of a unix stream still waits, and gets them",
    .set = set_receive,
    .properties = PROPERTIES({"call", call, .expected = "waits"},
                             {"after data were sent", arrives, .expected = "arrives", .once = true}),
};

OBJECT(unix_receive_waits_limited) = {
    .name = "unix-receive-waits-limited",
    .about = "a thread that waits for data of a unix stream with SO_RCVTIMEO still waits",
    .set = set_limited_receive,
    .properties = PROPERTIES({"call", call, .expected = "waits"},
                             {"after data were sent", arrives, .expected = "arrives", .once = true}),
};

static void set_udp_receive(void) {
    waiting_at = bound_socket(AF_INET, SOCK_DGRAM, 0);
    other = bound_socket(AF_INET, SOCK_DGRAM, 0);
    union address address = loopback(AF_INET, port_of(waiting_at));
    must(connect(other, &address.any, sizeof address));
    limit(SO_RCVTIMEO);
    start(receive);
}

OBJECT(udp_receive_waits_limited) = {
    .name = "udp-receive-waits-limited",
    .about = "a thread that waits for a UDP datagram with SO_RCVTIMEO still waits",
    .set = set_udp_receive,
    .properties = PROPERTIES({"call", call, .expected = "waits"},
                             {"after data were sent", arrives, .expected = "arrives", .once = true}),
};

static void set_tcp_receive(void) {
    struct connection made = connect_tcp(AF_INET);
    waiting_at = made.client;
    other = made.server;
    must(close(made.listener));
    start(receive);
}

OBJECT(tcp_receive_waits) = {
    .name = "tcp-receive-waits",
    .about = "a thread that waits for data of a TCP connection still waits, and gets them",
    .set = set_tcp_receive,
    .properties = PROPERTIES({"call", call, .expected = "waits"},
                             {"after data were sent", arrives, .expected = "arrives", .once = true}),
};

static void listen_tcp(void) {
    waiting_at = bound_socket(AF_INET, SOCK_STREAM, 0);
    must(listen(waiting_at, 3));
}
static void set_accept(void) {
    listen_tcp();
    start(accept_one);
}
static void set_limited_accept(void) {
    listen_tcp();
    limit(SO_RCVTIMEO);
    start(accept_one);
}
static const char *connects(void) {
    if (waiting_at == -1) return "no socket";
    union address address = loopback(AF_INET, port_of(waiting_at));
    client = must(socket(AF_INET, SOCK_STREAM, 0));
    if (connect(client, &address.any, sizeof address.v4) == -1) return outcome(-1);
    return result();
}

OBJECT(tcp_accept_waits) = {
    .name = "tcp-accept-waits",
    .about = "a thread that waits for a TCP connection still waits, and accepts it",
    .set = set_accept,
    .properties = PROPERTIES({"call", call, .expected = "waits"},
                             {"after a client came", connects, .expected = "accepted", .once = true}),
};

OBJECT(tcp_accept_waits_limited) = {
    .name = "tcp-accept-waits-limited",
    .about = "a thread that waits for a TCP connection with SO_RCVTIMEO still waits",
    .set = set_limited_accept,
    .properties = PROPERTIES({"call", call, .expected = "waits"},
                             {"after a client came", connects, .expected = "accepted", .once = true}),
};

static void set_send(void) {
    make_pair(SOCK_STREAM);
    while (send(waiting_at, block, sizeof block, MSG_DONTWAIT) > 0) continue;
    start(send_one);
}
static const char *drained(void) {
    static char sink[65536];
    if (other == -1) return "no socket";
    while (!finished && await(other, POLLIN, 1) && recv(other, sink, sizeof sink, MSG_DONTWAIT) > 0) continue;
    return result();
}

OBJECT(unix_send_waits) = {
    .name = "unix-send-waits",
    .about = "a thread that waits for room in a full unix stream still waits, and sends",
    .set = set_send,
    .properties = PROPERTIES({"call", call, .expected = "waits"},
                             {"after the stream was read", drained, .expected = "sent", .once = true}),
};
