/* File locks: flock on one file, a POSIX record lock on another, and optionally an open-file-description lock on a third. */
#include "workload.h"
#include <sys/file.h>

enum { FLOCK, POSIX, OFD, KINDS };
enum { START = 100, LENGTH = 50 };
static const char *const names[KINDS] = {"flock.lock", "posix.lock", "ofd.lock"};
static bool ofd;
static int files[KINDS];

static struct flock range(short type) {
    return (struct flock){.l_type = type, .l_whence = SEEK_SET, .l_start = START, .l_len = LENGTH};
}

static void lock(int kind) {
    struct flock wanted = range(F_WRLCK);
    if (kind == FLOCK) must(flock(files[kind], LOCK_EX | LOCK_NB));
    else must(fcntl(files[kind], kind == OFD ? F_OFD_SETLK : F_SETLK, &wanted));
}

static void unlock(int kind) {
    struct flock wanted = range(F_UNLCK);
    if (kind == FLOCK) must(flock(files[kind], LOCK_UN));
    else must(fcntl(files[kind], kind == OFD ? F_OFD_SETLK : F_SETLK, &wanted));
}

/* Another process, with descriptors of its own, asks whether the file is locked. */
static int probe(int kind) {
    int file = must(open(names[kind], O_RDWR));
    if (kind == FLOCK) {
        bool free = flock(file, LOCK_EX | LOCK_NB) == 0;
        if (!free && errno != EWOULDBLOCK) broken("flock");
        return !free;
    }
    struct flock seen = range(F_WRLCK), outside = range(F_WRLCK);
    must(fcntl(file, F_GETLK, &seen));
    outside.l_start = START + LENGTH;
    must(fcntl(file, F_GETLK, &outside));
    check(outside.l_type == F_UNLCK, "%s: locked behind the range", names[kind]);
    if (seen.l_type == F_UNLCK) return 0;
    check(seen.l_type == F_WRLCK && seen.l_start == START && seen.l_len == LENGTH, "%s: another lock", names[kind]);
    pid_t owner = kind == OFD ? -1 : getppid();
    check(seen.l_pid == owner, "%s: owner: expected %d, was %d", names[kind], owner, seen.l_pid);
    return 1;
}

static void expect(int kind, bool locked) {
    bool seen = finish_child(start_child(probe, kind));
    check(seen == locked, "%s: expected %s", names[kind], locked ? "locked, was free" : "free, was locked");
    fold((uint64_t)kind * 2 + seen);
}

static void setup(void) {
    for (int kind = 0; kind < (ofd ? KINDS : OFD); kind++) {
        files[kind] = must(open(names[kind], O_RDWR | O_CREAT, 0644));
        lock(kind);
    }
}

static void verify(void) {
    for (int kind = 0; kind < (ofd ? KINDS : OFD); kind++) {
        expect(kind, true);
        unlock(kind);
        expect(kind, false);
    }
}

static const struct setting settings[] = {{"ofd", "an open-file-description lock too", .flag = &ofd}, {0}};

const struct workload workload = {.about = "holds file locks", .settings = settings, .setup = setup, .verify = verify};
