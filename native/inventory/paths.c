/* What has happened to a file since it was opened. */
#include "inventory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

uint64_t device_number(unsigned major, unsigned minor)
{
    return makedev(major, minor);
}

enum { SAME, OTHER, GONE, UNREACHABLE };

/* Asks no server for news: that could take forever. */
static int leads_to(const struct process *p, const char *path, const struct statx *is)
{
    struct statx now;
    if (p->base < 0)
        return UNREACHABLE;
    const char *below = path + strspn(path, "/");
    int flags = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC | (*below ? 0 : AT_EMPTY_PATH);
    if (statx(p->base, below, flags, STATX_BASIC_STATS, &now) != 0)
        return errno == ENOENT || errno == ENOTDIR ? GONE : UNREACHABLE;
    bool same = now.stx_ino == is->stx_ino && now.stx_dev_major == is->stx_dev_major && now.stx_dev_minor == is->stx_dev_minor;
    return same ? SAME : OTHER;
}

/*
 * A file of a mount that the process does not have came from another namespace: there is no path to it. The kernel marks the
 * names of unlinked files, but a file may also be called so.
 */
void print_file(const struct process *p, const char *link, const struct statx *is, bool mounted)
{
    static const char mark[] = " (deleted)";
    size_t length = strlen(link), name = length;
    int leads = mounted ? leads_to(p, link, is) : UNREACHABLE;
    if (leads != SAME && length >= sizeof mark && strcmp(link + length - (sizeof mark - 1), mark) == 0) {
        name = length - (sizeof mark - 1);
        char *path = strndup(link, name);
        leads = path && mounted ? leads_to(p, path, is) : UNREACHABLE;
        free(path);
    }
    bool renamed_by_nfs = strncmp(strrchr(link, '/') ? strrchr(link, '/') : "", "/.nfs", 5) == 0;
    json_bytes("path", link, name);
    json_bool("deleted", is->stx_nlink == 0 || (name < length && leads != SAME) || renamed_by_nfs);
    if (leads == UNREACHABLE)
        json_null("replaced");
    else
        json_bool("replaced", leads == OTHER);
    if (leads == GONE && name == length && is->stx_nlink > 0)
        json_bool("out_of_reach", true);
    if (!mounted)
        json_bool("other_mount", true);
    char device[32];
    snprintf(device, sizeof device, "%u:%u", is->stx_dev_major, is->stx_dev_minor);
    json_text("device", device);
    json_size("inode", is->stx_ino);
    json_size("links", is->stx_nlink);
    if (S_ISREG(is->stx_mode))
        json_size("size", is->stx_size);
}

static bool is_own_root(const struct statx *is)
{
    struct statx own;
    return statx(AT_FDCWD, "/", AT_STATX_DONT_SYNC, STATX_BASIC_STATS, &own) == 0 && own.stx_ino == is->stx_ino &&
           own.stx_dev_major == is->stx_dev_major && own.stx_dev_minor == is->stx_dev_minor;
}

/* A link of the process itself, such as its program. */
void print_link(const struct process *p, const char *key, const char *name)
{
    struct statx is;
    char *link = p->live < 0 ? NULL : link_of(p->live, name);
    if (!link || statx(p->live, name, AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT, STATX_BASIC_STATS, &is) != 0) {
        unknown(p->pid, name, errno);
        json_null(key);
        return;
    }
    char *path = strdup(link);
    json_open(key, '{');
    print_file(p, path ? path : link, &is, true);
    if (strcmp(key, "root") == 0)
        json_bool("same_as_caller", is_own_root(&is));
    json_close();
    free(path);
}
