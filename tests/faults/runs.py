"""Run the command under a fault, and see how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests import prestarted

NOTE = "The bridge was opened in May by the mayor, who came by boat from the other bank.\n"
BROKEN = f"{NOTE}\nBed &amp;amp; breakfast by the river, and a < p >note that a tool left behind.\n"
Done = subprocess.CompletedProcess[bytes]


def run(
    *arguments: str | bytes,
    cwd: Path,
    prefix: Sequence[str] = (),
    env: dict[str, str | None] | None = None,
    shell: str = "",
    forked: bool = False,
    module: str = "detector",
) -> Done:
    """Run the command; ``shell`` is what a shell does around it, with the command as "$@".

    Where the start of Python is no part of the fault, it may be ``forked``.
    """
    python = [*prefix, sys.executable, "-m", module]
    start = prestarted.command("tests.faults.launch", prefix=prefix) if forked else python
    command: list[str | bytes] = [*start, *arguments]
    if shell:
        command = ["bash", "-c", shell, "bash", *command]
    environment = {**os.environ, "DETECTOR_CACHE": str(cwd / "cache"), **(env or {})}
    kept = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(
        command, cwd=cwd, env=kept, capture_output=True, check=False, timeout=120,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def assert_status(done: Done, status: int) -> None:
    assert b"Traceback" not in done.stderr, done.stderr.decode()[-1500:]
    assert done.returncode == status, (done.stdout, done.stderr)


def paths(done: Done) -> list[str]:
    return [json.loads(line)["path"] for line in done.stdout.splitlines()]
