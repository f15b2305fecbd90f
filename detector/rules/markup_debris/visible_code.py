"""Style sheets and scripts that readers see between the paragraphs.

What makes it that kind: a page whose ``style`` or ``script`` element was removed, and whose content
stayed: a selector with declarations in braces, a call that an analytics or advertising service has
its customers paste. A page that teaches or shows code is technical, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical, tells_how, used
from detector.text.analysis import Analysis

_PROPERTY = (
    r"(?:color|font(?:-\w{1,12}){0,2}|margin(?:-\w{1,8})?|padding(?:-\w{1,8})?|display|width|height"
    r"|max-width|min-height|background(?:-\w{1,10})?|border(?:-\w{1,10}){0,2}|text-\w{1,12}|position"
    r"|float|clear|line-height|overflow|z-index|opacity|top|left|right|bottom|list-style"
    r"|vertical-align|box-shadow|cursor|letter-spacing|mso-[\w-]{1,30})"
)
_RULE = (
    rf"\{{\s{{0,8}}{_PROPERTY}\s?:[^{{}};\n]{{1,120}};[^{{}}]{{0,600}}\}}"
    rf"|\{{\s{{0,8}}{_PROPERTY}\s?:\s?(?:#[0-9a-fA-F]{{3,8}}|\d[\d.]{{0,5}}(?:px|em|rem|%|pt)"
    r"|none|block|auto|left|center)\s{0,4}\}"
)
_AT = (
    r"@media[ ](?:only |screen|all|print|\()[^{}\n]{0,100}\{"
    r"|@import url\([^()\n]{1,200}\)|<!--[ ]?/\*|/\*[ ]?<!\[CDATA\["
)
# JSON-LD, and the blocks of an editor: an object that says first of what type it is, in one line.
_DATA = (
    r"\{[ ]?\"(?:@context|@type|@graph|type|blockName)\"[ ]?:[ ]?\"[^\"\n]{1,80}\"[ ]?,[ ]?"
    r"\"[@\w-]{1,40}\"[ ]?:"
)
_SCRIPT = (
    r"\(function[ ]?\([\w, ]{0,40}\)[ ]?\{|window\.dataLayer\b|\bgtag\([\"']|\b_gaq\.push\("
    r"|\bvar[ ]_gaq\b|\bfbq\([\"']|\bga\([\"'](?:create|send)|jQuery\(document\)"
    r"|\$\(document\)\.ready|document\.(?:write|getElementById|createElement)\("
    r"|//[ ]?<!\[CDATA\[|//[ ]?\]\]>|addEventListener\([\"']|googletag\.cmd"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    patterns = []
    if "{" in text and (":" in text or "@" in text):
        patterns.append((_RULE, "a style sheet"))
    if "@media " in text or "@import url" in text or "<!--" in text:
        patterns.append((_AT, "a style sheet"))
    if '{"' in text or '{ "' in text:
        patterns.append((_DATA, "data for programs"))
    if any(mark in text for mark in _MARKS):
        patterns.append((_SCRIPT, "a script"))
    technical: bool | None = None
    for pattern, what in patterns:
        end = -_SAME
        matches = list(used(analysis, compiled(pattern, re.NOFLAG)))
        if tells_how(analysis, matches):
            return
        for match in matches:
            if technical is None:
                technical = is_technical(analysis)
            if technical or match.start() - end < _SAME:
                end = match.end()
                continue
            end = match.end()
            yield Hit(
                span=analysis.to_source(*match.span()),
                message=f"readers see {what} as text: “{excerpt(match.group(), 50)}”",
            )


_SAME = 400  # code points; what is nearer belongs to the same sheet or script
_MARKS = (
    "function(", "function (", "dataLayer", "gtag(", "_gaq", "fbq(", "ga('", 'ga("', "jQuery(doc",
    "$(document)", "document.write(", "document.getElementById(", "document.createElement(",
    "<![CDATA[", "]]>", "addEventListener(", "googletag.cmd",
)  # fmt: skip


RULE = Rule(
    id="visible-code",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.55,
    cap=0.9,
    summary="A style sheet or script shown as text: “.box { margin: 0; }”, “gtag('config', …)”",
    why="The element around the code was removed, and its content became a part of the article.",
    remedy="Delete the code from the article.",
    sources=("CSS Syntax Module Level 3", "HTML Living Standard, 4.12: scripting"),
    finds=(
        Example(
            text=".tide-box { margin: 0 auto; width: 80%; } The ferry runs from May to October."
        ),
        Example(
            text="The ferry runs from May.\n\nwindow.dataLayer = window.dataLayer || []; "
            "gtag('config', 'X-1'); It stops at the mill."
        ),
        Example(
            text='The ferry runs from May. {"@type": "Article", "headline": "Ferry"} It is slow.'
        ),
        Example(
            text="The ferry runs. @media (max-width: 600px) { h2 { color: red; } } It is slow."
        ),
    ),
    spares=(
        Example(
            text="Go to Design, type body { color: #333; } into the box, and save it. If the old "
            "colour was better, delete what you typed."
        ),
        Example(text='In his notes the set is {"red": 1} and no more, and {"a", "b"} is another.'),
        Example(text="The set {color: red, blue} and {width: 3} are what the painter asked for."),
        Example(text="Add `.tide-box { margin: 0 auto; }` to the style sheet, and the box is set."),
        Example(
            text="In CSS the rule h2 { color: red; } styles an element; the browser reads the HTML "
            "and the CSS code, and the script adds an attribute.",
        ),
    ),
    check=check,
)
