/* Accounts, groups, capabilities and securebits. */
#include "../object.h"
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static const char *status_line(long number) {
    static const char *const keys[] = {"Uid:", "Gid:", "Groups:", "CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:"};
    return line_of("/proc/self/status", keys[number]);
}
enum { UIDS, GIDS, GROUPS, INHERITABLE, PERMITTED, EFFECTIVE, BOUNDING, AMBIENT };

/* The C library has no call for them, and a structure in two halves. */
struct sets {
    uint64_t effective, permitted, inheritable;
};

static struct sets sets_now(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct half[2];
    must(syscall(SYS_capget, &header, half));
    return (struct sets){half[0].effective | (uint64_t)half[1].effective << 32, half[0].permitted | (uint64_t)half[1].permitted << 32,
                         half[0].inheritable | (uint64_t)half[1].inheritable << 32};
}

static long set_sets(struct sets to) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct half[2] = {
        {(uint32_t)to.effective, (uint32_t)to.permitted, (uint32_t)to.inheritable},
        {(uint32_t)(to.effective >> 32), (uint32_t)(to.permitted >> 32), (uint32_t)(to.inheritable >> 32)}};
    return syscall(SYS_capset, &header, half);
}
#define BIT(capability) ((uint64_t)1 << (capability))

static const char *securebits(void) { return outcome(prctl(PR_GET_SECUREBITS)); }
static const char *keep(void) { return outcome(prctl(PR_GET_KEEPCAPS)); }

/* What the bits mean: whether an account that is no longer root keeps its capabilities. */
static const char *after_setuid(void) {
    int status;
    pid_t pid = must(fork());
    if (pid == 0) {
        struct sets before = sets_now();
        if (syscall(SYS_setresuid, 61174, 61174, 61174) == -1) _exit(1);
        struct sets after = sets_now();
        _exit(2 + (before.permitted == after.permitted) + 2 * (before.effective == after.effective));
    }
    must(waitpid(pid, &status, 0));
    static const char *const results[] = {"", "no other account", "lost", "permitted are kept", "effective are kept", "all are kept"};
    return results[WEXITSTATUS(status) % 6];
}

static void set_keep(void) {
    must(prctl(PR_SET_KEEPCAPS, 1));
    errno = EPERM;
    if (strcmp(after_setuid(), "permitted are kept") != 0) unavailable("another account that keeps capabilities");
}

OBJECT(keep_capabilities) = {
    .name = "keep-capabilities",
    .about = "a process that is about to leave root still keeps its capabilities when it does",
    .set = set_keep,
    .properties = PROPERTIES({"attribute", keep, .expected = "1"}, {"securebits", securebits, .expected = "16"},
                             {"capabilities of another account", after_setuid, .expected = "permitted are kept"}),
};

static void set_some_bits(void) {
    needs(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NO_SETUID_FIXUP | SECBIT_KEEP_CAPS));
}

/* All but the bit and the lock of what a change of account would clear. */
static void set_locked_bits(void) {
    needs(prctl(PR_SET_SECUREBITS, (SECURE_ALL_BITS | SECURE_ALL_LOCKS) & ~SECBIT_KEEP_CAPS));
}

static const char *unlock(void) { return outcome(prctl(PR_SET_SECUREBITS, 0)); }

OBJECT(securebits) = {
    .name = "securebits",
    .about = "a process for which the user ID 0 has no privileges keeps its securebits",
    .set = set_some_bits,
    .properties = PROPERTIES({"securebits", securebits, .expected = "21"}, {"kept capabilities", keep, .expected = "1"},
                             {"capabilities of another account", after_setuid, .expected = "all are kept"}),
};

OBJECT(securebits_locked) = {
    .name = "securebits-locked",
    .about = "securebits that can no longer be changed are kept and stay locked",
    .set = set_locked_bits,
    .properties = PROPERTIES({"securebits", securebits},
                             {"change of the securebits", unlock, .expected = "EPERM", .once = true},
                             {"permitted capabilities", .read_at = status_line, .number = PERMITTED, .natural = true}),
};

