/* The entry of a descriptor. */
#include "inventory.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

enum { TMPFILE = 020000000 };

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

void print_seals(int seals)
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
