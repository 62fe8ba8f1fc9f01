/*
 * Files that a process went on writing after a dump that left it running. Restored from those images, it is older than its files.
 * `meanwhile` lets the process take its next step, if it still runs.
 */
#pragma once
#include "../object.h"

/* Calls `step` twice, and again for each call of take_next_step() in another process. */
void begin_steps(void (*step)(void));
void take_next_step(void);
