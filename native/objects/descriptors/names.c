/* Names that are hard to store: they look like a removed file, hold a new line, are longer than a path may be, or are gone. */
#include "../object.h"

static int fd = -1;
static char *mapping;
static const char *name;

static const char *what_is_read(void) {
    char data[8];
    ssize_t got = pread(fd, data, sizeof data, 0);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}
static const char *offset(void) { return outcome(lseek(fd, 0, SEEK_CUR)); }
static const char *names(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : text("%lu", (unsigned long)status.st_nlink);
}
static const char *inode(void) {
    struct stat status;
    return fstat(fd, &status) == -1 ? outcome(-1) : text("%lu", (unsigned long)status.st_ino);
}
static const char *end_of_link(void) {
    char target[4096];
    ssize_t length = readlink(text("/proc/self/fd/%d", fd), target, sizeof target);
    if (length == -1) return outcome(-1);
    const char *slash = memrchr(target, '/', (size_t)length);
    return slash ? bytes(slash + 1, (size_t)(target + length - slash - 1)) : "no path";
}
static const char *mapped(void) { return mapping ? bytes(mapping, 8) : "not mapped"; }
/* A shared mapping is still one of the file that has this name. */
static const char *mapping_follows(void) {
    if (!mapping) return "not mapped";
    int other = must(open(name, O_RDWR | O_CLOEXEC));
    must(pwrite(other, "after!!!", 8, 0));
    must(close(other));
    return mapped();
}

static void open_file(const char *path) {
    name = path;
    fd = must(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    must(write(fd, "content!", 8));
    must(lseek(fd, 3, SEEK_SET));
}
static void map(void) { mapping = must(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)); }

#define OPEN_FILE {"content", what_is_read, .expected = "content!"}, {"offset", offset, .expected = "3"}
#define FILE_AND_MAPPING                                                                                                       \
    PROPERTIES(OPEN_FILE, {"name", end_of_link}, {"inode", inode}, {"names", names, .expected = "1"},                          \
               {"mapping", mapped, .expected = "content!"},                                                                    \
               {"mapping after a write into the file", mapping_follows, .expected = "after!!!", .once = true})

static void set_deleted_name(void) {
    open_file("file (deleted)");
    map();
}

OBJECT(name_deleted) = {
    .name = "name-like-deleted",
    .about = "an open and mapped file whose name ends in \" (deleted)\" stays the same file",
    .set = set_deleted_name,
    .properties = FILE_AND_MAPPING,
};

static void set_new_line(void) {
    open_file("new\nline \\ \xff");
    map();
}

OBJECT(name_new_line) = {
    .name = "name-with-new-line",
    .about = "an open and mapped file with a new line, a backslash and another byte in its name stays the same file",
    .set = set_new_line,
    .properties = FILE_AND_MAPPING,
};

/* Each folder's name is 200 bytes long. */
static void set_long(void) {
    char folder[201] = "";
    int here = must(open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    memset(folder, 'f', 200);
    for (int i = 0; i < 25; i++) {
        must(mkdir(folder, 0700));
        must(chdir(folder));
    }
    open_file("file");
    must(fchdir(here));
    must(close(here));
}

OBJECT(name_long) = {
    .name = "path-longer-than-limit",
    .about = "an open file whose path is longer than PATH_MAX stays open",
    .set = set_long,
    .properties = PROPERTIES(OPEN_FILE, {"inode", inode}, {"names", names, .expected = "1"}),
};

static void set_folder_gone(void) {
    must(mkdir("gone", 0700));
    open_file("gone/file");
    must(unlink("gone/file"));
    must(rmdir("gone"));
}
static const char *folder(void) { return fd == -1 ? "not made" : outcome(access("gone", F_OK)); }

OBJECT(unlinked_folder_gone) = {
    .name = "unlinked-folder-gone",
    .about = "an unlinked file whose folder was removed, too, stays open",
    .set = set_folder_gone,
    .properties = PROPERTIES(OPEN_FILE, {"name", end_of_link, .expected = "file (deleted)"}, {"names", names, .expected = "0"},
                             {"its folder", folder, .expected = "ENOENT"}),
};

static void set_ordinary(void) { open_file("ordinary"); }
static void remove_file(void) { must(unlink("ordinary")); }

OBJECT(file_removed) = {
    .name = "file-removed-meanwhile",
    .about = "an open file is still there after its name was removed meanwhile",
    .set = set_ordinary,
    .meanwhile = remove_file,
    .properties = PROPERTIES(OPEN_FILE, {"names", names}),
};

static void change_mode(void) { must(chmod("ordinary", 0400)); }

OBJECT(file_mode_changed) = {
    .name = "file-mode-changed-meanwhile",
    .about = "an open file stays open after its permissions were changed meanwhile",
    .set = set_ordinary,
    .meanwhile = change_mode,
    .properties = PROPERTIES(OPEN_FILE, {"names", names}),
};
