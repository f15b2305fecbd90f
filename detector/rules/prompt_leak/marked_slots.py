"""Find slots outside square brackets: <CITY>, __PHONE__, (phone number), and sums that are still X.

What makes one: the name of a field in marks that no prose has, or in parentheses where the sentence
needs the value itself ("call us at (phone number)"); a sum or a count in Xs. Manuals write in such
marks what a reader is to type, and parentheses may explain the word before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.rules.prompt_leak.field_names import names_thing
from detector.rules.prompt_leak.slots import Slot
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.document import BlockKind

_NAMED = (
    r"(?:COMPANY|CITY|TOWN|STATE|COUNTRY|LOCATION|BUSINESS|BRAND|PRODUCT|SERVICE|KEYWORD|INDUSTRY"
    r"|NICHE|WEBSITE|SITE|SHOP|STORE|AUTHOR|CLIENT|TOPIC|PHONE|ADDRESS|EMAIL)"
)
_MARKS = (
    rf"<(?-i:{_NAMED})(?:[ _-](?-i:NAME|HERE|URL|NUMBER))?>"
    r"|<(?:your [a-z][\w ]{2,40}|(?:company|business|brand|city|product|client|author|website)"
    r" name)>|<<(?:insert|add|your|link|name|describe|enter) [^<>\n]{2,60}>>"
    rf"|(?<![\w_])__(?-i:{_NAMED}(?:_[A-Z]{{2,12}})?)__(?![\w_])"
    # Marks of a form that lost its end: "««SHOP NAME", "##CITY_NAME##"; « reads as ".
    rf"|(?:\"{{2,8}}|##|@@|\|\||~~) ?(?-i:(?:YOUR[ _])?{_NAMED}S?"
    r"[ _](?:NAME|URL|HERE|NUMBER|TITLE|LINK))\b(?:\"{2,8}|##|@@|\|\||~~)?"
    r"|(?<![\w$])\$(?-i:X{2,4})\b(?![-–])"
    r"|\b(?:over|more than|nearly|up to|at least|around|about|only|just|than) (?-i:XX{1,2})\+?(?="
    r" (?:years?|people|clients|customers|users|members|projects|countries|employees|locations"
    r"|percent|days|hours|minutes|miles|products|homes|families|students|patients|[a-z]{4,12}s)\b)"
    r"|\b(?:XYZ|ABC) (?:Company|Corp\w*|Inc|Ltd|LLC|Agency|Clinic|Services|Solutions)\b(?=,? we\b)"
)
_FIELD = (
    r"\b(?:at|in|by|to|on|of|for|since) (\((?:(?:your |our |the )?(?:company|business|client"
    r"|manager|owner|store|city|town|street|product|brand|website|contact|author"
    r"|doctor)(?:'s)? (?:name|address|number"
    r"|url)|name of (?:the )?[a-z]{3,12}|phone(?: number)?|telephone number|email address"
    r"|year(?: (?:founded|established))?|founding year|service area|website url)\))"
)
_FIELDS = 2  # one may explain the word before it
_SIGNS = ("<", "__", "XX", "XYZ", "ABC", '""', "##", "@@", "||", "~~")

# The alternative text of a picture that somebody was to describe.
_UNDESCRIBED = (
    r"(?:please )?(?:insert|add|enter|write|provide)(?: (?:an?|the|your|descriptive))?"
    r" (?:alt(?:ernative)?[ -]?(?:text|tag)s?|(?:image |picture |photo )?(?:description|caption)"
    r"|(?:image|photo|picture|screenshot|graphic)s?)\b[^\n]{0,200}"
    r"|(?:image|photo|picture|featured image|hero image|alt text)(?: \d)?"
    r" (?:placeholder|goes here|here)"
)
# What is missing from a sentence: "a study by ____ found", "up to ____% less".
_BLANK = (
    r"\b(?:study|survey|report|research|poll|analysis|data) (?:by|from|of) _{3,}"
    r"|\baccording to (?:an? |the )?_{3,}|[$£€] ?_{2,20}(?![\w])|(?<![\w_])_{2,20} ?(?:%|percent\b)"
    r"|\b(?:founded|established|built|opened|launched) in _{2,}"
)
# Stories hide names and years: "in the town of B____", "in 18__".
_HIDDEN = r"\b(?:[A-Z]|1\d)_{2,}"
# Forms and exercises have blanks for their readers.
_FILLED_IN = frozenset(
    {"fill", "filled", "blank", "blanks", "exercise", "exercises", "form", "worksheet", "quiz",
     "answers", "signature", "signed", "sign", "undersigned"}
)  # fmt: skip
# The name of a variable that a program was to fill in; guides to templates show them.
_VARIABLE = r"(?<![\w\]])\[(?:article|post|blog|topic)_(?:title|name|keyword|topic)\](?![\[(])"
_OF_TEMPLATES = frozenset(
    {"tag", "tags", "shortcode", "shortcodes", "template", "templates", "placeholder",
     "placeholders", "field", "fields", "variable", "variables", "slot"}
)  # fmt: skip
# A cell of a table, whole: "| [price] |".
_CELL = r"(?:^|(?<=[|\t\n]))[ ]{0,9}(\[[A-Za-z][\w /'-]{1,30}\])[ ]{0,9}(?=[|\t\n]|$)"
_CELLS = 2  # different ones; one may be a note


def marked_slots(analysis: Analysis) -> Iterator[Slot]:
    """Yield the slots, each of the kind "code"."""
    text = analysis.text
    if any(sign in text for sign in _SIGNS):
        technical = is_technical(analysis)
        marks = list(compiled(_MARKS).finditer(text))
        # "$XX" alone may be a writer's way to name no price.
        others = any(match.group()[0] != "$" for match in marks)
        for match in marks:
            first = match.group()[0]
            if not (technical and first in '<_$"#@|~') and (others or first != "$"):
                yield Slot(*match.span(), "code")
    if "[" in text:
        yield from _cells(analysis)
        if "_" in text and _OF_TEMPLATES.isdisjoint(analysis.vocabulary):
            names = compiled(_VARIABLE, re.NOFLAG).finditer(text)
            yield from (Slot(*match.span(), "code") for match in names)
    hides = "__" in text and compiled(_HIDDEN, re.NOFLAG).search(text)
    if "__" in text and not hides and _FILLED_IN.isdisjoint(analysis.vocabulary):
        yield from (Slot(*match.span(), "code") for match in compiled(_BLANK).finditer(text))
    for block in analysis.blocks_of(BlockKind.CAPTION):
        if compiled(_UNDESCRIBED).fullmatch(analysis.text_of(block).strip(" []*_.")):
            yield Slot(block.start, block.end, "code")
    if "(" in text:
        fields = list(compiled(_FIELD).finditer(text))
        if len({match.group(1).lower() for match in fields}) >= _FIELDS:
            yield from (Slot(*match.span(1), "code") for match in fields)


def _cells(analysis: Analysis) -> Iterator[Slot]:
    found = [
        match
        for block in analysis.blocks_of(BlockKind.TABLE)
        if "[" in analysis.text_of(block)
        for match in compiled(_CELL, re.M).finditer(analysis.text, block.start, block.end)
    ]
    names = {match.group(1).lower() for match in found}
    # A rota has "[needed]" and "[volunteer]".
    if (
        len(names) >= _CELLS
        and any(names_thing(name.strip("[]")) for name in names)
        and not is_technical(analysis)
    ):
        yield from (Slot(*match.span(1), "code") for match in found)
