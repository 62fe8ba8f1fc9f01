/* What a thread may do. libc changes the credentials of all threads, the kernel those of one. */
#include "thread-worker.h"
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static const char *status(const char *key) { return line_of(text("/proc/self/task/%d/status", worker), key); }

static const char *set_no_new_privileges(void) {
    STEP(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    return "done";
}

static void set_no_new_privileges_in_worker(void) { set_in_worker(set_no_new_privileges); }
static const char *no_new_privileges(void) { return status("NoNewPrivs:"); }
static const char *no_new_privileges_of_main(void) { return line_of("/proc/self/status", "NoNewPrivs:"); }

OBJECT(no_new_privileges) = {
    .name = "thread-no-new-privileges",
    .about = "a thread that can gain no privilege stays the only one",
    .create = start_worker,
    .set = set_no_new_privileges_in_worker,
    .properties = PROPERTIES({"no new privileges", no_new_privileges, .expected = "1"},
                             {"of the main thread", no_new_privileges_of_main, .expected = "0", .natural = true}),
};

static int drops(unsigned kept, unsigned permitted) {
    errno = EPERM;
    return kept == permitted ? -1 : 0;
}

static const char *set_credentials(void) {
    gid_t groups[] = {61181, 61182};
    STEP(syscall(SYS_setgroups, 2, groups));
    STEP(syscall(SYS_setresgid, 61177, 61178, 61179));
    STEP(prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0));
    STEP(syscall(SYS_setresuid, 61174, 61175, 61176));
    return "done";
}

static void set_credentials_in_worker(void) { set_in_worker(set_credentials); }
static const char *uids(void) { return status("Uid:"); }
static const char *gids(void) { return status("Gid:"); }
static const char *groups(void) { return status("Groups:"); }
static const char *own_keepcaps(void) { return outcome(prctl(PR_GET_KEEPCAPS)); }
static const char *keepcaps(void) { return ask_worker(own_keepcaps); }
static const char *permitted(void) { return status("CapPrm:"); }
static const char *uids_of_main(void) { return line_of("/proc/self/status", "Uid:"); }

OBJECT(credentials) = {
    .name = "thread-own-credentials",
    .about = "a thread keeps the accounts and groups that only it has",
    .create = start_worker,
    .set = set_credentials_in_worker,
    .properties = PROPERTIES({"accounts", uids, .expected = "61174\\x0961175\\x0961176\\x0961175"},
                             {"groups", gids, .expected = "61177\\x0961178\\x0961179\\x0961178"},
                             {"supplementary groups", groups, .expected = "61181 61182"},
                             {"keep capabilities", keepcaps, .expected = "1"},
                             {"accounts of the main thread", uids_of_main, .natural = true}),
};

static const char *set_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2];
    STEP(syscall(SYS_capget, &header, data));
    unsigned kept = data[0].permitted & ~(1u << CAP_NET_RAW | 1u << CAP_MKNOD);
    STEP(drops(kept, data[0].permitted));
    data[0].permitted = kept;
    data[0].effective = kept & ~(1u << CAP_CHOWN);
    data[0].inheritable = kept & 1u << CAP_KILL;
    STEP(syscall(SYS_capset, &header, data));
    STEP(prctl(PR_CAPBSET_DROP, CAP_SYS_BOOT));
    return "done";
}

static void set_capabilities_in_worker(void) { set_in_worker(set_capabilities); }
static const char *effective(void) { return status("CapEff:"); }
static const char *inheritable(void) { return status("CapInh:"); }
static const char *bounding(void) { return status("CapBnd:"); }
static const char *permitted_of_main(void) { return line_of("/proc/self/status", "CapPrm:"); }

OBJECT(capabilities) = {
    .name = "thread-capabilities",
    .about = "a thread keeps the capabilities that only it has dropped",
    .create = start_worker,
    .set = set_capabilities_in_worker,
    .properties = PROPERTIES({"permitted", permitted}, {"effective", effective},
                             {"inheritable", inheritable, .expected = "0000000000000020"},
                             {"bounding", bounding}, {"permitted of the main thread", permitted_of_main, .natural = true}),
};

/* Answers one call that no kernel has any more with an error of its own. */
static const char *set_filter(void) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_nfsservctl, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EXDEV),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof code / sizeof code[0], .filter = code};
    STEP(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    STEP(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program));
    return "done";
}

static void set_filter_in_worker(void) { set_in_worker(set_filter); }
static const char *own_old_call(void) { return outcome(syscall(SYS_nfsservctl, 0, 0, 0)); }
static const char *filtered_call(void) { return ask_worker(own_old_call); }
static const char *filter_mode(void) { return status("Seccomp:"); }
static const char *filters(void) { return status("Seccomp_filters:"); }
static const char *filter_mode_of_main(void) { return line_of("/proc/self/status", "Seccomp:"); }

OBJECT(filter) = {
    .name = "thread-seccomp-filter",
    .about = "a thread keeps the filter of system calls that only it has",
    .create = start_worker,
    .set = set_filter_in_worker,
    .properties = PROPERTIES({"mode", filter_mode, .expected = "2"}, {"number of filters", filters},
                             {"filtered call", filtered_call, .expected = "EXDEV"},
                             {"mode of the main thread", filter_mode_of_main, .natural = true}),
};
