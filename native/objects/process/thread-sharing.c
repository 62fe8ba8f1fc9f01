/* Threads that no longer share everything with their process. */
#include "thread-worker.h"
#include <sched.h>
#include <sys/syscall.h>
#include <sys/utsname.h>

static const char *set_folder(void) {
    STEP(unshare(CLONE_FS));
    STEP(chdir("folder"));
    umask(011);
    return "done";
}

static void set_folder_in_worker(void) {
    must(mkdir("folder", 0755));
    set_in_worker(set_folder);
}

static const char *folder_of(long thread) {
    char path[256];
    ssize_t size = readlink(thread ? text("/proc/self/task/%d/cwd", worker) : "/proc/self/cwd", path, sizeof path - 1);
    if (size == -1) return outcome(-1);
    path[size] = 0;
    return text("%s", strrchr(path, '/'));
}

static const char *mask(void) { return line_of(text("/proc/self/task/%d/status", worker), "Umask:"); }
static const char *mask_of_main(void) { return line_of("/proc/self/status", "Umask:"); }

OBJECT(own_fs) = {
    .name = "thread-own-working-directory",
    .about = "a thread that has unshared its working directory and umask keeps them",
    .create = start_worker,
    .set = set_folder_in_worker,
    .properties = PROPERTIES({"working directory", .read_at = folder_of, .number = 1, .expected = "/folder"},
                             {"umask", mask, .expected = "0011"},
                             {"umask of the main thread", mask_of_main, .natural = true}),
};

static const char *set_files(void) {
    STEP(unshare(CLONE_FILES));
    STEP(dup2(1, 99));
    return "done";
}

static void set_files_in_worker(void) { set_in_worker(set_files); }
static const char *own_descriptor(void) { return outcome(fcntl(99, F_GETFD)); }
static const char *descriptor(void) { return ask_worker(own_descriptor); }

OBJECT(own_files) = {
    .name = "thread-own-descriptors",
    .about = "a thread that has unshared its descriptors keeps them to itself",
    .create = start_worker,
    .set = set_files_in_worker,
    .properties = PROPERTIES({"descriptor 99", descriptor, .expected = "0"},
                             {"descriptor 99 of the main thread", own_descriptor, .expected = "EBADF", .natural = true}),
};

static const char *set_host_name(void) {
    STEP(unshare(CLONE_NEWUTS));
    STEP(sethostname("of-a-thread", 11));
    return "done";
}

static void set_host_name_in_worker(void) { set_in_worker(set_host_name); }

static const char *own_host_name(void) {
    struct utsname names;
    must(uname(&names));
    return text("%s", names.nodename);
}

static const char *host_name(void) { return ask_worker(own_host_name); }

static const char *same_namespace(void) {
    struct stat mine, its;
    if (stat("/proc/self/ns/uts", &mine) == -1 || stat(text("/proc/self/task/%d/ns/uts", worker), &its) == -1) return outcome(-1);
    return mine.st_ino == its.st_ino ? "the same" : "another";
}

OBJECT(own_uts) = {
    .name = "thread-own-uts-namespace",
    .about = "a thread in a UTS namespace of its own stays in it",
    .create = start_worker,
    .set = set_host_name_in_worker,
    .properties = PROPERTIES({"host name", host_name, .expected = "of-a-thread"},
                             {"namespace", same_namespace, .expected = "another"}),
};
