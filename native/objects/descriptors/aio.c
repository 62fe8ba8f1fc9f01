/* Contexts of asynchronous I/O (io_setup): idle, and with a completion that is not read yet. */
#include "../object.h"
#include <linux/aio_abi.h>
#include <sys/syscall.h>
#include <time.h>

static aio_context_t context;
static int fd = -1;
static char buffer[16];

/* The start of the ring that the kernel maps at the context's address. */
struct ring {
    unsigned id, entries, head, tail, magic, compatible, incompatible, header;
};

/* 0 is no address of a ring. */
static const char *address(void) { return text("%lx", (unsigned long)context); }
static const char *entries(void) {
    const struct ring *ring = (const void *)context;
    return ring ? text("%u, %x", ring->entries, ring->magic) : "none";
}
static const char *waiting(void) {
    const struct ring *ring = (const void *)context;
    return ring ? text("%u", ring->tail - ring->head) : "none";
}

static long take(struct io_event *event) {
    return syscall(SYS_io_getevents, context, 0L, 1L, event, &(struct timespec){0});
}

static const char *taken(void) {
    struct io_event event;
    long got = take(&event);
    return got == 1 ? text("data %llx, result %lld", event.data, event.res) : outcome(got);
}

static void submit(uint64_t data, unsigned size) {
    struct iocb request = {.aio_data = data, .aio_lio_opcode = IOCB_CMD_PREAD, .aio_fildes = (unsigned)fd, .aio_buf = (uintptr_t)buffer,
                           .aio_nbytes = size};
    struct iocb *requests[] = {&request};
    must(syscall(SYS_io_submit, context, 1L, requests));
}

/* A file system may complete a read later, so this waits, at most a second. */
static const char *another(void) {
    if (!context) return "no context";
    memset(buffer, 0, sizeof buffer);
    submit(0xabc, 4);
    struct io_event event;
    if (syscall(SYS_io_getevents, context, 1L, 1L, &event, &(struct timespec){.tv_sec = 1}) != 1) return outcome(-1);
    return text("data %llx, result %lld, %s", event.data, event.res, bytes(buffer, 4));
}

static const char *what_was_read(void) { return bytes(buffer, 9); }

static void set_idle(void) {
    must(write((fd = must(open("read", O_RDWR | O_CREAT | O_CLOEXEC, 0600))), "something", 9));
    needs(syscall(SYS_io_setup, 64, &context));
}

OBJECT(aio_idle) = {
    .name = "aio-idle",
    .about = "a context of asynchronous I/O keeps its address and its size, and works",
    .set = set_idle,
    .properties = PROPERTIES({"address", address}, {"entries and magic number", entries}, {"completions", waiting, .expected = "0"},
                             {"no completion", taken, .expected = "0"},
                             {"another read", another, .expected = "data abc, result 4, some", .once = true}),
};

static void set_completed(void) {
    set_idle();
    submit(0x1234567890, 9);
    for (int i = 0; i < 1000 && strcmp(waiting(), "1") != 0; i++) usleep(1000);
}

OBJECT(aio_completed) = {
    .name = "aio-completed",
    .about = "a context of asynchronous I/O keeps a completion that is not read yet",
    .set = set_completed,
    .properties = PROPERTIES({"address", address}, {"entries and magic number", entries}, {"completions", waiting, .expected = "1"},
                             {"what was read", what_was_read, .expected = "something"},
                             {"completion", taken, .expected = "data 1234567890, result 9", .once = true},
                             {"no further one", taken, .expected = "0", .once = true},
                             {"another read", another, .expected = "data abc, result 4, some", .once = true}),
};

/* A request that is under way: the kernel watches a pipe, and completes when it is readable. */
static int writer = -1;
static const char *completes(void) {
    struct io_event event;
    if (writer == -1) return "no request";
    must(write(writer, "x", 1));
    if (syscall(SYS_io_getevents, context, 1L, 1L, &event, &(struct timespec){.tv_nsec = 500000000}) != 1) return "nothing";
    return text("data %llx, %s", event.data, event.res & POLLIN ? "readable" : "not readable");
}

static void set_pending(void) {
    int ends[2];
    set_idle();
    must(pipe2(ends, O_CLOEXEC));
    struct iocb request = {.aio_data = 0xdef, .aio_lio_opcode = IOCB_CMD_POLL, .aio_fildes = (unsigned)ends[0], .aio_buf = POLLIN};
    struct iocb *requests[] = {&request};
    needs(syscall(SYS_io_submit, context, 1L, requests));
    writer = ends[1];
}

OBJECT(aio_pending) = {
    .name = "aio-pending",
    .about = "a request for asynchronous I/O that is under way still completes (IOCB_CMD_POLL)",
    .set = set_pending,
    .properties = PROPERTIES({"address", address}, {"entries and magic number", entries}, {"completions", waiting, .expected = "0"},
                             {"completion after a write", completes, .expected = "data def, readable", .once = true}),
};
