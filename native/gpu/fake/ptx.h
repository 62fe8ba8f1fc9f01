/* An interpreter of as much of PTX, the text of kernels, as the workloads' kernels are made of. */
#pragma once
#include "../cuda.h"

struct ptx;

/* Which thread of a launch it is. */
struct place {
    unsigned block_x, block_y, thread_x, thread_y, block_width, block_height;
};

/* NULL where it has a word that is not known here. */
struct ptx *ptx_parse(const char *text);

/* A thread's run, from its first instruction to its return. */
void ptx_run(const struct ptx *kernel, const struct place *at, void **parameters);
