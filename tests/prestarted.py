"""Start a module as ``python -m`` would, in processes that need not import Python's modules again.

Servers spend most of their start on imports. For each module one process makes them, and is forked
for every start. ``command`` gives what to start instead of ``python -m MODULE``: a small process
that hands its streams, arguments, folder and environment to the fork, passes signals on to it, and
ends as it ends. A fork whose small process is killed is killed too. What a prefix such as
``setpriv`` changes holds for the process that is forked, and so for all forks.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PASSED_ON = (signal.SIGTERM, signal.SIGINT)
MESSAGE = 200_000  # bytes of arguments and environment
_started: dict[tuple[str, ...], tuple[str, Any]] = {}  # what is forked, by prefix and module


def command(module: str, *arguments: str, prefix: Sequence[str] = ()) -> list[str]:
    """Return a command that runs ``module`` as under ``prefix``: a quick one on Linux."""
    if sys.platform != "linux":
        return [*prefix, sys.executable, "-m", module, *arguments]
    key = (*prefix, module)
    if key not in _started:
        _started[key] = _start(module, prefix)
    address, _ = _started[key]
    return [sys.executable, "-I", "-S", __file__, address, *arguments]


def _start(module: str, prefix: Sequence[str]) -> tuple[str, Any]:
    import subprocess

    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        listening.bind("")  # an address of the system's choice, without a file
        listening.listen(8)
        # It ends when its input does: with this process, at the latest.
        process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "tests.prestarted", module, str(listening.fileno())],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            pass_fds=[listening.fileno()], start_new_session=True,
        )  # fmt: skip
        return listening.getsockname().decode().lstrip("\0"), process


def relay(address: str, arguments: list[str]) -> int:
    """Have a fork run with what this process was given; return its exit status."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
        connection.connect(f"\0{address}")
        given = json.dumps([arguments, os.getcwd(), {**os.environ}]).encode()  # noqa: PTH109
        socket.send_fds(connection, [given], [0, 1, 2])
        for number in PASSED_ON:
            signal.signal(number, lambda number, _: connection.send(str(number).encode()))
        status = int(connection.recv(100) or 1)
    if status < 0:
        signal.signal(-status, signal.SIG_DFL)
        os.kill(os.getpid(), -status)
    return status


def serve(module: str, listening: socket.socket) -> list[Any] | None:
    """Fork for every start: return its arguments, folder and environment there, None at the end."""
    import contextlib
    import gc
    import importlib

    importlib.import_module(module)
    gc.collect()
    gc.freeze()  # or the collector's counts would copy all memory in every fork
    while True:
        ready, _, _ = select.select([listening, 0], [], [])
        if 0 in ready:
            return None
        connection, _ = listening.accept()
        with contextlib.suppress(ChildProcessError):  # earlier ones that have ended
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if os.fork() == 0:
            listening.close()
            return _watched(connection)
        connection.close()


def _watched(connection: socket.socket) -> list[Any]:
    """Fork once more: return in the fork, and watch over it here until it has ended."""
    message, streams, _, _ = socket.recv_fds(connection, MESSAGE, 3)
    child = os.fork()
    if child == 0:
        connection.close()
        for place, number in enumerate(streams):
            os.dup2(number, place)
            os.close(number)
        given: list[Any] = json.loads(message)
        return given
    for number in streams:
        os.close(number)
    watch = os.pidfd_open(child)
    while True:
        ready, _, _ = select.select([connection, watch], [], [])
        if watch in ready:
            _, ended = os.waitpid(child, 0)
            connection.send(str(os.waitstatus_to_exitcode(ended)).encode())
            os._exit(0)
        asked = connection.recv(100)
        os.kill(child, int(asked) if asked else signal.SIGKILL)
        if not asked:
            os._exit(0)


def become(module: str, arguments: list[str], cwd: str, env: dict[str, str]) -> None:
    """Run ``module`` as this process's own."""
    import runpy

    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.path[0] = cwd
    sys.argv = [module, *arguments]
    del sys.modules[module]  # to be run, not only imported
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def main() -> None:
    module, number = sys.argv[1:]
    with socket.socket(fileno=int(number)) as listening:
        given = serve(module, listening)
    if given is not None:
        become(module, *given)


if __name__ == "__main__":
    if __package__:
        main()
    else:
        sys.exit(relay(sys.argv[1], sys.argv[2:]))
