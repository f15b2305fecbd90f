"""Mask the tags of template languages: a visitor sees what they make, not what they are.

Liquid, Jinja and Twig (``{% %}``, ``{# #}``), Go, Handlebars and Mustache (``{{ }}``), ERB, EJS
and JSP (``<% %>``), PHP (``<?php ?>``). Masked letters become one private character each, so no
offset shifts. A placeholder such as ``{{ name }}`` that is all there is of a template stays: it
was left in a finished page, and a visitor sees it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from detector.readers.html.tree import TEXT, Tree
from detector.regex import lazy

MASK = "\ue000"
MAX_TAG = 4000  # characters of one tag in braces; code of ERB and PHP may be longer
HEAD_TAGS = 2  # tags in a page with a doctype that make it a template; one may be a leftover
_CLOSERS = {"<%": "%>", "<?": "?>", "{%": "%}", "{#": "#}", "{{": "}}"}

_CODE_TAG = lazy(r"<(pre|code|script|style|textarea|xmp)\b", re.I)
# What stands in ``{{ }}`` of a template and in no placeholder.
_EXPRESSION = lazy(
    r"\{\{\{|\{\{[-~]|\{\{\s{0,9}(?:[#/>^!&.$@]|/\*|(?:if|else|end|range|with|template|block|"
    r"define|partial|each|include|super|url_for|content|yield|body)\b|"
    r"(?:site|page|layout|theme|post|request|config|self|loop|forloop|settings|product|"
    r"section)\.|[\w.'\" -]{1,200}\|)"
)
_DOCTYPE = lazy(r"\s{0,999}<!doctype\b", re.I)
# The attributes of pages whose braces a script fills in: Angular, Vue, Alpine.
_BINDING = lazy(
    r"[\s\"'](?:data-)?(?:ng-(?:app|repeat|controller|if|model)|v-(?:if|for|bind|text|html|"
    r"model|cloak)|x-data)\b|\s\*ng[A-Z]\w{1,30}=[\"']"
    # "[class.lit]=", "(click)=", "[(value)]=" of Angular, "@click=", ":title=" of Vue
    r"|<[a-z][^<>]{0,400}?\s(?:\[\(?[a-z][\w.-]{1,40}\)?\]|\([a-z][\w.-]{1,40}\)"
    r"|[@:][a-z][\w.:-]{1,40})=[\"']",
    re.I,
)
# The tags whose bodies visitors do not read; a block may be the place of styles or scripts.
_BODY = lazy(
    r"\{%[-~]?\s{0,9}(end)?(comment|highlight|codeblock|schema|javascript|style(?:sheet)?"
    r"|(?(1)block|block(?=\s{1,9}[\w-]{0,20}(?:styles?|css|scripts?|js)\b)))\b"
)
_LETTERS = lazy(r"[^\r\n]")


class _Tag(NamedTuple):
    start: int
    end: int
    opener: str


def shows_tags(tree: Tree) -> bool:
    """Tell whether a visitor would see what may be template tags: far quicker than to find them."""
    if tree.declares:
        return True
    find = tree.source.find
    for kind, start, end, _ in tree.events:
        if kind == TEXT and (find("{", start, end) >= 0 or find("<", start, end) >= 0):
            piece = tree.source[start:end]
            if any(opener in piece for opener in ("{{", "{%", "<%", "<?")):
                return True
    return False


def mask(text: str, *, has_header: bool) -> str:
    """Return ``text`` with its template tags masked; ``has_header`` tells of front matter."""
    tags = list(_tags(text))
    if tags:
        tags = list(_outside(tags, _protected(text, tags)))
    if not _is_template(text, tags, has_header=has_header):
        tags = [tag for tag in tags if tag.opener in ("<%", "<?")]
    ranges = _with_bodies(text, tags)
    if not ranges:
        return text
    parts: list[str] = []
    at = 0
    for start, end in ranges:
        if end > at:
            first = max(start, at)
            parts += [text[at:first], _LETTERS.sub(MASK, text[first:end])]
            at = end
    return "".join([*parts, text[at:]])


def _tags(text: str) -> Iterator[_Tag]:
    """Yield the tags in order. Each kind of end is looked for once more after it is not found."""
    at = 0
    ended: set[str] = set()
    for start, opener in _openers(text):
        if start < at or opener in ended:
            continue
        closer = _CLOSERS[opener]
        limit = len(text) if opener[0] == "<" else min(len(text), start + MAX_TAG)
        stop = text.find(closer, start + 2, limit)
        if stop < 0:
            if opener == "<?":  # unclosed, it takes the rest, as PHP does
                yield _Tag(start, len(text), opener)
                return
            if limit == len(text):
                ended.add(opener)
            continue
        end = stop + len(closer)
        while closer == "}}" and text[end : end + 1] == "}":
            end += 1
        at = end
        yield _Tag(start, end, opener)


def _openers(text: str) -> list[tuple[int, str]]:
    """Return where tags open, in order; a search for each kind is far quicker than one for all."""
    found = []
    for opener in _CLOSERS:
        at = text.find(opener)
        while at >= 0:
            after = text[at + 2 : at + 5]
            if opener == "<?":
                opens = after == "php" or after[:1] == "="
            else:
                opens = opener != "{#" or after[:1] in (" ", "-")
            if opens:
                found.append((at, opener))
            at = text.find(opener, at + 2)
    return sorted(found)


def _protected(text: str, tags: list[_Tag]) -> list[tuple[int, int]]:
    """Return the ranges of code, scripts and styles: tags shown there are its subject.

    A "<pre>" within a template tag is a word that the template looks for.
    """
    starts = [tag.start for tag in tags]
    found = []
    at = 0
    unclosed: set[str] = set()
    for match in _CODE_TAG.finditer(text):
        name = match.group(1)
        if match.start() < at or name in unclosed:
            continue
        before = bisect_right(starts, match.start()) - 1
        if before >= 0 and match.start() < tags[before].end:
            continue
        end = text.find(f"</{name}", match.end())
        if end < 0:
            unclosed.add(name)
            continue
        at = end
        found.append((match.start(), end))
    return found


def _outside(tags: list[_Tag], ranges: list[tuple[int, int]]) -> Iterator[_Tag]:
    starts = [start for start, _ in ranges]
    for tag in tags:
        index = bisect_right(starts, tag.start) - 1
        if index < 0 or tag.start >= ranges[index][1]:
            yield tag


def _is_template(text: str, tags: list[_Tag], *, has_header: bool) -> bool:
    """Tell whether ``text`` is a template, not a page that holds a tag left over."""
    if has_header:
        return bool(tags)
    signs = sum(
        tag.opener in ("<%", "<?", "{%") or _EXPRESSION.match(text, tag.start) is not None
        for tag in tags
    )
    if signs >= (HEAD_TAGS if _DOCTYPE.match(text) else 1):
        return True
    bound = any(tag.opener == "{{" for tag in tags)
    return bound and _BINDING.search(text) is not None


def _with_bodies(text: str, tags: list[_Tag]) -> list[tuple[int, int]]:
    """Return the ranges of the tags, from a comment's or code tag's start to its end's end."""
    ranges: list[tuple[int, int]] = []
    opened: tuple[str, int] | None = None
    for tag in tags:
        match = _BODY.match(text, tag.start)
        if opened is not None:
            if match and match.group(1) and match.group(2) == opened[0]:
                ranges.append((opened[1], tag.end))
                opened = None
        elif match and not match.group(1):
            opened = (match.group(2), tag.start)
        ranges.append((tag.start, tag.end))
    return sorted(ranges)
