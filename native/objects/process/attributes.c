/* The attributes of a process that prctl() sets. */
#include "../object.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

/* What the headers of Debian 12 do not know yet. */
enum {
    SET_MEMORY_MERGE = 67,
    GET_MEMORY_MERGE = 68,
    FUTEX_HASH = 78,
    FUTEX_HASH_SET_SLOTS = 1,
    FUTEX_HASH_GET_SLOTS = 2,
    THP_EXCEPT_ADVISED = 1 << 1,
    MIB = 1 << 20
};

static struct helper helper = {.channel = -1};
static void create_child(void) { helper = start_helper(NULL); }

static void renew_child(void) {
    end_helper(&helper);
    helper = start_helper(NULL);
}

/* For attributes whose PR_GET_ call returns the value. */
static const char *get(long option) { return outcome(prctl((int)option, 0, 0, 0, 0)); }
static const char *status_line(const char *key) { return line_of("/proc/self/status", key); }

static const char *subreaper(void) {
    int value = -1;
    return prctl(PR_GET_CHILD_SUBREAPER, &value) == -1 ? outcome(-1) : text("%d", value);
}

/* Starts a grandchild that ends with 5 after its parent did, and waits for it. */
static const char *orphan(void) {
    int ends[2], status;
    must(pipe(ends));
    pid_t child = must(fork()), grandchild = -1;
    if (child == 0) {
        grandchild = fork();
        if (grandchild == 0) {
            /* The end of the pipe is the end of the parent. */
            while (getppid() == child) usleep(50);
            _exit(5);
        }
        write_all(ends[1], &grandchild, sizeof grandchild);
        _exit(0);
    }
    read_all(ends[0], &grandchild, sizeof grandchild);
    must(close(ends[0]));
    must(close(ends[1]));
    must(waitpid(child, &status, 0));
    return waitpid(grandchild, &status, 0) == -1 ? outcome(-1) : text("exit %d", WEXITSTATUS(status));
}

static const char *childs_subreaper(void) { return ask_helper(&helper, subreaper); }
static void set_subreaper(void) { must(prctl(PR_SET_CHILD_SUBREAPER, 1)); }

OBJECT(child_subreaper) = {
    .name = "child-subreaper",
    .about = "a subreaper still gets the orphans among its descendants, and its children are none",
    .create = create_child,
    .set = set_subreaper,
    .properties = PROPERTIES({"subreaper", subreaper, .expected = "1"}, {"wait for an orphan", orphan, .expected = "exit 5"},
                             {"child is a subreaper", childs_subreaper, .expected = "0", .natural = true}),
};

static const char *no_new_privs(void) { return status_line("NoNewPrivs:"); }
static const char *childs_no_new_privs(void) { return ask_helper(&helper, no_new_privs); }

static void set_no_new_privs(void) {
    must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    renew_child();
}

OBJECT(no_new_privs) = {
    .name = "no-new-privs",
    .about = "a process and its child can still gain no privilege by running a program",
    .create = create_child,
    .set = set_no_new_privs,
    .properties = PROPERTIES({"attribute", .read_at = get, .number = PR_GET_NO_NEW_PRIVS, .expected = "1"},
                             {"attribute in /proc", no_new_privs, .expected = "1"},
                             {"attribute of a child", childs_no_new_privs, .expected = "1"}),
};

/* A mapping that asks for huge pages gets one, where the machine has one left. */
static const char *huge_pages(void) {
    char *memory = mmap(NULL, 8 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return outcome(-1);
    char *aligned = (char *)(((uintptr_t)memory + 4 * MIB - 1) & ~(uintptr_t)(4 * MIB - 1));
    madvise(aligned, 4 * MIB, MADV_HUGEPAGE);
    aligned[0] = aligned[2 * MIB] = 1;
    const char *found = line_of("/proc/self/smaps_rollup", "AnonHugePages:");
    must(munmap(memory, 8 * MIB));
    return strcmp(found, "0 kB") == 0 ? "no huge page" : "huge pages";
}

static const char *thp_enabled(void) { return status_line("THP_enabled:"); }
static const char *thp_disable(void) { return get(PR_GET_THP_DISABLE); }
static const char *childs_thp(void) { return ask_helper(&helper, thp_disable); }

static void set_thp(void) {
    must(prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0));
    renew_child();
}

OBJECT(thp_disable) = {
    .name = "thp-disable",
    .about = "a process still gets no huge pages",
    .create = create_child,
    .set = set_thp,
    .properties = PROPERTIES({"attribute", thp_disable, .expected = "1"}, {"attribute of a child", childs_thp, .expected = "1"},
                             {"huge pages in /proc", thp_enabled, .expected = "0"},
                             {"mapping that asks for huge pages", huge_pages, .expected = "no huge page", .natural = true}),
};

