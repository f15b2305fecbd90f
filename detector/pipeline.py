"""From paths to results: read, score, keep the order; in one process or in several."""

from __future__ import annotations

import gc
import os
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from detector.findings import Failure, Report
from detector.readers import ReadOptions, out_of_memory, parse_source, read, read_sources
from detector.text.document import Document
from detector.text.source import Source

if TYPE_CHECKING:
    from detector.model import Model

# Starting workers costs about two seconds; fewer texts than this score sooner in one process.
MIN_PARALLEL_DOCUMENTS = 200
BATCH_DOCUMENTS = 32
# File descriptors that a run takes beside its workers, and for each of them (measured: 11 and 4).
DESCRIPTORS = 12
DESCRIPTORS_EACH = 5
# Texts make many objects and no rings of them: looking for rings took a third of the time of a
# long one. The command sets the same for itself.
GC_THRESHOLD = 50_000
PARENT_CHECK_S = 1.0
_SAFE_PATH = "PYTHONSAFEPATH"


def available_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers_fault(workers: int) -> str | None:
    """Say why ``workers`` processes cannot work here, None where they can.

    They share semaphores, which some containers lack (no ``/dev/shm``), and each takes some file
    descriptors. joblib would end in errors of its own, or go on in threads.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # joblib says what is said here
        from joblib._multiprocessing_helpers import mp

    if mp is None:
        return "the system has no semaphores"
    taken: list[int] = []
    try:
        taken.append(os.open(os.devnull, os.O_RDONLY))
        needed = DESCRIPTORS + DESCRIPTORS_EACH * workers
        taken.extend(os.dup(taken[0]) for _ in range(needed))
    except OSError as error:
        return str(error.strerror)
    finally:
        for number in taken:
            os.close(number)
    return None


@contextmanager
def processes_here() -> Iterator[None]:
    """Have joblib use its own processes, which end when this one does, however it ends.

    They import nothing from the work folder, where they would look first, as they start as
    ``python -m`` and ``-c``: it may hold the texts of a stranger.
    """
    from joblib import parallel_config

    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        with parallel_config(backend="loky", initializer=begin_worker, initargs=(os.getpid(),)):
            yield
    finally:
        if before is None:
            os.environ.pop(_SAFE_PATH, None)
        else:
            os.environ[_SAFE_PATH] = before


def begin_worker(parent: int) -> None:
    """Prepare a process that ``parent`` started: rings are looked for seldom, and it ends in time.

    joblib's workers notice the end of their parent only when they ask for work, and one that was
    killed may have left the lock for that taken: they would stay for ever. It may have been killed
    before this one got here, so that the system's own answer would be another's number.
    """
    gc.set_threshold(GC_THRESHOLD)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(PARENT_CHECK_S)
        os._exit(1)

    threading.Thread(target=watch, name="follow-parent", daemon=True).start()


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
    explanation: bool = False,
) -> Iterator[Report | Failure]:
    """Score every text of ``paths`` and yield the results in input order.

    ``jobs`` is the number of workers, 0 for the cores that this process may use. The first
    texts are scored here; workers start only when there are many.
    """
    inputs = (source for path in paths for source in read_sources(path, options))
    workers = jobs or available_cores()
    scored = partial(
        score_sources, options=options, model=model, features=features, explanation=explanation
    )
    yield from scored(islice(inputs, MIN_PARALLEL_DOCUMENTS))
    rest = next(inputs, None)
    if rest is None:
        return
    more = chain((rest,), inputs)
    if workers == 1 or workers_fault(workers):
        yield from scored(more)
        return
    yield from _score_parallel(more, scored, workers)


def score_sources(
    sources: Iterable[Source | Failure],
    *,
    options: ReadOptions,
    model: Path | None,
    features: bool = False,
    explanation: bool = False,
) -> Iterator[Report | Failure]:
    """Parse and score one after another in this process."""
    from detector.scoring.score import score

    loaded = loaded_model(model)
    for source in sources:
        if isinstance(source, Failure):
            yield source
            continue
        try:
            item = parse_source(source, options)
            result = (
                item
                if isinstance(item, Failure)
                else score(item, loaded, features=features, explanation=explanation)
            )
        except MemoryError:
            result = out_of_memory(source.id, source.path, source.line)
        yield result


def loaded_model(folder: Path | None) -> Model:
    """Return the model, imported and read when a text first needs it."""
    from detector.model import load

    return load(folder)


def _score_parallel(
    inputs: Iterator[Source | Failure],
    scored: Callable[[list[Source | Failure]], Iterator[Report | Failure]],
    workers: int,
) -> Iterator[Report | Failure]:
    from joblib import Parallel, delayed

    batches = iter(lambda: list(islice(inputs, BATCH_DOCUMENTS)), [])
    with processes_here():
        parallel = Parallel(n_jobs=workers, return_as="generator", pre_dispatch="2*n_jobs")
        for results in parallel(delayed(_listed)(scored, batch) for batch in batches):
            yield from results


def _listed(
    scored: Callable[[list[Source | Failure]], Iterator[Report | Failure]],
    batch: list[Source | Failure],
) -> list[Report | Failure]:
    """Score a batch in a worker: a generator cannot travel back."""
    return list(scored(batch))
