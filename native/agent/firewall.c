/* Lists the tables of the firewall. */
#include "agent.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void tell(const char *kind, const char *name, size_t length)
{
    answer_bytes(kind, strlen(kind));
    answer_bytes(" ", 1);
    answer_bytes(name, length);
    answer_bytes("\n", 1);
}

static void tell_table(struct nlmsghdr *message)
{
    struct nlattr *attribute = (void *)((char *)NLMSG_DATA(message) + NLMSG_ALIGN(sizeof(struct nfgenmsg)));
    char *end = (char *)message + message->nlmsg_len;
    while ((char *)(attribute + 1) <= end && attribute->nla_len >= sizeof *attribute &&
           (char *)attribute + attribute->nla_len <= end) {
        if ((attribute->nla_type & NLA_TYPE_MASK) == NFTA_TABLE_NAME) {
            const char *name = (char *)(attribute + 1);
            tell("nft", name, strnlen(name, attribute->nla_len - sizeof *attribute));
        }
        attribute = (void *)((char *)attribute + NLA_ALIGN(attribute->nla_len));
    }
}

/* Returns true when it has reported all tables and errno is 0. Otherwise errno has the reason. */
static bool nft_tables(int fd)
{
    struct {
        struct nlmsghdr header;
        struct nfgenmsg family;
    } ask = { { .nlmsg_len = sizeof ask,
            .nlmsg_type = NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_GETTABLE,
            .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP },
          { .nfgen_family = AF_UNSPEC, .version = NFNETLINK_V0 } };
    static char answer[1 << 16] __attribute__((aligned(NLMSG_ALIGNTO)));
    if (send(fd, &ask, sizeof ask, 0) < 0)
        return false;
    for (ssize_t n; (n = recv(fd, answer, sizeof answer, 0)) > 0;)
        for (struct nlmsghdr *m = (void *)answer; NLMSG_OK(m, n); m = NLMSG_NEXT(m, n)) {
            if (m->nlmsg_type == NLMSG_DONE)
                return true;
            if (m->nlmsg_type == NLMSG_ERROR) {
                errno = -((struct nlmsgerr *)NLMSG_DATA(m))->error;
                return false;
            }
            tell_table(m);
        }
    return false;
}

/* Reports the tables of iptables, which exist from the first look at them on. A kernel may have no such list. */
static void legacy_tables(const char *list)
{
    char names[4096];
    int fd = open(list, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    ssize_t n = read(fd, names, sizeof names - 1);
    close(fd);
    names[n > 0 ? n : 0] = 0;
    for (char *rest = names, *name; (name = strsep(&rest, "\n"));)
        if (*name)
            tell("legacy", name, strlen(name));
}

/*
 * Answers the names of all tables of this network's firewall. A kernel without nftables has no tables, and a user who may not
 * list tables may not make any either: in both cases none of them are ours.
 */
void op_tables(struct request *r)
{
    answer_begin(r->id, "ok");
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
    if (fd < 0 || !nft_tables(fd)) {
        const char *why = strerror(errno);
        bool known = errno == EPERM || errno == EINVAL || errno == EOPNOTSUPP || errno == EPROTONOSUPPORT;
        if (!known)
            tell("unknown", why, strlen(why));
    }
    if (fd >= 0)
        close(fd);
    legacy_tables("/proc/self/net/ip_tables_names");
    legacy_tables("/proc/self/net/ip6_tables_names");
    answer_end();
}
