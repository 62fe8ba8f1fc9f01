/* A fanotify group keeps its marks, and still reports what they ask for. */
#include "common.h"
#include <sys/fanotify.h>

static const char *mark(void) { return word_of(FD, "fanotify", 1, "mask:"); }
static const char *ignored(void) { return word_of(FD, "fanotify", 1, "ignored_mask:"); }
static const char *mark_flags(void) { return word_of(FD, "fanotify", 1, "mflags:"); }
static const char *kind(void) { return line_of(text("/proc/self/fdinfo/%d", FD), "fanotify flags:"); }
static const char *inode(void) { return word_of(FD, "fanotify", 1, "ino:"); }
static const char *device(void) { return word_of(FD, "fanotify", 1, "sdev:"); }

/* How the file of an event was opened or what it is called. */
static const char *detail_of(const struct fanotify_event_metadata *event) {
    const struct fanotify_event_info_fid *info = (const void *)(event + 1);
    if (event->fd >= 0) {
        const char *detail = text(" %s %s", target_of(event->fd), flags_of(event->fd));
        close(event->fd);
        return detail;
    }
    if (event->event_len == event->metadata_len) return "";
    if (info->hdr.info_type != FAN_EVENT_INFO_TYPE_DFID_NAME) return " with a handle";
    const struct file_handle *handle = (const void *)info->handle;
    return text(" %s", (const char *)handle->f_handle + handle->handle_bytes);
}

/* The next event whose mask has one of the wanted bits. One read can give several events. */
static const char *next_event(uint64_t wanted) {
    static _Alignas(struct fanotify_event_metadata) char data[4096];
    static const struct fanotify_event_metadata *event;
    static ssize_t left;
    for (;;) {
        if (!FAN_EVENT_OK(event, left)) {
            if (!await(FD, POLLIN, 1)) return "no event";
            left = read(FD, data, sizeof data);
            if (left == -1) return outcome(-1);
            event = (const void *)data;
            continue;
        }
        const struct fanotify_event_metadata *found = event;
        event = FAN_EVENT_NEXT(event, left);
        const char *detail = detail_of(found);
        if (found->mask & wanted) return text("%#llx%s", found->mask & wanted, detail);
    }
}

static const char *event_for_new_file(void) {
    if (fcntl(FD, F_GETFL) == -1) return outcome(-1);
    must(close(must(open("watched/new", O_CREAT | O_WRONLY | O_CLOEXEC, 0600))));
    return next_event(FAN_CREATE | FAN_CLOSE_WRITE);
}

/* Many processes write files in the same mount: the others' events are skipped. */
static const char *event_among_others(void) {
    const char *event = event_for_new_file();
    for (int others = 0; others < 16384 && strncmp(event, "0x8 ", 4) == 0 && strncmp(event, "0x8 new ", 8) != 0; others++)
        event = next_event(FAN_CLOSE_WRITE);
    return event;
}

static const char *event_for_removal(void) {
    if (fcntl(FD, F_GETFL) == -1) return outcome(-1);
    must(unlink("watched/new"));
    return next_event(FAN_DELETE);
}

static void make(unsigned flags, unsigned event_flags) {
    must(mkdir("watched", 0700));
    place(needs(fanotify_init(flags | FAN_NONBLOCK, event_flags)), FD);
}

static void add(unsigned flags, uint64_t mask, const char *path) {
    needs(fanotify_mark(FD, FAN_MARK_ADD | flags, mask, AT_FDCWD, path));
}

static void set_directory(void) {
    make(FAN_CLASS_NOTIF | FAN_CLOEXEC, O_RDONLY);
    add(0, FAN_CLOSE_WRITE | FAN_EVENT_ON_CHILD, "watched");
}

/* Not by their place in fdinfo, which is no part of what must survive. */
static const char *both_masks(void) {
    const char *first = mark(), *second = word_of(FD, "fanotify", 2, "mask:");
    return strcmp(first, second) < 0 ? text("%s %s", first, second) : text("%s %s", second, first);
}

