/* BPF maps and a program. */
#include "../object.h"
#include <linux/bpf.h>
#include <linux/filter.h>
#include <sys/socket.h>
#include <sys/syscall.h>

static int fd = -1, filtered[2] = {-1, -1};

static long bpf(int command, union bpf_attr *attributes) { return syscall(SYS_bpf, command, attributes, sizeof *attributes); }

static const char *map(void) {
    struct bpf_map_info info = {0};
    union bpf_attr request = {.info = {.bpf_fd = (unsigned)fd, .info_len = sizeof info, .info = (uintptr_t)&info}};
    if (bpf(BPF_OBJ_GET_INFO_BY_FD, &request) == -1) return outcome(-1);
    return text("type %u, key %u, value %u, entries %u, flags %x, %s", info.type, info.key_size, info.value_size, info.max_entries,
                info.map_flags, info.name);
}

static const char *frozen(void) { return line_of(text("/proc/self/fdinfo/%d", fd), "frozen:"); }

static const char *value_at(long key) {
    unsigned sought = (unsigned)key;
    uint64_t value = 0;
    union bpf_attr request = {.map_fd = (unsigned)fd, .key = (uintptr_t)&sought, .value = (uintptr_t)&value};
    return bpf(BPF_MAP_LOOKUP_ELEM, &request) == -1 ? outcome(-1) : text("%lx", value);
}

static long put(unsigned key, uint64_t value) {
    union bpf_attr request = {.map_fd = (unsigned)fd, .key = (uintptr_t)&key, .value = (uintptr_t)&value};
    return bpf(BPF_MAP_UPDATE_ELEM, &request);
}
static const char *another_at(long key) { return outcome(put((unsigned)key, 3)); }

static void make(unsigned type, unsigned flags) {
    union bpf_attr request = {.map_type = type, .key_size = 4, .value_size = 8, .max_entries = 4, .map_flags = flags, .map_name = "kept"};
    fd = needs((int)bpf(BPF_MAP_CREATE, &request));
    must(put(1, 0x1122334455667788));
    must(put(3, 0xfedcba9876543210));
}

#define VALUES                                                                                                                 \
    {"map", map}, {"value of 1", .read_at = value_at, .number = 1, .expected = "1122334455667788"},                            \
        {"value of 3", .read_at = value_at, .number = 3, .expected = "fedcba9876543210"}

static void set_array(void) { make(BPF_MAP_TYPE_ARRAY, 0); }

OBJECT(bpf_array) = {
    .name = "bpf-array",
    .about = "a BPF array keeps its values",
    .set = set_array,
    .properties = PROPERTIES(VALUES, {"value of 0", .read_at = value_at, .number = 0, .expected = "0"},
                             {"update", .read_at = another_at, .number = 0, .expected = "0", .once = true}),
};

static void set_hash(void) { make(BPF_MAP_TYPE_HASH, BPF_F_NO_PREALLOC); }

OBJECT(bpf_hash) = {
    .name = "bpf-hash",
    .about = "a BPF hash keeps its entries",
    .set = set_hash,
    .properties = PROPERTIES(VALUES, {"value of 0", .read_at = value_at, .number = 0, .expected = "ENOENT"},
                             {"update", .read_at = another_at, .number = 0, .expected = "0", .once = true}),
};

static void set_lru(void) { make(BPF_MAP_TYPE_LRU_HASH, 0); }

OBJECT(bpf_lru_hash) = {
    .name = "bpf-lru-hash",
    .about = "a BPF hash that drops the least recently used keeps its entries",
    .set = set_lru,
    .properties = PROPERTIES(VALUES, {"value of 0", .read_at = value_at, .number = 0, .expected = "ENOENT"}),
};

static void set_frozen(void) {
    make(BPF_MAP_TYPE_ARRAY, 0);
    union bpf_attr request = {.map_fd = (unsigned)fd};
    must(bpf(BPF_MAP_FREEZE, &request));
}

OBJECT(bpf_array_frozen) = {
    .name = "bpf-array-frozen",
    .about = "a frozen BPF array stays frozen",
    .set = set_frozen,
    .properties = PROPERTIES(VALUES, {"frozen", frozen, .expected = "1"},
                             {"update", .read_at = another_at, .number = 0, .expected = "EPERM"}),
};

static const char *program(void) {
    struct bpf_prog_info info = {0};
    union bpf_attr request = {.info = {.bpf_fd = (unsigned)fd, .info_len = sizeof info, .info = (uintptr_t)&info}};
    if (bpf(BPF_OBJ_GET_INFO_BY_FD, &request) == -1) return outcome(-1);
    return text("type %u, %u bytes, %s", info.type, info.xlated_prog_len, info.name);
}

static const char *tag(void) { return line_of(text("/proc/self/fdinfo/%d", fd), "prog_tag:"); }

/* The filter keeps 3 bytes of every datagram. */
static const char *what_passes(void) {
    char data[16];
    ssize_t sent = send(filtered[0], "seven..", 7, MSG_DONTWAIT);
    if (sent == -1) return outcome(-1);
    ssize_t got = recv(filtered[1], data, sizeof data, MSG_DONTWAIT);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}

static void set_program(void) {
    struct bpf_insn code[] = {{.code = BPF_ALU64 | BPF_MOV | BPF_K, .imm = 3}, {.code = BPF_JMP | BPF_EXIT}};
    union bpf_attr request = {.prog_type = BPF_PROG_TYPE_SOCKET_FILTER, .insns = (uintptr_t)code, .insn_cnt = 2,
                              .license = (uintptr_t)"GPL", .prog_name = "three_bytes"};
    fd = needs((int)bpf(BPF_PROG_LOAD, &request));
    must(socketpair(AF_UNIX, SOCK_DGRAM, 0, filtered));
    must(setsockopt(filtered[1], SOL_SOCKET, SO_ATTACH_BPF, &fd, sizeof fd));
}

OBJECT(bpf_program) = {
    .name = "bpf-program",
    .about = "a BPF program stays loaded and filters a socket",
    .set = set_program,
    .properties = PROPERTIES({"program", program}, {"tag", tag}, {"what passes the filter", what_passes, .expected = "sev"}),
};
