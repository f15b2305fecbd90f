"""Name what varies in a set of pages that are otherwise one: the slot of their template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PLACE_BEFORE = frozenset("in near around across throughout from serving at".split())
_FUNCTION = frozenset(
    "a an the of to and or for in on at by with from near your our is are".split()
)
FRAME_SHARE = 0.8  # a word that this share of the titles has belongs to the template
PLACE_SHARE = 0.5
MAX_VALUES = 20


class Slot(NamedTuple):
    """What varies: its kind (``place``, ``audience``, ``number``, ``name``, ``keyword``), the title
    with the slot marked, and the values in page order."""

    kind: str
    pattern: str
    values: tuple[str, ...]


def find_slot(titles: Sequence[str], names: Sequence[Sequence[Sequence[object]]]) -> Slot | None:
    """Find the varying slot of pages with these titles and frequent names; None if nothing varies.

    The titles are asked first; where they have nothing in common, the name that each page
    repeats and the others lack.
    """
    split = [_WORD.findall(title) for title in titles]
    frame = _frame(split)
    slot = _from_titles(split, frame) if frame else None
    return slot or _from_names(names)


def _frame(titles: Sequence[Sequence[str]]) -> frozenset[str]:
    shares = Counter(word for words in titles for word in {w.lower() for w in words})
    return frozenset(w for w, n in shares.items() if n >= FRAME_SHARE * len(titles))


def _from_titles(titles: Sequence[Sequence[str]], frame: frozenset[str]) -> Slot | None:
    values: Counter[str] = Counter()
    patterns: Counter[tuple[str, ...]] = Counter()
    before: Counter[str] = Counter()
    for words in titles:
        pattern: list[str] = []
        value: list[str] = []
        for word in words:
            if word.lower() in frame:
                pattern.append(word)
                continue
            if not pattern or pattern[-1] != "{}":
                if "{}" in pattern:
                    continue  # the first slot is named; a second one would blur it
                before[pattern[-1].lower() if pattern else ""] += 1
                pattern.append("{}")
            value.append(word)
        if value:
            values[" ".join(value)] += 1
            patterns[tuple(pattern)] += 1
    frame_words = [word for word in frame if word not in _FUNCTION]
    if len(values) < 2 or not frame_words:
        return None
    lead = before.most_common(1)[0][0]
    kind = _kind(lead, list(values))
    usual = min(patterns, key=lambda p: (-patterns[p], p))
    return Slot(kind, " ".join(usual).replace("{}", f"{{{kind}}}"), _first(values))


def _from_names(names: Sequence[Sequence[Sequence[object]]]) -> Slot | None:
    spread = Counter(str(name[0]) for page in names for name in page)
    values: Counter[str] = Counter()
    placed = 0
    for page in names:
        own = [n for n in page if spread[str(n[0])] <= 0.5 * len(names) and int(str(n[1])) >= 2]
        if own:
            values[str(own[0][0])] += 1
            placed += bool(own[0][2])
    if len(values) < 2 or sum(values.values()) < PLACE_SHARE * len(names):
        return None
    lead = "in" if placed >= PLACE_SHARE * sum(values.values()) else ""
    kind = _kind(lead, list(values))
    return Slot(kind, f"{{{kind}}}", _first(values))


def _kind(lead: str, values: Sequence[str]) -> str:
    if all(any(c.isdigit() for c in value) for value in values):
        return "number"
    capitalised = sum(value[:1].isupper() for value in values) >= PLACE_SHARE * len(values)
    if lead in _PLACE_BEFORE and capitalised:
        return "place"
    if lead == "for":
        return "audience"
    return "name" if capitalised else "keyword"


def _first(values: Counter[str]) -> tuple[str, ...]:
    return tuple(list(values)[:MAX_VALUES])


_NO_KEY = _FUNCTION | frozenset("how what why best top guide vs".split())


def title_key(title: str) -> str:
    """Return the content words of a title, sorted, without plural endings, years and numbers.

    Titles with one key compete for one search. Empty below two such words.
    """
    title = re.split(r"\s[|–—·»]\s", title)[0]  # the site's name comes after a bar
    words = {_singular(word.lower()) for word in _WORD.findall(title)}
    content = sorted(word for word in words if word not in _NO_KEY and not word.isdigit())
    return " ".join(content) if len(content) >= 2 else ""


def words_of(title: str) -> str:
    """Return the words of a title in order, in lower case, without numbers."""
    return " ".join(word.lower() for word in _WORD.findall(title) if not word.isdigit())


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
