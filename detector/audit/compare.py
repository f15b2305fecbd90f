"""Compare two audits of one site: what came, what went, what got better and worse."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from detector.errors import DetectorError
from detector.findings import Verdict
from detector.reading import open_regular, read_text

# Quality moves by a point or two with any edit; below this a page has not changed.
MIN_CHANGE = 5.0
UNREAD = "error"  # in the place of a verdict
MAX_JSON_BYTES = 4 << 30  # of an array, which is read whole; JSON lines have no limit
_VERDICTS = frozenset({*(verdict.value for verdict in Verdict), UNREAD})
_RANK = {Verdict.PASS.value: 0, Verdict.REVIEW.value: 1, Verdict.FAIL.value: 2}


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

        Nothing is worse than a page that cannot be read, whatever it was before.
        """
        if UNREAD in (self.old.verdict, self.new.verdict):
            return (self.old.verdict == UNREAD) - (self.new.verdict == UNREAD)
        old, new = _RANK.get(self.old.verdict), _RANK.get(self.new.verdict)
        if old is not None and new is not None and old != new:
            return 1 if new < old else -1
        return 0 if abs(self.quality) < MIN_CHANGE else 1 if self.quality > 0 else -1

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "verdict": [self.old.verdict, self.new.verdict],
            "quality": [self.old.quality, self.new.quality],
            "gained": sorted(self.new.rules - self.old.rules),
            "lost": sorted(self.old.rules - self.new.rules),
        }


@dataclass(slots=True)
class Comparison:
    """Two audits side by side. Lists are sorted, the greatest change first."""

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
        if change.direction:
            (found.better if change.direction > 0 else found.worse).append(change)
    found.removed = sorted((id, state) for (id, _), state in before.items())
    found.added.sort()
    found.better.sort(key=lambda c: (-c.quality, c.id))
    found.worse.sort(key=lambda c: (c.quality, c.id))
    moved = {r: (rules_before[r], rules_after[r]) for r in rules_before.keys() | rules_after.keys()}
    ranked = sorted(moved.items(), key=lambda item: (-abs(item[1][1] - item[1][0]), item[0]))
    found.rules = {rule: pages for rule, pages in ranked if pages[0] != pages[1]}
    return found


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
        and verdict in _VERDICTS
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
