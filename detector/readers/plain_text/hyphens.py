"""Words that were divided at the end of a line."""

from __future__ import annotations

from detector.text.familiar import familiar_words

_SUSPENDED = frozenset("and or to nor but und oder".split())  # "pre- and post-war"


def division(text: str, before_start: int, before_end: int, start: int, end: int) -> str:
    """Say what joins two lines: ``" "``, ``"-"`` for a compound, ``""`` for a divided word.

    The ranges are those of the two lines. A word is divided where both parts make one that many
    people use, or where neither part is such a word.
    """
    if text[before_end - 1] != "-" or not text[start].islower():
        return " "
    low = max(before_start, before_end - 41)
    first = text[low : before_end - 1].split()[-1:] or [""]
    head = first[0].lstrip("\"'“‘([").casefold()
    tail = _letters(text[start : min(end, start + 40)]).casefold()
    if not head.isalpha() or not tail or tail in _SUSPENDED:
        return "-" if head and head[-1].isalnum() and tail and tail not in _SUSPENDED else " "
    known = familiar_words()
    if head + tail in known or (head not in known and tail not in known):
        return ""
    return "-"


def _letters(text: str) -> str:
    return text[: next((i for i, c in enumerate(text) if not c.isalpha()), len(text))]
