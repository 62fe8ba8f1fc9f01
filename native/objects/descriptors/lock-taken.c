/* A lock that another process takes while its holder is an image. */
#include "../object.h"
#include <sys/inotify.h>

static const char *const path = "taken";
static int fd = -1;

static struct flock whole(void) { return (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET}; }

static void set(void) {
    struct flock wanted = whole();
    fd = must(open(path, O_RDWR | O_CREAT, 0600));
    must(fcntl(fd, F_OFD_SETLK, &wanted));
}

static const char *held(void) { return line_of(text("/proc/self/fdinfo/%d", fd), "lock:"); }

static const char *free_for_others(void) {
    struct flock wanted = whole();
    int other = open(path, O_RDWR | O_CLOEXEC);
    if (other == -1) return outcome(-1);
    const char *found = outcome(fcntl(other, F_OFD_SETLK, &wanted));
    must(close(other));
    return found;
}

/*
 * Holds the lock until the restored process has opened the file and closed it again, because that is how a failed restore shows
 * itself to others. It ends after a minute at the latest, and keeps none of the caller's descriptors: the caller need not wait.
 */
static void hold(void) {
    char event[4096];
    struct flock wanted = whole();
    int other = must(open(path, O_RDWR)), watch = must(inotify_init1(0));
    must(fcntl(other, F_OFD_SETLK, &wanted));
    must(inotify_add_watch(watch, path, IN_OPEN | IN_CLOSE_WRITE));
    if (must(fork()) > 0) return;
    for (int i = 0; i < 3; i++) close(i);
    must(setsid());
    for (bool opened = false; await(watch, POLLIN, 60);) {
        const struct inotify_event *seen = (const void *)event;
        if (read(watch, event, sizeof event) == -1) break;
        if (opened && seen->mask & IN_CLOSE_WRITE) break;
        opened = opened || seen->mask & IN_OPEN;
    }
    _exit(0);
}

OBJECT(lock_ofd_taken) = {
    .name = "lock-ofd-taken",
    .about = "an open file gets its lock back though another process has taken it meanwhile",
    .set = set,
    .meanwhile = hold,
    .properties = PROPERTIES({"lock", held}, {"another lock", free_for_others, .expected = "EAGAIN"}),
};
