"""Outliners: Logseq, Roam and SiYuan.

Properties of pages and blocks, marks of tasks, references to blocks, macros, drawers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import MASK, Cut, Page
from detector.regex import lazy

_KNOWN = (
    "alias|background-color|collapsed|created-at|id|logseq\\.[\\w.-]{1,60}|public|tags|template"
)
_SIGN = rf"(?:[-*][ \t]+)?(?:{_KNOWN}):: "
# Logseq's, SiYuan's with the words that are shown, Roam's of nine characters.
_REFERENCE = (
    r"\(\((?:[0-9a-f]{8}-[0-9a-f-]{20,30}"
    r"|\d{14}-\w{7}(?:[ ](?:\"[^\"()\n]{0,300}\"|'[^'()\n]{0,300}'))?"
    r"|(?![A-Z]?[a-z]{8,9}\))(?=[\w-]{0,8}[A-Z\d_-])[\w-]{9})\)\)"
)
_PROPERTY = lazy(r"^[ \t]*(?:[-*][ \t]+)?(?:[A-Za-z][\w.-]{0,40}:: |:hiccup[ ])[^\n]{0,500}$", re.M)
_MACRO = lazy(
    r"\{\{(?:\[\[[\w -]{1,30}\]\](?::[^{}\n]{0,300}(?:\{[^{}\n]{0,300}\})?)?"
    r"|(?:word|character)-count|[ ]?SELECT[ ][^{}]{0,500}"
    r"|(?P<name>embed|query|renderer|video|youtube|youtube-timestamp|tweet|twitter|pdf|namespace"
    r"|cards?|function|cloze)\b[ \t]*(?P<text>[^{}\n]{0,500}))\}\}"
)
_POINTER = lazy(rf"\[(?P<text>[^\[\]\n]{{1,300}})\]\({_REFERENCE}\)|{_REFERENCE}")
_TASK = lazy(
    r"^(?P<lead>[ \t]*[-*][ \t]+(?:#{1,6}[ \t]+)?)(?:TODO|DOING|DONE|LATER|NOW|WAITING|CANCELED)"
    r"[ \t]+(?:\[#[ABC]\][ \t]+)?",
    re.M,
)
# Blocks of SiYuan that stand side by side.
_BESIDE = lazy(r"^(?:\{\{\{(?:row|col)|\}\}\})[ \t]*$", re.M)
_DRAWER = lazy(r"^[ \t]*:LOGBOOK:[ \t]*\n(?:[^\n]{0,300}\n){0,200}?[ \t]*:END:[ \t]*$", re.M)
_PLANNED = lazy(r"^[ \t]*(?:SCHEDULED|DEADLINE): <[^<>\n]{1,60}>[ \t]*$", re.M)
_BLOCK = lazy(
    r"^[ \t]*(?:[-*][ \t]+)?#\+BEGIN_QUERY[ \t]*\n(?:[^\n]{0,500}\n){0,100}?"
    r"[ \t]*#\+END_QUERY[ \t]*$"
    r"|^[ \t]*(?P<lead>[-*][ \t]+)?#\+(?:BEGIN|END)_[A-Z]{3,12}[ \t]*$",
    re.M,
)
_SIZE = lazy(r"\{:(?:height|width) \d[^{}\n]{0,60}\}")


def applies(page: Page) -> bool:
    return page.site in (None, "logseq")


def cuts(page: Page) -> Iterator[Cut]:
    text = page.text
    for sign, pattern in (
        (":: ", _PROPERTY),
        (":LOGBOOK:", _DRAWER),
        (": <", _PLANNED),
        ("#+", _BLOCK),
        ("{:", _SIZE),
        ("{{{", _BESIDE),
    ):
        if sign in text:
            for match in page.find(pattern):
                yield Cut(*match.span(), tag=True)
    for match in page.find(_TASK):
        yield Cut(match.end("lead"), match.end())
    if "((" in text:
        for match in page.find(_POINTER):
            yield _leaving(match)
    if "{{" in text:
        for match in page.find(_MACRO):
            yield _leaving(match) if match["name"] == "cloze" else Cut(*match.span())


def _leaving(match: re.Match[str]) -> Cut:
    """Take out all of ``match`` but its text."""
    start, end = match.span()
    first, last = match.span("text")
    if not match["text"]:
        return Cut(start, end)
    return Cut(start, end, filler=MASK * (first - start) + match["text"] + MASK * (end - last))


FLAVOUR = Flavour(
    name="logseq",
    marks=(lazy(r"\{\{(?:\[\[[\w -]{1,30}\]\]|\{(?:row|col)\n)"), lazy(_REFERENCE)),
    line_marks=_SIGN,
    applies=applies,
    cuts=cuts,
)
