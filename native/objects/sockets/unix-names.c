/* Names of unix sockets: abstract ones, and paths whose file is moved, replaced or gone. */
#include "sockets.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static int fd = -1, client = -1, server = -1;

static const char *name(void) { return local_name(fd); }
static const char *client_name(void) { return local_name(client); }
static const char *client_peer(void) { return peer_name(client); }
static const char *server_name(void) { return local_name(server); }
static const char *listens(void) { return number_option(fd, SOL_SOCKET, SO_ACCEPTCONN); }
static const char *type(void) { return number_option(fd, SOL_SOCKET, SO_TYPE); }

/* Tries to reach the listener or datagram socket `fd` at this address, and reports if another socket got it. */
static const char *reach(const union address *address, socklen_t size) {
    int kind = 0, probe;
    socklen_t kind_size = sizeof kind;
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &kind, &kind_size) == -1) return outcome(-1);
    probe = must(socket(AF_UNIX, kind | SOCK_NONBLOCK, 0));
    const char *result = NULL;
    if (connect(probe, &address->any, size) == -1) result = outcome(-1);
    else if (kind == SOCK_DGRAM) result = passes(probe, fd, "reached");
    else if (!await(fd, POLLIN, 1)) result = "somebody else";
    else {
        int accepted = accept(fd, NULL, NULL);
        result = accepted == -1 ? outcome(-1) : passes(probe, accepted, "reached");
        if (accepted != -1) close(accepted);
    }
    close(probe);
    return result;
}

static const char *reached_by_name(void) {
    union address address = {0};
    socklen_t size = sizeof address;
    return getsockname(fd, &address.any, &size) == -1 ? outcome(-1) : reach(&address, size);
}

static const char *reached_at(const char *path) {
    union address address = {.path = {.sun_family = AF_UNIX}};
    snprintf(address.path.sun_path, sizeof address.path.sun_path, "%s", path);
    return reach(&address, sizeof address.path);
}

static const char *status_of(const char *path) {
    struct stat found;
    if (stat(path, &found) == -1) return outcome(-1);
    return text("%o %d %d", found.st_mode, (int)found.st_uid, (int)found.st_gid);
}
static const char *file_status(void) { return status_of("socket"); }

static void make_listener(int kind, const char *path) {
    fd = unix_socket(kind, path);
    if (kind != SOCK_DGRAM) must(listen(fd, 3));
}

static void set_abstract(void) { make_listener(SOCK_STREAM, text("@criu-matrix-%d", getpid())); }

OBJECT(unix_listener_abstract) = {
    .name = "unix-listener-abstract",
    .about = "a unix listener keeps its abstract name",
    .set = set_abstract,
    .properties = PROPERTIES({"name", name}, {"listens", listens, .expected = "1"},
                             {"client", reached_by_name, .expected = "reached"}),
};

static void set_autobound(void) {
    fd = must(socket(AF_UNIX, SOCK_DGRAM, 0));
    must(bind(fd, &(struct sockaddr){.sa_family = AF_UNIX}, sizeof(sa_family_t)));
}

OBJECT(unix_autobound) = {
    .name = "unix-autobound",
    .about = "a unix datagram socket keeps the name that the kernel chose for it",
    .set = set_autobound,
    .properties = PROPERTIES({"name", name}, {"type", type, .expected = "2"}, {"client", reached_by_name, .expected = "reached"}),
};

static void set_absolute(void) {
    make_listener(SOCK_STREAM, absolute_path("socket"));
    must(chmod("socket", 0640));
}

OBJECT(unix_listener_absolute) = {
    .name = "unix-listener-absolute",
    .about = "a unix listener keeps its absolute path and the mode of its file",
    .set = set_absolute,
    .properties = PROPERTIES({"name", name}, {"listens", listens, .expected = "1"}, {"file", file_status},
                             {"client", reached_by_name, .expected = "reached"}),
};

static void set_relative(void) { make_listener(SOCK_STREAM, "socket"); }

OBJECT(unix_listener_relative) = {
    .name = "unix-listener-relative",
    .about = "a unix listener keeps its relative path",
    .set = set_relative,
    .properties = PROPERTIES({"name", name, .expected = "socket"}, {"file", file_status},
                             {"client", reached_by_name, .expected = "reached"}),
};

