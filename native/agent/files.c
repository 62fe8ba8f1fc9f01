/* Files and folders of the host. Removing and listing a folder follow no link that leads out of it. */
#include "agent.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_READ = 64 << 20 };

/* Arguments: path, offset, maximum of bytes (0: no maximum), whether a link is an error (0, 1). */
void op_read(struct request *r)
{
    const char *path = field(r);
    off_t offset = number(r);
    size_t most = number(r);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (number(r) ? O_NOFOLLOW : 0));
    if (fd < 0) {
        answer_error(r->id, path);
        return;
    }
    answer_begin(r->id, "ok");
    char text[65536];
    ssize_t n = 0;
    size_t sum = 0;
    if (most == 0)
        most = MOST_READ;
    /* A file in /proc has no offset until its content is made, so this reads on instead of using pread. */
    if (offset)
        lseek(fd, offset, SEEK_SET);
    while (sum < most && (n = read(fd, text, most - sum < sizeof text ? most - sum : sizeof text)) > 0) {
        answer_bytes(text, n);
        sum += n;
    }
    int why = errno;
    close(fd);
    if (n < 0) {
        errno = why;
        answer_error(r->id, path);
        return;
    }
    answer_end();
}

static bool finish(struct request *r, bool good, const char *what)
{
    if (!good) {
        answer_error(r->id, what);
        return false;
    }
    answer_begin(r->id, "ok");
    answer_end();
    return true;
}

/* Arguments: path, mode (octal), uid, gid; the rest is the content. */
void op_write(struct request *r)
{
    const char *path = field(r);
    mode_t mode = strtol(field(r), NULL, 8);
    uid_t uid = number(r);
    gid_t gid = number(r);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool good = fd >= 0;
    while (good && r->at < r->end) {
        ssize_t n = write(fd, r->at, r->end - r->at);
        good = n > 0;
        r->at += n > 0 ? n : 0;
    }
    /* chown clears set-uid bits, so the mode comes last. */
    good = good && (geteuid() != 0 || fchown(fd, uid, gid) == 0) && fchmod(fd, mode) == 0;
    int why = errno;
    if (fd >= 0)
        close(fd);
    errno = why;
    finish(r, good, path);
}

/* Arguments: path, mode (octal), uid, gid. The parent must exist; the folder itself must not. */
void op_mkdir(struct request *r)
{
    const char *path = field(r);
    mode_t mode = strtol(field(r), NULL, 8);
    uid_t uid = number(r);
    gid_t gid = number(r);
    finish(r, mkdir(path, 0700) == 0 && (geteuid() != 0 || chown(path, uid, gid) == 0) && chmod(path, mode) == 0, path);
}

/*
 * Leaves mounts below the folder alone. It recognizes a mount by the device of its folder: in an overlay file system files may
 * have another device than the mount itself, folders have not. Users of the folder may remove files at the same time, so a
 * missing file is no error.
 */
static bool remove_below(int parent, const char *name, dev_t device)
{
    struct stat st;
    if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    bool is_folder = S_ISDIR(st.st_mode);
    if (is_folder) {
        if (device && st.st_dev != device) {
            errno = EBUSY;
            return false;
        }
        int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        DIR *folder = fd < 0 ? NULL : fdopendir(fd);
        if (!folder) {
            int why = errno;
            if (fd >= 0)
                close(fd);
            errno = why;
            return why == ENOENT;
        }
        bool good = true;
        for (struct dirent *entry; good && (entry = readdir(folder));)
            if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
                good = remove_below(fd, entry->d_name, st.st_dev);
        int why = errno;
        closedir(folder);
        errno = why;
        if (!good)
            return false;
    }
    return unlinkat(parent, name, is_folder ? AT_REMOVEDIR : 0) == 0 || errno == ENOENT;
}

/* Argument: path of a file or a whole folder. */
void op_remove(struct request *r)
{
    const char *path = field(r);
    finish(r, remove_below(AT_FDCWD, path, 0), path);
}

static size_t prefix;
static dev_t listed;

static int list_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
    if (where->level == 0)
        listed = st->st_dev;
    if (type == FTW_D && st->st_dev != listed)
        return FTW_SKIP_SUBTREE;
    if (type != FTW_F && type != FTW_SL)
        return FTW_CONTINUE;
    char line[5000];
    snprintf(line, sizeof line, "%lld %s", (long long)st->st_size, path + prefix);
    answer_text(line);
    return FTW_CONTINUE;
}

/* Argument: path of a folder. Answers a field for each file below it: size in bytes, path below the folder. */
void op_list(struct request *r)
{
    const char *path = field(r);
    prefix = strlen(path) + 1;
    answer_begin(r->id, "ok");
    nftw(path, list_one, 64, FTW_PHYS | FTW_ACTIONRETVAL);
    answer_end();
}
