/* Huge pages that were set aside (hugetlb). */
#include "mapping.h"

enum { HUGE = 2 << 20, SIZE = 2 * HUGE };

static char *memory;

static const char *page_size(void) { return smaps(memory, "KernelPageSize:"); }
static const char *flag(void) { return vm_flag(memory, "ht"); }
static const char *form(void) { return shape(memory); }
static const char *private_use(void) { return smaps(memory, "Private_Hugetlb:"); }
static const char *data(void) { return memory ? digest(memory, PAGE) : "none"; }
static const char *last(void) { return memory ? digest(memory + HUGE - PAGE, PAGE) : "none"; }
static const char *writing(void) { return store(memory + 1, 1); }

static void map(size_t size, int flags, int fd) {
    memory = needs(mmap(NULL, size, PROT_READ | PROT_WRITE, flags | (fd == -1 ? MAP_ANONYMOUS | MAP_HUGETLB : 0), fd, 0));
    /* Without a reserve, it is the first access that finds that there is no page. */
    errno = ENOMEM;
    if (strcmp(store(memory, 1), "written") != 0) unavailable("a huge page");
    fill(memory, HUGE, 2);
}

static void set_private(void) { map(HUGE, MAP_PRIVATE, -1); }
static void set_shared(void) { map(HUGE, MAP_SHARED, -1); }
/* Without a reserve: the second page is needed only if something touches it. */
static void set_half(void) { map(SIZE, MAP_PRIVATE | MAP_NORESERVE, -1); }
static void set_read_only(void) {
    set_private();
    must(mprotect(memory, HUGE, PROT_READ));
}
static void set_memfd(void) {
    int fd = needs(memfd_create("huge", MFD_CLOEXEC | MFD_HUGETLB));
    must(ftruncate(fd, HUGE));
    map(HUGE, MAP_SHARED, fd);
    must(close(fd));
}

#define HUGE_PAGES(...)                                                                                              \
    PROPERTIES({"page size", page_size, .expected = "2048 kB"}, {"flag", flag, .expected = "ht"}, {"content", data}, \
               {"content at the end", last}, __VA_ARGS__)

OBJECT(hugetlb_private) = {
    .name = "hugetlb-private",
    .about = "private memory of huge pages stays of huge pages and keeps its content",
    .set = set_private,
    .properties = HUGE_PAGES({"mapping", form, .expected = "2048 kB rw-p 00000000"}),
};

OBJECT(hugetlb_shared) = {
    .name = "hugetlb-shared",
    .about = "shared memory of huge pages stays of huge pages and keeps its content",
    .set = set_shared,
    .properties = HUGE_PAGES({"mapping", form, .expected = "2048 kB rw-s 00000000"}),
};

OBJECT(hugetlb_half) = {
    .name = "hugetlb-half-touched",
    .about = "a mapping of two huge pages of which one was touched takes one",
    .set = set_half,
    .properties = HUGE_PAGES({"mapping", form, .expected = "4096 kB rw-p 00000000"},
                             {"in use", private_use, .expected = "2048 kB"}),
};

OBJECT(hugetlb_read_only) = {
    .name = "hugetlb-read-only",
    .about = "huge pages that were made read-only keep their content and stay read-only",
    .set = set_read_only,
    .properties = HUGE_PAGES({"mapping", form, .expected = "2048 kB r--p 00000000"},
                             {"writing", writing, .expected = "SIGSEGV", .natural = true}),
};

OBJECT(hugetlb_memfd) = {
    .name = "hugetlb-memfd-mapped",
    .about = "a memfd of huge pages that is mapped stays of huge pages and keeps its content",
    .set = set_memfd,
    .properties = HUGE_PAGES({"mapping", form, .expected = "2048 kB rw-s 00000000"}),
};
