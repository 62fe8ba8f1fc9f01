/* A memfd keeps its content, its seals, and what they allow. */
#include "common.h"
#include <sys/vfs.h>

/* Not in the headers of Debian 12. */
#define NOEXEC_SEAL 0x0008U
#define SEAL_EXEC 0x0020

enum { SIZE = 8192, SIZE_SEALS = F_SEAL_SHRINK | F_SEAL_GROW, ALL_SEALS = SIZE_SEALS | F_SEAL_WRITE };

static char *memory = MAP_FAILED;
static struct helper helper;

static const char *seals(void) {
    int found = fcntl(FD, F_GET_SEALS);
    return found == -1 ? outcome(-1) : text("%#x", (unsigned)found);
}

static const char *file_content(void) {
    char data[6];
    ssize_t got = pread(FD, data, sizeof data, 0);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}

static const char *mapped_content(void) { return memory == MAP_FAILED ? "not mapped" : bytes(memory, 6); }

static const char *access_of_mapping(void) { return access_of(memory); }

static const char *a_write(void) { return outcome(pwrite(FD, "W", 1, 0)); }
static const char *shrinking(void) { return outcome(ftruncate(FD, SIZE / 2)); }
static const char *growing(void) { return outcome(ftruncate(FD, 2 * SIZE)); }
static const char *another_seal(void) { return outcome(fcntl(FD, F_ADD_SEALS, F_SEAL_SHRINK)); }

static const char *write_to_mapping(void) {
    if (memory == MAP_FAILED) return "not mapped";
    memory[0] = 'W';
    return file_content();
}

static const char *writable_mapping(void) {
    void *mapping = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, FD, 0);
    return mapping == MAP_FAILED ? outcome(-1) : "mapped";
}

static void make(unsigned flags) {
    place(needs(memfd_create("object", flags)), FD);
    must(ftruncate(FD, SIZE));
    must(pwrite(FD, "sealed", 6, 0));
}

static void seal(int which) { needs(fcntl(FD, F_ADD_SEALS, which)); }

/* Before Linux 6.7 nothing that is sealed against writes can be mapped shared by a writable descriptor. */
static void map(int protection, int flags) { memory = needs(mmap(NULL, SIZE, protection, flags, FD, 0)); }

#define CONTENT {"content", file_content, .expected = "sealed"}
#define MAPPED {"mapped content", mapped_content, .expected = "sealed"}
#define SEALED                                                                                                                 \
    {"a write", a_write, .expected = "EPERM", .once = true}, {"shrinking", shrinking, .expected = "EPERM", .once = true}, {    \
        "growing", growing, .expected = "EPERM", .once = true                                                                  \
    }

static void set_shared(void) {
    make(MFD_ALLOW_SEALING);
    seal(ALL_SEALS);
    map(PROT_READ, MAP_SHARED);
}

OBJECT(memfd_sealed_shared_mapping) = {
    .name = "memfd-sealed-shared-mapping",
    .about = "a memfd that is sealed against writes stays mapped shared and sealed",
    .set = set_shared,
    .properties = PROPERTIES({"seals", seals, .expected = "0xe"}, CONTENT, MAPPED,
                             {"access", access_of_mapping, .expected = "r--s"}, SEALED),
};

static void set_by_reader(void) {
    make(MFD_ALLOW_SEALING);
    seal(ALL_SEALS);
    int reader = must(open(text("/proc/self/fd/%d", FD), O_RDONLY | O_CLOEXEC));
    memory = must(mmap(NULL, SIZE, PROT_READ, MAP_SHARED, reader, 0));
    must(close(reader));
}

OBJECT(memfd_sealed_reader_mapping) = {
    .name = "memfd-sealed-reader-mapping",
    .about = "a sealed memfd stays mapped shared if the mapping was made by a read-only descriptor",
    .set = set_by_reader,
    .properties = PROPERTIES({"seals", seals, .expected = "0xe"}, CONTENT, MAPPED,
                             {"access", access_of_mapping, .expected = "r--s"}, SEALED),
};

static void set_private(void) {
    make(MFD_ALLOW_SEALING);
    seal(ALL_SEALS);
    map(PROT_READ | PROT_WRITE, MAP_PRIVATE);
    memory[0] = 'S';
}

