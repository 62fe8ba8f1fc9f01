/* Sockets that CRIU has no code for, and filters that it cannot save. */
#include "sockets.h"
#include <linux/bpf.h>
#include <linux/if_xdp.h>
#include <linux/vm_sockets.h>
#include <sys/syscall.h>

static int fd = -1;

static const char *type(void) { return number_option(fd, SOL_SOCKET, SO_TYPE); }
static const char *family(void) { return number_option(fd, SOL_SOCKET, SO_DOMAIN); }
static const char *listens(void) { return number_option(fd, SOL_SOCKET, SO_ACCEPTCONN); }

static const char *port(void) {
    struct sockaddr_vm found = {0};
    socklen_t size = sizeof found;
    return getsockname(fd, (struct sockaddr *)&found, &size) == -1 ? outcome(-1) : text("%x:%u", found.svm_cid, found.svm_port);
}

static void set_vsock(void) {
    fd = needs(socket(AF_VSOCK, SOCK_STREAM, 0));
    struct sockaddr_vm any = {.svm_family = AF_VSOCK, .svm_cid = VMADDR_CID_ANY, .svm_port = VMADDR_PORT_ANY};
    needs(bind(fd, (struct sockaddr *)&any, sizeof any));
    must(listen(fd, 3));
}

OBJECT(vsock_listener) = {
    .name = "vsock-listener",
    .about = "a listener for connections from the hypervisor keeps its address",
    .set = set_vsock,
    .properties = PROPERTIES({"family", family, .expected = "40"}, {"type", type, .expected = "1"}, {"address", port},
                             {"listens", listens, .expected = "1"}),
};

static void set_xdp(void) { fd = needs(socket(AF_XDP, SOCK_RAW, 0)); }
static const char *xdp_options(void) {
    struct xdp_options found = {0};
    socklen_t size = sizeof found;
    return getsockopt(fd, SOL_XDP, XDP_OPTIONS, &found, &size) == -1 ? outcome(-1) : text("%x", found.flags);
}

OBJECT(xdp_socket) = {
    .name = "xdp-socket",
    .about = "an express data path socket stays one",
    .set = set_xdp,
    .properties = PROPERTIES({"family", family, .expected = "44"}, {"type", type, .expected = "3"},
                             {"options", xdp_options, .expected = "0"}),
};

/* Lets 33 bytes of each datagram through. */
static void set_extended_filter(void) {
    struct bpf_insn program[] = {{.code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = 33},
                                 {.code = BPF_JMP | BPF_EXIT}};
    union bpf_attr attributes = {.prog_type = BPF_PROG_TYPE_SOCKET_FILTER, .insn_cnt = 2};
    attributes.insns = (uintptr_t)program;
    attributes.license = (uintptr_t) "GPL";
    int loaded = (int)needs(syscall(SYS_bpf, BPF_PROG_LOAD, &attributes, sizeof attributes));
    fd = bound_socket(AF_INET, SOCK_DGRAM, 0);
    must(setsockopt(fd, SOL_SOCKET, SO_ATTACH_BPF, &loaded, sizeof loaded));
    must(close(loaded));
}

static const char *lets_through(void) {
    char sent[80] = {0};
    if (fd == -1) return "no socket";
    union address address = loopback(AF_INET, port_of(fd));
    if (sendto(fd, sent, sizeof sent, 0, &address.any, sizeof address.v4) == -1) return outcome(-1);
    if (!await(fd, POLLIN, 1)) return "nothing";
    return outcome(recv(fd, sent, sizeof sent, MSG_DONTWAIT));
}
static const char *local(void) { return local_name(fd); }

OBJECT(udp_extended_filter) = {
    .name = "udp-extended-filter",
    .about = "an eBPF filter on a UDP socket still filters",
    .set = set_extended_filter,
    .properties = PROPERTIES({"address", local}, {"length that it lets through", lets_through, .expected = "25"}),
};
