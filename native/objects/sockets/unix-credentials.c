/* Who is at the other end of a unix socket, and who sent what waits in it. */
#include "sockets.h"
#include <sys/prctl.h>

static int ends[2] = {-1, -1};

static const char *peer_credentials(void) {
    struct ucred found = {0};
    socklen_t size = sizeof found;
    if (getsockopt(ends[1], SOL_SOCKET, SO_PEERCRED, &found, &size) == -1) return outcome(-1);
    return text("%s, %d, %d", found.pid == getpid() ? "own PID" : text("%d", found.pid), (int)found.uid, (int)found.gid);
}

static void set_pair(void) { must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends)); }

OBJECT(unix_peer_credentials) = {
    .name = "unix-peer-credentials",
    .about = "a unix socket names the process that made it",
    .set = set_pair,
    .properties = PROPERTIES({"SO_PEERCRED", peer_credentials}),
};

/* Sends with the credentials of somebody else, which only root may. */
static void send_as(int at, struct ucred who) {
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(struct ucred))];
    } control = {0};
    struct iovec part = {"signed", 6};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    control.header = (struct cmsghdr){CMSG_LEN(sizeof who), SOL_SOCKET, SCM_CREDENTIALS};
    memcpy(CMSG_DATA(&control.header), &who, sizeof who);
    needs(sendmsg(at, &message, 0));
}

static pid_t sender;

static const char *signature(void) {
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(struct ucred))];
    } control = {0};
    struct ucred found = {0};
    char data[16];
    struct iovec part = {data, sizeof data};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    if (ends[1] == -1 || !await(ends[1], POLLIN, 1)) return "nothing";
    ssize_t got = recvmsg(ends[1], &message, MSG_DONTWAIT);
    if (got == -1) return outcome(-1);
    struct cmsghdr *first = CMSG_FIRSTHDR(&message);
    if (!first || first->cmsg_type != SCM_CREDENTIALS) return "unsigned";
    memcpy(&found, CMSG_DATA(first), sizeof found);
    return text("%.*s by %s, %d, %d", (int)got, data,
                found.pid == getpid() ? "itself"
                : found.pid == sender ? "the child"
                : found.pid == 0      ? "no process"
                                      : "another process",
                (int)found.uid, (int)found.gid);
}

/* Newer kernels add credentials only if an end asks for them when the data is sent. */
static void ask_for_credentials(void) { must(setsockopt(ends[1], SOL_SOCKET, SO_PASSCRED, &(int){1}, sizeof(int))); }

/* Must not outlive an object that ends before it is settled. */
static int wait_long(int index) {
    must(prctl(PR_SET_PDEATHSIG, SIGKILL));
    return index + pause();
}

/* The first message fails if the account may not, while there is no child yet. */
static void set_signed(int type) {
    must(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends));
    send_as(ends[0], (struct ucred){getpid(), 1234, 1235});
    must(close(ends[0]));
    must(close(ends[1]));
    must(socketpair(AF_UNIX, type, 0, ends));
    ask_for_credentials();
    sender = start_child(wait_long, 0);
    send_as(ends[0], (struct ucred){sender, 1234, 1235});
}
static void set_signed_datagram(void) { set_signed(SOCK_DGRAM); }
static void set_signed_stream(void) { set_signed(SOCK_STREAM); }

/* The child waits for a signal, and SIGUSR1 is one that the main program may send it before. */
static void end_sender(void) {
    if (sender > 0) {
        kill(sender, SIGKILL);
        waitpid(sender, NULL, 0);
    }
}

OBJECT(unix_datagram_credentials) = {
    .name = "unix-datagram-credentials",
    .about = "a queued unix datagram keeps the credentials that its sender gave",
    .set = set_signed_datagram,
    .settle = end_sender,
    .properties = PROPERTIES({"message", signature, .expected = "signed by the child, 1234, 1235", .once = true}),
};

OBJECT(unix_stream_credentials) = {
    .name = "unix-stream-credentials",
    .about = "queued data of a unix stream keeps the credentials that its sender gave",
    .set = set_signed_stream,
    .settle = end_sender,
    .properties = PROPERTIES({"message", signature, .expected = "signed by the child, 1234, 1235", .once = true}),
};

static void set_asked(void) {
    must(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends));
    ask_for_credentials();
    must(send(ends[0], "signed", 6, 0));
}
static const char *own_signature(void) { return text("%.14s", signature()); }

OBJECT(unix_credentials_asked) = {
    .name = "unix-credentials-asked",
    .about = "queued data of a unix socket with SO_PASSCRED keeps its sender's credentials",
    .set = set_asked,
    .properties = PROPERTIES({"message", own_signature, .expected = "signed by itse", .once = true}),
};

static const char *real_user(void) { return text("%d", (int)getuid()); }
static struct helper other;

/* Sends as the user that it really is, and not as the one that it acts as. */
static void send_as_real(void) {
    must(setresuid(1234, (uid_t)-1, (uid_t)-1));
    must(send(ends[0], "signed", 6, 0));
}
static void set_real(int type) {
    /* Fails here, and not in the helper, if the account may not. */
    needs(setresuid(1234, (uid_t)-1, (uid_t)-1));
    must(setresuid(0, (uid_t)-1, (uid_t)-1));
    must(socketpair(AF_UNIX, type, 0, ends));
    ask_for_credentials();
    other = start_helper(send_as_real);
    sender = other.pid;
}
static void set_real_datagram(void) { set_real(SOCK_DGRAM); }
static const char *real_of_other(void) { return sender == 0 ? "no child" : ask_helper(&other, real_user); }

OBJECT(unix_credentials_real_user) = {
    .name = "unix-credentials-real-user",
    .about = "a queued unix datagram keeps the real user of its sender",
    .set = set_real_datagram,
    .properties = PROPERTIES({"sender's real user", real_of_other, .expected = "1234"},
                             {"message", signature, .expected = "signed by the child, 1234, 0", .once = true}),
};
