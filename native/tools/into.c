/*
 * Runs a program with its output appended to files and nothing to read. Some container engines do not pass output on; for
 * those, the files are in a folder that is mounted for them.
 *
 * into FOLDER PROGRAM [ARGUMENT]...
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int become(int fd, const char *folder, const char *name, int flags) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int file = open(path, flags | O_CLOEXEC);
    return file == -1 ? -1 : dup2(file, fd);
}

int main(int argc, char **argv) {
    if (argc < 3) {
        dprintf(2, "usage: into FOLDER PROGRAM [ARGUMENT]...\n");
        return 125;
    }
    const int append = O_WRONLY | O_APPEND;
    if (become(0, "/dev", "null", O_RDONLY) != -1 && become(1, argv[1], "stdout", append) != -1 &&
        become(2, argv[1], "stderr", append) != -1)
        execv(argv[2], argv + 2);
    dprintf(2, "into: %s: %s\n", argv[2], strerror(errno));
    return 127;
}