static void set_two(void) {
    set_directory();
    must(mkdir("second", 0700));
    add(0, FAN_MODIFY | FAN_EVENT_ON_CHILD, "second");
}

OBJECT(fanotify) = {
    .name = "fanotify",
    .about = "a fanotify group still reports what happens in two directories",
    .set = set_two,
    .properties = PROPERTIES({"kind", kind}, {"masks", both_masks, .expected = "8000002 8000008"},
                             {"flags", .read_at = flags_of, .number = FD},
                             {"event", event_for_new_file, .once = true, .expected = "0x8 new 100000"}),
};

static void set_on_directories(void) {
    make(FAN_CLASS_NOTIF, O_RDWR | O_NOATIME);
    add(FAN_MARK_ONLYDIR, FAN_OPEN | FAN_CLOSE | FAN_ONDIR | FAN_EVENT_ON_CHILD, "watched");
}

OBJECT(fanotify_directories) = {
    .name = "fanotify-ondir",
    .about = "a fanotify group still reports directories, and opens files as it was asked to",
    .set = set_on_directories,
    .properties = PROPERTIES({"kind", kind}, {"mask", mark, .expected = "48000038"}, {"inode", inode},
                             {"flags", .read_at = flags_of, .number = FD},
                             {"event", event_for_new_file, .once = true, .expected = "0x8 new 1100002"}),
};

static void set_mount(void) {
    make(FAN_CLASS_NOTIF, O_RDONLY);
    add(FAN_MARK_MOUNT, FAN_CLOSE_WRITE, ".");
}

static const char *mount(void) { return word_of(FD, "fanotify", 1, "mnt_id:"); }

OBJECT(fanotify_mount) = {
    .name = "fanotify-mount",
    .about = "a fanotify group still reports what happens in a mount",
    .set = set_mount,
    .properties = PROPERTIES({"kind", kind}, {"mask", mark, .expected = "8"}, {"mount", mount},
                             {"flags", .read_at = flags_of, .number = FD},
                             {"event", event_among_others, .once = true, .expected = "0x8 new 100000"}),
};

static void set_name(void) {
    make(FAN_CLASS_NOTIF | FAN_REPORT_FID | FAN_REPORT_DFID_NAME, 0);
    add(0, FAN_CREATE | FAN_DELETE, "watched");
}

OBJECT(fanotify_fid) = {
    .name = "fanotify-fid",
    .about = "a fanotify group still reports the handles and names of new and deleted files",
    .set = set_name,
    .properties = PROPERTIES({"kind", kind}, {"mask", mark, .expected = "300"}, {"inode", inode},
                             {"event", event_for_new_file, .once = true, .expected = "0x100 new"},
                             {"second event", event_for_removal, .once = true, .expected = "0x200 new"}),
};

static void set_unlimited(void) { make(FAN_CLASS_NOTIF | FAN_UNLIMITED_QUEUE | FAN_UNLIMITED_MARKS, O_RDONLY); }

static const char *new_mark(void) {
    return outcome(fanotify_mark(FD, FAN_MARK_ADD, FAN_CLOSE_WRITE | FAN_EVENT_ON_CHILD, AT_FDCWD, "watched"));
}

OBJECT(fanotify_unlimited) = {
    .name = "fanotify-unlimited",
    .about = "a fanotify group without a mark keeps its unlimited queue and takes a mark",
    .set = set_unlimited,
    .properties = PROPERTIES({"kind", kind}, {"flags", .read_at = flags_of, .number = FD},
                             {"new mark", new_mark, .once = true, .expected = "0"},
                             {"event", event_for_new_file, .once = true, .expected = "0x8 new 100000"}),
};

static void set_ignored(void) {
    set_directory();
    must(close(must(open("watched/quiet", O_CREAT | O_CLOEXEC, 0600))));
    add(FAN_MARK_IGNORED_MASK | FAN_MARK_IGNORED_SURV_MODIFY, FAN_CLOSE_WRITE, "watched/quiet");
}

