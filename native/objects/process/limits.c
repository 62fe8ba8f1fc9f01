/* Resource limits, and what they forbid. */
#include "../object.h"
#include <stdio.h>
#include <sys/resource.h>

/* Lower than what any account is given, and high enough for the program itself. */
static const struct rlimit limits[RLIM_NLIMITS] = {
    [RLIMIT_CPU] = {1000, 2000},         [RLIMIT_FSIZE] = {1000003, 2000003},   [RLIMIT_DATA] = {500000003, 600000003},
    [RLIMIT_STACK] = {1000003, 2000003}, [RLIMIT_CORE] = {4099, 5003},          [RLIMIT_RSS] = {700000003, 800000003},
    [RLIMIT_NPROC] = {701, 801},         [RLIMIT_NOFILE] = {211, 307},          [RLIMIT_MEMLOCK] = {40961, 50001},
    [RLIMIT_AS] = {3000000019, 3500000021}, [RLIMIT_LOCKS] = {101, 103},        [RLIMIT_SIGPENDING] = {107, 109},
    [RLIMIT_MSGQUEUE] = {4001, 5003},    [RLIMIT_RTTIME] = {3000000, 4000000},
};

static const char *limit(long number) {
    struct rlimit current;
    if (getrlimit((__rlimit_resource_t)number, &current) == -1) return outcome(-1);
    return text("%ld/%ld", (long)current.rlim_cur, (long)current.rlim_max);
}

/* Nice values and real-time priorities may be limited to nothing at all already. */
static void set_all(void) {
    for (int i = 0; i < RLIM_NLIMITS; i++)
        if (limits[i].rlim_max) needs(setrlimit((__rlimit_resource_t)i, &limits[i]));
}

OBJECT(rlimits) = {
    .name = "rlimits",
    .about = "a process keeps its 16 limits, each with its upper bound",
    .set = set_all,
    .properties = PROPERTIES({"processor time", .read_at = limit, .number = RLIMIT_CPU, .expected = "1000/2000"},
                             {"file size", .read_at = limit, .number = RLIMIT_FSIZE, .expected = "1000003/2000003"},
                             {"data", .read_at = limit, .number = RLIMIT_DATA, .expected = "500000003/600000003"},
                             {"stack", .read_at = limit, .number = RLIMIT_STACK, .expected = "1000003/2000003"},
                             {"core dump", .read_at = limit, .number = RLIMIT_CORE, .expected = "4099/5003"},
                             {"resident memory", .read_at = limit, .number = RLIMIT_RSS, .expected = "700000003/800000003"},
                             {"processes", .read_at = limit, .number = RLIMIT_NPROC, .expected = "701/801"},
                             {"open files", .read_at = limit, .number = RLIMIT_NOFILE, .expected = "211/307"},
                             {"locked memory", .read_at = limit, .number = RLIMIT_MEMLOCK, .expected = "40961/50001"},
                             {"address space", .read_at = limit, .number = RLIMIT_AS, .expected = "3000000019/3500000021"},
                             {"locks", .read_at = limit, .number = RLIMIT_LOCKS, .expected = "101/103"},
                             {"pending signals", .read_at = limit, .number = RLIMIT_SIGPENDING, .expected = "107/109"},
                             {"message queues", .read_at = limit, .number = RLIMIT_MSGQUEUE, .expected = "4001/5003"},
                             {"nice", .read_at = limit, .number = RLIMIT_NICE, .natural = true},
                             {"real-time priority", .read_at = limit, .number = RLIMIT_RTPRIO, .natural = true},
                             {"real-time", .read_at = limit, .number = RLIMIT_RTTIME, .expected = "3000000/4000000"}),
};

/* The upper bound stays as it is, so that the program could return to it. */
static void lower(__rlimit_resource_t which, rlim_t value) {
    struct rlimit current;
    must(getrlimit(which, &current));
    current.rlim_cur = value;
    needs(setrlimit(which, &current));
}

