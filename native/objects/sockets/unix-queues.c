/* What waits in unix sockets: streams, datagrams, and who sent them. */
#include "sockets.h"
#include <linux/sockios.h>
#include <stdlib.h>
#include <sys/ioctl.h>

static int ends[2] = {-1, -1};

static const char *taken(void) { return take(ends[1], 0); }
static const char *taken_back(void) { return take(ends[0], 0); }
static const char *unread(void) {
    int size = 0;
    return ioctl(ends[1], SIOCINQ, &size) == -1 ? outcome(-1) : text("%d", size);
}
static const char *send_to(int fd) { return fd == -1 ? "no socket" : outcome(send(fd, "x", 1, MSG_DONTWAIT | MSG_NOSIGNAL)); }
static const char *sent(void) { return send_to(ends[0]); }
static const char *answered(void) { return ends[0] == -1 ? "no socket" : passes(ends[1], ends[0], "answer"); }

static const char *events(int fd) {
    struct pollfd asked = {fd, POLLIN | POLLPRI | POLLOUT | POLLRDHUP, 0};
    return fd == -1 ? "no socket" : poll(&asked, 1, 0) == -1 ? outcome(-1) : text("%x", (unsigned)asked.revents);
}
static const char *receiver_events(void) { return events(ends[1]); }
static const char *sender_events(void) { return events(ends[0]); }

static void set_shut(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    write_all(ends[0], "last", 4);
    must(shutdown(ends[0], SHUT_WR));
}

OBJECT(unix_shut_writing) = {
    .name = "unix-shut-writing",
    .about = "a unix stream that was shut for writing delivers its last data and still receives",
    .set = set_shut,
    .properties = PROPERTIES({"unread", unread, .expected = "4"}, {"receiver's events", receiver_events, .expected = "2005"},
                             {"sender's events", sender_events, .expected = "4"},
                             {"data", taken, .expected = "last", .once = true}, {"then", taken, .expected = "end", .once = true},
                             {"sending", sent, .expected = "EPIPE", .once = true},
                             {"backwards", answered, .expected = "answer", .once = true}),
};

static void set_shut_reading(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    must(shutdown(ends[1], SHUT_RD));
}

OBJECT(unix_shut_reading) = {
    .name = "unix-shut-reading",
    .about = "a unix stream that was shut for reading reads the end and still sends",
    .set = set_shut_reading,
    .properties = PROPERTIES({"receiver's events", receiver_events, .expected = "2005"},
                             {"data", taken, .expected = "end", .once = true},
                             {"sending", sent, .expected = "EPIPE", .once = true},
                             {"backwards", answered, .expected = "answer", .once = true}),
};

static void set_peer_closed(void) {
    set_shut();
    must(close(ends[0]));
    ends[0] = -1;
}
static const char *sends_to_closed(void) { return send_to(ends[1]); }

OBJECT(unix_peer_closed) = {
    .name = "unix-peer-closed",
    .about = "unread data of a unix stream whose peer is closed stays there",
    .set = set_peer_closed,
    .properties = PROPERTIES({"unread", unread, .expected = "4"}, {"events", receiver_events, .expected = "2015"},
                             {"data", taken, .expected = "last", .once = true}, {"then", taken, .expected = "end", .once = true},
                             {"sending", sends_to_closed, .expected = "EPIPE", .once = true}),
};

static void set_borders(void) {
    must(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends));
    write_all(ends[0], "one", 3);
    write_all(ends[0], "three", 5);
    write_all(ends[0], "two", 3);
}

static const char *nothing_more(void) {
    char byte;
    return ends[1] == -1 ? "no socket" : outcome(recv(ends[1], &byte, 1, MSG_DONTWAIT));
}

OBJECT(unix_seqpacket_borders) = {
    .name = "unix-seqpacket-borders",
    .about = "the messages of a unix seqpacket socket keep their borders and their order",
    .set = set_borders,
    .properties = PROPERTIES({"first", taken, .expected = "one", .once = true},
                             {"second", taken, .expected = "three", .once = true},
                             {"third", taken, .expected = "two", .once = true},
                             {"fourth", nothing_more, .expected = "EAGAIN", .once = true}),
};