/* Kept apart from the mark on the directory by its flags. */
static const char *ignored_marks(void) {
    const char *first = ignored(), *second = word_of(FD, "fanotify", 2, "ignored_mask:");
    return strcmp(first, "8") == 0 || strcmp(second, "8") == 0 ? "8" : text("%s and %s", first, second);
}

static const char *surviving_marks(void) {
    return strcmp(ignored(), "8") == 0 ? mark_flags() : word_of(FD, "fanotify", 2, "mflags:");
}

/* An event of the quiet file, if there is one, is read before that of the new file. */
static const char *event_after_quiet(void) {
    if (fcntl(FD, F_GETFL) == -1) return outcome(-1);
    must(close(must(open("watched/quiet", O_WRONLY | O_CLOEXEC))));
    return event_for_new_file();
}

OBJECT(fanotify_ignored) = {
    .name = "fanotify-ignored",
    .about = "a fanotify group still ignores what happens to one file of a directory",
    .set = set_ignored,
    .properties = PROPERTIES({"kind", kind}, {"ignored mask", ignored_marks, .expected = "8"},
                             {"flags of the mark", surviving_marks, .expected = "40"}, {"inode", inode},
                             {"event", event_after_quiet, .once = true, .expected = "0x8 new 100000"}),
};

static void *open_file(void *opened) {
    int fd = open("watched/asked", O_RDONLY | O_CLOEXEC);
    *(int *)opened = fd == -1 ? errno : 0;
    return opened;
}

/* The opener waits for the answer; without a mark it does not. */
static const char *denial(void) {
    int opened = -1;
    if (fcntl(FD, F_GETFL) == -1) return outcome(-1);
    pthread_t opener = start_thread(open_file, &opened);
    struct fanotify_event_metadata event = {.fd = -1};
    if (await(FD, POLLIN, 1) && read(FD, &event, sizeof event) == sizeof event) {
        struct fanotify_response answer = {.fd = event.fd, .response = FAN_DENY};
        must(write(FD, &answer, sizeof answer));
    }
    must_be_0(pthread_join(opener, NULL));
    return text("%#llx, then %s", event.mask, strerrorname_np(opened) ? strerrorname_np(opened) : "opened");
}

static void set_permission(void) {
    make(FAN_CLASS_CONTENT, O_RDONLY);
    must(close(must(open("watched/asked", O_CREAT | O_CLOEXEC, 0600))));
    add(0, FAN_OPEN_PERM | FAN_EVENT_ON_CHILD, "watched");
}

OBJECT(fanotify_permission) = {
    .name = "fanotify-permission",
    .about = "a fanotify group is still asked whether a file may be opened",
    .set = set_permission,
    .properties = PROPERTIES({"kind", kind}, {"mask", mark, .expected = "8010000"}, {"inode", inode},
                             {"answer to a question", denial, .once = true, .expected = "0x10000, then EPERM"}),
};

static void set_file_system(void) {
    make(FAN_CLASS_NOTIF, O_RDONLY);
    add(FAN_MARK_FILESYSTEM, FAN_CLOSE_WRITE, ".");
}

OBJECT(fanotify_file_system) = {
    .name = "fanotify-file-system",
    .about = "a fanotify group still reports what happens in a file system",
    .set = set_file_system,
    .properties = PROPERTIES({"kind", kind}, {"mask", mark, .expected = "8"}, {"device", device},
                             {"flags", .read_at = flags_of, .number = FD},
                             {"event", event_among_others, .once = true, .expected = "0x8 new 100000"}),
};

static void set_waiting(void) {
    set_directory();
    must(close(must(open("watched/early", O_CREAT | O_WRONLY | O_CLOEXEC, 0600))));
}

static const char *waiting_event(void) { return fcntl(FD, F_GETFL) == -1 ? outcome(-1) : next_event(FAN_CLOSE_WRITE); }

OBJECT(fanotify_events) = {
    .name = "fanotify-waiting-event",
    .about = "a fanotify group keeps the events that wait to be read",
    .set = set_waiting,
    .properties = PROPERTIES({"kind", kind}, {"mask", mark, .expected = "8000008"},
                             {"waiting event", waiting_event, .once = true, .expected = "0x8 early 100000"}),
};