static const char *mapping(void) {
    void *memory = mmap(NULL, 16 << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return outcome(-1);
    must(munmap(memory, 16 << 20));
    return "a mapping";
}

static void set_space(void) { lower(RLIMIT_AS, 8 << 20); }
static const char *soft(long which) {
    struct rlimit current;
    if (getrlimit((__rlimit_resource_t)which, &current) == -1) return outcome(-1);
    return text("%ld", (long)current.rlim_cur);
}

OBJECT(rlimit_address_space) = {
    .name = "rlimit-address-space",
    .about = "a process whose address space is narrower than what a restore needs is restored, and still cannot map more",
    .set = set_space,
    .properties = PROPERTIES({"limit", .read_at = soft, .number = RLIMIT_AS, .expected = "8388608"},
                             {"mapping of 16 MiB", mapping, .expected = "ENOMEM"},
                             {"whole limit", .read_at = limit, .number = RLIMIT_AS}),
};

enum { HIGH = 200, FEW = 10 };

static void open_high(void) {
    int fd = must(open("high", O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    write_all(fd, "0123456789", 10);
    must(lseek(fd, 4, SEEK_SET));
    must(fcntl(fd, F_DUPFD_CLOEXEC, HIGH));
    must(close(fd));
    lower(RLIMIT_NOFILE, FEW);
}

static const char *high_position(void) { return outcome(lseek(HIGH, 0, SEEK_CUR)); }
static const char *high_flags(void) { return outcome(fcntl(HIGH, F_GETFD)); }

static const char *another_high(void) {
    int fd = fcntl(1, F_DUPFD, HIGH + 1);
    if (fd >= 0) must(close(fd));
    return fd == -1 ? outcome(-1) : "a descriptor";
}

static const char *too_many(void) {
    int fds[2 * FEW], opened = 0;
    while (opened < 2 * FEW && (fds[opened] = dup(1)) != -1) opened++;
    const char *result = opened < 2 * FEW ? outcome(-1) : "as many as it wants";
    while (opened > 0) must(close(fds[--opened]));
    return result;
}

OBJECT(rlimit_open_files_exceeded) = {
    .name = "rlimit-open-files-exceeded",
    .about = "a descriptor above the limit of open files stays open, and the limit stays below it",
    .set = open_high,
    .properties = PROPERTIES({"limit", .read_at = soft, .number = RLIMIT_NOFILE, .expected = "10"},
                             {"position of the file", high_position, .expected = "4"},
                             {"close on exec", high_flags, .expected = "1"},
                             {"another high descriptor", another_high, .expected = "EINVAL"},
                             {"more descriptors", too_many, .expected = "EMFILE"}),
};

static volatile sig_atomic_t exceeded;

static void note(int signal) {
    (void)signal;
    exceeded++;
}

static const char *long_file(void) {
    int fd = must(open("long", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)), before = exceeded;
    long done = pwrite(fd, "x", 1, 1 << 20);
    const char *result = done == -1 ? text("%s, %d signal", outcome(-1), exceeded - before) : "written";
    must(close(fd));
    return result;
}

static const char *cut_file(void) {
    int fd = must(open("cut", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    const char *result = outcome(pwrite(fd, "0123456789", 10, (1 << 20) - 4));
    must(close(fd));
    return result;
}

static void set_size(void) {
    must(sigaction(SIGXFSZ, &(struct sigaction){.sa_handler = note, .sa_flags = SA_RESTART}, NULL));
    lower(RLIMIT_FSIZE, 1 << 20);
}

OBJECT(rlimit_file_size) = {
    .name = "rlimit-file-size",
    .about = "a file still does not grow beyond the limit of its writer, who hears of it by a signal",
    .set = set_size,
    .properties = PROPERTIES({"limit", .read_at = soft, .number = RLIMIT_FSIZE, .expected = "1048576"},
                             {"write behind the limit", long_file, .expected = "EFBIG, 1 signal"},
                             {"write across the limit", cut_file, .expected = "4"}),
};

static const char *umask_in_proc(void) { return line_of("/proc/self/status", "Umask:"); }

static const char *new_file(void) {
    struct stat status;
    int fd = must(open("masked", O_WRONLY | O_CREAT | O_CLOEXEC, 0777));
    must(fstat(fd, &status));
    must(close(fd));
    must(unlink("masked"));
    return text("%o", status.st_mode & 07777);
}

static const char *new_folder(void) {
    struct stat status;
    must(mkdir("masked-folder", 0777));
    must(stat("masked-folder", &status));
    must(rmdir("masked-folder"));
    return text("%o", status.st_mode & 07777);
}

static void set_umask(void) { umask(0157); }

OBJECT(umask) = {
    .name = "umask",
    .about = "a process keeps the permissions that its new files do not get",
    .set = set_umask,
    .properties = PROPERTIES({"umask", umask_in_proc, .expected = "0157"}, {"new file", new_file, .expected = "620"},
                             {"new folder", new_folder, .expected = "620"}),
};
