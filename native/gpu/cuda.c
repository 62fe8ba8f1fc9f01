/* Finds NVIDIA's driver, if the machine has one. */
#define _GNU_SOURCE
#include "cuda.h"
#include <dlfcn.h>
#include <stdio.h>

#define DEFINE(name, arguments) CUresult(*name) arguments;
CUDA_FUNCTIONS(DEFINE)
CUDA_CHECKPOINT_FUNCTIONS(DEFINE)

#define LIBRARY "libcuda.so.1"

struct wanted {
    const char *name;
    void **at;
};

#define WANTED(name, arguments) {#name, (void **)&name},
static const struct wanted usual[] = {CUDA_FUNCTIONS(WANTED){0}};
static const struct wanted checkpoint[] = {CUDA_CHECKPOINT_FUNCTIONS(WANTED){0}};

static void *library;
static char text[300];

static const char *missing(const struct wanted *functions, const char *helps) {
    for (; functions->name; functions++) {
        *functions->at = dlsym(library, functions->name);
        if (!*functions->at) {
            snprintf(text, sizeof text, "the driver has no %s: %s", functions->name, helps);
            return text;
        }
    }
    return NULL;
}

const char *cuda_missing(void) {
    library = dlopen(LIBRARY, RTLD_NOW);
    if (!library) {
        snprintf(text, sizeof text, "no NVIDIA driver: %s", dlerror());
        return text;
    }
    return missing(usual, "it is too old");
}

const char *cuda_checkpoint_missing(void) {
    return missing(checkpoint, "570 or newer has it");
}

const char *cuda_error(CUresult error, const char *hint) {
    const char *name = NULL, *words = NULL;
    cuGetErrorName(error, &name);
    cuGetErrorString(error, &words);
    snprintf(text, sizeof text, "%s (%d)%s: %s", name ? name : "unknown", error, hint,
             words ? words : "the driver knows no such error");
    return text;
}
