"""Markdown syntax shown as text.

In HTML any mark of Markdown is shown. In Markdown the marks are shown that a scraper's joined lines
or a space in the wrong place took their meaning from: a heading or check box amid a paragraph, bold
stars that surround nothing or that no parser pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.releases import is_log
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_about, looks_like_code, used, word_set
from detector.text.analysis import Analysis
from detector.text.document import ContentType

_MARKS = (
    r"(?<![\w*])\*\*(?=[^\s*])[^*\n]{1,200}\*\*(?![\w*])"
    # "# apt install" is what the administrator types
    r"|^#(?:#{1,5}[ ](?=\S)|[ ](?=[^\sa-z]))[^\n]{1,120}"
    r"|!?\[[^\[\]\n]{1,150}\]\((?:https?://|/|#|mailto:)[^()\s]{1,300}\)"
    r"|^```[a-z]*[ \t]*$"
)
# A heading amid a paragraph, after the end of a sentence, label or parenthesis, or two headings.
_HEADING = r"(?<=[^\s#])[ ]#{2,6}[ ](?=[A-Z\d][^\s#])"
_ENDED = ".!?:;)\"'”’…"
_INLINE = (
    # "- [ ] Read it - [x] Sign it": check boxes in one line
    r"(?<=\S)[ ][-*][ ]\[[ xX]\][ ](?=\w)"
    # "****" and "** bold**"
    r"|(?<![*\w/])\*{4}(?![*\w/])|(?<=\w)\*{4}(?=[\w\s])|(?<=\s)\*\*[ ][A-Z][^*\n]{1,80}\*\*(?=\s)"
)
_LEAST = 2  # marks: a single one is a slip
_PAGE = r"<(?:p|html|body)[ >]"
_SUBJECT = word_set("markdown wiki readme commonmark markup syntax asterisks")


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    document = analysis.document
    if document.content_type is not ContentType.HTML:
        yield from _joined(analysis)
        return
    # A post for a site generator may mix both: its Markdown will be rendered.
    if document.front_matter_source:
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


def _joined(analysis: Analysis) -> Iterator[Hit]:
    """Find what stays of Markdown whose lines were joined."""
    text = analysis.text
    if analysis.document.content_type is ContentType.TEXT and is_log(analysis):
        return  # stars set a warning apart
    if not ("## " in text or "**" in text or " [ ] " in text or " [x] " in text):
        return
    headings = [m for m in used(analysis, compiled(_HEADING, re.NOFLAG)) if not _in_code(text, m)]
    marks = headings if len(headings) > 1 else [m for m in headings if _ends_sentence(text, m)]
    if analysis.document.content_type is ContentType.MARKDOWN or headings:
        found = used(analysis, compiled(_INLINE, re.NOFLAG))
        marks += [match for match in found if not _in_code(text, match)]
    if (len(marks) < _LEAST and not headings) or is_about(analysis, _SUBJECT):
        return
    for match in marks:
        start = match.start() + (match.group()[0] == " ")
        yield Hit(
            span=analysis.to_source(start, match.end()),
            message=f"Markdown shown as text: “{excerpt(text[start : match.end() + 60], 50)}”",
        )


def _in_code(text: str, match: re.Match[str]) -> bool:
    return looks_like_code(text, *match.span(), ignore="*[]`|")


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1] in _ENDED


RULE = Rule(
    id="unrendered-markdown",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.WARNING,
    weight=0.35,
    cap=0.8,
    summary="Markdown shown as text: “**bold**”, “and so on. ## Heading”, “[text](https://…)”",
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
        Example(
            text="We paint the bridge, and protect it. ## Next step This is what it costs. "
            "## The cost It is high.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="The bridge was painted. - [ ] Buy the paint - [ ] Close the road - [x] Ask",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(
            text="<html><body><p>Log in as the root of all:</p><p># cp lamp torch<br>"
            "# mv torch tower</p><p>The tower is lit.</p></body></html>",
            content_type=ContentType.HTML,
            note="what is typed",
        ),
        Example(
            text="The C## scale, no. ## of the list, and ## 12 are marks; he wrote ** there.",
            content_type=ContentType.MARKDOWN,
        ),
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
