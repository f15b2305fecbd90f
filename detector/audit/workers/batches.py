"""Cut a stream of texts into batches of about equal work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

# Half a second to a second of work: long against the cost of a dispatch (about 1 ms), short
# against the wait for the last worker at the end of a run.
BATCH_BYTES = 400_000
BATCH_ITEMS = 64


def batched(
    items: Iterable[Item],
    size: Callable[[Item], int],
    *,
    max_bytes: int = BATCH_BYTES,
    max_items: int = BATCH_ITEMS,
) -> Iterator[list[Item]]:
    """Yield lists of at most ``max_items``, ended when they reach ``max_bytes`` together."""
    batch: list[Item] = []
    total = 0
    for item in items:
        batch.append(item)
        total += size(item)
        if total >= max_bytes or len(batch) >= max_items:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch
