/* Mounts with unusual flags, names and sources. */
#include "own.h"
#include <sys/statfs.h>

static void create(void) { own_namespaces(CLONE_NEWNS); }

#ifndef MS_NOSYMFOLLOW
#define MS_NOSYMFOLLOW 256
#endif

static void set_flags(void) {
    mount_at("noexec", "tmpfs", MS_NOEXEC | MS_NODIRATIME, "size=1m");
    mount_at("strict", "tmpfs", MS_STRICTATIME | MS_NODEV, "size=1m");
}
static const char *noexec(void) { return mount_options("noexec"); }
static const char *strict(void) { return mount_options("strict"); }
static const char *running(void) {
    if (access("noexec", F_OK) == -1) return outcome(-1);
    if (access("noexec/program", F_OK) == -1) write_file("noexec/program", "#!/bin/true\n");
    chmod("noexec/program", 0755);
    return outcome(access("noexec/program", X_OK));
}

OBJECT(mount_flags) = {
    .name = "mount-flags",
    .about = "mounts keep their flags for programs, times and writing",
    .create = create,
    .set = set_flags,
    .properties = PROPERTIES({"noexec, nodiratime", noexec, .expected = "rw,noexec,nodiratime,relatime"},
                             {"strictatime, nodev", strict, .expected = "rw,nodev"},
                             {"running a program", running, .expected = "EACCES", .once = true, .natural = true}),
};

static void set_synchronous(void) { mount_at("sync", "tmpfs", MS_SYNCHRONOUS | MS_DIRSYNC, "size=1m"); }
static const char *synchronous(void) {
    const char *found = super_options("sync");
    return strncmp(found, "rw,sync,dirsync", 15) == 0 ? "rw,sync,dirsync" : found;
}

OBJECT(mount_synchronous) = {
    .name = "mount-synchronous",
    .about = "a file system that writes at once still does",
    .create = create,
    .set = set_synchronous,
    .properties = PROPERTIES({"options", synchronous, .expected = "rw,sync,dirsync"}),
};

static void set_no_links(void) {
    mount_at("links", "tmpfs", MS_NOSYMFOLLOW, "size=1m");
    write_file("links/file", "content");
    must(symlink("file", "links/link"));
}
static const char *link_options(void) { return mount_options("links"); }
static const char *following(void) { return content("links/link"); }

OBJECT(mount_no_links) = {
    .name = "mount-nosymfollow",
    .about = "a mount on which symbolic links are not followed stays so",
    .create = create,
    .set = set_no_links,
    .properties = PROPERTIES({"options", link_options, .expected = "rw,relatime,nosymfollow"},
                             {"following a link", following, .expected = "ELOOP"}),
};

static void set_names(void) {
    mount_at("a place", "tmpfs", 0, "size=1m");
    write_file("a place/file", "space");
    must(mkdir("back\\slash", 0755));
    must(mount("own name", "back\\slash", "tmpfs", 0, "size=1m"));
    write_file("back\\slash/file", "slash");
}
static const char *space(void) { return content("a place/file"); }
static const char *slash(void) { return content("back\\slash/file"); }
static const char *source(void) { return answer("grep -o 'tmpfs own.*name' /proc/%d/mountinfo", getpid()); }

OBJECT(mount_names) = {
    .name = "mount-names",
    .about = "mounts keep unusual names of folders and sources",
    .create = create,
    .set = set_names,
    .properties = PROPERTIES({"space", space, .expected = "space"}, {"backslash", slash, .expected = "slash"}, {"source", source}),
};

static void set_line_break(void) {
    must(mkdir("line\nbreak", 0755));
    must(mount("tmpfs", "line\nbreak", "tmpfs", 0, "size=1m"));
    write_file("line\nbreak/file", "break");
}
static const char *line_break(void) { return content("line\nbreak/file"); }

OBJECT(mount_line_break) = {
    .name = "mount-name-line-break",
    .about = "a mount on a folder whose name has a line break stays",
    .create = create,
    .set = set_line_break,
    .properties = PROPERTIES({"file", line_break, .expected = "break"}),
};

static void set_root(void) { needs(mount(NULL, "/", NULL, MS_BIND | MS_REMOUNT | MS_NOSUID | MS_NODIRATIME, NULL)); }
static const char *root_options(void) { return mount_options("/"); }

OBJECT(mount_root_flags) = {
    .name = "root-mount-flags",
    .about = "the root of an own mount namespace keeps its flags",
    .create = create,
    .set = set_root,
    .properties = PROPERTIES({"options", root_options}),
};

static void set_masks(void) {
    needs(mount("/dev/null", "/proc/timer_list", NULL, MS_BIND, NULL));
    needs(mount("tmpfs", "/proc/irq", "tmpfs", MS_RDONLY, "size=0,mode=555"));
    needs(mount("/proc/sys/kernel", "/proc/sys/kernel", NULL, MS_BIND, NULL));
    needs(mount(NULL, "/proc/sys/kernel", NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL));
}
static const char *masked_file(void) { return mount_type("/proc/timer_list"); }
static const char *reading(void) { return text("%.20s", content("/proc/timer_list")); }
static const char *masked_folder(void) { return mount_options("/proc/irq"); }
static const char *settings(void) { return mount_options("/proc/sys/kernel"); }

