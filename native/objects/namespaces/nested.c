/* Namespaces of a child inside those of the tree's first process. */
#include "net.h"
#include <arpa/inet.h>
#include <sys/socket.h>

static struct helper child;
static bool started;

static const char *of_child(const char *(*order)(void)) { return started ? ask_helper(&child, order) : "no child"; }

static void start(void (*first)(void)) {
    child = start_helper(first);
    started = true;
}

/* The child of a process that has prepared a PID namespace is its first process. */
static void set_pid(void) {
    needs(unshare(CLONE_NEWPID));
    start(NULL);
}
static const char *own_number(void) { return text("%d", getpid()); }
static const char *number_inside(void) { return of_child(own_number); }
static const char *number_outside(void) {
    const char *line = started ? line_of(text("/proc/%d/status", child.pid), "NSpid:") : "no child";
    return strchr(line, '1') ? text("%s", line) : line;
}

OBJECT(nested_pid) = {
    .name = "pid-namespace-nested",
    .about = "the first process of a PID namespace inside that of the tree keeps both of its numbers",
    .set = set_pid,
    .properties = PROPERTIES({"number inside", number_inside, .expected = "1"}, {"numbers", number_outside}),
};

/* A PID namespace that is prepared for children that do not exist yet. */
static void set_pid_for_children(void) { needs(unshare(CLONE_NEWPID)); }
static const char *prepared(void) {
    struct stat own, next;
    /* There is no such namespace before its first process. */
    if (stat("/proc/self/ns/pid", &own) == -1) return outcome(-1);
    if (stat("/proc/self/ns/pid_for_children", &next) == -1) return outcome(-1);
    return own.st_ino == next.st_ino ? "own" : "other";
}
static const char *number_of_first(void) {
    pid_t pid = fork();
    if (pid == -1) return outcome(-1);
    if (pid == 0) _exit(getpid() == 1 ? 1 : 2);
    int status;
    must(waitpid(pid, &status, 0));
    return WEXITSTATUS(status) == 1 ? "first" : "another";
}

OBJECT(pid_for_children) = {
    .name = "pid-namespace-for-children",
    .about = "a PID namespace that a process has prepared for its children is still there for them",
    .set = set_pid_for_children,
    .properties = PROPERTIES({"namespace for children", prepared},
                             {"number of the first child", number_of_first, .expected = "first", .once = true}),
};

static void set_host(void) {
    needs(unshare(CLONE_NEWUTS));
    must(sethostname("of-the-child", 12));
}
static void set_uts(void) {
    start(set_host);
    must(sethostname("of-the-parent", 13));
}
static void create_uts(void) { own_namespaces(CLONE_NEWUTS); }
static const char *host(void) { return content("/proc/sys/kernel/hostname"); }
static const char *host_of_child(void) { return of_child(host); }

OBJECT(nested_uts) = {
    .name = "uts-namespace-nested",
    .about = "a parent and a child with UTS namespaces of their own keep their host names",
    .create = create_uts,
    .set = set_uts,
    .properties = PROPERTIES({"parent", host, .expected = "of-the-parent\\x0a"},
                             {"child", host_of_child, .expected = "of-the-child\\x0a"}),
};

static void leave_network(void) { needs(unshare(CLONE_NEWNET)); }
static void set_net(void) {
    need_namespaces(CLONE_NEWNET);
    start(leave_network);
    command("ip link add ours type veth peer name theirs netns %d", child.pid);
    command("ip link set ours up address 02:00:00:00:00:11; ip addr add 10.1.0.1/24 dev ours");
    ask_helper(&child, host);
    command("nsenter -t %d -n ip link set theirs up address 02:00:00:00:00:22", child.pid);
    command("nsenter -t %d -n ip addr add 10.1.0.2/24 dev theirs", child.pid);
}
PICK(ours, "ip -o -4 addr show ours", "inet", 1)
PICK(flags, "ip -o link show ours", "<", 0)
PICK(theirs, "ip -o -4 addr show theirs", "inet", 1)
PICK(mac, "ip -o link show theirs", "link/ether", 1)
ASK(devices, "ip -o link | cut -d: -f2 | cut -d@ -f1")
static const char *theirs_in_child(void) { return of_child(theirs); }
static const char *mac_in_child(void) { return of_child(mac); }
static const char *devices_in_child(void) { return of_child(devices); }

OBJECT(nested_net) = {
    .name = "net-namespace-nested",
    .about = "a pair of devices still joins the network namespaces of a parent and its child",
    .create = own_network,
    .set = set_net,
    .properties = PROPERTIES({"address of the parent", ours, .expected = "inet 10.1.0.1/24"},
                             {"flags", flags, .expected = "<BROADCAST,MULTICAST,UP,LOWER_UP>"},
                             {"address of the child", theirs_in_child, .expected = "inet 10.1.0.2/24"},
                             {"MAC of the child", mac_in_child, .expected = "link/ether 02:00:00:00:00:22"},
                             {"devices of the child", devices_in_child, .expected = "lo theirs"}),
};

