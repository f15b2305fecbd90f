"""Several commands from one start of Python: what is closed at its start is so for all of them.

The commands are a list in JSON, the first argument. Each runs in a fork, and ends as Python does;
the exit status of the one at ``n`` is written to ``n.status``, and what it says to ``n.err``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import detector.api  # noqa: F401 - what scores, for all forks
from detector.__main__ import main
from tests.faults.runs import Done, assert_status, run
from tests.starter import ROOT


def closed(
    commands: Sequence[Sequence[str]], *, cwd: Path, shell: str, env: dict[str, str] | None = None
) -> list[Done]:
    """Run the commands as ``run`` would run each; of their standard output nothing is kept."""
    start = {"PYTHONPATH": str(ROOT), **(env or {})}
    assert_status(
        run(json.dumps(commands), cwd=cwd, shell=shell, env={**start}, module=__name__), 0
    )
    return [
        Done(command, int((cwd / f"{n}.status").read_text()), b"", _said(cwd / f"{n}.err"))
        for n, command in enumerate(commands)
    ]


def _said(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


def serve(commands: Sequence[Sequence[str]]) -> int:
    for number, arguments in enumerate(commands):
        child = os.fork()
        if child == 0:
            if sys.stderr is not None:
                file = os.open(f"{number}.err", os.O_WRONLY | os.O_CREAT)
                os.dup2(file, 2)
                os.close(file)  # which gives back the number of a closed stream
            sys.argv = ["detector", *arguments]
            return main()
        _, ended = os.waitpid(child, 0)
        Path(f"{number}.status").write_text(str(os.waitstatus_to_exitcode(ended)))
    return 0


if __name__ == "__main__":
    sys.exit(serve(json.loads(sys.argv[1])))
