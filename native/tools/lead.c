/* Runs a program as the leader of a session of its own: what setsid(1) does, in images that have nothing else. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc < 2) {
        dprintf(2, "usage: lead PROGRAM [ARGUMENT]...\n");
        return 125;
    }
    /* Who leads its group already leads a session, or could not begin one. */
    setsid();
    execv(argv[1], argv + 1);
    dprintf(2, "lead: %s: %s\n", argv[1], strerror(errno));
    return 127;
}
