/* Threads, what each does not share with the first one, and what a process shares with its parent. */
#include "inventory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct {
    int type;
    const char *name;
} resources[] = {
    { KCMP_VM, "memory" }, { KCMP_FILES, "descriptors" }, { KCMP_FS, "file-system-state" }, { KCMP_SIGHAND, "signal-handlers" },
    { KCMP_IO, "io-context" }, { KCMP_SYSVSEM, "semaphore-undo" },
};
enum { RESOURCES = sizeof resources / sizeof *resources };

/* Returns 0 if both share the resource, a positive number if they do not, -1 if that is unknown. */
static int differ(const struct process *p, pid_t one, pid_t other, int type)
{
    long result = syscall(SYS_kcmp, one, other, type, 0, 0);
    if (result < 0)
        unknown(p->pid, "kcmp", errno);
    return result;
}

bool has_own_files(const struct process *p, pid_t tid)
{
    return differ(p, p->pid, tid, KCMP_FILES) > 0 && p->state != 'Z';
}

/* Whether the lines of two statuses that begin with a key are equal. */
static bool same_line(const char *one, const char *other, const char *key)
{
    const char *a = value_of(one, key), *b = value_of(other, key);
    if (!a || !b)
        return a == b;
    size_t size = strcspn(a, "\n");
    return size == strcspn(b, "\n") && memcmp(a, b, size) == 0;
}

static bool same_lines(const char *one, const char *other, const char *const *keys)
{
    for (; *keys; keys++)
        if (!same_line(one, other, *keys))
            return false;
    return true;
}

static bool same_namespaces(const struct process *p, int thread)
{
    static const char *const types[] = { "ns/mnt", "ns/net", "ns/ipc", "ns/uts", "ns/cgroup", "ns/pid_for_children" };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (namespace_of(p->live, types[i]) != namespace_of(thread, types[i]))
            return false;
    return true;
}

/* What cannot be read counts as the same. */
static bool same_folder(const struct process *p, int thread)
{
    char *own = link_of(p->live, "cwd");
    char *first = own ? strdup(own) : NULL;
    const char *other = link_of(thread, "cwd");
    bool same = !first || !other || strcmp(first, other) == 0;
    free(first);
    return same;
}

static void print_differences(const struct process *p, pid_t tid, int folder, const char *status)
{
    static const char *const credentials[] = { "Uid:", "Gid:", "Groups:", "CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:",
        "NoNewPrivs:", NULL };
    static const char *const seccomp[] = { "Seccomp:", "Seccomp_filters:", NULL };
    static const char *const affinity[] = { "Cpus_allowed:", "Mems_allowed:", NULL };
    static const char *const signals[] = { "SigBlk:", NULL };
    json_open("differs", '[');
    /* The kernel allows no threads without common memory and handlers. */
    for (int i = 0; i < RESOURCES; i++)
        if (resources[i].type != KCMP_VM && resources[i].type != KCMP_SIGHAND && differ(p, p->pid, tid, resources[i].type) > 0)
            json_text(NULL, resources[i].name);
    if (!same_lines(p->status, status, credentials))
        json_text(NULL, "credentials");
    if (!same_lines(p->status, status, seccomp))
        json_text(NULL, "seccomp");
    if (!same_lines(p->status, status, affinity))
        json_text(NULL, "affinity");
    if (!same_lines(p->status, status, signals))
        json_text(NULL, "blocked-signals");
    if (syscall(SYS_ioprio_get, 1, tid) != syscall(SYS_ioprio_get, 1, p->pid))
        json_text(NULL, "io-priority");
    if (!same_line(p->status, status, "Umask:"))
        json_text(NULL, "umask");
    if (!same_folder(p, folder))
        json_text(NULL, "working-directory");
    if (!same_namespaces(p, folder))
        json_text(NULL, "namespaces");
    json_close();
}

static void print_thread(const struct process *p, int tasks, const char *name)
{
    struct text status = { 0 };
    int folder = openat(tasks, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0 && slurp(folder, "status", &status)) {
        struct text *text = scratch();
        json_open(NULL, '{');
        json_number("tid", atoi(name));
        if (slurp(folder, "comm", text))
            json_bytes("name", text->data, text->size ? text->size - 1 : 0);
        const char *state = value_of(status.data, "State:"), *allowed = value_of(status.data, "Cpus_allowed_list:");
        if (state)
            json_bytes("state", state, 1);
        if (allowed)
            json_bytes("processors", allowed, strcspn(allowed, "\n"));
        if (atoi(name) != p->pid && p->state != 'Z')
            print_differences(p, atoi(name), folder, status.data);
        json_close();
    }
    if (folder >= 0)
        close(folder);
    free(status.data);
}

static void print_shared(const struct process *p)
{
    json_open("shares_with_parent", '[');
    if (tree_has(p->parent) && p->state != 'Z')
        for (int i = 0; i < RESOURCES; i++)
            if (resources[i].type != KCMP_IO && resources[i].type != KCMP_SYSVSEM &&
                differ(p, p->pid, p->parent, resources[i].type) == 0)
                json_text(NULL, resources[i].name);
    json_close();
}

void print_threads(const struct process *p, bool lists)
{
    print_shared(p);
    json_number("thread_count", p->threads);
    if (!lists)
        return;
    int tasks = openat(p->dir, "task", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = tasks < 0 ? NULL : fdopendir(tasks);
    json_open("threads", '[');
    for (struct dirent *entry; list && (entry = readdir(list));)
        if (*entry->d_name != '.')
            print_thread(p, tasks, entry->d_name);
    json_close();
    if (list)
        closedir(list);
}
