/*
 * A matrix multiplication on a GPU. The state is a matrix that stays on the device. Each step multiplies it by another matrix
 * on the device, which has the determinant 1, so no bit is ever lost: a change of the device's memory changes every product
 * from then on. Integers modulo 2^32 have the same product on every device.
 */
#include "../workload.h"
#include "cuda.h"
#include "matmul-ptx.h"
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK = 16 };

static long size = 256, device;
static CUfunction multiply;
static CUdeviceptr state, next, factor;
static uint32_t *host; /* scratch: nothing stays in it */
static size_t bytes;

static _Noreturn void broken_by(const char *call, const char *what) {
    tell("broken: %s: %s\n", call, what);
    _exit(2);
}

/* The driver went wrong: "broken: cuMemAlloc_v2: CUDA_ERROR_OUT_OF_MEMORY (2): out of memory" and exit 2. */
#define must_cuda(function, ...)                                                                                               \
    do {                                                                                                                       \
        CUresult error_ = function(__VA_ARGS__);                                                                               \
        if (error_) broken_by(#function, cuda_error(error_, ""));                                                                  \
    } while (0)

/* Lower and upper triangles with ones on the diagonal, multiplied: dense, and of determinant 1. */
static void fill_factor(void) {
    for (long row = 0; row < size; row++)
        for (long column = 0; column < size; column++) {
            uint32_t sum = 0;
            for (long k = 0; k <= row && k <= column; k++) {
                uint32_t lower = k == row ? 1 : (uint32_t)nth(1, (uint64_t)(row * size + k));
                uint32_t upper = k == column ? 1 : (uint32_t)nth(2, (uint64_t)(k * size + column));
                sum += lower * upper;
            }
            host[row * size + column] = sum;
        }
}

static CUdeviceptr allocated(void) {
    CUdeviceptr at;
    must_cuda(cuMemAlloc_v2, &at, bytes);
    must_cuda(cuMemcpyHtoD_v2, at, host, bytes);
    return at;
}

static void setup(void) {
    const char *missing = cuda_missing();
    if (missing) broken_by("dlopen", missing);
    int number;
    CUcontext context;
    CUmodule module;
    must_cuda(cuInit, 0);
    must_cuda(cuDeviceGet, &number, (int)device);
    must_cuda(cuDevicePrimaryCtxRetain, &context, number);
    must_cuda(cuCtxSetCurrent, context);
    must_cuda(cuModuleLoadData, &module, matmul_ptx);
    must_cuda(cuModuleGetFunction, &multiply, module, "multiply");

    bytes = (size_t)(size * size) * sizeof *host;
    host = malloc(bytes);
    if (!host) broken("malloc");
    memset(host, 0, bytes);
    next = allocated();
    fill_factor();
    factor = allocated();
    for (long i = 0; i < size * size; i++) host[i] = (uint32_t)nth(3, (uint64_t)i);
    state = allocated();
}

static uint64_t step(long k) {
    uint32_t n = (uint32_t)size, round = (uint32_t)k;
    unsigned blocks = (n + BLOCK - 1) / BLOCK;
    void *parameters[] = {&state, &factor, &next, &n, &round};
    must_cuda(cuLaunchKernel, multiply, blocks, blocks, 1, BLOCK, BLOCK, 1, 0, NULL, parameters, NULL);
    must_cuda(cuCtxSynchronize);
    CUdeviceptr product = next;
    next = state;
    state = product;

    memset(host, 0, bytes);
    must_cuda(cuMemcpyDtoH_v2, host, state, bytes);
    uint64_t sum = 0;
    for (long i = 0; i < size * size; i++) sum = mix(sum, host[i]);
    return sum;
}

static const struct setting settings[] = {
    {"size", "rows and columns of the matrices", .number = &size},
    {"device", "which of the devices", .number = &device},
    {0},
};

const struct workload workload = {
    .about = "multiplies matrices on a GPU",
    .settings = settings,
    .count = 600,
    .pace = 5000,
    .setup = setup,
    .step = step,
};
