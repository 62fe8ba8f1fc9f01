/* The table of descriptors: numbers, flags, and descriptions that several numbers and processes share. */
#include "../object.h"
#include <dirent.h>
#include <sys/syscall.h>

enum { HIGH = 1000 };

static struct helper helper;

static int move(int made, int number) {
    must(dup2(made, number));
    must(close(made));
    return number;
}
static int open_at(int number, int flags) { return move(must(open("file", flags | O_CREAT, 0600)), number); }

static const char *offset_at(long number) { return outcome(lseek((int)number, 0, SEEK_CUR)); }
static const char *close_on_exec_at(long number) { return outcome(fcntl((int)number, F_GETFD)); }
static const char *flags_at(long number) {
    int flags = fcntl((int)number, F_GETFL);
    return flags == -1 ? outcome(-1) : text("%o", (unsigned)flags);
}

static const char *seek_in_child(void) { return outcome(lseek(20, 55, SEEK_SET)); }
static const char *shared_with_child(void) {
    if (!helper.pid) return "no child";
    ask_helper(&helper, seek_in_child);
    const char *first = offset_at(20), *second = offset_at(HIGH);
    return text("%s, %s, %s", first, second, offset_at(22));
}
static const char *next_number(void) {
    int made = must(dup(2));
    must(close(made));
    return text("%d", made);
}

/* Numbers 20 and 1000 are one description, which the child has too; 22 is another one of the same file. */
static void set_shared(void) {
    open_at(20, O_RDWR);
    must(dup3(20, HIGH, O_CLOEXEC));
    open_at(22, O_RDWR);
    must(lseek(20, 11, SEEK_SET));
    must(lseek(22, 22, SEEK_SET));
    move(must(open("/dev/null", O_RDONLY)), 3);
    move(must(open("/dev/null", O_RDONLY)), 5);
    helper = start_helper(NULL);
}

OBJECT(descriptors_shared) = {
    .name = "descriptors-shared",
    .about = "descriptors that share an offset still share it, also with a child, and keep their numbers",
    .set = set_shared,
    .properties = PROPERTIES({"offset of 20", .read_at = offset_at, .number = 20, .expected = "11"},
                             {"offset of 1000", .read_at = offset_at, .number = HIGH, .expected = "11"},
                             {"offset of 22", .read_at = offset_at, .number = 22, .expected = "22"},
                             {"close on exec of 20", .read_at = close_on_exec_at, .number = 20, .expected = "0"},
                             {"close on exec of 1000", .read_at = close_on_exec_at, .number = HIGH, .expected = "1"},
                             {"next free number", next_number}, {"offsets after the child's seek", shared_with_child,
                             .expected = "55, 55, 22", .once = true}),
};

static void set_flags(void) {
    open_at(20, O_RDWR | O_SYNC);
    open_at(21, O_WRONLY | O_DSYNC | O_APPEND);
    open_at(22, O_RDONLY | O_NOATIME);
    open_at(23, O_RDWR | O_NONBLOCK);
    open_at(24, O_RDWR | O_NOFOLLOW);
}

OBJECT(file_flags) = {
    .name = "file-flags",
    .about = "open files keep the flags that they were opened with",
    .set = set_flags,
    .properties = PROPERTIES({"O_SYNC", .read_at = flags_at, .number = 20}, {"O_DSYNC and O_APPEND", .read_at = flags_at, .number = 21},
                             {"O_NOATIME", .read_at = flags_at, .number = 22}, {"O_NONBLOCK", .read_at = flags_at, .number = 23},
                             {"O_NOFOLLOW", .read_at = flags_at, .number = 24}),
};

/* The number of entries that a folder still gives from its position on. */
static const char *rest_of_folder(void) {
    char data[4096];
    off_t before = lseek(20, 0, SEEK_CUR);
    if (before == -1) return outcome(-1);
    int found = 0;
    for (long got; (got = must(syscall(SYS_getdents64, 20, data, sizeof data))) > 0;)
        for (long at = 0; at < got; at += ((const struct dirent64 *)(data + at))->d_reclen) found++;
    must(lseek(20, before, SEEK_SET));
    return text("%d entries", found);
}

static void set_folder(void) {
    char data[24 * 3];
    must(mkdir("folder", 0700));
    for (int i = 0; i < 10; i++) must(close(must(open(text("folder/%d", i), O_WRONLY | O_CREAT, 0600))));
    move(must(open("folder", O_RDONLY | O_DIRECTORY)), 20);
    must(syscall(SYS_getdents64, 20, data, sizeof data));
}

OBJECT(folder_read_half) = {
    .name = "folder-read-half",
    .about = "a folder that is read half keeps its position and its flags",
    .set = set_folder,
    .properties = PROPERTIES({"flags", .read_at = flags_at, .number = 20}, {"position", .read_at = offset_at, .number = 20},
                             {"rest of the entries", rest_of_folder, .expected = "9 entries"}),
};
