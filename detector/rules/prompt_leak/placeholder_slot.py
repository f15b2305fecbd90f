"""Placeholders that nobody filled in: [Your Company], INSERT_LINK, “content goes here”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    SEO_TALK,
    begins_line,
    discusses,
    ends_line,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled, near, starts_of
from detector.text.analysis import Analysis

_THING = (
    r"(?:company|business|brand|client|product|service|customer|author|website|site|city|town"
    r"|state|"
    r"country|location|region|date|year|month|name|first name|last name|full name|job title"
    r"|position|"
    r"phone(?: number)?|email(?: address)?|address|contact (?:info(?:rmation)?|details)|link|url|"
    r"keyword|topic|industry|niche|price|number|amount|title|organi[sz]ation|school|university|"
    r"event|venue|page title|post title|target audience)"
)
_SLOT = (
    r"(\[{1,2}(?:insert\b[^\]\n]{1,80}|(?:your|add|describe|paste|enter|replace|fill in)\s[^\]\n]"
    rf"{{2,80}}|(?:your |the |my )?{_THING}(?: (?:name|here|\d))?|link (?:to|for) [^\]\n]{{2,60}}"
    r"|(?:diagram|chart|figure|infographic|visual|image|photo|video|screenshot|graphic"
    r"|illustration|"
    r"table)(?: (?:of|showing|comparing|illustrating|depicting|suggestion|placeholder|idea)\b|:)"
    r"[^\]\n]{2,160}|(?:image|video|embed|link|source|citation)s? (?:here|needed here|goes here|"
    r"placeholder)|[^\]\n]{2,60} goes here"
    r"|(?:section|chapter|step|point|part) \d{1,2} (?:title|heading|name|text))\]{1,2})(?!\()"
)
# "(Insert photo of the choir here)", "<Insert link to the shop>"
_ORDER = (
    r"\((?:insert|add|place|put) [^()\n]{0,60}?\b(?:photo|picture|image|video|link|url|quote|logo"
    r"|screenshot|chart|graph|map|table|embed|caption)s?\b[^()\n]{0,60}\bhere\)"
    r"|<insert [a-z][^<>=\n]{2,60}>"
)
# Two words are hardly an editor's addition to a quotation; "[company]" may be.
_PLAIN_FIELD = (
    r"(?:phone number|email address|job title|contact (?:details|information)|company name"
    r"|(?:first|last|full) name|page title|post title|target audience)"
)
# Credits and accessible descriptions are written on purpose.
_CREDIT = r"credit|courtesy|via |source|©|\(c\)|by |copyright|wikimedia|flickr|getty|description"
# INSERT_ONLY is a name in a program; INSERT_LINK is a placeholder for a link.
_LETTERS = (
    r"\b(?:INSERT|PASTE)_(?:[A-Z]{1,20}_){0,3}(?:HERE|LINK|URL|IMAGE|PHOTO|PICTURE|VIDEO|LOGO|NAME"
    r"|TITLE|HEADLINE|DATE|YEAR|CITY|TOWN|REGION|COUNTRY|ADDRESS|EMAIL|PHONE|NUMBER|PRICE|AMOUNT"
    r"|TEXT|CONTENT|BODY|QUOTE|SOURCE|CITATION|KEYWORDS?|TOPIC|COMPANY|BRAND|PRODUCT|SERVICE|AUTHOR"
    r"|CLIENT|BIO|CTA|BUTTON|TABLE|CHART|EXAMPLE)\b"
)
_DATE = r"\b(?:19|20)(?:\d\d|[Xx]{2})-[Xx]{2}(?:-[Xx]{2})?\b"
# Archivists write "dated 1918-XX-XX" where only the year is known.
_DATED = r"\b(?:as|dated?|circa|form|format|known|year)[ :]{1,2}\Z"
_GOES_HERE = (
    r"\b(?:[a-z][\w-]{0,30} ){0,4}(?:content|text|title|description|body|copy|image|caption|summary"
    r"|paragraph|article|excerpt|quote|link|bio|heading|introduction) goes here\b"
)
# What asks for a picture; without it "[Photo: the old mill in 1957]" is the caption of one.
_ASKS = (
    r"\A[\w ]{5,14}:\s*(?:insert|add|use|show|place|include|find|create|draw|choose|take|put|an? "
    r"(?:picture|photo|image|chart|diagram|screenshot|graphic)\b)"
    r"|\b(?:showing|suggest\w*|ideas?|placeholder|comparing|depicting|illustrating|goes here)\b|→"
)
_CAPTIONED = r"\[(?:[Pp]hoto|[Ii]mage|[Vv]ideo|[Ii]llustration|[Ff]igure|[Tt]able|[Cc]hart):"
# A letter with three different slots between salutation and close is a template for readers.
_SALUTATION = r"(?:^[ \t>*_]{0,6}|[.:] )(?:Dear|To|Hello|Hi)\s\[{1,2}[^\]\n]{2,60}\]"
_CLOSE = r"^[ \t>*_]{0,6}(?:Yours|Sincerely|Kind|Best|Warm|With|Regards|Respectfully|Faithfully)\b"
_MODEL_TALK = frozenset(
    {"in brackets", "in square brackets", "the brackets", "square brackets", "copy this",
     "copy and paste", "model letter", "sample letter", "example letter", "letter below",
     "following letter", "this letter", "letter template"}
)  # fmt: skip
_MODEL_SLOTS = 3
_ORDER_WORDS = frozenset({"insert", "add", "place", "put"})
_IMAGE_KINDS = (
    "image", "photo", "screenshot", "video", "chart", "figure", "table", "graphic", "visual",
    "illustration", "infographic", "diagram",
)  # fmt: skip


class _Slot(NamedTuple):
    start: int
    end: int
    kind: str  # "order", "thing", "picture", "letters" or "date"


def _bracketed(text: str) -> Iterator[_Slot]:
    for match in compiled(_SLOT).finditer(text):
        span = match.span(1)
        inner = match.group(1).strip("[] ")
        low = inner.lower()
        if low.endswith("goes here"):
            yield _Slot(*span, "order")
        elif low.startswith(_IMAGE_KINDS):
            if not _is_caption(match.group(1)) and compiled(_CREDIT).search(inner) is None:
                yield _Slot(*span, "picture")
        elif low.startswith(("insert", "add ", "paste", "describe", "enter", "replace", "fill")):
            yield _Slot(*span, "order")
        elif inner[:1].isupper() or low.startswith("your") or _is_field(inner):
            yield _Slot(*span, "thing")


def _slots(analysis: Analysis) -> Iterator[_Slot]:
    text = analysis.text
    if "[" in text:
        yield from _bracketed(text)
    for match in near(analysis, _ORDER_WORDS, _ORDER, before=2, after=150):
        yield _Slot(*match.span(), "order")
    for match in near(analysis, frozenset({"goes"}), _GOES_HERE, before=150, after=20):
        if not text.startswith("]", match.end()) and _is_whole(analysis, *match.span()):
            yield _Slot(*match.span(), "order")
    if "_" in text:
        for match in compiled(_LETTERS, re.NOFLAG).finditer(text):
            yield _Slot(*match.span(), "letters")
    if "-X" in text or "-x" in text:
        for match in compiled(_DATE).finditer(text):
            yield _Slot(*match.span(), "date")


def _is_field(inner: str) -> bool:
    return compiled(_PLAIN_FIELD).fullmatch(inner) is not None


def _is_caption(slot: str) -> bool:
    return (
        compiled(_CAPTIONED, re.NOFLAG).match(slot) is not None
        and compiled(_ASKS).search(slot[1:]) is None
    )


def _is_whole(analysis: Analysis, start: int, end: int) -> bool:
    """Return whether ``start:end`` is its whole line or sentence."""
    text = analysis.text
    ended = ends_line(analysis, end) or text[end : end + 1] in (".", "!")
    return ended and opens_sentence(analysis, start)


def _is_model_letter(analysis: Analysis, slots: list[_Slot]) -> bool:
    """Return whether the text is a letter that readers are meant to copy and fill in."""
    text = analysis.text
    opened = compiled(_SALUTATION, re.M | re.I).search(text)
    if opened is None:
        return False
    if starts_of(analysis, _MODEL_TALK):
        return True
    closed = compiled(_CLOSE, re.M | re.I).search(text, opened.end())
    inside = {text[slot.start : slot.end].lower() for slot in slots if slot.start >= opened.start()}
    return closed is not None and len(inside) >= _MODEL_SLOTS


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield each slot; a text about templates or prompts shows them on purpose."""
    slots = list(_slots(analysis))
    if not slots:
        return
    text = analysis.text
    counts = analysis.word_counts
    about = (
        discusses(analysis, AI_TALK | SEO_TALK)
        or sum(counts[w] for w in ("template", "templates", "placeholder", "placeholders")) >= 2
    )
    letter = _is_model_letter(analysis, slots)
    for slot in slots:
        if is_spoken_of(analysis, slot.start, slot.end):
            continue
        span = analysis.to_source(slot.start, slot.end)
        whole = " ".join(text[slot.start : slot.end].split())
        phrase = excerpt(whole, 60)
        inner = whole.strip("[]()<> ")
        capital = inner[:1].isupper()
        alone = begins_line(analysis, slot.start) and ends_line(analysis, slot.end)
        if slot.kind == "date":
            # Only the year is known, or it is a mask of digits.
            if not about and not compiled(_DATED).search(text, max(0, slot.start - 12), slot.start):
                message = f"“{phrase}” may be a date that was never filled in"
                yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.2)
        elif letter and slot.kind != "picture":
            message = f"“{phrase}” is a placeholder in a letter for readers to fill in"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.02)
        elif about and slot.kind != "picture" and not (alone and slot.kind == "order"):
            message = f"“{phrase}” is a placeholder, shown here as an example"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.02)
        elif slot.kind == "picture":
            message = f"“{phrase}” is a placeholder for a picture that was never added"
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.5)
        elif slot.kind == "thing" and not capital:
            message = f"“{phrase}” may be a placeholder that was never filled in"
            field = _is_field(inner)
            severity = Severity.WARNING if field else Severity.INFO
            yield Hit(span=span, message=message, severity=severity, weight=0.3 if field else 0.05)
        elif slot.kind == "order" and not capital and "goes here" not in inner.lower():
            message = f"“{phrase}” may be a placeholder that was never filled in"
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.2)
        else:
            message = f"“{phrase}” is a placeholder that was never filled in"
            yield Hit(span=span, message=message, count=len(slots))