OBJECT(memfd_sealed_private_mapping) = {
    .name = "memfd-sealed-private-mapping",
    .about = "a sealed memfd that is mapped privately keeps its seals, and the mapping its own changes",
    .set = set_private,
    .properties = PROPERTIES({"seals", seals, .expected = "0xe"}, CONTENT,
                             {"mapped content", mapped_content, .expected = "Sealed"},
                             {"access", access_of_mapping, .expected = "rw-p"}, SEALED),
};

static void set_unmapped(void) {
    make(MFD_ALLOW_SEALING);
    must(lseek(FD, 3, SEEK_SET));
    must(fchmod(FD, 0640));
    seal(ALL_SEALS | F_SEAL_SEAL);
}

OBJECT(memfd_sealed) = {
    .name = "memfd-sealed",
    .about = "a memfd that is not mapped keeps its seals, its name, its mode and its offset",
    .set = set_unmapped,
    .properties = PROPERTIES({"seals", seals, .expected = "0xf"}, CONTENT, SEALED,
                             {"name", .read_at = target_of, .number = FD, .expected = "memfd:object (deleted)"},
                             {"mode", .read_at = mode_of, .number = FD, .expected = "100640"},
                             {"offset", .read_at = offset_of, .number = FD, .expected = "3"},
                             {"flags", .read_at = flags_of, .number = FD},
                             {"another seal", another_seal, .expected = "EPERM", .once = true}),
};

static void set_future(void) {
    make(MFD_ALLOW_SEALING);
    map(PROT_READ | PROT_WRITE, MAP_SHARED);
    seal(F_SEAL_FUTURE_WRITE);
}

OBJECT(memfd_future_write) = {
    .name = "memfd-future-write-sealed",
    .about = "a mapping that is older than the seal against future writes stays writable, and new ones are not",
    .set = set_future,
    .properties = PROPERTIES({"seals", seals, .expected = "0x10"}, CONTENT, {"access", access_of_mapping, .expected = "rw-s"},
                             {"a write", a_write, .expected = "EPERM", .once = true},
                             {"a writable mapping", writable_mapping, .expected = "EPERM", .once = true},
                             {"write to the mapping", write_to_mapping, .expected = "Wealed", .once = true}),
};

static void set_size_sealed(void) {
    make(MFD_ALLOW_SEALING);
    map(PROT_READ | PROT_WRITE, MAP_SHARED);
    seal(SIZE_SEALS | F_SEAL_SEAL);
}

OBJECT(memfd_size_sealed) = {
    .name = "memfd-size-sealed",
    .about = "a memfd whose size and seals are sealed stays mapped shared and writable",
    .set = set_size_sealed,
    .properties = PROPERTIES({"seals", seals, .expected = "0x7"}, CONTENT, {"access", access_of_mapping, .expected = "rw-s"},
                             {"another seal", another_seal, .expected = "EPERM", .once = true},
                             {"shrinking", shrinking, .expected = "EPERM", .once = true},
                             {"growing", growing, .expected = "EPERM", .once = true},
                             {"write to the mapping", write_to_mapping, .expected = "Wealed", .once = true}),
};

static void set_unsealable(void) {
    make(0);
    map(PROT_READ | PROT_WRITE, MAP_SHARED);
    must(fcntl(FD, F_SETFL, O_APPEND));
}

OBJECT(memfd_unsealable) = {
    .name = "memfd-unsealable",
    .about = "a memfd that was made without sealing cannot be sealed, and its mapping still shows what is written",
    .set = set_unsealable,
    .properties = PROPERTIES({"seals", seals, .expected = "0x1"}, CONTENT, {"access", access_of_mapping, .expected = "rw-s"},
                             {"flags", .read_at = flags_of, .number = FD},
                             {"another seal", another_seal, .expected = "EPERM", .once = true},
                             {"size", .read_at = size_of, .number = FD, .expected = "8192"},
                             {"write to the mapping", write_to_mapping, .expected = "Wealed", .once = true}),
};

static const char *making_executable(void) { return outcome(fchmod(FD, 0777)); }

static void set_noexec(void) { make(NOEXEC_SEAL); }

OBJECT(memfd_noexec) = {
    .name = "memfd-noexec-seal",
    .about = "a memfd that was made with MFD_NOEXEC_SEAL can still not be made executable",
    .set = set_noexec,
    .properties = PROPERTIES({"seals", seals, .expected = "0x20"}, CONTENT,
                             {"mode", .read_at = mode_of, .number = FD, .expected = "100666"},
                             {"making it executable", making_executable, .expected = "EPERM", .once = true}),
};

