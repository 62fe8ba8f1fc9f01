/* Sessions and process groups of children. */
#include "../object.h"
#include <stdio.h>

static struct helper leader = {.channel = -1}, member = {.channel = -1};

static void create(void) {
    leader = start_helper(NULL);
    member = start_helper(NULL);
}

static const char *name_of(pid_t number) {
    return number == leader.pid ? "the leader" : number == member.pid ? "the member" : number == getpid() ? "the program" : text("%d", number);
}
static const char *session_of_leader(void) { return name_of(getsid(leader.pid)); }
static const char *group_of_leader(void) { return name_of(getpgid(leader.pid)); }
static const char *session_of_member(void) { return name_of(getsid(member.pid)); }
static const char *group_of_member(void) { return name_of(getpgid(member.pid)); }
static const char *become_leader(void) { return outcome(setsid()); }

/* A leader cannot lead another session, and no process can join a group of another session. */
static const char *another_session(void) { return ask_helper(&leader, become_leader)[0] == 'E' ? "EPERM" : "a session"; }
static const char *join(void) { return outcome(setpgid(member.pid, leader.pid)); }

static void set_session(void) {
    ask_helper(&leader, become_leader);
    must(setpgid(member.pid, member.pid));
}

OBJECT(session_of_child) = {
    .name = "session-of-child",
    .about = "a child that leads a session still leads it",
    .create = create,
    .set = set_session,
    .properties = PROPERTIES({"session of the leader", session_of_leader, .expected = "the leader"},
                             {"group of the leader", group_of_leader, .expected = "the leader"},
                             {"group of another child", group_of_member, .expected = "the member"},
                             {"another session of the leader", another_session, .expected = "EPERM", .once = true},
                             {"joining the group of another session", join, .expected = "EPERM", .natural = true, .once = true}),
};

static void set_group(void) {
    must(setpgid(leader.pid, leader.pid));
    must(setpgid(member.pid, leader.pid));
}

static int ended(const struct helper *helper) {
    int status;
    for (int tries = 0; tries < 2000; tries++) {
        if (waitpid(helper->pid, &status, WNOHANG) == helper->pid) return WIFSIGNALED(status) ? WTERMSIG(status) : -1;
        usleep(100);
    }
    return 0;
}

static const char *signal_of_group(void) {
    if (getpgid(leader.pid) != leader.pid) return "no group";
    must(kill(-leader.pid, SIGTERM));
    return text("%d and %d", ended(&leader), ended(&member));
}

OBJECT(group_of_children) = {
    .name = "group-of-children",
    .about = "children that form a process group get the signals of the group",
    .create = create,
    .set = set_group,
    .properties = PROPERTIES({"group of the leader", group_of_leader, .expected = "the leader"},
                             {"group of the member", group_of_member, .expected = "the leader"},
                             {"session of the leader", session_of_leader, .natural = true},
                             {"session of the member", session_of_member, .natural = true},
                             {"signal of the group", signal_of_group, .expected = "15 and 15", .once = true}),
};