static void set_owned(void) {
    set_relative();
    needs(chown("socket", 1234, 1235));
    must(chmod("socket", 0620));
}

OBJECT(unix_listener_owner) = {
    .name = "unix-listener-owner",
    .about = "the file of a unix listener keeps its owner and its mode",
    .set = set_owned,
    .properties = PROPERTIES({"name", name, .expected = "socket"}, {"file", file_status, .expected = "140620 1234 1235"}),
};

static void set_moved_on(void) {
    set_relative();
    must(mkdir("below", 0700));
    must(chdir("below"));
}
static const char *reached_above(void) { return reached_at("../socket"); }
static const char *folder(void) {
    char path[PATH_MAX];
    return getcwd(path, sizeof path) ? bytes(path, strlen(path)) : outcome(-1);
}

OBJECT(unix_listener_chdir) = {
    .name = "unix-listener-chdir",
    .about = "a unix listener with a relative path is reached at it after its process went to another folder",
    .set = set_moved_on,
    .properties = PROPERTIES({"name", name, .expected = "socket"}, {"folder", folder},
                             {"client", reached_above, .expected = "reached"}),
};

static void set_seqpacket(void) { make_listener(SOCK_SEQPACKET, "socket"); }

OBJECT(unix_listener_seqpacket) = {
    .name = "unix-listener-seqpacket",
    .about = "a unix seqpacket listener keeps its type and its path",
    .set = set_seqpacket,
    .properties = PROPERTIES({"name", name, .expected = "socket"}, {"type", type, .expected = "5"},
                             {"client", reached_by_name, .expected = "reached"}),
};

static void set_connected(void) {
    set_relative();
    client = must(socket(AF_UNIX, SOCK_STREAM, 0));
    connect_unix(client, "socket");
    server = must(accept(fd, NULL, NULL));
}
static const char *through(void) { return client == -1 ? "no socket" : passes(client, server, "through"); }
static const char *backwards(void) { return client == -1 ? "no socket" : passes(server, client, "backwards"); }

OBJECT(unix_established) = {
    .name = "unix-established",
    .about = "a unix connection and its listener keep their names and pass data",
    .set = set_connected,
    .properties = PROPERTIES({"listener's name", name, .expected = "socket"},
                             {"client's name", client_name, .expected = "no name"},
                             {"client's peer", client_peer, .expected = "socket"},
                             {"server's name", server_name, .expected = "socket"},
                             {"to the server", through, .expected = "through"},
                             {"to the client", backwards, .expected = "backwards"}),
};

static void set_unlinked(void) {
    set_connected();
    must(unlink("socket"));
}

OBJECT(unix_listener_unlinked) = {
    .name = "unix-listener-unlinked",
    .about = "a unix listener and its connection stay though its file was removed",
    .set = set_unlinked,
    .properties = PROPERTIES({"name", name, .expected = "socket"}, {"listens", listens, .expected = "1"},
                             {"file", file_status, .expected = "ENOENT", .natural = true},
                             {"data", through, .expected = "through"}),
};

OBJECT(unix_unlinked_names) = {
    .name = "unix-unlinked-names",
    .about = "a unix connection keeps the name of a listener whose file was removed",
    .set = set_unlinked,
    .properties = PROPERTIES({"client's peer", client_peer, .expected = "socket"},
                             {"server's name", server_name, .expected = "socket"}),
};

static int older = -1;
static void set_bound_again(void) {
    set_relative();
    older = fd;
    must(unlink("socket"));
    set_relative();
}
static const char *older_listens(void) { return number_option(older, SOL_SOCKET, SO_ACCEPTCONN); }
static const char *older_name(void) { return local_name(older); }

OBJECT(unix_listener_bound_again) = {
    .name = "unix-listener-bound-again",
    .about = "of two unix listeners with the same path the second one is reached",
    .set = set_bound_again,
    .properties = PROPERTIES({"name", name, .expected = "socket"}, {"older one's name", older_name, .expected = "socket"},
                             {"older one listens", older_listens, .expected = "1"},
                             {"client", reached_by_name, .expected = "reached"}),
};

static void set_renamed(void) {
    set_relative();
    must(rename("socket", "renamed"));
}
static const char *reached_renamed(void) { return reached_at("renamed"); }
static const char *old_file(void) { return status_of("socket"); }

