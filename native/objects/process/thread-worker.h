/* A second thread that reads and sets its own properties on demand, as most properties of a thread have no other reader. */
#pragma once
#include "../object.h"

extern pid_t worker; /* its number */

void start_worker(void);                            /* a `create` */
const char *ask_worker(const char *(*order)(void)); /* runs the order in the thread, and returns what that returned */

/* An order that sets something, in steps. The main thread reports a step that this account or machine cannot do. */
extern const char *failed_step;
void set_in_worker(const char *(*order)(void));

#define STEP(call)                                                                                                             \
    do                                                                                                                         \
        if ((call) == -1) {                                                                                                    \
            failed_step = #call;                                                                                               \
            return "failed";                                                                                                   \
        }                                                                                                                      \
    while (0)
