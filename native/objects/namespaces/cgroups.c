/* Cgroups below the one that the program starts in. Each object leaves its cgroup and removes it when its last property is read. */
#include "own.h"
#include <limits.h>
#include <stdio.h>
#include <sys/random.h>

static char home[2 * PATH_MAX], own[2 * PATH_MAX + 64]; /* the cgroup to return to, and the one that was made */

/* The folder of this process's cgroup: of version 2 if `controller` is empty. */
static void find(const char *controller) {
    char line[PATH_MAX], type[32] = "", where[1024] = "", path[1024] = "", options[256];
    FILE *file = fopen("/proc/self/cgroup", "re");
    while (file && fgets(line, sizeof line, file)) {
        char *name = strchr(line, ':') + 1, *rest = strchr(name, ':');
        *rest++ = 0;
        rest[strcspn(rest, "\n")] = 0;
        if (strcmp(name, controller) == 0) snprintf(path, sizeof path, "%s", rest);
    }
    if (file) fclose(file);
    file = fopen("/proc/self/mounts", "re");
    while (file && fgets(line, sizeof line, file)) {
        char point[1024];
        if (sscanf(line, "%*s %1023s %31s %255s", point, type, options) != 3) continue;
        if (strcmp(type, controller[0] ? "cgroup" : "cgroup2") != 0) continue;
        if (controller[0] && !strstr(options, text(",%s", controller))) continue;
        strcpy(where, point);
        break;
    }
    if (file) fclose(file);
    errno = ENOENT;
    if (!where[0] || !path[0]) unavailable("a mounted cgroup");
    snprintf(home, sizeof home, "%s%s", where, strcmp(path, "/") == 0 ? "" : path);
    /* Not the PID: processes in different PID namespaces may have the same one. */
    uint64_t number;
    must(getrandom(&number, sizeof number, 0));
    snprintf(own, sizeof own, "%s/criu-matrix-object-%016lx", home, number);
}

static void make(const char *controller) {
    find(controller);
    needs(mkdir(own, 0755));
}

/* The link leads `meanwhile`, which runs in another process, to the cgroup. */
static void enter(const char *cgroup) {
    /* A second program in the same folder, which a negative control starts, leaves no second cgroup. */
    if (symlink(own, "cgroup") == -1) {
        int error = errno;
        rmdir(own);
        errno = error;
        broken("symlink");
    }
    if (mkdir(cgroup, 0755) == -1 && errno != EEXIST) unavailable("a cgroup");
    int fd = open(text("%s/cgroup.procs", cgroup), O_WRONLY | O_CLOEXEC);
    if (fd == -1 || write(fd, "0", 1) == -1) {
        int error = errno;
        rmdir(cgroup);
        rmdir(own);
        errno = error;
        unavailable("entering a cgroup");
    }
    close(fd);
}

static const char *leave(void) {
    int fd = open(text("%s/cgroup.procs", home), O_WRONLY | O_CLOEXEC);
    if (fd == -1 || write(fd, "0", 1) == -1) return outcome(-1);
    close(fd);
    rmdir(text("%s/inner", own));
    return outcome(rmdir(own));
}

static const char *file_of(const char *name) {
    return content(text("%s/%s", own, name));
}
static void set_file(const char *name, const char *value) {
    int fd = open(text("%s/%s", own, name), O_WRONLY | O_CLOEXEC);
    if (fd == -1 || write(fd, value, strlen(value)) == -1) {
        int error = errno;
        leave();
        errno = error;
        unavailable(name);
    }
    close(fd);
}

static const char *last_part(const char *controller) {
    const char *line = answer("grep ':%s:' /proc/%d/cgroup", controller, getpid()), *slash = strrchr(line, '/');
    return slash ? slash : line;
}
static const char *membership(void) { return last_part(""); }

static void create_2(void) { make(""); }
static void set_2(void) {
    enter(own);
    set_file("cgroup.max.depth", "5");
    set_file("cgroup.max.descendants", "7");
}
static const char *depth(void) { return file_of("cgroup.max.depth"); }
static const char *descendants(void) { return file_of("cgroup.max.descendants"); }
static void remove_own(void) {
    char path[PATH_MAX];
    ssize_t length = readlink("cgroup", path, sizeof path - 1);
    if (length <= 0) return;
    path[length] = 0;
    rmdir(text("%s/inner", path));
    rmdir(path);
}

#define REMOVAL {"leaving and removing it", leave, .once = true, .natural = true, .expected = "0"}
#define OF_VERSION_2                                                                                                           \
    {"membership", membership}, {"greatest depth", depth, .expected = "5\\x0a"},                                               \
        {"greatest number of descendants", descendants, .expected = "7\\x0a"}, REMOVAL

