/* Files in /proc and /sys, which belong to a process or to the kernel, and hold an offset. */
#include "../object.h"
#include <dirent.h>
#include <sys/syscall.h>

static int fd = -1;
static struct helper helper;
static pid_t ended;
static volatile char memory[64] = "before";

static const char *link_of(void) {
    char target[128];
    ssize_t length = readlink(text("/proc/self/fd/%d", fd), target, sizeof target);
    return length == -1 ? outcome(-1) : bytes(target, (size_t)length);
}
static const char *offset(void) { return outcome(lseek(fd, 0, SEEK_CUR)); }
static const char *flags(void) { return fd == -1 ? "EBADF" : text("%o", (unsigned)fcntl(fd, F_GETFL)); }

#define COMMON {"name", link_of}, {"offset", offset}, {"flags", flags}

static const char *read_at(off_t at, size_t size) {
    char data[512];
    ssize_t got = pread(fd, data, size, at);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}
static const char *start(void) { return read_at(0, 6); }

static void open_file(const char *path, int access) { fd = needs(open(path, access | O_CLOEXEC)); }

/* The first line: the program's own code does not move. */
static void set_maps(void) {
    char data[40];
    open_file("/proc/self/maps", O_RDONLY);
    must(read(fd, data, sizeof data));
}
static const char *first_mapping(void) { return read_at(0, 30); }
OBJECT(proc_maps) = {
    .name = "proc-maps",
    .about = "/proc/self/maps keeps its offset and shows the mappings of the process",
    .set = set_maps,
    .properties = PROPERTIES({"name", link_of}, {"offset", offset, .expected = "40"}, {"flags", flags}, {"first mapping", first_mapping}),
};

static void set_init(void) { open_file("/proc/1/status", O_RDONLY); }
OBJECT(proc_outside) = {
    .name = "proc-outside",
    .about = "a file in /proc of a process outside the tree stays open",
    .set = set_init,
    .properties = PROPERTIES(COMMON, {"start", start, .expected = "Name:\\x09"}),
};

static void set_huge_pages(void) {
    char data[4];
    open_file("/sys/kernel/mm/transparent_hugepage/enabled", O_RDONLY);
    must(read(fd, data, sizeof data));
}
static const char *whole(void) { return read_at(0, 60); }
OBJECT(sys_file) = {
    .name = "sys-file",
    .about = "a file in /sys keeps its offset",
    .set = set_huge_pages,
    .properties = PROPERTIES({"name", link_of}, {"offset", offset, .expected = "4"}, {"flags", flags}, {"content", whole}),
};

static void set_sysctl(void) { open_file("/proc/sys/kernel/hostname", O_RDONLY); }
OBJECT(proc_sysctl) = {
    .name = "proc-sysctl",
    .about = "a file in /proc/sys stays open",
    .set = set_sysctl,
    .properties = PROPERTIES(COMMON, {"content", whole}),
};

static void set_dead(void) {
    struct helper child = start_helper(NULL);
    open_file(text("/proc/%d/status", child.pid), O_RDONLY);
    ended = child.pid;
    end_helper(&child);
}
static const char *gone(void) { return ended ? outcome(access(text("/proc/%d", ended), F_OK)) : "no child"; }
OBJECT(proc_dead_child) = {
    .name = "proc-dead-child",
    .about = "a file in /proc of a child that has ended stays open and says so",
    .set = set_dead,
    .properties = PROPERTIES(COMMON, {"read", start, .expected = "ESRCH"}, {"its folder", gone, .expected = "ENOENT"}),
};

/* The numbers that the open folder still lists from its offset on. */
static const char *listed(void) {
    char data[4096], found[200] = "";
    size_t used = 0;
    off_t before = lseek(fd, 0, SEEK_CUR);
    if (before == -1) return outcome(-1);
    long got = must(syscall(SYS_getdents64, fd, data, sizeof data));
    for (long at = 0; at < got && used < sizeof found - 8;) {
        const struct dirent64 *entry = (const void *)(data + at);
        for (const char *c = entry->d_name; *c; c++) found[used++] = *c;
        found[used++] = ' ';
        at += entry->d_reclen;
    }
    must(lseek(fd, before, SEEK_SET));
    return bytes(found, used);
}
static void set_folder(void) {
    char data[24 * 4];
    open_file("/proc/self/fd", O_RDONLY | O_DIRECTORY);
    must(syscall(SYS_getdents64, fd, data, sizeof data));
}
OBJECT(proc_folder) = {
    .name = "proc-folder",
    .about = "a folder in /proc that is read half keeps its position",
    .set = set_folder,
    .properties = PROPERTIES(COMMON, {"rest of the entries", listed}),
};

static off_t place(void) { return (off_t)(uintptr_t)memory; }
static const char *own_memory(void) { return read_at(place(), 6); }
static const char *changed_through_file(void) {
    if (pwrite(fd, "after!", 6, place()) == -1) return outcome(-1);
    return bytes((const char *)memory, 6);
}
static void set_memory(void) {
    open_file("/proc/self/mem", O_RDWR);
    must(lseek(fd, 4096, SEEK_SET));
}
OBJECT(proc_own_memory) = {
    .name = "proc-own-memory",
    .about = "/proc/self/mem still reads and writes the memory of the process",
    .set = set_memory,
    .properties = PROPERTIES(COMMON, {"memory", own_memory, .expected = "before"},
                             {"after a write", changed_through_file, .expected = "after!", .once = true}),
};

static void write_in_child(void) { memcpy((char *)memory, "child!", 6); }
static const char *memory_of_child(void) { return bytes((const char *)memory, 6); }
static const char *changed_in_child(void) {
    if (pwrite(fd, "after!", 6, place()) == -1) return outcome(-1);
    return ask_helper(&helper, memory_of_child);
}
static void set_child_memory(void) {
    helper = start_helper(write_in_child);
    open_file(text("/proc/%d/mem", helper.pid), O_RDWR);
}
OBJECT(proc_child_memory) = {
    .name = "proc-child-memory",
    .about = "/proc/PID/mem of a child still reads and writes the memory of the child",
    .set = set_child_memory,
    .properties = PROPERTIES(COMMON, {"memory", own_memory, .expected = "child!"},
                             {"after a write", changed_in_child, .expected = "after!", .once = true}),
};

/* The entry of a page that was written: present or swapped, and not of a file. */
static const char *page(void) {
    uint64_t entry;
    memory[60] = 1;
    if (pread(fd, &entry, sizeof entry, place() / 4096 * 8) != sizeof entry) return outcome(-1);
    return text("%s, %s", entry >> 62 ? "there" : "absent", entry >> 61 & 1 ? "of a file" : "anonymous");
}
static void set_pagemap(void) {
    open_file("/proc/self/pagemap", O_RDONLY);
    must(lseek(fd, 8 * 1024, SEEK_SET));
}
OBJECT(proc_pagemap) = {
    .name = "proc-pagemap",
    .about = "/proc/self/pagemap keeps its offset and shows the pages of the process",
    .set = set_pagemap,
    .properties = PROPERTIES({"name", link_of}, {"offset", offset, .expected = "8192"}, {"flags", flags},
                             {"a page", page, .expected = "there, anonymous"}),
};

static const char *inode(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : text("%lu", (unsigned long)status.st_ino);
}
static void set_namespace(void) { open_file("/proc/self/ns/net", O_RDONLY); }
OBJECT(proc_namespace) = {
    .name = "proc-namespace",
    .about = "a descriptor of the network namespace stays one of the same namespace",
    .set = set_namespace,
    .properties = PROPERTIES({"name", link_of}, {"flags", flags}, {"inode", inode}),
};
