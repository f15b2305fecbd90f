"""Strings that make a pattern slow if anything does, derived from the pattern itself.

For every repeat in the pattern: an example of what stands before it, an example of what it
repeats, many times over, and an end that lets the match fail. Backtracking inside the repeat shows
in ``before + many + end``; a search that begins anew at every place and runs far each time shows
in the repeated beginnings. (Davis et al., "The impact of regular expression denial of service",
FSE 2018: a prefix, a pump and a suffix.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_SAMPLES = "aA1 .-_<>\"'\n[({*#é,;:/=&|~`@!\t\x00"
_CATEGORIES = {
    c.CATEGORY_DIGIT: "1",
    c.CATEGORY_SPACE: " ",
    c.CATEGORY_WORD: "a",
    c.CATEGORY_NOT_DIGIT: "a",
    c.CATEGORY_NOT_SPACE: "a",
    c.CATEGORY_NOT_WORD: "-",
}
REPEATS = {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}
VARIANTS = 3  # of branches and characters that an example is made with
END = "\x00"  # no pattern matches it


class Attack(NamedTuple):
    """``head + pump * n + tail``."""

    head: str
    pump: str
    tail: str

    def of_length(self, length: int) -> str:
        return self.head + self.pump * (length // len(self.pump)) + self.tail


def attacks(pattern: str | bytes, flags: int) -> list[Attack]:
    """Return all attacks on ``pattern``, each once."""
    tree = parser.parse(pattern, flags)
    found: dict[Attack, None] = {}
    for variant in range(VARIANTS):
        whole = _example(tree, variant, {})
        pairs = [(before, pump) for before, pump in _pumps(list(tree), "", variant) if pump]
        for before, pump in [*pairs, ("", whole)]:
            for attack in (
                Attack(before, pump, ""),
                Attack(before, pump, END),
                Attack("", before + pump, END),
                Attack("", before, END),
                Attack("", pump, END),
                Attack(before, pump + " ", END),
            ):
                if attack.pump:
                    found[attack] = None
    return list(found)


def _pumps(nodes: Sequence[Any], before: str, variant: int) -> Iterator[tuple[str, str]]:
    """Yield for every repeat what stands before it and one round of it."""
    for op, value in nodes:
        if op in REPEATS:
            _, most, body = value
            if most > 2:
                yield before, _example(body, variant, {})
            yield from _pumps(list(body), before, variant)
        elif op is c.SUBPATTERN:
            yield from _pumps(list(value[3]), before, variant)
        elif op is c.ATOMIC_GROUP:
            yield from _pumps(list(value), before, variant)
        elif op is c.BRANCH:
            for branch in value[1]:
                yield from _pumps(list(branch), before, variant)
        elif op in (c.ASSERT, c.ASSERT_NOT):
            yield from _pumps(list(value[1]), before, variant)
        before += _one(op, value, variant, {})


def _example(nodes: Any, variant: int, groups: dict[int, str]) -> str:
    return "".join(_one(op, value, variant, groups) for op, value in nodes)


def _one(op: Any, value: Any, variant: int, groups: dict[int, str]) -> str:  # noqa: PLR0911
    """Return a string that the node matches, as a rule."""
    if op is c.LITERAL:
        return chr(value)
    if op is c.NOT_LITERAL:
        return next(s for s in _SAMPLES[variant:] if ord(s) != value)
    if op is c.ANY:
        return "ab-"[variant]
    if op is c.IN:
        return _member(value, variant)
    if op is c.BRANCH:
        branches = value[1]
        return _example(branches[variant * (len(branches) - 1) // VARIANTS], variant, groups)
    if op is c.SUBPATTERN:
        text = _example(value[3], variant, groups)
        if value[0] is not None:
            groups[value[0]] = text
        return text
    if op is c.ATOMIC_GROUP:
        return _example(value, variant, groups)
    if op in REPEATS:
        least, most, body = value
        return _example(body, variant, groups) * (least or (1 if most and variant else 0))
    if op is c.GROUPREF:
        return groups.get(value, "")
    return ""  # an assertion or an anchor


def _member(items: Sequence[Any], variant: int) -> str:
    negated = items[0][0] is c.NEGATE
    if negated:
        members = [s for s in _SAMPLES if not any(holds(item, s) for item in items[1:])]
    else:
        members = [_first(item) for item in items]
        members += [s for s in _SAMPLES if any(holds(item, s) for item in items)][:variant]
    return members[variant % len(members)] if members else "\u2603"


def _first(item: Any) -> str:
    op, value = item
    if op is c.LITERAL:
        return chr(value)
    return chr(value[0]) if op is c.RANGE else _CATEGORIES[value]


def holds(item: Any, sample: str) -> bool:
    op, value = item
    if op is c.LITERAL:
        return ord(sample) == value
    if op is c.RANGE:
        return bool(value[0] <= ord(sample) <= value[1])
    return re.fullmatch(_SPELLED[value], sample) is not None


_SPELLED = {
    c.CATEGORY_DIGIT: r"\d",
    c.CATEGORY_SPACE: r"\s",
    c.CATEGORY_WORD: r"\w",
    c.CATEGORY_NOT_DIGIT: r"\D",
    c.CATEGORY_NOT_SPACE: r"\S",
    c.CATEGORY_NOT_WORD: r"\W",
}
