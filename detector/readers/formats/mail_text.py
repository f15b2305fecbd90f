"""The text that somebody wrote in a message: without what is quoted, and without signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from detector.text.document import Document

if TYPE_CHECKING:
    from detector.readers.mail import TextPart

MIN_WIDTH, MAX_WIDTH = 45, 80  # characters of lines that mail programs wrap
SHORTEST = 0.5  # of the plain text's words: with fewer the HTML only points to it

# What stands above a quoted message. The first two are of one line or two.
_INTRODUCTION = re.compile(
    r"^[ \t]*(?:On\b[^\n]{5,200}|[^\n]{5,120}<[^<>\n]{3,80}>)(?:\n[^\n]{0,100})?\bwrote:[ \t]*$"
    r"(?=\s{0,20}^[ \t]*>)",
    re.M,
)
_ORIGINAL = re.compile(
    r"^[ \t]*(?:-{3,}[ \t]*(?:Original|Forwarded) Message[ \t]*-{3,}"
    r"|_{20,}[ \t]*\n\s{0,20}From:[^\n]{1,200}\n[ \t]*(?:Sent|Date):"
    r"|From:[^\n]{1,200}\n[ \t]*(?:Sent|Date):[^\n]{1,200}\n[ \t]*To:)",
    re.M | re.I,
)
_SIGNATURE = re.compile(r"^--[ \t]?$|^Sent from my [A-Z][^\n]{1,40}$", re.M)
_MARKER = re.compile(r"(?:[-*•–]|\(?\d{1,3}[.)]|[A-Za-z][\w-]{0,30}:)[ \t]")
_QUOTED_LINE = re.compile(r"^[ \t]{0,3}>[^\n]*\n?", re.M)
# How mail programs mark up quotes and signatures in HTML.
_MARKED = re.compile(
    r"<(div|blockquote|table|p|span)\b[^<>]{0,500}?(?:class|id)\s?=\s?[\"']?[^\"'<>]{0,200}?"
    r"\b(?:gmail_quote|gmail_signature|gmail_attr|moz-cite-prefix|moz-signature|yahoo_quoted|"
    r"OutlookMessageHeader|divRplyFwdMsg|appendonsend|protonmail_quote|"
    r"protonmail_signature_block|zmail_extra)\b[^<>]{0,500}>",
    re.I,
)
_REST = re.compile(r"divRplyFwdMsg|appendonsend|OutlookMessageHeader", re.I)


def best(forms: Sequence[TextPart]) -> Iterator[Document]:
    """Read the form of a body that is shown: HTML, unless it only points to the plain text.

    Several texts in that form follow one another.
    """
    html = [_html(form.text) for form in forms if form.type == "html"]
    plain = [_plain(form.text) for form in forms if form.type == "plain"]
    yield from html if html and _words(html) >= SHORTEST * _words(plain) else plain


def _words(documents: Sequence[Document]) -> int:
    return sum(len(document.text.split()) for document in documents)


def _plain(text: str) -> Document:
    from detector.readers.plain_text.source import parse

    text = _INTRODUCTION.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for mark in (_ORIGINAL, _SIGNATURE):
        if found := mark.search(text):
            text = text[: found.start()]
    return parse(_unwrapped(_QUOTED_LINE.sub("\n", text)), id="body")


def _unwrapped(text: str) -> str:
    """Join the lines that a mail program has wrapped: the next line's first word did not fit."""
    lines = text.split("\n")
    width = max((len(line) for line in lines if len(line) <= MAX_WIDTH), default=0)
    joined = lines[:1]
    for line, below in pairwise(lines):
        word = below.split(maxsplit=1)[0] if below[:1].strip() else ""
        wrapped = MIN_WIDTH <= len(line) <= MAX_WIDTH and len(line) + len(word) >= width - 1
        if word and wrapped and not _MARKER.match(below):
            joined[-1] += " " + below
        else:
            joined.append(below)
    return "\n".join(joined)


def _html(text: str) -> Document:
    from detector.readers.html.page import parse

    body = re.search(r"<body\b[^<>]{0,2000}>", text, re.I)
    end = text.lower().rfind("</body")
    text = text[body.end() if body else 0 : end if end >= 0 else len(text)]
    return parse(_without_quotes(text), id="body")


def _without_quotes(html: str) -> str:
    """Take out the elements in which mail programs put quotes and signatures."""
    kept = []
    at = 0
    for mark in _MARKED.finditer(html):
        if mark.start() < at:
            continue
        kept.append(html[at : mark.start()])
        if _REST.search(mark.group()):  # all below it is the quoted message
            return "".join(kept)
        at = _close(html, mark.group(1), mark.end())
    return "".join((*kept, html[at:]))


def _close(html: str, name: str, at: int) -> int:
    """Return where the element ``name`` ends whose content begins at ``at``."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b[^<>]{{0,2000}}>", re.I).finditer(html, at):
        depth += -1 if tag.group(1) else 1
        if depth == 0:
            return tag.end()
    return len(html)
