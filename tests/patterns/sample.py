"""Strings that a pattern matches, made at random from its parts and the same every time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from tests.patterns.attack import REPEATS, holds

_CHARACTERS = "".join(map(chr, range(32, 127)))
_MORE = 4  # rounds of a repeat beyond its least
_TRIES = 50  # for each string: what looks ahead or back is not built, but hoped for
_AROUND = ("", " ", "So, ", "and ", ". ", "\n\n")


def matches(pattern: str, count: int, *, whole: bool = False) -> list[str]:
    """Return ``count`` strings that the pattern matches, letter case aside, or fewer.

    A match is the ``whole`` of its string, or stands among other characters.
    """
    compiled, random = re.compile(pattern, re.I), Random(pattern)
    tree = parser.parse(pattern, re.I)
    found: list[str] = []
    for _ in range(_TRIES * count):
        text = _some(tree, random, {})
        if not whole:
            text = _around(random) + text + _around(random)
        if compiled.fullmatch(text) if whole else compiled.search(text):
            found.append(text)
            if len(found) == count:
                break
    return found


def _around(random: Random) -> str:
    if random.random() < 0.5:
        return random.choice(_AROUND)
    return "".join(random.choices(_CHARACTERS, k=random.randint(0, 6)))


def _some(nodes: Sequence[Any], random: Random, groups: dict[int, str]) -> str:
    return "".join(_one(op, value, random, groups) for op, value in nodes)


def _one(op: Any, value: Any, random: Random, groups: dict[int, str]) -> str:  # noqa: PLR0911
    if op is c.LITERAL:
        return random.choice((chr(value).lower(), chr(value).upper()))
    if op in (c.ANY, c.NOT_LITERAL):
        return random.choice(_CHARACTERS)
    if op is c.IN:
        return _member(value, random)
    if op is c.BRANCH:
        return _some(random.choice(value[1]), random, groups)
    if op is c.SUBPATTERN:
        text = _some(value[3], random, groups)
        groups[value[0]] = text
        return text
    if op is c.ATOMIC_GROUP:
        return _some(value, random, groups)
    if op in REPEATS:
        least, most, body = value
        rounds = random.randint(least, min(most, least + _MORE))
        return "".join(_some(body, random, groups) for _ in range(rounds))
    if op is c.GROUPREF:
        return groups.get(value, "")
    if op is c.ASSERT and random.random() < 0.5:  # what follows may be what it asks for
        return _some(value[1], random, groups)
    return ""


def _member(items: Sequence[Any], random: Random) -> str:
    negated = items[0][0] is c.NEGATE
    members = items[1:] if negated else items
    fit = [s for s in _CHARACTERS if any(holds(item, s) for item in members) is not negated]
    fit = fit or [chr(value) for op, value in items if op is c.LITERAL]
    return random.choice(fit or ["\u2603"])
