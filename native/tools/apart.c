/*
 * Runs a program as the first process of PID, IPC and network namespaces of its own, with the loopback up, and waits for it.
 * When it ends, the namespaces and everything that it started end too.
 *
 * apart PROGRAM [ARGUMENT]...
 */
#define _GNU_SOURCE
#include <errno.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int fails(const char *what) {
    dprintf(2, "apart: %s: %s\n", what, strerror(errno));
    return 125;
}

static int bring_up_loopback(void) {
    struct ifreq lo = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
    int any = socket(AF_INET, SOCK_DGRAM, 0);
    int result = any == -1 ? -1 : ioctl(any, SIOCSIFFLAGS, &lo);
    if (any != -1) close(any);
    return result;
}

static int inside(char **argv) {
    if (bring_up_loopback() == -1) return fails("lo");
    if (setsid() == -1) return fails("setsid");
    execvp(argv[0], argv);
    return fails(argv[0]);
}

int main(int argc, char **argv) {
    int status;
    if (argc < 2) {
        dprintf(2, "usage: apart PROGRAM [ARGUMENT]...\n");
        return 125;
    }
    if (unshare(CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWNET) == -1) return fails("unshare");
    pid_t child = fork();
    if (child == -1) return fails("fork");
    if (child == 0) return inside(argv + 1);
    if (waitpid(child, &status, 0) == -1) return fails("waitpid");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
