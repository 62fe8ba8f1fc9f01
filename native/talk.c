/* Numbered messages between two ends, each with a running checksum. Nothing may be lost, repeated, reordered or reset. */
#include "workload.h"
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>

enum { CHILD_STATUS = 7, AGAIN_MS = 20, PATIENCE_MS = 20000, HIGHEST_AHEAD = 4096 };

/* Both directions send this; a request carries `size` bytes that its number determines. */
struct message {
    uint64_t number; /* from 1; count + 1 says goodbye if there is no connection to close */
    uint64_t again;  /* sent before: this message, or the answer to it, got lost */
    uint64_t sum;    /* over everything said so far */
    unsigned char payload[];
};
enum { HEADER = sizeof(struct message) };

static const char *transport = "tcp", *address = "127.0.0.1";
static long port, size, ahead;
static bool serve, call, reconnect;

static int type, listening = -1, conversation = -1;
static bool datagrams, caller_is_ours, refused;
static pid_t caller;
static long sent;                     /* requests, by a caller */
static uint64_t requests, replies;    /* running checksums over both directions up to the last reply */
static uint64_t ahead_sum;            /* over all that was sent, including what was not answered yet */
static struct sockaddr_storage other; /* the sender of a datagram */
static socklen_t other_size;
static struct message *letter;        /* the message that is sent or received */
static unsigned char *payload;

static union {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_un local;
} place;

static socklen_t find_place(void) {
    if (strncmp(transport, "unix", 4) == 0) {
        const char *path = strcmp(address, "127.0.0.1") == 0 ? "socket" : address;
        place.local.sun_family = AF_UNIX;
        check(strlen(path) < sizeof place.local.sun_path, "the address is too long: %s", path);
        strcpy(place.local.sun_path, path);
        return sizeof place.local;
    }
    if (strchr(address, ':')) {
        place.v6.sin6_family = AF_INET6;
        place.v6.sin6_port = htons((uint16_t)port);
        check(inet_pton(AF_INET6, address, &place.v6.sin6_addr) == 1, "no address: %s", address);
        return sizeof place.v6;
    }
    place.v4.sin_family = AF_INET;
    place.v4.sin_port = htons((uint16_t)port);
    check(inet_pton(AF_INET, address, &place.v4.sin_addr) == 1, "no address: %s", address);
    return sizeof place.v4;
}

static void understand_transport(void) {
    static const struct { const char *name; int type; } known[] = {
        {"tcp", SOCK_STREAM}, {"udp", SOCK_DGRAM}, {"unix-stream", SOCK_STREAM},
        {"unix-seqpacket", SOCK_SEQPACKET}, {"unix-dgram", SOCK_DGRAM},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].name, transport) == 0) type = known[i].type;
    check(type, "no such transport: %s", transport);
    check(ahead <= HIGHEST_AHEAD && (!ahead || type == SOCK_STREAM), "too far ahead: %ld", ahead);
    datagrams = type == SOCK_DGRAM;
}

static int new_socket(void) {
    find_place();
    int fd = must(socket(place.any.sa_family, type, 0)), one = 1;
    if (type == SOCK_STREAM && place.any.sa_family != AF_UNIX) {
        must(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one));
        must(setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one));
    }
    return fd;
}

/* Finds the server's address: the kernel may have chosen the port. */
static void settle_down(void) {
    listening = new_socket();
    if (place.any.sa_family == AF_UNIX) unlink(place.local.sun_path);
    must(bind(listening, &place.any, find_place()));
    if (!datagrams) must(listen(listening, 8));
    socklen_t length = sizeof place;
    must(getsockname(listening, &place.any, &length));
    if (place.any.sa_family != AF_UNIX) port = ntohs(place.v4.sin_port); /* at the same offset in both families */
    if (!caller_is_ours) tell("listening %ld\n", port);
    if (datagrams) conversation = listening;
}

static void greet(void) {
    if (conversation != -1) must(close(conversation));
    conversation = must(accept(listening, NULL, NULL));
}

static void dial_once(void) {
    if (conversation != -1) must(close(conversation));
    conversation = new_socket();
    if (datagrams && place.any.sa_family == AF_UNIX) { /* answers need a way back */
        struct sockaddr_un own = place.local;
        strncat(own.sun_path, "-caller", sizeof own.sun_path - strlen(own.sun_path) - 1);
        unlink(own.sun_path);
        must(bind(conversation, (struct sockaddr *)&own, sizeof own));
    }
}

