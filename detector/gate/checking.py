"""A run of the gate: from targets to results, in one process or, for many articles, in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from detector.config import Configuration
from detector.findings import Failure
from detector.gate.baselines import Baselines
from detector.gate.issues import Checked
from detector.gate.targets import Target
from detector.readers import ReadOptions, out_of_memory
from detector.text.document import Document

if TYPE_CHECKING:
    from detector.gate.gate import Gate
    from detector.model import Model

# Starting workers costs about two seconds: fewer articles than this are done sooner without.
MIN_PARALLEL_TARGETS = 200
BATCH_TARGETS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a worker needs to know to check articles as the first process would."""

    configuration: Configuration
    options: ReadOptions
    baselines: Baselines | None = None
    model: Path | None = None
    explain: bool = False  # add the passages that read as machine-generated

    def gate(self) -> Gate:
        """Make the gate; its rules are imported here, as a commit without articles needs none."""
        from detector.gate.gate import Gate

        return Gate(self.configuration, model=self.load_model, baseline=self.baselines)

    def load_model(self) -> Model:
        from detector.gate.gate import load_model

        return load_model(self.model)


def check_all(
    targets: Sequence[Target], task: Task, *, jobs: int = 0
) -> Iterator[Checked | Failure]:
    """Check every target and yield the results in order; ``jobs`` 0: the cores there are."""
    if not targets:
        return
    from detector.pipeline import available_cores, workers_fault

    workers = jobs or available_cores()
    alone = len(targets) < MIN_PARALLEL_TARGETS or workers == 1
    if alone or workers_fault(workers):
        yield from _check_here(targets, task)
        return
    from joblib import Parallel, delayed

    from detector.pipeline import processes_here

    batches = (targets[i : i + BATCH_TARGETS] for i in range(0, len(targets), BATCH_TARGETS))
    with processes_here():
        parallel = Parallel(n_jobs=workers, return_as="generator", pre_dispatch="2*n_jobs")
        for results in parallel(delayed(_check_batch)(batch, task) for batch in batches):
            yield from results


def _check_here(targets: Sequence[Target], task: Task) -> Iterator[Checked | Failure]:
    gate = task.gate()
    for target in targets:
        for document in target.documents(task.options):
            if isinstance(document, Failure):
                yield document
                continue
            checked = _checked(gate, target, document)
            if task.explain and not isinstance(checked, Failure):
                from detector.gate.passages import with_passages

                checked = with_passages(checked, document, task.load_model)
            yield checked


def _checked(gate: Gate, target: Target, document: Document) -> Checked | Failure:
    try:
        checked = gate.check(document, touched=target.touched)
    except MemoryError:
        return out_of_memory(document.id, document.path)
    if checked.fixes and not _can_be_fixed(target, document):
        return replace(checked, fixes=())
    return checked


def _can_be_fixed(target: Target, document: Document) -> bool:
    """Return whether ``--fix`` would write the file: it refuses to lose bytes of no encoding."""
    from detector.gate.fix import keeps_bytes

    try:
        return keeps_bytes(document, target.content)
    except OSError:
        return False


def _check_batch(targets: Sequence[Target], task: Task) -> list[Checked | Failure]:
    return list(_check_here(targets, task))
