/* Reads requests, and runs the only loop. */
#include "agent.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

enum { MOST_FRAME = 256 << 20, MOST_PTYS = 16 };

static const struct {
    const char *name;
    void (*run)(struct request *);
} operations[] = {
    { "spawn", op_spawn }, { "follow", op_follow }, { "read", op_read },   { "write", op_write },
    { "mkdir", op_mkdir }, { "remove", op_remove }, { "list", op_list },   { "ps", op_ps },
    { "kill", op_kill },   { "reset", op_reset },   { "kmsg", op_kmsg },
    { "adopt", op_adopt },   { "ending", op_ending },
    { "breakpoints", op_breakpoints }, { "tables", op_tables },
};

static char *in;
static size_t in_size, in_room;

uint64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000ull + t.tv_nsec / 1000;
}

/* Ends the agent when its caller is gone: called after the main loop, and on a broken pipe. */
_Noreturn void leave(void)
{
    kill_everything();
    _exit(0);
}

static void serve(char *frame, size_t size)
{
    struct request r = { .at = frame, .end = frame + size };
    r.id = field(&r);
    const char *name = field(&r);
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
        if (!strcmp(operations[i].name, name)) {
            operations[i].run(&r);
            return;
        }
    errno = ENOSYS;
    answer_error(r.id, name);
}

static void read_frames(void)
{
    grow(&in, &in_room, in_size + 65536);
    ssize_t n = read(STDIN_FILENO, in + in_size, 65536);
    if (n == 0 || (n < 0 && errno != EINTR))
        leave();
    in_size += n > 0 ? n : 0;
    size_t start = 0;
    while (in_size - start >= 4) {
        size_t length = 0;
        for (int i = 0; i < 4; i++)
            length = length << 8 | (unsigned char)in[start + i];
        if (length > MOST_FRAME)
            leave();
        if (in_size - start - 4 < length)
            break;
        serve(in + start + 4, length);
        start += 4 + length;
    }
    memmove(in, in + start, in_size - start);
    in_size -= start;
}

int main(int argc, char **argv)
{
    if (argc > 1)
        listen_at(argv[1]);
    if (argc > 2) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        return 127;
    }
    /* Descriptors that the caller has open must not appear in a dump. */
    close_range(3, ~0u, 0);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    signal(SIGPIPE, SIG_IGN);
    /* The caller handles Ctrl-C on a terminal; the agent ends when its pipe closes. */
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    sigset_t chld;
    sigemptyset(&chld);
    sigaddset(&chld, SIGCHLD);
    sigprocmask(SIG_BLOCK, &chld, NULL);
    int children = signalfd(-1, &chld, SFD_CLOEXEC | SFD_NONBLOCK);
    world_init();
    for (;;) {
        struct pollfd fds[2 + MOST_PTYS] = { { STDIN_FILENO, POLLIN, 0 }, { children, POLLIN, 0 } };
        int ptys[MOST_PTYS], n = spawn_ptys(ptys, MOST_PTYS);
        for (int i = 0; i < n; i++)
            fds[2 + i] = (struct pollfd){ ptys[i], POLLIN, 0 };
        int wait_us = follow_poll(now_us());
        if (spawn_deadlines(now_us()) && (wait_us < 0 || wait_us > 5000))
            wait_us = 5000;
        struct timespec wait = { wait_us / 1000000, wait_us % 1000000 * 1000 };
        if (ppoll(fds, 2 + n, wait_us < 0 ? NULL : &wait, NULL) <= 0)
            continue;
        for (int i = 0; i < n; i++)
            if (fds[2 + i].revents)
                spawn_pump(ptys[i]);
        if (fds[1].revents) {
            struct signalfd_siginfo info;
            while (read(children, &info, sizeof info) > 0)
                ;
            reap();
        }
        if (fds[0].revents)
            read_frames();
    }
}
