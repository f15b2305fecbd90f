"""A line of progress on standard error, only where that is a terminal and a run takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TypeVar

from detector.findings import quantity

if TYPE_CHECKING:
    from detector.audit.inputs import InputOptions

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


def total_of(paths: Sequence[str], options: InputOptions) -> int | None:
    """Return how many pages ``paths`` have, None where a file of them may hold several.

    Nothing is counted where no progress is shown.
    """
    if not sys.stderr.isatty():
        return None
    from detector.audit.inputs import list_files, may_hold_several

    total = 0
    for name in list_files(paths, options):
        if isinstance(name, str) and may_hold_several(name):
            return None
        total += 1
    return total


@contextmanager
def pace(noun: str, total: int | None = None) -> Iterator[Callable[[int, int, int], None]]:
    """Give a function that takes how many are known already, were done, and could not be read."""
    begin = time.monotonic()

    def update(known: int, done: int, failed: int) -> None:
        rate = done / max(time.monotonic() - begin, 0.001)
        parts = [
            f"{known + done:,} of {quantity(total, noun)}"
            if total
            else quantity(known + done, noun)
        ]
        if known:
            parts.append(f"{known:,} known")
        parts.append(f"{rate:,.0f} per second")
        if total and rate > 0:
            parts.append(f"{_duration((total - known - done) / rate)} left")
        if failed:
            parts.append(f"{failed:,} could not be read")
        show(", ".join(parts))

    with _line() as show:
        yield update


def _duration(seconds: float) -> str:
    minutes, rest = divmod(max(round(seconds), 0), 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"{hours} h {minutes:02} min"
        if hours
        else f"{minutes} min {rest:02} s"
        if minutes
        else f"{rest} s"
    )


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
    progress = stack.enter_context(
        Progress(*columns, console=Console(stderr=True), transient=False)
    )
    task = progress.add_task("", total=None)
    return lambda text: progress.update(task, description=text)
