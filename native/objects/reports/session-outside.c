/* A process of the tree in the session of a leader that is not in the tree, as a daemon's helper can be. */
#include "outsider.h"
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static pid_t member, leader;
static int order = -1;
static bool leader_stays;

/* Ends with the tree, or a little after a restore of it could have begun. */
static _Noreturn void lead(pid_t root) {
    int pidfd = (int)must(syscall(SYS_pidfd_open, root, 0));
    must(syscall(SYS_close_range, 0u, (unsigned)pidfd - 1, 0u));
    must(syscall(SYS_close_range, (unsigned)pidfd + 1, ~0u, 0u));
    for (struct pollfd end = {.fd = pidfd, .events = POLLIN}; poll(&end, 1, -1) != 1;) continue;
    if (leader_stays) linger();
    _exit(0);
}

static _Noreturn void wait_for_order(int orders) {
    char none;
    while (read(orders, &none, 1) == -1) continue;
    _exit(0);
}

struct pids {
    pid_t member, leader;
};

static void become_leader(pid_t root, int orders, int write_end, int report) {
    must(setsid());
    pid_t between = must(fork());
    if (between == 0) {
        pid_t pid = must(fork());
        if (pid == 0) {
            must(close(write_end));
            must(close(report));
            wait_for_order(orders);
        }
        write_all(report, &(struct pids){.member = pid, .leader = getppid()}, sizeof(struct pids));
        _exit(0);
    }
    must(waitpid(between, NULL, 0));
    /* Only now the member has the root as its parent. */
    write_all(report, "m", 1);
    lead(root);
}

static void start_member(void) {
    int orders[2], report[2];
    pid_t root = getpid();
    struct pids found;
    char moved;
    must(pipe(orders));
    must(pipe(report));
    must(prctl(PR_SET_CHILD_SUBREAPER, 1));
    pid_t between = must(fork());
    if (between == 0) {
        if (must(fork()) == 0) become_leader(root, orders[0], orders[1], report[1]);
        for (;;) pause();
    }
    read_all(report[0], &found, sizeof found);
    read_all(report[0], &moved, 1);
    /* The member is a child by now; the leader must not become one. */
    must(prctl(PR_SET_CHILD_SUBREAPER, 0));
    must(kill(between, SIGKILL));
    must(waitpid(between, NULL, 0));
    member = found.member, leader = found.leader;
    order = orders[1];
    must(close(orders[0]));
    for (int i = 0; i < 2; i++) must(close(report[i]));
    FILE *file = fopen("leader", "we");
    if (!file) broken("leader");
    fprintf(file, "%d", leader);
    must(fclose(file));
}

static void start_member_of_lasting_session(void) {
    leader_stays = true;
    start_member();
}

/* A leader that ends with the tree is gone before the restore. */
static void await_end_of_leader(void) {
    int pid = 0;
    FILE *file = fopen("leader", "re");
    if (!file || fscanf(file, "%d", &pid) != 1) return;
    for (int i = 0; i < 200 && kill(pid, 0) == 0; i++) usleep(1000);
}

static const char *session(void) { return member ? outcome(getsid(member)) : "none"; }
static const char *group(void) { return member ? outcome(getpgid(member)) : "none"; }

static const char *parent(void) {
    if (!member) return "none";
    const char *found = line_of(text("/proc/%d/status", member), "PPid:");
    return strcmp(found, text("%d", getpid())) == 0 ? "this process" : found;
}

static const char *end_of_member(void) {
    int status;
    release();
    if (order == -1) return "none";
    must(close(order));
    return waitpid(member, &status, 0) == -1 ? outcome(-1) : text("%d", status);
}

#define MEMBER                                                                                                                 \
    PROPERTIES({"session", session}, {"process group", group}, {"parent", parent, .expected = "this process"},                 \
               {"end on an order", end_of_member, .expected = "0", .once = true})

OBJECT(session_leader_outside) = {
    .name = "session-leader-outside-ended",
    .about = "a child whose session leader was outside of the tree and has ended stays in its session",
    .set = start_member,
    .meanwhile = await_end_of_leader,
    .properties = MEMBER,
};

OBJECT(session_leader_outside_stays) = {
    .name = "session-leader-outside",
    .about = "a child whose session leader is outside of the tree stays in its session",
    .set = start_member_of_lasting_session,
    .properties = MEMBER,
};
