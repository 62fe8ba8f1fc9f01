/*
 * A tree of processes: parents, process groups, a session, and exit statuses that no process has collected yet.
 *
 *   root
 *   |- branch 0   leads a group: itself and leaf 0; leaf 1 was moved to a group of its own by setpgid
 *   |- branch 1   leads a session with the same groups in it
 *   `- early      has ended before the first step and is a zombie until the end
 */
#include "workload.h"
#include <stdio.h>

enum { BRANCHES = 2, LEAVES = 2, EARLY = 7, BRANCH = 20, LEAF = 30 }; /* exit statuses; the last two plus an index */

struct identity {
    pid_t pid, parent, group, session;
};

static pid_t branches[BRANCHES], early;
static int ready[2]; /* closed at the write end by every process that is set up */
static struct identity root;

static struct identity identity(void) { return (struct identity){getpid(), getppid(), getpgrp(), must(getsid(0))}; }

static void check_identity(const char *who, int index, struct identity before) {
    struct identity now = identity();
    check(now.pid == before.pid, "%s %d: pid: expected %d, was %d", who, index, before.pid, now.pid);
    check(now.parent == before.parent, "%s %d: parent: expected %d, was %d", who, index, before.parent, now.parent);
    check(now.group == before.group, "%s %d: group: expected %d, was %d", who, index, before.group, now.group);
    check(now.session == before.session, "%s %d: session: expected %d, was %d", who, index, before.session, now.session);
}

static void expect_status(const char *who, int index, pid_t pid, int expected) {
    int status = finish_child(pid);
    check(status == expected, "%s %d: exit status: expected %d, was %d", who, index, expected, status);
    fold((uint64_t)status);
}

static int result_file(int index, int flags) {
    char name[32];
    snprintf(name, sizeof name, "leaf-%d.out", index);
    return must(open(name, flags, 0644));
}

static int leaf(int index) {
    bool mover = index % LEAVES == 1;
    if (mover) must(setpgid(0, 0));
    struct identity before = identity();
    check(mover == (before.group == before.pid), "leaf %d: did not get its group", index);
    check(mover || before.group == before.parent, "leaf %d: not in its branch's group", index);
    int out = result_file(index, O_WRONLY | O_CREAT | O_TRUNC);
    must(close(ready[1]));

    uint64_t value = (uint64_t)index;
    for (long k = 1; k <= count; k++) {
        if (k > 1) rest();
        value = mix(value, (uint64_t)k);
    }
    check_identity("leaf", index, before);
    write_all(out, &value, sizeof value);
    return LEAF + index;
}

static int branch(int index) {
    pid_t leaves[LEAVES];
    if (index == 1) must(setsid());
    else must(setpgid(0, 0));
    must(close(ready[0]));
    for (int i = 0; i < LEAVES; i++) leaves[i] = start_child(leaf, index * LEAVES + i);
    struct identity before = identity();
    must(close(ready[1]));

    for (int i = 0; i < LEAVES; i++) expect_status("leaf", index * LEAVES + i, leaves[i], LEAF + index * LEAVES + i);
    check_identity("branch", index, before);
    return BRANCH + index;
}

static int end_early(int index) { return index; }

static void setup(void) {
    siginfo_t ended;
    char nothing;
    must(pipe(ready));
    early = start_child(end_early, EARLY);
    must(waitid(P_PID, (id_t)early, &ended, WEXITED | WNOWAIT));
    for (int i = 0; i < BRANCHES; i++) branches[i] = start_child(branch, i);
    must(close(ready[1]));
    check(must(read(ready[0], &nothing, 1)) == 0, "a pipe without a writer has content");
    must(close(ready[0]));
    root = identity();
}

static uint64_t step(long k) { return nth(0, (uint64_t)k); }

static void verify(void) {
    check_identity("root", 0, root);
    expect_status("early", 0, early, EARLY);
    for (int i = 0; i < BRANCHES; i++) expect_status("branch", i, branches[i], BRANCH + i);
    for (int i = 0; i < BRANCHES * LEAVES; i++) {
        uint64_t value;
        int in = result_file(i, O_RDONLY);
        read_all(in, &value, sizeof value);
        must(close(in));
        fold(value);
    }
}

const struct workload workload = {.about = "a tree of processes", .setup = setup, .step = step, .verify = verify};
