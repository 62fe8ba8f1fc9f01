/* Network namespaces of other processes. */
#include "sockets.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* The owner of a user namespace may enter it, and from there what belongs to it. */
static bool enter_by(int user, int net)
{
    return setns(net, CLONE_NEWNET) == 0 || (setns(user, CLONE_NEWUSER) == 0 && setns(net, CLONE_NEWNET) == 0);
}

/* Only a child enters the namespace; it hands over a socket that belongs there. */
static int enter(int user, int net)
{
    int pair[2], fd = -1;
    char byte = 0, control[CMSG_SPACE(sizeof fd)] __attribute__((aligned(8))) = { 0 };
    struct iovec one = { &byte, 1 };
    struct msghdr message = { .msg_iov = &one, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        if (enter_by(user, net))
            fd = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
        byte = fd < 0 ? errno : 0;
        if (fd >= 0) {
            struct cmsghdr *c = CMSG_FIRSTHDR(&message);
            c->cmsg_level = SOL_SOCKET;
            c->cmsg_type = SCM_RIGHTS;
            c->cmsg_len = CMSG_LEN(sizeof fd);
            memcpy(CMSG_DATA(c), &fd, sizeof fd);
        } else {
            message.msg_controllen = 0;
        }
        _exit(sendmsg(pair[1], &message, 0) < 0);
    }
    close(pair[1]);
    ssize_t n = child < 0 ? -1 : recvmsg(pair[0], &message, MSG_CMSG_CLOEXEC);
    struct cmsghdr *c = n > 0 && byte == 0 ? CMSG_FIRSTHDR(&message) : NULL;
    if (c)
        memcpy(&fd, CMSG_DATA(c), sizeof fd);
    close(pair[0]);
    if (child > 0)
        waitpid(child, NULL, 0);
    errno = byte ? byte : EPERM;
    return fd;
}

int open_diag(const struct process *p)
{
    if (p->net == namespace_of(AT_FDCWD, "/proc/self/ns/net"))
        return socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    int net = openat(p->live, "ns/net", O_RDONLY | O_CLOEXEC), user = openat(p->live, "ns/user", O_RDONLY | O_CLOEXEC);
    int fd = net < 0 || user < 0 ? -1 : enter(user, net), error = errno;
    if (net >= 0)
        close(net);
    if (user >= 0)
        close(user);
    errno = error;
    return fd;
}