static int queued;

/* The receiver's queue holds net.unix.max_dgram_qlen datagrams. */
static void set_full(void) {
    must(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends));
    for (int number = 0; send(ends[0], &number, sizeof number, MSG_DONTWAIT) != -1; number++) queued++;
    if (errno != EAGAIN) broken("send");
}
static const char *count_queued(void) { return text("%d", queued); }
static const char *drained(void) {
    int number = 0, next = 0;
    if (ends[1] == -1) return "no socket";
    while (recv(ends[1], &number, sizeof number, MSG_DONTWAIT) == sizeof number && number == next) next++;
    return next == queued ? "all" : text("%d", next);
}

OBJECT(unix_datagram_full) = {
    .name = "unix-datagram-full",
    .about = "a full queue of unix datagrams keeps each of them, and stays full",
    .set = set_full,
    .properties = PROPERTIES({"number", count_queued}, {"sender's events", sender_events, .expected = "0"},
                             {"sending", sent, .expected = "EAGAIN"}, {"taken", drained, .expected = "all", .once = true}),
};

static void set_empty(void) {
    must(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends));
    must(send(ends[0], "before", 6, 0));
    must(send(ends[0], "", 0, 0));
    must(send(ends[0], "after", 5, 0));
}

/* CRIU takes the 0 that an empty datagram returns for the end of the queue. */
OBJECT(unix_datagram_empty) = {
    .name = "unix-datagram-empty",
    .about = "an empty unix datagram stays in the queue, and so does what follows it",
    .set = set_empty,
    .properties = PROPERTIES({"first", taken, .expected = "before", .once = true},
                             {"second", taken, .expected = "end", .once = true},
                             {"third", taken, .expected = "after", .once = true}),
};

static void set_large(void) {
    static char data[60000];
    must(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends));
    must(setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &(int){8000}, sizeof(int)));
    memset(data, 'x', sizeof data);
    must(send(ends[0], data, sizeof data, 0));
}
static const char *large_taken(void) {
    static char data[70000];
    if (ends[1] == -1) return "no socket";
    return outcome(recv(ends[1], data, sizeof data, MSG_DONTWAIT));
}

OBJECT(unix_datagram_large) = {
    .name = "unix-datagram-large",
    .about = "a unix datagram that is larger than what its receiver could send stays complete",
    .set = set_large,
    .properties = PROPERTIES({"unread", unread, .expected = "60000"}, {"size", large_taken, .expected = "60000", .once = true}),
};

/* Two senders with names send to a third socket; what recvfrom returns shows who it was. */
static int senders[2] = {-1, -1};

static void set_named_senders(void) {
    ends[1] = unix_socket(SOCK_DGRAM, text("@receiver-%d", getpid()));
    for (int i = 0; i < 2; i++) {
        senders[i] = unix_socket(SOCK_DGRAM, i == 0 ? "first-sender" : "second-sender");
        connect_unix(senders[i], text("@receiver-%d", getpid()));
        must(send(senders[i], i == 0 ? "one" : "two", 3, 0));
    }
}
static const char *from(void) {
    struct sockaddr_un name = {0};
    socklen_t size = sizeof name;
    char data[16];
    if (ends[1] == -1 || !await(ends[1], POLLIN, 1)) return "nothing";
    ssize_t got = recvfrom(ends[1], data, sizeof data, MSG_DONTWAIT, (struct sockaddr *)&name, &size);
    if (got == -1) return outcome(-1);
    return text("%.*s from %s", (int)got, data, size > sizeof name.sun_family ? name.sun_path : "no name");
}
static const char *receiver_name(void) { return local_name(ends[1]); }
static const char *sender_peer(void) { return peer_name(senders[0]); }

