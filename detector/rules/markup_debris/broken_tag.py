"""Incomplete HTML tags and tags with spaces inside, which readers see as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import looks_like_code, used
from detector.text.analysis import Analysis
from detector.text.document import ContentType

_NAME = r"(?:p|h[ ]?[1-6]|div|span|br|hr|li|ul|ol|td|tr|th|table|strong|em|blockquote|section)"
_HALF = (
    # "p >" on a line of its own, "The mill h 3 >" at the end of a line
    rf"(?:^|(?<=\s))/?{_NAME}[ ]?>[ ]*$"
    # "p>Boats for hire" at its start, "…the end./p>" anywhere
    rf"|^/?{_NAME}>(?=[ ]?[A-Z\"'])"
    # "p > Boats leave": a sentence must follow, since "P > Q" and "Table > Insert" are none
    r"|^/?p[ ]>(?=[ ]?(?-i:A|[A-Z][a-z'])[a-z']*[ ](?-i:[a-z])[a-z']*[ ,])"
    rf"|(?<=[\w.,!?;:\"')])[ ]?/[ ]?{_NAME}[ ]?>"
    # "The mill h 3 > Boats": a heading's name needs no line end
    r"|(?:^|(?<=\s))/?h[ ]?[1-6][ ]?>(?=\s*[A-Z<\"])"
    # "It sank. p>Reeds" in the middle of a line
    rf"|(?<=[.!?]\s){_NAME}>(?=[A-Z][a-z])"
    # "<p The boat leaks.": the bracket that should close the tag is missing
    r"|<(?:p|h[1-6]|li|div|td|span|blockquote)[ ](?=[A-Z][a-z]*[ ,][^<>=\n]{4,400}(?:$|[<.!?]))"
    # "</p", "<h2" at the end of a line
    rf"|<[ ]?/?{_NAME}[ ]*$"
    # "p >" on a line of its own that the page shows as the middle of a paragraph
    rf"|(?P<folded>(?<=\s)/?{_NAME}[ ]?>(?=\s))"
)
_SPACED = rf"<[ ]+/?[ ]?{_NAME}[ ]*>|<[ ]?/[ ]+{_NAME}[ ]?>|<[ ]?/[ ]?{_NAME}[ ]+>|<{_NAME}[ ]+>"
_BEFORE_BRACKET = rf"{_NAME}[ ]?\Z"
_MAX_NAME = 16  # characters
_BEFORE_NAME = 3  # characters: " / "
_MAX_TAG = 500  # characters; the bracket that opens a whole tag is nearer
_MAX_INDENT = 8  # characters: beyond it Markdown shows code
# In mail and forums of the nineties, quoted lines start with the author's initials: "P> Me too".
_INITIALS = r"^[A-Z]{1,4}> "
_COMPARED = r"\s*[-+.\d=]"
# "p > q", "p + q = 1", "p and q", elsewhere in the text: the letter is a variable
_VARIABLE = r"(?<![\w<./])p (?:[<>=+~≤≥] |and )[a-z\d](?![\w.])"


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    if ">" in text:
        for match in used(analysis, compiled(_SPACED)):
            if not looks_like_code(text, *match.span()):
                yield _hit(analysis, match, "is an HTML tag with spaces inside")
    for match in _halves(text):
        if not analysis.is_mention(match.start(), match.start() + 1):
            if match.group().isupper() and compiled(_INITIALS, re.M).match(text, match.start()):
                continue
            if match["folded"] and not _has_own_line(analysis, match):
                continue
            if _is_cut_off(analysis, match):
                continue
            if match.group() == "p >" and analysis.once(_has_variable):
                continue
            if not _is_comparison(text, match) and not looks_like_code(text, *match.span()):
                yield _hit(analysis, match, "is an incomplete HTML tag")


def _halves(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of ``_HALF``: each contains one bracket, at a tag's name."""
    half, name = compiled(_HALF, re.M | re.I), compiled(_BEFORE_BRACKET)
    done = 0
    for at in sorted([*_places(text, "<"), *_places(text, ">")]):
        starts: Iterable[int] = (at,)
        if text[at] == ">":
            before = name.search(text, max(done, at - _MAX_NAME), at)
            if before is None:
                continue
            starts = range(max(done, before.start() - _BEFORE_NAME), before.start() + 1)
        match = next(filter(None, (half.match(text, start) for start in starts)), None)
        if match:
            yield match
            done = match.end()


