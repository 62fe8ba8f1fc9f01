/* The connection of an agent that gets no pair of pipes: a socket and its first caller, or a port of a virtual machine. */
#include "agent.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { PORT_POLL_US = 10000 };

/* The first caller is the only one. */
static int first_caller(const char *file)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (snprintf(address.sun_path, sizeof address.sun_path, "%s", file) >= (int)sizeof address.sun_path) {
        fprintf(stderr, "agent: too long for a socket: %s\n", file);
        exit(1);
    }
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1))
        return -1;
    return accept(listener, NULL, NULL);
}

/* A port of virtio-serial reports a hang-up, and a read from it the end of the file, until someone has opened its other end. */
static int connected_port(const char *file)
{
    int port = open(file, O_RDWR | O_NOCTTY | O_CLOEXEC);
    for (struct pollfd wait = { port, POLLIN, 0 }; port >= 0 && poll(&wait, 1, -1) > 0 && wait.revents & POLLHUP;)
        usleep(PORT_POLL_US);
    return port;
}

void listen_at(const char *file)
{
    struct stat what;
    int wire = !stat(file, &what) && S_ISCHR(what.st_mode) ? connected_port(file) : first_caller(file);
    if (wire < 0 || dup2(wire, STDIN_FILENO) < 0 || dup2(wire, STDOUT_FILENO) < 0) {
        perror(file);
        exit(1);
    }
    /* Every other descriptor is closed with everything that programs must not inherit. */
}
