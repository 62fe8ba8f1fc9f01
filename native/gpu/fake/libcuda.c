/*
 * A library with the driver's functions, for tests on machines without a device. Its device is the processor, which interprets
 * the kernel's text. Its memory is the process's own, so a checkpoint has nothing to save.
 *
 * FAKE_CUDA says what goes wrong: "cuMemAlloc_v2=2" fails with that error, "cuCheckpointProcessLock=hang" never returns,
 * "memory=3" loses the device's memory before the third launch; blanks separate several. In FAKE_CUDA_FOLDER processes and
 * those that checkpoint them leave messages for each other. Built with OLD, it lacks what drivers before 570 lack.
 */
#define CUDA_ITSELF
#include "ptx.h"
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { INVALID_VALUE = 1, OUT_OF_MEMORY, INVALID_DEVICE = 101, INVALID_PTX = 218, ILLEGAL_STATE = 401, HANG = -1 };

/* Returns what has to go wrong with a function. */
static int told(const char *function) {
    const char *list = getenv("FAKE_CUDA");
    size_t length = strlen(function);
    for (; list && *list; list += strcspn(list, " "), list += strspn(list, " "))
        if (strncmp(list, function, length) == 0 && list[length] == '=')
            return strncmp(list + length + 1, "hang", 4) == 0 ? HANG : atoi(list + length + 1);
    return 0;
}

/* Hangs until it is killed. */
static void hang(void) {
    for (;;) pause();
}

#define AS_TOLD                                                                                                                \
    do {                                                                                                                       \
        int told_ = told(__func__);                                                                                            \
        if (told_ == HANG) hang();                                                                                             \
        if (told_) return told_;                                                                                               \
    } while (0)

/* Returns the process that a thread belongs to; CRIU's plugin asks for a state by the thread for restores. */
static int process_of(int tid) {
    char line[128];
    int pid = tid;
    snprintf(line, sizeof line, "/proc/%d/status", tid);
    FILE *file = fopen(line, "r");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "Tgid: %d", &pid) == 1) break;
    if (file) fclose(file);
    return pid;
}

/* A process's message: its state and its thread for restores. */
static FILE *word_of(int pid, const char *mode) {
    char file[512];
    const char *folder = getenv("FAKE_CUDA_FOLDER");
    if (!folder) return NULL;
    snprintf(file, sizeof file, "%s/%d", folder, pid);
    FILE *word = fopen(file, mode);
    if (word || process_of(pid) == pid) return word;
    snprintf(file, sizeof file, "%s/%d", folder, process_of(pid));
    return fopen(file, mode);
}

static CUresult write_word(int pid, CUprocessState state, int tid) {
    FILE *file = word_of(pid, "w");
    if (!file) return INVALID_VALUE;
    fprintf(file, "%u %d\n", state, tid);
    return fclose(file) ? INVALID_VALUE : CUDA_SUCCESS;
}

/* Like a driver's thread, it handles no signal. */
static void *restorer(void *unused) {
    (void)unused;
    write_word(getpid(), RUNNING, (int)syscall(SYS_gettid));
    hang();
    return NULL;
}

