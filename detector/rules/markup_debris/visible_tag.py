"""Whole HTML tags shown as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical, looks_like_code, used
from detector.text.analysis import Analysis
from detector.text.document import ContentType

# "examine <object>" names what is examined, unless a closing tag follows somewhere.
_TAG = (
    r"<(?P<argument>object|section|article|table|figure|video|style|font|script|body|head|link)>"
    r"|</?(?:p|h[1-6]|div|span|br|hr|li|ul|ol|td|tr|th|table|tbody|thead|strong|em|b|i|u|a|blockquote"
    r"|section|article|img|iframe|figure|figcaption|center|font|script|style|sup|sub|small|video"
    r"|embed|object|html|body|head|meta|link)(?:[ ][^<>\n]{0,300})?/?>"
)

# The line that loads an advertisement, without the script element around it.
_SCRIPT = r"\(adsbygoogle ?= ?window\.adsbygoogle ?\|\| ?\[\]\)\.push\(\{[^{}\n]{0,200}\}\);?"
# "in an <iframe> or a window": the tag is spoken of, unless it has attributes or is closed.
_CLOSING = r"</([^<>\s]{1,100})>"
_ARTICLE = r"\b(?:an?|the|each|every|one|no|any|this) \Z"
_NAMED = r"[ ](?:html )?(?:tags?|elements?|blocks?|markup|code)\b"


def check(analysis: Analysis) -> Iterator[Hit]:
    if "(adsbygoogle" in analysis.text and not is_technical(analysis):
        for match in used(analysis, compiled(_SCRIPT, re.NOFLAG)):
            yield Hit(
                span=analysis.to_source(*match.span()),
                message="readers see the script of an advertisement as text",
            )
    if "<" not in analysis.text:
        return
    found = _found(analysis)
    first = list(islice(found, 2))
    if not first or is_technical(analysis):
        return
    single = len(first) == 1
    for match in chain(first, found):
        shown = match.group()
        yield Hit(
            span=analysis.to_source(*match.span()),
            severity=Severity.WARNING if single else None,
            weight=0.35 if single else None,
            message=f"readers see the tag “{shown if len(shown) <= 40 else shown[:30] + '…>'}”",
        )


def _found(analysis: Analysis) -> Iterator[re.Match[str]]:
    text, named = analysis.text, compiled(_NAMED)
    for match in used(analysis, compiled(_TAG)):
        if looks_like_code(text, *match.span(), ignore="<>|") or named.match(text, match.end()):
            continue
        if _is_told_of(analysis, match):
            continue
        if match["argument"] and match["argument"] not in analysis.once(_closed):
            continue
        yield match


def _closed(analysis: Analysis) -> frozenset[str]:
    """Return the names of the tags that the text closes."""
    return frozenset(compiled(_CLOSING, re.NOFLAG).findall(analysis.text))


def _is_told_of(analysis: Analysis, match: re.Match[str]) -> bool:
    """Return whether an article stands before an opening tag that nothing closes, as a word of its
    own: "the <br>lamp" is a broken line."""
    text, name = analysis.text, match.group()[1:-1]
    if not name.isalnum() or text[match.end() : match.end() + 1].isalnum():
        return False
    if name in analysis.once(_closed):
        return False
    return compiled(_ARTICLE).search(text, max(0, match.start() - 8), match.start()) is not None


RULE = Rule(
    id="visible-tag",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.5,
    summary="HTML tags shown as text: “<p>”, “</div>”, “<br />”",
    why="HTML was pasted where plain text is shown, or it was escaped one time too many.",
    remedy="Delete the tags, or let the page render them.",
    sources=("HTML Living Standard, 13.1.2: elements",),
    finds=(
        Example(
            text="The bridge is made of iron.<br />It was opened in 1905 by the mayor of the town."
        ),
        Example(
            text="The bridge is <strong>very old</strong> and was opened by the mayor in 1905."
        ),
        Example(
            text="The bridge is old.\n\n(adsbygoogle = window.adsbygoogle || []).push({});\n\n"
            "It was opened in 1905 by the mayor of the town, and is still used."
        ),
        Example(
            text="<p>The bridge was opened by the mayor of the town in 1905.</p> It is still used."
        ),
        Example(text="We have the <br>brightest lamps of the <br>whole town, and a <br>mill."),
    ),
    spares=(
        Example(
            text="Show the map in an &lt;iframe&gt; or in a window of its own, as the town does.",
            content_type=ContentType.MARKDOWN,
            note="the element is spoken of",
        ),
        Example(text="Type drop <object> or examine <object> when you stand in the old mill."),
        Example(text="Paste `(adsbygoogle = window.adsbygoogle || []).push({});` below the unit."),
        Example(text="Use `<br />` for a line break, and `<p>` where a new paragraph begins."),
        Example(
            text="List<String> and Map<Key, Value> are types; a < b and c > d are comparisons."
        ),
        Example(
            text="In HTML, the tag <p> starts a paragraph: the element ends with the tag </p>."
        ),
    ),
    check=check,
    metadata=True,
)
