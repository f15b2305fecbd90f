"""Compare two audits of one site: what came, what went, what got better and worse."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from detector.errors import DetectorError
from detector.findings import Verdict
from detector.reading import open_regular, read_text

# Quality moves by a point or two with any edit; below this a page of one verdict has not changed.
MIN_CHANGE = 5.0
UNREAD = "error"  # in the place of a verdict
MAX_JSON_BYTES = 4 << 30  # of an array, which is read whole; JSON lines have no limit
# From best to worst. A page without a verdict may be anything, and one that cannot be read is lost.
_RANK = {
    verdict: rank
    for rank, verdict in enumerate(
        (Verdict.PASS, Verdict.NOT_SCORED, Verdict.REVIEW, Verdict.FAIL, UNREAD)
    )
}
_RESULTS = (".jsonl", ".jsonl.gz", ".json", ".sqlite", ".db")


class State(NamedTuple):
    """What is compared of one page. ``verdict`` is ``error`` for one that could not be read."""

    verdict: str
    quality: float | None
    rules: frozenset[str]


class Change(NamedTuple):
    """A page that both audits have. ``gained`` and ``lost`` are rules, sorted."""

    id: str
    old: State
    new: State

    @property
    def quality(self) -> float:
        """By how much the quality rose; 0 where one of the two is not known."""
        if self.old.quality is None or self.new.quality is None:
            return 0.0
        return self.new.quality - self.old.quality

    @property
    def direction(self) -> int:
        """1 for better, -1 for worse, 0 for the same: by verdict, then by quality.

        Every change of verdict counts: ``not_scored`` lies between ``pass`` and ``review``, and
        nothing is worse than a page that cannot be read.
        """
        old, new = _RANK[self.old.verdict], _RANK[self.new.verdict]
        if old != new:
            return 1 if new < old else -1
        return 0 if abs(self.quality) < MIN_CHANGE else 1 if self.quality > 0 else -1

    @property
    def urgency(self) -> tuple[int, int, float, str]:
        """The order among those that got worse: first those that failed without a warning.

        A page that was never judged and fails now was in nobody's list of pages to watch.
        """
        unseen = self.old.verdict == Verdict.NOT_SCORED and self.new.verdict == Verdict.FAIL
        changed = self.old.verdict != self.new.verdict
        return not unseen, -_RANK[self.new.verdict] if changed else 0, self.quality, self.id

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "verdict": [self.old.verdict, self.new.verdict],
            "quality": [self.old.quality, self.new.quality],
            "gained": sorted(self.new.rules - self.old.rules),
            "lost": sorted(self.old.rules - self.new.rules),
        }


class Point(NamedTuple):
    """One audit of a trend. ``quality`` is the mean, None where no page has one."""

    label: str
    verdicts: Counter[str]
    quality: float | None

    def to_json(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "verdicts": dict(sorted(self.verdicts.items())),
            "quality": self.quality,
        }


@dataclass(slots=True)
class Comparison:
    """Two audits side by side. Lists are sorted, the greatest change first.

    ``trend`` has the audits before them too, in their order; ``verdicts`` counts the pages of
    both audits whose verdict changed, by the old and the new one.
    """

    trend: list[Point] = field(default_factory=list)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    old: Counter[str] = field(default_factory=Counter)
    new: Counter[str] = field(default_factory=Counter)
    added: list[tuple[str, State]] = field(default_factory=list)
    removed: list[tuple[str, State]] = field(default_factory=list)
    better: list[Change] = field(default_factory=list)
    worse: list[Change] = field(default_factory=list)
    rules: dict[str, tuple[int, int]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "schema": 1,
            "trend": [point.to_json() for point in self.trend],
            "changed": [[old, new, n] for (old, new), n in sorted(self.verdicts.items())],
            "verdicts": {
                "old": dict(sorted(self.old.items())),
                "new": dict(sorted(self.new.items())),
            },
            "better": [change.to_json() for change in self.better],
            "worse": [change.to_json() for change in self.worse],
            "added": [{"id": id, "verdict": state.verdict} for id, state in self.added],
            "removed": [{"id": id, "verdict": state.verdict} for id, state in self.removed],
            "rules": {rule: list(pages) for rule, pages in self.rules.items()},
        }


def compare(old: Path, new: Path) -> Comparison:
    """Compare two results, each ``.jsonl``, ``.jsonl.gz``, ``.json`` or ``.sqlite``; by page id.

    Raises DetectorError for a file that is no result of an audit.
    """
    before = dict(_numbered(_states(old)))
    found = Comparison()
    found.old.update(state.verdict for state in before.values())
    rules_before = Counter(rule for state in before.values() for rule in state.rules)
    rules_after: Counter[str] = Counter()
    for (id, number), state in _numbered(_states(new)):
        found.new[state.verdict] += 1
        rules_after.update(state.rules)
        earlier = before.pop((id, number), None)
        if earlier is None:
            found.added.append((id, state))
            continue
        change = Change(id, earlier, state)
        if earlier.verdict != state.verdict:
            found.verdicts[earlier.verdict, state.verdict] += 1
        if change.direction:
            (found.better if change.direction > 0 else found.worse).append(change)
    found.removed = sorted((id, state) for (id, _), state in before.items())
    found.added.sort()
    found.better.sort(key=lambda c: (-c.quality, c.id))
    found.worse.sort(key=lambda change: change.urgency)
    moved = {r: (rules_before[r], rules_after[r]) for r in rules_before.keys() | rules_after.keys()}
    ranked = sorted(moved.items(), key=lambda item: (-abs(item[1][1] - item[1][0]), item[0]))
    found.rules = {rule: pages for rule, pages in ranked if pages[0] != pages[1]}
    return found


def results_of(paths: Sequence[Path], *, least: int = 2) -> list[Path]:
    """Return the files of ``paths``; a folder stands for the results in it, sorted by name.

    Raises DetectorError where fewer than ``least`` are left to compare.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        found += sorted(one for one in path.iterdir() if one.name.lower().endswith(_RESULTS))
    if len(found) < least:
        shown = ", ".join(repr(str(path)) for path in paths)
        raise DetectorError(
            f"{shown}: there {'is one result' if found else 'are no results'} to compare with; "
            f"give results of detector audit ({', '.join(_RESULTS)}), or a folder with them"
        )
    return found