def _places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _has_own_line(analysis: Analysis, match: re.Match[str]) -> bool:
    start, end = analysis.to_source(*match.span())
    source = analysis.document.source
    before = source[max(0, start - _MAX_INDENT) : start].rstrip(" \t")
    after = source[end : end + _MAX_INDENT].lstrip(" \t")
    return before.endswith(("\n", "\r")) and after.startswith(("\n", "\r"))


def _is_cut_off(analysis: Analysis, match: re.Match[str]) -> bool:
    """Return whether browsers do not show the tag: the page of HTML, or the next tag, ends it."""
    document = analysis.document
    if document.content_type is not ContentType.HTML or not match.group().startswith("<"):
        return False
    start, end = analysis.to_source(*match.span())
    if document.source[start] != "<":  # "&lt;" is shown
        return False
    after = document.source[end:].lstrip()
    return not after or after.startswith("<")


def _has_variable(analysis: Analysis) -> bool:
    """Return whether the text calculates or reasons with a "p"."""
    return compiled(_VARIABLE, re.NOFLAG).search(analysis.text) is not None


def _is_comparison(text: str, match: re.Match[str]) -> bool:
    """Distinguish "… if p >" above "0.05", "List<li>" and "<li p>" from a broken tag."""
    if compiled(_COMPARED, re.NOFLAG).match(text, match.end()):
        return True
    before = max(0, match.start() - _MAX_TAG)
    line = text.rfind("\n", before, match.start()) + 1 or before
    opened = text.rfind("<", line, match.start())
    # An opening bracket that nothing has closed yet makes this the end of a whole tag.
    return opened >= 0 and text.find(">", opened, match.start()) < 0 and match.group()[0] != "<"


def _hit(analysis: Analysis, match: re.Match[str], what: str) -> Hit:
    shown = " ".join(match.group().split())
    return Hit(
        span=analysis.to_source(*match.span()),
        message=f"“{shown}” {what}; readers see it as text",
    )


RULE = Rule(
    id="broken-tag",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    summary="Incomplete HTML tags (“p >”, “/h2>”) and tags broken by spaces (“< p >”)",
    why="A template or a rewriting tool broke the markup. Browsers show the fragments as text.",
    remedy="Delete the fragment, or restore the complete tag.",
    sources=(
        "HTML Living Standard, 13.1.2: no white space between “<” and the tag name; 13.2.5.6 to 8: "
        "a tag in which the file ends is dropped",
    ),
    finds=(
        Example(
            text="The ferry runs again from the first of May.\n\np >\n\nIt stops at the old mill."
        ),
        Example(
            text="The ferry is open. <p Boats leave every hour of the day, and then come back."
        ),
        Example(text="The ferry stops at the old mill. p>Boats leave every hour of the day."),
        Example(text="Where the Ferry Stops on Its Way to Town h 3 >\n\nIt stops at the mill."),
        Example(text="It stops at the mill.\n\np > Boats leave the landing every hour of the day."),
        Example(text="< p >The ferry stops at the old mill and goes on to the town."),
        Example(text="The ferry stops at the old mill and goes on to town./p> It is rarely late."),
        Example(
            text="The ferry stops at the old mill.\np >\nIt then goes on to the town, every day.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="<p>The lamp glows &lt;strong</p><p>The mill is dark at night.</p>",
            content_type=ContentType.HTML,
        ),
    ),
    spares=(
        Example(text="The difference was not significant (p > 0.05), nor was h > 3 in any trial."),
        Example(
            text="Let p and q be the shares of dark and pale moths.\n\np > A moth that is pale "
            "has two pale parents, so p + q is one.",
            note="a variable",
        ),
        Example(
            text="Three cases:\n\np > Q\n\nP > Alpha\n\np > D and q > D, so neither holds here."
        ),
        Example(text="Reject the hypothesis if p >\n0.05 in both of the samples that were drawn."),
        Example(
            text="The effect is small. P > Q holds, and so\ndoes p > q where\np is odd.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="P> Do the boats still run?\n\nTwice a day.\n\nTR> And in winter?\n\nThey do not.",
            note="initials that mark a quotation",
        ),
        Example(
            text="<p>The ferry runs again from the first of May, every hour, but <span",
            content_type=ContentType.HTML,
            note="the file ends in the tag",
        ),
        Example(text='Use the selector "ul > li" and close each heading with "/h2>" as before.'),
        Example(text="If q <p And Q holds = 1, then p>q; he said that p>Q was true of no value."),
        Example(text="for (i = 0; i < n; i++) { if (h1 > H2) { x = y[i]; return (p); } }"),
    ),
    check=check,
    metadata=True,
)
