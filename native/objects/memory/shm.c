/* System V shared memory, in an IPC namespace of its own and in the one that CRIU is in. */
#include "sysv.h"
#include <stdio.h>
#include <sys/shm.h>

enum { SIZE = 8 * PAGE, ODD = 5000 };

static int id = -1;
static char *memory, *other;

static struct shmid_ds state(void) {
    struct shmid_ds state = {0};
    if (shmctl(id, IPC_STAT, &state) == -1) state.shm_perm.mode = 0xffff;
    return state;
}

static const char *mode(void) { return state().shm_perm.mode == 0xffff ? outcome(-1) : text("%o", state().shm_perm.mode); }
static const char *size(void) { return text("%zu", state().shm_segsz); }
static const char *attached(void) { return text("%lu", state().shm_nattch); }
static const char *owner(void) { return text("%u %u", state().shm_perm.uid, state().shm_perm.gid); }
static const char *creator(void) {
    return text("%u %u, by %s", state().shm_perm.cuid, state().shm_perm.cgid,
                state().shm_cpid == getpid() ? "this process" : "another");
}
static const char *key(void) { return text("%x", (unsigned)state().shm_perm.__key); }
static const char *data(void) { return digest(memory, ODD / 8 * 8); }
static const char *form(void) { return shape(memory); }
static const char *identifier(void) { return text("%d", id); }

/* In a namespace that others use, the segment would outlive the process. */
static void remove_segment(void) {
    if (id != -1) shmctl(id, IPC_RMID, NULL);
}

static void make(int permissions, size_t bytes) {
    id = must(shmget(IPC_PRIVATE, bytes, IPC_CREAT | permissions));
    memory = must(shmat(id, NULL, 0));
    fill(memory, bytes / 8 * 8, 2);
}

static void set(void) {
    make(0640, SIZE);
    other = must(shmat(id, NULL, SHM_RDONLY));
}

static void set_here(void) {
    must(atexit(remove_segment));
    set();
}

static const char *writing(void) { return other ? text("%s, %s", store(other, 1), shape(other)) : "none"; }

#define ATTACHED_TWICE                                                                                                          \
    PROPERTIES({"mode", mode, .expected = "640"}, {"size", size, .expected = "32768"}, {"attached", attached, .expected = "2"}, \
               {"content", data}, {"mapping", form, .expected = "32 kB rw-s 00000000"},                                         \
               {"writing to the read-only mapping", writing, .expected = "SIGSEGV, 32 kB r--s 00000000"},                       \
               {"identifier", identifier}, {"creator", creator})

OBJECT(shm_here) = {
    .name = "sysv-shm-in-shared-namespace",
    .about = "System V shared memory in the IPC namespace that CRIU is in keeps its content and its mode",
    .set = set_here,
    .properties = ATTACHED_TWICE,
};

OBJECT(shm) = {
    .name = "sysv-shm",
    .about = "System V shared memory in an IPC namespace of its own keeps its content, mode and read-only mapping",
    .create = own_namespace,
    .set = set,
    .properties = ATTACHED_TWICE,
};

static void set_removed(void) {
    make(0600, SIZE);
    must(shmctl(id, IPC_RMID, NULL));
}

static const char *path(void) {
    const char *whole = mapped(memory), *slash = strchr(whole, '/');
    return slash ? slash : "no path";
}

static const char *detach(void) {
    if (!memory) return "never attached";
    must(shmdt(memory));
    return mode();
}

#define REMOVED                                                                                                              \
    PROPERTIES({"mode", mode, .expected = "1600"}, {"path", path, .expected = "/SYSV00000000 (deleted)"}, {"content", data}, \
               {"attached", attached, .expected = "1"},                                                                      \
               {"mode after it was detached", detach, .expected = "EINVAL", .once = true})

OBJECT(shm_removed_here) = {
    .name = "sysv-shm-removed-in-shared-namespace",
    .about = "System V shared memory that was removed while attached keeps its content in the namespace that CRIU is in",
    .set = set_removed,
    .properties = REMOVED,
};

OBJECT(shm_removed) = {
    .name = "sysv-shm-removed",
    .about = "System V shared memory that was removed while attached keeps its content and goes with the last mapping",
    .create = own_namespace,
    .set = set_removed,
    .properties = REMOVED,
};

/* Content that no process has attached belongs to the namespace alone. */
static void set_detached(void) {
    make(0604, SIZE);
    must(shmdt(memory));
    memory = NULL;
}

static const char *detached_data(void) {
    void *again = shmat(id, NULL, SHM_RDONLY);
    if (again == (void *)-1) return outcome(-1);
    const char *value = digest(again, SIZE);
    must(shmdt(again));
    return value;
}

OBJECT(shm_detached) = {
    .name = "sysv-shm-detached",
    .about = "System V shared memory that no process has attached stays in its IPC namespace",
    .create = own_namespace,
    .set = set_detached,
    .properties = PROPERTIES({"mode", mode, .expected = "604"}, {"size", size, .expected = "32768"}, {"content", detached_data},
                             {"attached", attached, .expected = "0", .natural = true}),
};

static void set_locked(void) {
    make(0600, SIZE);
    needs(shmctl(id, SHM_LOCK, NULL));
}

OBJECT(shm_locked) = {
    .name = "sysv-shm-locked",
    .about = "System V shared memory that is locked stays locked",
    .create = own_namespace,
    .set = set_locked,
    .properties = PROPERTIES({"mode with SHM_LOCKED", mode, .expected = "2600"}, {"size", size, .expected = "32768"},
                             {"content", data}),
};

static void set_other_owner(void) {
    id = must(shmget(0x6d656d, ODD, IPC_CREAT | IPC_EXCL | 0644));
    memory = must(shmat(id, NULL, 0));
    fill(memory, ODD / 8 * 8, 2);
    must(shmdt(memory));
    struct shmid_ds changed = state();
    changed.shm_perm.uid = 61174, changed.shm_perm.gid = 61175;
    must(shmctl(id, IPC_SET, &changed));
    memory = must(shmat(id, NULL, SHM_RDONLY));
}

OBJECT(shm_other_owner) = {
    .name = "sysv-shm-other-owner",
    .about = "System V shared memory of another account and an odd size keeps its owner, key, size and content",
    .create = own_namespace,
    .set = set_other_owner,
    .properties = PROPERTIES({"owner", owner, .expected = "61174 61175"}, {"creator", creator},
                             {"key", key, .expected = "6d656d"}, {"size", size, .expected = "5000"},
                             {"mode", mode, .expected = "644"}, {"content", data},
                             {"mapping", form, .expected = "8 kB r--s 00000000"}),
};

static void set_huge(void) {
    id = needs(shmget(IPC_PRIVATE, 2 << 20, IPC_CREAT | SHM_HUGETLB | 0600));
    memory = must(shmat(id, NULL, 0));
    fill(memory, SIZE, 2);
}

static const char *page_size(void) { return smaps(memory, "KernelPageSize:"); }

OBJECT(shm_huge) = {
    .name = "sysv-shm-hugetlb",
    .about = "System V shared memory of huge pages stays of huge pages",
    .create = own_namespace,
    .set = set_huge,
    .properties = PROPERTIES({"page size", page_size, .expected = "2048 kB"}, {"size", size, .expected = "2097152"},
                             {"mode", mode, .expected = "600"}, {"content", data}),
};
