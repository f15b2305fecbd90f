"""A line of progress on standard error, only where that is a terminal and a run takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TypeVar

from detector.findings import quantity

Item = TypeVar("Item")

PATIENCE_S = 1.5  # a run shorter than this needs no line


def counted(items: Iterable[Item], what: str) -> Iterator[Item]:
    """Yield ``items`` and count them, ``what`` says what was done with them."""
    with _line() as show:
        for number, item in enumerate(items, start=1):
            show(f"{number:,} {what}")
            yield item


@contextmanager
def steps(what: str) -> Iterator[Callable[[], None]]:
    """Give a function that counts one more at each call."""
    number = 0

    def step() -> None:
        nonlocal number
        number += 1
        show(f"{number:,} {what}")

    with _line() as show:
        yield step


@contextmanager
def pace(noun: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that takes how many are known already and how many were done."""
    begin = time.monotonic()

    def update(known: int, done: int) -> None:
        each_second = done / max(time.monotonic() - begin, 0.001)
        show(f"{quantity(known + done, noun)}, {known:,} known, {each_second:,.0f} per second")

    with _line() as show:
        yield update


@contextmanager
def _line() -> Iterator[Callable[[str], None]]:
    """Give a function that shows a text, once ``PATIENCE_S`` have gone by."""
    if not sys.stderr.isatty():
        yield lambda text: None
        return
    begin = time.monotonic()
    update: Callable[[str], None] | None = None

    def show(text: str) -> None:
        nonlocal update
        if update is None and time.monotonic() - begin > PATIENCE_S:
            update = _started(stack)
        if update is not None:
            update(text)

    with ExitStack() as stack:
        yield show


def _started(stack: ExitStack) -> Callable[[str], None]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    progress = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    task = progress.add_task("", total=None)
    return lambda text: progress.update(task, description=text)
