/* Orders for a process that was left running. */
#include "left-running.h"

static void (*step_of_object)(void);

static void *wait_for_orders(void *argument) {
    (void)argument;
    /* A FIFO that is open for reading and writing has no end, and an order finds no reader once the process is gone. */
    int orders = must(open("orders", O_RDWR | O_CLOEXEC));
    for (char order; read(orders, &order, 1) != 0;) {
        step_of_object();
        must(close(must(open("went-on", O_WRONLY | O_CREAT | O_CLOEXEC, 0600))));
    }
    return NULL;
}

void begin_steps(void (*step)(void)) {
    step_of_object = step;
    must(mkfifo("orders", 0600));
    step();
    step();
    start_thread(wait_for_orders, NULL);
    int reached;
    /* An order that comes at once finds the reader. */
    while ((reached = open("orders", O_WRONLY | O_NONBLOCK | O_CLOEXEC)) == -1) usleep(100);
    must(close(reached));
}

void take_next_step(void) {
    int orders = open("orders", O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    if (orders == -1) return;
    write_all(orders, "s", 1);
    for (int i = 0; i < 1000 && access("went-on", F_OK) == -1; i++) usleep(1000);
}
