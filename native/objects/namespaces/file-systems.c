/* File systems of the kernel that are mounted anew in an own mount namespace. */
#include "own.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/statfs.h>
#include <sys/syscall.h>

static void create(void) { own_namespaces(CLONE_NEWNS); }
static void create_with_ipc(void) { own_namespaces(CLONE_NEWNS | CLONE_NEWIPC); }
static void create_with_net(void) { own_namespaces(CLONE_NEWNS | CLONE_NEWNET); }

static const char *type(void) { return mount_type("mounted"); }
static const char *options(void) { return mount_options("mounted"); }
static const char *super(void) { return super_options("mounted"); }
static const char *magic(void) {
    struct statfs found;
    return statfs("mounted", &found) == -1 ? outcome(-1) : text("%lx", (unsigned long)found.f_type);
}
static const char *entry_of(const char *name) { return outcome(access(text("mounted/%s", name), F_OK)); }

static void set_proc(void) { mount_at("mounted", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "hidepid=2,gid=5"); }
static const char *status(void) { return entry_of("self/status"); }
static const char *hidden(void) {
    const char *found = super_options("mounted");
    return strstr(found, "hidepid=") ? text("%.17s", strstr(found, "hidepid=")) : found;
}
static const char *group(void) {
    const char *found = super_options("mounted");
    return strstr(found, "gid=") ? text("%.5s", strstr(found, "gid=")) : found;
}

OBJECT(proc_mount) = {
    .name = "proc-hidepid",
    .about = "a proc that is mounted with hidepid and gid keeps these options",
    .create = create,
    .set = set_proc,
    .properties = PROPERTIES({"type", type, .expected = "proc"},
                             {"options", options, .expected = "rw,nosuid,nodev,noexec,relatime"},
                             {"entries", status, .expected = "0"}, {"hidepid", hidden, .expected = "hidepid=invisible"},
                             {"gid", group, .expected = "gid=5"}),
};

static void set_subset(void) { mount_at("mounted", "proc", 0, "subset=pid"); }
static const char *subset(void) {
    const char *found = super_options("mounted");
    return strstr(found, "subset=") ? text("%.10s", strstr(found, "subset=")) : found;
}
static const char *beyond(void) { return type()[0] == 'p' ? entry_of("meminfo") : "no proc"; }

OBJECT(proc_subset) = {
    .name = "proc-subset",
    .about = "a proc that is mounted with subset=pid still shows processes only",
    .create = create,
    .set = set_subset,
    .properties = PROPERTIES({"type", type, .expected = "proc"}, {"subset", subset, .expected = "subset=pid"},
                             {"entries", status, .expected = "0"}, {"other entries", beyond, .expected = "ENOENT"}),
};

static void set_sysfs(void) {
    mount_at("mounted", "sysfs", MS_RDONLY | MS_NOSUID, NULL);
    must(mkdir("settings", 0755));
    needs(mount("/proc/sys", "settings", NULL, MS_BIND, NULL));
    needs(mount(NULL, "settings", NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL));
}
static const char *settings_options(void) { return mount_options("settings"); }
static const char *setting(void) { return content("settings/kernel/ostype"); }
static const char *writing(void) {
    int fd = open("settings/vm/swappiness", O_WRONLY | O_CLOEXEC);
    if (fd != -1) close(fd);
    return outcome(fd == -1 ? -1 : 0);
}

OBJECT(sysfs_read_only) = {
    .name = "sysfs-read-only",
    .about = "a read-only sysfs and a read-only bind mount of /proc/sys stay read-only",
    .create = create,
    .set = set_sysfs,
    .properties = PROPERTIES({"type", type, .expected = "sysfs"}, {"options", options, .expected = "ro,nosuid,relatime"},
                             {"options of settings", settings_options, .expected = "ro,relatime"},
                             {"a setting", setting, .expected = "Linux\\x0a"}, {"writing a setting", writing, .expected = "EROFS"}),
};

/* A sysfs shows the devices of the network namespace that it was mounted in. */
static void set_sysfs_of_net(void) {
    mount_at("mounted", "sysfs", 0, NULL);
    command("ip link add ours type veth peer name theirs");
}
static const char *device(void) { return entry_of("class/net/ours"); }

