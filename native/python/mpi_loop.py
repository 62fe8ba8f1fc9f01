"""The loop of numeric_loop.py in each rank of an MPI job, added up in every step: mpirun -n 2 python3 -B mpi_loop.py"""

import numeric_loop
from mpi4py import MPI


class Sum:
    """Of what all ranks have; each begins with a number of its own."""

    def __init__(self, seed):
        self.mine = numeric_loop.Loop(seed + MPI.COMM_WORLD.Get_rank())

    def __call__(self):
        return MPI.COMM_WORLD.allreduce(self.mine())


numeric_loop.run(Sum, speaks=MPI.COMM_WORLD.Get_rank() == 0)
