/* Children that have executed an unusual program: one in a memfd, as container runtimes run themselves, and one of another kind. */
#include "../object.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>

enum { SEALS = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL };

static int orders[2] = {-1, -1}, answers[2] = {-1, -1};
static pid_t child;

/* The program in the memfd is this one, which finds out here that it is the child. */
static void serve_if_child(void) {
    const char *role = getenv("FROM_MEMFD");
    char order;
    if (!role) return;
    while (read(0, &order, 1) == 1) write_all(1, "@", 1);
    _exit(0);
}

static int run(int program) {
    sigset_t hurry;
    sigemptyset(&hurry);
    sigaddset(&hurry, SIGUSR1);
    must(sigprocmask(SIG_BLOCK, &hurry, NULL));
    must(prctl(PR_SET_PDEATHSIG, SIGKILL));
    must(dup2(orders[0], 0));
    must(dup2(answers[1], 1));
    for (int i = 0; i < 2; i++) {
        must(close(orders[i]));
        must(close(answers[i]));
    }
    must(setenv("FROM_MEMFD", "child", 1));
    fexecve(program, (char *[]){"sealed", "--object", "program-in-sealed-memfd", NULL}, environ);
    broken("fexecve");
}

static const char *answer(void) {
    char reply = '-';
    if (!child) return "none";
    write_all(orders[1], "?", 1);
    if (!await(answers[0], POLLIN, 1)) return "no answer";
    read_all(answers[0], &reply, 1);
    return text("%c", reply);
}

static void start(int program) {
    must(pipe(orders));
    must(pipe(answers));
    child = start_child(run, program);
    must(close(orders[0]));
    must(close(answers[1]));
    must(close(program));
    /* The properties are the program's once it answers. */
    answer();
}

static void set_memfd(void) {
    int program = must(memfd_create("program", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    int own = must(open("/proc/self/exe", O_RDONLY | O_CLOEXEC));
    struct stat status;
    must(fstat(own, &status));
    while (status.st_size > 0) status.st_size -= must(sendfile(program, own, NULL, (size_t)status.st_size));
    must(fcntl(program, F_ADD_SEALS, SEALS));
    must(close(own));
    start(program);
}

static const char *link_of(const char *name) {
    char target[256];
    if (!child) return "none";
    ssize_t size = readlink(text("/proc/%d/%s", child, name), target, sizeof target - 1);
    if (size == -1) return outcome(-1);
    target[size] = 0;
    return text("%s", target);
}

static const char *executable(void) { return link_of("exe"); }

static const char *seals(void) {
    if (!child) return "none";
    int fd = open(text("/proc/%d/exe", child), O_RDONLY | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    const char *value = outcome(fcntl(fd, F_GET_SEALS));
    close(fd);
    return value;
}

static const char *size(void) {
    struct stat status;
    if (!child) return "none";
    return stat(text("/proc/%d/exe", child), &status) == -1 ? outcome(-1) : text("%ld bytes, %lu links", status.st_size,
            (unsigned long)status.st_nlink);
}

static const char *mapped(void) {
    if (!child) return "none";
    FILE *file = fopen(text("/proc/%d/maps", child), "re");
    if (!file) return outcome(-1);
    char line[512];
    int found = 0;
    while (fgets(line, sizeof line, file)) found += strstr(line, "/memfd:program") != NULL;
    fclose(file);
    return found ? "from the memfd" : "from elsewhere";
}

OBJECT(memfd_program) = {
    .name = "program-in-sealed-memfd",
    .about = "a child that was executed from a sealed memfd still runs from it",
    .create = serve_if_child,
    .set = set_memfd,
    .properties = PROPERTIES({"answer", answer, .expected = "@"},
                             {"executable", executable, .expected = "/memfd:program (deleted)"},
                             {"seals", seals, .expected = "15"}, {"size", size}, {"code", mapped, .expected = "from the memfd"}),
};

/* Reads a byte, adds one to it and writes it, until there are no more: a program for the i386 without libc, so no compiler is needed. */
static const unsigned char narrow_program[] = {
    0x7f, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 3, 0, 1, 0, 0, 0,              /* an executable for EM_386 */
    0x54, 0x80, 0x04, 0x08, 52, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 52, 0, 32, 0, 1, 0, 0, 0, 0, 0, 0, 0, /* entry, one segment */
    1, 0, 0, 0, 0, 0, 0, 0, 0x00, 0x80, 0x04, 0x08, 0x00, 0x80, 0x04, 0x08,                      /* that is loaded at 0x8048000 */
    143, 0, 0, 0, 143, 0, 0, 0, 7, 0, 0, 0, 0x00, 0x10, 0, 0,
    0xb8, 3, 0, 0, 0, 0x31, 0xdb, 0xb9, 0x8e, 0x80, 0x04, 0x08, 0xba, 1, 0, 0, 0, 0xcd, 0x80,     /* read(0, buffer, 1) */
    0x83, 0xf8, 0xfc, 0x74, 0xe8, 0x83, 0xf8, 0x01, 0x75, 0x14,                                  /* again after EINTR, end without a byte */
    0xfe, 0x05, 0x8e, 0x80, 0x04, 0x08, 0xb8, 4, 0, 0, 0, 0xbb, 1, 0, 0, 0, 0xcd, 0x80, 0xeb, 0xcf, /* write(1, buffer, 1) */
    0xb8, 1, 0, 0, 0, 0x31, 0xdb, 0xcd, 0x80, 0,                                                 /* exit(0), and the buffer */
};

static void set_narrow(void) {
    int program = must(open("narrow", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755));
    write_all(program, narrow_program, sizeof narrow_program);
    must(close(program));
    program = must(open("narrow", O_RDONLY | O_CLOEXEC));
    /* At the end of its input, the program ends. */
    pid_t trial = must(fork());
    if (trial == 0) {
        close(0);
        fexecve(program, (char *[]){"narrow", NULL}, environ);
        _exit(1);
    }
    int status;
    must(waitpid(trial, &status, 0));
    errno = ENOEXEC;
    if (status != 0) unavailable("a program for the i386");
    start(program);
}

static const char *segment(void) {
    return child ? line_of(text("/proc/%d/maps", child), "08048000-") : "none";
}

static const char *name(void) { return child ? line_of(text("/proc/%d/status", child), "Name:") : "none"; }

/* Its numbers are those of the i386. */
static const char *call(void) {
    if (!child) return "none";
    for (int look = 0; look < 500; look++) {
        const char *line = content(text("/proc/%d/syscall", child));
        if (line[0] >= '0' && line[0] <= '9') return text("%.*s", (int)strcspn(line, " "), line);
        usleep(1000);
    }
    return "runs";
}

OBJECT(narrow_program) = {
    .name = "program-of-32-bits",
    .about = "a child that runs a program for the i386 still runs it",
    .set = set_narrow,
    .properties = PROPERTIES({"answer", answer, .expected = "@"}, {"segment", segment}, {"name", name},
                             {"number of its system call", call, .expected = "3"}),
};
