/* Locks that another job has taken when the process is restored. */
#include "outsider.h"
#include <sys/file.h>

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
