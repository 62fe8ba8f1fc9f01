/* A cgroup that is removed while its job is only images, as batch systems do. */
#include "outsider.h"
#include <limits.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/syscall.h>

static char home[PATH_MAX], parent[PATH_MAX + 32], job[PATH_MAX + 40];

/* The folder of this process in the mounted hierarchy of cgroup v2. */
static void find_home(void) {
    char line[3 * PATH_MAX], mount[PATH_MAX] = "";
    FILE *file = fopen("/proc/self/mountinfo", "re");
    if (!file) broken("mountinfo");
    while (!mount[0] && fgets(line, sizeof line, file))
        if (strstr(line, " - cgroup2 ")) sscanf(line, "%*s %*s %*s %*s %4095s", mount);
    must(fclose(file));
    errno = ENOENT;
    if (!mount[0]) unavailable("a mount of cgroup v2");
    snprintf(home, sizeof home, "%.2000s%.2000s", mount, line_of("/proc/self/cgroup", "0::"));
}

static int enter(const char *folder) {
    char path[PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/cgroup.procs", folder);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd == -1) return -1;
    ssize_t done = write(fd, "0", 1);
    close(fd);
    return done == 1 ? 0 : -1;
}

static void limit(const char *folder, const char *number) {
    char path[PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/cgroup.max.descendants", folder);
    int fd = must(open(path, O_WRONLY | O_CLOEXEC));
    write_all(fd, number, strlen(number));
    must(close(fd));
}

static void note(const char *path, const char *line) {
    int fd = must(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    write_all(fd, line, strlen(line));
    must(close(fd));
}

static int remove_both(const char *folder) {
    char inner[PATH_MAX + 40];
    snprintf(inner, sizeof inner, "%s/job", folder);
    return rmdir(inner) == -1 ? -1 : rmdir(folder);
}

static pid_t subject;

/* A process that is killed, or never restored, cannot remove its cgroup. It outlives the processes that it was made for. */
static void clean_up(int kept) {
    (void)kept;
    struct pollfd end = {.fd = (int)must(syscall(SYS_pidfd_open, subject, 0)), .events = POLLIN};
    bystander_is_ready();
    while (poll(&end, 1, -1) != 1) continue;
    do
        for (int i = 0; i < OUTSIDER_TICKS; i++) {
            if (access(parent, F_OK) == -1) return;
            usleep(TICK);
        }
    while (remove_both(parent) == -1 && errno == EBUSY);
}

static void set(void) {
    unsigned number;
    find_home();
    /* Not the PID, which two jobs in PID namespaces may share. */
    must(getrandom(&number, sizeof number, 0));
    snprintf(parent, sizeof parent, "%.4000s/criu-matrix-%08x", home, number);
    snprintf(job, sizeof job, "%s/job", parent);
    needs(mkdir(parent, 0755));
    must(mkdir(job, 0755));
    subject = getpid();
    start_bystander(clean_up, -1);
    if (enter(job) == -1) {
        int error = errno;
        rmdir(job);
        rmdir(parent);
        errno = error;
        unavailable("moving into a cgroup");
    }
    limit(parent, "7");
    limit(job, "5");
    note("parent", parent);
}

/* A cgroup is empty a little after its last process was killed. One that is left running stays in it. */
static void meanwhile(void) {
    int fd = open("parent", O_RDONLY | O_CLOEXEC);
    ssize_t length = fd == -1 ? -1 : read(fd, parent, PATH_MAX - 1);
    if (length <= 0) return;
    parent[length] = 0;
    for (int i = 0; i < 50 && remove_both(parent) == -1 && errno == EBUSY; i++) usleep(1000);
}

static const char *of_job(const char *file) { return job[0] ? content(text("%.200s/%s", job, file)) : "none"; }
static const char *cgroup(void) { return line_of("/proc/self/cgroup", "0::"); }
static const char *members(void) { return of_job("cgroup.procs"); }
static const char *job_limit(void) { return of_job("cgroup.max.descendants"); }
static const char *parent_limit(void) { return parent[0] ? content(text("%.200s/cgroup.max.descendants", parent)) : "none"; }

static const char *removed(void) {
    if (!home[0]) return "none";
    return enter(home) == -1 ? outcome(-1) : outcome(remove_both(parent));
}

OBJECT(cgroup_removed) = {
    .name = "cgroup-removed",
    .about = "a process whose cgroup was removed after the dump is in it again, with its limits",
    .set = set,
    .meanwhile = meanwhile,
    .properties = PROPERTIES({"cgroup", cgroup}, {"members", members}, {"limit of the cgroup", job_limit, .expected = "5\\x0a"},
                             {"limit of its parent", parent_limit, .expected = "7\\x0a"},
                             {"removing it", removed, .expected = "0", .once = true}),
};
