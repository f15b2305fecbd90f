"""Have joblib's workers be forks of the process that wants them, instead of new Pythons.

A worker, and the process that tidies up after it, spend nine tenths of their start on imports. The
forks have the files, environment, signals, messages and ends that joblib gives its own.
"""

from __future__ import annotations

import gc
import importlib
import os
import runpy
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WANTED = ("detector.audit.run", "detector.audit.workers.worker", "detector.scoring.score")


def use(put: Callable[[Any, str, Any], None] = setattr) -> None:
    """Fork for what joblib starts in this process, and in its forks, from now on.

    A test that takes it back gives the ``setattr`` of its ``monkeypatch``.
    """
    from joblib.externals.loky.backend import fork_exec, resource_tracker

    for name in WANTED:
        importlib.import_module(name)
    _compile_patterns()
    put(fork_exec, "fork_exec", _worker)
    put(resource_tracker, "spawnv_passfds", _tracker)


@cache
def _compile_patterns() -> None:
    """Have the patterns compiled that a text needs: a fork would do that on its own again."""
    from detector.readers import parse
    from detector.rules import ALL_RULES
    from detector.scoring.evidence import find
    from detector.text.analysis import Analysis

    for path in sorted((ROOT / "seeds").glob("*.txt"))[:2]:
        text = path.read_text("utf-8")
        for document in (parse(text, id="a", content_type=kind) for kind in ("markdown", "html")):
            find(Analysis(document), ALL_RULES)


def _worker(command: Sequence[str], files: Iterable[int], env: dict[str, str] | None = None) -> int:
    """Do as ``python -m MODULE ARGUMENTS`` does; return the number of the process."""
    _, _, module, *arguments = command

    def run() -> None:
        os.environ.update(env or {})
        sys.argv = [module, *arguments]
        sys.modules.pop(module, None)  # to be run, not only imported
        runpy.run_module(module, run_name="__main__", alter_sys=True)

    return _forked(run, files)


def _tracker(path: str, command: Sequence[str], files: Iterable[int]) -> tuple[int, None]:
    """Do as ``python -c CODE`` does; return the number of the process."""
    return _forked(lambda: exec(command[-1], {}), files), None


def _forked(run: Callable[[], None], files: Iterable[int]) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        gc.freeze()  # what the parent left behind must not close files of the same numbers
        _close_all_but({0, 1, 2, *map(int, files)})
        for number in signal.valid_signals():
            if callable(signal.getsignal(number)):
                signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else status
    finally:
        os._exit(status)


def _close_all_but(kept: set[int]) -> None:
    for number in {int(file.name) for file in Path("/proc/self/fd").iterdir()} - kept:
        with suppress(OSError):  # that of the listing itself is closed already
            os.close(number)
