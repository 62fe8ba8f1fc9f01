"""A numeric loop in the Python interpreter, with the protocol of the C workloads: python3 -I -S -B numeric_loop.py --count 1000"""

import os
import signal
import struct
import sys
import threading

try:
    # Not hashlib, which would load OpenSSL into every process and make this more than a plain interpreter.
    from _sha2 import sha256
except ImportError:
    from _sha256 import sha256  # before Python 3.12

NAME = os.path.basename(sys.argv[0])
USAGE = f"{NAME} [--count N] [--pace MICROSECONDS] [--seed S]: computes steps and prints each"


def options(arguments):
    values = {"--count": 1000, "--pace": int(os.environ.get("WORKLOAD_PACE", 1000)), "--seed": 1}
    if "--help" in arguments:
        say(1, USAGE)
        sys.exit(0)
    for name, value in zip(arguments[::2], arguments[1::2] + [""]):
        if name not in values:
            refuse(f"unknown option {name} (--help lists them)")
        if not value.isdecimal():
            refuse(f'{name}: expected a number, not "{value}"')
        values[name] = int(value)
    return values.values()


def refuse(text):
    say(2, f"{NAME}: {text}")
    sys.exit(2)


def say(descriptor, line):
    """One line is one write: nothing waits in a buffer when the process is dumped."""
    rest = (line + "\n").encode()
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def bits(number):
    return struct.pack(">d", number).hex()


def iterate(x):
    """Chaotic: one wrong bit makes every bit wrong a few steps later."""
    for _ in range(20):
        x = 3.99 * x * (1.0 - x)
    return x


def run(start, speaks=True):
    """Runs the loop: start(seed) returns a function that is called for each step and returns what to print. Another process may
    print for this one."""
    # A hurry opens this lock. Not sigtimedwait: if a signal or a restore interrupts it after its time, CPython 3.11 returns an
    # uninitialised siginfo instead of None.
    hurry = threading.Lock()
    hurry.acquire()
    signal.signal(signal.SIGUSR1, lambda *_: hurry.locked() and hurry.release())
    count, pace, seed = options(sys.argv[1:])
    step = start(seed)
    tell = say if speaks else lambda *_: None
    hurried = False
    nonce = os.getrandom(16).hex()
    tell(2, f"ready {os.getpid()} {sha256(nonce.encode()).hexdigest()}")
    for k in range(1, count + 1):
        if k > 1 and not hurried:
            hurried = hurry.acquire(timeout=pace / 1e6)
        x = step()
        tell(1, f"step {k} {x}")
    tell(1, f"answer {x}")
    tell(2, f"end {nonce}")


def told(step):
    """Wraps a step whose number is printed bit by bit."""
    return lambda: bits(step())


class Loop:
    def __init__(self, seed):
        self.x = 1.0 / (2.0 + seed)

    def __call__(self):
        self.x = iterate(self.x)
        return self.x


if __name__ == "__main__":
    run(lambda seed: told(Loop(seed)))