OBJECT(cgroup_2) = {
    .name = "cgroup-v2",
    .about = "a process stays in its cgroup, which keeps its limits",
    .create = create_2,
    .set = set_2,
    .properties = PROPERTIES(OF_VERSION_2),
};

OBJECT(cgroup_2_removed) = {
    .name = "cgroup-v2-removed",
    .about = "a cgroup that somebody removes after the dump is made anew with its limits",
    .create = create_2,
    .set = set_2,
    .meanwhile = remove_own,
    .properties = PROPERTIES(OF_VERSION_2),
};

static void set_inner(void) {
    enter(text("%s/inner", own));
    set_file("cgroup.max.depth", "5");
    set_file("inner/cgroup.max.depth", "3");
}
static const char *inner_depth(void) { return file_of("inner/cgroup.max.depth"); }

OBJECT(cgroup_2_parent) = {
    .name = "cgroup-v2-parent-removed",
    .about = "a cgroup whose only member is another cgroup keeps its limits when both are made anew",
    .create = create_2,
    .set = set_inner,
    .meanwhile = remove_own,
    .properties = PROPERTIES({"membership", membership, .expected = "/inner"}, {"greatest depth", depth, .expected = "5\\x0a"},
                             {"greatest depth of the inner one", inner_depth, .expected = "3\\x0a"}, REMOVAL),
};

static void create_member(void) {
    make("");
    enter(own);
}
static void set_namespace(void) { needs(unshare(CLONE_NEWCGROUP)); }
static const char *seen_inside(void) { return answer("grep ^0:: /proc/%d/cgroup", getpid()); }
static const char *members(void) { return answer("grep -cw %d %s/cgroup.procs", getpid(), own); }

OBJECT(cgroup_namespace) = {
    .name = "cgroup-namespace",
    .about = "a process in a cgroup namespace still sees its cgroup as the root",
    .create = create_member,
    .set = set_namespace,
    .properties = PROPERTIES({"cgroup as seen inside", seen_inside, .expected = "0::/"},
                             {"cgroup as seen outside", members, .natural = true, .expected = "1"}, REMOVAL),
};

static struct helper child;
static bool started;
static void enter_inner(void) {
    if (mkdir(text("%s/inner", own), 0755) == -1 && errno != EEXIST) broken("mkdir");
    put(text("%s/inner/cgroup.procs", own), "0");
}
static void set_two(void) {
    enter(own);
    child = start_helper(enter_inner);
    started = true;
}
static const char *membership_of_child(void) { return started ? ask_helper(&child, membership) : "no child"; }
static const char *leave_both(void) {
    if (started) end_helper(&child);
    return leave();
}

OBJECT(cgroup_2_child) = {
    .name = "cgroup-v2-of-child",
    .about = "a parent and a child stay in different cgroups",
    .create = create_2,
    .set = set_two,
    .properties = PROPERTIES({"parent", membership}, {"child", membership_of_child, .expected = "/inner"},
                             {"leaving and removing them", leave_both, .once = true, .natural = true, .expected = "0"}),
};

/* A thread in another cgroup than its process: only a threaded cgroup has such members. */
static pid_t other_thread;
static void *wait_inside(void *argument) {
    int fd = open(text("%s/inner/cgroup.threads", own), O_WRONLY | O_CLOEXEC);
    if (fd == -1 || write(fd, "0", 1) == -1) other_thread = -1;
    else other_thread = gettid();
    if (fd != -1) close(fd);
    write_all(*(int *)argument, "x", 1);
    for (;;) pause();
    return NULL;
}
static void set_threads(void) {
    static int ends[2];
    char byte;
    enter(own);
    if (mkdir(text("%s/inner", own), 0755) == -1) broken("mkdir");
    set_file("inner/cgroup.type", "threaded");
    must(pipe2(ends, O_CLOEXEC));
    start_thread(wait_inside, &ends[1]);
    read_all(ends[0], &byte, 1);
    close(ends[0]);
    close(ends[1]);
    errno = EOPNOTSUPP;
    if (other_thread == -1) {
        leave();
        unavailable("a thread in a cgroup of its own");
    }
}
static const char *type_of_inner(void) { return file_of("inner/cgroup.type"); }
static const char *thread_inside(void) {
    if (other_thread == 0) return "no thread";
    const char *line = answer("grep ^0:: /proc/%d/task/%d/cgroup", getpid(), other_thread);
    const char *slash = strrchr(line, '/');
    return slash ? slash : line;
}
static const char *leave_threads(void) {
    int fd = open(text("%s/cgroup.procs", home), O_WRONLY | O_CLOEXEC);
    if (fd == -1 || write(fd, "0", 1) == -1) return outcome(-1);
    close(fd);
    int inner = rmdir(text("%s/inner", own));
    return text("%d %d", inner, rmdir(own));
}

