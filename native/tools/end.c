/*
 * Kills processes, and waits until the numbers of all of their threads can be used again.
 *
 * end MILLISECONDS PID...
 *
 * From Linux 6.15 on, the kernel releases the number of a thread after the process is gone, as it looks from /proc: on a busy
 * machine up to half a second later, if someone looked at the thread's files in /proc. Until then a restore of the same process
 * fails (`Unable to create a thread: -17`), and nothing but the use of a number shows whether it is free.
 *
 * Exits with 1 and the number if one is still in use at the end of the time, and with 0 if the caller may not choose numbers.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 100000, PAUSE_NS = 1000000, SECOND_MS = 1000, MS_NS = 1000000 };

static pid_t numbers[MOST];
static int count;

static void add_threads(const char *process) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%s/task", process);
    DIR *threads = opendir(path);
    for (struct dirent *next; threads && (next = readdir(threads));)
        if (next->d_name[0] != '.' && count < MOST) numbers[count++] = atoi(next->d_name);
    if (threads) closedir(threads);
}

/* Starts a process with the number, and takes it away again. */
static int use(pid_t number) {
    struct clone_args how = {.exit_signal = SIGCHLD, .set_tid = (uintptr_t)&number, .set_tid_size = 1};
    long child = syscall(SYS_clone3, &how, sizeof how);
    if (child == 0) _exit(0);
    if (child < 0) return errno;
    waitpid((pid_t)child, NULL, 0);
    return 0;
}

static long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * SECOND_MS + now.tv_nsec / MS_NS;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        dprintf(2, "usage: end MILLISECONDS PID...\n");
        return 125;
    }
    long last = now_ms() + atol(argv[1]);
    for (char **process = argv + 2; *process; process++) add_threads(*process);
    for (char **process = argv + 2; *process; process++) kill(atoi(*process), SIGKILL);
    for (int i = 0; i < count; i++)
        while (use(numbers[i]) == EEXIST) {
            if (now_ms() > last) {
                dprintf(2, "end: %d is still in use\n", numbers[i]);
                return 1;
            }
            nanosleep(&(struct timespec){.tv_nsec = PAUSE_NS}, NULL);
        }
    return 0;
}
