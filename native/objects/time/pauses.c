/* Waits for signals, children and messages. */
#include "waiter.h"
#include <sys/socket.h>

#define AWAITS(id, called, what, maker, setter, ...)                                                                           \
    OBJECT(id) = {                                                                                                             \
        .name = called,                                                                                                        \
        .about = what,                                                                                                         \
        .create = maker,                                                                                                       \
        .set = setter,                                                                                                         \
        .properties = PROPERTIES(WAITS, __VA_ARGS__),                                                                          \
    }

static bool waiting;
static const char *mask_after = "none";

static long by_pause(void) { return pause(); }

static void set_pause(void) {
    waiting = true;
    start_waiter(by_pause);
}

static const char *woken(void) {
    if (!waiting) return "none";
    wait_signal(SIGUSR2);
    return wait_until();
}

AWAITS(pause, "pause-waiting", "a thread in pause keeps waiting, and a signal ends the wait", NULL, set_pause,
       {"result when a signal comes", woken, .expected = "EINTR", .once = true});

/* The mask of the call must be in force while it waits, and the mask from before must be back when it has returned. */
static volatile int handled;

static void handle(int signal) { handled = signal; }

static long by_sigsuspend(void) {
    sigset_t during, after;
    sigfillset(&during);
    sigdelset(&during, SIGRTMIN + 7);
    long result = sigsuspend(&during);
    int error = errno;
    must_be_0(pthread_sigmask(SIG_SETMASK, NULL, &after));
    mask_after = sigismember(&after, SIGRTMIN + 7) && !sigismember(&after, SIGUSR2) ? "as before" : bytes(&after, 8);
    errno = error;
    return result;
}

static void handle_signal(void) { must(sigaction(SIGRTMIN + 7, &(struct sigaction){.sa_handler = handle}, NULL)); }

static void set_sigsuspend(void) {
    waiting = true;
    start_waiter(by_sigsuspend);
}

/* A signal that only the mask from before lets through must wait. */
static const char *woken_by_mask(void) {
    if (!waiting) return "none";
    wait_signal(SIGUSR2);
    usleep(3000);
    if (strcmp(wait_result(), "waits") != 0) return "by a blocked signal";
    wait_signal(SIGRTMIN + 7);
    const char *result = wait_until();
    return text("%s by %d", result, handled);
}

static const char *mask_at_end(void) { return mask_after; }

AWAITS(sigsuspend, "sigsuspend-waiting",
       "a thread in sigsuspend keeps the mask of the call and the mask that it will have after it",
       handle_signal, set_sigsuspend, {"result when a signal comes", woken_by_mask, .expected = "EINTR by 41", .once = true},
       {"mask after the call", mask_at_end, .expected = "as before", .once = true});

static struct helper helper;
static siginfo_t ended;

static long by_waitid(void) { return waitid(P_PID, (id_t)helper.pid, &ended, WEXITED | WNOWAIT); }
static void make_child(void) { helper = start_helper(NULL); }

static void set_waitid(void) {
    waiting = true;
    start_waiter(by_waitid);
}

static const char *woken_by_end(void) {
    if (!waiting) return "none";
    must(shutdown(helper.channel, SHUT_WR));
    const char *result = wait_until();
    finish_child(helper.pid);
    return result;
}

static const char *status(void) { return ended.si_pid ? text("code %d, status %d", ended.si_code, ended.si_status) : "none"; }

AWAITS(waitid, "waitid-waiting", "a thread that waits for the end of a child keeps waiting, and that end ends the wait",
       make_child, set_waitid,
       {"result when the child ends", woken_by_end, .expected = "0", .once = true},
       {"end of the child", status, .expected = "code 1, status 0", .once = true});
