/* The file that a process runs, and its arguments, which other programs read in /proc. */
#include "../object.h"
#include <elf.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>

/* Somebody else changes it in the file. Read by a pointer, or the compiler would not look into memory. */
static const char marker[] = "criu-matrix marker: original";
static const char *volatile marker_place = marker;
static const char changed[] = "criu-matrix marker: replaced";

struct image {
    char *bytes;
    size_t size, loaded; /* only the part that is loaded is needed to run */
};

static struct image read_image(const char *path) {
    struct stat status;
    int fd = must(open(path, O_RDONLY | O_CLOEXEC));
    must(fstat(fd, &status));
    struct image image = {.size = (size_t)status.st_size};
    image.bytes = must((char *)mmap(NULL, image.size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0));
    must(close(fd));
    const Elf64_Ehdr *header = (const Elf64_Ehdr *)image.bytes;
    const Elf64_Phdr *part = (const Elf64_Phdr *)(image.bytes + header->e_phoff);
    for (int i = 0; i < header->e_phnum; i++)
        if (part[i].p_type == PT_LOAD && part[i].p_offset + part[i].p_filesz > image.loaded)
            image.loaded = part[i].p_offset + part[i].p_filesz;
    return image;
}

static void write_image(const char *path, struct image image, size_t size) {
    int fd = must(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755));
    write_all(fd, image.bytes, size);
    must(close(fd));
}

static const char *executable(void) {
    char path[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);
    if (size == -1) return outcome(-1);
    path[size] = 0;
    const char *last = strrchr(path, '/');
    return text("%s", last ? last + 1 : path);
}

static const char *file_of_executable(void) {
    struct stat status;
    if (stat("/proc/self/exe", &status) == -1) return outcome(-1);
    return text("%ld bytes, mode %o", (long)status.st_size, status.st_mode & 07777);
}

static const char *links(void) {
    struct stat status;
    return stat("/proc/self/exe", &status) == -1 ? outcome(-1) : text("%lu", (unsigned long)status.st_nlink);
}

static const char *content_of_executable(void) {
    struct image image = read_image("/proc/self/exe");
    const char *result = bytes(image.bytes, image.loaded);
    must(munmap(image.bytes, image.size));
    return result;
}

static const char *marker_in_memory(void) {
    char copy[sizeof marker];
    for (size_t i = 0; i < sizeof marker; i++) copy[i] = marker_place[i];
    return text("%s", copy);
}

/* Other programs find the file only by the process. */
static const char *running_it_again(void) {
    int status;
    pid_t pid = must(fork());
    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, 1);
        dup2(null, 2);
        execl("/proc/self/exe", "object", "--help", NULL);
        _exit(99);
    }
    must(waitpid(pid, &status, 0));
    return text("%x", status);
}

static const char *name(void) { return content("/proc/self/comm"); }

static char **own_arguments(void) {
    static char line[4096], *arguments[64];
    int fd = must(open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC)), count = 0;
    ssize_t size = must(read(fd, line, sizeof line - 1));
    must(close(fd));
    for (char *next = line; next < line + size && count < 63; next += strlen(next) + 1) arguments[count++] = next;
    return arguments;
}

/* Becomes the same program from a file in the working directory, which may be removed, replaced and changed. */
static void become_copy(bool whole) {
    if (strncmp(executable(), "copy", 4) == 0) return;
    struct image image = read_image("/proc/self/exe");
    write_image("copy", image, whole ? image.size : image.loaded);
    needs(execv("copy", own_arguments()));
}

static void become_small(void) { become_copy(false); }
static void become_whole(void) { become_copy(true); }

#define FILE_PROPERTIES                                                                                                        \
    {"file", file_of_executable, .natural = true}, {"content of the file", content_of_executable, .natural = true},           \
        {"constant in memory", marker_in_memory, .expected = "criu-matrix marker: original", .natural = true},                \
        {"running the file again", running_it_again, .expected = "0", .natural = true}

static void remove_it(void) { must(unlink("copy")); }

OBJECT(executable_deleted) = {
    .name = "executable-deleted",
    .about = "a process still runs a file that was removed",
    .create = become_small,
    .set = remove_it,
    .properties = PROPERTIES({"executable", executable, .expected = "copy (deleted)"},
                             {"links", links, .expected = "0"}, FILE_PROPERTIES),
};

static void replace_by_other(void) {
    struct image image = read_image("copy");
    image.bytes[image.loaded - 1] ^= 1;
    write_image("new", image, image.loaded);
    must(rename("new", "copy"));
}

