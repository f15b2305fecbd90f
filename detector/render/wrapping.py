"""Lines for a terminal, wrapped at words, the rest under the first line's text."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from detector.regex import lazy

MIN_WIDTH = 20  # of a narrower terminal the lines are left to it
_STYLE = lazy(r"\x1b\[[0-9;]*m")
# What the text of a line begins after: blanks, a bullet, and a line and column.
_LEAD = lazy(r"\s*(?:• )?(?:\d+:\d+  )?")


def wrapped(line: str, width: int) -> Iterator[str]:
    """Yield ``line`` in lines of at most ``width`` columns; only a longer word is wider.

    Colours take no room. What is not the first line hangs under the text of the first.
    """
    if width < MIN_WIDTH or columns(line) <= width:
        yield line
        return
    lead = _LEAD.match(line)
    indent = lead.end() if lead else 0
    if indent > width // 2:
        indent = 2
    now, used = line[:indent], indent
    for number, word in enumerate(line[indent:].split(" ")):
        size = columns(word)
        if number and used + 1 + size > width:
            yield now.rstrip()
            now, used = " " * indent + word, indent + size
        else:
            gap = " " if number else ""
            now, used = now + gap + word, used + len(gap) + size
    yield now.rstrip()


def columns(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes."""
    plain = _STYLE.sub("", text)
    if plain.isascii():
        return len(plain)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in plain)