/*
 * Calls a server until it answers, since it may be away for a while. When a server is killed, the kernel closes the connection
 * before the listener, which may accept a call in between and then reset it.
 */
static void dial(void) {
    for (int waited = 0; dial_once(), connect(conversation, &place.any, find_place()) == -1; waited += AGAIN_MS) {
        bool is_away = errno == ECONNREFUSED || errno == ECONNRESET;
        if (!reconnect || !is_away || waited > PATIENCE_MS) broken("connect");
        must(poll(NULL, 0, AGAIN_MS));
    }
}

/* Fills in the content of a request, which both ends can compute. */
static const unsigned char *payload_of(long number) {
    for (long i = 0; i < size; i++) payload[i] = (unsigned char)(number * 31 + i * 7 + (i >> 8) * 13 + (i >> 16));
    return payload;
}

static uint64_t add(uint64_t sum, long number) { return mix(mix(sum, (uint64_t)number), nth(1, (uint64_t)number)); }

/* Returns false: the other end is gone, which is a failure unless it may come back. */
static bool lost(long number, const char *what) {
    bool may_come_back = reconnect || (datagrams && (errno == ECONNREFUSED || errno == ENOENT));
    refused = true;
    check(may_come_back, "%s at message %ld: %s", what, number, errno ? strerror(errno) : "the connection was closed");
    return false;
}

/* A letter is a message followed by its content. */
static bool put(size_t bytes) {
    for (size_t done = 0; done < bytes;) {
        ssize_t more = datagrams && serve
            ? sendto(conversation, letter, bytes, MSG_NOSIGNAL, (struct sockaddr *)&other, other_size)
            : send(conversation, (char *)letter + done, bytes - done, MSG_NOSIGNAL);
        if (more == -1 && errno == EINTR) continue;
        if (more == -1) return lost((long)letter->number, "cannot send");
        done += (size_t)more;
    }
    return true;
}

/* Receives a letter. Returns false if the other end is gone, or silent for `limit` ms (-1: no limit). */
static bool take(size_t bytes, long number, int limit) {
    struct pollfd ready[] = {{.fd = conversation, .events = POLLIN}, {.fd = -1, .events = POLLIN}};
    if (serve && reconnect) ready[1].fd = listening; /* a new caller replaces one that never said goodbye */
    int found;
    while ((found = poll(ready, 2, limit)) == -1 && errno == EINTR) continue;
    if (must(found) == 0 || ready[1].revents) return false;
    for (size_t done = 0; done < bytes;) {
        other_size = sizeof other;
        ssize_t more = recvfrom(conversation, (char *)letter + done, bytes - done, datagrams ? MSG_DONTWAIT : 0,
                                (struct sockaddr *)&other, &other_size);
        if (more == -1 && errno == EINTR) continue;
        if (more == -1 && errno == EAGAIN) return false; /* CRIU drops datagrams that UDP had received */
        if (more == 0) errno = 0;
        if (more <= 0) return lost(number, "nothing comes");
        check(type == SOCK_STREAM || (size_t)more == bytes, "message %ld has %zd bytes, not %zu", number, more, bytes);
        done += (size_t)more;
    }
    return true;
}

static void expect(const char *what, long number, uint64_t sum) {
    check(letter->number == (uint64_t)number, "%s %ld was expected, %ld came", what, number, (long)letter->number);
    check(letter->sum == sum, "%s %ld: the running checksums differ", what, number);
}

/* Both ends have the same state when this request is answered. */
static uint64_t agree_on(long number) {
    requests = add(requests, number);
    return replies = mix(replies, requests);
}

static bool answer(long number, bool again) {
    *letter = (struct message){.number = (uint64_t)number, .again = again, .sum = replies};
    return put(HEADER);
}

static uint64_t serve_one(long number) {
    for (;;) {
        if (!take(HEADER + (size_t)size, number, -1)) {
            if (!datagrams) greet();
        } else if (letter->again && letter->number == (uint64_t)number - 1) {
            answer(number - 1, true); /* the first answer got lost */
        } else {
            bool again = letter->again;
            expect("request", number, add(requests, number));
            check(memcmp(letter->payload, payload_of(number), (size_t)size) == 0, "request %ld: its content is wrong", number);
            uint64_t state = agree_on(number);
            answer(number, again);
            return state;
        }
    }
}

