/*
 * Runs a program as nohup(1) does, with a file for the output of one's choice: whatever is a terminal is replaced. The program
 * stays in the session of its shell.
 *
 * nohup FILE PROGRAM [ARGUMENT]...
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int replace(int fd, const char *path, int flags) {
    if (!isatty(fd))
        return 0;
    int file = open(path, flags | O_CLOEXEC, 0644);
    return file == -1 ? -1 : dup2(file, fd);
}

int main(int argc, char **argv) {
    if (argc < 3) {
        dprintf(2, "usage: nohup FILE PROGRAM [ARGUMENT]...\n");
        return 125;
    }
    const int append = O_WRONLY | O_APPEND | O_CREAT;
    signal(SIGHUP, SIG_IGN);
    if (replace(0, "/dev/null", O_RDONLY) != -1 && replace(1, argv[1], append) != -1 && replace(2, argv[1], append) != -1)
        execv(argv[2], argv + 2);
    dprintf(2, "nohup: %s: %s\n", argv[2], strerror(errno));
    return 127;
}
