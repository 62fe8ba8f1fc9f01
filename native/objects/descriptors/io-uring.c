/* An io_uring keeps its rings, what is registered with it, and the completions that wait in it. */
#include "common.h"
#include <linux/io_uring.h>
#include <sys/syscall.h>

enum { ENTRIES = 8 };

static struct io_uring_params params;
static char *rings = MAP_FAILED;
static struct io_uring_sqe *entries = MAP_FAILED;

static unsigned *in_rings(unsigned offset) { return (unsigned *)(rings + offset); }

static struct io_uring_cqe *completion(unsigned number) {
    return (struct io_uring_cqe *)(rings + params.cq_off.cqes) + (number & *in_rings(params.cq_off.ring_mask));
}

static long submit_nop(uint64_t user_data) {
    unsigned *tail = in_rings(params.sq_off.tail), slot = *tail & *in_rings(params.sq_off.ring_mask);
    entries[slot] = (struct io_uring_sqe){.opcode = IORING_OP_NOP, .user_data = user_data};
    in_rings(params.sq_off.array)[slot] = slot;
    __atomic_store_n(tail, *tail + 1, __ATOMIC_RELEASE);
    return syscall(SYS_io_uring_enter, FD, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0);
}

static const char *ring_size(void) {
    return rings == MAP_FAILED ? "not mapped" : text("%u", *in_rings(params.cq_off.ring_entries));
}

static const char *waiting_completions(void) {
    if (rings == MAP_FAILED) return "not mapped";
    return text("%u", __atomic_load_n(in_rings(params.cq_off.tail), __ATOMIC_ACQUIRE) - *in_rings(params.cq_off.head));
}

static const char *waiting_data(void) {
    return rings == MAP_FAILED ? "not mapped" : text("%llu", completion(*in_rings(params.cq_off.head))->user_data);
}

static const char *new_completion(void) {
    if (rings == MAP_FAILED) return "not mapped";
    long submitted = submit_nop(44);
    if (submitted != 1) return outcome(submitted);
    return text("%llu", completion(__atomic_load_n(in_rings(params.cq_off.tail), __ATOMIC_ACQUIRE) - 1)->user_data);
}

static const char *registered(void) { return line_of(text("/proc/self/fdinfo/%d", FD), "UserFiles:"); }
static const char *ring_mask(void) { return line_of(text("/proc/self/fdinfo/%d", FD), "SqMask:"); }

/* The file is registered already: the kernel answers with EBUSY as long as it is. */
static const char *second_registration(void) {
    int file = FD;
    return outcome(syscall(SYS_io_uring_register, FD, IORING_REGISTER_FILES, &file, 1));
}

static const char *empty_submission(void) { return outcome(syscall(SYS_io_uring_enter, FD, 0, 0, 0, NULL, 0)); }

static const char *mapped_rings(void) {
    FILE *maps = fopen("/proc/self/maps", "re");
    if (!maps) return outcome(-1);
    int found = 0;
    for (char line[4096]; fgets(line, sizeof line, maps);) found += strstr(line, "anon_inode:[io_uring]") != NULL;
    fclose(maps);
    return text("%d", found);
}

static void make(void) {
    place(needs((int)syscall(SYS_io_uring_setup, ENTRIES, &params)), FD);
    int file = must(open("registered", O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    must(syscall(SYS_io_uring_register, FD, IORING_REGISTER_FILES, &file, 1));
    must(close(file));
}

static void set_mapped(void) {
    make();
    size_t size = params.cq_off.cqes + params.cq_entries * sizeof(struct io_uring_cqe);
    rings = must(mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, FD, IORING_OFF_SQ_RING));
    entries = must(mmap(NULL, params.sq_entries * sizeof *entries, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, FD,
                        IORING_OFF_SQES));
    must(submit_nop(42));
    must(submit_nop(43));
}

OBJECT(io_uring) = {
    .name = "io-uring",
    .about = "an io_uring keeps its rings, its registered files and the completions that wait in it",
    .set = set_mapped,
    .properties = PROPERTIES({"size of the completion ring", ring_size, .expected = "16"},
                             {"waiting completions", waiting_completions, .expected = "2"},
                             {"first of them", waiting_data, .expected = "42"},
                             {"registered files", registered, .expected = "1"},
                             {"mapped regions", mapped_rings, .expected = "2"},
                             {"new completion", new_completion, .expected = "44", .once = true}),
};

OBJECT(io_uring_unmapped) = {
    .name = "io-uring-unmapped",
    .about = "an io_uring whose rings were never mapped keeps its registered files",
    .set = make,
    .properties = PROPERTIES({"mask of the submission ring", ring_mask, .expected = "0x7"},
                             {"registered files", registered, .expected = "1"}, {"flags", .read_at = flags_of, .number = FD},
                             {"an empty submission", empty_submission, .expected = "0"},
                             {"a second registration", second_registration, .expected = "EBUSY", .once = true}),
};

static void set_closed(void) {
    set_mapped();
    must(close(FD));
}

OBJECT(io_uring_closed) = {
    .name = "io-uring-closed",
    .about = "the mapped rings of an io_uring keep their content after its descriptor was closed",
    .set = set_closed,
    .properties = PROPERTIES({"size of the completion ring", ring_size, .expected = "16"},
                             {"waiting completions", waiting_completions, .expected = "2"},
                             {"first of them", waiting_data, .expected = "42"},
                             {"mapped regions", mapped_rings, .expected = "2"}),
};