static void replace_by_copy(void) {
    struct image image = read_image("copy");
    write_image("new", image, image.size);
    must(rename("new", "copy"));
}

OBJECT(executable_replaced) = {
    .name = "executable-replaced",
    .about = "a process still runs the file that was replaced by a newer version",
    .create = become_small,
    .set = replace_by_other,
    .properties = PROPERTIES({"executable", executable, .expected = "copy (deleted)"},
                             {"links", links, .expected = "0"}, FILE_PROPERTIES),
};

OBJECT(executable_replaced_by_copy) = {
    .name = "executable-replaced-by-copy",
    .about = "a process still runs the file that was replaced by a copy of it",
    .create = become_small,
    .set = replace_by_copy,
    .properties = PROPERTIES({"executable", executable, .expected = "copy (deleted)"},
                             {"links", links, .expected = "0"}, FILE_PROPERTIES),
};

/* A second name keeps the file, though not under the name by which it was run. */
static void keep_other_name(void) {
    must(link("copy", "other-name"));
    must(unlink("copy"));
}

OBJECT(executable_with_another_name) = {
    .name = "executable-with-another-name",
    .about = "a process still runs a file that has only another name left",
    .create = become_small,
    .set = keep_other_name,
    .properties = PROPERTIES({"executable", executable, .expected = "copy (deleted)"},
                             {"links", links, .natural = true}, FILE_PROPERTIES),
};

static void set_nothing(void) {}

OBJECT(executable_copied_meanwhile) = {
    .name = "executable-copied-meanwhile",
    .about = "a process runs a copy of its file after the file was replaced by it",
    .create = become_small,
    .set = set_nothing,
    .meanwhile = replace_by_copy,
    .properties = PROPERTIES({"executable", executable, .natural = true}, {"name", name, .natural = true},
                             {"content of the file", content_of_executable, .natural = true},
                             {"running the file again", running_it_again, .expected = "0", .natural = true}),
};

/* The same build with its debugging symbols cut off. */
static void cut_off(void) {
    struct image image = read_image("copy");
    write_image("new", image, image.loaded);
    must(rename("new", "copy"));
}

static void alter(void) {
    struct image image = read_image("copy");
    /* Each of them, for the compiler keeps more than one. */
    for (char *next = image.bytes; (next = memmem(next, (size_t)(image.bytes + image.loaded - next), marker, sizeof marker - 1));)
        memcpy(next, changed, sizeof changed - 1);
    write_image("new", image, image.size);
    must(rename("new", "copy"));
}

static void lengthen(void) {
    struct image image = read_image("copy");
    write_image("new", image, image.loaded);
    int fd = must(open("new", O_WRONLY | O_APPEND | O_CLOEXEC));
    write_all(fd, "\n", 1);
    must(close(fd));
    must(rename("new", "copy"));
}

#define SAME_EXECUTABLE                                                                                                        \
    {"executable", executable, .natural = true}, {"constant in memory", marker_in_memory, .natural = true},                   \
        {"content of the file", content_of_executable, .natural = true}

OBJECT(executable_stripped_meanwhile) = {
    .name = "executable-stripped-meanwhile",
    .about = "a process runs its file without the symbols that were cut off meanwhile",
    .create = become_whole,
    .set = set_nothing,
    .meanwhile = cut_off,
    .properties = PROPERTIES(SAME_EXECUTABLE, {"running the file again", running_it_again, .expected = "0", .natural = true}),
};

OBJECT(executable_lengthened_meanwhile) = {
    .name = "executable-lengthened-meanwhile",
    .about = "a process is not restored with a file of another length",
    .create = become_small,
    .set = set_nothing,
    .meanwhile = lengthen,
    .properties = PROPERTIES(SAME_EXECUTABLE),
};

OBJECT(executable_altered_meanwhile) = {
    .name = "executable-altered-meanwhile",
    .about = "a process is not restored with a file of the same length and other content",
    .create = become_small,
    .set = set_nothing,
    .meanwhile = alter,
    .properties = PROPERTIES(SAME_EXECUTABLE),
};