OBJECT(sysfs_of_net) = {
    .name = "sysfs-of-net-namespace",
    .about = "a sysfs still shows the devices of its network namespace",
    .create = create_with_net,
    .set = set_sysfs_of_net,
    .properties = PROPERTIES({"type", type, .expected = "sysfs"}, {"device", device, .expected = "0"}),
};

static int master = -1;
static void set_devpts(void) {
    mount_at("mounted", "devpts", MS_NOSUID, "newinstance,ptmxmode=0666,mode=0620,gid=5,max=50");
    master = needs(open("mounted/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC));
    must(unlockpt(master));
}
static const char *mode(void) {
    struct stat found;
    return stat("mounted/ptmx", &found) == -1 ? outcome(-1) : text("%o", found.st_mode);
}
static const char *limit(void) { return strstr(super(), "max=50") ? "50" : super(); }
static const char *terminal_group(void) {
    struct stat found;
    return stat("mounted/0", &found) == -1 ? outcome(-1) : text("%o, group %u", found.st_mode, found.st_gid);
}
static const char *terminal(void) {
    char seen[8];
    int fd = open("mounted/0", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    write_all(fd, "x", 1);
    ssize_t got = await(master, POLLIN, 1) ? read(master, seen, sizeof seen) : 0;
    close(fd);
    return got == -1 ? outcome(-1) : bytes(seen, (size_t)got);
}

OBJECT(devpts_instance) = {
    .name = "devpts-instance",
    .about = "an own instance of devpts keeps its options and the terminal that is open in it",
    .create = create,
    .set = set_devpts,
    .properties = PROPERTIES({"type", type, .expected = "devpts"}, {"options", options, .expected = "rw,nosuid,relatime"},
                             {"mode of ptmx", mode, .expected = "20666"}, {"limit", limit, .expected = "50"},
                             {"terminal", terminal_group, .expected = "20620, group 5"},
                             {"what the terminal sends", terminal, .expected = "x", .once = true}),
};

static void set_mqueue(void) {
    mount_at("mounted", "mqueue", MS_NODEV, NULL);
    mount_at("second", "mqueue", MS_NOEXEC, NULL);
}
static const char *second_type(void) { return mount_type("second"); }
static const char *second_options(void) { return mount_options("second"); }
static const char *one_file_system(void) {
    struct stat first, second;
    if (stat("mounted", &first) == -1 || stat("second", &second) == -1) return outcome(-1);
    return first.st_dev == second.st_dev ? "one file system" : "two file systems";
}

OBJECT(mqueue_mounts) = {
    .name = "mqueue-mounts",
    .about = "two mounts of the message queues of an own IPC namespace stay",
    .create = create_with_ipc,
    .set = set_mqueue,
    .properties = PROPERTIES({"type", type, .expected = "mqueue"}, {"options", options, .expected = "rw,nodev,relatime"},
                             {"type of the second", second_type, .expected = "mqueue"},
                             {"options of the second", second_options, .expected = "rw,noexec,relatime"},
                             {"file systems", one_file_system}),
};

#define OF_TYPE(id, called, sentence, kind, entry_name, with)                                                                  \
    static void set_##id(void) { mount_at("mounted", kind, MS_NOSUID, with); }                                                \
    static const char *entry_##id(void) { return entry_of(entry_name); }                                                      \
    OBJECT(id) = {                                                                                                             \
        .name = called,                                                                                                        \
        .about = sentence,                                                                                                     \
        .create = create,                                                                                                      \
        .set = set_##id,                                                                                                       \
        .properties = PROPERTIES({"type", type, .expected = kind}, {"options", options, .expected = "rw,nosuid,relatime"},    \
                                 {"magic number", magic}, {"an entry", entry_##id, .expected = "0"}),                         \
    }

OF_TYPE(binfmt_misc, "binfmt-misc-mount", "a mount of binfmt_misc stays", "binfmt_misc", "register", NULL);
OF_TYPE(tracefs, "tracefs-mount", "a mount of tracefs stays", "tracefs", "trace", NULL);
OF_TYPE(cgroup2, "cgroup2-mount", "a mount of cgroup2 stays", "cgroup2", "cgroup.procs", NULL);
OF_TYPE(ramfs, "ramfs-mount", "a mount of ramfs stays", "ramfs", ".", "mode=755");
OF_TYPE(hugetlbfs, "hugetlbfs-mount", "a mount of hugetlbfs stays", "hugetlbfs", ".", "pagesize=2M");
OF_TYPE(bpffs, "bpffs-mount", "a mount of the BPF file system stays", "bpf", ".", "mode=700");

static void set_kernel(void) {
    mount_at("mounted", "debugfs", MS_NOSUID, NULL);
    mount_at("second", "securityfs", MS_NOSUID, NULL);
}
static const char *entry_of_debug(void) { return entry_of("."); }

OBJECT(debugging) = {
    .name = "debugfs-securityfs-mounts",
    .about = "mounts of debugfs and securityfs stay",
    .create = create,
    .set = set_kernel,
    .properties = PROPERTIES({"type", type, .expected = "debugfs"}, {"options", options, .expected = "rw,nosuid,relatime"},
                             {"magic number", magic}, {"entry", entry_of_debug, .expected = "0"},
                             {"type of the second", second_type, .expected = "securityfs"},
                             {"options of the second", second_options, .expected = "rw,nosuid,relatime"}),
};

static void set_devices(void) {
    must(mkdir("mounted", 0755));
    needs(mount("/dev", "mounted", NULL, MS_BIND | MS_REC, NULL));
}
static const char *null(void) { return outcome(access("mounted/null", W_OK)); }
static const char *memory_mount(void) { return mount_type("mounted/shm"); }
static const char *terminals_mount(void) { return mount_type("mounted/pts"); }

OBJECT(device_copy) = {
    .name = "dev-recursive-bind",
    .about = "a recursive bind mount of /dev keeps the mounts below it",
    .create = create,
    .set = set_devices,
    .properties = PROPERTIES({"type", type}, {"a device", null, .expected = "0"}, {"mount of memory", memory_mount},
                             {"mount of terminals", terminals_mount}),
};

static void set_namespace_file(void) {
    write_file("mounted", "");
    needs(mount("/proc/self/ns/net", "mounted", NULL, MS_BIND, NULL));
}
static const char *joins(void) {
    int fd = open("mounted", O_RDONLY | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    const char *result = outcome(setns(fd, CLONE_NEWNET));
    close(fd);
    return result;
}

OBJECT(namespace_file) = {
    .name = "net-namespace-file",
    .about = "a network namespace that is mounted on a file, as by ip netns, can still be joined there",
    .create = create_with_net,
    .set = set_namespace_file,
    .properties = PROPERTIES({"type", type, .expected = "nsfs"}, {"magic number", magic},
                             {"joining", joins, .expected = "0", .once = true}),
};

#define WITH_FILE(id, called, sentence, kind, with)                                                                            \
    static void set_##id(void) {                                                                                               \
        mount_at("mounted", kind, MS_NOSUID, with);                                                                            \
        must(mkdir("mounted/folder", 0750));                                                                                   \
        must(mknod("mounted/file", S_IFREG | 0640, 0));                                                                        \
    }                                                                                                                          \
    static const char *folder_##id(void) { return mode_of("mounted/folder"); }                                                \
    static const char *file_##id(void) { return mode_of("mounted/file"); }                                                    \
    OBJECT(id) = {                                                                                                             \
        .name = called,                                                                                                        \
        .about = sentence,                                                                                                     \
        .create = create,                                                                                                      \
        .set = set_##id,                                                                                                       \
        .properties = PROPERTIES({"type", type, .expected = kind}, {"folder", folder_##id, .expected = "40750"},              \
                                 {"file", file_##id, .expected = "100640"}),                                                   \
    }

static const char *mode_of(const char *path) {
    struct stat found;
    return stat(path, &found) == -1 ? outcome(-1) : text("%o", found.st_mode);
}

WITH_FILE(ramfs_files, "ramfs-files", "a ramfs keeps its files", "ramfs", "mode=755");
WITH_FILE(hugetlbfs_files, "hugetlbfs-files", "a hugetlbfs keeps its files", "hugetlbfs", "pagesize=2M");
