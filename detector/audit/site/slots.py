"""Name what varies in a set of pages that are otherwise one: the slot of their template."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from detector.addresses import split_address
from detector.audit.site.titles import FUNCTION, WORD

_PLACE_BEFORE = frozenset("in near around across throughout from serving at".split())
# A word that this share of the titles has belongs to the template; the first share that leaves
# enough values decides.
FRAME_SHARES = (0.8, 0.6)
PLACE_SHARE = 0.5
TITLE_CASE = 0.8  # of the words inside titles that are capitalised where all are
MAX_VALUES = 20
MIN_VALUES = 3
MAX_WORDS = 4  # of a usual value; what is longer is a title of its own rather than a slot
_STEM_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])|\d+")
_SUFFIX = re.compile(r"\.[A-Za-z]{1,8}")
_MODEL = re.compile(r"\b[A-Z]{1,5}-?\d{1,6}[A-Za-z]{0,3}\b")
_NO_STEM = frozenset("index page readme default main home post".split())

Names = Sequence[Sequence[Sequence[object]]]


class Slot(NamedTuple):
    """What varies: its kind (``place``, ``audience``, ``product``, ``number``,
    ``name``, ``keyword``, ``topic``), the title with the slot marked, and the values in page order.

    ``fit`` is the share of the titles that follow the pattern; 0 if it is not one of titles.
    ``context`` is the slot and a few words beside it, and ``near`` the share of titles with these.
    """

    kind: str
    pattern: str
    values: tuple[str, ...]
    fit: float = 0.0
    context: str = ""
    near: float = 0.0


def find_slot(titles: Sequence[str], names: Names, ids: Sequence[str] = ()) -> Slot | None:
    """Find the varying slot of pages with these titles, frequent names and ids.

    The titles are asked first; where they have nothing in common, the name that each page
    repeats and the others lack; then the last part of the address; the first that gives three
    values, if one does. None if nothing varies.
    """
    split = [WORD.findall(title) for title in titles]
    places = _places(names)
    slot = _from_words(split, places)
    if slot and _is_short(slot) and len(slot.values) >= min(MIN_VALUES, len(titles)):
        return slot
    tried = (_from_names(names), _from_addresses(ids, places), slot, _from_topics(titles))
    found = [each for each in tried if each]
    return max(found, key=lambda each: len(each.values) >= MIN_VALUES, default=None)


def address_slot(names: Names, ids: Sequence[str]) -> Slot | None:
    """Return the slot of the last parts of paths or addresses; its ``fit`` is that of these."""
    split = [[word for word in address_words(id) if not word.isdigit()] for id in ids]
    slot = _from_words(split, _places(names)) if ids and all(split) else None
    return slot if slot and _is_short(slot) and len(slot.values) >= MIN_VALUES else None


def _places(names: Names) -> set[str]:
    """Return the names that stand behind "in", "near" and the like, in lower case."""
    return {str(name[0]).lower() for page in names for name in page if name[2]}


def _is_short(slot: Slot) -> bool:
    words = sum(len(value.split()) for value in slot.values)
    return words <= MAX_WORDS * len(slot.values)


def _from_words(titles: Sequence[Sequence[str]], places: Collection[str]) -> Slot | None:
    shares = Counter(word for words in titles for word in {w.lower() for w in words})
    found = None
    for share in FRAME_SHARES:
        frame = frozenset(w for w, n in shares.items() if n >= share * len(titles))
        if frame - FUNCTION:
            slot = _in_frame(titles, frame, places)
            if slot and len(slot.values) >= min(MIN_VALUES, len(titles)):
                if slot.near >= share and _is_short(slot):
                    return slot
                found = found if found and len(found.values) >= MIN_VALUES else slot
            found = found or slot
    return found


def _in_frame(
    titles: Sequence[Sequence[str]], frame: frozenset[str], places: Collection[str]
) -> Slot | None:
    """Return the slot with the most values; a slot is known by the frame's word before it."""
    values: defaultdict[str, Counter[str]] = defaultdict(Counter)
    patterns: Counter[tuple[str, ...]] = Counter()
    for words in titles:
        pattern: list[str] = []
        value: list[str] = []
        for word in [*words, ""]:
            if word and word.lower() not in frame:
                value.append(word)
                continue
            if value:
                lead = pattern[-1].lower() if pattern else ""
                values[lead][" ".join(value)] += 1
                pattern.append(f"{{{lead}}}")
                value = []
            pattern.append(word)
        patterns[tuple(pattern[:-1])] += 1
    if not values:
        return None

    def telling(lead: str) -> tuple[bool, bool, int, bool, int, int, str]:
        words = sum(len(value.split()) for value in values[lead])
        short = words <= MAX_WORDS * len(values[lead]) and len(values[lead]) >= MIN_VALUES
        numbers = sum(any(c.isdigit() for c in value) for value in values[lead])
        wordy = numbers < PLACE_SHARE * len(values[lead])
        leads = lead in _PLACE_BEFORE or lead == "for"
        length = round(words / len(values[lead]))  # what follows a colon is longer than a value
        return wordy, short, len(values[lead]), leads, -length, values[lead].total(), lead

    chosen = max(values, key=telling)
    found = values[chosen]
    if len(found) < 2:
        return None
    kind = _kind(chosen, list(found), places)
    if kind == "name" and _in_title_case(titles, frame):
        kind = "keyword"  # every word is capitalised, not names alone
    slot = f"{{{chosen}}}"
    with_slot = [pattern for pattern in patterns if slot in pattern]
    usual = min(with_slot, key=lambda p: (-patterns[p], len(p), p))
    shown = " ".join(
        f"{{{kind}}}" if word == slot else "…" if word.startswith("{") else word for word in usual
    )
    context, near = _context(patterns, slot)
    return Slot(
        kind,
        shown,
        _first(found),
        patterns[usual] / len(titles),
        context.replace(slot, f"{{{kind}}}"),
        near / len(titles),
    )


