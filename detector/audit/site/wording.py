"""Say what a set of pages is: no more than its titles and its text show.

Pages that have most of their text in common are one template. Of others it is said what they
share: passages, an outline, a kind of title, a telephone number. The values of a slot are shown
where they are values, by the titles or else by the addresses; failing both, what varies is the
topic, and the titles of pages are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from detector.audit.site.slots import MAX_VALUES, Slot, address_words
from detector.audit.site.titles import FUNCTION, GENERIC, WORD, subject_words

ONE_TEMPLATE = 0.5  # of a page's text may be its own where pages are called one template
REAL_SHARE = 0.6  # of a slot's values that must be values before they are shown
FIT = 0.6  # of the titles that must follow a pattern before it is shown
NEAR_FIT = 0.75  # of the titles that must have the words beside a slot before these are shown alone
SAME_PATTERN = 0.95  # of the titles, before all are said to follow it
MIN_VALUES = 3
MAX_VALUE_WORDS = 5
SHOWN = 3
MAX_TITLE = 80  # characters of a title that is shown

SLOT = re.compile(r"\{[a-z]+\}")
# Words that stand before a value and are no part of it.
_BEFORE = frozenset("a an the in near at on around for from to with your".split())
# A value with one of these is a piece of a sentence.
_SENTENCE = frozenset(
    """i you we us it they your our my its this that these those is are was were be can will should
    why how what when where who which but or if as because need needs get make know""".split()
)


class Described(NamedTuple):
    """A set in words, and what its finding has of them: ``slot`` and ``values``, ``pattern`` where
    the titles or addresses have one, else the ``title`` of a page."""

    message: str
    detail: dict[str, Any]


class _Which(NamedTuple):
    """What tells the pages of a set apart: the words that say it, the slot, its values."""

    words: str
    kind: str
    values: list[str]
    pattern: str = ""


def describe(
    count: int,
    slot: Slot,
    titles: Sequence[str],
    ids: Sequence[str],
    own: float,
    *,
    shared: str,
    of_address: Slot | None = None,
) -> Described:
    """Describe a set of ``count`` pages; ``titles`` and ``ids`` are those of a sample.

    ``slot`` is that of the titles, if they have one, and ``of_address`` that of the addresses.

    ``own`` is the share of a page that is its own text; ``shared`` says what the pages have in
    common where most of a page is its own: ``passages``, ``outline``, ``titles``,
    ``telephone number``.
    """
    labels = _labels(titles, ids)
    which = (
        _of_titles(slot)
        or _of_addresses(of_address)
        or _of_places(slot)
        or _Which(f"such as {_shown(labels)}", "topic", labels[:MAX_VALUES])
    )
    shared = "template" if own <= ONE_TEMPLATE else shared
    detail: dict[str, Any] = {"own": round(own, 3), "shared": shared}
    detail |= {"slot": which.kind, "values": which.values}
    detail |= (
        {"pattern": which.pattern} if which.pattern else {"title": labels[0]} if labels else {}
    )
    said = {
        "template": f"pages use one template ({in_common(own)}), {which.words}",
        "telephone number": f"pages have one telephone number, {which.words}",
        "outline": f"pages have the same headings or beginnings of paragraphs, {which.words}",
        "titles": f"pages that fail or need review have one kind of title, {which.words}",
        "passages": f"pages share passages ({in_common(own)}), {which.words}",
    }
    return Described(f"{count:,} {said[shared]}", detail)


def _of_titles(slot: Slot) -> _Which | None:
    """Say what varies in titles; None if their slot has no values, or nothing beside it."""
    values = list(real_values(slot))
    whole = is_telling(slot)
    pattern = slot.pattern if whole else slot.context if has_context(slot) else ""
    if not values or not pattern:
        return None
    fit = slot.fit if whole else slot.near
    return _with_pattern("title", fit, _Which("", slot.kind, values, pattern))


def _of_addresses(slot: Slot | None) -> _Which | None:
    """Say what varies in addresses; None if their slot has no values, or nothing beside it."""
    if slot is None or slot.fit < FIT or not subject_words(SLOT.sub("", slot.pattern)):
        return None
    values = list(real_values(slot))
    found = _Which("", slot.kind, values, slot.pattern)
    return _with_pattern("address", slot.fit, found) if values else None


def _of_places(slot: Slot) -> _Which | None:
    """Name the places of pages whose titles and addresses have nothing in common."""
    values = list(real_values(slot))
    if slot.kind != "place" or not values:
        return None
    return _Which(f"for different {slot.kind}s: {_shown(values, more=True)}", slot.kind, values)


def _with_pattern(of: str, fit: float, which: _Which) -> _Which:
    mostly = "" if fit >= SAME_PATTERN else "mostly "
    shown = _shown(which.values, more=True)
    return which._replace(words=f"{mostly}with the {of} pattern “{which.pattern}”: {shown}")


def _shown(texts: Sequence[str], *, more: bool = False) -> str:
    """Return the first texts in quotation marks; ``more`` says whether others are hinted at."""
    shown = ", ".join(f"“{text}”" for text in texts[:SHOWN])
    return f"{shown}, …" if more and len(texts) > SHOWN else shown


def in_common(own: float) -> str:
    """Return how much of a page other pages have too; ``own`` is the share that they have not."""
    share = 1 - own
    said = "under 1%" if share < 0.01 else "over 99%" if share > 0.99 else f"about {share:.0%}"
    return f"{said} of a page's text is in common"


def real_values(slot: Slot) -> tuple[str, ...]:
    """Return the values without the little words before them; none if most are no values."""
    if slot.kind == "topic":
        return ()
    found = {value: None for text in slot.values if (value := _value(text))}
    enough = max(MIN_VALUES, REAL_SHARE * len(slot.values))
    return tuple(found) if len(found) >= enough else ()


def _value(text: str) -> str:
    words = text.split()
    while words and words[0].lower() in _BEFORE:
        words = words[1:]
    lower = [word.lower() for word in words]
    if not 0 < len(words) <= MAX_VALUE_WORDS or lower[-1] in FUNCTION:
        return ""
    if not _SENTENCE.isdisjoint(lower) or GENERIC.issuperset(lower):
        return ""
    return " ".join(words)


def is_telling(slot: Slot) -> bool:
    """Return whether most titles follow the pattern, and it has more words than gaps."""
    gaps = slot.pattern.count("…")
    pattern = SLOT.sub("", slot.pattern)
    enough = len(WORD.findall(pattern)) >= 2 and len(subject_words(pattern)) > gaps
    return slot.fit >= FIT and enough


def has_context(slot: Slot) -> bool:
    """Return whether most titles have words beside the slot that say something."""
    return slot.near >= NEAR_FIT and bool(subject_words(SLOT.sub("", slot.context)))


def _labels(titles: Sequence[str], ids: Sequence[str]) -> list[str]:
    """Return what to call pages by: their titles, or the last part of their addresses."""
    found: dict[str, None] = {}
    for title, id in zip(titles, ids, strict=True):
        label = title or " ".join(address_words(id))
        found[label if len(label) <= MAX_TITLE else f"{label[: MAX_TITLE - 1].rstrip()}…"] = None
    return [label for label in found if label]
