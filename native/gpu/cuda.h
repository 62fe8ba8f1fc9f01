/*
 * Our own declarations of the functions of NVIDIA's driver that the programs here call. They build without the CUDA toolkit,
 * and start without a driver to report what is missing. Names and types are those of the driver's documentation.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef int CUresult, CUdevice;
typedef uint64_t CUdeviceptr;
typedef struct handle *CUcontext, *CUmodule, *CUfunction, *CUstream;
typedef struct { unsigned char bytes[16]; } CUuuid;
typedef enum { RUNNING, LOCKED, CHECKPOINTED, FAILED } CUprocessState;
typedef struct {
    unsigned timeoutMs, reserved0;
    uint64_t reserved1[7];
} CUcheckpointLockArgs;

enum { CUDA_SUCCESS = 0, CUDA_ERROR_NOT_READY = 600 };

/* A program asks the library for the name in the ABI: the documented name, with its version if it has one. */
#define CUDA_FUNCTIONS(is)                                                                                                     \
    is(cuInit, (unsigned flags))                                                                                               \
    is(cuDriverGetVersion, (int *version))                                                                                     \
    is(cuGetErrorName, (CUresult error, const char **name))                                                                    \
    is(cuGetErrorString, (CUresult error, const char **text))                                                                  \
    is(cuDeviceGetCount, (int *count))                                                                                         \
    is(cuDeviceGet, (CUdevice *device, int number))                                                                            \
    is(cuDeviceGetName, (char *name, int size, CUdevice device))                                                               \
    is(cuDeviceGetUuid, (CUuuid *uuid, CUdevice device))                                                                       \
    is(cuDeviceTotalMem_v2, (size_t *bytes, CUdevice device))                                                                  \
    is(cuDevicePrimaryCtxRetain, (CUcontext *context, CUdevice device))                                                        \
    is(cuCtxSetCurrent, (CUcontext context))                                                                                   \
    is(cuCtxSynchronize, (void))                                                                                               \
    is(cuModuleLoadData, (CUmodule *module, const void *text))                                                                 \
    is(cuModuleGetFunction, (CUfunction *function, CUmodule module, const char *name))                                         \
    is(cuMemAlloc_v2, (CUdeviceptr *at, size_t bytes))                                                                         \
    is(cuMemcpyHtoD_v2, (CUdeviceptr to, const void *from, size_t bytes))                                                      \
    is(cuMemcpyDtoH_v2, (void *to, CUdeviceptr from, size_t bytes))                                                            \
    is(cuLaunchKernel, (CUfunction function, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x,              \
                        unsigned block_y, unsigned block_z, unsigned shared, CUstream stream, void **parameters, void **extra))

/* Only in drivers 570 and newer. Only a lock has arguments; those of the others are 64 reserved bytes, which may be absent. */
#define CUDA_CHECKPOINT_FUNCTIONS(is)                                                                                          \
    is(cuCheckpointProcessGetState, (int pid, CUprocessState *state))                                                          \
    is(cuCheckpointProcessGetRestoreThreadId, (int pid, int *tid))                                                             \
    is(cuCheckpointProcessLock, (int pid, CUcheckpointLockArgs *arguments))                                                    \
    is(cuCheckpointProcessCheckpoint, (int pid, void *arguments))                                                              \
    is(cuCheckpointProcessRestore, (int pid, void *arguments))                                                                 \
    is(cuCheckpointProcessUnlock, (int pid, void *arguments))

#define CUDA_DECLARE(name, arguments) extern CUresult(*name) arguments;
#ifndef CUDA_ITSELF
CUDA_FUNCTIONS(CUDA_DECLARE)
CUDA_CHECKPOINT_FUNCTIONS(CUDA_DECLARE)
#endif

/*
 * Loads the driver's library and all functions except those for checkpoints. Returns NULL, or a message that says what is
 * missing. The text is valid until the next call.
 */
const char *cuda_missing(void);

/* Loads the functions for checkpoints, once the library is loaded, and returns the same. */
const char *cuda_checkpoint_missing(void);

/* Returns for example "CUDA_ERROR_OUT_OF_MEMORY (2): out of memory"; if there is a hint, the driver's text follows it. */
const char *cuda_error(CUresult error, const char *hint);
