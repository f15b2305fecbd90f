"""Recognise numbered series: release notes, weekly news, minutes, episodes.

Their titles differ in a number, a version, a date, an ordinal, a week or a month. Each page has a
text of its own, however much of a frame they share: a series is no set of doorway pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from detector.audit.site.slots import address_words

SAME_SHARE = 0.8  # of the titles that must agree once their numbers are taken out
DISTINCT_SHARE = 0.8  # of the numbers that must differ: a list of "10 best" is no series
MIN_SERIES = 3
_TOKEN = re.compile(r"[^\W_]+(?:[.:/'’_-][^\W_]+)*|[^\w\s]")
# Five digits alone are a postal code or the like: no issue has such a number.
_NUMBER = re.compile(r"(?!\d{5}$)(?:v|r|w|q|no|nr|rc|week|part|day|ep|s)?\.?\d[\w.:/-]*", re.I)
_ROMAN = re.compile(r"(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})")
_DATE_WORDS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    spring summer autumn fall winter
    januar februar märz mai juni juli oktober dezember
    janvier février mars avril juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    """.split()
)
_STAGE = frozenset("alpha beta rc pre preview final released released! lts".split())
_BREAK = frozenset(":-–—|(,.·•/")


class Parsed(NamedTuple):
    """A title with ``#`` in place of each number: whole, up to the first number's end if a break
    follows it, and what the numbers are."""

    key: str
    lead: str
    numbers: str


def parse(title: str) -> Parsed:
    """Take the numbers out of a title."""
    tokens = _TOKEN.findall(title)
    key: list[str] = []
    numbers: list[str] = []
    lead = ""
    for index, token in enumerate(tokens):
        if not token[0].isalnum():
            continue
        numbered = _numbered(token) or (bool(key) and key[-1] == "#" and token.lower() in _STAGE)
        if not numbered:
            key.append(token.lower())
            continue
        numbers.append(token.lower())
        if not key or key[-1] != "#":
            key.append("#")
        following = tokens[index + 1] if index + 1 < len(tokens) else ":"
        if not lead and following in _BREAK:
            lead = " ".join(key)
    return Parsed(" ".join(key), lead, " ".join(numbers))


def _numbered(token: str) -> bool:
    return bool(_NUMBER.fullmatch(token) or token.lower() in _DATE_WORDS or _ROMAN.fullmatch(token))


def is_series(titles: Sequence[str], ids: Iterable[str] = (), *, share: float = SAME_SHARE) -> bool:
    """Return whether these pages, or ``share`` of them, are a numbered series, by their titles.

    Where the titles are all one ("Minutes"), the last part of the address is asked.
    """
    if len(titles) < MIN_SERIES:
        return False
    if len({title.lower() for title in titles}) == 1:
        titles = [" ".join(address_words(id)) for id in ids]
    found = [parse(title) for title in titles]
    return _agree([(p.key, p.numbers) for p in found], share) or (
        _agree([(p.lead, p.numbers) for p in found], share) and _own_words(found)
    )


def _agree(keys: Sequence[tuple[str, str]], share: float) -> bool:
    """Return whether most keys are one that has a number and a word, and the numbers differ."""
    if not keys:
        return False
    usual, count = Counter(key for key, _ in keys).most_common(1)[0]
    numbers = {number for key, number in keys if key == usual}
    return (
        "#" in usual.split()
        and len(usual.split()) > 1
        and count >= share * len(keys)
        and len(numbers) >= DISTINCT_SHARE * count
    )


def _own_words(found: Sequence[Parsed]) -> bool:
    """Return whether what follows the number is each page's own, with no frame in it."""
    rests = [set(p.key[len(p.lead) :].split()) for p in found]
    spread = Counter(word for rest in rests for word in rest if len(word) > 3 and word != "#")
    return all(count < 0.5 * len(rests) for count in spread.values())
