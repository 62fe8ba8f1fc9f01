/* By what the audit log names the account that logged in. */
#include "../object.h"
#include <stdlib.h>

static const char *login(void) { return line_of("/proc/self/loginuid", ""); }
static const char *session(void) { return line_of("/proc/self/sessionid", ""); }

static const char *of_child(void) {
    int status;
    pid_t pid = must(fork());
    if (pid == 0) _exit(strcmp(login(), "1234") == 0);
    must(waitpid(pid, &status, 0));
    return WEXITSTATUS(status) ? "1234" : "another account";
}

/* Some machines have no audit log, and some do not allow any account to change who logged in. */
static void set(void) {
    int fd = needs(open("/proc/self/loginuid", O_WRONLY | O_CLOEXEC));
    needs(write(fd, "1234", 4));
    must(close(fd));
}

OBJECT(audit_login) = {
    .name = "audit-login",
    .about = "a process keeps the account and the session by which the audit log names it",
    .set = set,
    .properties = PROPERTIES({"account", login, .expected = "1234"}, {"session", session},
                             {"account of a child", of_child, .expected = "1234"}),
};
