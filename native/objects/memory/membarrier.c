/* Registrations for memory barriers that interrupt other processors. */
#include "../object.h"
#include <linux/membarrier.h>
#include <sys/syscall.h>

/* A thread that did not register gets EPERM from each of these. */
static const char *barrier(long command) { return outcome(syscall(SYS_membarrier, (int)command, 0, 0)); }

static void register_all(void) {
    needs((int)syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0));
    needs((int)syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE, 0, 0));
    needs((int)syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ, 0, 0));
    needs((int)syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED, 0, 0));
}

OBJECT(membarrier) = {
    .name = "membarrier-registrations",
    .about = "a process stays registered for each kind of expedited memory barrier",
    .set = register_all,
    .properties = PROPERTIES(
        {"private", .read_at = barrier, .number = MEMBARRIER_CMD_PRIVATE_EXPEDITED, .expected = "0"},
        {"with core synchronisation", .read_at = barrier, .number = MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE, .expected = "0"},
        {"with restartable sequences", .read_at = barrier, .number = MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ, .expected = "0"},
        {"registrations", .read_at = barrier, .number = 1 << 9}),
};