static void set_exec_seal(void) {
    make(MFD_ALLOW_SEALING);
    must(fchmod(FD, 0755));
    seal(SEAL_EXEC);
}

static const char *making_unexecutable(void) { return outcome(fchmod(FD, 0600)); }

OBJECT(memfd_exec_seal) = {
    .name = "memfd-executable-sealed",
    .about = "a memfd that F_SEAL_EXEC keeps executable and unwritable stays so",
    .set = set_exec_seal,
    .properties = PROPERTIES({"seals", seals, .expected = "0x3e"}, CONTENT,
                             {"mode", .read_at = mode_of, .number = FD, .expected = "100755"},
                             {"making it unexecutable", making_unexecutable, .expected = "EPERM", .once = true},
                             {"a write", a_write, .expected = "EPERM", .once = true}),
};

static const char *page_size(void) {
    struct statfs found;
    return outcome(fstatfs(FD, &found) == -1 ? -1 : (long)found.f_bsize);
}

static void set_huge(void) { place(needs(memfd_create("huge", MFD_HUGETLB | MFD_ALLOW_SEALING)), FD); }

OBJECT(memfd_hugetlb) = {
    .name = "memfd-hugetlb",
    .about = "an empty memfd of huge pages stays one",
    .set = set_huge,
    .properties = PROPERTIES({"page size", page_size}, {"size", .read_at = size_of, .number = FD, .expected = "0"},
                             {"seals", seals, .expected = "0"},
                             {"name", .read_at = target_of, .number = FD, .expected = "memfd:huge (deleted)"}),
};

static void map_in_child(void) {
    map(PROT_READ, MAP_SHARED);
    must(close(FD));
}

static const char *in_child(void) { return helper.pid ? ask_helper(&helper, mapped_content) : "no child"; }
static const char *access_in_child(void) { return helper.pid ? ask_helper(&helper, access_of_mapping) : "no child"; }

static void set_child(void) {
    make(MFD_ALLOW_SEALING);
    seal(ALL_SEALS);
    /* Here, because a child that is unavailable is a broken object. */
    must(munmap(needs(mmap(NULL, SIZE, PROT_READ, MAP_SHARED, FD, 0)), SIZE));
    helper = start_helper(map_in_child);
}

OBJECT(memfd_sealed_child) = {
    .name = "memfd-sealed-mapped-by-child",
    .about = "a sealed memfd whose descriptor is in the parent stays mapped shared in a child",
    .set = set_child,
    .properties = PROPERTIES({"seals", seals, .expected = "0xe"}, CONTENT,
                             {"content in the child", in_child, .expected = "sealed"},
                             {"access in the child", access_in_child, .expected = "r--s"}, SEALED),
};

static void set_read_only(void) {
    make(0);
    int reader = must(open(text("/proc/self/fd/%d", FD), O_RDONLY | O_CLOEXEC));
    must(dup3(reader, FD, 0));
    must(close(reader));
    must(lseek(FD, 4, SEEK_SET));
}

OBJECT(memfd_read_only) = {
    .name = "memfd-read-only",
    .about = "a memfd of which only a read-only descriptor is left stays read-only",
    .set = set_read_only,
    .properties = PROPERTIES({"flags", .read_at = flags_of, .number = FD}, CONTENT,
                             {"offset", .read_at = offset_of, .number = FD, .expected = "4"},
                             {"a writable mapping", writable_mapping, .expected = "EACCES", .once = true},
                             {"size", .read_at = size_of, .number = FD, .expected = "8192"}),
};

static const char *blocks(void) {
    struct stat found;
    return outcome(fstat(FD, &found) == -1 ? -1 : found.st_blocks);
}

static const char *last_byte(void) {
    char last = 0;
    return pread(FD, &last, 1, (1 << 30) - 1) == -1 ? outcome(-1) : text("%c", last);
}

static const char *next_data(void) { return outcome(lseek(FD, SIZE, SEEK_DATA)); }

static void set_sparse(void) {
    make(0);
    must(pwrite(FD, "!", 1, (1 << 30) - 1));
}

OBJECT(memfd_sparse) = {
    .name = "memfd-sparse",
    .about = "a memfd of one GiB that is a hole but for two pages keeps its hole",
    .set = set_sparse,
    .properties = PROPERTIES({"size", .read_at = size_of, .number = FD, .expected = "1073741824"}, CONTENT,
                             {"last byte", last_byte, .expected = "!"}, {"next data", next_data},
                             {"blocks", blocks}),
};
