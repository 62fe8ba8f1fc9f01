/* A signalfd keeps its signals, and those that wait are read with what was sent along. */
#include "common.h"
#include <sys/signalfd.h>
#include <sys/syscall.h>

static struct helper helper;

static const char *watched(void) { return line_of(text("/proc/self/fdinfo/%d", FD), "sigmask:"); }

static const char *next_signal(void) {
    struct signalfd_siginfo got;
    if (fcntl(FD, F_GETFL) == -1) return outcome(-1);
    if (!await(FD, POLLIN, 1)) return "nothing";
    ssize_t size = read(FD, &got, sizeof got);
    if (size != sizeof got) return outcome(size);
    return text("%u: %d from %s%s", got.ssi_signo, got.ssi_int, got.ssi_pid == (unsigned)getpid() ? "itself" : "another",
                got.ssi_code == SI_QUEUE ? ", queued" : got.ssi_code == SI_TKILL ? ", to the thread" : "");
}

static const char *pending(void) { return line_of("/proc/self/status", "ShdPnd:"); }
static const char *pending_for_thread(void) { return line_of("/proc/self/status", "SigPnd:"); }

static void make(int first, int second) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, first);
    if (second) sigaddset(&set, second);
    must(sigprocmask(SIG_BLOCK, &set, NULL));
    place(must(signalfd(-1, &set, SFD_NONBLOCK)), FD);
}

/* A signalfd gives each process its own signals, so the child reads another one than its parent. */
static const char *signal_child(void) {
    must(sigqueue(getpid(), SIGUSR2, (union sigval){.sival_int = 7}));
    return next_signal();
}

static const char *read_by_child(void) { return helper.pid ? ask_helper(&helper, signal_child) : "no child"; }

static void set_value(void) {
    make(SIGUSR2, 0);
    must(sigqueue(getpid(), SIGUSR2, (union sigval){.sival_int = 42}));
    helper = start_helper(NULL);
}

OBJECT(signalfd) = {
    .name = "signalfd",
    .about = "a signalfd keeps its mask and the value of a signal that waits, and a child that shares it reads its own signals",
    .set = set_value,
    .properties = PROPERTIES({"mask", watched, .expected = "0000000000000800"}, {"flags", .read_at = flags_of, .number = FD},
                             {"pending signals", pending, .expected = "0000000000000800"},
                             {"read by the child", read_by_child, .expected = "12: 7 from itself, queued", .once = true},
                             {"read by the parent", next_signal, .expected = "12: 42 from itself, queued", .once = true}),
};

static void set_queue(void) {
    make(SIGRTMIN + 5, SIGUSR2);
    for (int i = 1; i <= 3; i++) must(sigqueue(getpid(), SIGRTMIN + 5, (union sigval){.sival_int = i}));
    must(syscall(SYS_tgkill, getpid(), gettid(), SIGUSR2));
}

OBJECT(signalfd_queue) = {
    .name = "signalfd-queue",
    .about = "a signalfd gives a thread's own signal first, then real-time signals in their order",
    .set = set_queue,
    .properties = PROPERTIES({"mask", watched, .expected = "0000004000000800"}, {"flags", .read_at = flags_of, .number = FD},
                             {"pending signals", pending, .expected = "0000004000000000"},
                             {"pending signals of the thread", pending_for_thread, .expected = "0000000000000800"},
                             {"first read", next_signal, .expected = "12: 0 from itself, to the thread", .once = true},
                             {"second read", next_signal, .expected = "39: 1 from itself, queued", .once = true},
                             {"third read", next_signal, .expected = "39: 2 from itself, queued", .once = true},
                             {"fourth read", next_signal, .expected = "39: 3 from itself, queued", .once = true}),
};
