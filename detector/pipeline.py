"""From paths to results: read, score, keep the order; in one process or in several."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from detector.document import Document
from detector.findings import Failure, Report
from detector.readers import ReadOptions, read

# Starting workers costs about two seconds; fewer texts than this score sooner in one process.
MIN_PARALLEL_DOCUMENTS = 200
BATCH_DOCUMENTS = 32


def available_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def documents(paths: Sequence[str], options: ReadOptions) -> Iterator[Document | Failure]:
    """Read every path in turn; what cannot be read is a Failure in its place."""
    for path in paths:
        yield from read(path, options)


def score_all(
    paths: Sequence[str],
    options: ReadOptions,
    *,
    model: Path | None = None,
    jobs: int = 0,
    features: bool = False,
) -> Iterator[Report | Failure]:
    """Score every text of ``paths`` and yield the results in input order.

    ``jobs`` is the number of workers, 0 for the cores that this process may use. The first
    texts are scored here; workers start only when there are many.
    """
    inputs = documents(paths, options)
    workers = jobs or available_cores()
    yield from score_batch(islice(inputs, MIN_PARALLEL_DOCUMENTS), model, features)
    rest = next(inputs, None)
    if rest is None:
        return
    if workers == 1:
        yield from score_batch((rest,), model, features)
        yield from score_batch(inputs, model, features)
        return
    yield from _score_parallel(_chain(rest, inputs), model, workers, features)


def score_batch(
    inputs: Iterable[Document | Failure], model: Path | None, features: bool
) -> Iterator[Report | Failure]:
    """Score one after another in this process."""
    from detector.model import load
    from detector.scoring import score

    loaded = load(model)
    for item in inputs:
        yield item if isinstance(item, Failure) else score(item, loaded, features=features)


def _score_list(
    inputs: list[Document | Failure], model: Path | None, features: bool
) -> list[Report | Failure]:
    return list(score_batch(inputs, model, features))


def _score_parallel(
    inputs: Iterator[Document | Failure], model: Path | None, workers: int, features: bool
) -> Iterator[Report | Failure]:
    from joblib import Parallel, delayed

    batches = iter(lambda: list(islice(inputs, BATCH_DOCUMENTS)), [])
    parallel = Parallel(n_jobs=workers, return_as="generator", pre_dispatch="2*n_jobs")
    for results in parallel(delayed(_score_list)(batch, model, features) for batch in batches):
        yield from results


def _chain(
    first: Document | Failure, rest: Iterator[Document | Failure]
) -> Iterator[Document | Failure]:
    yield first
    yield from rest
