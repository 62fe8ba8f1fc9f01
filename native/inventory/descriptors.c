/* Descriptors: what each one is, by its link, its fdinfo and what stat says. None of them is opened, except memfds. */
#include "inventory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { TTYS = 4, CONSOLES = 5, PTYS = 136, PTYS_END = 143, PTMX = 2, TMPFILE = 020000000 };

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

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
        return type && strcmp(type, "mqueue") == 0 ? "message-queue" : "file";
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

static unsigned long long info_number(const char *info, const char *key, int base)
{
    const char *value = info ? value_of(info, key) : NULL;
    return value ? strtoull(value, NULL, base) : 0;
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
    if (slurp(infos, name, text))
        d.info = kept(text->data, text->size);
    else
        unknown(p->pid, path, errno);
    d.flags = info_number(d.info, "flags:", 8);
    d.mount = info_number(d.info, "mnt_id:", 10);
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

static void print_flags(unsigned flags)
{
    static const struct {
        unsigned flag;
        const char *name;
    } names[] = {
        { O_APPEND, "append" },     { O_NONBLOCK, "nonblock" }, { O_DIRECT, "direct" }, { O_PATH, "path" },
        { TMPFILE, "tmpfile" },     { O_CLOEXEC, "cloexec" },   { O_ASYNC, "async" },   { O_DSYNC, "dsync" },
        { O_NOATIME, "noatime" },
    };
    static const char *const access[] = { "read", "write", "read-write", "none" };
    json_text("access", flags & O_PATH ? "none" : access[flags & O_ACCMODE]);
    json_open("flags", '[');
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (flags & names[i].flag)
            json_text(NULL, names[i].name);
    json_close();
}

/* A lock is "lock:	1: POSIX  ADVISORY  WRITE 1234 fd:01:5678 0 EOF". */
static void print_locks(const char *info)
{
    bool any = false;
    for (const char *line = value_of(info, "lock:"); line; line = value_of(line, "lock:")) {
        char kind[16], sort[16], mode[16], from[24], to[24];
        int pid;
        if (sscanf(line, "%*d: %15s %15s %15s %d %*s %23s %23s", kind, sort, mode, &pid, from, to) != 6)
            continue;
        if (!any)
            json_open("locks", '[');
        any = true;
        json_open(NULL, '{');
        json_text("kind", strcmp(kind, "POSIX") == 0 ? "posix" :
                          strcmp(kind, "FLOCK") == 0 ? "flock" :
                          strcmp(kind, "OFDLCK") == 0 ? "ofd" :
                          strcmp(kind, "LEASE") == 0 ? "lease" : "other");
        json_text("mode", strcmp(mode, "WRITE") == 0 ? "write" : strcmp(mode, "READ") == 0 ? "read" : "none");
        json_number("owner", pid);
        json_text("from", from);
        json_text("to", to);
        json_close();
    }
    if (any)
        json_close();
}

static void print_seals(int seals)
{
    static const char *const names[] = { "seal", "shrink", "grow", "write", "future-write", "exec" };
    if (seals < 0) {
        json_null("seals");
        return;
    }
    json_open("seals", '[');
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (seals & 1 << i)
            json_text(NULL, names[i]);
    json_close();
}

/* The name of a memfd is what its creator called it. */
static void print_memfd(const struct descriptor *d)
{
    const char *name = strchr(d->link, ':') + 1;
    size_t length = strlen(name);
    if (length >= strlen(" (deleted)"))
        length -= strlen(" (deleted)");
    json_bytes("name", name, length);
    json_size("inode", d->is.stx_ino);
    json_size("size", d->is.stx_size);
    print_seals(d->seals);
}

static void print_device(const struct descriptor *d)
{
    char number[32];
    snprintf(number, sizeof number, "%u:%u", d->is.stx_rdev_major, d->is.stx_rdev_minor);
    json_text("number", number);
    json_bool("block", S_ISBLK(d->is.stx_mode));
    json_text("class", device_class(d->link));
}

/* Others have names that begin with a slash too, which lead nowhere. */
static bool is_in_file_system(const char *kind)
{
    static const char *const kinds[] = { "file", "directory", "fifo", "device", "terminal", "terminal-master", "message-queue",
        "symbolic-link", "socket-file" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kind, kinds[i]) == 0)
            return true;
    return false;
}

static void print_one(const struct process *p, const struct descriptor *d)
{
    const char *kind = d->kind, *type = is_in_file_system(kind) ? file_system(p, d->mount) : NULL;
    json_open(NULL, '{');
    json_number("fd", d->fd);
    if (d->tid)
        json_number("tid", d->tid);
    json_text("kind", kind);
    if (d->info)
        print_flags(d->flags);
    if (type)
        json_text("file_system", type);
    if (strcmp(kind, "socket") == 0) {
        print_socket(d);
    } else if (strcmp(kind, "pipe") == 0) {
        json_size("inode", d->is.stx_ino);
        print_pipe(d);
    } else if (strcmp(kind, "memfd") == 0) {
        print_memfd(d);
    } else if (strcmp(kind, "namespace") == 0) {
        json_text("name", d->link);
    } else if (begins(d->link, "anon_inode:")) {
        print_anonymous(d);
    } else if (d->is_known && is_in_file_system(kind)) {
        print_file(p, d->link, &d->is, type || !d->info || !p->mounts);
        if (d->info && (S_ISREG(d->is.stx_mode) || S_ISDIR(d->is.stx_mode)))
            json_size("position", info_number(d->info, "pos:", 10));
        if (strcmp(kind, "fifo") == 0)
            print_pipe(d);
        if (begins(kind, "terminal"))
            print_terminal(d);
        if (S_ISCHR(d->is.stx_mode) || S_ISBLK(d->is.stx_mode))
            print_device(d);
    } else if (*d->link) {
        json_text("name", d->link);
    }
    if (d->info)
        print_locks(d->info);
    json_close();
}

void print_descriptors(const struct process *p, bool lists)
{
    if (lists)
        json_open("descriptors", '[');
    for (size_t i = 0; i < p->descriptor_count; i++) {
        count("descriptors", p->descriptors[i].kind, 0);
        if (lists)
            print_one(p, &p->descriptors[i]);
    }
    if (lists)
        json_close();
}
