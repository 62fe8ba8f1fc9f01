/* The mounts of each mount namespace of the tree. */
#include "inventory.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mount {
    uint64_t namespace;
    int id, shared, master;
    bool is_idmapped;
    const char *device, *root, *point, *type;
} *mounts;
static size_t mount_count;

/* Whether the first of the words, a list with commas, has an option. */
static bool has_option(const char *options, const char *name)
{
    size_t size = strcspn(options, " "), length = strlen(name);
    for (const char *at = options; at < options + size; at += strcspn(at, ", ") + 1)
        if (begins(at, name) && strchr(", ", at[length]))
            return true;
    return false;
}

static int tag(const char *options, const char *name)
{
    const char *at = strstr(options, name);
    return at ? atoi(at + strlen(name)) : 0;
}

/* ID PARENT DEVICE ROOT POINT OPTIONS [TAG:NUMBER …] - TYPE SOURCE OPTIONS; blanks within a path are written as \\040. */
static void read_mounts(const struct process *p)
{
    struct text text = { 0 };
    if (!slurp_known(p, p->live, "mountinfo", &text))
        return;
    for (char *rest = text.data, *line; (line = strsep(&rest, "\n")) && *line;) {
        char *type = strstr(line, " - ");
        if (!type)
            continue;
        *type = 0;
        type += 3;
        struct mount m = { p->mounts, atoi(line), tag(line, " shared:"), tag(line, " master:"),
            .type = kept(type, strcspn(type, " ")) };
        const char **fields[] = { NULL, NULL, &m.device, &m.root, &m.point };
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
            char *word = strsep(&line, " ");
            if (word && fields[i])
                *fields[i] = kept(word, strlen(word));
        }
        /* What is left begins with the options of the mount. */
        if (!m.point)
            continue;
        m.is_idmapped = line && has_option(line, "idmapped");
        mounts = grown(mounts, mount_count + 1, sizeof *mounts);
        mounts[mount_count++] = m;
    }
    free(text.data);
}

static bool have_read(const struct process *p)
{
    for (size_t i = 0; i < mount_count; i++)
        if (mounts[i].namespace == p->mounts)
            return true;
    return false;
}

/* Returns NULL for a mount that is not in the namespace of the process, such as that of memfds. */
const char *file_system(const struct process *p, int mount)
{
    static uint64_t seen;
    static struct mount *last;
    if (last && last->namespace == p->mounts && last->id == mount)
        return last->type;
    if (seen != p->mounts && !have_read(p)) {
        last = NULL;
        read_mounts(p);
    }
    seen = p->mounts;
    for (struct mount *m = mounts; m < mounts + mount_count; m++)
        if (m->namespace == p->mounts && m->id == mount) {
            last = m;
            return m->type;
        }
    return NULL;
}

/*
 * Whether a part of a file system is mounted that CRIU finds no way to: nothing in the namespace shows the file system as a whole,
 * and it is not below the folder that is the root. CRIU treats control groups in a way of their own.
 */
static bool is_from_outside(const struct mount *m)
{
    if (strcmp(m->root, "/") == 0 || strcmp(m->point, "/") == 0 || begins(m->type, "cgroup"))
        return false;
    for (struct mount *o = mounts; o < mounts + mount_count; o++)
        if (o->namespace == m->namespace && strcmp(o->device, m->device) == 0 &&
            (strcmp(o->root, "/") == 0 || (strcmp(o->point, "/") == 0 && begins(m->root, o->root))))
            return false;
    return true;
}

static bool has_master_outside(const struct mount *m)
{
    if (!m->master || strcmp(m->point, "/") == 0)
        return false;
    for (struct mount *o = mounts; o < mounts + mount_count; o++)
        if (o->namespace == m->namespace && o->shared == m->master)
            return false;
    return true;
}

static void print_types(const struct process *p)
{
    json_open("types", '[');
    for (struct mount *m = mounts; m < mounts + mount_count; m++) {
        bool again = m->namespace != p->mounts;
        for (struct mount *o = mounts; o < m && !again; o++)
            again = o->namespace == p->mounts && strcmp(o->type, m->type) == 0;
        if (!again)
            json_text(NULL, m->type);
    }
    json_close();
}

/* Of a namespace that is not the caller's: one that is dumped with the process. */
void print_mounts(const struct process *p)
{
    size_t all = 0, from_outside = 0, masters_outside = 0, idmapped = 0;
    bool root_is_part = false;
    if (!p->mounts || p->mounts == namespace_of(AT_FDCWD, "/proc/self/ns/mnt"))
        return;
    if (!have_read(p))
        read_mounts(p);
    for (struct mount *m = mounts; m < mounts + mount_count; m++)
        if (m->namespace == p->mounts) {
            all++;
            from_outside += is_from_outside(m);
            masters_outside += has_master_outside(m);
            idmapped += m->is_idmapped;
            root_is_part |= strcmp(m->point, "/") == 0 && strcmp(m->root, "/") != 0;
        }
    json_open("mounts", '{');
    json_size("count", all);
    json_size("from_outside", from_outside);
    json_size("masters_outside", masters_outside);
    json_size("idmapped", idmapped);
    json_bool("root_is_part", root_is_part);
    print_types(p);
    json_close();
}
