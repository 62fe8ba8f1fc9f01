/* Objects with a mistake each, which the checks of all objects must find. */
#include "../../objects/object.h"
#include <sys/eventfd.h>

static int fd = -1;
static int wanted;

static void create(void) { fd = must(eventfd(0, EFD_NONBLOCK)); }
static void set_nothing(void) {}

static void set(void) {
    must(close(fd));
    fd = must(eventfd(60, EFD_SEMAPHORE | EFD_NONBLOCK));
    wanted = 1;
}

static const char *semaphore(void) { return line_of(text("/proc/self/fdinfo/%d", fd), "eventfd-semaphore:"); }
static const char *with_itself(void) {
    int is = wanted;
    return text("%d", is == wanted);
}

static const char *first_read(void) {
    uint64_t seen = 0;
    return read(fd, &seen, sizeof seen) == sizeof seen ? text("%lu", seen) : outcome(-1);
}

OBJECT(never_set) = {
    .name = "never-set",
    .about = "a property that is never set",
    .create = create,
    .set = set_nothing,
    .properties = PROPERTIES({"semaphore", semaphore}),
};

OBJECT(compared_with_itself) = {
    .name = "compared-with-itself",
    .about = "a property that is compared with itself",
    .create = create,
    .set = set,
    .properties = PROPERTIES({"semaphore", with_itself, .expected = "1"}),
};

OBJECT(compared_with_itself_once) = {
    .name = "compared-with-itself-once",
    .about = "a property that is compared with itself at the end",
    .create = create,
    .set = set,
    .properties = PROPERTIES({"what a read takes", with_itself, .expected = "1", .once = true}),
};

OBJECT(loss_expected) = {
    .name = "loss-expected",
    .about = "a property whose loss is expected",
    .create = create,
    .set = set,
    .properties = PROPERTIES({"semaphore", semaphore, .expected = "0"}),
};

OBJECT(loss_expected_once) = {
    .name = "loss-expected-once",
    .about = "a property whose loss is expected at the end",
    .create = create,
    .set = set,
    .properties = PROPERTIES({"what a read takes", first_read, .expected = "60", .once = true}),
};
