/*
 * Processes outside of the tree that is dumped. They end by themselves: the harness looks for processes that were left behind, also
 * after a restore that failed.
 */
#pragma once
#include "../object.h"

/* How long an outsider waits for a restored process that may never come. */
enum { OUTSIDER_TICKS = 400, TICK = 5000 /* microseconds */ };

/*
 * Starts a process in a session of its own, whose parent ends at once. It has no descriptor but `kept`, which becomes 3, and runs
 * `body` with that number; -1 keeps none. Returns when `body` has called bystander_is_ready.
 */
pid_t start_bystander(void (*body)(int kept), int kept);
void bystander_is_ready(void);

/* Waits until released() was called in the same folder, at most OUTSIDER_TICKS. */
void linger(void);
void release(void);

/* For `meanwhile`: a process that takes something and keeps it while it lingers. Returns once it was taken, or could not be. */
void take_and_linger(bool (*take_it)(void));
