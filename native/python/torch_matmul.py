"""A matrix multiplication in PyTorch on a GPU, with the protocol of the C workloads: python3 torch_matmul.py --count 300

Whole numbers below 2^20 in double precision: every product of 256 of them is exact, whatever the order of its sums."""

import array
import hashlib
import os
import signal
import sys
import threading

SIZE = 256
PRIME = 1048573


def say(descriptor, line):
    """One line is one write: nothing waits in a buffer when the process is dumped."""
    rest = (line + "\n").encode()
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def broken(what, error):
    say(2, f"broken: {what}: {' '.join(str(error).split())}")
    sys.exit(2)


try:
    import torch
except ImportError as error:
    broken("import torch", error)


def options(arguments):
    values = {"--count": 300, "--pace": int(os.environ.get("WORKLOAD_PACE", 10000)), "--seed": 1}
    for name, value in zip(arguments[::2], arguments[1::2] + [""]):
        if name not in values or not value.isdecimal():
            say(2, f'torch_matmul.py: --count, --pace and --seed take numbers; what is "{name} {value}"?')
            sys.exit(2)
        values[name] = int(value)
    return values.values()


def matrices(seed):
    """The state and what it is multiplied by: made here, and on the device from then on."""
    index = torch.arange(SIZE * SIZE, dtype=torch.float64).reshape(SIZE, SIZE)
    state = torch.remainder(index * 7919 + seed * 104729, PRIME)
    factor = torch.remainder(index.T * 6101 + seed * 1299709 + 1, PRIME)
    return state.to("cuda"), factor.to("cuda")


def main():
    hurry = threading.Lock()
    hurry.acquire()
    signal.signal(signal.SIGUSR1, lambda *_: hurry.locked() and hurry.release())
    count, pace, seed = options(sys.argv[1:])
    try:
        state, factor = matrices(seed)
        torch.cuda.synchronize()
    except (RuntimeError, AssertionError) as error:
        broken("cuda", error)
    running = hashlib.sha256(str(seed).encode())
    hurried = False
    nonce = os.getrandom(8).hex()
    say(2, f"ready {os.getpid()} {nonce}")
    for k in range(1, count + 1):
        if k > 1 and not hurried:
            hurried = hurry.acquire(timeout=pace / 1e6)
        state = torch.remainder(torch.matmul(state, factor) + k, PRIME)
        running.update(array.array("q", state.long().flatten().tolist()).tobytes())
        say(1, f"step {k} {running.hexdigest()[:16]}")
    say(1, f"answer {running.hexdigest()[:16]}")
    say(2, f"end {nonce}")


main()
