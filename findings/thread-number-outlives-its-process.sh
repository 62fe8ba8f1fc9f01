#!/bin/bash
# The number of a thread can stay in use after its process was waited for, if somebody read /proc/NUMBER/stat before.
#
# Seen on Linux 6.18.44: a process with a second thread is killed, and waitpid() returns it. Nothing in /proc shows the process or the
# thread any more. If /proc/NUMBER/stat of the thread was read before, clone3() with set_tid and the thread's number fails with
# EEXIST in most rounds, for up to 230 ms. Without such a look it succeeds at once, and after one at /proc/PID/task/NUMBER, too. Since Linux 6.15 release_task() frees the
# numbers at its end, after it has dropped the cached files of /proc, and a thread that is not the first does this for itself
# while the parent already sees the process gone. A restore with the same numbers right after a kill, as `criu restore` does it, fails
# with "Unable to create a thread" then. So wait until the numbers can be used again, not until the process is gone.
#
# Needs root (set_tid) and a C compiler; nothing outside a temporary folder is touched. Exit code 1 when this changes, 2 on a kernel
# older than 6.15.
set -euo pipefail
release=$(uname -r)
if [ "$(printf '%s\n' 6.15 "$release" | sort -V | head -1)" != 6.15 ]; then
	echo "this is about Linux 6.15 and newer, and this is $release" >&2
	exit 2
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/program.c" <<'C'
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sched.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
static int ready[2];
static void *thread(void *argument) {
    pid_t number = gettid();
    if (write(ready[1], &number, sizeof number) != sizeof number) abort();
    for (;;) pause();
    return argument;
}
static pid_t process_with(pid_t number) {
    struct clone_args how = {.exit_signal = SIGCHLD, .set_tid = (uint64_t)(uintptr_t)&number, .set_tid_size = 1};
    pid_t process = (pid_t)syscall(SYS_clone3, &how, sizeof how);
    if (process == 0) _exit(0);
    return process;
}
int main(int argc, char **argv) {
    int rounds = 200, busy = 0;
    if (pipe(ready)) return 2;
    for (int round = 0; round < rounds; round++) {
        pid_t process = fork(), number, again;
        if (process == 0) {
            pthread_t other;
            pthread_create(&other, NULL, thread, NULL);
            for (;;) pause();
        }
        if (read(ready[0], &number, sizeof number) != sizeof number) return 2;
        char look[100];
        snprintf(look, sizeof look, "cat /proc/%d/stat >/dev/null 2>&1", number);
        if (argc > 1 && system(look) == -1) return 2;
        kill(process, SIGKILL);
        waitpid(process, NULL, 0);
        again = process_with(number);
        if (again == -1 && errno != EEXIST) return perror("clone3"), 2;
        busy += again == -1;
        while (again == -1) again = process_with(number);
        waitpid(again, NULL, 0);
    }
    printf("%d\n", busy);
    return 0;
}
C
cc -O2 -pthread -Wno-unused-parameter -o "$folder/program" "$folder/program.c"
never=$("$folder/program")
looked=$("$folder/program" look)
printf 'Linux %s\nof 200 numbers still in use after waitpid(): %s, after a look into /proc: %s\n' "$release" "$never" "$looked"
[ "$looked" -gt 10 ] && [ "$looked" -gt $((never * 5)) ]