RULE = Rule(
    id="placeholder-slot",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Placeholders that were never filled in",
    why="“[Your Company]” or “content goes here” shows readers an unfinished template.",
    remedy="Fill in the placeholder, or delete the sentence.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text="At [Your Company], we lay garden paths of gravel, slate and old brick."),
        Example(text="Gravel drains well. [Insert photo of a gravel path] Slate looks better."),
        Example(text="Paths\n\nArticle content goes here."),
        Example(text="Paths\n\n[List of paths goes here]\n\nGravel drains well."),
        Example(text="Ring us at [phone number], and we lay your path within the week."),
        Example(text="1. Gravel\nIt drains well.\n\n2. [Section 2 title]\nSlate is dear."),
        Example(text="Gravel drains well. (Insert photo of the path here) Slate is dear."),
        Example(text="Gravel drains well. <Insert link to the quarry> Slate is dear."),
        Example(text="Gravel drains well. [Photo: show a gravel path in the rain] Slate is dear."),
        Example(text="Gravel drains well. [Image comparing gravel and slate paths] Slate is dear."),
        Example(text="The path was laid on 2024-XX-XX by INSERT_NAME and his brother."),
    ),
    spares=(
        Example(
            text='Write "Dear [Name]" and put the name of the mayor in its place.', note="quoted"
        ),
        Example(text="The clause reads [Company Name] and each party signs it."),
        Example(text="She said that [her] father had [added] a path. [Image credit: J. Doe]"),
        Example(
            text="The title goes here at the head of the page; the text goes here, below it, on "
            "the left, and then the caption.",
            note="directions",
        ),
        Example(text="Push until it clicks (insert the key here), then turn it (see the picture)."),
        Example(text="The APPEND_ONLY and INSERT_SAFE flags kept the clerks from errors."),
        Example(
            text="The letter is dated 1931-XX-XX in the catalogue.", note="only the year is known"
        ),
        Example(
            text="[Photo: the restored organ in the west gallery, first heard since 1931]"
            "\n\nThe organ was heard again on Sunday.",
            note="a caption",
        ),
        Example(text="See [Link to the report](https://example.org/report) for the figures."),
    ),
    check=check,
    metadata=True,
    weight=0.6,
)
