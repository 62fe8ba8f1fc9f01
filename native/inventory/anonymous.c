/* Descriptors that the kernel makes without a path: their kinds, and what fdinfo says of each. */
#include "inventory.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *begin, *kind;
} kinds[] = {
    { "eventfd", "eventfd" },      { "timerfd", "timerfd" },
    { "signalfd", "signalfd" },    { "eventpoll", "epoll" },
    { "inotify", "inotify" },      { "fanotify", "fanotify" },
    { "pidfd", "pidfd" },          { "io_uring", "io_uring" },
    { "bpf", "bpf" },              { "btf", "bpf" },
    { "perf_event", "perf" },      { "userfaultfd", "userfaultfd" },
    { "seccomp notify", "seccomp-notify" }, { "kvm", "kvm" },
    { "landlock", "landlock" },    { "secretmem", "secretmem" },
};

/* A name is "anon_inode:[eventfd]" or "anon_inode:inotify". */
const char *anonymous_kind(const char *name)
{
    name += strcspn(name, ":") + 1;
    name += *name == '[';
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strncmp(name, kinds[i].begin, strlen(kinds[i].begin)) == 0)
            return kinds[i].kind;
    return "anonymous-inode";
}

static const struct {
    const char *begin, *class;
} devices[] = {
    { "/dev/null", "memory" },         { "/dev/zero", "memory" },   { "/dev/full", "memory" },
    { "/dev/random", "random" },       { "/dev/urandom", "random" }, { "/dev/nvidia", "nvidia" },
    { "/dev/kfd", "amd" },             { "/dev/dri/", "dri" },      { "/dev/infiniband/", "infiniband" },
    { "/dev/fuse", "fuse" },           { "/dev/net/tun", "tun" },   { "/dev/kvm", "kvm" },
    { "/dev/vhost", "vhost" },         { "/dev/accel", "accelerator" }, { "/dev/mem", "physical-memory" },
    { "/dev/rtc", "clock" },           { "/dev/ptp", "clock" },     { "/dev/snd/", "sound" },
    { "/dev/sg", "scsi" },             { "/dev/loop", "disk" },     { "/dev/sd", "disk" },
    { "/dev/vd", "disk" },             { "/dev/nvme", "disk" },     { "/dev/dm-", "disk" },
};

const char *device_class(const char *path)
{
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (strncmp(path, devices[i].begin, strlen(devices[i].begin)) == 0)
            return devices[i].class;
    return "other";
}

static void number_of(const char *info, const char *line, const char *key, int base)
{
    const char *value = value_of(info, line);
    if (value)
        json_size(key, strtoull(value, NULL, base));
}

static void text_of(const char *info, const char *line, const char *key)
{
    const char *value = value_of(info, line);
    if (value)
        json_bytes(key, value, strcspn(value, "\n"));
}

/* A time is "(SECONDS, NANOSECONDS)". */
static void time_of(const char *info, const char *line, const char *key)
{
    const char *value = value_of(info, line);
    unsigned long long seconds, rest;
    if (value && sscanf(value, "(%llu, %llu)", &seconds, &rest) == 2)
        json_size(key, seconds * 1000000000 + rest);
}

static void print_timer(const char *info)
{
    number_of(info, "clockid:", "clock", 10);
    number_of(info, "ticks:", "ticks", 10);
    number_of(info, "settime flags:", "set_flags", 8);
    time_of(info, "it_value:", "remaining_ns");
    time_of(info, "it_interval:", "interval_ns");
}

static void print_epoll(const char *info)
{
    json_open("targets", '[');
    for (const char *line = info; (line = strstr(line, "tfd:"));) {
        int fd;
        unsigned events;
        unsigned long long data;
        if (sscanf(line, "tfd: %d events: %x data: %llx", &fd, &events, &data) == 3) {
            json_open(NULL, '{');
            json_number("fd", fd);
            json_size("events", events);
            json_close();
        }
        line += 4;
    }
    json_close();
}

