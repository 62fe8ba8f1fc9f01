/* File locks: a process (POSIX), an open file (OFD) or a file (flock) holds them. CRIU dumps them with --file-locks. */
#include "../object.h"
#include <sys/file.h>

static int fd = -1, second = -1;
static struct helper helper;
static const char *path = "locked";

/* The kernel's own line about the first lock of a descriptor. */
static const char *held_at(long number) {
    return line_of(text("/proc/self/fdinfo/%d", number == 0 ? fd : second), "lock:");
}

static struct flock range(short type, off_t start, off_t length) {
    return (struct flock){.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
}

/* The lock that keeps another description from writing this byte. */
static const char *conflict_at(long at) {
    int other = open(path, O_RDWR | O_CLOEXEC);
    if (other == -1) return outcome(-1);
    struct flock wanted = range(F_WRLCK, at, 1);
    const char *found = outcome(fcntl(other, F_OFD_GETLK, &wanted));
    if (strcmp(found, "0") == 0)
        found = wanted.l_type == F_UNLCK ? "free"
                                         : text("%s %ld+%ld of %d", wanted.l_type == F_WRLCK ? "write" : "read", (long)wanted.l_start,
                                                (long)wanted.l_len, wanted.l_pid);
    must(close(other));
    return found;
}

/* In a child, because a process loses its POSIX locks when it closes any descriptor of the file. */
static long asked_for;
static const char *conflict_asked_for(void) { return conflict_at(asked_for); }
static const char *conflict_of_child_at(long at) {
    asked_for = at;
    struct helper child = start_helper(NULL);
    const char *found = ask_helper(&child, conflict_asked_for);
    end_helper(&child);
    return found;
}

static const char *other_flock_at(long operation) {
    int other = open(path, O_RDWR | O_CLOEXEC);
    if (other == -1) return outcome(-1);
    const char *found = outcome(flock(other, (int)operation | LOCK_NB));
    must(close(other));
    return found;
}

static int open_file(int flags, int number) {
    int made = must(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    must(ftruncate(made, 4096));
    must(close(made));
    made = must(open(path, flags | O_CLOEXEC));
    must(dup3(made, number, O_CLOEXEC));
    must(close(made));
    return number;
}

static void lock(int command, short type, off_t start, off_t length) {
    struct flock wanted = range(type, start, length);
    must(fcntl(fd, command, &wanted));
}

static void set_posix(void) {
    fd = open_file(O_RDWR, 20);
    lock(F_SETLK, F_WRLCK, 10, 20);
    lock(F_SETLK, F_RDLCK, 100, 0);
}

static const char *freed_by_close(void) {
    if (fd == -1) return "EBADF";
    bool held = strcmp(held_at(0), "none") != 0;
    must(close(must(open(path, O_RDONLY | O_CLOEXEC))));
    return text("%s, then %s", held ? "a lock" : "none", held_at(0));
}

OBJECT(lock_posix) = {
    .name = "lock-posix",
    .about = "a process keeps its POSIX locks of two ranges of a file",
    .set = set_posix,
    .properties = PROPERTIES({"first lock", .read_at = held_at},
                             {"at 9", .read_at = conflict_of_child_at, .number = 9, .expected = "free"},
                             {"at 10", .read_at = conflict_of_child_at, .number = 10},
                             {"at 29", .read_at = conflict_of_child_at, .number = 29},
                             {"at 30", .read_at = conflict_of_child_at, .number = 30, .expected = "free"},
                             {"at 4000", .read_at = conflict_of_child_at, .number = 4000},
                             {"lock after another close", freed_by_close, .expected = "a lock, then none", .once = true}),
};

static void set_ofd_write(void) {
    fd = open_file(O_RDWR, 20);
    lock(F_OFD_SETLK, F_WRLCK, 10, 20);
}

static const char *after_first_close(void) {
    if (second == -1) return "none";
    must(close(second));
    return conflict_at(35);
}

static void lock_for_reading(int number, off_t start) {
    struct flock wanted = range(F_RDLCK, start, 20);
    must(fcntl(open_file(O_RDONLY, number), F_OFD_SETLK, &wanted));
}

/* Two of the locks overlap, on descriptions that are open for reading only. */
static void set_ofd(void) {
    set_ofd_write();
    second = 21;
    lock_for_reading(21, 30);
    lock_for_reading(22, 35);
}

OBJECT(lock_ofd) = {
    .name = "lock-ofd",
    .about = "open files keep their locks for reading and for writing of ranges of a file (F_OFD_SETLK)",
    .set = set_ofd,
    .properties = PROPERTIES({"lock for writing", .read_at = held_at}, {"lock for reading", .read_at = held_at, .number = 1},
                             {"at 9", .read_at = conflict_at, .number = 9, .expected = "free"},
                             {"at 10", .read_at = conflict_at, .number = 10, .expected = "write 10+20 of -1"},
                             {"at 29", .read_at = conflict_at, .number = 29, .expected = "write 10+20 of -1"},
                             {"at 30", .read_at = conflict_at, .number = 30, .expected = "read 30+20 of -1"},
                             {"at 54", .read_at = conflict_at, .number = 54, .expected = "read 35+20 of -1"},
                             {"at 55", .read_at = conflict_at, .number = 55, .expected = "free"},
                             {"at 35 after one is closed", after_first_close, .expected = "read 35+20 of -1", .once = true}),
};

static const char *held_by_child(void) { return held_at(0); }
static const char *child_lock(void) { return helper.pid ? ask_helper(&helper, held_by_child) : "no child"; }

static const char *after_child_close(void) {
    if (!helper.pid) return "no child";
    end_helper(&helper);
    return conflict_at(10);
}

static void set_child_only(void) {
    set_ofd_write();
    helper = start_helper(NULL);
    must(close(fd));
}

OBJECT(lock_ofd_child) = {
    .name = "lock-ofd-child",
    .about = "a child keeps the lock of an open file that its parent locked and closed",
    .set = set_child_only,
    .properties = PROPERTIES({"lock in the child", child_lock}, {"at 9", .read_at = conflict_at, .number = 9, .expected = "free"},
                             {"at 10", .read_at = conflict_at, .number = 10, .expected = "write 10+20 of -1"},
                             {"at 10 after the child's end", after_child_close, .expected = "free", .once = true}),
};

static void set_flock(void) {
    fd = open_file(O_RDWR, 20);
    must(flock(fd, LOCK_EX));
}

/* Two descriptions share the lock of another file. */
static void set_flocks(void) {
    path = "shared";
    must(flock(open_file(O_RDONLY, 22), LOCK_SH));
    second = open_file(O_RDWR, 21);
    must(flock(second, LOCK_SH));
    path = "locked";
    set_flock();
}
static const char *flock_of_shared_at(long operation) {
    path = "shared";
    const char *found = other_flock_at(operation);
    path = "locked";
    return found;
}

OBJECT(lock_flock) = {
    .name = "lock-flock",
    .about = "open files keep their exclusive and shared locks (flock)",
    .set = set_flocks,
    .properties = PROPERTIES({"exclusive lock", .read_at = held_at}, {"shared lock", .read_at = held_at, .number = 1},
                             {"exclusive next to exclusive", .read_at = other_flock_at, .number = LOCK_EX, .expected = "EAGAIN"},
                             {"shared next to exclusive", .read_at = other_flock_at, .number = LOCK_SH, .expected = "EAGAIN"},
                             {"exclusive next to shared", .read_at = flock_of_shared_at, .number = LOCK_EX, .expected = "EAGAIN"},
                             {"shared next to shared", .read_at = flock_of_shared_at, .number = LOCK_SH, .expected = "0"}),
};

static const char *unlocked(void) { return outcome(flock(fd, LOCK_UN)); }
static const char *child_unlocks(void) {
    if (!helper.pid) return "no child";
    const char *first = ask_helper(&helper, unlocked);
    return text("%s, %s", first, other_flock_at(LOCK_EX));
}

static void set_inherited(void) {
    set_flock();
    helper = start_helper(NULL);
}

OBJECT(lock_flock_inherited) = {
    .name = "lock-flock-inherited",
    .about = "a child that inherited a locked file can unlock it for its parent (flock)",
    .set = set_inherited,
    .properties = PROPERTIES({"lock", .read_at = held_at}, {"lock in the child", child_lock},
                             {"another exclusive lock", .read_at = other_flock_at, .number = LOCK_EX, .expected = "EAGAIN"},
                             {"the child unlocks", child_unlocks, .expected = "0, 0", .once = true}),
};

/* The file has no name left, so another description comes from the link in /proc. */
static void set_unlinked(void) {
    set_flock();
    must(unlink(path));
    path = "/proc/self/fd/20";
}

static const char *links(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : text("%lu", (unsigned long)status.st_nlink);
}

OBJECT(lock_flock_unlinked) = {
    .name = "lock-flock-unlinked",
    .about = "an open file without a name keeps its lock (flock)",
    .set = set_unlinked,
    .properties = PROPERTIES({"type of the lock", .read_at = other_flock_at, .number = LOCK_SH, .expected = "EAGAIN"},
                             {"another exclusive lock", .read_at = other_flock_at, .number = LOCK_EX, .expected = "EAGAIN"},
                             {"names", links, .expected = "0"}),
};
