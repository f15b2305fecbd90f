"""Find the ends of JavaScript in Markdown and HTML: expressions, statements, tags of components.

No grammar is followed: strings, comments and brackets are enough. Each function returns -1 for
what does not end; ``Budget`` keeps such vain searches linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detector.regex import lazy
from detector.text.document import Span

MAX_EXPRESSION = 20_000  # characters
MAX_TAG = 10_000
# An apostrophe opens a string only where the line closes it; what else stays open takes the rest.
_TOKEN = lazy(
    r"""[{}()\[\]\n]|"(?:[^"\\\n]|\\.){0,1000}+"|'(?:[^'\\\n]|\\.){0,300}+'"""
    r"""|`(?:[^`\\]|\\[\s\S])*+(?:`|$)|(?<!:)//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|$)"""
)
_NAME = lazy(r"<(/?)([A-Za-z][\w.:-]{0,80}|(?=>))")
_ATTRIBUTE = lazy(
    r"""\s*+(?:(?P<name>[A-Za-z_@:#$][\w.:@-]{0,80})(?:\s*+=\s*+(?:(?P<double>"[^"]*+")"""
    r"""|(?P<single>'[^']*+')|(?P<template>`[^`]*+`)|(?P<brace>(?=\{))|(?P<bare>[^\s"'`<>{}=]++)))?"""
    r"""|(?P<spread>(?=\{))|(?P<end>/?>))"""
)
_OPENING = "{(["
_CLOSING = "})]"


class Attribute(NamedTuple):
    """An attribute of a tag; ``value`` is the range of what it says, None for an expression."""

    name: str
    value: Span | None
    braces: Span | None


class ComponentTag(NamedTuple):
    """A tag as JSX, Vue or Svelte writes it; ``name`` is empty for a fragment's."""

    name: str
    start: int
    end: int
    closes: bool
    attributes: tuple[Attribute, ...]


class Budget:
    """How many characters may still be searched in vain in a text."""

    def __init__(self, size: int) -> None:
        self.left = 20 * size + 100_000


def end_of_braces(text: str, start: int, budget: Budget) -> int:
    """Return the offset behind the brace that closes the one at ``start``; -1 for none."""
    if budget.left <= 0:
        return -1
    depth = 0
    limit = min(len(text), start + MAX_EXPRESSION)
    for match in _TOKEN.finditer(text, start, limit):
        token = match.group()
        if token == "{":
            depth += 1
        elif token == "}":
            depth -= 1
            if depth == 0:
                return match.end()
    budget.left -= limit - start
    return -1


def end_of_statement(text: str, start: int, budget: Budget) -> int:
    """Return where the import or export at ``start`` ends: a line's end outside all brackets."""
    if budget.left <= 0:
        return -1
    depth = 0
    limit = min(len(text), start + MAX_EXPRESSION)
    for match in _TOKEN.finditer(text, start, limit):
        token = match.group()
        if token in _OPENING:
            depth += 1
        elif token in _CLOSING:
            depth -= 1
        elif token == "\n" and depth <= 0:
            line = text[max(text.rfind("\n", start, match.start()), start) : match.start()]
            following = text[match.end() : match.end() + 1]
            if line.rstrip().endswith((";", "}", ")", "'", '"', "`")) or following in ("", "\n"):
                return match.start()
    if depth <= 0 and limit == len(text):
        return limit
    budget.left -= limit - start
    return -1


def tag_at(text: str, start: int, budget: Budget) -> ComponentTag | None:
    """Return the tag that begins at ``start``, None for something else."""
    name = _NAME.match(text, start)
    if name is None or budget.left <= 0:
        return None
    at = name.end()
    limit = min(len(text), start + MAX_TAG)
    attributes: list[Attribute] = []
    while True:
        match = _ATTRIBUTE.match(text, at, limit)
        if match is None:
            budget.left -= at - start
            return None
        if match["end"] is not None:
            return ComponentTag(
                name[2], start, match.end(), closes=bool(name[1]), attributes=tuple(attributes)
            )
        if match["brace"] is not None or match["spread"] is not None:
            after = end_of_braces(text, match.end(), budget)
            if after < 0:
                return None
            braces = Span(match.end(), after)
            attributes.append(Attribute(match["name"] or "", string_in(text, braces), braces))
            at = after
            continue
        kind = match.lastgroup
        if kind in ("double", "single", "template"):
            first, last = match.span(kind)
            attributes.append(Attribute(match["name"], Span(first + 1, last - 1), None))
        else:
            bare = Span(*match.span("bare")) if match["bare"] else None
            attributes.append(Attribute(match["name"], bare, None))
        at = match.end()


_STRING = lazy(r"""\{\s*+(?:"([^"\\{}]*+)"|'([^'\\{}]*+)'|`([^`\\{}$]*+)`)\s*+\}""")


def string_in(text: str, braces: Span) -> Span | None:
    """Return the range of the text where an expression is nothing but a string."""
    match = _STRING.fullmatch(text, *braces)
    if match is None or match.lastindex is None:
        return None
    return Span(*match.span(match.lastindex))


def tags(text: str, budget: Budget) -> Iterator[ComponentTag]:
    """Yield the tags of ``text`` in order; attributes are not searched for more."""
    at = text.find("<")
    while at >= 0:
        tag = tag_at(text, at, budget)
        if tag is None:
            at = text.find("<", at + 1)
        else:
            yield tag
            at = text.find("<", tag.end)
