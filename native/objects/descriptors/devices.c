/* Device files: open, with an offset where there is one, and used. */
#include "../object.h"
#include <linux/auto_dev-ioctl.h>
#include <stdio.h>
#include <sys/ioctl.h>

static int fd = -1;

static void open_device(const char *path, int flags) { fd = needs(open(path, flags | O_CLOEXEC)); }

static const char *link_of(void) {
    char target[128];
    ssize_t length = readlink(text("/proc/self/fd/%d", fd), target, sizeof target);
    return length == -1 ? outcome(-1) : bytes(target, (size_t)length);
}
static const char *device(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : text("%o, %lx", status.st_mode, (unsigned long)status.st_rdev);
}
static const char *flags(void) { return fd == -1 ? "EBADF" : text("%o", (unsigned)fcntl(fd, F_GETFL)); }

#define DEVICE {"name", link_of}, {"device", device}, {"flags", flags}

static const char *written(void) { return outcome(write(fd, "x", 1)); }
static const char *what_is_read(void) {
    char data[4];
    ssize_t got = read(fd, data, sizeof data);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}

/* Each has a number of its own. */
static const char *number_of_at(long number) {
    struct stat status;
    return fstat((int)number, &status) == -1 ? outcome(-1) : text("%lx", (unsigned long)status.st_rdev);
}
static const char *random_bytes(void) {
    char data[8];
    return outcome(read(20, data, sizeof data));
}
static const char *autofs_version(void) {
    struct autofs_dev_ioctl request;
    init_autofs_dev_ioctl(&request);
    if (ioctl(21, AUTOFS_DEV_IOCTL_VERSION, &request) == -1) return outcome(-1);
    return text("%u.%u", request.ver_major, request.ver_minor);
}
static void place(int number) {
    must(dup2(fd, number));
    must(close(fd));
    fd = number;
}
static void set_supported(void) {
    open_device("/dev/urandom", O_RDONLY);
    place(20);
    open_device("/dev/autofs", O_RDONLY);
    place(21);
    open_device("/dev/full", O_RDWR);
}
OBJECT(devices_supported) = {
    .name = "devices-supported",
    .about = "/dev/full, /dev/urandom and /dev/autofs stay open and work",
    .set = set_supported,
    .properties = PROPERTIES(DEVICE, {"write into full", written, .expected = "ENOSPC"},
                             {"read from full", what_is_read, .expected = "\\x00\\x00\\x00\\x00"},
                             {"urandom", .read_at = number_of_at, .number = 20}, {"bytes of urandom", random_bytes, .expected = "8"},
                             {"autofs", .read_at = number_of_at, .number = 21}, {"version of autofs", autofs_version}),
};

/* Anonymous memory by another name: one private mapping and one that a child shares. */
static char *private_memory, *shared;
static struct helper helper;
static const char *in_private(void) { return private_memory ? bytes(private_memory, 8) : "not mapped"; }
static const char *in_shared(void) { return shared ? bytes(shared, 8) : "not mapped"; }
static const char *write_shared(void) {
    memcpy(shared, "by child", 8);
    return in_shared();
}
static const char *in_child(void) { return helper.pid ? ask_helper(&helper, in_shared) : "no child"; }
static const char *shared_by_child(void) {
    if (!helper.pid) return "no child";
    ask_helper(&helper, write_shared);
    return in_shared();
}

static void set_zero(void) {
    open_device("/dev/zero", O_RDWR);
    private_memory = must(mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0));
    shared = must(mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    memcpy(private_memory, "private!", 8);
    memcpy(shared, "shared!!", 8);
    helper = start_helper(NULL);
}
OBJECT(device_zero_mapped) = {
    .name = "device-zero-mapped",
    .about = "private and shared mappings of /dev/zero keep their content, and a child shares one of them",
    .set = set_zero,
    .properties = PROPERTIES(DEVICE, {"private memory", in_private, .expected = "private!"},
                             {"shared memory", in_shared, .expected = "shared!!"},
                             {"shared memory in the child", in_child, .expected = "shared!!"},
                             {"after the child's write", shared_by_child, .expected = "by child", .once = true}),
};

