"""What the scripts that train and measure share: one thread per sum, options, progress.

Import it before numpy is.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import sys
import time
from collections.abc import Callable

# One thread: the order of a parallel sum would change the last digits of what is written.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

MODEL = pathlib.Path("models/article-en")


def parser(description: str | None, out: pathlib.Path | None) -> argparse.ArgumentParser:
    """Return a parser with the shared options: data, result, cached texts, processes."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    made.add_argument("--out", type=pathlib.Path, default=out)
    made.add_argument("--cache", type=pathlib.Path)
    made.add_argument("--jobs", type=int, default=2)
    return made


def progress() -> Callable[[str], None]:
    """Return a function that prints a line on standard error, with the seconds since now."""
    start = time.monotonic()

    def say(message: str) -> None:
        print(f"{time.monotonic() - start:7.1f} s  {message}", file=sys.stderr, flush=True)

    return say
