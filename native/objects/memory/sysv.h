/* What the objects of System V IPC share. */
#pragma once
#include "mapping.h"
#include <sched.h>
#include <stdlib.h>
#include <sys/ipc.h>

/* An IPC namespace of its own, without which CRIU does not look at System V objects. */
static inline void own_namespace(void) { needs(unshare(CLONE_NEWIPC)); }