static const char *number_of_groups(void) { return outcome(getgroups(0, NULL)); }

static const char *long_list(void) {
    static gid_t all[600];
    int count = getgroups(600, all);
    return count <= 0 ? outcome(count) : bytes(all, (size_t)count * sizeof *all);
}

static void set_groups(void) {
    static const gid_t groups[] = {5, 61201, 61203, 4000000003};
    needs(setgroups(4, groups));
}

OBJECT(supplementary_groups) = {
    .name = "supplementary-groups",
    .about = "a process keeps its supplementary groups",
    .set = set_groups,
    .properties = PROPERTIES({"groups", .read_at = status_line, .number = GROUPS, .expected = "5 61201 61203 4000000003"},
                             {"number of groups", number_of_groups, .expected = "4"}, {"list of groups", long_list}),
};

static void set_many_groups(void) {
    static gid_t many[600];
    for (unsigned i = 0; i < 600; i++) many[i] = 70000 + 3 * i;
    needs(setgroups(600, many));
}

OBJECT(many_groups) = {
    .name = "many-groups",
    .about = "a process keeps more groups than a page holds",
    .set = set_many_groups,
    .properties = PROPERTIES({"number of groups", number_of_groups, .expected = "600"}, {"list of groups", long_list}),
};

static const char *bounded(long capability) { return outcome(prctl(PR_CAPBSET_READ, capability)); }

static void set_bounding(void) {
    needs(prctl(PR_CAPBSET_DROP, CAP_SYS_BOOT));
    must(prctl(PR_CAPBSET_DROP, CAP_AUDIT_READ));
}

OBJECT(bounding_set) = {
    .name = "bounding-set",
    .about = "a process keeps its bounding set, and stays able to do what it still has",
    .set = set_bounding,
    .properties = PROPERTIES({"bounding set", .read_at = status_line, .number = BOUNDING},
                             {"dropped capability", .read_at = bounded, .number = CAP_SYS_BOOT, .expected = "0"},
                             {"dropped capability of the upper half", .read_at = bounded, .number = CAP_AUDIT_READ, .expected = "0"},
                             {"kept capability", .read_at = bounded, .number = CAP_CHOWN, .expected = "1", .natural = true},
                             {"effective capabilities", .read_at = status_line, .number = EFFECTIVE, .natural = true}),
};

static const char *ambient(long capability) { return outcome(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, capability, 0, 0)); }

static void raise_ambient(void) {
    struct sets sets = sets_now();
    sets.inheritable = BIT(CAP_NET_RAW) | BIT(CAP_SYSLOG) | BIT(CAP_CHOWN);
    needs(set_sets(sets));
    needs(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_RAW, 0, 0));
    needs(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_SYSLOG, 0, 0));
}

OBJECT(ambient_capabilities) = {
    .name = "ambient-capabilities",
    .about = "a process keeps the capabilities that the programs it runs inherit",
    .set = raise_ambient,
    .properties = PROPERTIES({"ambient set", .read_at = status_line, .number = AMBIENT, .expected = "0000000400002000"},
                             {"inheritable set", .read_at = status_line, .number = INHERITABLE, .expected = "0000000400002001"},
                             {"ambient capability", .read_at = ambient, .number = CAP_NET_RAW, .expected = "1"},
                             {"ambient capability of the upper half", .read_at = ambient, .number = CAP_SYSLOG, .expected = "1"},
                             {"permitted set", .read_at = status_line, .number = PERMITTED, .natural = true}),
};

/* A privileged process that gave up most of its privileges, some of them only for now. */
static void reduce(void) {
    struct sets sets = {.effective = BIT(CAP_CHOWN), .permitted = BIT(CAP_CHOWN) | BIT(CAP_KILL) | BIT(CAP_SYSLOG)};
    needs(set_sets(sets));
}

static const char *take_back(void) {
    struct sets sets = sets_now();
    sets.effective |= BIT(CAP_KILL);
    return outcome(set_sets(sets));
}

