/* /dev/net/tun: with an interface of its own, and before it has one. */
#include "../object.h"
#include <linux/if.h>
#include <linux/if_tun.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

static int fd = -1;
static char interface[IFNAMSIZ];

static const char *attached(void) {
    struct ifreq request = {0};
    if (ioctl(fd, TUNGETIFF, &request) == -1) return outcome(-1);
    return text("%s, flags %x", request.ifr_name, (unsigned short)request.ifr_flags);
}
static const char *features(void) {
    unsigned got;
    return ioctl(fd, TUNGETFEATURES, &got) == -1 ? outcome(-1) : text("%x", got);
}
static const char *header_size(void) {
    int got;
    return ioctl(fd, TUNGETVNETHDRSZ, &got) == -1 ? outcome(-1) : text("%d", got);
}
static const char *send_buffer(void) {
    int got;
    return ioctl(fd, TUNGETSNDBUF, &got) == -1 ? outcome(-1) : text("%d", got);
}
static const char *flags(void) { return fd == -1 ? "EBADF" : text("%o", (unsigned)fcntl(fd, F_GETFL)); }

static const char *interface_at(long command) {
    struct ifreq request = {0};
    int control = must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    strcpy(request.ifr_name, interface);
    const char *found = outcome(ioctl(control, (unsigned long)command, &request));
    if (strcmp(found, "0") == 0)
        found = command == SIOCGIFMTU      ? text("%d", request.ifr_mtu)
                : command == SIOCGIFHWADDR ? bytes(request.ifr_hwaddr.sa_data, 6)
                                           : text("%x", (unsigned short)request.ifr_flags);
    must(close(control));
    return found;
}

static void set_attached(void) {
    struct ifreq request = {.ifr_flags = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR};
    fd = needs(open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC));
    strcpy(request.ifr_name, text("tap%d", getpid()));
    needs(ioctl(fd, TUNSETIFF, &request));
    strcpy(interface, request.ifr_name);
    must(ioctl(fd, TUNSETVNETHDRSZ, &(int){12}));
    must(ioctl(fd, TUNSETSNDBUF, &(int){54321}));
    int control = must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    request.ifr_mtu = 1400;
    must(ioctl(control, SIOCSIFMTU, &request));
    must(close(control));
}

#define TAP                                                                                                                    \
    PROPERTIES({"attached", attached}, {"flags", flags}, {"header size", header_size, .expected = "12"},                       \
               {"send buffer", send_buffer, .expected = "54321"},                                                              \
               {"MTU", .read_at = interface_at, .number = SIOCGIFMTU, .expected = "1400"},                                     \
               {"address", .read_at = interface_at, .number = SIOCGIFHWADDR},                                                  \
               {"flags of the interface", .read_at = interface_at, .number = SIOCGIFFLAGS})

OBJECT(tap_attached) = {
    .name = "tap-attached",
    .about = "a tap keeps its interface, its flags and its sizes",
    .set = set_attached,
    .properties = TAP,
};

/* CRIU dumps interfaces only with the network namespace that they belong to. */
static void set_own_network(void) {
    needs(unshare(CLONE_NEWNET));
    set_attached();
}

OBJECT(tap_own_network) = {
    .name = "tap-own-network",
    .about = "a tap in a network namespace of its own keeps its interface, its flags and its sizes",
    .set = set_own_network,
    .properties = TAP,
};

static void set_idle(void) { fd = needs(open("/dev/net/tun", O_RDWR | O_CLOEXEC)); }

OBJECT(tun_idle) = {
    .name = "tun-idle",
    .about = "/dev/net/tun that has no interface yet stays open",
    .set = set_idle,
    .properties = PROPERTIES({"attached", attached, .expected = "EBADFD"}, {"features", features}, {"flags", flags}),
};

static void set_idle_own_network(void) {
    needs(unshare(CLONE_NEWNET));
    set_idle();
}

OBJECT(tun_idle_own_network) = {
    .name = "tun-idle-own-network",
    .about = "/dev/net/tun without an interface stays open in a network namespace of its own",
    .set = set_idle_own_network,
    .properties = PROPERTIES({"attached", attached, .expected = "EBADFD"}, {"features", features}, {"flags", flags}),
};
