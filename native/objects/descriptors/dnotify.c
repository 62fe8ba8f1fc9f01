/* The older way to watch a folder: its descriptor sends a signal (F_NOTIFY). */
#include "../object.h"
#include <time.h>

static int fd = -1;

static const char *chosen_signal(void) { return fd == -1 ? "EBADF" : text("SIGRTMIN%+d", fcntl(fd, F_GETSIG) - SIGRTMIN); }
static const char *owner(void) { return outcome(fcntl(fd, F_GETOWN)); }

static const char *signal_of_change(void) {
    sigset_t set;
    siginfo_t got;
    if (fd == -1) return "no folder";
    must(close(must(open("watched/new", O_WRONLY | O_CREAT | O_CLOEXEC, 0600))));
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN + 6);
    if (sigtimedwait(&set, &got, &(struct timespec){.tv_nsec = 30000000}) == -1) return outcome(-1);
    return text("SIGRTMIN%+d of %d", got.si_signo - SIGRTMIN, got.si_fd);
}

static void set(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN + 6);
    must(sigprocmask(SIG_BLOCK, &set, NULL));
    must(mkdir("watched", 0700));
    int made = must(open("watched", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    fd = must(dup2(made, 20));
    must(close(made));
    must(fcntl(fd, F_SETSIG, SIGRTMIN + 6));
    needs(fcntl(fd, F_NOTIFY, DN_CREATE | DN_MULTISHOT));
}

OBJECT(dnotify) = {
    .name = "dnotify-folder",
    .about = "a watched folder sends its signal when a file is made in it (F_NOTIFY)",
    .set = set,
    .properties = PROPERTIES({"owner", owner}, {"signal", chosen_signal, .expected = "SIGRTMIN+6"},
                             {"signal of a new file", signal_of_change, .expected = "SIGRTMIN+6 of 20", .once = true}),
};