OBJECT(masked_paths) = {
    .name = "mount-masked-paths",
    .about = "files of proc that a container hides stay hidden",
    .create = create,
    .set = set_masks,
    .properties = PROPERTIES({"type of a hidden file", masked_file}, {"reading it", reading, .expected = ""},
                             {"hidden folder", masked_folder, .expected = "ro,relatime"},
                             {"read-only settings", settings, .expected = "ro,relatime"}),
};

/* A part of a file system that is mounted as a whole nowhere in the namespace. */
static void set_part(void) {
    mount_at("whole", "tmpfs", 0, "size=1m");
    must(mkdir("whole/part", 0755));
    write_file("whole/part/file", "part");
    must(mkdir("part", 0755));
    must(mount("whole/part", "part", NULL, MS_BIND, NULL));
    must(umount2("whole", MNT_DETACH));
}
static const char *part(void) { return content("part/file"); }
static const char *part_root(void) { return mount_root("part"); }

OBJECT(mount_part) = {
    .name = "mount-of-unmounted-part",
    .about = "a bind mount of a folder whose file system was unmounted since stays",
    .create = create,
    .set = set_part,
    .properties = PROPERTIES({"file", part, .expected = "part"}, {"root", part_root, .expected = "/part"}),
};

static void set_subfolder(void) {
    mount_at("whole", "tmpfs", 0, "size=1m");
    must(mkdir("whole/part", 0755));
    write_file("whole/part/file", "part");
    must(mkdir("part", 0755));
    must(mount("whole/part", "part", NULL, MS_BIND, NULL));
}
static const char *one_file(void) {
    struct stat first, second;
    if (stat("part/file", &first) == -1 || stat("whole/part/file", &second) == -1) return outcome(-1);
    return first.st_ino == second.st_ino && first.st_dev == second.st_dev ? "one file" : "two files";
}

OBJECT(mount_subfolder) = {
    .name = "mount-of-part",
    .about = "a bind mount of a folder in a tmpfs leads to the same files",
    .create = create,
    .set = set_subfolder,
    .properties = PROPERTIES({"file", part, .expected = "part"}, {"root", part_root, .expected = "/part"},
                             {"files", one_file, .expected = "one file"}),
};

static int fd = -1;
static void set_detached(void) {
    mount_at("whole", "tmpfs", 0, "size=1m");
    fd = must(open("whole/file", O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    write_all(fd, "content", 7);
    must(umount2("whole", MNT_DETACH));
}
static const char *open_file(void) {
    char data[16];
    ssize_t got = pread(fd, data, sizeof data, 0);
    return got == -1 ? outcome(-1) : bytes(data, (size_t)got);
}

OBJECT(detached) = {
    .name = "file-on-detached-mount",
    .about = "a file stays open though its file system was unmounted lazily",
    .create = create,
    .set = set_detached,
    .properties = PROPERTIES({"content", open_file, .expected = "content"}),
};

static void set_covered(void) {
    must(mkdir("covered", 0755));
    write_file("covered/file", "below");
    fd = must(open("covered/file", O_RDONLY | O_CLOEXEC));
    int folder = must(open("covered", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    mount_at("covered", "tmpfs", 0, "size=1m");
    write_file("covered/file", "above");
    must(dup2(folder, 30));
    must(close(folder));
}
static const char *above(void) { return content("covered/file"); }
static const char *through_folder(void) {
    char data[16];
    int below = openat(30, "file", O_RDONLY | O_CLOEXEC);
    if (below == -1) return outcome(-1);
    ssize_t got = read(below, data, sizeof data);
    close(below);
    return bytes(data, (size_t)got);
}

OBJECT(covered) = {
    .name = "open-file-below-mount",
    .about = "a file and a folder that are open stay so though a mount covers them",
    .create = create,
    .set = set_covered,
    .properties = PROPERTIES({"open file", open_file, .expected = "below"}, {"open folder", through_folder, .expected = "below"},
                             {"file of the mount", above, .expected = "above"}),
};

static void set_inside(void) {
    mount_at("inside", "tmpfs", 0, "size=1m");
    must(chdir("inside"));
    write_file("file", "here");
}
static const char *here(void) { return content("file"); }
static const char *file_system(void) {
    struct statfs found;
    return statfs(".", &found) == -1 ? outcome(-1) : text("%lx", (unsigned long)found.f_type);
}
static const char *back(void) { return outcome(chdir("..")); }

OBJECT(inside) = {
    .name = "working-directory-in-tmpfs",
    .about = "a process stays in a folder of its own tmpfs",
    .create = create,
    .set = set_inside,
    .properties = PROPERTIES({"file", here, .expected = "here"},
                             {"file system", file_system, .natural = true, .expected = "1021994"},
                             {"leaving it", back, .expected = "0", .once = true, .natural = true}),
};

static void set_version_1(void) {
    mount_at("control", "tmpfs", 0, "size=1m");
    mount_at("control/named", "cgroup", MS_NOSUID, "none,name=systemd");
}
static const char *named_type(void) { return mount_type("control/named"); }
static const char *named_options(void) {
    return strstr(super_options("control/named"), "name=systemd") ? "name=systemd" : "no name";
}
static const char *tasks(void) { return outcome(access("control/named/cgroup.procs", F_OK)); }

OBJECT(cgroup_mount) = {
    .name = "cgroup-v1-mount",
    .about = "a mount of a named hierarchy of cgroups stays",
    .create = create,
    .set = set_version_1,
    .properties = PROPERTIES({"type", named_type, .expected = "cgroup"}, {"name", named_options, .expected = "name=systemd"},
                             {"entries", tasks, .expected = "0"}),
};
