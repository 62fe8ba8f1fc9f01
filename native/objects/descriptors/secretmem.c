/* Secret memory (memfd_secret) keeps its content and its size. */
#include "common.h"
#include <sys/syscall.h>
#include <sys/uio.h>

enum { SIZE = 4096 };

static char *memory = MAP_FAILED;

static const char *content_of_memory(void) { return memory == MAP_FAILED ? "not mapped" : bytes(memory, 6); }
static const char *mapping(void) { return access_of(memory); }

/* No system call may read the memory, not even one of the process itself. */
static const char *read_by_kernel(void) {
    int ends[2];
    if (memory == MAP_FAILED) return "not mapped";
    must(pipe2(ends, O_CLOEXEC | O_NONBLOCK));
    const char *result = outcome(vmsplice(ends[1], &(struct iovec){memory, 6}, 1, 0));
    close(ends[0]), close(ends[1]);
    return result;
}

static const char *write_by_descriptor(void) { return outcome(write(FD, "x", 1)); }
static const char *other_size(void) { return outcome(ftruncate(FD, 2 * SIZE)); }

static void make_descriptor(void) {
    place(needs((int)syscall(SYS_memfd_secret, O_CLOEXEC)), FD);
    must(ftruncate(FD, SIZE));
}

static void make(void) {
    make_descriptor();
    memory = needs(mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, FD, 0));
    strcpy(memory, "secret");
}

OBJECT(secretmem) = {
    .name = "secretmem",
    .about = "mapped secret memory keeps its content, and the kernel still does not read it",
    .set = make,
    .properties = PROPERTIES({"content", content_of_memory, .expected = "secret"}, {"access", mapping, .expected = "rw-s"},
                             {"size", .read_at = size_of, .number = FD, .expected = "4096"},
                             {"read by the kernel", read_by_kernel, .expected = "EFAULT"}),
};

static void set_mapping_only(void) {
    make();
    must(close(FD));
}

OBJECT(secretmem_closed) = {
    .name = "secretmem-closed",
    .about = "secret memory keeps its content after its descriptor was closed",
    .set = set_mapping_only,
    .properties = PROPERTIES({"content", content_of_memory, .expected = "secret"}, {"access", mapping, .expected = "rw-s"},
                             {"read by the kernel", read_by_kernel, .expected = "EFAULT"}),
};

OBJECT(secretmem_unmapped) = {
    .name = "secretmem-unmapped",
    .about = "a descriptor of secret memory that is not mapped keeps its size",
    .set = make_descriptor,
    .properties = PROPERTIES({"size", .read_at = size_of, .number = FD, .expected = "4096"},
                             {"flags", .read_at = flags_of, .number = FD},
                             {"a write", write_by_descriptor, .expected = "EINVAL"},
                             {"another size", other_size, .expected = "EINVAL", .once = true}),
};
