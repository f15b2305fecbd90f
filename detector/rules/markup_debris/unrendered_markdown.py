"""Markdown syntax shown as text in a page of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_about, looks_like_code, used, word_set
from detector.text.analysis import Analysis
from detector.text.document import ContentType

_MARKS = (
    r"(?<![\w*])\*\*(?=[^\s*])[^*\n]{1,200}\*\*(?![\w*])"
    r"|^#{1,6}[ ](?=\S)[^\n]{1,120}"
    r"|!?\[[^\[\]\n]{1,150}\]\((?:https?://|/|#|mailto:)[^()\s]{1,300}\)"
    r"|^```[a-z]*[ \t]*$"
)
_PAGE = r"<(?:p|html|body)[ >]"
_SUBJECT = word_set("markdown wiki readme commonmark markup syntax asterisks")


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    document = analysis.document
    # A post for a site generator may mix both: its Markdown will be rendered.
    if document.content_type is not ContentType.HTML or document.front_matter_source:
        return
    if not compiled(_PAGE, re.NOFLAG).search(document.source):
        return
    if not ("**" in text or "](" in text or "# " in text or "```" in text):
        return
    if is_about(analysis, _SUBJECT):
        return
    marks = list(used(analysis, compiled(_MARKS, re.M)))
    if len(marks) > 2 * document.source.count("</p>"):
        return  # a Markdown file with a few tags
    for match in marks:
        if looks_like_code(text, *match.span()):
            continue
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"Markdown syntax shown as text: “{excerpt(match.group(), 50)}”",
        )


RULE = Rule(
    id="unrendered-markdown",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.WARNING,
    weight=0.35,
    cap=0.8,
    summary="Markdown syntax shown as text in HTML: “**bold**”, “## Heading”, “[text](https://…)”",
    why="The output of a model or an editor was pasted without being rendered.",
    remedy="Render the Markdown, or replace it with HTML.",
    sources=("CommonMark 0.31.2", "Wikipedia, Signs of AI writing: Markdown"),
    finds=(
        Example(
            text="<html><body><article><p>The **bridge** is made of iron and was opened in 1905 by "
            "the mayor of the town.</p></article></body></html>",
            content_type=ContentType.HTML,
        ),
        Example(
            text="<html><body><article><p>## The bridge</p><p>It is made of iron and was opened in "
            "1905 by the mayor.</p></article></body></html>",
            content_type=ContentType.HTML,
        ),
        Example(
            text="<html><body><article><p>See [the bridge](https://site.invalid/bridge) that was "
            "opened by the mayor in 1905.</p></article></body></html>",
            content_type=ContentType.HTML,
        ),
    ),
    spares=(
        Example(
            text="The **bridge** is made of iron and was opened in 1905 by the mayor of the town.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="<html><body><article><p>The <b>bridge</b> is rated *** by critics, and 2 ** 3 is "
            "eight in Python.</p></article></body></html>",
            content_type=ContentType.HTML,
        ),
        Example(
            text="<html><body><article><p>Type <code>**bridge**</code> to make the word bold in "
            "the text of the page.</p></article></body></html>",
            content_type=ContentType.HTML,
        ),
    ),
    check=check,
)
