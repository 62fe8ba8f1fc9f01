/* Mappings: what each one is, and whether the file that it shows is still the one of that name. */
#include "inventory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* smaps walks the page tables, which takes 17 ms for 1 GiB and may delay calls like mmap: not beyond this many kB. */
enum { MOST_WALKED = 4 << 20 };

struct mapping {
    unsigned long long begin, end, offset, inode;
    unsigned major, minor;
    char access[5];
    const char *path;
    unsigned long long resident, swap;
    char flags[256];
    bool walked;
};

/* Returns whether a flag of smaps is set; each has two letters. */
static bool flag(const struct mapping *m, const char *letters)
{
    for (const char *at = m->flags; (at = strstr(at, letters)); at++)
        if ((at == m->flags || at[-1] == ' ') && (at[2] == ' ' || at[2] == 0))
            return true;
    return false;
}

static const char *kind_of(const struct mapping *m, const struct statx *is)
{
    const char *path = m->path;
    bool shared = m->access[3] == 's';
    if (!*path || begins(path, "[anon:") || begins(path, "[anon_shmem:"))
        return flag(m, "ht") ? "hugetlb" : shared ? "anonymous-shared" : "anonymous";
    if (begins(path, "[stack"))
        return "stack";
    if (strcmp(path, "[heap]") == 0)
        return "heap";
    if (begins(path, "[vdso") || begins(path, "[vvar") || begins(path, "[vsyscall") || begins(path, "[vectors") || begins(path, "[sigpage"))
        return "kernel";
    if (*path == '[')
        return "special";
    if (begins(path, "anon_inode:"))
        return anonymous_kind(path);
    if (begins(path, "socket:["))
        return "socket";
    if (begins(path, "/memfd:"))
        return flag(m, "ht") ? "hugetlb" : "memfd";
    if (begins(path, "/SYSV"))
        return flag(m, "ht") ? "hugetlb" : "sysv";
    if (begins(path, "/anon_hugepage") || flag(m, "ht"))
        return "hugetlb";
    if (begins(path, "/secretmem"))
        return "secretmem";
    if (begins(path, "/[aio]"))
        return "aio";
    if (begins(path, "/dmabuf:") || begins(path, "/drm mm object"))
        return "gpu";
    if (strcmp(path, "/dev/zero (deleted)") == 0 && m->major == 0)
        return "anonymous-shared";
    if (is ? S_ISCHR(is->stx_mode) || S_ISBLK(is->stx_mode) : begins(path, "/dev/") && !begins(path, "/dev/shm/"))
        return "device";
    return shared ? "file-shared" : "file";
}

static void print_flags(const struct mapping *m)
{
    static const struct {
        const char *letters, *name;
    } names[] = {
        { "lo", "locked" },        { "lf", "locked-on-fault" }, { "dp", "droppable" },   { "gu", "guarded" },     { "ht", "hugetlb" },       { "sl", "sealed" },     { "io", "device-memory" },
        { "pf", "frame-numbers" }, { "dc", "not-on-fork" },   { "wf", "wipe-on-fork" }, { "dd", "not-in-core-dump" },
        { "um", "userfault-missing" }, { "uw", "userfault-write" }, { "ui", "userfault-minor" }, { "mg", "mergeable" },
        { "gd", "grows-down" },    { "ss", "shadow-stack" },  { "hg", "huge-pages" }, { "nh", "no-huge-pages" },
    };
    json_open("flags", '[');
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (flag(m, names[i].letters))
            json_text(NULL, names[i].name);
    json_close();
}

struct walk {
    const struct process *p;
    int files; /* map_files; -1: not permitted */
    bool lists, walks;
};

/*
 * A file by its identity in map_files, for which the caller needs privileges. Without them it is the name's file if the numbers
 * agree; file systems that show other numbers in stat than in maps leave it unknown.
 */
static bool identify(const struct walk *w, const struct mapping *m, struct statx *is)
{
    char name[64];
    snprintf(name, sizeof name, "%llx-%llx", m->begin, m->end);
    if (w->files >= 0)
        return statx(w->files, name, AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT, STATX_BASIC_STATS, is) == 0;
    if (w->p->base < 0 ||
        statx(w->p->base, m->path + strspn(m->path, "/"), AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC,
            STATX_BASIC_STATS, is) != 0)
        return false;
    return is->stx_ino == m->inode && is->stx_dev_major == m->major && is->stx_dev_minor == m->minor;
}

/* The program and its libraries are mapped several times in a row. */
static bool identify_once(const struct walk *w, const struct mapping *m, struct statx *is)
{
    static struct mapping last;
    static struct statx last_is;
    static bool last_known;
    static pid_t pid;
    bool same = pid == w->p->pid && last.inode == m->inode && last.major == m->major && last.minor == m->minor && last.path &&
                strcmp(last.path, m->path) == 0;
    if (!same) {
        free((char *)last.path);
        last = *m;
        last.path = strdup(m->path);
        last_known = identify(w, m, &last_is);
        pid = w->p->pid;
    }
    *is = last_is;
    return last_known;
}

/* Whether the descriptor that a file was mapped through was writable: the links of map_files have its modes (fs/proc/base.c). */
static void print_writable(const struct walk *w, const struct mapping *m)
{
    char name[64];
    struct stat is;
    snprintf(name, sizeof name, "%llx-%llx", m->begin, m->end);
    if (w->files >= 0 && fstatat(w->files, name, &is, AT_SYMLINK_NOFOLLOW) == 0)
        json_bool("writable", is.st_mode & S_IWUSR);
    else
        json_null("writable");
}

