"""Where the titles, descriptions and captions of front matter stand, letter by letter.

The loaders of YAML, TOML and JSON give values without their places, so the lines are read again
for a few names. What is folded or escaped is left as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from detector.regex import lazy
from detector.text.document import Metadata, Span

MAX_FIELDS = 50
MAX_HEADER = 65_536  # characters; in a longer header no field is looked for
_NAMES = "title", "description", "summary", "excerpt", "caption", "alt"
_NO_TEXT = frozenset({"", "null", "~", "true", "false", "yes", "no"})

_REST_OF_LINE = lazy(r"[^\r\n]*+")
_DOUBLE_QUOTED = lazy(r'"(?:[^"\\]++|\\.)*+"', re.S)
_SINGLE_QUOTED = lazy(r"'(?:[^']++|'')*+'")


def fields(source: str, header: Span) -> tuple[Metadata, ...]:
    """Return the texts of the header at ``header`` that describe the article, in their order.

    Their names are as they are written, or end in such a name (``meta_description``, ``ogTitle``).
    """
    if header.end - header.start > MAX_HEADER:
        return ()
    found = []
    for key in _key().finditer(source, *header):
        span = _value(source, key, header.end)
        text = " ".join(unescape(source[slice(*span)]).split()) if span else ""
        if span and text.lower() not in _NO_TEXT:
            found.append(Metadata(_name(key["name"]), text, span))
        if len(found) == MAX_FIELDS:
            break
    return tuple(found)


@cache
def _key() -> re.Pattern[str]:
    names = "|".join(f"[{name[0]}{name[0].upper()}]{name[1:]}" for name in _NAMES)
    return re.compile(
        rf"""(?:^|[\r\n{{,])(?P<indent>[ \t]*+)(?:-[ \t]++)?(?P<quote>["']?)"""
        rf"""(?P<name>(?:[\w:.-]{{1,40}}?)?(?:{names}))(?P=quote)[ \t]*+(?P<mark>[:=])[ \t]*+"""
    )


def _name(written: str) -> str:
    """Return the field that a longer name ends in, in lower case."""
    lower = written.lower()
    return lower if lower in _NAMES else next(name for name in _NAMES if lower.endswith(name))


def _value(source: str, key: re.Match[str], end: int) -> Span | None:
    start = key.end()
    opening = source[start : start + 3]
    if opening in ('"""', "'''"):
        return _trimmed(source, start + 3, source.find(opening, start + 3, end))
    if opening[:1] == '"':
        closing = _DOUBLE_QUOTED.match(source, start, end)
        return _trimmed(source, start + 1, closing.end() - 1 if closing else -1)
    if opening[:1] == "'":
        closing = _SINGLE_QUOTED.match(source, start, end)
        return _trimmed(source, start + 1, closing.end() - 1 if closing else -1)
    if key["mark"] == "=" or key.group()[:1] in ("{", ",") or opening[:1] in tuple("[{&*!@`#%"):
        return None
    indent = len(key["indent"])
    first_line = _line_end(source, start, end)
    last = _line_end(source, first_line, end, deeper_than=indent)
    if opening[:1] in ("|", ">"):
        return _trimmed(source, first_line, last)
    comment = source.find(" #", start, first_line)
    return _trimmed(source, start, comment if comment >= 0 else last)


def _line_end(source: str, at: int, end: int, *, deeper_than: int | None = None) -> int:
    """Return the end of the line of ``at``, or of the lines after it that are indented deeper."""
    if deeper_than is None:
        return _REST_OF_LINE.match(source, at, end).end()  # type: ignore[union-attr]
    for line in _lines(source, at, end):
        bare = source[slice(*line)]
        if bare.strip() and len(bare) - len(bare.lstrip(" \t")) <= deeper_than:
            break
        at = line.end
    return at


def _lines(source: str, at: int, end: int) -> Iterator[Span]:
    """Yield the lines that follow the line end at ``at``."""
    for match in re.compile(r"(?:\r\n|\r|\n)([^\r\n]*+)").finditer(source, at, end):
        if match.start() != at:
            return
        at = match.end()
        yield Span(*match.span(1))


def _trimmed(source: str, start: int, end: int) -> Span | None:
    text = source[start:end] if end > start else ""
    bare = text.strip()
    if not bare:
        return None
    start += len(text) - len(text.lstrip())
    return Span(start, start + len(bare))
