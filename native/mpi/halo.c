/*
 * A ring of numbers, with a part of it in each rank. In every step neighbours exchange their outermost numbers, and all ranks
 * add up what they have. The answer does not depend on the number of ranks.
 *
 * Rank 0 prints for all. With more than one OpenMP thread, the threads of a rank share its part.
 */
#include "../workload.h"
#include <mpi.h>
#include <stdlib.h>

enum { NUMBERS = 4096, PATIENCE = 5 /* seconds */ };
static int rank, ranks, mine;
static bool greet;
static const struct setting settings[] = {
    {"greet", "ranks first connect to each other in turn: if two connect at once, they give up one of the two connections",
     .flag = &greet},
    {0},
};
static uint64_t *now, *next; /* a neighbour's number before and behind those of this rank */

static void mpi(int result, const char *what) {
    if (result != MPI_SUCCESS) broken(what);
}

/* The rank with the lower number calls, the other one answers. */
static void greet_others(void) {
    int word = 0;
    for (int caller = 0; caller < ranks; caller++)
        for (int called = caller + 1; called < ranks; called++) {
            if (rank == caller) mpi(MPI_Send(&word, 1, MPI_INT, called, 0, MPI_COMM_WORLD), "MPI_Send");
            if (rank == called) mpi(MPI_Recv(&word, 1, MPI_INT, caller, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE), "MPI_Recv");
            if (rank == called) mpi(MPI_Send(&word, 1, MPI_INT, caller, 0, MPI_COMM_WORLD), "MPI_Send");
            if (rank == caller) mpi(MPI_Recv(&word, 1, MPI_INT, called, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE), "MPI_Recv");
        }
}

static void setup(void) {
    mpi(MPI_Init(NULL, NULL), "MPI_Init");
    mpi(MPI_Comm_rank(MPI_COMM_WORLD, &rank), "MPI_Comm_rank");
    mpi(MPI_Comm_size(MPI_COMM_WORLD, &ranks), "MPI_Comm_size");
    silent = rank != 0;
    errno = EINVAL;
    if (NUMBERS % ranks != 0) broken("a number of ranks that divides 4096");
    mine = NUMBERS / ranks;
    now = calloc((size_t)mine + 2, sizeof *now);
    next = calloc((size_t)mine + 2, sizeof *next);
    if (!now || !next) broken("calloc");
    for (int i = 1; i <= mine; i++) now[i] = nth(0, (uint64_t)(rank * mine + i));
    if (greet) greet_others();
    /* After this, every rank is connected to every other one. */
    mpi(MPI_Barrier(MPI_COMM_WORLD), "MPI_Barrier");
}

static void exchange(void) {
    const int before = (rank + ranks - 1) % ranks, behind = (rank + 1) % ranks, TO_BEHIND = 1, TO_BEFORE = 2;
    mpi(MPI_Sendrecv(&now[mine], 1, MPI_UINT64_T, behind, TO_BEHIND, &now[0], 1, MPI_UINT64_T, before, TO_BEHIND,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE),
        "MPI_Sendrecv");
    mpi(MPI_Sendrecv(&now[1], 1, MPI_UINT64_T, before, TO_BEFORE, &now[mine + 1], 1, MPI_UINT64_T, behind, TO_BEFORE,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE),
        "MPI_Sendrecv");
}

static uint64_t step(long k) {
    uint64_t sum = 0, all = 0;
    exchange();
#pragma omp parallel for reduction(+ : sum)
    for (int i = 1; i <= mine; i++) {
        next[i] = mix(mix(now[i - 1], now[i]), now[i + 1] + (uint64_t)k);
        sum += next[i];
    }
    uint64_t *was = now;
    now = next, next = was;
    mpi(MPI_Allreduce(&sum, &all, 1, MPI_UINT64_T, MPI_SUM, MPI_COMM_WORLD), "MPI_Allreduce");
    return all;
}

/* No rank finishes before all are done. */
static void verify(void) { mpi(MPI_Barrier(MPI_COMM_WORLD), "MPI_Barrier"); }

/*
 * MPICH 4.0.2 over TCP of UCX 1.13.1 sometimes never returns from here on a busy machine, without CRIU too: one rank waits in
 * the process manager's barrier, the other one for an answer of the first. This alarm ends it.
 */
static void finish(void) {
    alarm(PATIENCE);
    mpi(MPI_Finalize(), "MPI_Finalize");
    alarm(0);
}

const struct workload workload = {.about = "neighbours exchange and all add up, by MPI",
                                  .settings = settings,
                                  .count = 150,
                                  .pace = 5000,
                                  .setup = setup,
                                  .step = step,
                                  .verify = verify,
                                  .finish = finish};
