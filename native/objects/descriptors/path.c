/* A descriptor that stands for a path alone (O_PATH) still leads to what it led to. */
#include "common.h"
#include <sys/socket.h>
#include <sys/un.h>

enum { LINK = SECOND, DIRECTORY = THIRD, DEVICE, GONE };

static const char *reading(void) {
    char data[8];
    return fcntl(FD, F_GETFL) == -1 ? "absent" : outcome(read(FD, data, sizeof data));
}

/* What a file opened through the descriptor contains. */
static const char *content_behind(long fd) { return content(text("/proc/self/fd/%ld", fd)); }

static const char *link_target(void) {
    char target[64];
    ssize_t length = readlinkat(LINK, "", target, sizeof target);
    return length == -1 ? outcome(-1) : bytes(target, (size_t)length);
}

static const char *file_in_directory(void) {
    struct stat found;
    return fstatat(DIRECTORY, "inside", &found, 0) == -1 ? outcome(-1) : text("%o", found.st_mode);
}

static void make(const char *path, int flags, int at) { place(must(open(path, O_PATH | flags)), at); }

static void make_file(const char *path) {
    int file = must(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640));
    write_all(file, "behind", 6);
    must(close(file));
}

static void set(void) {
    make_file("file");
    make("file", 0, FD);
    must(symlink("nowhere", "link"));
    make("link", O_NOFOLLOW, LINK);
    must(mkdir("directory", 0750));
    make_file("directory/inside");
    make("directory", 0, DIRECTORY);
    make("/dev/null", 0, DEVICE);
    make_file("gone");
    make("gone", 0, GONE);
    must(unlink("gone"));
}

OBJECT(path_descriptor) = {
    .name = "path-descriptor",
    .about = "O_PATH descriptors of files, links, directories and devices still lead to them",
    .set = set,
    .properties = PROPERTIES({"flags", .read_at = flags_of, .number = FD}, {"reading", reading, .expected = "EBADF"},
                             {"content behind it", .read_at = content_behind, .number = FD, .expected = "behind"},
                             {"mode of a link", .read_at = mode_of, .number = LINK, .expected = "120777"},
                             {"flags of the link", .read_at = flags_of, .number = LINK},
                             {"target of the link", link_target, .expected = "nowhere"},
                             {"mode of a directory", .read_at = mode_of, .number = DIRECTORY, .expected = "40750"},
                             {"a file in it", file_in_directory, .expected = "100640"},
                             {"name of a device", .read_at = target_of, .number = DEVICE, .expected = "null"},
                             {"links of a removed file", .read_at = links_of, .number = GONE, .expected = "0"},
                             {"content of the removed file", .read_at = content_behind, .number = GONE, .expected = "behind"}),
};

#define PATH                                                                                                                   \
    {"flags", .read_at = flags_of, .number = FD}, {"name", .read_at = target_of, .number = FD}, {                              \
        "reading", reading, .expected = "EBADF"                                                                                \
    }

static const char *connection(void) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d", FD);
    int client = must(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const char *result = outcome(connect(client, (struct sockaddr *)&address, sizeof address));
    must(close(client));
    return result;
}

static void set_socket(void) {
    int listener = must(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
    must(bind(listener, (struct sockaddr *)&address, sizeof address));
    must(listen(listener, 8));
    make("socket", 0, FD);
}

OBJECT(path_socket) = {
    .name = "path-descriptor-socket",
    .about = "an O_PATH descriptor of a unix socket still leads to it",
    .set = set_socket,
    .properties = PROPERTIES(PATH, {"connection", connection, .expected = "0", .once = true}),
};

static void set_fifo(void) {
    must(mkfifo("fifo", 0600));
    make("fifo", 0, FD);
}

/* No process has an end open, so a writer that does not wait is refused. */
static const char *opening_as_writer(void) {
    int fd = open(text("/proc/self/fd/%d", FD), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    must(close(fd));
    return "opened";
}

OBJECT(path_fifo) = {
    .name = "path-descriptor-fifo",
    .about = "an O_PATH descriptor of a named pipe still leads to it, and is no end of it",
    .set = set_fifo,
    .properties = PROPERTIES(PATH, {"mode", .read_at = mode_of, .number = FD, .expected = "10600"},
                             {"opening it as a writer", opening_as_writer, .expected = "ENXIO"}),
};