OBJECT(unix_listener_renamed) = {
    .name = "unix-listener-renamed",
    .about = "a unix listener whose file was renamed is reached at the new path",
    .set = set_renamed,
    .properties = PROPERTIES({"name", name, .expected = "socket"}, {"client", reached_renamed, .expected = "reached"},
                             {"old path", old_file, .expected = "ENOENT", .natural = true}),
};

static void set_absolute_renamed(void) {
    set_absolute();
    must(rename("socket", "renamed"));
}

OBJECT(unix_listener_absolute_renamed) = {
    .name = "unix-listener-absolute-renamed",
    .about = "a unix listener with an absolute path whose file was renamed is reached at the new path",
    .set = set_absolute_renamed,
    .properties = PROPERTIES({"name", name}, {"client", reached_renamed, .expected = "reached"},
                             {"old path", old_file, .expected = "ENOENT", .natural = true}),
};

static void set_folder_renamed(void) {
    must(mkdir("folder", 0700));
    make_listener(SOCK_STREAM, "folder/socket");
    must(rename("folder", "renamed"));
}
static const char *reached_in_renamed(void) { return reached_at("renamed/socket"); }
static const char *old_folder(void) { return status_of("folder"); }

OBJECT(unix_listener_folder_renamed) = {
    .name = "unix-listener-folder-renamed",
    .about = "a unix listener whose folder was renamed is reached at the new path",
    .set = set_folder_renamed,
    .properties = PROPERTIES({"name", name, .expected = "folder/socket"}, {"client", reached_in_renamed, .expected = "reached"},
                             {"old path", old_folder, .expected = "ENOENT", .natural = true}),
};

static void set_not_accepted(void) {
    set_relative();
    client = must(socket(AF_UNIX, SOCK_STREAM, 0));
    connect_unix(client, "socket");
}
static void set_data_not_accepted(void) {
    set_not_accepted();
    write_all(client, "early", 5);
}
static const char *events(void) {
    struct pollfd asked = {fd, POLLIN, 0};
    return fd == -1 ? "no socket" : poll(&asked, 1, 0) == -1 ? outcome(-1) : text("%x", (unsigned)asked.revents);
}
static const char *accepted(void) {
    if (fd == -1 || !await(fd, POLLIN, 1)) return "nothing";
    server = accept(fd, NULL, NULL);
    return server == -1 ? outcome(-1) : through();
}
static const char *accepted_data(void) {
    if (fd == -1 || !await(fd, POLLIN, 1)) return "nothing";
    server = accept(fd, NULL, NULL);
    return server == -1 ? outcome(-1) : take(server, 0);
}

OBJECT(unix_not_accepted) = {
    .name = "unix-not-accepted",
    .about = "a unix connection that is not accepted yet stays in the queue of its listener",
    .set = set_not_accepted,
    .properties = PROPERTIES({"listener's events", events, .expected = "1"}, {"client's peer", client_peer, .expected = "socket"},
                             {"accepted", accepted, .expected = "through", .once = true}),
};

OBJECT(unix_not_accepted_data) = {
    .name = "unix-not-accepted-data",
    .about = "a unix connection that is not accepted yet stays in the queue of its listener with its data",
    .set = set_data_not_accepted,
    .properties = PROPERTIES({"listener's events", events, .expected = "1"}, {"client's peer", client_peer, .expected = "socket"},
                             {"accepted", accepted_data, .expected = "early", .once = true}),
};

/* How many connections fit into the queue before one would have to wait. */
static const char *room(void) {
    int probes[16], made = 0;
    if (fd == -1) return "no socket";
    for (; made < 16; made++) {
        probes[made] = must(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0));
        union address address = {.path = {AF_UNIX, "socket"}};
        if (connect(probes[made], &address.any, sizeof address.path) == -1) break;
    }
    for (int i = 0; i <= made && i < 16; i++) close(probes[i]);
    return text("%d", made);
}

OBJECT(unix_listener_backlog) = {
    .name = "unix-listener-backlog",
    .about = "a unix listener keeps the length of its queue",
    .set = set_relative,
    .properties = PROPERTIES({"listens", listens, .expected = "1"},
                             {"connections that fit", room, .expected = "4", .once = true}),
};

