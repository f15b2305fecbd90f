"""Write what a run has found into the baselines of its articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from detector.config import relative_to
from detector.findings import Verdict, quantity
from detector.gate.baseline import NOTHING, Baseline, Standing
from detector.gate.baselines import Baselines
from detector.gate.issues import Checked


class Change(StrEnum):
    """What is done to a baseline; the values are the options of ``detector check``."""

    WRITE = "--write-baseline"
    UPDATE = "--update-baseline"
    PRUNE = "--prune-baseline"


@dataclass
class _Now:
    """What a run found of the articles of one baseline; ``judged`` names those that do not pass."""

    standings: dict[str, Standing] = field(default_factory=dict)
    judged: set[str] = field(default_factory=set)


class Recording:
    """Collects the results of a run and changes the baselines at its end."""

    def __init__(self, baselines: Baselines, changes: frozenset[Change]) -> None:
        self._baselines = baselines
        self._changes = changes
        self._found: dict[Path, _Now] = {}

    def accepts(self, path: str) -> bool:
        """Return whether all that is found of the article at ``path`` becomes known."""
        if Change.UPDATE in self._changes:
            return True
        if Change.WRITE not in self._changes:
            return False
        return self._baselines.load(self._baselines.path_to_write(path)) is None

    def add(self, result: Checked) -> None:
        file = self._baselines.path_to_write(result.path)
        now = self._found.setdefault(file, _Now())
        name = _name(file, result.path)
        before = now.standings.get(name)
        now.standings[name] = result.standing if before is None else before.joined(result.standing)
        if result.report.verdict in (Verdict.FAIL, Verdict.REVIEW):
            now.judged.add(name)

    def add_unread(self, path: str) -> None:
        """Note that not all texts of the file at ``path`` could be read."""
        file = self._baselines.path_to_write(path)
        now = self._found.setdefault(file, _Now())
        name = _name(file, path)
        now.standings[name] = now.standings.get(name, NOTHING).joined(NOTHING)

    def write(self, asked: Sequence[str]) -> Iterable[str]:
        """Change the files and yield what was done to each, in a sentence.

        ``asked`` are the paths of the run. Raises DetectorError where a file cannot be written.
        """
        for path in asked:  # a baseline of which every file is gone has no result
            if (file := self._baselines.path_for(Path(path) / "-")) is not None:
                self._found.setdefault(file, _Now())
        if not self._found:
            self._found[self._baselines.path_to_write("-")] = _Now()
        for file, now in sorted(self._found.items()):
            yield self._changed(file, now, [Path(path) for path in asked])

    def _changed(self, file: Path, now: _Now, asked: Sequence[Path]) -> str:
        before = self._baselines.load(file)
        if before is None and self._changes == {Change.PRUNE}:
            return f"{_shown(file)} does not exist: --write-baseline creates it"
        held = {name: now.standings[name] for name in sorted(now.judged)}
        if before is None and not held:
            return f"{_shown(file)} is not needed: there is nothing to record"
        after = Baseline({}, file.parent) if before is None else before
        new = sum(after.new_in(name, standing) for name, standing in held.items())
        left = after.pruned(now.standings, asked)
        stale = after.size - left.size
        if before is not None and self._changes == {Change.WRITE}:
            return _explained(file, new, stale)
        if Change.PRUNE in self._changes:
            after = left
        if self._changes != {Change.PRUNE}:
            after = after.updated(held)
        after.write(file)
        done = [f"{new} added"] * (before is not None and Change.UPDATE in self._changes)
        done += [f"{stale} removed"] * (Change.PRUNE in self._changes)
        known = quantity(after.size, "known finding")
        said = f"{_shown(file)} now contains {known} in {quantity(len(after.files), 'article')}"
        return f"{said} ({', '.join(done)})" if done else said


def _name(file: Path, path: str) -> str:
    return str(relative_to(Path(path), file.parent))


def _shown(file: Path) -> str:
    """Return the path of a baseline as seen from the work folder, where it is below."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def _explained(file: Path, new: int, stale: int) -> str:
    """Say why a second ``--write-baseline`` changes nothing, and which option does what."""
    parts = []
    if new:
        parts.append(f"{Change.UPDATE.value} adds {quantity(new, 'new finding')}")
    if stale:
        known = quantity(stale, "known finding")
        parts.append(f"{Change.PRUNE.value} removes {known} that the articles no longer contain")
    said = "; ".join(parts) or "it is up to date"
    return f"{_shown(file)} already exists and was not changed: {said}"
