/* A tmpfs in an own mount namespace, whose files exist nowhere but in it. */
#include "own.h"
#include <sys/socket.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <sys/un.h>

static void create(void) { own_namespaces(CLONE_NEWNS); }

static struct stat about(const char *path) {
    struct stat found = {0};
    lstat(path, &found);
    return found;
}

static void set(void) {
    static char block[1 << 20];
    memset(block, 'x', sizeof block);
    mount_at("memory", "tmpfs", MS_NODEV | MS_NOSUID | MS_NOATIME, "size=64m,nr_inodes=5000,mode=1770,uid=11,gid=12");
    int fd = must(open("memory/large", O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    for (int i = 0; i < 2; i++) write_all(fd, block, sizeof block);
    must(close(fd));
    must(link("memory/large", "memory/second-name"));
    must(symlink("to/nowhere", "memory/symlink"));
    must(mkfifo("memory/fifo", 0620));
    must(mknod("memory/device", S_IFCHR | 0640, makedev(1, 7)));
    fd = must(open("memory/sparse", O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    must(ftruncate(fd, 1 << 30));
    must((int)pwrite(fd, "end", 3, (1 << 30) - 3));
    must(close(fd));
    must(mkdir("memory/folder", 0755));
    must(chown("memory/folder", 1234, 4321));
    must(chmod("memory/folder", 02751));
    write_file("memory/program", "#!");
    must(chmod("memory/program", 04755));
    must(utimensat(AT_FDCWD, "memory/program", (struct timespec[]){{1000, 0}, {123456789, 0}}, 0));
    write_file(text("memory/%0200d", 7), "long");
    write_file("memory/folder/a\nb", "line break");
}

static const char *options(void) { return mount_options("memory"); }
static const char *limits(void) {
    struct statfs found = {0};
    return statfs("memory", &found) == -1 ? outcome(-1) : text("%lu blocks, %lu files", found.f_blocks, found.f_files);
}
static const char *root(void) {
    struct stat found = about("memory");
    return text("%o %u:%u", found.st_mode, found.st_uid, found.st_gid);
}
static const char *data(void) {
    static char block[1 << 20];
    int fd = open("memory/large", O_RDONLY | O_CLOEXEC);
    if (fd == -1) return outcome(-1);
    ssize_t got = pread(fd, block, sizeof block, 1 << 20);
    close(fd);
    return got == sizeof block ? bytes(block, sizeof block) : outcome(got);
}
static const char *names(void) {
    struct stat first = about("memory/large"), second = about("memory/second-name");
    return text("%lu, %s", (unsigned long)first.st_nlink, first.st_nlink > 0 && first.st_ino == second.st_ino ? "one file" : "two files");
}
static const char *target(void) {
    char path[64];
    ssize_t length = readlink("memory/symlink", path, sizeof path);
    return length == -1 ? outcome(-1) : bytes(path, (size_t)length);
}
static const char *fifo(void) { return text("%o", about("memory/fifo").st_mode); }
static const char *device(void) {
    struct stat found = about("memory/device");
    return text("%o %u:%u", found.st_mode, major(found.st_rdev), minor(found.st_rdev));
}
static const char *sparse(void) {
    struct stat found = about("memory/sparse");
    return text("%ld bytes, %ld blocks", found.st_size, found.st_blocks);
}
static const char *folder(void) {
    struct stat found = about("memory/folder");
    return text("%o %u:%u", found.st_mode, found.st_uid, found.st_gid);
}
static const char *mode(void) { return text("%o", about("memory/program").st_mode); }
static const char *modified(void) {
    struct stat found = about("memory/program");
    return text("%ld.%09ld", found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
}
static const char *long_name(void) { return content(text("memory/%0200d", 7)); }
static const char *line_break(void) {
    static const char path[] = "memory/folder/a\nb";
    return content(path);
}

OBJECT(tmpfs_mount) = {
    .name = "tmpfs-mount",
    .about = "a tmpfs of an own mount namespace keeps its limits, and its files keep what they contain",
    .create = create,
    .set = set,
    .properties = PROPERTIES({"options", options, .expected = "rw,nosuid,nodev,noatime"}, {"limits", limits}, {"root folder", root},
                             {"data", data}, {"names", names, .expected = "2, one file"},
                             {"symbolic link", target, .expected = "to/nowhere"}, {"fifo", fifo, .expected = "10600"},
                             {"device", device, .expected = "20640 1:7"}, {"sparse file", sparse},
                             {"folder", folder, .expected = "42751 1234:4321"}, {"set-user-ID bit", mode, .expected = "104755"},
                             {"modification time", modified, .expected = "123456789.000000000"},
                             {"long name", long_name, .expected = "long"},
                             {"line break in a name", line_break, .expected = "line break"}),
};

/* What an archive of the files may leave out. */
static void make_unusual(void) {
    struct timespec times[] = {{1000000000, 111222333}, {123456789, 987654321}};
    mount_at("memory", "tmpfs", 0, "size=4m");
    write_file("memory/file", "content");
    must(mkdir("memory/folder", 0755));
    must(utimensat(AT_FDCWD, "memory/file", times, 0));
    must(utimensat(AT_FDCWD, "memory/folder", times, 0));
    int fd = must(open("memory/reserved", O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    must(fallocate(fd, 0, 0, 64 << 10));
    must(close(fd));
}

static const char *file_modified(void) {
    struct stat found = about("memory/file");
    return text("%ld.%09ld", found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
}
static const char *file_read(void) {
    struct stat found = about("memory/file");
    return text("%ld.%09ld", found.st_atim.tv_sec, found.st_atim.tv_nsec);
}
static const char *folder_modified(void) {
    struct stat found = about("memory/folder");
    return text("%ld.%09ld", found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
}
static const char *reserved(void) { return text("%ld blocks", about("memory/reserved").st_blocks); }

OBJECT(tmpfs_file_times) = {
    .name = "tmpfs-file-times",
    .about = "files of a tmpfs keep their times to the nanosecond and the space that is reserved for them",
    .create = create,
    .set = make_unusual,
    .properties = PROPERTIES({"modification time", file_modified, .expected = "123456789.987654321"},
                             {"access time", file_read, .expected = "1000000000.111222333"},
                             {"modification time of a folder", folder_modified, .expected = "123456789.987654321"},
                             {"reserved space", reserved, .expected = "128 blocks"}),
};

/* A name that a socket is bound to, in a tmpfs of the namespace. */
static void bind_socket(void) {
    mount_at("memory", "tmpfs", 0, "size=4m");
    int fd = must(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    struct sockaddr_un name = {AF_UNIX, "memory/socket"}, old = {AF_UNIX, "memory/old"};
    must(bind(fd, (struct sockaddr *)&name, sizeof name));
    must(chmod("memory/socket", 0640));
    must(listen(fd, 1));
    fd = must(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    must(bind(fd, (struct sockaddr *)&old, sizeof old));
    must(close(fd));
}
static const char *bound(void) { return text("%o", about("memory/socket").st_mode); }
static const char *stale(void) { return text("%o", about("memory/old").st_mode); }
static const char *connecting(void) {
    int fd = must(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    struct sockaddr_un name = {AF_UNIX, "memory/socket"};
    const char *result = outcome(connect(fd, (struct sockaddr *)&name, sizeof name));
    close(fd);
    return result;
}

OBJECT(tmpfs_socket) = {
    .name = "tmpfs-socket-names",
    .about = "names of unix sockets in a tmpfs are still there, of an open socket and of one that was closed",
    .create = create,
    .set = bind_socket,
    .properties = PROPERTIES({"name of a listening socket", bound, .expected = "140640"},
                             {"name of a closed socket", stale}, {"connecting", connecting, .expected = "0", .once = true}),
};

/* Files below another mount are reachable only after that is taken away. */
static void hide(void) {
    mount_at("memory", "tmpfs", 0, "size=1m");
    must(mkdir("memory/inner", 0755));
    write_file("memory/inner/hidden", "below");
    mount_at("memory/inner", "tmpfs", 0, "size=2m");
    write_file("memory/inner/above", "on top");
    mount_at("memory", "tmpfs", 0, "size=3m");
    write_file("memory/top", "topmost");
}

static const char *layers(void) { return mount_layers("memory"); }
static const char *topmost(void) { return content("memory/top"); }
static const char *middle(void) {
    umount("memory");
    return content("memory/inner/above");
}
static const char *below(void) {
    umount("memory/inner");
    return content("memory/inner/hidden");
}

OBJECT(tmpfs_overmounted) = {
    .name = "tmpfs-overmounted",
    .about = "files of a tmpfs that are hidden below other mounts are still there",
    .create = create,
    .set = hide,
    .properties = PROPERTIES({"mounts on the folder", layers, .expected = "2"}, {"file on top", topmost, .expected = "topmost"},
                             {"file in the middle", middle, .expected = "on top", .once = true},
                             {"hidden file", below, .expected = "below", .once = true}),
};

/* A file that is open, and one that is open without a name, in a tmpfs of the namespace. */
static int named = -1, nameless = -1;

static void open_files(void) {
    mount_at("memory", "tmpfs", 0, "size=1m");
    named = must(open("memory/named", O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    nameless = must(open("memory/nameless", O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    write_all(named, "with a name", 11);
    write_all(nameless, "without one", 11);
    must(unlink("memory/nameless"));
}

static const char *text_of(int fd) {
    char data[32];
    ssize_t got = pread(fd, data, sizeof data, 0);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}
static const char *named_data(void) { return text_of(named); }
static const char *nameless_data(void) { return text_of(nameless); }
static const char *nameless_links(void) {
    struct stat found;
    return fstat(nameless, &found) == -1 ? outcome(-1) : text("%lu", (unsigned long)found.st_nlink);
}
static const char *offset(void) { return outcome(lseek(named, 0, SEEK_CUR)); }
static const char *same_file(void) {
    struct stat open_one, by_name;
    if (fstat(named, &open_one) == -1 || stat("memory/named", &by_name) == -1) return outcome(-1);
    return open_one.st_ino == by_name.st_ino && open_one.st_dev == by_name.st_dev ? "same file" : "different files";
}

OBJECT(tmpfs_open_files) = {
    .name = "tmpfs-open-files",
    .about = "open files in a tmpfs of an own mount namespace lead to the same files, even those without a name",
    .create = create,
    .set = open_files,
    .properties = PROPERTIES({"data", named_data, .expected = "with a name"}, {"offset", offset, .expected = "11"},
                             {"name", same_file, .expected = "same file"},
                             {"data without a name", nameless_data, .expected = "without one"},
                             {"links of the nameless file", nameless_links, .expected = "0"}),
};

static void make_read_only(void) {
    mount_at("memory", "tmpfs", 0, "size=1m");
    write_file("memory/file", "content");
    must(mount(NULL, "memory", NULL, MS_REMOUNT | MS_RDONLY, "size=1m"));
}
static const char *super(void) {
    const char *found = super_options("memory");
    return strncmp(found, "ro", 2) == 0 ? "ro" : found;
}
static const char *file(void) { return content("memory/file"); }
static const char *writing(void) { return outcome(mkdir("memory/new", 0700)); }

OBJECT(tmpfs_read_only) = {
    .name = "tmpfs-read-only",
    .about = "a tmpfs that was made read-only after it was filled keeps its files and stays read-only",
    .create = create,
    .set = make_read_only,
    .properties = PROPERTIES({"options of the file system", super, .expected = "ro"}, {"file", file, .expected = "content"},
                             {"making a folder", writing, .expected = "EROFS"}),
};
