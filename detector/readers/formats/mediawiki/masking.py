"""What MediaWiki takes out of a page or puts in: masked in a copy of the same length."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.readers.markup.flow import MASK
from detector.text.document import BlockKind, Span

_TAGS_OUT = "math|gallery|syntaxhighlight|source|pre|score|timeline|templatedata|imagemap|graph|chem|hiero|blockquote|includeonly|poem"  # noqa: E501
_OUT = re.compile(
    r"<!--|<(?P<literal>nowiki)>|<(?P<tag>"
    + _TAGS_OUT
    + r")(?:\s[^<>]{0,500})?(?P<closed>/)?>|(?P<switch>__[A-Z]{3,20}__)",
    re.I,
)
_BRACES = re.compile(r"\{\{|\}\}")
# Templates whose text is a note to readers, on most wikis.
_NOTES = re.compile(
    r"\{\{[ \n]?(?:note|tip|warning|caution|important|info|hint|notice|attention|message ?box|ambox"
    r"|tmbox|mbox|callout)[ \n]?\|(?:[ \n]?(?:1|text|content|message)[ \n]?=)?",
    re.I,
)
_NAMED = re.compile(r"[ \n]*[\w -]{1,30}=")
_QUOTED_TAGS = frozenset(("blockquote", "poem"))
_CODE_TAGS = frozenset("pre source syntaxhighlight".split())


def masked(source: str) -> tuple[str, list[tuple[BlockKind, Span]]]:
    """Return a copy without what readers do not see, and the code and quotations taken out."""
    cuts: list[tuple[int, int]] = []
    asides: list[tuple[BlockKind, Span]] = []
    lower = source.lower() if source.isascii() else source
    missing: set[str] = set()
    at = 0
    while match := _OUT.search(source, at):
        at = match.end()
        tag = (match.group("tag") or match.group("literal") or "").lower()
        close = "-->" if match.group().startswith("<!--") else f"</{tag}>"
        if not match.group("switch") and not match.group("closed"):
            end = -1 if close in missing else lower.find(close, at)
            if end < 0:
                missing.add(close)
                continue
            at = end + len(close)
        if match.group("literal"):
            continue  # what stands in it is shown as it is
        cuts.append((match.start(), at))
        if tag in _QUOTED_TAGS or tag in _CODE_TAGS:
            kind = BlockKind.QUOTATION if tag in _QUOTED_TAGS else BlockKind.CODE
            asides.append((kind, Span(match.start(), at)))
    text = _cut(source, cuts)
    return _cut(text, _templates(text)), asides


def _templates(text: str) -> list[tuple[int, int]]:
    """Return the ranges of templates that are left out; of a note its text stays."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _BRACES.finditer(text):
        if match.group() == "{{":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            note = None if opened else _NOTES.match(text, start)
            if note and not _NAMED.match(text, note.end(), match.start()):
                found += [(start, note.end()), match.span()]
            else:
                found.append((start, match.end()))
    return found


def _cut(text: str, cuts: Sequence[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for begin, end in sorted(cuts):
        start = max(begin, at)
        if end > start:
            parts += [text[at:start], MASK * (end - start)]
            at = end
    return "".join([*parts, text[at:]])