static const char *take_lost(void) {
    struct sets sets = sets_now();
    sets.permitted = sets.effective |= BIT(CAP_NET_RAW);
    return outcome(set_sets(sets));
}

OBJECT(reduced_capabilities) = {
    .name = "reduced-capabilities",
    .about = "a process that gave up capabilities cannot take them back, except for those that it only set aside",
    .set = reduce,
    .properties = PROPERTIES({"effective set", .read_at = status_line, .number = EFFECTIVE, .expected = "0000000000000001"},
                             {"permitted set", .read_at = status_line, .number = PERMITTED, .expected = "0000000400000021"},
                             {"bounding set", .read_at = status_line, .number = BOUNDING, .natural = true},
                             {"capability that was given up", take_lost, .expected = "EPERM", .once = true},
                             {"capability that was set aside", take_back, .expected = "0", .natural = true, .once = true}),
};

static const char *owner_of_file(void) {
    struct stat status;
    int fd = open("owned", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd == -1) return outcome(-1);
    must(fstat(fd, &status));
    must(close(fd));
    must(unlink("owned"));
    return text("%u:%u", status.st_uid, status.st_gid);
}

/* Neither call returns an error. Writing in the folder must remain possible without the privileges of root. */
static void set_file_ids(void) {
    needs(chmod(".", 0777));
    setfsgid(61223);
    setfsuid(61229);
    errno = EPERM;
    if (setfsuid(61229) != 61229) unavailable("another account for files");
}

OBJECT(file_ids) = {
    .name = "file-ids",
    .about = "a process that uses another account and group for its files only still does",
    .set = set_file_ids,
    .properties = PROPERTIES({"users", .read_at = status_line, .number = UIDS},
                             {"groups", .read_at = status_line, .number = GIDS},
                             {"owner of a new file", owner_of_file, .expected = "61229:61223"},
                             {"effective capabilities", .read_at = status_line, .number = EFFECTIVE}),
};

static void set_ids(void) {
    needs(chmod(".", 0777));
    needs(setresgid(61101, 61103, 61107));
    needs(setresuid(61001, 61003, 61007));
}

static const char *dumpable(void) { return outcome(prctl(PR_GET_DUMPABLE)); }

OBJECT(three_accounts) = {
    .name = "three-accounts",
    .about = "a process with different real, effective and saved accounts keeps all of them",
    .set = set_ids,
    .properties = PROPERTIES({"users", .read_at = status_line, .number = UIDS, .expected = "61001\\x0961003\\x0961007\\x0961003"},
                             {"groups", .read_at = status_line, .number = GIDS, .expected = "61101\\x0961103\\x0961107\\x0961103"},
                             {"owner of a new file", owner_of_file, .expected = "61003:61103"},
                             {"effective capabilities", .read_at = status_line, .number = EFFECTIVE, .expected = "0000000000000000"},
                             {"dumpable", dumpable, .natural = true}),
};

static void set_user_with_ambient(void) {
    raise_ambient();
    must(prctl(PR_SET_KEEPCAPS, 1));
    needs(setresuid(61019, 61019, 61019));
    struct sets sets = sets_now();
    sets.effective = sets.permitted;
    must(set_sets(sets));
    needs(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_RAW, 0, 0));
}

OBJECT(account_with_ambient_capabilities) = {
    .name = "account-with-ambient-capabilities",
    .about = "an ordinary account with capabilities keeps them",
    .set = set_user_with_ambient,
    .properties = PROPERTIES({"users", .read_at = status_line, .number = UIDS, .expected = "61019\\x0961019\\x0961019\\x0961019"},
                             {"ambient set", .read_at = status_line, .number = AMBIENT},
                             {"inheritable set", .read_at = status_line, .number = INHERITABLE, .expected = "0000000400002001"},
                             {"permitted set", .read_at = status_line, .number = PERMITTED, .natural = true},
                             {"effective set", .read_at = status_line, .number = EFFECTIVE, .natural = true},
                             {"kept capabilities", keep, .expected = "1"}),
};
