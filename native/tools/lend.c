/*
 * Runs a program with one end of something as its descriptor. The other end belongs to a process that waits until nobody has the
 * first one.
 *
 * lend {pipe,socket,tty} FD NOTE PROGRAM [ARGUMENT]...
 *
 * The file NOTE gets what CRIU calls the lent end, and what its link in /proc says.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int must(int result, const char *what) {
    if (result != -1) return result;
    dprintf(2, "lend: %s: %s\n", what, strerror(errno));
    exit(125);
}

static struct stat look(int fd) {
    struct stat found;
    must(fstat(fd, &found), "fstat");
    return found;
}

/* The lent end is the first one. */
static void make(const char *kind, int ends[2]) {
    int both[2];
    if (strcmp(kind, "pipe") == 0) {
        must(pipe2(both, O_CLOEXEC), "pipe");
        ends[0] = both[1], ends[1] = both[0];
    } else if (strcmp(kind, "socket") == 0) {
        must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), "socketpair");
    } else {
        ends[1] = must(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), "posix_openpt");
        must(grantpt(ends[1]), "grantpt");
        must(unlockpt(ends[1]), "unlockpt");
        ends[0] = must(open(ptsname(ends[1]), O_RDWR | O_NOCTTY | O_CLOEXEC), "terminal");
    }
}

static void describe(const char *kind, const int ends[2], const char *path) {
    char link[32], target[PATH_MAX] = "";
    struct stat lent = look(ends[0]);
    FILE *note = fopen(path, "we");
    must(note ? 0 : -1, path);
    if (strcmp(kind, "tty") == 0) fprintf(note, "tty[%lx:%lx]\n", lent.st_rdev, lent.st_dev);
    else fprintf(note, "%s:[%lu]\n", kind, lent.st_ino);
    snprintf(link, sizeof link, "/proc/self/fd/%d", ends[0]);
    must((int)readlink(link, target, sizeof target - 1), link);
    fprintf(note, "%s\n", target);
    must(fclose(note), path);
}

/* Its parent is not the program that borrows, so it is in no checkpoint. */
static void keep(int lent, int own) {
    pid_t child = must(fork(), "fork");
    if (child > 0) {
        must(waitpid(child, NULL, 0), "waitpid");
        return;
    }
    if (must(fork(), "fork") > 0) _exit(0);
    must(setsid(), "setsid");
    close(lent);
    close(0), close(1), close(2);
    struct pollfd end = {.fd = own};
    while (poll(&end, 1, -1) == -1 && errno == EINTR) continue;
    _exit(0);
}

int main(int argc, char **argv) {
    if (argc < 5 || (strcmp(argv[1], "pipe") != 0 && strcmp(argv[1], "socket") != 0 && strcmp(argv[1], "tty") != 0)) {
        dprintf(2, "usage: lend {pipe,socket,tty} FD NOTE PROGRAM [ARGUMENT]...\n");
        return 125;
    }
    int ends[2], fd = atoi(argv[2]);
    make(argv[1], ends);
    describe(argv[1], ends, argv[3]);
    keep(ends[0], ends[1]);
    must(dup2(ends[0], fd), "dup2");
    execvp(argv[4], argv + 4);
    must(-1, argv[4]);
}