static void leave_mounts(void) {
    needs(unshare(CLONE_NEWNS));
    mount_at("place", "tmpfs", 0, "size=1m");
    write_file("place/file", "of the child");
}
static void create_mount(void) { own_namespaces(CLONE_NEWNS); }
static void set_mount(void) {
    start(leave_mounts);
    mount_at("place", "tmpfs", 0, "size=2m");
    write_file("place/file", "of the parent");
}
static const char *file(void) { return content("place/file"); }
static const char *file_of_child(void) { return of_child(file); }
static const char *size(void) { return super_options("place"); }
static const char *size_of_child(void) { return of_child(size); }

OBJECT(nested_mount) = {
    .name = "mount-namespace-nested",
    .about = "a parent and a child with mount namespaces of their own see what each has mounted",
    .create = create_mount,
    .set = set_mount,
    .properties = PROPERTIES({"file of the parent", file, .expected = "of the parent"},
                             {"file of the child", file_of_child, .expected = "of the child"},
                             {"options of the parent", size}, {"options of the child", size_of_child}),
};

/* The tree's first process stays where CRIU is, and only a child has left. */
static void set_child_mount(void) {
    need_namespaces(CLONE_NEWNS);
    start(leave_mounts);
}

OBJECT(child_mount) = {
    .name = "mount-namespace-of-child",
    .about = "a child alone keeps its mount namespace",
    .set = set_child_mount,
    .properties = PROPERTIES({"file of the child", file_of_child, .expected = "of the child"},
                             {"options of the child", size_of_child}),
};

static void set_child_net(void) {
    need_namespaces(CLONE_NEWNET);
    start(leave_network);
    command("nsenter -t %d -n ip link set lo up mtu 50000", child.pid);
}
PICK(mtu, "ip -o link show lo", "mtu", 1)
static const char *mtu_of_child(void) { return of_child(mtu); }

OBJECT(child_net) = {
    .name = "net-namespace-of-child",
    .about = "a child alone keeps its network namespace",
    .set = set_child_net,
    .properties = PROPERTIES({"MTU of the child", mtu_of_child, .expected = "mtu 50000"}),
};

static void set_child_uts(void) {
    need_namespaces(CLONE_NEWUTS);
    start(set_host);
}
OBJECT(child_uts) = {
    .name = "uts-namespace-of-child",
    .about = "a child alone keeps its UTS namespace",
    .set = set_child_uts,
    .properties = PROPERTIES({"host name of the child", host_of_child, .expected = "of-the-child\\x0a"}),
};

/* A process enters a mount namespace and keeps what it opened before. */
static int before_entering = -1;
static void set_late(void) {
    before_entering = must(open("file", O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    write_all(before_entering, "opened before", 13);
    needs(unshare(CLONE_NEWNS));
    needs(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL));
    mount_at("place", "tmpfs", 0, "size=1m");
    write_file("place/file", "mounted after");
}
static const char *opened(void) {
    char data[32];
    ssize_t got = pread(before_entering, data, sizeof data, 0);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}

OBJECT(late) = {
    .name = "mount-namespace-entered-late",
    .about = "a process that entered a mount namespace keeps the files that it opened before",
    .set = set_late,
    .properties = PROPERTIES({"open file", opened, .expected = "opened before"},
                             {"file of the namespace", file, .expected = "mounted after"}),
};

/* A descriptor keeps a namespace alive that no process is in. */
static int held = -1;
static void set_held(void) {
    int own = must(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
    needs(unshare(CLONE_NEWNET));
    command("ip link set lo mtu 44444");
    held = must(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
    must(setns(own, CLONE_NEWNET));
    must(close(own));
}
static const char *held_mtu(void) {
    if (held == -1) return outcome(-1);
    int own = must(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
    const char *result = setns(held, CLONE_NEWNET) == -1 ? outcome(-1) : mtu();
    must(setns(own, CLONE_NEWNET));
    must(close(own));
    return result;
}

OBJECT(held_namespace) = {
    .name = "net-namespace-held-by-descriptor",
    .about = "a descriptor still leads to a network namespace that no process is in",
    .create = own_network,
    .set = set_held,
    .properties = PROPERTIES({"MTU in the namespace", held_mtu, .expected = "mtu 44444"}),
};

/* A socket stays in the network namespace that it was made in. */
static int outside = -1;
static void set_socket(void) {
    outside = must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    must(bind(outside, (struct sockaddr *)&any, sizeof any));
    own_namespaces(CLONE_NEWNET);
}
static const char *port(void) {
    struct sockaddr_in found = {0};
    socklen_t size = sizeof found;
    return getsockname(outside, (struct sockaddr *)&found, &size) == -1 ? outcome(-1) : text("%d", ntohs(found.sin_port));
}
PICK(loopback, "ip -o link show lo", "<", 0)

OBJECT(socket_outside) = {
    .name = "net-socket-of-old-namespace",
    .about = "a socket that was made before its process entered a network namespace stays in the old one",
    .create = own_network,
    .set = set_socket,
    .properties = PROPERTIES({"port", port}, {"loopback device of the new one", loopback, .expected = "<LOOPBACK>"}),
};
