/* A socket path that another server has bound when the process is restored. */
#include "outsider.h"
#include <sys/socket.h>
#include <sys/un.h>

static int fd = -1;

static const struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};

static int serve_at_path(void) {
    int listener = must(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    must(bind(listener, (const struct sockaddr *)&address, sizeof address));
    must(chmod("socket", 0640));
    must(listen(listener, 5));
    return listener;
}

static void serve(void) { fd = serve_at_path(); }

static bool serve_instead(void) {
    must(unlink("socket"));
    serve_at_path();
    return true;
}

static void others_serve(void) { take_and_linger(serve_instead); }

static const char *listening(void) {
    int found = 0;
    return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &found, &(socklen_t){sizeof found}) == -1 ? outcome(-1) : text("%d", found);
}

static const char *bound(void) {
    struct sockaddr_un own = {0};
    return getsockname(fd, (struct sockaddr *)&own, &(socklen_t){sizeof own}) == -1 ? outcome(-1) : text("%s", own.sun_path);
}

static const char *mode(void) {
    struct stat found;
    return stat("socket", &found) == -1 ? outcome(-1) : text("%o", found.st_mode);
}

static const char *who_answers(void) {
    release();
    int client = must(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const char *result = "this process";
    if (connect(client, (const struct sockaddr *)&address, sizeof address) == -1) result = outcome(-1);
    else if (!await(fd, POLLIN, 1)) result = "another one";
    else must(close(must(accept(fd, NULL, NULL))));
    must(close(client));
    return result;
}

OBJECT(socket_path_taken) = {
    .name = "unix-socket-path-of-another-server",
    .about = "a server whose socket path another server bound after the dump is reached by its path",
    .set = serve,
    .meanwhile = others_serve,
    .properties = PROPERTIES({"listening", listening, .expected = "1"}, {"path", bound, .expected = "socket"},
                             {"mode of the path", mode, .expected = "140640"},
                             {"process that answers", who_answers, .expected = "this process", .once = true}),
};
