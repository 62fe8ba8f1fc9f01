/*
 * Dumps and restores a workload COUNT times, one after the other, with CRIU's command line and as little else as possible.
 * bench/compare compares the suite with it. Prints the microseconds of each round.
 *
 * bare-loop CRIU SIMPLE-C COUNT
 */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define must(call)                                                                                                             \
    ({                                                                                                                         \
        __typeof__(call) result_ = (call);                                                                                     \
        if (result_ == (__typeof__(call))-1) err(1, "%s", #call);                                                              \
        result_;                                                                                                               \
    })

static long microseconds(void) {
    struct timespec now;
    must(clock_gettime(CLOCK_MONOTONIC, &now));
    return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void moment(void) { nanosleep(&(struct timespec){.tv_nsec = 50000}, NULL); }

/* Starts the program in its own session, with nothing open but its three streams. */
static pid_t start(char **argv, const char *out, const char *error) {
    pid_t pid = must(fork());
    if (pid) return pid;
    setsid();
    must(dup2(must(open("/dev/null", O_RDONLY | O_CLOEXEC)), 0));
    if (out) must(dup2(must(open(out, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644)), 1));
    if (error) must(dup2(must(open(error, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644)), 2));
    must(close_range(3, ~0U, CLOSE_RANGE_CLOEXEC));
    execv(argv[0], argv);
    err(1, "%s", argv[0]);
}

static void run(char **argv) {
    int status;
    must(waitpid(start(argv, NULL, NULL), &status, 0));
    if (status == 0) return;
    if (system("grep Error images/*.log >&2") != 0) warnx("no log has an error");
    errx(1, "%s %s: status %x", argv[0], argv[1], status);
}

/* Returns nothing if there is no file. */
static int lines(const char *file) {
    char text[65536];
    int fd = open(file, O_RDONLY | O_CLOEXEC), count = 0;
    if (fd == -1) return 0;
    for (ssize_t size; (size = must(read(fd, text, sizeof text))) > 0;)
        for (ssize_t i = 0; i < size; i++) count += text[i] == '\n';
    close(fd);
    return count;
}

static bool same(const char *one, const char *other) {
    static char texts[2][1 << 20];
    ssize_t sizes[2];
    const char *files[] = {one, other};
    for (int i = 0; i < 2; i++) {
        int fd = must(open(files[i], O_RDONLY | O_CLOEXEC));
        sizes[i] = must(read(fd, texts[i], sizeof texts[i]));
        close(fd);
    }
    return sizes[0] == sizes[1] && memcmp(texts[0], texts[1], (size_t)sizes[0]) == 0;
}

static int unlink_one(const char *path, const struct stat *status, int type, struct FTW *where) {
    (void)status, (void)type, (void)where;
    return remove(path);
}

static void round_of(char *criu, char *workload) {
    char pid[16];
    must(mkdir("images", 0755));
    unlink("out"); /* what is read from now on is this job's */
    pid_t job = start((char *[]){workload, NULL}, "out", "err");
    while (lines("out") == 0) moment();
    snprintf(pid, sizeof pid, "%d", job);
    run((char *[]){criu, "dump", "-D", "images", "-o", "dump.log", "-v4", "-t", pid, NULL});
    must(waitpid(job, NULL, 0));
    /* As the first process of its namespaces, this one becomes the parent of the processes that CRIU leaves. */
    run((char *[]){criu, "restore", "-D", "images", "-o", "restore.log", "-v4", "-d", NULL});
    for (int before = lines("out"); lines("out") <= before;) moment();
    must(kill(job, SIGUSR1));
    must(waitpid(job, NULL, 0));
    if (!same("out", "golden")) errx(1, "a wrong answer");
    must(nftw("images", unlink_one, 8, FTW_DEPTH | FTW_PHYS));
}

static int loop(char *criu, char *workload, int count) {
    must(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL));
    must(mount("proc", "/proc", "proc", 0, NULL));
    must(mount("criu-matrix-bench", "/run", "tmpfs", 0, NULL));
    if (system("ip link set lo up") != 0) errx(1, "no loopback"); /* CRIU probes TCP repair on it */
    must(chdir("/run"));
    int status;
    must(waitpid(start((char *[]){workload, "--pace", "0", NULL}, "golden", "err"), &status, 0));
    if (status != 0) errx(1, "%s: status %x", workload, status);
    while (count-- > 0) {
        long begun = microseconds();
        round_of(criu, workload);
        printf("%ld\n", microseconds() - begun);
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 4) errx(2, "usage: bare-loop CRIU SIMPLE-C COUNT");
    must(unshare(CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWNET));
    pid_t first = must(fork());
    if (first == 0) {
        fflush(stdout);
        exit(loop(argv[1], argv[2], atoi(argv[3])));
    }
    int status;
    must(waitpid(first, &status, 0));
    return status != 0;
}
