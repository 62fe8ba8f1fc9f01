/* Finds the processes of the tree. */
#include "inventory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { OF_KERNEL = 0x00200000 }; /* PF_KTHREAD */

struct process *tree;
size_t tree_size;
static int target = -1; /* a pidfd */

struct text *scratch(void)
{
    static struct text text;
    return &text;
}

static int trouble(int code, pid_t pid, const char *what)
{
    fprintf(stderr, "inventory: process %d %s\n", pid, what);
    return code;
}

static int open_folder(int dir, const char *name)
{
    return openat(dir, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* The name in the second field may have spaces and brackets. */
static bool parse_stat(struct process *p, const char *text)
{
    const char *rest = strrchr(text, ')');
    unsigned long long flags, started;
    return rest && sscanf(rest + 1,
                       " %c %d %d %d %u %d %llu %*u %*u %*u %*u %*u %*u %*d %*d %*d %d %d %*d %llu %*u %*d %*u %*u %*u %*u"
                       " %*u %*u %*u %*u %*u %*u %*u %*u %*u %d %*d %d %d",
                       &p->state, &p->parent, &p->group, &p->session, &p->terminal, &p->foreground, &flags, &p->nice,
                       &p->threads, &started, &p->exit_signal, &p->priority, &p->policy) == 13 &&
           (p->flags = flags, p->started = started, true);
}

/* Where the first thread has ended, another one knows the descriptors and the memory. */
static int living_thread(const struct process *p)
{
    struct process thread;
    int tasks = open_folder(p->dir, "task"), live = -1;
    DIR *folder = tasks < 0 ? NULL : fdopendir(tasks);
    for (struct dirent *entry; folder && live < 0 && (entry = readdir(folder));) {
        if (*entry->d_name == '.')
            continue;
        live = open_folder(tasks, entry->d_name);
        if (live >= 0 && (!slurp(live, "stat", scratch()) || !parse_stat(&thread, scratch()->data) || thread.state == 'Z')) {
            close(live);
            live = -1;
        }
    }
    if (folder)
        closedir(folder);
    return live;
}

/* Paths in links are those of the process's mount namespace, or of the caller's root if that is in the same one. */
static int base_of(const struct process *p)
{
    uint64_t own = namespace_of(AT_FDCWD, "/proc/self/ns/mnt");
    if (p->mounts == own && own)
        return open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    const char *root = link_of(p->live, "root");
    if (!root || strcmp(root, "/") != 0)
        return -1;
    return openat(p->live, "root", O_PATH | O_DIRECTORY | O_CLOEXEC);
}

static bool look(struct process *p)
{
    struct text *text = scratch();
    if (!slurp(p->dir, "stat", text) || !parse_stat(p, text->data))
        return false;
    p->stat = kept(text->data, text->size);
    p->live = p->state == 'Z' && p->threads > 1 ? living_thread(p) : p->dir;
    if (p->live < 0 || !slurp(p->live, "status", text))
        return false;
    p->status = kept(text->data, text->size);
    const char *tracer = value_of(text->data, "TracerPid:");
    p->tracer = tracer ? atoi(tracer) : 0;
    p->mounts = namespace_of(p->live, "ns/mnt");
    p->net = namespace_of(p->live, "ns/net");
    p->base = p->mounts ? base_of(p) : -1;
    return true;
}

bool tree_has(pid_t pid)
{
    for (size_t i = 0; i < tree_size; i++)
        if (tree[i].pid == pid)
            return true;
    return false;
}

static void add(int proc, pid_t pid, pid_t parent)
{
    char name[16];
    snprintf(name, sizeof name, "%d", pid);
    /* The inventory is no part of a tree that it was started in. */
    if (tree_has(pid) || (parent && pid == getpid()))
        return;
    struct process p = { .pid = pid, .dir = open_folder(proc, name), .base = -1 };
    if (p.dir < 0) {
        unknown(pid, name, errno);
        return;
    }
    if (!look(&p) || (parent && p.parent != parent)) {
        close(p.dir);
        return;
    }
    tree = grown(tree, tree_size + 1, sizeof *tree);
    tree[tree_size++] = p;
}

static void add_children(int proc, const struct process *parent)
{
    int tasks = open_folder(parent->dir, "task");
    pid_t pid = parent->pid; /* the array may move */
    DIR *folder = tasks < 0 ? NULL : fdopendir(tasks);
    struct text children = { 0 };
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char name[300];
        snprintf(name, sizeof name, "%s/children", entry->d_name);
        if (*entry->d_name != '.' && slurp(tasks, name, &children))
            for (char *rest = children.data, *word; (word = strsep(&rest, " "));)
                if (*word)
                    add(proc, atoi(word), pid);
    }
    if (folder)
        closedir(folder);
    free(children.data);
}

/* Goes by the parents of all processes. */
static void add_by_parent(int proc, pid_t parent)
{
    DIR *folder = fdopendir(open_folder(proc, "."));
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (*entry->d_name > '0' && *entry->d_name <= '9')
            add(proc, atoi(entry->d_name), parent);
    if (folder)
        closedir(folder);
}

/* Whether this kernel lists children, by a file that a kernel with lists always has. */
static bool lists_children(void)
{
    return access("/proc/thread-self/children", F_OK) == 0;
}

bool target_runs(void)
{
    struct pollfd ended = { .fd = target, .events = POLLIN };
    if (target < 0)
        return faccessat(tree[0].dir, "stat", F_OK, 0) == 0;
    return poll(&ended, 1, 0) == 0;
}

int tree_collect(pid_t pid)
{
    int proc = open_folder(AT_FDCWD, "/proc");
    if (proc < 0)
        return trouble(FAILED, pid, "cannot be read: /proc is not there");
    target = syscall(SYS_pidfd_open, pid, 0);
    int error = errno;
    bool exists = target >= 0;
    add(proc, pid, 0);
    if (tree_size == 0)
        return exists && target_runs() ? trouble(NO_SUCH_PROCESS, pid, "is hidden from this account")
                                      : trouble(NO_SUCH_PROCESS, pid, "does not exist");
    const char *leader = value_of(tree[0].status, "Tgid:");
    if (leader && atoi(leader) != pid)
        return trouble(NO_SUCH_PROCESS, pid, "does not exist: the number is that of a thread");
    if (tree[0].flags & OF_KERNEL)
        return trouble(KERNEL_THREAD, pid, "is a kernel thread");
    if (target < 0 && error != ENOSYS && error != EPERM)
        return trouble(ENDED_MEANWHILE, pid, "ended while it was read");
    if (tree[0].state == 'Z' && tree[0].live == tree[0].dir)
        return trouble(ZOMBIE, pid, "is a zombie: it has ended, and its parent has not waited for it");
    bool lists = lists_children();
    for (size_t i = 0; i < tree_size; i++) {
        if (lists)
            add_children(proc, &tree[i]);
        else
            add_by_parent(proc, tree[i].pid);
    }
    close(proc);
    return ENDED_WELL;
}

void print_process(struct process *p, bool lists)
{
    json_open(NULL, '{');
    print_attributes(p);
    print_threads(p, lists);
    if (p->state != 'Z' || p->live != p->dir) {
        print_descriptors(p, lists);
        print_mappings(p, lists);
    }
    json_open("summary", '{');
    print_counts(false);
    json_close();
    json_close();
}
