"""CPU time that does not depend on what else the machine does."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def least_seconds(make: Callable[[], T], work: Callable[[T], object], tries: int = 3) -> float:
    """Return the least CPU seconds of ``work`` in several tries, each on a new ``make()``.

    The garbage collector rests: what it costs depends on what all other tests have left behind.
    """
    taken = []
    for _ in range(tries):
        made = make()
        gc.disable()
        try:
            begun = time.process_time()
            work(made)
            taken.append(time.process_time() - begun)
        finally:
            gc.enable()
    return min(taken)


def is_below(limit_s: float, make: Callable[[], T], work: Callable[[T], object]) -> bool:
    """Return whether ``work`` takes less than ``limit_s``; what took longer is tried again."""
    return any(least_seconds(make, work, tries=1) < limit_s for _ in range(3))
