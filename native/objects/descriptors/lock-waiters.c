/* System calls that wait for a file lock: they must still wait after the restore, and get the lock when it is free. */
#include "../object.h"
#include <stdatomic.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/syscall.h>

enum { WAITING = -1000 };

static const char *const path = "waited-for";
static int fd = -1;
static pid_t child;
static struct shared {
    _Atomic long result; /* of the child's call */
    _Atomic int stop;
} *shared;
static int command; /* of fcntl, or 0 for flock */

static struct flock range(short type) { return (struct flock){.l_type = type, .l_whence = SEEK_SET, .l_start = 5, .l_len = 7}; }

static long take(int file, bool wait) {
    struct flock wanted = range(F_WRLCK);
    if (command == 0) return flock(file, LOCK_EX | (wait ? 0 : LOCK_NB));
    return fcntl(file, wait ? command : command - 1, &wanted); /* F_SETLK and F_OFD_SETLK are one less than those that wait */
}

static int wait_for_lock(int index) {
    (void)index;
    pid_t parent = getppid();
    int own = must(open(path, O_RDWR));
    long result = take(own, true);
    shared->result = result == -1 ? -errno : result;
    while (!shared->stop && getppid() == parent) usleep(1000);
    return 0;
}

/* Whether the child is in the system call; waits for it, because a busy machine may not have run the child yet. */
static const char *call(void) {
    if (!child) return "no child";
    long expected = command ? SYS_fcntl : SYS_flock, number = -1;
    for (int i = 0; i < 3000; i++) {
        FILE *file = fopen(text("/proc/%d/syscall", child), "re");
        if (!file) return outcome(-1);
        if (fscanf(file, "%ld", &number) != 1) number = -1;
        fclose(file);
        if (number == expected) return "waits";
        usleep(1000);
    }
    return text("in system call %ld", number);
}

static const char *result(void) {
    if (!shared) return "no child";
    return shared->result == WAITING ? "waits" : text("%ld", shared->result);
}

static const char *holder(void) { return line_of(text("/proc/self/fdinfo/%d", fd), "lock:"); }

/* The parent unlocks; the child then has the lock, and the parent does not get it back. */
static const char *handed_over(void) {
    if (!shared) return "no child";
    struct flock freed = range(F_UNLCK);
    must(command ? fcntl(fd, command - 1, &freed) : flock(fd, LOCK_UN));
    for (int i = 0; i < 3000 && shared->result == WAITING; i++) usleep(1000);
    const char *own = outcome(take(fd, false)), *got = result();
    shared->stop = 1;
    return text("%s, %s, %d", got, own, finish_child(child));
}

static void set(int chosen) {
    command = chosen;
    shared = shared_memory(sizeof *shared);
    shared->result = WAITING;
    fd = must(open(path, O_RDWR | O_CREAT, 0600));
    must(take(fd, false));
    child = start_child(wait_for_lock, 0);
}

static void set_flock(void) { set(0); }
static void set_ofd(void) { set(F_OFD_SETLKW); }
static void set_posix(void) { set(F_SETLKW); }

static const struct property properties[] = {
    {"lock of the parent", holder},
    {"system call of the child", call, .expected = "waits"},
    {"result in the child", result, .expected = "waits"},
    {"the child gets the lock", handed_over, .expected = "0, EAGAIN, 0", .once = true},
    {0},
};

OBJECT(lock_flock_waiter) = {
    .name = "lock-flock-waiter",
    .about = "a child that waits in flock still waits, and gets the lock when it is free",
    .set = set_flock,
    .properties = properties,
};

OBJECT(lock_ofd_waiter) = {
    .name = "lock-ofd-waiter",
    .about = "a child that waits in F_OFD_SETLKW still waits, and gets the lock when it is free",
    .set = set_ofd,
    .properties = properties,
};

OBJECT(lock_posix_waiter) = {
    .name = "lock-posix-waiter",
    .about = "a child that waits in F_SETLKW still waits, and gets the lock when it is free",
    .set = set_posix,
    .properties = properties,
};
