/* Who has the other ends of pipes, sockets and terminals: processes of the tree, or others, whose descriptors this looks through. */
#include "inventory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { INITIAL_PID_NAMESPACE = 0xEFFFFFFC, MOST_LISTED = 8 };

struct end {
    char kind; /* p: pipe, f: FIFO, s: socket, t: terminal's master */
    uint64_t inode, device;
    pid_t pid;
    int access;
    bool inside;
};

static struct end *ends;
static size_t end_count;
static bool sees_all = true;

static void add(struct end end)
{
    if ((end_count & (end_count - 1)) == 0)
        ends = grown(ends, end_count ? 2 * end_count : 1, sizeof *ends);
    ends[end_count++] = end;
}

static int order(const void *a, const void *b)
{
    const struct end *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->device != y->device)
        return x->device < y->device ? -1 : 1;
    return x->inode < y->inode ? -1 : x->inode > y->inode;
}

static int access_of(unsigned flags)
{
    unsigned mode = flags & O_ACCMODE;
    return flags & O_PATH ? 0 : mode == O_RDONLY ? READS : mode == O_WRONLY ? WRITES : READS | WRITES;
}

static struct end end_of(const struct descriptor *d)
{
    struct end end = { .inode = d->is.stx_ino, .access = access_of(d->flags) };
    if (strcmp(d->kind, "pipe") == 0) {
        end.kind = 'p';
    } else if (strcmp(d->kind, "socket") == 0) {
        end.kind = 's';
    } else if (strcmp(d->kind, "fifo") == 0) {
        end.kind = 'f';
        end.device = device_number(d->is.stx_dev_major, d->is.stx_dev_minor);
    } else if (strcmp(d->kind, "terminal-master") == 0) {
        const char *index = d->info ? value_of(d->info, "tty-index:") : NULL;
        end.kind = index ? 't' : 0;
        end.inode = index ? strtoull(index, NULL, 10) : 0;
    }
    return end;
}

/* Returns the first end of a sorted range that is equal to a key; NULL if there is none. */
static struct end *find(struct end *from, size_t size, const struct end *key)
{
    size_t low = 0;
    while (size > 0) {
        size_t half = size / 2;
        if (order(&from[low + half], key) < 0) {
            low += half + 1;
            size -= half + 1;
        } else {
            size = half;
        }
    }
    return &from[low];
}

static bool is_end(const struct end *at, const struct end *key)
{
    return at < ends + end_count && order(at, key) == 0;
}

/* What to look for in other processes: what the tree has, the peers of its sockets, and the masters of its terminals. */
static struct end *wanted;
static size_t wanted_count;
static bool wants_fifos, wants_masters;

static void want(struct end end)
{
    if ((wanted_count & (wanted_count - 1)) == 0)
        wanted = grown(wanted, wanted_count ? 2 * wanted_count : 1, sizeof *wanted);
    wanted[wanted_count++] = end;
}

static bool is_wanted(const struct end *end)
{
    struct end *at = find(wanted, wanted_count, end);
    return at < wanted + wanted_count && order(at, end) == 0;
}

static void collect_inside(void)
{
    for (size_t i = 0; i < tree_size; i++)
        for (size_t j = 0; j < tree[i].descriptor_count; j++) {
            const struct descriptor *d = &tree[i].descriptors[j];
            struct end end = end_of(d);
            uint32_t peer;
            if (end.kind) {
                end.pid = tree[i].pid;
                end.inside = true;
                add(end);
                want(end);
            }
            if (end.kind == 's' && socket_peer(end.inode, &peer) && peer)
                want((struct end){ .kind = 's', .inode = peer });
            wants_fifos |= end.kind == 'f';
            if (strcmp(d->kind, "terminal") == 0) {
                want((struct end){ .kind = 't', .inode = d->is.stx_rdev_minor });
                wants_masters = true;
            }
        }
}

static bool looks_like(const char *link, const char *end)
{
    size_t length = strlen(link), size = strlen(end);
    return length >= size && strcmp(link + length - size, end) == 0;
}

/* Returns what a descriptor of another process is; its kind is 0 if it is none of these. */
static struct end other_end(int folder, int infos, const char *name)
{
    struct end end = { 0 };
    struct stat st;
    struct statx is;
    char *link = link_of(folder, name);
    if (!link)
        return end;
    if (strncmp(link, "pipe:[", 6) == 0 || strncmp(link, "socket:[", 8) == 0) {
        end.kind = *link;
        end.inode = strtoull(strchr(link, '[') + 1, NULL, 10);
    } else if (wants_masters && looks_like(link, "/ptmx") && slurp(infos, name, scratch())) {
        const char *index = value_of(scratch()->data, "tty-index:");
        end.kind = index ? 't' : 0;
        end.inode = index ? strtoull(index, NULL, 10) : 0;
    } else if (wants_fifos && *link == '/' &&
               statx(folder, name, AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT, STATX_BASIC_STATS, &is) == 0 && S_ISFIFO(is.stx_mode)) {
        end.kind = 'f';
        end.inode = is.stx_ino;
        end.device = device_number(is.stx_dev_major, is.stx_dev_minor);
    }
    if (!end.kind || !is_wanted(&end)) {
        end.kind = 0;
        return end;
    }
    /* The link's own permissions are those of the descriptor. */
    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        end.access = (st.st_mode & S_IRUSR ? READS : 0) | (st.st_mode & S_IWUSR ? WRITES : 0);
    return end;
}