OBJECT(unix_datagram_senders) = {
    .name = "unix-datagram-senders",
    .about = "queued unix datagrams keep the names of their senders",
    .set = set_named_senders,
    .properties = PROPERTIES({"receiver", receiver_name}, {"sender's peer", sender_peer},
                             {"first", from, .expected = "one from first-sender", .once = true},
                             {"second", from, .expected = "two from second-sender", .once = true}),
};

static void set_sender_gone(void) {
    set_named_senders();
    must(close(senders[0]));
    must(close(senders[1]));
    senders[0] = senders[1] = -1;
}

OBJECT(unix_datagram_senders_gone) = {
    .name = "unix-datagram-senders-gone",
    .about = "queued unix datagrams keep the names of senders that are closed",
    .set = set_sender_gone,
    .properties = PROPERTIES({"receiver", receiver_name}, {"first", from, .expected = "one from first-sender", .once = true},
                             {"second", from, .expected = "two from second-sender", .once = true}),
};

static void set_urgent(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    write_all(ends[0], "before", 6);
    needs(send(ends[0], "!", 1, MSG_OOB));
    write_all(ends[0], "after", 5);
}
static const char *urgent(void) {
    char byte;
    return recv(ends[1], &byte, 1, MSG_OOB | MSG_DONTWAIT) == -1 ? outcome(-1) : text("%c", byte);
}

OBJECT(unix_urgent) = {
    .name = "unix-urgent",
    .about = "an urgent byte in a unix stream stays urgent, and outside the data",
    .set = set_urgent,
    .properties = PROPERTIES({"events", receiver_events, .expected = "7"}, {"urgent byte", urgent, .expected = "!", .once = true},
                             {"data up to the mark", taken, .expected = "before", .once = true}),
};

static void set_peeking(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    write_all(ends[0], "0123456789", 10);
    must(setsockopt(ends[1], SOL_SOCKET, SO_PEEK_OFF, &(int){4}, sizeof(int)));
}
static const char *peek_offset(void) { return number_option(ends[1], SOL_SOCKET, SO_PEEK_OFF); }
static const char *peeked(void) { return take(ends[1], MSG_PEEK); }

OBJECT(unix_peek_offset) = {
    .name = "unix-peek-offset",
    .about = "a unix stream that was looked at up to some byte is looked at from there",
    .set = set_peeking,
    .properties = PROPERTIES({"unread", unread, .expected = "10"}, {"SO_PEEK_OFF", peek_offset, .expected = "4"},
                             {"peeked", peeked, .expected = "456789", .once = true}),
};

#ifndef SO_PASSPIDFD
#define SO_PASSPIDFD 76
#endif

/* The pidfd of the sender comes as a control message, also to a checkpoint that looks into the queue. */
static void set_pidfd(void) {
    must(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends));
    needs(setsockopt(ends[1], SOL_SOCKET, SO_PASSPIDFD, &(int){1}, sizeof(int)));
    must(send(ends[0], "signed", 6, 0));
}

OBJECT(unix_datagram_pidfd) = {
    .name = "unix-datagram-pidfd",
    .about = "a unix datagram whose receiver asks for a pidfd of the sender stays in the queue",
    .set = set_pidfd,
    .properties = PROPERTIES({"unread", unread, .expected = "6"}, {"data", taken, .expected = "signed", .once = true}),
};

static const char *both_ways(void) { return text("%s, %s", taken(), taken_back()); }

static void set_both(void) {
    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends));
    write_all(ends[0], "there", 5);
    write_all(ends[1], "back", 4);
}
static const char *flags(void) { return outcome(fcntl(ends[0], F_GETFL)); }
static const char *close_on_exec(void) { return outcome(fcntl(ends[1], F_GETFD)); }

OBJECT(unix_pair) = {
    .name = "unix-pair",
    .about = "both ends of a unix stream keep their unread data and their flags",
    .set = set_both,
    .properties = PROPERTIES({"unread", unread, .expected = "5"}, {"flags", flags},
                             {"close on exec", close_on_exec, .expected = "1"},
                             {"data", both_ways, .expected = "there, back", .once = true},
                             {"then", answered, .expected = "answer", .once = true}),
};