/* A watch is "inotify wd:1 ino:2a sdev:fe00000 mask:2 …". */
static void print_inotify(const char *info)
{
    json_open("watches", '[');
    for (const char *line = info; (line = strstr(line, "inotify wd:"));) {
        unsigned wd, device, mask;
        unsigned long long inode;
        if (sscanf(line, "inotify wd:%x ino:%llx sdev:%x mask:%x", &wd, &inode, &device, &mask) == 4) {
            char text[32];
            /* The kernel's own form of a device number has 20 bits of minor. */
            snprintf(text, sizeof text, "%u:%u", device >> 20, device & 0xfffff);
            json_open(NULL, '{');
            json_size("wd", wd);
            json_text("device", text);
            json_size("inode", inode);
            json_size("mask", mask);
            const struct descriptor *file = descriptor_of("file", device >> 20, device & 0xfffff, inode);
            if (file && file->is.stx_nlink == 0)
                json_bool("unlinked", true);
            json_close();
        }
        line += strlen("inotify wd:");
    }
    json_close();
}

/* The first line has the flags of the group, each other one is a mark. */
static void print_fanotify(const char *info)
{
    size_t marks = 0;
    for (const char *line = info; (line = strstr(line, "fanotify ")); line++)
        marks++;
    json_size("marks", marks ? marks - 1 : 0);
}

static void print_bpf(const char *info)
{
    number_of(info, "map_id:", "map_id", 10);
    number_of(info, "map_type:", "map_type", 10);
    number_of(info, "max_entries:", "max_entries", 10);
    number_of(info, "prog_id:", "program_id", 10);
    number_of(info, "prog_type:", "program_type", 10);
    number_of(info, "link_id:", "link_id", 10);
}

static void print_io_uring(const char *info)
{
    const char *thread = value_of(info, "SqThread:");
    if (thread && atoi(thread) > 0)
        json_number("thread", atoi(thread));
    number_of(info, "UserFiles:", "registered_files", 10);
    number_of(info, "UserBufs:", "registered_buffers", 10);
}

/* Returns the process of a thread; 0 if the thread has ended. */
static pid_t process_of(pid_t thread)
{
    char path[40];
    snprintf(path, sizeof path, "/proc/%d/status", thread);
    const char *process = slurp(AT_FDCWD, path, scratch()) ? value_of(scratch()->data, "Tgid:") : NULL;
    return process ? atoi(process) : 0;
}

/* PIDFD_THREAD is O_EXCL, which other descriptors do not keep. */
static void print_pidfd(const struct descriptor *d)
{
    const char *value = d->info ? value_of(d->info, "Pid:") : NULL;
    pid_t pid = value ? atoi(value) : 0; /* -1: it has ended */
    if (d->flags & O_EXCL) {
        json_bool("of_thread", true);
        if (pid > 0) {
            json_number("thread", pid);
            pid = process_of(pid);
        }
    }
    if (pid == 0)
        return;
    json_number("process", pid);
    json_text("peer", tree_has(pid) ? "inside" : pid > 0 ? "outside" : "none");
}

void print_anonymous(const struct descriptor *d)
{
    const char *info = d->info ? d->info : "", *kind = d->kind;
    const char *name = d->link + strcspn(d->link, ":");
    if (strcmp(kind, "anonymous-inode") == 0 || strcmp(kind, "bpf") == 0 || strcmp(kind, "kvm") == 0)
        json_text("name", *name ? name + 1 : d->link);
    if (strcmp(kind, "eventfd") == 0) {
        number_of(info, "eventfd-count:", "counter", 16);
        const char *semaphore = value_of(info, "eventfd-semaphore:");
        if (semaphore)
            json_bool("semaphore", atoi(semaphore));
    } else if (strcmp(kind, "timerfd") == 0) {
        print_timer(info);
    } else if (strcmp(kind, "signalfd") == 0) {
        text_of(info, "sigmask:", "signals");
    } else if (strcmp(kind, "epoll") == 0) {
        print_epoll(info);
    } else if (strcmp(kind, "inotify") == 0) {
        print_inotify(info);
    } else if (strcmp(kind, "fanotify") == 0) {
        print_fanotify(info);
    } else if (strcmp(kind, "pidfd") == 0) {
        print_pidfd(d);
    } else if (strcmp(kind, "bpf") == 0) {
        print_bpf(info);
    } else if (strcmp(kind, "io_uring") == 0) {
        print_io_uring(info);
    }
}
