/* What another job has taken when the process is restored: locks, the PID, the path of a socket. */
#include "outsider.h"
#include <linux/sched.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>

static int fd = -1;
static struct helper other;

static void create(void) { other = start_helper(NULL); }

static const struct flock range = {.l_type = F_WRLCK, .l_start = 10, .l_len = 20};

static int open_shared(void) { return must(open("shared", O_RDWR | O_CREAT | O_CLOEXEC, 0600)); }
static int lock_posix(int at) { return fcntl(at, F_SETLK, &range); }
static int lock_flock(int at) { return flock(at, LOCK_EX | LOCK_NB); }

/* In another process, because a process never conflicts with its own POSIX lock. Closing the file frees what was locked. */
static const char *try(int (*lock)(int at)) {
    int at = open_shared();
    const char *result = outcome(lock(at));
    must(close(at));
    return result;
}

static const char *try_posix(void) { return try(lock_posix); }
static const char *try_flock(void) { return try(lock_flock); }
static const char *others_posix(void) { return ask_helper(&other, try_posix); }
static const char *others_flock(void) { return ask_helper(&other, try_flock); }
static const char *held(void) { return line_of(text("/proc/self/fdinfo/%d", fd), "lock:"); }
static const char *offset(void) { return outcome(lseek(fd, 0, SEEK_CUR)); }

static const char *unlock_posix(void) {
    release();
    end_helper(&other);
    return outcome(fcntl(fd, F_SETLK, &(struct flock){.l_type = F_UNLCK}));
}

static const char *unlock_flock(void) {
    release();
    end_helper(&other);
    return outcome(flock(fd, LOCK_UN));
}

static void hold_posix(void) {
    fd = open_shared();
    must(lseek(fd, 3, SEEK_SET));
    must(lock_posix(fd));
}

static void hold_flock(void) {
    fd = open_shared();
    must(lseek(fd, 3, SEEK_SET));
    must(lock_flock(fd));
}

static bool take_posix(void) { return lock_posix(open_shared()) == 0; }
static bool take_flock(void) { return lock_flock(open_shared()) == 0; }
static void others_take_posix(void) { take_and_linger(take_posix); }
static void others_take_flock(void) { take_and_linger(take_flock); }

OBJECT(posix_lock_taken) = {
    .name = "posix-lock-of-another-job",
    .about = "a POSIX lock that another job takes after the dump is not held twice",
    .create = create,
    .set = hold_posix,
    .meanwhile = others_take_posix,
    .properties = PROPERTIES({"lock", held}, {"offset", offset, .expected = "3"},
                             {"what another process gets", others_posix, .expected = "EAGAIN"},
                             {"unlocking it", unlock_posix, .expected = "0", .once = true}),
};

OBJECT(flock_taken) = {
    .name = "flock-of-another-job",
    .about = "a lock by flock that another job takes after the dump is not held twice",
    .create = create,
    .set = hold_flock,
    .meanwhile = others_take_flock,
    .properties = PROPERTIES({"lock", held}, {"offset", offset, .expected = "3"},
                             {"what another process gets", others_flock, .expected = "EAGAIN"},
                             {"unlocking it", unlock_flock, .expected = "0", .once = true}),
};

static void note_pid(void) {
    FILE *file = fopen("pid", "we");
    if (!file) broken("pid");
    fprintf(file, "%d", getpid());
    must(fclose(file));
}

static pid_t noted_pid(void) {
    int pid = 0;
    FILE *file = fopen("pid", "re");
    if (!file) return 0;
    if (fscanf(file, "%d", &pid) != 1) pid = 0;
    must(fclose(file));
    return pid;
}

static bool own_pid(void) {
    pid_t wanted = noted_pid();
    struct clone_args arguments = {
        .exit_signal = SIGCHLD, .set_tid = (uint64_t)(uintptr_t)&wanted, .set_tid_size = 1};
    pid_t pid = (pid_t)syscall(SYS_clone3, &arguments, sizeof arguments);
    if (pid == -1 && errno != EEXIST) _exit(3);
    if (pid == 0) {
        linger();
        _exit(0);
    }
    return pid > 0;
}

static void others_take_pid(void) { take_and_linger(own_pid); }

static const char *noted(void) { return text("%d", noted_pid()); }
static const char *process_file(void) { return noted_pid() == 0 ? "none" : line_of(text("/proc/%d/status", noted_pid()), "Pid:"); }

static const char *signal_to_itself(void) {
    release();
    return noted_pid() == 0 ? "none" : outcome(kill(noted_pid(), 0));
}

OBJECT(pid_taken) = {
    .name = "pid-of-another-job",
    .about = "a process whose PID another job got after the dump has its PID again",
    .set = note_pid,
    .meanwhile = others_take_pid,
    .properties = PROPERTIES({"PID", noted}, {"PID in /proc", process_file},
                             {"signal to the PID", signal_to_itself, .expected = "0", .once = true}),
};

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
