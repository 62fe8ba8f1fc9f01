/* Descriptors: what each one is, by its link, its fdinfo and what stat says. None of them is opened, except memfds. */
#include "inventory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { TTYS = 4, CONSOLES = 5, PTYS = 136, PTYS_END = 143, PTMX = 2 };

static const char *device_kind(const struct statx *is)
{
    unsigned major = is->stx_rdev_major;
    if (major == CONSOLES && is->stx_rdev_minor == PTMX)
        return "terminal-master";
    if (major == TTYS || major == CONSOLES || (major >= PTYS && major <= PTYS_END))
        return "terminal";
    return "device";
}

static bool is_namespace(const char *link)
{
    static const char *const types[] = { "mnt:[", "net:[", "pid:[", "ipc:[", "uts:[", "user:[", "cgroup:[", "time:[" };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (begins(link, types[i]))
            return true;
    return false;
}

enum { MQUEUE_MAGIC = 0x19800202 }; /* ipc/mqueue.c */

/* mq_open() uses a mount that no process can list. */
static bool is_message_queue(const struct process *p, const struct descriptor *d)
{
    struct statfs is;
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd/%d", p->pid, d->fd);
    return statfs(path, &is) == 0 && is.f_type == MQUEUE_MAGIC;
}

static const char *kind_of(const struct process *p, const struct descriptor *d)
{
    const char *link = d->link;
    if (begins(link, "anon_inode:"))
        return anonymous_kind(link);
    if (begins(link, "socket:["))
        return "socket";
    if (begins(link, "pipe:["))
        return "pipe";
    if (is_namespace(link))
        return "namespace";
    bool nameless = !d->is_known || d->is.stx_nlink == 0;
    if (begins(link, "/memfd:") && nameless)
        return "memfd";
    if (begins(link, "/secretmem"))
        return "secretmem";
    if (begins(link, "/dmabuf:"))
        return "dma-buf";
    if (begins(link, "/SYSV") && nameless)
        return "sysv";
    if (!d->is_known)
        return "unknown";
    switch (d->is.stx_mode & S_IFMT) {
    case S_IFREG: {
        const char *type = file_system(p, d->mount);
        return (type ? strcmp(type, "mqueue") == 0 : is_message_queue(p, d)) ? "message-queue" : "file";
    }
    case S_IFDIR:
        return "directory";
    case S_IFIFO:
        return "fifo";
    case S_IFCHR:
        return device_kind(&d->is);
    case S_IFBLK:
        return "device";
    case S_IFLNK:
        return "symbolic-link";
    case S_IFSOCK:
        return "socket-file";
    }
    return "unknown";
}

/*
 * Seals need a descriptor. Opening a memfd changes nothing, unless it has a lease. The number may be that of another file by
 * now, so this opens what it has looked at.
 */
static int seals_of(int folder, const char *name, const struct descriptor *d)
{
    char path[64];
    struct stat st;
    int seals = -1;
    int place = d->info && !strstr(d->info, "LEASE") ? openat(folder, name, O_PATH | O_CLOEXEC) : -1;
    if (place < 0)
        return -1;
    snprintf(path, sizeof path, "/proc/self/fd/%d", place);
    bool same = fstat(place, &st) == 0 && S_ISREG(st.st_mode) && st.st_ino == d->is.stx_ino;
    int fd = same ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    if (fd >= 0) {
        seals = fcntl(fd, F_GET_SEALS);
        close(fd);
    }
    close(place);
    return seals;
}

static void collect_one(struct process *p, int folder, int infos, const char *name, pid_t tid)
{
    char path[64];
    struct text *text = scratch();
    struct descriptor d = { .fd = atoi(name), .tid = tid, .seals = -1 };
    char *link = link_of(folder, name);
    snprintf(path, sizeof path, "fd/%s", name);
    if (!link) {
        unknown(p->pid, path, errno);
        if (vanished(errno))
            return;
    }
    d.link = link ? kept(link, strlen(link)) : "";
    snprintf(path, sizeof path, "fdinfo/%s", name);
    if (infos >= 0 && slurp(infos, name, text))
        d.info = kept(text->data, text->size);
    else if (infos >= 0)
        unknown(p->pid, path, errno);
    d.flags = info_number(d.info, "flags:", 8);
    d.mount = info_number(d.info, "mnt_id:", 10);
    /* The links of pipes and sockets have their numbers, and other objects of the kernel have none of their own. */
    if (begins(d.link, "pipe:[") || begins(d.link, "socket:["))
        d.is.stx_ino = strtoull(strchr(d.link, '[') + 1, NULL, 10);
    else if (!begins(d.link, "anon_inode:"))
        d.is_known = statx(folder, name, AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT, STATX_BASIC_STATS, &d.is) == 0;
    d.kind = kind_of(p, &d);
    if (strcmp(d.kind, "memfd") == 0 && d.is_known)
        d.seals = seals_of(folder, name, &d);
    if (strcmp(d.kind, "socket") == 0) {
        snprintf(path, sizeof path, "/proc/self/fd/%d/%s", folder, name);
        if (getxattr(path, "system.sockprotoname", d.protocol, sizeof d.protocol - 1) < 0)
            *d.protocol = 0;
    }
    if ((p->descriptor_count & (p->descriptor_count - 1)) == 0)
        p->descriptors = grown(p->descriptors, p->descriptor_count ? 2 * p->descriptor_count : 1, sizeof d);
    p->descriptors[p->descriptor_count++] = d;
}

static void collect(struct process *p, int dir, pid_t tid)
{
    int folder = openat(dir, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC), error = errno;
    int infos = openat(dir, "fdinfo", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (infos < 0)
        unknown(p->pid, "fdinfo", errno);
    DIR *list = folder < 0 ? NULL : fdopendir(folder);
    errno = 0;
    for (struct dirent *entry; list && (entry = readdir(list)); errno = 0)
        if (*entry->d_name != '.')
            collect_one(p, folder, infos, entry->d_name, tid);
    if (!list || errno)
        unknown(p->pid, "fd", list ? errno : error);
    if (list)
        closedir(list);
    if (infos >= 0)
        close(infos);
}

void descriptors_collect(struct process *p)
{
    if (p->live < 0 || (p->state == 'Z' && p->live == p->dir))
        return;
    collect(p, p->live, 0);
    int tasks = p->threads > 1 ? openat(p->dir, "task", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    DIR *list = tasks < 0 ? NULL : fdopendir(tasks);
    for (struct dirent *entry; list && (entry = readdir(list));) {
        pid_t tid = atoi(entry->d_name);
        if (tid == 0 || tid == p->pid || !has_own_files(p, tid))
            continue;
        int dir = openat(tasks, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (dir >= 0) {
            collect(p, dir, tid);
            close(dir);
        }
    }
    if (list)
        closedir(list);
}

/* Returns a descriptor of the tree that leads to a file; NULL if there is none of this kind. */
const struct descriptor *descriptor_of(const char *kind, unsigned major, unsigned minor, uint64_t inode)
{
    for (size_t i = 0; i < tree_size; i++)
        for (size_t j = 0; j < tree[i].descriptor_count; j++) {
            const struct descriptor *d = &tree[i].descriptors[j];
            if (d->is.stx_ino == inode && d->is_known && d->is.stx_dev_major == major && d->is.stx_dev_minor == minor &&
                strcmp(d->kind, kind) == 0)
                return d;
        }
    return NULL;
}