/* A new master each time /dev/ptmx is opened: the number of its other end must stay. */
static const char *number(void) {
    unsigned got;
    return ioctl(fd, TIOCGPTN, &got) == -1 ? outcome(-1) : text("%u", got);
}
static const char *locked(void) {
    int got;
    return ioctl(fd, TIOCGPTLCK, &got) == -1 ? outcome(-1) : text("%d", got);
}
static void set_ptmx(void) { open_device("/dev/ptmx", O_RDWR | O_NOCTTY); }
OBJECT(device_ptmx) = {
    .name = "device-ptmx",
    .about = "/dev/ptmx that was opened and not unlocked keeps its terminal's number and its lock",
    .set = set_ptmx,
    .properties = PROPERTIES(DEVICE, {"number", number}, {"locked", locked, .expected = "1"}),
};

static const char *processor_vendor(void) {
    unsigned registers[4];
    ssize_t got = pread(fd, registers, sizeof registers, 0);
    return got == sizeof registers ? bytes(registers, sizeof registers) : outcome(-1);
}
static void set_cpuid(void) { open_device("/dev/cpu/0/cpuid", O_RDONLY); }
OBJECT(device_cpuid) = {
    .name = "device-cpuid",
    .about = "/dev/cpu/0/cpuid stays open",
    .set = set_cpuid,
    .properties = PROPERTIES(DEVICE, {"leaf 0", processor_vendor}),
};

/* The kernel wakes processors within this time as long as the file is open. */
static const char *latency(void) {
    int got;
    return pread(fd, &got, sizeof got, 0) == sizeof got ? text("%d", got) : outcome(-1);
}
static void set_latency(void) {
    int wanted = 1999999999; /* longer than any other request, so it slows nothing down */
    open_device("/dev/cpu_dma_latency", O_RDWR);
    must(pwrite(fd, &wanted, sizeof wanted, 0));
}
OBJECT(device_cpu_dma_latency) = {
    .name = "device-cpu-dma-latency",
    .about = "a request for a latency of the processors is kept (/dev/cpu_dma_latency)",
    .set = set_latency,
    .properties = PROPERTIES(DEVICE, {"latency", latency}),
};

#define OBJECT_OF(id, path, access, kind)                                                                                       \
    static void set_##id(void) { open_device(path, access); }                                                                  \
    OBJECT(device_##id) = {                                                                                                    \
        .name = "device-" kind, .about = path " stays open", .set = set_##id, .properties = PROPERTIES(DEVICE)}

/* Their state is not theirs but the machine's, or the kernel shows none. */
OBJECT_OF(fuse, "/dev/fuse", O_RDWR, "fuse");
OBJECT_OF(loop_control, "/dev/loop-control", O_RDWR, "loop-control");
OBJECT_OF(loop, "/dev/loop0", O_RDONLY, "loop");
OBJECT_OF(hwrng, "/dev/hwrng", O_RDONLY, "hwrng");
OBJECT_OF(kvm, "/dev/kvm", O_RDWR, "kvm");

/* The kernel's log: a descriptor stands behind the last record that it gave. The kernel drops old records and adds new ones. */
static long last = -1;
static long record(void) {
    char data[8192];
    long number;
    ssize_t size;
    do size = read(fd, data, sizeof data - 1);
    while (size == -1 && errno == EPIPE);
    if (size == -1) return -1;
    data[size] = 0;
    return sscanf(data, "%*u,%ld", &number) == 1 ? number : -1;
}
static const char *next_record(void) {
    if (last == -1) return "none";
    long got = record();
    return got != -1 && got <= last ? "one that was read" : "one that was not read";
}
static void set_log(void) {
    open_device("/dev/kmsg", O_RDONLY | O_NONBLOCK);
    for (long got; (got = record()) != -1;) last = got;
    if (last == -1) unavailable("a record in the kernel's log");
}
OBJECT(device_kmsg) = {
    .name = "device-kmsg",
    .about = "/dev/kmsg keeps its position in the log of the kernel",
    .set = set_log,
    .properties = PROPERTIES(DEVICE, {"next record", next_record, .expected = "one that was not read", .once = true}),
};
