/* Files in /proc and /sys, which belong to a process or to the kernel. */
#include "../object.h"
#include <dirent.h>
#include <sys/syscall.h>

enum { MAPS = 20, OUTSIDE, SYSFS, SYSCTL, PAGEMAP, NAMESPACE, FOLDER };

static int fd = -1;
static struct helper helper;
static pid_t ended;
static volatile char memory[64] = "before";

static const char *link_at(long number) {
    char target[128];
    ssize_t length = readlink(text("/proc/self/fd/%ld", number), target, sizeof target);
    return length == -1 ? outcome(-1) : bytes(target, (size_t)length);
}
static const char *offset_at(long number) { return outcome(lseek((int)number, 0, SEEK_CUR)); }

static const char *read_at(int number, off_t at, size_t size) {
    char data[128];
    ssize_t got = pread(number, data, size, at);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}
/* Not more: the rest may differ each time. */
static const char *start_at(long number) { return read_at((int)number, 0, number == MAPS ? 30 : 6); }

static void open_file(const char *path, int access, int number) {
    int made = needs(open(path, access | O_CLOEXEC));
    fd = must(dup2(made, number));
    must(close(made));
}
static void read_some(size_t size) {
    char data[64];
    must(read(fd, data, size));
}

static off_t place(void) { return (off_t)(uintptr_t)memory; }

/* The entry of a page that was written: present or swapped, and not of a file. */
static const char *page(void) {
    uint64_t entry;
    memory[60] = 1;
    if (pread(PAGEMAP, &entry, sizeof entry, place() / 4096 * 8) != sizeof entry) return outcome(-1);
    return text("%s, %s", entry >> 62 ? "there" : "absent", entry >> 61 & 1 ? "of a file" : "anonymous");
}

/* How many numbers the open folder still lists from its position on. */
static const char *rest_of_folder(void) {
    char data[4096];
    off_t before = lseek(FOLDER, 0, SEEK_CUR);
    if (before == -1) return outcome(-1);
    int found = 0;
    for (long got; (got = must(syscall(SYS_getdents64, FOLDER, data, sizeof data))) > 0;)
        for (long at = 0; at < got; at += ((const struct dirent64 *)(data + at))->d_reclen) found++;
    must(lseek(FOLDER, before, SEEK_SET));
    return text("%d entries", found);
}

static void set_files(void) {
    char data[24 * 4];
    open_file("/proc/self/maps", O_RDONLY, MAPS);
    read_some(40);
    open_file("/proc/1/status", O_RDONLY, OUTSIDE);
    open_file("/sys/kernel/mm/transparent_hugepage/enabled", O_RDONLY, SYSFS);
    read_some(4);
    open_file("/proc/sys/kernel/hostname", O_RDONLY, SYSCTL);
    open_file("/proc/self/pagemap", O_RDONLY, PAGEMAP);
    must(lseek(fd, 8192, SEEK_SET));
    open_file("/proc/self/ns/net", O_RDONLY, NAMESPACE);
    open_file("/proc/self/fd", O_RDONLY | O_DIRECTORY, FOLDER);
    must(syscall(SYS_getdents64, fd, data, sizeof data));
}

OBJECT(proc_files) = {
    .name = "proc-files",
    .about = "files in /proc and /sys stay open at their offsets, and show what they did",
    .set = set_files,
    .properties = PROPERTIES(
        {"offset of maps", .read_at = offset_at, .number = MAPS, .expected = "40"}, {"first mapping", .read_at = start_at, .number = MAPS},
        {"status of another process", .read_at = link_at, .number = OUTSIDE},
        {"its first bytes", .read_at = start_at, .number = OUTSIDE, .expected = "Name:\\x09"},
        {"offset in sysfs", .read_at = offset_at, .number = SYSFS, .expected = "4"},
        {"content in sysfs", .read_at = start_at, .number = SYSFS}, {"sysctl", .read_at = link_at, .number = SYSCTL},
        {"content of the sysctl", .read_at = start_at, .number = SYSCTL},
        {"offset of pagemap", .read_at = offset_at, .number = PAGEMAP, .expected = "8192"},
        {"a page in pagemap", page, .expected = "there, anonymous"}, {"namespace", .read_at = link_at, .number = NAMESPACE},
        {"folder", .read_at = link_at, .number = FOLDER}, {"rest of the folder", rest_of_folder}),
};

static const char *start(void) { return start_at(fd); }
static const char *link_of(void) { return link_at(fd); }
static const char *gone(void) { return ended ? outcome(access(text("/proc/%d", ended), F_OK)) : "no child"; }

static void set_dead(void) {
    struct helper child = start_helper(NULL);
    open_file(text("/proc/%d/status", child.pid), O_RDONLY, 20);
    ended = child.pid;
    end_helper(&child);
}

OBJECT(proc_dead_child) = {
    .name = "proc-dead-child",
    .about = "a file in /proc of a child that has ended stays open, and a read fails",
    .set = set_dead,
    .properties = PROPERTIES({"name", link_of}, {"read", start, .expected = "ESRCH"}, {"its folder", gone, .expected = "ENOENT"}),
};

/* The memory of the process, and that of its child at the same address. */
static const char *memory_through_at(long number) { return read_at((int)number, place(), 6); }
static const char *own(void) { return bytes((const char *)memory, 6); }
static void write_in_child(void) { memcpy((char *)memory, "child!", 6); }
static const char *written_through_at(long number) {
    if (pwrite((int)number, "after!", 6, place()) == -1) return outcome(-1);
    return number == 20 ? own() : ask_helper(&helper, own);
}

static void set_memory(void) {
    helper = start_helper(write_in_child);
    open_file("/proc/self/mem", O_RDWR, 20);
    must(lseek(fd, 4096, SEEK_SET));
    open_file(text("/proc/%d/mem", helper.pid), O_RDWR, 21);
}

OBJECT(proc_memory) = {
    .name = "proc-memory",
    .about = "/proc/PID/mem of the process and of its child still reads and writes their memory",
    .set = set_memory,
    .properties = PROPERTIES({"own offset", .read_at = offset_at, .number = 20, .expected = "4096"},
                             {"own memory", .read_at = memory_through_at, .number = 20, .expected = "before"},
                             {"memory of the child", .read_at = memory_through_at, .number = 21, .expected = "child!"},
                             {"own memory after a write", .read_at = written_through_at, .number = 20, .expected = "after!", .once = true},
                             {"memory of the child after a write", .read_at = written_through_at, .number = 21, .expected = "after!",
                              .once = true}),
};
