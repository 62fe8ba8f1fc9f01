/*
 * The command line of NVIDIA's cuda-checkpoint, made of the driver's documented functions, for machines without that tool.
 * CRIU's CUDA plugin calls it and reads what it prints on success and its exit code; of an error message the plugin keeps 127
 * characters.
 */
#include "cuda.h"
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const states[] = {"running", "locked", "checkpointed", "failed", "checkpointing", "restoring"};

static const char help[] =
    "Checkpoints and restores what a process has on NVIDIA devices, by the driver's own functions (570 or newer).\n"
    "\n"
    "--get-state --pid PID          prints its state: running, locked, checkpointed or failed\n"
    "--action lock|checkpoint|restore|unlock --pid PID [--timeout MILLISECONDS]\n"
    "                               does that; gives up if it cannot lock in time\n"
    "--toggle --pid PID             locks and checkpoints a running process, restores and unlocks a checkpointed one\n"
    "--get-restore-tid --pid PID    prints the ID of the thread that restores it\n"
    "--help                         prints this\n"
    "\n"
    "-p, -t and -h are --pid, --timeout and --help.\n";

static int pid;
static unsigned timeout;

__attribute__((format(printf, 1, 2))) static _Noreturn void refuse(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("cuda-checkpoint: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static CUresult lock(void) {
    return cuCheckpointProcessLock(pid, &(CUcheckpointLockArgs){.timeoutMs = timeout});
}

static CUresult checkpoint(void) {
    return cuCheckpointProcessCheckpoint(pid, NULL);
}

static CUresult restore(void) {
    return cuCheckpointProcessRestore(pid, NULL);
}

static CUresult unlock(void) {
    return cuCheckpointProcessUnlock(pid, NULL);
}

static const struct action {
    const char *name;
    CUresult (*run)(void);
} actions[] = {{"lock", lock}, {"checkpoint", checkpoint}, {"restore", restore}, {"unlock", unlock}, {0}};

/* Adds what the driver's message does not say. */
static const struct {
    CUresult error;
    const char *text;
} hints[] = {
    {1, ", does it use CUDA?"},
    {CUDA_ERROR_NOT_READY, ", its work did not end in time, a longer --timeout may do"},
    {801, ", managed memory, MIG and MPS are not supported"},
    {0},
};

static void succeeds(const char *what, CUresult error) {
    if (error == CUDA_SUCCESS) return;
    const char *hint = "";
    for (size_t i = 0; hints[i].text; i++)
        if (hints[i].error == error) hint = hints[i].text;
    refuse("%s %d: %s", what, pid, cuda_error(error, hint));
}

static CUprocessState state(void) {
    CUprocessState found;
    succeeds("state of", cuCheckpointProcessGetState(pid, &found));
    return found;
}

static const char *state_name(CUprocessState found) {
    if (found >= sizeof states / sizeof *states) refuse("the driver tells an unknown state %u of process %d", found, pid);
    return states[found];
}

static void act(const char *name) {
    for (const struct action *action = actions; action->name; action++)
        if (strcmp(action->name, name) == 0) {
            succeeds(name, action->run());
            return;
        }
    refuse("unknown action \"%s\"; there is lock, checkpoint, restore, unlock", name);
}

static void toggle(void) {
    CUprocessState found = state();
    if (found == RUNNING) act("lock"), act("checkpoint");
    else if (found == CHECKPOINTED) act("restore"), act("unlock");
    else refuse("process %d is %s: only running and checkpointed ones can be toggled", pid, state_name(found));
}

static void get_restore_tid(void) {
    int tid;
    succeeds("restore thread of", cuCheckpointProcessGetRestoreThreadId(pid, &tid));
    printf("%d\n", tid);
}

static long number(const char *option, const char *text) {
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (end == text || *end || errno || value < 0 || value > INT32_MAX) refuse("%s takes a number, not \"%s\"", option, text);
    return value;
}

int main(int argc, char **argv) {
    enum { PID = 'p', TIMEOUT = 't', HELP = 'h', ACTION = 'a', TOGGLE = 'o', STATE = 's', TID = 'r' };
    static const struct option options[] = {
        {"pid", required_argument, NULL, PID},       {"timeout", required_argument, NULL, TIMEOUT},
        {"help", no_argument, NULL, HELP},           {"action", required_argument, NULL, ACTION},
        {"toggle", no_argument, NULL, TOGGLE},       {"get-state", no_argument, NULL, STATE},
        {"get-restore-tid", no_argument, NULL, TID}, {0},
    };
    const char *action = NULL;
    int wanted = 0, option;
    while ((option = getopt_long(argc, argv, "p:t:h", options, NULL)) != -1) {
        if (option == HELP) return fputs(help, stdout) == EOF;
        if (option == '?') return 1;
        if (option == PID) pid = (int)number("--pid", optarg);
        else if (option == TIMEOUT) timeout = (unsigned)number("--timeout", optarg);
        else if (wanted) refuse("one operation at a time; --help lists them");
        else wanted = option;
        if (option == ACTION) action = optarg;
    }
    if (optind < argc) refuse("what is \"%s\"? --help lists the options", argv[optind]);
    if (!wanted) refuse("nothing to do; --help lists all");
    if (pid == 0) refuse("--pid is missing");

    const char *missing = cuda_missing();
    if (!missing) missing = cuda_checkpoint_missing();
    if (missing) refuse("%s", missing);
    if (wanted == ACTION) act(action);
    else if (wanted == TOGGLE) toggle();
    else if (wanted == TID) get_restore_tid();
    else puts(state_name(state()));
    return fflush(stdout) == EOF;
}
