/* A userfaultfd keeps what it was agreed on and the memory that it handles. */
#include "common.h"
#include <linux/userfaultfd.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

enum { SIZE = 8192, PAGE = 4096 };

static char *memory = MAP_FAILED;

static const char *interface(void) { return line_of(text("/proc/self/fdinfo/%d", FD), "API:"); }

/* The handshake can be done once only. */
static const char *second_handshake(void) {
    struct uffdio_api api = {.api = UFFD_API};
    return outcome(ioctl(FD, UFFDIO_API, &api));
}

static const char *registered(void) {
    FILE *smaps = fopen("/proc/self/smaps", "re");
    if (!smaps) return outcome(-1);
    const char *found = "not mapped", *start = text("%lx-", (unsigned long)memory);
    bool here = false;
    for (char line[4096]; fgets(line, sizeof line, smaps);) {
        if (strncmp(line, start, strlen(start)) == 0) here = true;
        if (!here || strncmp(line, "VmFlags:", 8) != 0) continue;
        found = strstr(line, " um") ? "missing pages" : strstr(line, " uw") ? "writes" : "none";
        break;
    }
    fclose(smaps);
    return found;
}

static void *touch(void *at) { return (void *)(long)*(volatile char *)at; }

/* The thread waits until the fault is handled, or gets a page of zeros if nothing handles it any more. */
static const char *handled_fault(void) {
    static char page[PAGE] = "handled";
    void *touched = NULL;
    if (memory == MAP_FAILED) return "not mapped";
    pthread_t toucher = start_thread(touch, memory + PAGE);
    struct uffd_msg message;
    long handled = -1;
    if (await(FD, POLLIN, 1) && read(FD, &message, sizeof message) == sizeof message) {
        struct uffdio_copy copy = {.dst = (uintptr_t)memory + PAGE, .src = (uintptr_t)page, .len = PAGE};
        handled = ioctl(FD, UFFDIO_COPY, &copy);
    }
    if (handled == -1) return "no fault was reported";
    must_be_0(pthread_join(toucher, &touched));
    return text("%c at %lld", (char)(long)touched, (long long)(message.arg.pagefault.address - (uintptr_t)memory));
}

static void make(void) {
    /* Only faults of the program itself: those of the kernel need a privilege. */
    place(needs((int)syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK | UFFD_USER_MODE_ONLY)), FD);
    struct uffdio_api api = {.api = UFFD_API};
    needs(ioctl(FD, UFFDIO_API, &api));
}

static void set_range(void) {
    make();
    memory = must(mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    memory[0] = 'x';
    struct uffdio_register range = {.range = {(uintptr_t)memory, SIZE}, .mode = UFFDIO_REGISTER_MODE_MISSING};
    needs(ioctl(FD, UFFDIO_REGISTER, &range));
}

OBJECT(userfaultfd) = {
    .name = "userfaultfd",
    .about = "a userfaultfd still handles the missing pages of a range",
    .set = set_range,
    .properties = PROPERTIES({"interface", interface}, {"flags", .read_at = flags_of, .number = FD},
                             {"registered for", registered, .expected = "missing pages"},
                             {"a second handshake", second_handshake, .expected = "EINVAL"},
                             {"a fault that it handles", handled_fault, .expected = "h at 4096", .once = true}),
};

OBJECT(userfaultfd_unregistered) = {
    .name = "userfaultfd-unregistered",
    .about = "a userfaultfd that handles nothing yet keeps what it was agreed on",
    .set = make,
    .properties = PROPERTIES({"interface", interface}, {"flags", .read_at = flags_of, .number = FD},
                             {"a second handshake", second_handshake, .expected = "EINVAL"}),
};