static void print_unidentified(const struct mapping *m)
{
    static const char mark[] = " (deleted)";
    size_t length = strlen(m->path), marked = sizeof mark - 1;
    bool deleted = length > marked && strcmp(m->path + length - marked, mark) == 0;
    char device[32];
    json_bytes("path", m->path, deleted ? length - marked : length);
    json_bool("deleted", deleted);
    json_null("replaced");
    snprintf(device, sizeof device, "%u:%u", m->major, m->minor);
    json_text("device", device);
    json_size("inode", m->inode);
}

static void finish(const struct walk *w, const struct mapping *m)
{
    struct statx is;
    bool is_file = *m->path == '/' && m->inode != 0;
    bool known = is_file && identify_once(w, m, &is);
    const char *kind = kind_of(m, known ? &is : NULL);
    count("mappings", kind, m->end - m->begin);
    if (!w->lists)
        return;
    char address[40];
    snprintf(address, sizeof address, "%llx-%llx", m->begin, m->end);
    json_open(NULL, '{');
    json_text("address", address);
    json_size("bytes", m->end - m->begin);
    json_text("kind", kind);
    json_text("access", m->access);
    if (m->walked) {
        json_size("resident", m->resident);
        json_size("swapped", m->swap);
        print_flags(m);
    }
    if (is_file) {
        json_size("offset", m->offset);
        if (begins(kind, "file") || strcmp(kind, "device") == 0) {
            if (known)
                print_file(w->p, m->path, &is, true);
            else
                print_unidentified(m);
        } else {
            const struct descriptor *memfd = descriptor_of("memfd", m->major, m->minor, m->inode);
            json_text("name", m->path);
            json_size("inode", m->inode);
            if (memfd) {
                print_seals(memfd->seals);
                print_writable(w, m);
            }
        }
        if (strcmp(kind, "device") == 0)
            json_text("class", device_class(m->path));
    } else if (*m->path) {
        json_text("name", m->path);
    }
    json_close();
}

/* A new line in a path is written as \012. */
static void unescape(char *path)
{
    char *to = path;
    for (const char *from = path; *from; from++) {
        bool escaped = begins(from, "\\012");
        *to++ = escaped ? '\n' : *from;
        from += escaped ? 3 : 0;
    }
    *to = 0;
}

static bool parse(char *line, struct mapping *m)
{
    int path = 0;
    memset(m, 0, sizeof *m);
    if (sscanf(line, "%llx-%llx %4s %llx %x:%x %llu %n", &m->begin, &m->end, m->access, &m->offset, &m->major, &m->minor,
            &m->inode, &path) != 7 || !path)
        return false;
    unescape(line + path);
    m->path = line + path;
    return true;
}

static void read_all(const struct walk *w, FILE *file)
{
    struct mapping m = { 0 };
    char *line = NULL, *header = NULL;
    size_t room = 0, header_room = 0;
    bool begun = false;
    for (ssize_t n; (n = getline(&line, &room, file)) > 0;) {
        line[strcspn(line, "\n")] = 0;
        if (*line < 'A' || *line > 'Z') {
            if (begun)
                finish(w, &m);
            char *swap = header;
            size_t swap_room = header_room;
            header = line;
            header_room = room;
            line = swap;
            room = swap_room;
            begun = parse(header, &m);
            m.walked = w->walks;
        } else if (begins(line, "Rss:")) {
            m.resident = strtoull(line + 4, NULL, 10) * 1024;
        } else if (begins(line, "Swap:")) {
            m.swap = strtoull(line + 5, NULL, 10) * 1024;
        } else if (begins(line, "VmFlags:")) {
            snprintf(m.flags, sizeof m.flags, "%.*s", (int)sizeof m.flags - 1, line + strlen("VmFlags: "));
            for (size_t end = strlen(m.flags); end && m.flags[end - 1] == ' ';)
                m.flags[--end] = 0;
        }
    }
    if (begun)
        finish(w, &m);
    free(line);
    free(header);
}

/* Whether links of map_files may be followed. */
static int open_files(const struct process *p)
{
    int files = openat(p->live, "map_files", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct text *text = scratch();
    struct statx is;
    char name[64];
    unsigned long long begin, end;
    if (files < 0 || !slurp(p->live, "maps", text))
        return files;
    for (char *rest = text->data, *line; (line = strsep(&rest, "\n")) && *line;) {
        if (!strchr(line, '/') || sscanf(line, "%llx-%llx", &begin, &end) != 2)
            continue;
        snprintf(name, sizeof name, "%llx-%llx", begin, end);
        if (statx(files, name, AT_STATX_DONT_SYNC, STATX_BASIC_STATS, &is) == 0 || vanished(errno))
            return files;
        unknown(p->pid, "map_files", errno);
        close(files);
        return -1;
    }
    return files;
}

static long long kilobytes(const struct process *p, const char *line)
{
    const char *value = value_of(p->status, line);
    return value ? atoll(value) : 0;
}

void print_mappings(const struct process *p, bool lists)
{
    bool needs = lists || kilobytes(p, "HugetlbPages:") > 0, large = kilobytes(p, "VmRSS:") > MOST_WALKED;
    struct walk w = { .p = p, .lists = lists, .walks = needs && !large };
    if (needs && large)
        unknown(p->pid, "smaps", EFBIG);
    if (lists)
        json_open("mappings", '[');
    w.files = open_files(p);
    int fd = openat(p->live, w.walks ? "smaps" : "maps", O_RDONLY | O_CLOEXEC);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
    if (file) {
        read_all(&w, file);
        if (ferror(file))
            unknown(p->pid, "maps", errno);
        fclose(file);
    } else {
        unknown(p->pid, "maps", errno);
    }
    if (w.files >= 0)
        close(w.files);
    if (lists)
        json_close();
}
