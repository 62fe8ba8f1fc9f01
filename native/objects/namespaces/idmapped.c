/* A mount that shows the files of one account as another's. */
#include "own.h"
#include <sys/socket.h>
#include <sys/syscall.h>

static int ends[2];

static void create(void) { own_namespaces(CLONE_NEWNS); }

/* A user namespace exists as long as a process in it or a descriptor of it. */
static int hold(int index) {
    (void)index;
    char byte;
    if (unshare(CLONE_NEWUSER) == -1) return 1;
    write_all(ends[1], "r", 1);
    read_all(ends[1], &byte, 1);
    return 0;
}

static int namespace_with(const char *map) {
    char byte;
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    pid_t child = start_child(hold, 0);
    read_all(ends[0], &byte, 1);
    put(text("/proc/%d/uid_map", child), map);
    put(text("/proc/%d/gid_map", child), map);
    int fd = needs(open(text("/proc/%d/ns/user", child), O_RDONLY | O_CLOEXEC));
    write_all(ends[0], "e", 1);
    must(finish_child(child));
    must(close(ends[0]));
    must(close(ends[1]));
    return fd;
}

static void set(void) {
    mount_at("memory", "tmpfs", 0, "size=1m,mode=755");
    write_file("memory/file", "content");
    must(chown("memory/file", 1000, 1000));
    must(mkdir("mapped", 0755));
    int users = namespace_with("1000 2000 10"), tree = needs((int)syscall(SYS_open_tree, AT_FDCWD, "memory", 1 | O_CLOEXEC));
    struct mount_attr attributes = {.attr_set = 0x00100000, .userns_fd = (uint64_t)users};
    needs((int)syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH, &attributes, sizeof attributes));
    needs((int)syscall(SYS_move_mount, tree, "", AT_FDCWD, "mapped", 4));
    must(close(tree));
    must(close(users));
}

static const char *owner(const char *path) {
    struct stat found;
    return stat(path, &found) == -1 ? outcome(-1) : text("%u:%u", found.st_uid, found.st_gid);
}
static const char *owner_mapped(void) { return owner("mapped/file"); }
static const char *owner_real(void) { return owner("memory/file"); }
static const char *options(void) {
    const char *found = mount_options("mapped");
    return strstr(found, "idmapped") ? "idmapped" : found;
}
static const char *data(void) { return content("mapped/file"); }

OBJECT(idmapped) = {
    .name = "idmapped-mount",
    .about = "an idmapped mount still shows the owners of files as other accounts",
    .create = create,
    .set = set,
    .properties = PROPERTIES({"owner through the mount", owner_mapped, .expected = "2000:2000"},
                             {"owner of the file", owner_real, .expected = "1000:1000"},
                             {"options", options, .expected = "idmapped"},
                             {"data", data, .expected = "content"}),
};
