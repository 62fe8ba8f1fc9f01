/* What a process is apart from its descriptors and its memory: names, credentials, scheduling, namespaces, groups, limits. */
#include "inventory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <sys/syscall.h>
#include <unistd.h>

static size_t line_length(const char *text)
{
    return strcspn(text, "\n");
}

static void status_text(const struct process *p, const char *line, const char *key)
{
    const char *value = value_of(p->status, line);
    if (value)
        json_bytes(key, value, line_length(value));
}

/* The numbers of a line. */
static void status_list(const struct process *p, const char *line, const char *key)
{
    const char *value = value_of(p->status, line);
    json_open(key, '[');
    while (value && *value && *value != '\n') {
        char *end;
        unsigned long long number = strtoull(value, &end, 10);
        if (end == value)
            break;
        json_size(NULL, number);
        value = end + strspn(end, " \t");
    }
    json_close();
}

static void print_names(const struct process *p)
{
    struct text *text = scratch();
    const char *open = strchr(p->stat, '('), *close = strrchr(p->stat, ')');
    json_bytes("name", open + 1, close - open - 1);
    char state[2] = { p->state, 0 };
    json_text("state", state);
    json_open("command", '[');
    if (slurp_known(p, p->dir, "cmdline", text))
        for (size_t at = 0; at < text->size; at += strlen(text->data + at) + 1)
            json_text(NULL, text->data + at);
    json_close();
    print_link(p, "executable", "exe");
    print_link(p, "working_directory", "cwd");
    print_link(p, "root", "root");
}

/* Major numbers of terminals are in the upper part, minor numbers on both sides of it. */
static void print_session(const struct process *p)
{
    unsigned major = p->terminal >> 8 & 0xfff, minor = (p->terminal & 0xff) | (p->terminal >> 12 & 0xfff00);
    char number[32];
    json_number("session", p->session);
    json_bool("in_session_of_target", p->session == tree[0].session);
    json_number("process_group", p->group);
    if (!p->terminal) {
        json_null("terminal");
        return;
    }
    json_open("terminal", '{');
    snprintf(number, sizeof number, "%u:%u", major, minor);
    json_text("number", number);
    if (major == 136) {
        snprintf(number, sizeof number, "/dev/pts/%u", minor);
        json_text("path", number);
    }
    json_number("foreground_group", p->foreground);
    json_close();
}

static void print_credentials(const struct process *p)
{
    struct text *text = scratch();
    const char *privileges = value_of(p->status, "NoNewPrivs:");
    json_open("credentials", '{');
    status_list(p, "Uid:", "uid");
    status_list(p, "Gid:", "gid");
    status_list(p, "Groups:", "groups");
    json_open("capabilities", '{');
    status_text(p, "CapInh:", "inheritable");
    status_text(p, "CapPrm:", "permitted");
    status_text(p, "CapEff:", "effective");
    status_text(p, "CapBnd:", "bounding");
    status_text(p, "CapAmb:", "ambient");
    json_close();
    json_bool("no_new_privileges", privileges && *privileges == '1');
    if (slurp(p->dir, "attr/current", text) && text->size)
        json_bytes("security_label", text->data, line_length(text->data));
    json_close();
}

static void print_seccomp(const struct process *p)
{
    static const char *const modes[] = { "none", "strict", "filter" };
    const char *mode = value_of(p->status, "Seccomp:"), *filters = value_of(p->status, "Seccomp_filters:");
    unsigned value = mode ? atoi(mode) : 0;
    json_open("seccomp", '{');
    json_text("mode", value < 3 ? modes[value] : "unknown");
    if (filters)
        json_number("filters", atoi(filters));
    json_close();
}

/* Processors in a list such as "0-3,8". */
static long processors(const char *list)
{
    long sum = 0;
    while (list && *list >= '0' && *list <= '9') {
        char *end;
        long from = strtol(list, &end, 10), to = from;
        if (*end == '-')
            to = strtol(end + 1, &end, 10);
        sum += to - from + 1;
        list = *end == ',' ? end + 1 : end;
    }
    return sum;
}

/* As the kernel fills it in: glibc declares it only since 2.41. */
struct attributes {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
};

/* A kernel that has no slices reports 0 for all. */
static void print_slice(const struct process *p)
{
    struct attributes own, theirs;
    if (syscall(SYS_sched_getattr, p->pid, &theirs, sizeof theirs, 0) != 0 ||
        syscall(SYS_sched_getattr, 0, &own, sizeof own, 0) != 0 || theirs.policy != 0 || own.policy != 0)
        return;
    json_size("slice_ns", theirs.runtime);
    json_bool("own_slice", theirs.runtime != own.runtime);
}

