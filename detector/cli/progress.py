"""A progress bar that appears only when a run takes long."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
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
