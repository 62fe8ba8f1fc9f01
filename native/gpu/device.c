/* Prints what is known of this machine's NVIDIA driver and first device, one KEY=VALUE a line. Exit code 2 if there is none. */
#define _GNU_SOURCE
#include "cuda.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void broken(const char *call, const char *what) {
    fprintf(stderr, "broken: %s: %s\n", call, what);
    exit(2);
}

#define must(function, ...)                                                                                                    \
    do {                                                                                                                       \
        CUresult error_ = function(__VA_ARGS__);                                                                               \
        if (error_) broken(#function, cuda_error(error_, ""));                                                                     \
    } while (0)

/* The driver's version is that of the kernel module; the library only reports the version of CUDA that it implements. */
static void tell_release(void) {
    char line[256] = "";
    FILE *file = fopen("/proc/driver/nvidia/version", "r");
    if (file && fgets(line, sizeof line, file)) {
        /* NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.86.10  Wed ... */
        char *release = strstr(line, "Module");
        char word[32];
        while (release && *release && (*release < '0' || *release > '9')) release++;
        if (release && sscanf(release, "%31s", word) == 1) printf("driver=%s\n", word);
    }
    if (file) fclose(file);
}

int main(void) {
    const char *missing = cuda_missing();
    if (missing) broken("dlopen", missing);
    int version, count;
    CUdevice device;
    char name[256];
    size_t memory;
    CUuuid uuid;
    must(cuInit, 0);
    must(cuDriverGetVersion, &version);
    must(cuDeviceGetCount, &count);
    must(cuDeviceGet, &device, 0);
    must(cuDeviceGetName, name, sizeof name, device);
    must(cuDeviceTotalMem_v2, &memory, device);
    must(cuDeviceGetUuid, &uuid, device);

    tell_release();
    printf("cuda=%d.%d\ncheckpoint=%s\n", version / 1000, version % 1000 / 10, cuda_checkpoint_missing() ? "no" : "yes");
    printf("devices=%d\nname=%s\nmemory=%zu\nuuid=", count, name, memory);
    for (size_t i = 0; i < sizeof uuid.bytes; i++) printf("%02x", uuid.bytes[i]);
    putchar('\n');
    return fflush(stdout) == EOF;
}