static void set_thp_advised(void) {
    needs(prctl(PR_SET_THP_DISABLE, 1, THP_EXCEPT_ADVISED, 0, 0));
    renew_child();
}

OBJECT(thp_disable_except_advised) = {
    .name = "thp-disable-except-advised",
    .about = "a process still gets huge pages where it asks for them, and only there",
    .create = create_child,
    .set = set_thp_advised,
    .properties = PROPERTIES({"attribute", thp_disable, .expected = "3"}, {"attribute of a child", childs_thp, .expected = "3"},
                             {"mapping that asks for huge pages", huge_pages, .natural = true}),
};

static const char *dumpable(void) { return get(PR_GET_DUMPABLE); }
static const char *childs_dumpable(void) { return ask_helper(&helper, dumpable); }

static void set_dumpable(void) {
    must(prctl(PR_SET_DUMPABLE, 0));
    renew_child();
}

/* The owner decides whether an ordinary account can look into a process; for a process of root it is always root. */
static const char *owner(void) {
    struct stat status;
    return stat("/proc/self/environ", &status) == -1 ? outcome(-1) : text("%u", status.st_uid);
}

OBJECT(not_dumpable) = {
    .name = "not-dumpable",
    .about = "a process that leaves no core dump still leaves none",
    .create = create_child,
    .set = set_dumpable,
    .properties = PROPERTIES({"attribute", dumpable, .expected = "0"},
                             {"attribute of a child", childs_dumpable, .expected = "0"},
                             {"owner in /proc", owner, .natural = true}),
};

static const char *merge_in_proc(void) { return line_of("/proc/self/ksm_stat", "ksm_merge_any:"); }
static const char *childs_merge(void) { return ask_helper(&helper, merge_in_proc); }