/* Without a file: a loader that gets its program by network seals it like this. */
static void become_memory(void) {
    if (strncmp(executable(), "memfd:copy", 10) == 0) return;
    struct image image = read_image("/proc/self/exe");
    int fd = must(memfd_create("copy", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    write_all(fd, image.bytes, image.loaded);
    needs(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL));
    needs(fexecve(fd, own_arguments(), environ));
}

static const char *seals(void) {
    int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    const char *result = outcome(fcntl(fd, F_GET_SEALS));
    must(close(fd));
    return result;
}

OBJECT(executable_memfd) = {
    .name = "executable-memfd",
    .about = "a process still runs a program that is in memory only and sealed",
    .create = become_memory,
    .set = set_nothing,
    .properties = PROPERTIES({"executable", executable, .expected = "memfd:copy (deleted)", .natural = true},
                             {"seals", seals, .expected = "15", .natural = true},
                             {"links", links, .natural = true}, FILE_PROPERTIES),
};

/* The arguments, the environment and the vector of the kernel, as other programs read them. */
static const char *arguments(void) { return content("/proc/self/cmdline"); }

static const char *environment(void) {
    const char *whole = content("/proc/self/environ");
    return strlen(whole) > 200 ? text("%.200s", whole) : whole;
}

static const char *vector(void) { return content("/proc/self/auxv"); }
enum { ARG_START = 48, ARG_END, ENV_START, ENV_END, START_CODE = 26, END_CODE, START_STACK, START_DATA = 45, END_DATA, START_BRK };

static const char *address(long number) {
    char line[1024] = {0}, *next;
    int fd = must(open("/proc/self/stat", O_RDONLY | O_CLOEXEC));
    must(read(fd, line, sizeof line - 1));
    must(close(fd));
    next = strrchr(line, ')');
    for (long field = 2; next && field < number; field++) next = strchr(next + 1, ' ');
    return next ? text("%lx", strtoul(next, NULL, 10)) : "none";
}

static unsigned long place(long number) { return strtoul(address(number), NULL, 16); }

/* What setproctitle() does: a text that needs the room of the arguments and of the environment behind them. */
static void set_title(void) {
    static const char title[] = "criu-matrix: a title in place of the arguments";
    size_t room = place(ENV_END) - place(ARG_START);
    errno = ENOSPC;
    if (room < sizeof title + 1) unavailable("room for a title");
    memset((char *)place(ARG_START), 0, room);
    memcpy((char *)place(ARG_START), title, sizeof title);
}

OBJECT(process_title) = {
    .name = "process-title",
    .about = "a process that wrote a title over its arguments and its environment keeps it",
    .set = set_title,
    .properties = PROPERTIES({"arguments", arguments}, {"environment", environment},
                             {"vector of the kernel", vector, .natural = true},
                             {"executable", executable, .natural = true},
                             {"start of the arguments", .read_at = address, .number = ARG_START, .natural = true},
                             {"end of the environment", .read_at = address, .number = ENV_END, .natural = true},
                             {"start of the code", .read_at = address, .number = START_CODE, .natural = true},
                             {"start of the heap", .read_at = address, .number = START_BRK, .natural = true},
                             {"start of the stack", .read_at = address, .number = START_STACK, .natural = true}),
};

/* What prctl() lets every account do since Linux 3.18: other memory holds the arguments. */
static void set_moved(void) {
    char *memory = must((char *)mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    static const char moved[] = "moved\0arguments", settings[] = "MOVED=yes";
    memcpy(memory, moved, sizeof moved);
    memcpy(memory + 100, settings, sizeof settings);
    struct prctl_mm_map map = {
        .start_code = place(START_CODE), .end_code = place(END_CODE), .start_data = place(START_DATA), .end_data = place(END_DATA),
        .start_brk = place(START_BRK), .brk = (uintptr_t)sbrk(0), .start_stack = place(START_STACK),
        .arg_start = (uintptr_t)memory, .arg_end = (uintptr_t)memory + sizeof moved,
        .env_start = (uintptr_t)memory + 100, .env_end = (uintptr_t)memory + 100 + sizeof settings, .exe_fd = (uint32_t)-1};
    needs(prctl(PR_SET_MM, PR_SET_MM_MAP, &map, sizeof map, 0));
}

OBJECT(process_arguments_moved) = {
    .name = "process-arguments-moved",
    .about = "a process whose arguments and environment are in other memory keeps them there",
    .set = set_moved,
    .properties = PROPERTIES({"arguments", arguments, .expected = "moved\\x00arguments\\x00"},
                             {"environment", environment, .expected = "MOVED=yes\\x00"},
                             {"start of the arguments", .read_at = address, .number = ARG_START},
                             {"end of the environment", .read_at = address, .number = ENV_END},
                             {"start of the code", .read_at = address, .number = START_CODE, .natural = true}),
};
