"""Start the command in processes of their own that need not import Python's modules again.

A start of ``python -m detector`` spends nine tenths of its time on imports. One process makes them
and is forked for every start: arguments, folder, environment, streams, exit status and the end of
the process are as they are from a shell. What a start has imported beside is kept for later ones.
The workers of audits and large runs are forked too: see tests/forked_workers.py.
Tests of starts themselves, of streams, faults and signals start Python: see ``started``.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[1]
Done = subprocess.CompletedProcess[bytes]
Start = Callable[[Sequence[str], Path, dict[str, str], bytes], Done]
LIMIT_S = 120


def started(arguments: Sequence[str], cwd: Path, env: dict[str, str], data: bytes) -> Done:
    """Run ``python -m detector ARGUMENTS``."""
    return subprocess.run(
        [sys.executable, "-m", "detector", *arguments],
        cwd=cwd, env=env, input=data, capture_output=True, check=False, timeout=LIMIT_S,
    )  # fmt: skip


class Starter:
    """The process that is forked for every start."""

    def __init__(self, env: dict[str, str] | None = None) -> None:
        """Start it in this process's environment, and what ``env`` adds."""
        self._connection, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.starter", str(theirs.fileno())],
                cwd=ROOT, pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", **(env or {})},
            )  # fmt: skip

    def __enter__(self) -> Starter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        self._process.wait(LIMIT_S)

    def run(self, arguments: Sequence[str], cwd: Path, env: dict[str, str], data: bytes) -> Done:
        """Run the command in a fork, as ``started`` does in a new Python."""
        with contextlib.ExitStack() as files:
            made = [files.enter_context(tempfile.TemporaryFile()) for _ in range(5)]
            given, out, err, asked, _ = made
            given.write(data)
            asked.write(json.dumps([list(arguments), str(cwd), env]).encode())
            for file in (given, asked):
                file.seek(0)
            socket.send_fds(self._connection, [b"run"], [file.fileno() for file in made])
            child = int(self._connection.recv(100))
            self._connection.settimeout(LIMIT_S)
            try:
                status = int(self._connection.recv(100))
            except TimeoutError:
                os.kill(child, signal.SIGKILL)
                self._connection.recv(100)
                raise subprocess.TimeoutExpired(list(arguments), LIMIT_S) from None
            finally:
                self._connection.settimeout(None)
            out.seek(0)
            err.seek(0)
            return Done(["detector", *arguments], status, out.read(), err.read())


class Leaving:
    """The end of a fork, after all that it has to do at its end."""

    names: int | None = None  # the file for what it has imported
    before: set[str]
    status = 1

    def __call__(self) -> None:
        if self.names is None:
            return
        os.write(self.names, "\n".join(set(sys.modules) - self.before).encode())
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(self.status)  # to take all modules apart would copy all memory


def serve(connection: socket.socket) -> list[int] | None:
    """Fork for every start that is asked for: return its files there, None when all is done."""
    import detector.cli  # noqa: F401 - what every command needs
    from tests import forked_workers

    forked_workers.use()
    while True:
        message, files, _, _ = socket.recv_fds(connection, 100, 5)
        if not message:
            return None
        child = os.fork()
        if child == 0:
            connection.close()
            return files
        connection.send(str(child).encode())
        _, ended = os.waitpid(child, 0)
        _keep(files[-1])
        for number in files:
            os.close(number)
        connection.send(str(os.waitstatus_to_exitcode(ended)).encode())


def become(files: list[int], leaving: Leaving) -> None:
    """Make this process the one that was asked for, and run the command in it."""
    *streams, asked, names = files
    with os.fdopen(asked, "rb") as file:
        arguments, cwd, env = json.load(file)
    for place, number in enumerate(streams):
        os.dup2(number, place)
        os.close(number)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    tempfile.tempdir = None
    sys.path[0] = cwd
    sys.argv = ["detector", *arguments]
    leaving.before, leaving.names = set(sys.modules), names
    try:
        runpy.run_module("detector", run_name="__main__", alter_sys=True)
    except SystemExit as stop:
        leaving.status = stop.code if isinstance(stop.code, int) else 1
        raise


def _keep(names: int) -> None:
    """Import for later starts what one has imported."""
    os.lseek(names, 0, os.SEEK_SET)
    with os.fdopen(names, "rb", closefd=False) as file:
        new = [n for n in file.read().decode().split() if n not in sys.modules and n[0] != "_"]
    for name in sorted(new):
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    if new:
        gc.collect()
        gc.freeze()  # or the collector's counts would copy all memory in every fork


def main() -> None:
    leaving = Leaving()
    atexit.register(leaving)  # what is registered first is called last
    with socket.socket(fileno=int(sys.argv[1])) as connection:
        files = serve(connection)
    if files is not None:
        become(files, leaving)


if __name__ == "__main__":
    main()
