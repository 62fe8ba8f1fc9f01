/* Threads and children of objects. */
#include "object.h"
#include <sys/socket.h>

pthread_t start_thread(void *(*body)(void *), void *argument) {
    sigset_t all, kept;
    pthread_t thread;
    sigfillset(&all);
    must_be_0(pthread_sigmask(SIG_SETMASK, &all, &kept));
    must_be_0(pthread_create(&thread, NULL, body, argument));
    must_be_0(pthread_sigmask(SIG_SETMASK, &kept, NULL));
    return thread;
}

void *shared_memory(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) broken("mmap");
    return memory;
}

static void (*opening)(void);
static int orders, answers;

static int serve(int index) {
    (void)index;
    /* Otherwise the child would not see the end of its program. */
    must(close(orders));
    if (opening) opening();
    write_all(answers, "r", 1);
    const char *(*order)(void);
    for (ssize_t got; (got = read(answers, &order, sizeof order)) != 0;) {
        if (got == -1) continue;
        char reply[256] = {0};
        strncpy(reply, order(), sizeof reply - 1);
        write_all(answers, reply, sizeof reply);
    }
    return 0;
}

struct helper start_helper(void (*first)(void)) {
    int ends[2];
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    opening = first;
    orders = ends[0], answers = ends[1];
    struct helper helper = {.channel = ends[0]};
    helper.pid = start_child(serve, 0);
    must(close(ends[1]));
    char ready;
    read_all(helper.channel, &ready, 1);
    return helper;
}

const char *ask_helper(const struct helper *helper, const char *(*order)(void)) {
    char reply[256];
    write_all(helper->channel, &order, sizeof order);
    read_all(helper->channel, reply, sizeof reply);
    return text("%s", reply);
}

void end_helper(const struct helper *helper) {
    must(shutdown(helper->channel, SHUT_WR));
    must(close(helper->channel));
    int status = finish_child(helper->pid);
    check(status == 0, "the helper ended with %d", status);
}
