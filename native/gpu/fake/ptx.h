/* An interpreter for the part of PTX, the text of kernels, that the workloads' kernels use. */
#pragma once
#include "../cuda.h"

struct ptx;

/* Which thread of a launch it is. */
struct place {
    unsigned block_x, block_y, thread_x, thread_y, block_width, block_height;
};

/* Returns NULL if the text has a word that is not known here. */
struct ptx *ptx_parse(const char *text);

/* Runs a thread from its first instruction to its return. */
void ptx_run(const struct ptx *kernel, const struct place *at, void **parameters);
