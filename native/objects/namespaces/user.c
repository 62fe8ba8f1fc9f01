/* A user namespace, alone and together with others. */
#include "own.h"
#include <limits.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>

static int ends[2];
static pid_t parent;

/* Several ranges need a privilege that the process itself has no longer, so a child outside the namespace writes them. */
static int write_maps(int index) {
    (void)index;
    char byte;
    read_all(ends[1], &byte, 1);
    int result = 0;
    for (int i = 0; i < 2; i++) {
        const char *map = i == 0 ? "0 0 1\n1 100000 1000\n" : "0 0 1\n5 200000 500\n";
        int fd = open(text("/proc/%d/%s", parent, i == 0 ? "uid_map" : "gid_map"), O_WRONLY | O_CLOEXEC);
        if (fd == -1 || write(fd, map, strlen(map)) == -1) result = 1;
        close(fd);
    }
    return result;
}

/*
 * The mounts of a new user namespace's mount namespace are locked to each other, and CRIU cannot look below one that covers
 * another. So the tree has only the topmost mount at each of a few places.
 */
static void simple_tree(void) {
    static const char *const places[] = {"/proc", "/sys", "/dev", "/dev/pts", "/dev/shm"};
    char here[PATH_MAX];
    if (!getcwd(here, sizeof here)) broken("getcwd");
    needs(unshare(CLONE_NEWNS));
    needs(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL));
    must(mkdir("tree", 0755));
    must(mount("/", "tree", NULL, MS_BIND, NULL));
    for (int i = 0; i < 5; i++)
        if (mount(places[i], text("tree%s", places[i]), NULL, MS_BIND, NULL) == -1) unavailable(places[i]);
    must(chdir("tree"));
    must((int)syscall(SYS_pivot_root, ".", "."));
    must(umount2(".", MNT_DETACH));
    must(chdir("/"));
    if (chdir(here) == -1) unavailable("a working directory in the root file system");
}

static void enter(int others) {
    if (getenv("OBJECT_NAMESPACES")) return;
    if (others != 0) simple_tree();
    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends));
    parent = getpid();
    pid_t writer = start_child(write_maps, 0);
    needs(unshare(CLONE_NEWUSER));
    write_all(ends[0], "u", 1);
    errno = EPERM;
    if (finish_child(writer) != 0) unavailable("several ranges of accounts");
    must(close(ends[0]));
    must(close(ends[1]));
    own_namespaces(others);
}

static void create_user(void) { enter(0); }
static void create_with_mount(void) { enter(CLONE_NEWNS); }
static void create_with_ipc(void) { enter(CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS); }
static void create_with_net(void) { enter(CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET); }

static void set(void) {
    must(setresgid(7, 8, 9));
    must(setresuid(5, 0, 6));
    write_file("owned", "x");
    must(chown("owned", 77, 88));
}
static void set_names(void) {
    set();
    must(sethostname("user-host", 9));
}

static const char *users(void) { return answer("cat /proc/%d/uid_map", getpid()); }
static const char *groups(void) { return answer("cat /proc/%d/gid_map", getpid()); }
static const char *ids(void) {
    uid_t real, effective, saved;
    must(getresuid(&real, &effective, &saved));
    return text("%u %u %u", real, effective, saved);
}
static const char *group_ids(void) {
    gid_t real, effective, saved;
    must(getresgid(&real, &effective, &saved));
    return text("%u %u %u", real, effective, saved);
}
static const char *owner(void) {
    struct stat found;
    return stat("owned", &found) == -1 ? outcome(-1) : text("%u:%u", found.st_uid, found.st_gid);
}
static const char *capabilities(void) { return line_of("/proc/self/status", "CapEff:"); }
static const char *setgroups_allowed(void) { return content("/proc/self/setgroups"); }
static const char *host(void) { return content("/proc/sys/kernel/hostname"); }

#define OF_USER                                                                                                                \
    {"accounts", users, .natural = true, .expected = "0 0 1 1 100000 1000"},                                                   \
        {"groups", groups, .natural = true, .expected = "0 0 1 5 200000 500"}, {"user IDs", ids, .expected = "5 0 6"},        \
        {"group IDs", group_ids, .expected = "7 8 9"}, {"owner of a file", owner, .expected = "77:88"},                       \
        {"capabilities", capabilities, .natural = true}, {"setgroups", setgroups_allowed, .natural = true, .expected = "allow\\x0a"}

OBJECT(user_namespace) = {
    .name = "user-namespace",
    .about = "a user namespace keeps its ranges of accounts, and the process its accounts in it",
    .create = create_user,
    .set = set,
    .properties = PROPERTIES(OF_USER),
};
OBJECT(user_mount) = {
    .name = "user-mount-namespaces",
    .about = "a user namespace with a mount namespace keeps its ranges of accounts",
    .create = create_with_mount,
    .set = set,
    .properties = PROPERTIES(OF_USER),
};
OBJECT(user_ipc) = {
    .name = "user-ipc-uts-mount-namespaces",
    .about = "a user namespace with mount, IPC and UTS namespaces keeps its ranges of accounts and its names",
    .create = create_with_ipc,
    .set = set_names,
    .properties = PROPERTIES(OF_USER, {"host name", host, .expected = "user-host\\x0a"}),
};
OBJECT(user_net) = {
    .name = "user-net-mount-namespaces",
    .about = "a user namespace with mount, IPC, UTS and network namespaces keeps its ranges of accounts and its names",
    .create = create_with_net,
    .set = set_names,
    .properties = PROPERTIES(OF_USER, {"host name", host, .expected = "user-host\\x0a"}),
};

/* What an account without privileges can do: a range of one account, and no change of groups. */
static void create_single(void) {
    uid_t user = getuid();
    gid_t group = getgid();
    needs(unshare(CLONE_NEWUSER));
    put("/proc/self/setgroups", "deny");
    put("/proc/self/uid_map", text("0 %u 1", user));
    put("/proc/self/gid_map", text("0 %u 1", group));
}
static void set_single(void) { must(unshare(CLONE_NEWUTS)), must(sethostname("user-host", 9)); }

OBJECT(user_single) = {
    .name = "user-namespace-single-account",
    .about = "a user namespace with the own account alone keeps that, and that groups cannot be changed",
    .create = create_single,
    .set = set_single,
    .properties = PROPERTIES({"accounts", users, .natural = true}, {"groups", groups, .natural = true},
                             {"setgroups", setgroups_allowed, .natural = true, .expected = "deny\\x0a"},
                             {"host name", host, .expected = "user-host\\x0a"}),
};