static void set_datagram_unlinked(void) {
    make_listener(SOCK_DGRAM, "socket");
    client = must(socket(AF_UNIX, SOCK_DGRAM, 0));
    connect_unix(client, "socket");
    must(send(client, "queued", 6, 0));
    must(unlink("socket"));
}
static const char *datagram(void) { return take(fd, 0); }
static const char *next_datagram(void) { return client == -1 ? "no socket" : passes(client, fd, "next"); }

OBJECT(unix_datagram_unlinked) = {
    .name = "unix-datagram-unlinked",
    .about = "the client of a unix datagram socket whose file was removed stays connected to it",
    .set = set_datagram_unlinked,
    .properties = PROPERTIES({"name", name, .expected = "socket"}, {"client's peer", client_peer, .expected = "socket"},
                             {"queued", datagram, .expected = "queued", .once = true},
                             {"next", next_datagram, .expected = "next", .once = true}),
};

static void set_unbound(void) {
    fd = must(socket(AF_UNIX, SOCK_STREAM, 0));
    client = must(socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0));
}
static const char *peer(void) { return peer_name(fd); }
static const char *flags(void) { return outcome(fcntl(client, F_GETFL)); }

OBJECT(unix_unbound) = {
    .name = "unix-unbound",
    .about = "unix sockets that were never used stay so",
    .set = set_unbound,
    .properties = PROPERTIES({"name", name, .expected = "no name"}, {"peer", peer, .expected = "ENOTCONN"},
                             {"type", type, .expected = "1"}, {"listens", listens, .expected = "0"},
                             {"datagram socket's name", client_name, .expected = "no name"}, {"its flags", flags}),
};

/* Another server takes the path while the first one is not there, and runs on. */
static void serve(int at) {
    outsider_is_ready();
    alarm(20);
    wait_for_the_end();
    close(at);
}
static void take_path(void) {
    must(unlink("socket"));
    set_relative();
    start_outsider(serve, fd);
}
static const char *reached_by_path(void) { return reached_at("socket"); }

OBJECT(unix_listener_path_taken) = {
    .name = "unix-listener-path-taken",
    .about = "a unix listener is reached at its path though another server has bound it meanwhile",
    .set = set_relative,
    .meanwhile = take_path,
    .settle = end_outsider,
    .properties = PROPERTIES({"name", name, .expected = "socket"}, {"listens", listens, .expected = "1"},
                             {"client", reached_by_path, .expected = "reached"}),
};

/* Two clients with names wait; accept returns them in the order in which they came. */
static void set_two_waiting(void) {
    set_relative();
    client = unix_socket(SOCK_STREAM, "first-client");
    connect_unix(client, "socket");
    connect_unix(unix_socket(SOCK_STREAM, "second-client"), "socket");
}
static const char *next_client(void) {
    if (fd == -1 || !await(fd, POLLIN, 1)) return "nothing";
    int accepted = accept(fd, NULL, NULL);
    return accepted == -1 ? outcome(-1) : peer_name(accepted);
}

OBJECT(unix_not_accepted_order) = {
    .name = "unix-not-accepted-order",
    .about = "unix connections that are not accepted yet keep their order and the names of their clients",
    .set = set_two_waiting,
    .properties = PROPERTIES({"client's name", client_name, .expected = "first-client"},
                             {"first", next_client, .expected = "first-client", .once = true},
                             {"second", next_client, .expected = "second-client", .once = true}),
};

/* An abstract name may hold any byte and fill the whole address. */
static void set_longest(void) {
    union address address = {.path = {.sun_family = AF_UNIX}};
    int length = snprintf(address.path.sun_path + 1, 40, "criu-matrix-%d", getpid());
    for (size_t i = 1 + (size_t)length; i < sizeof address.path.sun_path; i++) address.path.sun_path[i] = (char)(i % 5);
    fd = must(socket(AF_UNIX, SOCK_STREAM, 0));
    must(bind(fd, &address.any, sizeof address.path));
    must(listen(fd, 3));
}

OBJECT(unix_name_longest) = {
    .name = "unix-name-longest",
    .about = "a unix listener keeps an abstract name that fills the address and contains zeros",
    .set = set_longest,
    .properties = PROPERTIES({"name", name}, {"listens", listens, .expected = "1"},
                             {"client", reached_by_name, .expected = "reached"}),
};
