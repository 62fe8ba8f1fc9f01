"""A matrix multiplication in PyTorch on a GPU, with the protocol of the C workloads: python3 -B torch_matmul.py --count 200

Whole numbers below 2^20 in double precision: every sum of 256 products is exact, in any order."""

import array
import hashlib
import sys

import numeric_loop

SIZE = 256
PRIME = 1048573


def broken(what, error):
    numeric_loop.say(2, f"broken: {what}: {' '.join(str(error).split())}")
    sys.exit(2)


try:
    import torch
except ImportError as error:
    broken("import torch", error)


class Product:
    """The state and the matrix that multiplies it: made here, and on the device from then on."""

    def __init__(self, seed):
        index = torch.arange(SIZE * SIZE, dtype=torch.float64).reshape(SIZE, SIZE)
        state = torch.remainder(index * 7919 + seed * 104729, PRIME)
        factor = torch.remainder(index.T * 6101 + seed * 1299709 + 1, PRIME)
        try:
            self.state, self.factor = state.to("cuda"), factor.to("cuda")
            torch.cuda.synchronize()
        except (RuntimeError, AssertionError) as error:
            broken("cuda", error)
        self.running = hashlib.sha256(str(seed).encode())
        self.steps = 0

    def __call__(self):
        self.steps += 1
        self.state = torch.remainder(torch.matmul(self.state, self.factor) + self.steps, PRIME)
        # Not numpy(): PyTorch works without NumPy.
        self.running.update(array.array("q", self.state.long().flatten().tolist()).tobytes())
        return self.running.hexdigest()[:16]


numeric_loop.run(Product)