CUresult cuInit(unsigned flags) {
    (void)flags;
    AS_TOLD;
    if (!getenv("FAKE_CUDA_FOLDER")) return CUDA_SUCCESS;
    sigset_t all, before;
    pthread_t thread;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&thread, NULL, restorer, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

CUresult cuDriverGetVersion(int *version) {
    AS_TOLD;
    *version = 12080;
    return CUDA_SUCCESS;
}

CUresult cuGetErrorName(CUresult error, const char **name) {
    *name = error == 1     ? "CUDA_ERROR_INVALID_VALUE"
            : error == 2   ? "CUDA_ERROR_OUT_OF_MEMORY"
            : error == 100 ? "CUDA_ERROR_NO_DEVICE"
            : error == 218 ? "CUDA_ERROR_INVALID_PTX"
            : error == 401 ? "CUDA_ERROR_ILLEGAL_STATE"
            : error == 600 ? "CUDA_ERROR_NOT_READY"
            : error == 719 ? "CUDA_ERROR_LAUNCH_FAILED"
            : error == 801 ? "CUDA_ERROR_NOT_SUPPORTED"
                           : NULL;
    return *name ? CUDA_SUCCESS : INVALID_VALUE;
}

CUresult cuGetErrorString(CUresult error, const char **text) {
    *text = NULL;
    if (cuGetErrorName(error, text)) return INVALID_VALUE;
    *text = "as the fake was told";
    return CUDA_SUCCESS;
}

CUresult cuDeviceGetCount(int *count) {
    AS_TOLD;
    *count = 1;
    return CUDA_SUCCESS;
}

CUresult cuDeviceGet(CUdevice *device, int number) {
    AS_TOLD;
    *device = 0;
    return number == 0 ? CUDA_SUCCESS : INVALID_DEVICE;
}

CUresult cuDeviceGetName(char *name, int size, CUdevice device) {
    (void)device;
    AS_TOLD;
    snprintf(name, (size_t)size, "no device, a fake");
    return CUDA_SUCCESS;
}

CUresult cuDeviceGetUuid(CUuuid *uuid, CUdevice device) {
    (void)device;
    AS_TOLD;
    memset(uuid, 0xab, sizeof *uuid);
    return CUDA_SUCCESS;
}

CUresult cuDeviceTotalMem_v2(size_t *bytes, CUdevice device) {
    (void)device;
    AS_TOLD;
    *bytes = (size_t)1 << 30;
    return CUDA_SUCCESS;
}

CUresult cuDevicePrimaryCtxRetain(CUcontext *context, CUdevice device) {
    (void)device;
    AS_TOLD;
    *context = NULL;
    return CUDA_SUCCESS;
}

CUresult cuCtxSetCurrent(CUcontext context) {
    (void)context;
    AS_TOLD;
    return CUDA_SUCCESS;
}

CUresult cuCtxSynchronize(void) {
    AS_TOLD;
    return CUDA_SUCCESS;
}

CUresult cuModuleLoadData(CUmodule *module, const void *text) {
    AS_TOLD;
    *module = (CUmodule)ptx_parse(text);
    return *module ? CUDA_SUCCESS : INVALID_PTX;
}

CUresult cuModuleGetFunction(CUfunction *function, CUmodule module, const char *name) {
    (void)name;
    AS_TOLD;
    *function = (CUfunction)module;
    return CUDA_SUCCESS;
}

/* What is on the device. */
static struct {
    void *at;
    size_t bytes;
} memory[8];
static unsigned memory_count;

CUresult cuMemAlloc_v2(CUdeviceptr *at, size_t bytes) {
    AS_TOLD;
    void *new = memory_count < sizeof memory / sizeof *memory ? malloc(bytes) : NULL;
    if (!new) return OUT_OF_MEMORY;
    memory[memory_count].at = new;
    memory[memory_count++].bytes = bytes;
    *at = (CUdeviceptr)(uintptr_t)new;
    return CUDA_SUCCESS;
}

/* A process that is locked or checkpointed waits, as with a real driver. */
static void wait_until_running(void) {
    unsigned state;
    for (bool running = !getenv("FAKE_CUDA_FOLDER"); !running; usleep(1000)) {
        FILE *file = word_of(getpid(), "r");
        running = file && fscanf(file, "%u", &state) == 1 && state == RUNNING;
        if (file) fclose(file);
    }
}

static void lose_memory(void) {
    static int launches;
    if (++launches != told("memory")) return;
    for (unsigned i = 0; i < memory_count; i++) memset(memory[i].at, 0, memory[i].bytes);
}

CUresult cuMemcpyHtoD_v2(CUdeviceptr to, const void *from, size_t bytes) {
    AS_TOLD;
    memcpy((void *)(uintptr_t)to, from, bytes);
    return CUDA_SUCCESS;
}

CUresult cuMemcpyDtoH_v2(void *to, CUdeviceptr from, size_t bytes) {
    AS_TOLD;
    memcpy(to, (void *)(uintptr_t)from, bytes);
    return CUDA_SUCCESS;
}

CUresult cuLaunchKernel(CUfunction function, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x, unsigned block_y,
                        unsigned block_z, unsigned shared, CUstream stream, void **parameters, void **extra) {
    (void)grid_z, (void)block_z, (void)shared, (void)stream, (void)extra;
    AS_TOLD;
    wait_until_running();
    lose_memory();
    struct place at = {.block_width = block_x, .block_height = block_y};
    for (at.block_y = 0; at.block_y < grid_y; at.block_y++)
        for (at.block_x = 0; at.block_x < grid_x; at.block_x++)
            for (at.thread_y = 0; at.thread_y < block_y; at.thread_y++)
                for (at.thread_x = 0; at.thread_x < block_x; at.thread_x++)
                    ptx_run((struct ptx *)function, &at, parameters);
    return CUDA_SUCCESS;
}

#ifndef OLD

CUresult cuCheckpointProcessGetState(int pid, CUprocessState *state) {
    AS_TOLD;
    FILE *file = word_of(pid, "r");
    if (!file) return INVALID_VALUE;
    int found = fscanf(file, "%u", state);
    fclose(file);
    return found == 1 ? CUDA_SUCCESS : INVALID_VALUE;
}

CUresult cuCheckpointProcessGetRestoreThreadId(int pid, int *tid) {
    AS_TOLD;
    FILE *file = word_of(pid, "r");
    if (!file) return INVALID_VALUE;
    int found = fscanf(file, "%*u %d", tid);
    fclose(file);
    return found == 1 ? CUDA_SUCCESS : INVALID_VALUE;
}

static CUresult change(int pid, CUprocessState from, CUprocessState to) {
    CUprocessState now;
    int tid;
    CUresult error = cuCheckpointProcessGetState(pid, &now);
    if (!error) error = cuCheckpointProcessGetRestoreThreadId(pid, &tid);
    if (error) return error;
    return now == from ? write_word(pid, to, tid) : ILLEGAL_STATE;
}

CUresult cuCheckpointProcessLock(int pid, CUcheckpointLockArgs *arguments) {
    int as_told = told(__func__);
    if (as_told == HANG && arguments && arguments->timeoutMs) {
        usleep(arguments->timeoutMs * 1000);
        return CUDA_ERROR_NOT_READY;
    }
    AS_TOLD;
    return change(pid, RUNNING, LOCKED);
}

CUresult cuCheckpointProcessCheckpoint(int pid, void *arguments) {
    (void)arguments;
    AS_TOLD;
    return change(pid, LOCKED, CHECKPOINTED);
}

CUresult cuCheckpointProcessRestore(int pid, void *arguments) {
    (void)arguments;
    AS_TOLD;
    return change(pid, CHECKPOINTED, LOCKED);
}

CUresult cuCheckpointProcessUnlock(int pid, void *arguments) {
    (void)arguments;
    AS_TOLD;
    return change(pid, LOCKED, RUNNING);
}

#endif
