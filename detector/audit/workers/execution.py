"""Run batches on joblib's workers, local or of a cluster, and outlive a worker's death."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from itertools import chain
from typing import Any

from detector.audit.workers.worker import Outcome, Settings, crashed, score_batch
from detector.pipeline import processes_here, workers_fault
from detector.text.source import Source

# Batches a worker that may be under way or wait to be stored: some megabytes.
LYING_ABOUT = 12

Batch = Sequence[Source]
Work = Callable[[int, Batch, Settings], tuple[int, list[Outcome]]]
Backend = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Where batches run: ``jobs`` processes here, or a joblib backend that ``backend`` enters."""

    jobs: int
    backend: Backend = processes_here

    @property
    def fault(self) -> str | None:
        """Why no process can be started here, None where one can: batches are scored in this one.

        It ends with a text that crashes it or heeds no time limit.
        """
        return workers_fault(max(2, self.jobs)) if self.backend is processes_here else None


class _Feed:
    """Hands batches to joblib's threads and knows which are under way.

    joblib draws from it on its own threads, where an exception would be lost: it is kept here
    and raised on the main thread. joblib goes on drawing though nobody takes its results; so the
    feed ends early (``paused``) when ``most`` batches are under way or lie about.
    """

    def __init__(self, batches: Iterator[Batch], most: int) -> None:
        self._batches = batches
        self._most = most
        self.paused = False
        self._lock = threading.Lock()
        self._closed = False
        self._count = 0
        self.under_way: dict[int, Batch] = {}
        self.error: BaseException | None = None

    def draw(self) -> Iterator[tuple[int, Batch]]:
        self._closed = self.paused = False
        while True:
            with self._lock:
                self.paused = len(self.under_way) >= self._most
                if self._closed or self.paused:
                    return
                try:
                    batch = next(self._batches, None)
                except BaseException as error:  # noqa: BLE001 - raised again by the main thread
                    self.error = error
                    batch = None
                if batch is None:
                    return
                index = self._count
                self._count += 1
                self.under_way[index] = batch
            yield index, batch

    def close(self) -> list[Batch]:
        """Hand out no more, and return what was under way."""
        with self._lock:
            self._closed = True
            left = [self.under_way[index] for index in sorted(self.under_way)]
            self.under_way.clear()
            return left


def execute(
    batches: Iterable[Batch],
    settings: Settings,
    workers: Workers,
    work: Work = score_batch,
    warn: Callable[[str], None] = lambda message: None,
) -> Iterator[tuple[Batch, list[Outcome]]]:
    """Score every batch and yield it with its outcomes as soon as they come, in any order.

    Where no process can be started, batches are scored in this one, and ``warn`` is told so.

    When a worker dies, joblib gives up all that was under way. Those batches are tried again,
    one at a time; one that kills its worker again is cut in halves, until the culprit stands
    alone and becomes an error outcome.
    """
    waiting = iter(batches)
    first = next(waiting, None)
    if first is None:
        return  # nothing new to score: no worker is started, joblib not even imported
    if fault := workers.fault:
        warn(f"no worker can start ({fault}): texts are scored in one process, more slowly")
        for batch in chain((first,), waiting):
            yield batch, work(0, batch, settings)[1]
        return
    feed = _Feed(chain((first,), waiting), most=LYING_ABOUT * workers.jobs)
    while True:
        try:
            with closing(_dispatch(feed.draw(), settings, workers, work)) as results:
                for index, outcomes in results:
                    yield feed.under_way.pop(index), outcomes
        except Exception as error:
            if not _is_death(error):
                raise
            for batch in feed.close():
                yield from _alone(batch, settings, workers, work)
            continue
        if feed.error is not None:
            raise feed.error
        if not feed.paused:
            return


def _dispatch(
    batches: Iterable[tuple[int, Batch]], settings: Settings, workers: Workers, work: Work
) -> Generator[tuple[int, list[Outcome]], None, None]:
    from joblib import Parallel, delayed

    # joblib scores in this very process for n_jobs=1, where a crash would be ours. Two processes
    # of which one is kept busy are one worker.
    ahead = 1 if workers.jobs == 1 else 2 * workers.jobs
    with workers.backend(), warnings.catch_warnings():
        # Of a run that is stopped joblib says that tasks were under way: the journal knows.
        warnings.filterwarnings("ignore", message=r"\d+ tasks")
        parallel = Parallel(
            n_jobs=max(2, workers.jobs),
            return_as="generator_unordered",
            pre_dispatch=ahead,
            batch_size=1,
        )
        yield from parallel(delayed(work)(i, batch, settings) for i, batch in batches)


def _alone(
    batch: Batch, settings: Settings, workers: Workers, work: Work
) -> Iterator[tuple[Batch, list[Outcome]]]:
    """Score one batch with nothing else under way; cut it in halves if its worker dies."""
    try:
        for _, outcomes in list(_dispatch([(0, batch)], settings, workers, work)):
            yield batch, outcomes
    except Exception as error:
        if not _is_death(error):
            raise
        if len(batch) == 1:
            yield batch, [crashed(batch[0], settings)]
            return
        middle = len(batch) // 2
        yield from _alone(batch[:middle], settings, workers, work)
        yield from _alone(batch[middle:], settings, workers, work)


def _is_death(error: Exception) -> bool:
    """Return whether joblib reports the death of a worker (its own, or one of Dask)."""
    from concurrent.futures import BrokenExecutor

    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"
