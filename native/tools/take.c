/*
 * Takes a number that a restore needs, and prints the PID of the process that has it from now on.
 *
 * take pid N      a process with this PID
 * take session N  a session with this number, whose leader has ended
 * take port N     a listening TCP socket on 127.0.0.1
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int fails(const char *what) {
    dprintf(2, "take: %s: %s\n", what, strerror(errno));
    exit(126);
}

/* The caller waits for the end of the output, which these descriptors hold open. */
static void hold(void) {
    close(0), close(1), close(2);
    for (;;) pause();
}

static pid_t fork_as(pid_t number) {
    struct clone_args args = {.exit_signal = SIGCHLD, .set_tid = (uintptr_t)&number, .set_tid_size = 1};
    pid_t child = (pid_t)syscall(SYS_clone3, &args, sizeof args);
    if (child < 0) fails("clone3");
    return child;
}

static pid_t take_pid(pid_t number) {
    pid_t child = fork_as(number);
    if (child == 0) hold();
    return child;
}

static pid_t take_session(pid_t number) {
    int told[2];
    pid_t member = 0;
    if (pipe(told) < 0) fails("pipe");
    pid_t leader = fork_as(number);
    if (leader == 0) {
        if (setsid() < 0) fails("setsid");
        member = fork();
        if (member < 0) fails("fork");
        if (member == 0) hold();
        _exit(write(told[1], &member, sizeof member) == sizeof member ? 0 : 1);
    }
    if (read(told[0], &member, sizeof member) != sizeof member || waitpid(leader, NULL, 0) != leader) fails("its leader");
    return member;
}

static pid_t take_port(int number) {
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons((uint16_t)number), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1; /* connections of the one that is gone may linger */
    if (listener < 0 || setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) < 0 || bind(listener, (struct sockaddr *)&place, sizeof place) < 0 || listen(listener, 1) < 0) fails("port");
    pid_t child = fork();
    if (child < 0) fails("fork");
    if (child == 0) hold();
    return child;
}

int main(int argc, char **argv) {
    int number = argc == 3 ? atoi(argv[2]) : 0;
    pid_t holder = number <= 0                          ? 0
                   : strcmp(argv[1], "pid") == 0        ? take_pid(number)
                   : strcmp(argv[1], "session") == 0    ? take_session(number)
                   : strcmp(argv[1], "port") == 0       ? take_port(number)
                                                        : 0;
    if (holder == 0) {
        dprintf(2, "usage: take {pid,session,port} NUMBER\n");
        return 125;
    }
    printf("%d\n", holder);
    return 0;
}
