/*
 * Runs a program as the leader of a session of its own, as setsid(1) does, in images that have nothing else.
 *
 * With --after N the program is a child that N other children preceded. Its PID is then not the first of its namespace, but
 * like a job's whose script ran other commands before it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int run(char **argv) {
    /* A group's leader already leads a session, or cannot begin one. */
    setsid();
    execv(argv[0], argv);
    dprintf(2, "lead: %s: %s\n", argv[0], strerror(errno));
    return 127;
}

static int fails(const char *what) {
    dprintf(2, "lead: %s: %s\n", what, strerror(errno));
    return 126;
}

static int run_after(int count, char **argv) {
    for (;;) {
        pid_t child = fork();
        if (child < 0)
            return fails("fork");
        if (child == 0)
            _exit(count > 0 ? 0 : run(argv));
        int status;
        if (waitpid(child, &status, 0) < 0)
            return fails("waitpid");
        if (count-- == 0)
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
}

int main(int argc, char **argv) {
    if (argc > 3 && strcmp(argv[1], "--after") == 0)
        return run_after(atoi(argv[2]), argv + 3);
    if (argc < 2) {
        dprintf(2, "usage: lead [--after COUNT] PROGRAM [ARGUMENT]...\n");
        return 125;
    }
    return run(argv + 1);
}
