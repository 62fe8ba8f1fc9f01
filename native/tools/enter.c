/*
 * Runs a program in a mount namespace of its own whose root is a given folder, without any of the machine's other mounts.
 *
 * enter [--bind PATH]... ROOT PROGRAM [ARGUMENT]...
 *
 * Each PATH, a file or a folder, has the same name inside. If ROOT has a folder for /proc, a new /proc is mounted there. The
 * working folder stays if it exists inside. Output is opened again inside, so that no descriptor leads out of the namespace.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void must(int result, const char *what) {
    if (result != -1) return;
    dprintf(2, "enter: %s: %s\n", what, strerror(errno));
    exit(125);
}

/* Makes the folder and every folder that leads to it. */
static void make_place(const char *path, bool folder) {
    char parent[PATH_MAX];
    snprintf(parent, sizeof parent, "%s", path);
    for (char *slash = strchr(parent + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdir(parent, 0755) == -1 && errno != EEXIST) must(-1, parent);
        *slash = '/';
    }
    if (folder && mkdir(path, 0755) == -1 && errno != EEXIST) must(-1, path);
    if (!folder) must(close(open(path, O_CREAT | O_CLOEXEC, 0644)), path);
}

static void bind(const char *root, const char *path) {
    char inside[PATH_MAX];
    struct stat found;
    snprintf(inside, sizeof inside, "%s%s", root, path);
    must(stat(path, &found), path);
    make_place(inside, S_ISDIR(found.st_mode));
    must(mount(path, inside, NULL, MS_BIND, NULL), inside);
}

/* A descriptor that leads outside would belong to a mount that does not exist inside. */
static void open_again(int fd, const char *path, int flags) {
    int inside = open(path, flags);
    must(inside, path);
    must(dup2(inside, fd), path);
    if (inside != fd) close(inside);
}

int main(int argc, char **argv) {
    char *cwd = getcwd(NULL, 0), *names[3];
    char **next = argv + 1;
    must(unshare(CLONE_NEWNS), "unshare");
    must(mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL), "private mounts");
    for (int fd = 0; fd < 3; fd++) {
        char link[32];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        names[fd] = realpath(link, NULL);
    }
    char **binds = next;
    while (next[0] && next[1] && strcmp(next[0], "--bind") == 0) next += 2;
    if (argc < 3 || !next[0] || !next[1] || !cwd) {
        dprintf(2, "usage: enter [--bind PATH]... ROOT PROGRAM [ARGUMENT]...\n");
        return 125;
    }
    const char *root = next[0];
    must(mount(root, root, NULL, MS_BIND, NULL), root);
    for (; binds < next; binds += 2) bind(root, binds[1]);
    must(chdir(root), root);
    if (mount("proc", "proc", "proc", 0, NULL) == -1 && errno != ENOENT) must(-1, "proc");
    must((int)syscall(SYS_pivot_root, ".", "."), "pivot_root");
    must(umount2(".", MNT_DETACH), "the old root");
    must(chdir("/"), "/");
    if (chdir(cwd) == -1 && errno != ENOENT) must(-1, cwd);
    for (int fd = 0; fd < 3; fd++)
        if (names[fd]) open_again(fd, names[fd], fd == 0 ? O_RDONLY : O_WRONLY | O_APPEND);
    execvp(next[1], next + 1);
    must(-1, next[1]);
}
