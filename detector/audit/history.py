"""Earlier audits of the same site: what each page was, and whose pages got worse since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from detector.audit.compare import (
    UNREAD,
    Change,
    Point,
    State,
    label_of,
    numbered_states,
    results_of,
)

if TYPE_CHECKING:
    from detector.audit.result import Page

PageKey = tuple[str, int]  # a page's id, and its number among the pages of that id


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier audit: its name and the state of every page."""

    label: str
    states: dict[PageKey, State]

    @property
    def point(self) -> Point:
        """Its verdicts and mean quality, as a trend has them."""
        known = [s.quality for s in self.states.values() if s.quality is not None]
        return Point(
            self.label,
            Counter(state.verdict for state in self.states.values()),
            round(sum(known) / len(known), 1) if known else None,
        )


@dataclass(slots=True)
class Since:
    """What changed since the last earlier audit.

    ``direction`` maps a page's ordinal to 1 (better), -1 (worse), 0 (same); a new page is not in
    it. ``worse_verdict`` counts those of ``worse`` whose verdict changed; the others lost quality
    alone. ``gone_ids`` are the pages that are no longer there. ``worse_authors`` and
    ``worse_folders`` count pages that got worse.
    """

    label: str
    direction: dict[int, int] = field(default_factory=dict)
    keys: dict[int, PageKey] = field(default_factory=dict)
    better: int = 0
    worse: int = 0
    better_verdict: int = 0
    worse_verdict: int = 0
    new: int = 0
    gone_ids: tuple[str, ...] = ()
    worse_authors: Counter[str] = field(default_factory=Counter)
    worse_folders: Counter[str] = field(default_factory=Counter)

    @property
    def gone(self) -> int:
        return len(self.gone_ids)


def read_history(paths: Sequence[Path]) -> tuple[Past, ...]:
    """Read results of earlier audits, the oldest first; a folder stands for the results in it.

    Raises DetectorError for a file that is no result of an audit.
    """
    files = results_of(paths, least=1) if paths else []
    return tuple(Past(label_of(file), dict(numbered_states(file))) for file in files)


def since(pages: Iterable[Page], history: Sequence[Past]) -> Since | None:
    """Compare ``pages`` with the last audit of ``history``; None where there is none."""
    if not history:
        return None
    last = history[-1]
    found = Since(last.label)
    seen: Counter[str] = Counter()
    for page in pages:
        key = (page.id, seen[page.id])
        seen[page.id] += 1
        found.keys[page.ordinal] = key
        old = last.states.get(key)
        if old is None:
            found.new += 1
            continue
        direction = Change(page.id, old, _state(page)).direction
        found.direction[page.ordinal] = direction
        changed = old.verdict != _state(page).verdict
        if direction > 0:
            found.better += 1
            found.better_verdict += changed
        elif direction < 0:
            found.worse += 1
            found.worse_verdict += changed
            found.worse_folders[page.folder] += 1
            if page.author:
                found.worse_authors[page.author] += 1
    found.gone_ids = tuple(sorted(id for id, number in last.states if number >= seen[id]))
    return found


def _state(page: Page) -> State:
    facts = page.facts
    if facts is None:
        return State(UNREAD, None, frozenset())
    return State(facts.verdict, facts.quality, frozenset(facts.rules))
