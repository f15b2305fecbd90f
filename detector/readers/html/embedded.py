"""The article of a page that shows none, from the data that its script would show.

JSON-LD has an ``articleBody``; frameworks leave the state of the page in the source
(``__NEXT_DATA__``, ``__NUXT__``, ``application/json``). The strings are found as they are
written, so that every letter keeps its place; nothing is run.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from detector.regex import lazy
from detector.text.document import OffsetMap

MIN_TEXT = 250  # characters that make an article
MIN_PROSE = 40  # characters of a string that counts as prose
MAX_STRINGS = 50_000  # of one page
_BODY_KEYS = frozenset({
    "articlebody", "body", "content", "html", "text", "contenthtml", "bodyhtml", "markdown",
    "rendered", "richtext", "paragraph", "value",
})  # fmt: skip
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}

_SCRIPT = lazy(r"<script\b([^<>]{0,500})>", re.I)
_STATE = lazy(r"\s{0,99}(?:window|self|globalThis)\.(?:__\w{2,40}|\w{2,40}Data)\s{0,9}=")
_END = lazy(r"</script", re.I)
# A string, with the colon of a key; or a key as scripts write it. An open one is the last.
_STRING = lazy(
    r'"((?:[^"\\]++|\\.)*+)(?:"(\s{0,9}:)?|\\?\Z)|'
    r'\b([A-Za-z_$][\w$]{0,40}):(?=\s{0,9}["\[])',
    re.S,
)
_ESCAPE = lazy(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.S
)


class Embedded(NamedTuple):
    """A text found in a page's data; ``origin`` maps its offsets to the page's source."""

    text: str
    origin: OffsetMap


class _String(NamedTuple):
    key: str
    start: int
    end: int


def find_embedded(source: str, *, least: int) -> Embedded | None:
    """Find the article in the data of the page ``source``; None for less than ``least`` letters."""
    least = max(least, MIN_TEXT)
    islands: list[_String] = []
    end = 0
    for match in _SCRIPT.finditer(source):
        if match.start() < end:
            continue  # in a script
        closing = _END.search(source, match.end())
        end = closing.start() if closing else len(source)
        attrs = match.group(1).lower()
        if "ld+json" in attrs:
            bodies = [s for s in _strings(source, match.end(), end) if s.key == "articlebody"]
            if bodies and sum(s.end - s.start for s in bodies) >= least:
                return _joined(source, bodies)
        elif "json" in attrs or _STATE.match(source, match.end(), end):
            islands += _strings(source, match.end(), end)
        if closing is None or len(islands) > MAX_STRINGS:
            break
    chosen = _article(source, islands)
    if sum(s.end - s.start for s in chosen) < least:
        return None
    return _joined(source, chosen)


def _strings(source: str, start: int, end: int) -> Iterator[_String]:
    """Yield the string values of JSON, each with the key that it or its array has."""
    key = ""
    for match in _STRING.finditer(source, start, end):
        if match.group(3) is not None:
            key = match.group(3).lower()
        elif match.group(2):
            key = match.group(1).lower()
        else:
            yield _String(key, match.start(1), match.end(1))


def _article(source: str, strings: list[_String]) -> list[_String]:
    """Choose the strings that are the article: those of the key that holds the most prose."""
    by_key: dict[str, list[_String]] = defaultdict(list)
    for string in strings:
        if string.end - string.start >= MIN_PROSE and _is_prose(source[string.start : string.end]):
            by_key[string.key].append(string)
    best: list[_String] = []
    most = 0.0
    for key, found in by_key.items():
        weight = 2.0 if key in _BODY_KEYS else 1.0
        longest = max(found, key=lambda s: s.end - s.start)
        total = sum(s.end - s.start for s in found)
        # One long string is the article beside the starts of others; many short ones are it all.
        alone = longest.end - longest.start > total * 2 / 3
        if total * weight > most:
            best, most = [longest] if alone else found, total * weight
    return best


def _is_prose(text: str) -> bool:
    words = text.count(" ")
    return len(text) / 12 < words and not text.startswith(("http", "data:", "{", "function"))


def _joined(source: str, strings: list[_String]) -> Embedded:
    """Decode the strings, each a paragraph or more, with the way back."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = 0

    def add(text: str, start: int, end: int) -> None:
        nonlocal length
        parts.append(text)
        pieces.append((length, start, end))
        length += len(text)

    for string in strings:
        if parts:
            add("\n\n", string.start, string.start)
        at = string.start
        for match in _ESCAPE.finditer(source, string.start, string.end):
            if match.start() > at:
                add(source[at : match.start()], at, match.start())
            add(_decoded(match.group()), *match.span())
            at = match.end()
        if string.end > at:
            add(source[at : string.end], at, string.end)
    return Embedded("".join(parts), OffsetMap(pieces, length))


def _decoded(escape: str) -> str:
    if escape[1] != "u" or len(escape) == 2:
        return _ESCAPES.get(escape[1], escape[1])
    if len(escape) == 12:  # a pair of surrogates
        high, low = int(escape[2:6], 16), int(escape[8:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    code = int(escape[2:6], 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
