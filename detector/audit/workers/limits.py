"""Time limits for one text: first an exception, then, for code that heeds none, the process."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from types import FrameType
from typing import TextIO

# How much longer than the limit a text may run before its whole process is ended.
GRACE_FACTOR = 1.5
GRACE_S = 2.0


class TimeLimitError(Exception):
    """A text took longer than its time limit."""


def hard_limit(seconds: float) -> float:
    """Return when a process is ended that did not heed the limit of ``seconds``."""
    return seconds * GRACE_FACTOR + GRACE_S


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitError in the block after ``seconds``.

    In a main thread a signal does it, which regular expressions heed too. In other threads (a
    Dask worker's) it is an exception between two byte codes. A C call that heeds neither is
    ended with its process at ``hard_limit``: the run then tries the batch again in parts. The
    last guard is one for the process, so workers should have one thread each.
    """
    faulthandler.dump_traceback_later(hard_limit(seconds), exit=True, file=_nowhere())
    try:
        on_main = threading.current_thread() is threading.main_thread()
        if on_main and hasattr(signal, "setitimer"):
            with _signalled(seconds):
                yield
        else:
            with _interrupted(seconds):
                yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@contextmanager
def _signalled(seconds: float) -> Iterator[None]:
    def expire(_number: int, _frame: FrameType | None) -> None:
        raise TimeLimitError

    before = signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _interrupted(seconds: float) -> Iterator[None]:
    thread = ctypes.c_ulong(threading.get_ident())
    lock = threading.Lock()
    open_ = True

    def expire() -> None:
        with lock:
            if open_:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TimeLimitError))

    timer = threading.Timer(seconds, expire)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        # The exception may strike here, just after the work was done: then it is dropped.
        with suppress(TimeLimitError):
            with lock:
                open_ = False
            timer.cancel()


@cache
def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - open for good