def _context(patterns: Counter[tuple[str, ...]], slot: str) -> tuple[str, int]:
    """Return a slot with the words of the frame before or after it, and how many titles have it.

    Titles may begin and end in ways of their own: "Cheap towing on …", "Towing on …, Troy".
    """
    sides: Counter[str] = Counter()
    for pattern, count in patterns.items():
        if slot in pattern:
            at = pattern.index(slot)
            beside = {_beside(pattern[:at][::-1])[::-1]: 0, _beside(pattern[at + 1 :]): 1}
            for words, after in beside.items():
                if any(word.lower() not in FUNCTION for word in words):
                    shown = (slot, *words, "…") if after else ("…", *words, slot)
                    sides[" ".join(shown)] += count
    return max(sides.items(), key=lambda side: side[1], default=("", 0))


def _beside(words: Sequence[str]) -> tuple[str, ...]:
    """Return the frame's words up to and with the first that is no function word."""
    found: list[str] = []
    for word in words:
        if word.startswith("{"):
            break
        found.append(word)
        if word.lower() not in FUNCTION:
            break
    return tuple(found)


def _in_title_case(titles: Sequence[Sequence[str]], frame: frozenset[str]) -> bool:
    """Return whether the words that most titles have are capitalised wherever they stand."""
    inner = [w for words in titles for w in words[1:] if w.lower() in frame - FUNCTION]
    return sum(word[:1].isupper() for word in inner) >= TITLE_CASE * len(inner)


def _from_names(names: Names) -> Slot | None:
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
    kind = _kind(lead, list(values), ())
    return Slot(kind, f"{{{kind}}}", _first(values))


def _from_addresses(ids: Sequence[str], places: Collection[str]) -> Slot | None:
    """Return the slot of the last parts of paths or addresses that are words, not numbers."""
    split = [[word for word in address_words(id) if not word.isdigit()] for id in ids]
    if sum(map(bool, split)) < len(ids) or not ids:
        return None
    if slot := _from_words(split, places):
        return slot._replace(fit=0.0, near=0.0)
    values = Counter(" ".join(words) for words in split)
    if len(values) < max(2, PLACE_SHARE * len(ids)):
        return None
    kind = _kind("", list(values), places)
    return Slot(kind, f"{{{kind}}}", _first(values))


def address_words(id: str) -> list[str]:
    """Return the words of the last telling part of a path or address, its suffixes left out."""
    path = PurePosixPath(unquote(split_address(id).path) if "://" in id else id)
    for part in reversed(path.parts):
        words = _STEM_WORD.findall(_stem(part))
        if words and " ".join(words).lower() not in _NO_STEM:
            return words
    return []


def _stem(name: str) -> str:
    """Return a file's name without its suffixes: ``north-gate`` of ``north-gate.blade.php``."""
    while _SUFFIX.fullmatch(suffix := PurePosixPath(name).suffix):
        name = name[: -len(suffix)]
    return name


def _from_topics(titles: Sequence[str]) -> Slot | None:
    """Return whole titles as the values, where nearly every page has its own."""
    values = Counter(title for title in titles if title)
    if len(values) < max(MIN_VALUES, FRAME_SHARES[0] * len(titles)):
        return None
    return Slot("topic", "{topic}", _first(values))


def _kind(lead: str, values: Sequence[str], places: Collection[str]) -> str:
    if all(any(c.isdigit() for c in value) for value in values):
        models = sum(_MODEL.search(value) is not None for value in values)
        return "product" if models > PLACE_SHARE * len(values) else "number"
    capitalised = sum(value[:1].isupper() for value in values) >= PLACE_SHARE * len(values)
    known = sum(value.lower() in places for value in values) >= PLACE_SHARE * len(values)
    if known or (lead in _PLACE_BEFORE and capitalised):
        return "place"
    if lead == "for":
        return "audience"
    return "name" if capitalised else "keyword"


def _first(values: Counter[str]) -> tuple[str, ...]:
    return tuple(list(values)[:MAX_VALUES])