static void look_through(int proc, const char *pid)
{
    char name[300];
    snprintf(name, sizeof name, "%s/fd", pid);
    int folder = openat(proc, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        sees_all = sees_all && vanished(errno);
        return;
    }
    snprintf(name, sizeof name, "%s/fdinfo", pid);
    int infos = wants_masters ? openat(proc, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    DIR *list = fdopendir(folder);
    for (struct dirent *entry; list && (entry = readdir(list));) {
        struct end end = *entry->d_name == '.' ? (struct end){ 0 } : other_end(folder, infos, entry->d_name);
        end.pid = atoi(pid);
        if (end.kind)
            add(end);
    }
    if (list)
        closedir(list);
    if (infos >= 0)
        close(infos);
}

/* Another PID namespace hides processes, and so may the mount options of /proc. */
static void look_outside(void)
{
    int proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = proc < 0 ? NULL : fdopendir(proc);
    sees_all = namespace_of(AT_FDCWD, "/proc/self/ns/pid") == INITIAL_PID_NAMESPACE && access("/proc/1/stat", F_OK) == 0;
    for (struct dirent *entry; list && (entry = readdir(list));)
        if (*entry->d_name > '0' && *entry->d_name <= '9' && !tree_has(atoi(entry->d_name)) && atoi(entry->d_name) != getpid())
            look_through(proc, entry->d_name);
    if (list)
        closedir(list);
}

void peers_collect(void)
{
    collect_inside();
    if (wanted_count == 0)
        return;
    qsort(wanted, wanted_count, sizeof *wanted, order);
    look_outside();
    if (end_count)
        qsort(ends, end_count, sizeof *ends, order);
}

static void print_pids(const struct end *key, int access, bool inside)
{
    pid_t listed[MOST_LISTED];
    int count = 0;
    for (struct end *at = find(ends, end_count, key); is_end(at, key); at++) {
        bool seen = at->inside != inside || (access && !(at->access & access));
        for (int i = 0; i < count; i++)
            seen |= listed[i] == at->pid;
        if (!seen && count < MOST_LISTED)
            listed[count++] = at->pid;
    }
    if (count == 0)
        return;
    json_open(inside ? "inside" : "outside", '[');
    for (int i = 0; i < count; i++)
        json_number(NULL, listed[i]);
    json_close();
}

static bool has(const struct end *key, int access, bool inside)
{
    for (struct end *at = find(ends, end_count, key); is_end(at, key); at++)
        if (at->inside == inside && (!access || at->access & access))
            return true;
    return false;
}

static const char *where(const struct end *key, int access)
{
    return has(key, access, true) ? "inside" : has(key, access, false) ? "outside" : sees_all ? "none" : "unknown";
}

static void print_side(const char *name, const struct end *key, int access)
{
    json_open(name, '{');
    print_pids(key, access, true);
    print_pids(key, access, false);
    json_close();
}

void print_pipe(const struct descriptor *d)
{
    struct end key = end_of(d);
    int own = key.access;
    print_side("readers", &key, READS);
    print_side("writers", &key, WRITES);
    /* A descriptor that reads and writes has both ends. */
    json_text("peer", own == READS ? where(&key, WRITES) : own == WRITES ? where(&key, READS) : "inside");
}

void print_terminal(const struct descriptor *d)
{
    bool master = strcmp(d->kind, "terminal-master") == 0;
    struct end key = { .kind = 't', .inode = master ? end_of(d).inode : d->is.stx_rdev_minor };
    if (master)
        json_size("index", key.inode);
    else if (d->is.stx_rdev_major >= 136)
        json_text("peer", where(&key, 0));
}

/* Whether a process of the tree has the socket. */
bool is_inside(uint64_t inode)
{
    struct end key = { .kind = 's', .inode = inode };
    return has(&key, 0, true);
}

/* Of a socket's peer, or other processes that share the socket itself. */
void print_holders(uint64_t inode, bool self)
{
    struct end key = { .kind = 's', .inode = inode };
    if (self) {
        if (has(&key, 0, false)) {
            json_open("shared", '{');
            print_pids(&key, 0, false);
            json_close();
        }
        return;
    }
    json_text("peer", where(&key, 0));
    json_open("peers", '{');
    print_pids(&key, 0, true);
    print_pids(&key, 0, false);
    json_close();
}
