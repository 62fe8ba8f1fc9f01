/* An inotify instance keeps its watches and their numbers. */
#include "common.h"
#include <sys/inotify.h>

static const char *number(void) { return word_of(FD, "inotify", 0, "wd:"); }
static const char *second_number(void) { return word_of(FD, "inotify", 1, "wd:"); }
static const char *mask(void) { return word_of(FD, "inotify", 0, "mask:"); }
static const char *second_mask(void) { return word_of(FD, "inotify", 1, "mask:"); }
static const char *third_mask(void) { return word_of(FD, "inotify", 2, "mask:"); }
static const char *inode(void) { return word_of(FD, "inotify", 0, "ino:"); }

static const char *event_as_text(const struct inotify_event *event) {
    return text("%d %#x%s%s", event->wd, event->mask, event->len > 0 ? " " : "", event->len > 0 ? event->name : "");
}

/* All events that wait, up to one with this bit. */
static const char *events_until(uint32_t last) {
    char data[1024];
    const char *all = "";
    while (await(FD, POLLIN, 1)) {
        ssize_t size = read(FD, data, sizeof data);
        if (size == -1) return outcome(-1);
        for (char *next = data; next < data + size;) {
            struct inotify_event *event = (void *)next;
            all = text("%s%s%s", all, *all ? "; " : "", event_as_text(event));
            if (event->mask & last) return all;
            next += sizeof *event + event->len;
        }
    }
    return *all ? text("%s; then none", all) : "no event";
}

static const char *event_for_file(void) {
    if (fcntl(FD, F_GETFL) == -1) return outcome(-1);
    must(close(must(open("watched/new", O_CREAT | O_WRONLY | O_CLOEXEC, 0600))));
    return events_until(IN_CREATE | IN_CLOSE_WRITE);
}

/* The kernel gives the number after the highest one that it has given, even if that watch is gone. */
static const char *next_number(void) { return outcome(inotify_add_watch(FD, "third", IN_OPEN)); }

static void make(int flags) {
    must(mkdir("watched", 0700));
    place(must(inotify_init1(flags)), FD);
}

static int add(const char *path, uint32_t what) { return must(inotify_add_watch(FD, path, what)); }

static void set_gap(void) {
    make(IN_NONBLOCK | IN_CLOEXEC);
    must(mkdir("second", 0700));
    must(mkdir("third", 0700));
    must(inotify_rm_watch(FD, add("second", IN_OPEN)));
    add("watched", IN_CREATE | IN_DELETE);
    must(inotify_rm_watch(FD, add("third", IN_OPEN)));
    add("second", IN_MODIFY);
    /* Removed watches leave an event each. */
    char data[256];
    must(read(FD, data, sizeof data));
}

OBJECT(inotify) = {
    .name = "inotify",
    .about = "an inotify instance keeps its watches with their numbers, between which others are missing",
    .set = set_gap,
    .properties = PROPERTIES({"first mask", second_mask, .expected = "300"}, {"first number", second_number, .expected = "2"},
                             {"second mask", mask, .expected = "2"}, {"second number", number, .expected = "4"},
                             {"flags", .read_at = flags_of, .number = FD},
                             {"event", event_for_file, .once = true, .expected = "2 0x100 new"},
                             {"next number", next_number, .once = true, .expected = "5"}),
};

static void set_last(void) {
    make(IN_NONBLOCK);
    must(mkdir("third", 0700));
    for (int i = 0; i < 5; i++) must(inotify_rm_watch(FD, add("third", IN_OPEN)));
    add("watched", IN_CREATE);
    must(inotify_rm_watch(FD, add("third", IN_OPEN)));
    char data[1024];
    must(read(FD, data, sizeof data));
}

OBJECT(inotify_next) = {
    .name = "inotify-next-number",
    .about = "an inotify instance gives no number twice, even if the newest watch was removed",
    .set = set_last,
    .properties = PROPERTIES({"number", number, .expected = "6"}, {"mask", mask, .expected = "100"},
                             {"next number", next_number, .once = true, .expected = "8"}),
};

/* Options of a watch are bits of its mask, too. */
static void set_options(void) {
    make(IN_NONBLOCK);
    must(mkdir("second", 0700));
    add("watched", IN_CREATE | IN_ONESHOT);
    add("second", IN_MODIFY | IN_CLOSE_WRITE | IN_EXCL_UNLINK);
}

static const char *events_once(void) {
    if (fcntl(FD, F_GETFL) == -1) return outcome(-1);
    must(close(must(open("watched/one", O_CREAT | O_CLOEXEC, 0600))));
    must(close(must(open("watched/two", O_CREAT | O_CLOEXEC, 0600))));
    return events_until(IN_IGNORED);
}

