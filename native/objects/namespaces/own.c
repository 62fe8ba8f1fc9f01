/* Namespaces of an object's own, and the programs that describe them. */
#include "own.h"
#include <ctype.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { SPACE = 64 * 1024 };

/* By name: /proc/self/fd/N would lead to the mount of the old namespace again. */
static void reopen(int fd) {
    char path[PATH_MAX];
    ssize_t length = readlink(text("/proc/self/fd/%d", fd), path, sizeof path - 1);
    if (length <= 0 || path[0] != '/') return;
    path[length] = 0;
    int flags = fcntl(fd, F_GETFL), again = open(path, (flags & (O_ACCMODE | O_APPEND)) | O_NOCTTY);
    if (again == -1) return;
    lseek(again, lseek(fd, 0, SEEK_CUR), SEEK_SET);
    must(dup2(again, fd));
    must(close(again));
}

static _Noreturn void start_anew(void) {
    static char line[4096], program[PATH_MAX], *arguments[64];
    int fd = must(open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC));
    ssize_t size = must(read(fd, line, sizeof line - 1));
    int count = 0;
    for (char *next = line; next < line + size && count < 63; next += strlen(next) + 1) arguments[count++] = next;
    must(readlink("/proc/self/exe", program, sizeof program - 1));
    must(setenv("OBJECT_NAMESPACES", "own", 1));
    execv(program, arguments);
    broken("execv");
}

void own_namespaces(int kinds) {
    if (getenv("OBJECT_NAMESPACES")) return;
    needs(unshare(kinds));
    if (!(kinds & CLONE_NEWNS)) return;
    needs(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL));
    for (int fd = 0; fd < 3; fd++) reopen(fd);
    start_anew();
}

/* Returns the exit status; leaves the output, with single blanks between words, in `output`. */
static int run(const char *line, char *output) {
    /* A single command needs no shell that waits for it. */
    static char full[512];
    snprintf(full, sizeof full, strpbrk(line, "|;&") ? "{ %s; } 2>&1" : "exec %s 2>&1", line);
    FILE *program = popen(full, "re");
    if (!program) broken("popen");
    size_t used = 0;
    for (int c; (c = fgetc(program)) != EOF;) {
        if (isspace(c) && (used == 0 || output[used - 1] == ' ')) continue;
        if (used < SPACE - 1) output[used++] = isspace(c) ? ' ' : (char)c;
    }
    if (used > 0 && output[used - 1] == ' ') used--;
    output[used] = 0;
    int status = pclose(program);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static char output[SPACE];

static const char *compose(const char *format, va_list arguments) {
    static char line[256];
    int length = vsnprintf(line, sizeof line, format, arguments);
    errno = E2BIG;
    if ((size_t)length >= sizeof line - 16) broken("command");
    return line;
}

void command(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *line = compose(format, arguments);
    va_end(arguments);
    int status = run(line, output);
    errno = status == 127 ? ENOENT : EOPNOTSUPP;
    if (status != 0) unavailable(text("%.70s: %.70s", line, output));
}

void batch(const char *program, const char *lines) {
    FILE *input = popen(text("exec %s -batch - >/dev/null 2>&1", program), "we");
    if (!input) broken("popen");
    fputs(lines, input);
    int status = pclose(input);
    errno = WIFEXITED(status) && WEXITSTATUS(status) == 127 ? ENOENT : EOPNOTSUPP;
    if (status != 0) unavailable(text("%s: %.120s", program, lines));
}

const char *answer(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *line = compose(format, arguments);
    va_end(arguments);
    int status = run(line, output);
    if (output[0] == 0) return status == 0 ? "nothing" : text("exits with %d", status);
    return strlen(output) < 250 ? text("%s", output) : bytes(output, strlen(output));
}

const char *pick(const char *line, const char *key, int words) {
    run(line, output);
    char *save, *word = strtok_r(output, " \\", &save);
    while (word && strcmp(word, key) != 0 && (key[0] != '<' || word[0] != '<')) word = strtok_r(NULL, " \\", &save);
    if (!word) return "nothing";
    const char *found = text("%s", word);
    while (words-- > 0 && (word = strtok_r(NULL, " \\", &save))) found = text("%s %s", found, word);
    return found;
}

void need_namespaces(int kinds) {
    pid_t pid = must(fork());
    if (pid == 0) _exit(unshare(kinds) == -1 ? errno : 0);
    int status;
    must(waitpid(pid, &status, 0));
    errno = WEXITSTATUS(status);
    if (status != 0) unavailable("namespaces of a child");
}

void mount_at(const char *folder, const char *type, unsigned long flags, const char *options) {
    if (mkdir(folder, 0755) == -1 && errno != EEXIST) broken("mkdir");
    if (mount(type, folder, type, flags, options) == -1) unavailable(text("mount of %s", type));
}

enum { ROOT = 3, POINT = 4, OPTIONS = 5, OPTIONAL = 6 };

/* Field 100 is the first behind the dash, the type. */
static const char *mount_field(const char *path, int wanted) {
    char full[PATH_MAX], line[4096];
    static char found[256];
    if (!realpath(path, full)) return outcome(-1);
    FILE *file = fopen("/proc/self/mountinfo", "re");
    if (!file) return outcome(-1);
    strcpy(found, "no mount");
    int layers = 0;
    while (fgets(line, sizeof line, file)) {
        char *save, *words[32];
        int count = 0, dash = 0;
        for (char *word = strtok_r(line, " \n", &save); word && count < 32; word = strtok_r(NULL, " \n", &save)) {
            if (dash == 0 && strcmp(word, "-") == 0) dash = count;
            words[count++] = word;
        }
        if (count < 8 || dash == 0 || strcmp(words[POINT], full) != 0) continue;
        layers++;
        if (wanted == OPTIONAL) {
            /* The numbers of peer groups are not kept, and no program depends on them. */
            strcpy(found, dash == OPTIONAL ? "private" : "");
            for (int i = OPTIONAL; i < dash; i++) {
                words[i][strcspn(words[i], ":")] = 0;
                strcat(strcat(found, i > OPTIONAL ? " " : ""), words[i]);
            }
        } else {
            int index = wanted >= 100 ? dash + 1 + wanted - 100 : wanted;
            snprintf(found, sizeof found, "%s", index < count ? words[index] : "nothing");
        }
    }
    fclose(file);
    return wanted == 0 ? text("%d", layers) : text("%s", found);
}

const char *mount_options(const char *path) { return mount_field(path, OPTIONS); }
const char *mount_propagation(const char *path) { return mount_field(path, OPTIONAL); }
const char *mount_root(const char *path) { return mount_field(path, ROOT); }
const char *mount_type(const char *path) { return mount_field(path, 100); }
const char *super_options(const char *path) { return mount_field(path, 102); }
const char *mount_layers(const char *path) { return mount_field(path, 0); }

void write_file(const char *path, const char *data) {
    int fd = must(open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    write_all(fd, data, strlen(data));
    must(close(fd));
}

void put(const char *path, const char *data) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd == -1 || write(fd, data, strlen(data)) == -1) unavailable(path);
    close(fd);
}
