"""A progress bar that appears only when a run takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")

PATIENCE_S = 1.5  # a run shorter than this needs no bar


def slow_bar(items: Iterable[Item]) -> Iterator[Item]:
    """Yield ``items``; after ``PATIENCE_S`` count them on standard error."""
    begin = time.monotonic()
    iterator = iter(items)
    count = 0
    for item in iterator:
        count += 1
        yield item
        if time.monotonic() - begin > PATIENCE_S:
            break
    else:
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), "scored", MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("score", total=None, completed=count)
        for item in iterator:
            progress.advance(task)
            yield item


@contextmanager
def counter(what: str) -> Iterator[Callable[[int, int], None]]:
    """Count on standard error, from ``PATIENCE_S`` on, where that is a terminal.

    The function that is given out takes how many are known already and how many were done.
    """
    if not sys.stderr.isatty():
        yield lambda known, done: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    begin = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"reading {what}", total=None)

        def show(known: int, done: int) -> None:
            pace = done / max(time.monotonic() - begin, 0.001)
            told = f"{known + done:,} {what}, {known:,} of them known, {pace:,.0f} a second"
            progress.update(task, description=told)

        yield show
