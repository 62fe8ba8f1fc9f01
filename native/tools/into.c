/*
 * Runs a program with its output appended to files: containers that give it away elsewhere, or nowhere, have a folder mounted for
 * them.
 *
 * into FOLDER PROGRAM [ARGUMENT]...
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int append(int fd, const char *folder, const char *name) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
    return file == -1 ? -1 : dup2(file, fd);
}

int main(int argc, char **argv) {
    if (argc < 3) {
        dprintf(2, "usage: into FOLDER PROGRAM [ARGUMENT]...\n");
        return 125;
    }
    if (append(1, argv[1], "stdout") != -1 && append(2, argv[1], "stderr") != -1) execv(argv[2], argv + 2);
    dprintf(2, "into: %s: %s\n", argv[2], strerror(errno));
    return 127;
}
