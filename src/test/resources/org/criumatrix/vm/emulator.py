"""Stands for an emulator. What would run on its machine are processes of this one, which end with it.

emulator.py FOLDER PORTS HISTORY: the folder of its sockets and its console, the number of its ports, and a file that gets its PID.
"""

import ctypes
import json
import os
import queue
import signal
import socket
import struct
import subprocess
import sys
import threading

PR_SET_PDEATHSIG = 1
AGENT = "/sbin/criu-matrix-agent"
folder, ports, history = sys.argv[1], int(sys.argv[2]), sys.argv[3]
callers = {port: queue.Queue() for port in range(ports)}
sending = threading.Lock()


def listen(name):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(os.path.join(folder, name))
    listener.listen(1)
    return listener


def accept(listener, port):
    while True:
        callers[port].put(listener.accept()[0])


def monitor(listener):
    lines = listener.accept()[0].makefile("rw")

    def say(what):
        lines.write(json.dumps(what) + "\n")
        lines.flush()

    say({"QMP": {}})
    for line in lines:
        asked = json.loads(line)
        say({"event": "IN_BETWEEN"})
        say({"return": {"status": "completed"} if asked["execute"] == "query-migrate" else {}})


def with_the_machine():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def start(argv, inputs):
    return subprocess.Popen(argv, stdin=inputs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=with_the_machine)


def to_program(caller, program):
    try:
        while content := caller.recv(65536):
            program.stdin.write(content)
            program.stdin.flush()
        program.stdin.close()
    except BrokenPipeError:
        return  # It has ended, which report_agent says.


def from_program(caller, program):
    while content := program.stdout.read1(65536):
        caller.sendall(content)
    caller.shutdown(socket.SHUT_RDWR)


def exactly(caller, size):
    content = b""
    while len(content) < size:
        more = caller.recv(size - len(content))
        if not more:
            sys.exit()
        content += more
    return content


def answer(caller, *fields, rest=b""):
    body = b"".join(str(field).encode() + b"\0" for field in fields) + rest
    with sending:
        caller.sendall(struct.pack(">I", len(body)) + body)


def report(caller, number, program, limit_ms):
    try:
        out, err = program.communicate(timeout=limit_ms / 1000 if limit_ms else None)
    except subprocess.TimeoutExpired:
        program.kill()
        answer(caller, number, "ended", "timeout", 9, 0, 0, 0)
        return
    answer_end(caller, number, program, out, err)


def report_agent(caller, number, program):
    err = program.stderr.read()
    program.wait()
    answer_end(caller, number, program, b"", err)


def answer_end(caller, number, program, out, err):
    how = ("exit", program.returncode) if program.returncode >= 0 else ("signal", -program.returncode)
    body = b"%d\0%s%d\0%s" % (len(out), out, len(err), err)
    answer(caller, number, "ended", *how, 0, rest=body)


def spawn(caller, number, limit_ms, argv):
    if argv[0] == AGENT:
        own = callers[int(argv[1].rpartition(".")[2])].get(timeout=10)
        program = start(argv[2:], subprocess.PIPE)
        answer(caller, number, "ok", program.pid)
        for target, values in ((to_program, (own, program)), (from_program, (own, program)),
                               (report_agent, (caller, number, program))):
            threading.Thread(target=target, args=values, daemon=True).start()
        return
    # The suite's own scripts set the clock and the name of the machine: not on this one.
    program = start(["true"] if argv[:2] == ["sh", "-c"] and argv[3:4] == ["machine"] else argv, subprocess.DEVNULL)
    answer(caller, number, "ok", program.pid)
    threading.Thread(target=report, args=(caller, number, program, limit_ms), daemon=True).start()


def main():
    with open(os.path.join(folder, "console"), "w") as console:
        console.write("the kernel's last words\n")
    for port in range(ports):
        threading.Thread(target=accept, args=(listen(str(port)), port), daemon=True).start()
    threading.Thread(target=monitor, args=(listen("control"),), daemon=True).start()
    with open(history, "a") as file:
        file.write("%d\n" % os.getpid())
    # Programs are started by this thread, since they end with the one that starts them.
    caller = callers[0].get()
    while True:
        size, = struct.unpack(">I", exactly(caller, 4))
        number, what, *fields = exactly(caller, size).decode().split("\0")
        if what == "spawn":
            words = fields[7 + int(fields[6]):-1]
            spawn(caller, number, int(fields[5]), words)
        elif what == "kill":
            try:
                os.kill(int(fields[0]), int(fields[1]))
            except ProcessLookupError:
                answer(caller, number, "error", "kill: no such process")
                continue
            answer(caller, number, "ok")
        else:
            answer(caller, number, "ok")


main()