static const char *mapping_merges(void) {
    char *memory = mmap(NULL, MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return outcome(-1);
    memory[0] = 1;
    FILE *file = fopen("/proc/self/smaps", "re");
    char line[512];
    const char *found = "not mapped";
    bool here = false;
    while (file && fgets(line, sizeof line, file)) {
        char *end;
        unsigned long from = strtoul(line, &end, 16);
        if (*end == '-') here = from <= (uintptr_t)memory && (uintptr_t)memory < strtoul(end + 1, NULL, 16);
        if (here && strncmp(line, "VmFlags:", 8) == 0) found = strstr(line, " mg") ? "merges" : "does not merge";
    }
    if (file) fclose(file);
    must(munmap(memory, MIB));
    return found;
}

static void set_merge(void) {
    needs(prctl(SET_MEMORY_MERGE, 1, 0, 0, 0));
    renew_child();
}

OBJECT(memory_merge) = {
    .name = "memory-merge",
    .about = "a process that merges equal pages in all of its memory still does",
    .create = create_child,
    .set = set_merge,
    .properties = PROPERTIES({"attribute", .read_at = get, .number = GET_MEMORY_MERGE, .expected = "1"},
                             {"new mapping", mapping_merges, .expected = "merges"},
                             {"attribute in /proc", merge_in_proc, .natural = true},
                             {"attribute of a child in /proc", childs_merge, .natural = true}),
};

static const char *flusher(void) { return get(PR_GET_IO_FLUSHER); }
static const char *childs_flusher(void) { return ask_helper(&helper, flusher); }

static void set_flusher(void) {
    needs(prctl(PR_SET_IO_FLUSHER, 1, 0, 0, 0));
    renew_child();
}

OBJECT(io_flusher) = {
    .name = "io-flusher",
    .about = "a process that others need in order to write memory back is still known as one",
    .create = create_child,
    .set = set_flusher,
    .properties = PROPERTIES({"attribute", flusher, .expected = "1"},
                             {"attribute of a child", childs_flusher, .expected = "1"}),
};

/* A processor without a flaw, or a machine that has no switch for it, has no such attribute. */
static const char *speculation(long which) { return outcome(prctl(PR_GET_SPECULATION_CTRL, which, 0, 0, 0)); }
static const char *store_bypass(void) { return speculation(PR_SPEC_STORE_BYPASS); }
static const char *indirect_branch(void) { return speculation(PR_SPEC_INDIRECT_BRANCH); }
static const char *store_bypass_in_proc(void) { return status_line("Speculation_Store_Bypass:"); }
static const char *indirect_branch_in_proc(void) { return status_line("SpeculationIndirectBranch:"); }
static const char *childs_store_bypass(void) { return ask_helper(&helper, store_bypass); }
static const char *childs_indirect_branch(void) { return ask_helper(&helper, indirect_branch); }

static void set_store_bypass(void) {
    needs(prctl(PR_SET_SPECULATION_CTRL, PR_SPEC_STORE_BYPASS, PR_SPEC_DISABLE, 0, 0));
    renew_child();
}

static void set_indirect_branch(void) {
    needs(prctl(PR_SET_SPECULATION_CTRL, PR_SPEC_INDIRECT_BRANCH, PR_SPEC_DISABLE, 0, 0));
    renew_child();
}

OBJECT(speculation_store_bypass) = {
    .name = "speculation-store-bypass",
    .about = "a process whose loads do not overtake its stores is still protected in this way",
    .create = create_child,
    .set = set_store_bypass,
    .properties = PROPERTIES({"attribute", store_bypass, .expected = "5"}, {"attribute in /proc", store_bypass_in_proc},
                             {"attribute of a child", childs_store_bypass, .expected = "5"}),
};

OBJECT(speculation_indirect_branch) = {
    .name = "speculation-indirect-branch",
    .about = "a process whose jumps other programs cannot train is still protected in this way",
    .create = create_child,
    .set = set_indirect_branch,
    .properties = PROPERTIES({"attribute", indirect_branch, .expected = "5"}, {"attribute in /proc", indirect_branch_in_proc},
                             {"attribute of a child", childs_indirect_branch, .expected = "5"}),
};

static const char *name(void) {
    char value[16];
    must(prctl(PR_GET_NAME, value));
    return text("%s", value);
}

/* The name stands between brackets in the middle of a line, and may hold both. */
static const char *name_in_stat(void) {
    char line[256] = {0};
    int fd = must(open("/proc/self/stat", O_RDONLY | O_CLOEXEC));
    must(read(fd, line, sizeof line - 1));
    must(close(fd));
    char *start = strchr(line, '('), *end = strrchr(line, ')');
    return start && end ? bytes(start, (size_t)(end + 1 - start)) : "none";
}

static const char *comm(void) { return content("/proc/self/comm"); }
static const char *childs_name(void) { return ask_helper(&helper, name); }

static void set_name(void) {
    must(prctl(PR_SET_NAME, ") R 1 (\n\t\\\"\xff%s"));
    renew_child();
}

OBJECT(odd_name) = {
    .name = "odd-name",
    .about = "a process whose name looks like fields of /proc/PID/stat keeps it",
    .create = create_child,
    .set = set_name,
    .properties = PROPERTIES({"name", name, .expected = ") R 1 (\\x0a\\x09\\\"\\xff%s"}, {"name in comm", comm},
                             {"name in stat", name_in_stat}, {"name of a child", childs_name}),
};

static const char *mce(void) { return get(PR_MCE_KILL_GET); }
static const char *childs_mce(void) { return ask_helper(&helper, mce); }

static void set_mce(void) {
    needs(prctl(PR_MCE_KILL, PR_MCE_KILL_SET, PR_MCE_KILL_EARLY, 0, 0));
    renew_child();
}

OBJECT(mce_kill_early) = {
    .name = "mce-kill-early",
    .about = "a process that wants to hear of broken memory at once still does",
    .create = create_child,
    .set = set_mce,
    .properties = PROPERTIES({"attribute", mce, .expected = "1"}, {"attribute of a child", childs_mce, .expected = "1"}),
};

static const char *slots(void) { return outcome(prctl(FUTEX_HASH, FUTEX_HASH_GET_SLOTS, 0, 0, 0)); }
static const char *childs_slots(void) { return ask_helper(&helper, slots); }

static void set_slots(void) { needs(prctl(FUTEX_HASH, FUTEX_HASH_SET_SLOTS, 64, 0, 0)); }

OBJECT(futex_hash) = {
    .name = "futex-hash",
    .about = "a process keeps the size of its own table of futexes",
    .create = create_child,
    .set = set_slots,
    .properties = PROPERTIES({"slots", slots, .expected = "64"}, {"slots of a child", childs_slots, .natural = true}),
};

/* The address that the kernel clears when the thread ends; a program without a C library sets it itself. */
static int cleared;

static const char *tid_address(void) {
    int *address = NULL;
    if (prctl(PR_GET_TID_ADDRESS, &address) == -1) return outcome(-1);
    return address == &cleared ? "the program's" : "another one";
}

static void set_tid_address(void) {
    syscall(SYS_set_tid_address, &cleared);
    errno = ENOSYS;
    if (strcmp(tid_address(), "the program's") != 0) unavailable("the address that is cleared at a thread's end");
}

OBJECT(tid_address) = {
    .name = "tid-address",
    .about = "a thread keeps the address that is cleared when it ends",
    .set = set_tid_address,
    .properties = PROPERTIES({"address", tid_address, .expected = "the program's"}),
};