OBJECT(cgroup_2_threads) = {
    .name = "cgroup-v2-threaded",
    .about = "a thread stays in a threaded cgroup of its own",
    .create = create_2,
    .set = set_threads,
    .properties = PROPERTIES({"process", membership}, {"type", type_of_inner, .expected = "threaded\\x0a"},
                             {"thread", thread_inside, .expected = "/inner"},
                             {"leaving and removing them", leave_threads, .once = true, .natural = true, .expected = "0 0"}),
};

static void create_memory(void) { make("memory"); }
static void set_memory(void) {
    enter(own);
    set_file("memory.limit_in_bytes", "67108864");
    set_file("memory.soft_limit_in_bytes", "33554432");
    set_file("memory.swappiness", "33");
    set_file("cgroup.clone_children", "1");
}
static const char *limit(void) { return file_of("memory.limit_in_bytes"); }
static const char *soft_limit(void) { return file_of("memory.soft_limit_in_bytes"); }
static const char *swappiness(void) { return file_of("memory.swappiness"); }
static const char *cloning(void) { return file_of("cgroup.clone_children"); }
static const char *membership_of_memory(void) { return last_part("memory"); }

#define OF_MEMORY                                                                                                              \
    {"membership", membership_of_memory}, {"limit", limit, .expected = "67108864\\x0a"},                                       \
        {"soft limit", soft_limit, .expected = "33554432\\x0a"}, {"swappiness", swappiness, .expected = "33\\x0a"},           \
        {"cloning", cloning, .expected = "1\\x0a"}, REMOVAL

OBJECT(cgroup_memory) = {
    .name = "cgroup-v1-memory",
    .about = "a process stays in its memory cgroup of version 1, which keeps its limits",
    .create = create_memory,
    .set = set_memory,
    .properties = PROPERTIES(OF_MEMORY),
};
OBJECT(cgroup_memory_removed) = {
    .name = "cgroup-v1-memory-removed",
    .about = "a memory cgroup of version 1 that somebody removes after the dump is made anew with its limits",
    .create = create_memory,
    .set = set_memory,
    .meanwhile = remove_own,
    .properties = PROPERTIES(OF_MEMORY),
};

static void change_memory(void) {
    char path[PATH_MAX];
    ssize_t length = readlink("cgroup", path, sizeof path - 1);
    if (length <= 0) return;
    path[length] = 0;
    put(text("%s/memory.limit_in_bytes", path), "134217728");
}
OBJECT(cgroup_memory_changed) = {
    .name = "cgroup-v1-memory-changed",
    .about = "a memory cgroup of version 1 whose limit somebody changes after the dump gets its limit back",
    .create = create_memory,
    .set = set_memory,
    .meanwhile = change_memory,
    .properties = PROPERTIES(OF_MEMORY),
};

static void create_pids(void) { make("pids"); }
static void set_pids(void) {
    enter(own);
    set_file("pids.max", "777");
}
static const char *most_pids(void) { return file_of("pids.max"); }
static const char *membership_of_pids(void) { return last_part("pids"); }
OBJECT(cgroup_pids) = {
    .name = "cgroup-v1-pids-removed",
    .about = "a cgroup of version 1 that limits the number of processes is made anew with its limit",
    .create = create_pids,
    .set = set_pids,
    .meanwhile = remove_own,
    .properties = PROPERTIES({"membership", membership_of_pids}, {"limit", most_pids, .expected = "777\\x0a"}, REMOVAL),
};

static void create_cpu(void) { make("cpu"); }
static void set_cpu(void) {
    enter(own);
    set_file("cpu.shares", "777");
    set_file("cpu.cfs_period_us", "50000");
    set_file("cpu.cfs_quota_us", "45000");
}
static const char *shares(void) { return file_of("cpu.shares"); }
static const char *period(void) { return file_of("cpu.cfs_period_us"); }
static const char *quota(void) { return file_of("cpu.cfs_quota_us"); }
static const char *membership_of_cpu(void) { return last_part("cpu"); }
OBJECT(cgroup_cpu) = {
    .name = "cgroup-v1-cpu-removed",
    .about = "a cgroup of version 1 with shares and a quota of processor time is made anew with them",
    .create = create_cpu,
    .set = set_cpu,
    .meanwhile = remove_own,
    .properties = PROPERTIES({"membership", membership_of_cpu}, {"shares", shares, .expected = "777\\x0a"},
                             {"period", period, .expected = "50000\\x0a"}, {"quota", quota, .expected = "45000\\x0a"}, REMOVAL),
};
