/* The connection of an agent that gets no pair of pipes: a socket, and the first caller. */
#include "agent.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void listen_at(const char *file)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (snprintf(address.sun_path, sizeof address.sun_path, "%s", file) >= (int)sizeof address.sun_path) {
        fprintf(stderr, "agent: too long for a socket: %s\n", file);
        exit(1);
    }
    int listener = socket(AF_UNIX, SOCK_STREAM, 0), wire = -1;
    if (listener >= 0 && !bind(listener, (struct sockaddr *)&address, sizeof address) && !listen(listener, 1))
        wire = accept(listener, NULL, NULL);
    if (wire < 0 || dup2(wire, STDIN_FILENO) < 0 || dup2(wire, STDOUT_FILENO) < 0) {
        perror(file);
        exit(1);
    }
    /* The first caller is the only one. Both sockets are closed with everything else that programs must not inherit. */
}