def trend(files: Sequence[Path]) -> Comparison:
    """Compare the last two of ``files``, and count the verdicts of all of them."""
    found = compare(files[-2], files[-1])
    found.trend = [_point(file) for file in files]
    return found


def _point(file: Path) -> Point:
    verdicts: Counter[str] = Counter()
    total, known = 0.0, 0
    for _, state in _states(file):
        verdicts[state.verdict] += 1
        if state.quality is not None:
            total += state.quality
            known += 1
    return Point(label_of(file), verdicts, round(total / known, 1) if known else None)


def label_of(file: Path) -> str:
    """Return what a result is called: its name without the suffix."""
    suffix = next((one for one in _RESULTS if file.name.lower().endswith(one)), "")
    return file.name[: len(file.name) - len(suffix)] or file.name


def numbered_states(file: Path) -> Iterator[tuple[tuple[str, int], State]]:
    """Yield ``((id, n), state)`` of the pages of a result; ``n`` counts the pages of one id.

    Raises DetectorError for a file that is no result of an audit.
    """
    return _numbered(_states(file))


def _numbered(states: Iterable[tuple[str, State]]) -> Iterator[tuple[tuple[str, int], State]]:
    """Tell records of one id apart by their order."""
    seen: Counter[str] = Counter()
    for id, state in states:
        yield (id, seen[id]), state
        seen[id] += 1


_DAMAGE = (
    ValueError, KeyError, TypeError, AttributeError, EOFError, RecursionError, OverflowError,
    gzip.BadGzipFile, zlib.error, sqlite3.Error,
)  # fmt: skip


def _states(file: Path) -> Iterator[tuple[str, State]]:
    try:
        if file.suffix in (".sqlite", ".db"):
            yield from _from_database(file)
            return
        for record in _records(file):
            if "error" in record:
                yield _checked(record["id"], UNREAD, None, ())
                continue
            rules = [finding["rule"] for finding in record["findings"]]
            yield _checked(record["id"], record["verdict"], record["quality"], rules)
    except _DAMAGE as error:
        raise DetectorError(
            f"{str(file)!r} is not a result of detector audit ({type(error).__name__}: {error}); "
            "use a .jsonl, .json or .sqlite file that it wrote"
        ) from error
    except OSError as error:
        raise DetectorError(f"cannot read {str(file)!r}: {error.strerror or error}") from error


def _checked(id: Any, verdict: Any, quality: Any, rules: Iterable[Any]) -> tuple[str, State]:
    """Return what is compared of a page. Raises ValueError for what no audit writes."""
    names = frozenset(rules)
    sound = (
        isinstance(id, str)
        and verdict in _RANK
        and (quality is None or (isinstance(quality, float | int) and 0 <= quality <= 100))
        and all(isinstance(name, str) for name in names)
    )
    if not sound:
        raise ValueError(f"a record that no audit writes: {str(id)[:80]!r}")
    return id, State(verdict, quality, names)


def _records(file: Path) -> Iterator[dict[str, Any]]:
    if file.suffix == ".json":
        yield from json.loads(read_text(file, MAX_JSON_BYTES))
        return
    with open_regular(file) as stream:
        unpacked = gzip.GzipFile(fileobj=stream) if file.suffix == ".gz" else stream
        yield from map(json.loads, unpacked)


def _from_database(file: Path) -> Iterator[tuple[str, State]]:
    open_regular(file).close()  # SQLite would wait for a pipe
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        for (fault,) in connection.execute("PRAGMA quick_check(1)"):
            if fault != "ok":
                raise ValueError(fault)
        query = "SELECT id, verdict, quality, rules FROM pages ORDER BY page"
        for id, verdict, quality, rules in connection.execute(query):
            yield _checked(id, verdict or UNREAD, quality, (rules or "").split())
    finally:
        connection.close()
