/* The command line. */
#include "inventory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

static const char help[] =
    "usage: inventory [--summary] PID\n"
    "\n"
    "Prints what a process and its descendants consist of, as JSON (docs/inventory.schema.json). It only reads: it neither\n"
    "stops nor changes the processes. What the caller may not see is listed as unknown.\n"
    "\n"
    "  --summary  numbers by kind, without the lists of descriptors, mappings and threads\n"
    "\n"
    "exit codes:\n"
    "  0  printed\n"
    "  1  the inventory itself failed\n"
    "  2  a wrong option\n"
    "  3  there is no such process\n"
    "  4  the process ended meanwhile\n"
    "  5  it is a kernel thread\n"
    "  6  it is a zombie\n";

static uint64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000ull + now.tv_nsec / 1000;
}

static int wrong(const char *what, const char *word)
{
    fprintf(stderr, "inventory: %s: %s\n%s", what, word, help);
    return USAGE;
}

static void print_caller(void)
{
    struct utsname system;
    struct text text = { 0 };
    uname(&system);
    json_open("caller", '{');
    json_text("kernel", system.release);
    json_text("machine", system.machine);
    json_number("uid", geteuid());
    json_number("gid", getegid());
    if (slurp(AT_FDCWD, "/proc/self/status", &text)) {
        const char *capabilities = value_of(text.data, "CapEff:");
        const char *bounding = value_of(text.data, "CapBnd:");
        const char *seccomp = value_of(text.data, "Seccomp:");
        if (capabilities)
            json_bytes("capabilities", capabilities, strcspn(capabilities, "\n"));
        if (bounding)
            json_bytes("bounding_capabilities", bounding, strcspn(bounding, "\n"));
        if (seccomp)
            json_bool("filtered", *seccomp == '2');
    }
    json_close();
    free(text.data);
}

static void print(pid_t pid, bool lists, uint64_t begun)
{
    size_t threads = 0;
    json_open(NULL, '{');
    json_number("schema", 1);
    json_number("pid", pid);
    print_caller();
    json_open("processes", '[');
    for (size_t i = 0; i < tree_size; i++) {
        threads += tree[i].threads;
        print_process(&tree[i], lists);
    }
    json_close();
    json_open("summary", '{');
    json_size("processes", tree_size);
    json_size("threads", threads);
    print_counts(true);
    json_close();
    print_unknown();
    json_size("microseconds", now_us() - begun);
    json_close();
}

int main(int argc, char **argv)
{
    uint64_t begun = now_us();
    bool lists = true;
    const char *word = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            fputs(help, stdout);
            return ENDED_WELL;
        }
        if (strcmp(argv[i], "--summary") == 0)
            lists = false;
        else if (*argv[i] == '-')
            return wrong("unknown option", argv[i]);
        else if (word)
            return wrong("one PID is enough", argv[i]);
        else
            word = argv[i];
    }
    char *end = NULL;
    long pid = word ? strtol(word, &end, 10) : 0;
    if (!word || *end || pid <= 0 || pid > INT32_MAX)
        return wrong("expected a PID", word ? word : "none");

    /* The inventory keeps the folder of each process open, so that a reused PID cannot mislead it. */
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    int found = tree_collect(pid);
    if (found != ENDED_WELL)
        return found;
    for (size_t i = 0; i < tree_size; i++)
        descriptors_collect(&tree[i]);
    sockets_collect();
    peers_collect();
    print(pid, lists, begun);
    if (!target_runs()) {
        fprintf(stderr, "inventory: process %ld ended while it was read\n", pid);
        return ENDED_MEANWHILE;
    }
    if (!json_write(STDOUT_FILENO)) {
        fprintf(stderr, "inventory: cannot write: %s\n", strerror(errno));
        return FAILED;
    }
    return ENDED_WELL;
}
