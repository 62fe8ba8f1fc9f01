/* Leases on files, also one that is being broken. CRIU dumps them with --file-locks. */
#include "../object.h"
#include <time.h>

static int fd = -1, chosen;
static const char *const path = "leased";

static const char *lease(void) { return outcome(fcntl(fd, F_GETLEASE)); }
static const char *line(void) { return line_of(text("/proc/self/fdinfo/%d", fd), "lock:"); }
static const char *chosen_signal(void) { return fd == -1 ? "EBADF" : text("SIGRTMIN%+d", fcntl(fd, F_GETSIG) - SIGRTMIN); }

static const char *owner(void) {
    struct f_owner_ex owner;
    if (fcntl(fd, F_GETOWN_EX, &owner) == -1) return outcome(-1);
    return text("type %d, %d", owner.type, owner.pid);
}

/* Waits at most 30 ms for the signal, and keeps it. */
static siginfo_t got;
static const char *signal_of_break(void) {
    sigset_t set;
    if (fd == -1) return "no lease";
    sigemptyset(&set);
    sigaddset(&set, chosen);
    if (sigtimedwait(&set, &got, &(struct timespec){.tv_nsec = 30000000}) == -1) return outcome(-1);
    return text("SIGRTMIN%+d", got.si_signo - SIGRTMIN);
}
static const char *descriptor_in_signal(void) { return text("%d", got.si_fd); }

static const char *open_at(long flags) {
    int other = open(path, (int)flags | O_NONBLOCK | O_CLOEXEC);
    if (other == -1) return outcome(-1);
    must(close(other));
    return "opened";
}

/* Changes the lease, then opens the file. */
static const char *then_open(int type, int flags) {
    const char *first = outcome(fcntl(fd, F_SETLEASE, type));
    return text("%s, %s", first, open_at(flags));
}
static const char *removed(void) { return then_open(F_UNLCK, O_RDWR); }
static const char *downgraded(void) { return then_open(F_RDLCK, O_RDONLY); }

static void take(int flags, int type, int number) {
    sigset_t set;
    chosen = SIGRTMIN + number;
    sigemptyset(&set);
    sigaddset(&set, chosen);
    must(sigprocmask(SIG_BLOCK, &set, NULL));
    must(close(must(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600))));
    int made = must(open(path, flags | O_CLOEXEC));
    fd = must(dup2(made, 20));
    must(close(made));
    must(fcntl(fd, F_SETSIG, chosen));
    needs(fcntl(fd, F_SETLEASE, type));
}

static void set_read(void) { take(O_RDONLY, F_RDLCK, 2); }

OBJECT(lease_read) = {
    .name = "lease-read",
    .about = "a read lease is still there, and its break sends the chosen signal",
    .set = set_read,
    .properties = PROPERTIES({"lease", lease, .expected = "0"}, {"lock", line}, {"signal", chosen_signal, .expected = "SIGRTMIN+2"},
                             {"owner", owner}, {"another reader", .read_at = open_at, .number = O_RDONLY, .expected = "opened"},
                             {"a writer", .read_at = open_at, .number = O_WRONLY, .expected = "EAGAIN", .once = true},
                             {"signal of the break", signal_of_break, .expected = "SIGRTMIN+2", .once = true},
                             {"descriptor in the signal", descriptor_in_signal, .expected = "20", .once = true},
                             {"a writer after its removal", removed, .expected = "0, opened", .once = true}),
};

static void set_write(void) { take(O_RDONLY, F_WRLCK, 3); }

OBJECT(lease_write) = {
    .name = "lease-write",
    .about = "a write lease is still there, and its break sends the chosen signal",
    .set = set_write,
    .properties = PROPERTIES({"lease", lease, .expected = "1"}, {"lock", line}, {"signal", chosen_signal, .expected = "SIGRTMIN+3"},
                             {"owner", owner},
                             {"a reader", .read_at = open_at, .number = O_RDONLY, .expected = "EAGAIN", .once = true},
                             {"signal of the break", signal_of_break, .expected = "SIGRTMIN+3", .once = true},
                             {"descriptor in the signal", descriptor_in_signal, .expected = "20", .once = true},
                             {"a reader after the downgrade", downgraded, .expected = "0, opened", .once = true}),
};

static void set_read_breaking(void) {
    take(O_RDONLY, F_RDLCK, 5);
    if (strcmp(open_at(O_WRONLY), "EAGAIN") != 0) broken("the lease does not refuse a writer");
    if (strcmp(signal_of_break(), "SIGRTMIN+5") != 0) broken("no signal of the break");
}

OBJECT(lease_read_breaking) = {
    .name = "lease-read-breaking",
    .about = "a read lease that a writer is breaking still waits for its holder",
    .set = set_read_breaking,
    .properties = PROPERTIES({"lease", lease, .expected = "2"}, {"lock", line}, {"signal", chosen_signal, .expected = "SIGRTMIN+5"},
                             {"a writer", .read_at = open_at, .number = O_WRONLY, .expected = "EAGAIN"},
                             {"another signal", signal_of_break, .expected = "EAGAIN"},
                             {"a writer after its removal", removed, .expected = "0, opened", .once = true}),
};

static void set_breaking(void) {
    take(O_RDONLY, F_WRLCK, 4);
    if (strcmp(open_at(O_RDONLY), "EAGAIN") != 0) broken("the lease does not refuse a reader");
    if (strcmp(signal_of_break(), "SIGRTMIN+4") != 0) broken("no signal of the break");
}

OBJECT(lease_breaking) = {
    .name = "lease-breaking",
    .about = "a write lease that a reader is breaking still waits for its holder",
    .set = set_breaking,
    .properties = PROPERTIES({"lease", lease, .expected = "0"}, {"lock", line}, {"signal", chosen_signal, .expected = "SIGRTMIN+4"},
                             {"a reader", .read_at = open_at, .number = O_RDONLY, .expected = "EAGAIN"},
                             {"another signal", signal_of_break, .expected = "EAGAIN"},
                             {"a reader after the downgrade", downgraded, .expected = "0, opened", .once = true}),
};
