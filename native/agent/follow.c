/* Waits for a file to grow, so that the caller does not have to poll it. */
#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_FOLLOWED = 16, MOST_READ = 4 << 20 };

/* Short at first, since most waits take a millisecond; then a part of the time that has passed, to save processor time. */
enum { SOON_US = 200, LATER_US = 2000, PART = 16 };

static struct followed {
    char id[32], path[4096];
    off_t offset;
    pid_t pid;
    uint64_t begun, deadline;
} table[MOST_FOLLOWED];

/*
 * Arguments: path, offset, pid whose end ends the wait too (0: none), limit in ms. Answers "grown", "gone" or "timeout", and
 * the content.
 */
void op_follow(struct request *r)
{
    struct followed *f = table;
    while (f < table + MOST_FOLLOWED && *f->id)
        f++;
    if (f == table + MOST_FOLLOWED) {
        errno = EAGAIN;
        answer_error(r->id, "follow");
        return;
    }
    const char *path = field(r);
    if (strlen(path) >= sizeof f->path) {
        errno = ENAMETOOLONG;
        answer_error(r->id, "follow");
        return;
    }
    strcpy(f->path, path);
    f->offset = number(r);
    f->pid = number(r);
    f->begun = now_us();
    f->deadline = f->begun + number(r) * 1000;
    strncpy(f->id, r->id, sizeof f->id - 1);
}

static bool settle(struct followed *f, uint64_t now)
{
    static char text[MOST_READ];
    /* Checked first, so that the read below sees everything that was written before the process ended. */
    bool gone = f->pid > 0 && kill(f->pid, 0) < 0 && errno == ESRCH;
    if (gone)
        spawn_drain();
    int fd = open(f->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t n = fd < 0 ? 0 : pread(fd, text, sizeof text, f->offset);
    if (fd >= 0)
        close(fd);
    if (n <= 0 && !gone && now < f->deadline)
        return false;
    answer_begin(f->id, "ok");
    answer_text(n > 0 ? "grown" : gone ? "gone" : "timeout");
    answer_bytes(text, n > 0 ? n : 0);
    answer_end();
    memset(f, 0, sizeof *f);
    return true;
}

/* Returns the microseconds until the next look, or -1 when no file is followed. */
int follow_poll(uint64_t now)
{
    int wait = -1;
    for (struct followed *f = table; f < table + MOST_FOLLOWED; f++) {
        if (!*f->id || settle(f, now))
            continue;
        uint64_t part = (now - f->begun) / PART;
        int mine = part < SOON_US ? SOON_US : part > LATER_US ? LATER_US : (int)part;
        if (wait < 0 || mine < wait)
            wait = mine;
    }
    return wait;
}
