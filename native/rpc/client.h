/* What the clients of CRIU's RPC share: their options, scripts and the PID file. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHANNEL = 200, MAX_SCRIPTS = 8, BROKEN = 125 };

static const char *scripts[MAX_SCRIPTS];
static size_t script_count;
static const char *pid_file;

static void fail(const char *what) {
    dprintf(2, "%s: %s: %s\n", program_invocation_short_name, what, strerror(errno));
    exit(BROKEN);
}

static void open_as(const char *option) {
    char *path = NULL;
    int wanted = strtol(option, &path, 10);
    int folder = *path == '=' ? open(path + 1, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (folder == -1 || dup3(folder, wanted, O_CLOEXEC) == -1) fail(option);
    setenv("CRTOOLS_IMAGE_DIR", path + 1, 0);
}

static pid_t spawn(char **argv, int channel) {
    pid_t pid = fork();
    if (pid == -1) fail("fork");
    if (pid == 0) {
        if (channel == -1 || dup2(channel, CHANNEL) != -1) execvp(argv[0], argv);
        fail(argv[0]);
    }
    return pid;
}

static int ended(pid_t pid) {
    int status;
    if (waitpid(pid, &status, 0) != pid) fail("waitpid");
    return status;
}

/* Runs the scripts as CRIU would, and returns whether all of them succeeded. */
static int run_scripts(const char *action, int pid) {
    char text[16];
    snprintf(text, sizeof text, "%d", pid);
    setenv("CRTOOLS_SCRIPT_ACTION", action, 1);
    if (pid > 0) setenv("CRTOOLS_INIT_PID", text, 1);
    for (size_t i = 0; i < script_count; i++)
        if (ended(spawn((char *[]){"/bin/sh", "-c", (char *)scripts[i], NULL}, -1)) != 0) return 0;
    return 1;
}

static void write_pid(int pid) {
    FILE *file = fopen(pid_file, "w");
    if (!file || fprintf(file, "%d", pid) < 0 || fclose(file) != 0) fail(pid_file);
}

/* Takes the options, and returns the index of the first argument after them. */
static int options(int argc, char **argv) {
    int i = 1;
    for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
        if (strcmp(argv[i], "--open") == 0) open_as(argv[i + 1]);
        else if (strcmp(argv[i], "--pid-file") == 0) pid_file = argv[i + 1];
        else if (strcmp(argv[i], "--script") == 0 && script_count < MAX_SCRIPTS) scripts[script_count++] = argv[i + 1];
        else break;
    }
    return i;
}