static bool request(long number, bool again) {
    if (number > sent) ahead_sum = add(ahead_sum, number), sent = number;
    *letter = (struct message){.number = (uint64_t)number, .again = again, .sum = ahead_sum};
    memcpy(letter->payload, payload_of(number), (size_t)size);
    return put(HEADER + (size_t)size);
}

static uint64_t one_call(long number) {
    bool on_its_way = number + ahead <= sent || number + ahead > count ? sent >= number : request(number + ahead, false);
    for (int waited = 0;;) {
        if (on_its_way && take(HEADER, number, datagrams ? AGAIN_MS : -1)) {
            if (letter->again && letter->number < (uint64_t)number) continue; /* one more answer to a repeated request */
            uint64_t state = agree_on(number);
            expect("reply", number, state);
            return state;
        }
        if (datagrams) {
            check((waited += AGAIN_MS) < PATIENCE_MS, "no reply to message %ld within %d s", number, PATIENCE_MS / 1000);
            if (refused) must(poll(NULL, 0, AGAIN_MS)); /* no answer was expected yet */
            refused = false;
        } else dial();
        on_its_way = request(number, true);
    }
}

static void open_call(void) {
    dial();
    for (long k = 1; k <= ahead && k <= count; k++) request(k, false);
}

static bool is_goodbye(void) { return letter->number == (uint64_t)count + 1; }

static void say_goodbye(void) {
    for (int waited = 0; waited < PATIENCE_MS; waited += AGAIN_MS) {
        *letter = (struct message){.number = (uint64_t)count + 1, .again = waited > 0};
        /* Refused: the server got the goodbye, and its answer was lost. */
        if (!put(HEADER + (size_t)size) || (take(HEADER, count + 1, AGAIN_MS) && is_goodbye())) return;
    }
    failed("no goodbye within %d s", PATIENCE_MS / 1000);
}

static void hear_goodbye(void) {
    while (!take(HEADER + (size_t)size, count + 1, -1) || !is_goodbye()) {
        check(letter->again && letter->number == (uint64_t)count, "message %ld came after the last", (long)letter->number);
        answer(count, true);
    }
    answer(count + 1, false);
}

/* The other end has closed the connection and sent nothing before. */
static void expect_end(void) {
    char more;
    check(must(recv(conversation, &more, 1, 0)) == 0, "more came than was sent");
}

static void end_call(void) {
    if (datagrams) {
        say_goodbye();
    } else {
        must(shutdown(conversation, SHUT_WR));
        expect_end();
    }
}

static void end_service(void) {
    if (datagrams) {
        hear_goodbye();
    } else {
        expect_end();
        must(close(conversation));
    }
}

static int caller_body(int index) {
    serve = false;
    if (!datagrams) must(close(listening));
    conversation = -1;
    open_call();
    for (long k = 1; k <= count; k++) {
        if (k > 1) rest();
        one_call(k);
    }
    end_call();
    return index;
}

static void setup(void) {
    understand_transport();
    payload = calloc(1, (size_t)size + 1);
    letter = calloc(1, HEADER + (size_t)size);
    if (!payload || !letter) broken("calloc");
    if (!call) {
        caller_is_ours = !serve;
        serve = true;
        settle_down();
        if (caller_is_ours) caller = start_child(caller_body, CHILD_STATUS);
        if (!datagrams) greet();
    } else open_call();
}

static uint64_t step(long k) { return serve ? serve_one(k) : one_call(k); }

static void verify(void) {
    if (serve) end_service();
    else end_call();
    if (!caller_is_ours) return;
    int status = finish_child(caller);
    check(status == CHILD_STATUS, "the caller's exit status: expected %d, was %d", CHILD_STATUS, status);
}

static const struct setting settings[] = {
    {"serve", "be the server only, and print `listening PORT`", .flag = &serve},
    {"call", "be the caller only", .flag = &call},
    {"transport", "tcp, udp, unix-stream, unix-seqpacket or unix-dgram", .text = &transport},
    {"address", "of the server; a path for unix sockets", .text = &address},
    {"port", "of the server; 0: any", .number = &port},
    {"size", "bytes that a request carries", .number = &size},
    {"ahead", "requests to send before it waits for the first answer", .number = &ahead},
    {"reconnect", "connect again after a lost connection, and send again what got lost", .flag = &reconnect},
    {0},
};

const struct workload workload = {
    .about = "numbered messages over a socket; without --serve or --call both ends in one tree",
    .settings = settings, .setup = setup, .step = step, .verify = verify,
};
