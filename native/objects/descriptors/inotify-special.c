/* Watches of an inotify instance on files that have no handle, or that CRIU itself touches. */
#include "../object.h"
#include <stdio.h>
#include <sys/inotify.h>

static int fd = -1, file = -1;
static const char *watched;

static const char *flags(void) { return fd == -1 ? "EBADF" : text("%o", (unsigned)fcntl(fd, F_GETFL)); }

/* The number, the inode and the mask of the first watch, as the kernel shows them. */
static const char *watch(void) {
    char line[256];
    unsigned number, mask;
    unsigned long inode, device;
    const char *found = "none";
    FILE *file = fopen(text("/proc/self/fdinfo/%d", fd), "re");
    if (!file) return outcome(-1);
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "inotify wd:%x ino:%lx sdev:%lx mask:%x", &number, &inode, &device, &mask) == 4)
            found = text("number %x, inode %lx on %lx, mask %x", number, inode, device, mask);
    fclose(file);
    return found;
}

/* All events that wait, at most 30 ms for the first. */
static const char *events(void) {
    char data[4096], found[200] = "";
    size_t used = 0;
    if (fd == -1) return "EBADF";
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    if (must(poll(&waiting, 1, 30)) == 0) return "none";
    ssize_t got = read(fd, data, sizeof data);
    for (ssize_t at = 0; at < got && used < sizeof found - 40;) {
        const struct inotify_event *event = (const void *)(data + at);
        const char *name = event->len ? event->name : "";
        used += (size_t)snprintf(found + used, sizeof found - used, "%x of %d %s; ", event->mask, event->wd, name);
        at += (ssize_t)(sizeof *event + event->len);
    }
    return text("%s", found);
}

static const char *event_of_read(void) {
    if (fd == -1) return "EBADF";
    content(watched);
    return events();
}

static void watch_file(const char *path, uint32_t mask) {
    watched = path;
    fd = must(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    /* The second watch, so that its number is not the one that a new instance gives. */
    must(inotify_rm_watch(fd, must(inotify_add_watch(fd, ".", IN_CREATE))));
    needs(inotify_add_watch(fd, path, mask));
    events(); /* that the first watch was removed */
}

#define WATCH {"flags", flags}, {"watch", watch}
#define READ_EVENT {"event of a read", event_of_read, .expected = "20 of 2 ; ", .once = true}

static void set_sys(void) { watch_file("/sys/kernel/mm/transparent_hugepage/enabled", IN_OPEN); }
OBJECT(inotify_sys) = {
    .name = "inotify-sys-file",
    .about = "a watch on a file in /sys is kept",
    .set = set_sys,
    .properties = PROPERTIES(WATCH, READ_EVENT),
};

static void set_sysctl(void) { watch_file("/proc/sys/kernel/hostname", IN_OPEN); }
OBJECT(inotify_sysctl) = {
    .name = "inotify-proc-sys-file",
    .about = "a watch on a file in /proc/sys is kept",
    .set = set_sysctl,
    .properties = PROPERTIES(WATCH, READ_EVENT),
};

static void set_proc(void) { watch_file("/proc/self/status", IN_OPEN); }
OBJECT(inotify_proc) = {
    .name = "inotify-proc-file",
    .about = "a watch on a file of the process in /proc is kept",
    .set = set_proc,
    .properties = PROPERTIES(WATCH, READ_EVENT),
};

/* /dev/null is opened all the time, and so gets no mask that others could trigger. */
static const char *event_of_mode(void) {
    if (fd == -1) return "EBADF";
    must(inotify_rm_watch(fd, 2));
    return events();
}
static void set_null(void) { watch_file("/dev/null", IN_DELETE_SELF); }
OBJECT(inotify_null) = {
    .name = "inotify-dev-null",
    .about = "a watch on /dev/null is kept",
    .set = set_null,
    .properties = PROPERTIES(WATCH, {"event of its removal", event_of_mode, .expected = "8000 of 2 ; ", .once = true}),
};

static void set_passwd(void) { watch_file("/etc/passwd", IN_DELETE_SELF | IN_MODIFY); }
OBJECT(inotify_passwd) = {
    .name = "inotify-etc-passwd",
    .about = "a watch on a file of the system is kept",
    .set = set_passwd,
    .properties = PROPERTIES(WATCH, {"event of its removal", event_of_mode, .expected = "8000 of 2 ; ", .once = true}),
};

/* The checkpoint must not look like a change of the files. */
static const char *event_of_new_file(void) {
    if (fd == -1) return "EBADF";
    must(close(must(open("folder/new", O_WRONLY | O_CREAT | O_CLOEXEC, 0600))));
    return events();
}
static void set_folder(bool named) {
    must(mkdir("folder", 0700));
    file = must(open("folder/open", O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    must(write(file, "kept", 4));
    if (!named) must(unlink("folder/open"));
    watch_file("folder", IN_CREATE | IN_DELETE | IN_MOVE | IN_ATTRIB);
}
static const char *content_of_file(void) {
    char data[8];
    ssize_t got = pread(file, data, sizeof data, 0);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}

#define FOLDER                                                                                                                 \
    PROPERTIES(WATCH, {"open file", content_of_file, .expected = "kept"}, {"events", events, .expected = "none"},              \
               {"event of a new file", event_of_new_file, .expected = "100 of 2 new; ", .once = true})

static void set_named(void) { set_folder(true); }
OBJECT(inotify_own_folder) = {
    .name = "inotify-own-folder",
    .about = "a watch on the folder of an open file is kept and sees nothing of the checkpoint",
    .set = set_named,
    .properties = FOLDER,
};

static void set_ghost(void) { set_folder(false); }
OBJECT(inotify_ghost_folder) = {
    .name = "inotify-ghost-folder",
    .about = "a watch on the folder of an unlinked open file is kept and sees nothing of the checkpoint",
    .set = set_ghost,
    .properties = FOLDER,
};