static const char *event_of_unlinked(void) {
    if (fcntl(FD, F_GETFL) == -1) return outcome(-1);
    int file = must(open("second/gone", O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    must(unlink("second/gone"));
    must(write(file, "x", 1));
    must(close(file));
    int kept = must(open("second/kept", O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    must(write(kept, "x", 1));
    must(close(kept));
    return events_until(IN_MODIFY);
}

OBJECT(inotify_options) = {
    .name = "inotify-options",
    .about = "watches that end after one event (IN_ONESHOT) or skip files without a name (IN_EXCL_UNLINK) still do",
    .set = set_options,
    .properties = PROPERTIES({"mask with IN_ONESHOT", second_mask, .expected = "80000100"},
                             {"mask with IN_EXCL_UNLINK", mask, .expected = "400000a"},
                             {"events", events_once, .once = true, .expected = "1 0x100 one; 1 0x8000"},
                             {"event after one without a name", event_of_unlinked, .once = true, .expected = "2 0x2 kept"}),
};

static void set_waiting(void) {
    make(IN_NONBLOCK);
    add("watched", IN_CREATE);
    must(close(must(open("watched/early", O_CREAT | O_CLOEXEC, 0600))));
}

static const char *waiting_event(void) { return fcntl(FD, F_GETFL) == -1 ? outcome(-1) : events_until(IN_CREATE); }

OBJECT(inotify_events) = {
    .name = "inotify-waiting-event",
    .about = "an inotify instance keeps the events that wait to be read",
    .set = set_waiting,
    .properties = PROPERTIES({"mask", mask, .expected = "100"}, {"number", number, .expected = "1"},
                             {"waiting event", waiting_event, .once = true, .expected = "1 0x100 early"}),
};

static void set_unlinked(void) {
    make(IN_NONBLOCK);
    place(must(open("watched/file", O_CREAT | O_RDWR, 0600)), SECOND);
    add("watched/file", IN_MODIFY);
    must(unlink("watched/file"));
}

static const char *event_for_write(void) {
    if (fcntl(SECOND, F_GETFL) == -1) return outcome(-1);
    must(write(SECOND, "x", 1));
    return events_until(IN_MODIFY);
}

OBJECT(inotify_unlinked) = {
    .name = "inotify-unlinked-file",
    .about = "a watch of an open file without a name still reports what is written into it",
    .set = set_unlinked,
    .properties = PROPERTIES({"mask", mask, .expected = "2"}, {"number", number, .expected = "1"},
                             {"links", .read_at = links_of, .number = SECOND, .expected = "0"},
                             {"event", event_for_write, .once = true, .expected = "1 0x2"}),
};

static void replace(void) {
    must(close(must(open("other", O_CREAT | O_CLOEXEC, 0600))));
    must(rename("other", "watched/file"));
}

static void set_file(void) {
    make(IN_NONBLOCK);
    must(close(must(open("watched/file", O_CREAT | O_CLOEXEC, 0600))));
    add("watched/file", IN_OPEN);
}

OBJECT(inotify_replaced) = {
    .name = "inotify-replaced-file",
    .about = "a watch still stands for the file that it was made for, though its name leads to another one",
    .set = set_file,
    .meanwhile = replace,
    .properties = PROPERTIES({"mask", mask, .expected = "20"}, {"number", number, .expected = "1"}, {"inode", inode}),
};

/* Files of the system, which the object only opens. */
static const char *path = "";

static const char *event_for_opening(void) {
    if (fcntl(FD, F_GETFL) == -1) return outcome(-1);
    must(close(must(open(path, O_RDONLY | O_CLOEXEC))));
    return events_until(IN_OPEN);
}

static void watch(const char *what) {
    path = what;
    make(IN_NONBLOCK);
    add(path, IN_OPEN);
}

static void set_sys(void) { watch("/sys/kernel/profiling"); }
static void set_sysctl(void) { watch("/proc/sys/kernel/ostype"); }
static void set_proc(void) { watch("/proc/self/status"); }

#define WATCHED                                                                                                                \
    {"mask", mask, .expected = "20"}, {"number", number, .expected = "1"}, {"flags", .read_at = flags_of, .number = FD}, {     \
        "event", event_for_opening, .once = true, .expected = "1 0x20"                                                         \
    }

OBJECT(inotify_sys) = {
    .name = "inotify-sys",
    .about = "a watch of a file in /sys still reports that it was opened",
    .set = set_sys,
    .properties = PROPERTIES(WATCHED, {"inode", inode}),
};

OBJECT(inotify_sysctl) = {
    .name = "inotify-sysctl",
    .about = "a watch of a file in /proc/sys still reports that it was opened",
    .set = set_sysctl,
    .properties = PROPERTIES(WATCHED, {"inode", inode}),
};

OBJECT(inotify_proc) = {
    .name = "inotify-proc",
    .about = "a watch of a file of the process in /proc still reports that it was opened",
    .set = set_proc,
    .properties = PROPERTIES(WATCHED),
};

static void set_files(void) {
    watch("/dev/full");
    add("/etc/passwd", IN_ATTRIB);
    place(must(open("watched/own", O_CREAT | O_RDWR, 0600)), SECOND);
    add("watched", IN_MODIFY);
}

/* Without those before it: other processes may have opened the device. */
static const char *event_for_own(void) {
    if (fcntl(SECOND, F_GETFL) == -1) return outcome(-1);
    must(write(SECOND, "x", 1));
    const char *all = events_until(IN_MODIFY), *last = strrchr(all, ';');
    return last ? last + 2 : all;
}

OBJECT(inotify_files) = {
    .name = "inotify-files",
    .about = "watches of a device, of a file of the system and of the folder of an open file stay",
    .set = set_files,
    .properties = PROPERTIES({"mask of the folder", mask, .expected = "2"}, {"mask of the file", second_mask, .expected = "4"},
                             {"mask of the device", third_mask, .expected = "20"},
                             {"number of the folder", number, .expected = "3"}, {"flags", .read_at = flags_of, .number = FD},
                             {"event of the device", event_for_opening, .once = true, .expected = "1 0x20"},
                             {"event of the folder", event_for_own, .once = true, .expected = "3 0x2 own"}),
};