static void print_scheduling(const struct process *p)
{
    static const char *const policies[] = { "other", "fifo", "round-robin", "batch", "iso", "idle", "deadline", "ext" };
    static const char *const classes[] = { "none", "realtime", "best-effort", "idle" };
    const char *allowed = value_of(p->status, "Cpus_allowed_list:");
    struct text *text = scratch();
    json_open("scheduling", '{');
    json_text("policy", p->policy >= 0 && p->policy < 8 ? policies[p->policy] : "unknown");
    json_number("nice", p->nice);
    json_number("priority", p->priority);
    status_text(p, "Cpus_allowed_list:", "processors");
    json_bool("all_processors", processors(allowed) >= sysconf(_SC_NPROCESSORS_ONLN));
    status_text(p, "Mems_allowed_list:", "memory_nodes");
    long io = syscall(SYS_ioprio_get, 1, p->pid);
    if (io >= 0 && io >> 13 < 4)
        json_text("io_class", classes[io >> 13]);
    print_slice(p);
    if (slurp(p->dir, "autogroup", text)) {
        const char *nice = strstr(text->data, "nice ");
        if (nice)
            json_number("autogroup_nice", atoi(nice + strlen("nice ")));
    }
    if (slurp(p->dir, "oom_score_adj", text))
        json_number("oom_score_adjustment", atoi(text->data));
    json_close();
}

static void print_signals(const struct process *p)
{
    json_open("signals", '{');
    status_text(p, "SigPnd:", "pending");
    status_text(p, "ShdPnd:", "pending_process");
    status_text(p, "SigBlk:", "blocked");
    status_text(p, "SigIgn:", "ignored");
    status_text(p, "SigCgt:", "caught");
    json_close();
}

static void print_namespaces(const struct process *p)
{
    static const char *const types[] = { "mnt", "net", "pid", "pid_for_children", "ipc", "uts", "user", "cgroup", "time",
        "time_for_children" };
    json_open("namespaces", '{');
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        char name[40], own[40];
        snprintf(name, sizeof name, "ns/%s", types[i]);
        snprintf(own, sizeof own, "/proc/self/ns/%s", types[i]);
        errno = 0;
        uint64_t inode = namespace_of(p->live, name);
        if (!inode) {
            if (errno)
                unknown(p->pid, name, errno);
            continue;
        }
        json_open(types[i], '{');
        json_size("inode", inode);
        json_bool("same_as_caller", inode == namespace_of(AT_FDCWD, own));
        json_close();
    }
    json_close();
    status_list(p, "NSpid:", "pids_in_namespaces");
}

/* A line is "HIERARCHY:CONTROLLERS:PATH". */
static void print_cgroups(const struct process *p)
{
    struct text *text = scratch();
    json_open("cgroups", '[');
    if (slurp_known(p, p->dir, "cgroup", text))
        for (char *rest = text->data, *line; (line = strsep(&rest, "\n")) && *line;) {
            char *hierarchy = strsep(&line, ":"), *controllers = strsep(&line, ":");
            if (!line)
                continue;
            json_open(NULL, '{');
            json_number("hierarchy", atoi(hierarchy));
            json_text("controllers", controllers);
            json_text("path", line);
            json_close();
        }
    json_close();
}

static void print_memory(const struct process *p)
{
    static const struct {
        const char *line, *key;
    } sizes[] = {
        { "VmSize:", "virtual" },  { "VmRSS:", "resident" },   { "RssAnon:", "anonymous" }, { "RssFile:", "file" },
        { "RssShmem:", "shared" }, { "VmSwap:", "swapped" },   { "VmLck:", "locked" },      { "VmPin:", "pinned" },
        { "HugetlbPages:", "hugetlb" },
    };
    json_open("memory", '{');
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const char *value = value_of(p->status, sizes[i].line);
        if (value)
            json_size(sizes[i].key, strtoull(value, NULL, 10) * 1024);
    }
    json_close();
}

/* A flag word such as 00040000, which setarch sets. */
static void print_personality(const struct process *p)
{
    struct text *text = scratch();
    if (slurp(p->live, "personality", text) && text->size)
        json_bytes("personality", text->data, line_length(text->data));
}

static void print_timers(const struct process *p)
{
    struct text *text = scratch();
    size_t timers = 0;
    if (!slurp(p->dir, "timers", text))
        return;
    for (const char *line = value_of(text->data, "ID:"); line; line = value_of(line, "ID:"))
        timers++;
    json_size("posix_timers", timers);
}

void print_attributes(const struct process *p)
{
    json_number("pid", p->pid);
    json_number("parent", p->parent);
    json_size("start_ticks", p->started);
    print_names(p);
    print_session(p);
    if (p->tracer)
        json_number("tracer", p->tracer);
    else
        json_null("tracer");
    print_credentials(p);
    print_seccomp(p);
    print_scheduling(p);
    print_signals(p);
    /* The signal that the parent gets at the end; of interest where the parent is dumped, too. */
    if (tree_has(p->parent))
        json_number("exit_signal", p->exit_signal);
    if (p->live >= 0 && (p->state != 'Z' || p->live != p->dir)) {
        print_personality(p);
        print_namespaces(p);
        print_mounts(p);
    }
    print_cgroups(p);
    print_memory(p);
    print_timers(p);
}
