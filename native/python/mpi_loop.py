"""The loop of numeric_loop.py in each rank of an MPI job, added up in every step: mpirun -n 2 python3 -B mpi_loop.py"""

import numeric_loop
from mpi4py import MPI


def start(seed):
    """Each rank begins with a number of its own; the sum is of all of them."""
    mine = numeric_loop.Loop(seed + MPI.COMM_WORLD.Get_rank())
    return numeric_loop.told(lambda: MPI.COMM_WORLD.allreduce(mine()))


numeric_loop.run(start, speaks=MPI.COMM_WORLD.Get_rank() == 0)
