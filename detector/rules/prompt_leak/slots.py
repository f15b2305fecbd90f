"""Find the slots of a template: brackets, braces, orders and codes that wait to be filled in.

What is in brackets for the reader continues the sentence or comments on it: "[the town] is",
"[sic]", "[Listening to: …]", "[emphasis added]". A slot names a kind of thing that somebody was to
supply (a link, a statistic, the author's name), says where it goes ("here"), or orders it
("insert"). Brackets that markup gives a meaning are neither: titles of directives, wikilinks,
references, alternative texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from detector.rules.prompt_leak.context import ends_line, opens_sentence
from detector.rules.prompt_leak.field_names import field_kind, is_field
from detector.rules.search import compiled, near
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.document import Block, BlockKind

_THING = (
    r"(?:product/service|product or service"
    r"|company|business|brand|expert|client|product|service|customer|author|website|site|city|town"
    r"|state|"
    r"country|location|region|date|year|month|name|first name|last name|full name|job title"
    r"|position|"
    r"phone(?: number)?|email(?: address)?|address|contact (?:info(?:rmation)?|details)|link|url|"
    r"keyword|topic|industry|niche|price|number|amount|title|organi[sz]ation|school|university|"
    r"event|venue|page title|post title|target audience)"
)
# What a writer was to supply, and nobody writes in brackets for a reader.
_SUPPLIED = (
    r"(?:(?:affiliate|internal|external|outbound|booking|download|product|tracking|referral"
    r"|sign-?up"
    r"|newsletter|purchase) (?:link|url|button)s?"
    r"|(?:featured|hero|header|cover|banner|product|inline|stock|section) (?:image|photo|picture"
    r"|graphic|screenshot)s?"
    r"|(?:relevant |recent |specific |customer |client )?(?:case study|testimonial|statistics?|stat"
    r"|data point|anecdote|success story)|(?:customer|client|expert|pull|founder) quote"
    r"|author(?:'s)? (?:name|bio|photo|title|credentials)|personal (?:story|anecdote|experience"
    r"|example)|(?:publication|publish|publishing|current|today's|event|launch) (?:date|year)"
    r"|(?:competitor|brand|product|city|client|customer|company|event|town|tool|expert|site"
    r"|business|platform|industry)(?:'s)? (?:name|[a-z]|\d))"
    r"(?: (?:here|needed|placeholder|link|url|name|title|tbd|to be added|goes here|\d))?"
    r"(?:(?::| [–—-]| about| of| from| showing| to| on) [^\]\n]{1,100})?"
)
_HERE = (
    r"(?:[^\]\n]{0,60} )?(?:link|image|photo|video|name|date|quote|bio|statistic|source|text|number"
    r"|price|address|keyword|title|story|example|url|logo|button|form|cta|map|chart|table"
    r"|testimonial"
    r"|screenshot)s? here"
)
_SLOT = (
    # "row[NUMBER]" is an element of an array
    r"(?:(?<!\w)|(?=\[[^\[\] ]{1,40} ))(\[{1,2}(?=[^\]]{1,300}\])"  # or each kind looks for its end
    r"(?:insert\b[^\]\n]{1,200}|embed (?:(?:an?|the|your) )?(?:youtube|video|map|tweet|form"
    r"|podcast|instagram|link)\b[^\]\n]{0,80}"
    r"|(?:your|add|describe|paste|enter|replace|fill in)\s[^\]\n]"
    rf"{{2,80}}|(?:your |the |my )?{_THING}(?: (?:name|here|\d))?|link (?:to|for) [^\]\n]{{2,60}}"
    r"|(?:diagram|chart|figure|infographic|visual|image|photo|video|screenshot|graphic"
    r"|illustration|"
    r"table)(?: (?:of|showing|comparing|illustrating|depicting|suggestion|placeholder|idea)\b|:)"
    r"[^\]\n]{2,160}|(?:image|video|embed|link|source|citation)s? (?:here|needed here|goes here|"
    r"placeholder)|[^\]\n]{2,60} goes here"
    r"|[^\]\n]{2,60} (?:placeholder|to be (?:added|inserted|supplied))"
    r"|(?-i:P)(?:laceholder|LACEHOLDER) for\b[^\]\n]{2,120}"
    rf"|(?:section|chapter|step|point|part) \d{{1,2}} (?:title|heading|name|text)|{_SUPPLIED}"
    rf"|{_HERE})\]{{1,2}})(?![\[({{])"
)
# "(Insert photo of the choir here)", "<Insert link to the shop>"
_ORDER = (
    r"\((?:insert|add|place|put) [^()\n]{0,60}?\b(?:photo|picture|image|video|link|url|quote|logo"
    r"|screenshot|chart|graph|map|table|embed|caption|anecdote|testimonial|statistic|case study|cta"
    r"|hyperlink|disclaimer)s?\b[^()\n]{0,60}\bhere\)"
    r"|<insert [a-z][^<>=\n]{2,60}>"
    r"|\(insert (?:(?:an?|the|your|some|internal|affiliate|relevant) ){0,2}(?:links?|urls?|cta"
    r"|hyperlink|disclaimer|statistic|testimonial|screen ?shots?|photos?|images?|diagrams?|charts?"
    r"|graphs?|figures?)\b[^()\n]{0,140}\)"
)
_BESIDE = 100  # characters
# "<city>", "<your name>" are slots themselves.
_ARGUMENT = (
    r"<(?!(?:insert|your|city|town|company|business|brand|client|customer)\b)"
    r"[a-z][a-z_-]{1,24}(?: [a-z]{1,24}){0,2}>"
)
# Credits and accessible descriptions are written on purpose.
_CREDIT = r"credit|courtesy|via |source|©|\(c\)|by |copyright|wikimedia|flickr|getty|description"
# INSERT_ONLY is a name in a program; INSERT_LINK is a placeholder for a link.
_LETTERS = (
    r"(?<![A-Za-z0-9])(?:INSERT|PASTE)_(?:[A-Z]{1,20}_){0,3}(?:HERE|LINK|URL|IMAGE|PHOTO"
    r"|PICTURE|VIDEO|LOGO|NAME"
    r"|TITLE|HEADLINE|DATE|YEAR|CITY|TOWN|REGION|COUNTRY|ADDRESS|EMAIL|PHONE|NUMBER|PRICE|AMOUNT"
    r"|TEXT|CONTENT|BODY|QUOTE|SOURCE|CITATION|KEYWORDS?|TOPIC|COMPANY|BRAND|PRODUCT|SERVICE|AUTHOR"
    r"|CLIENT|BIO|CTA|BUTTON|TABLE|CHART|EXAMPLE)(?![A-Za-z0-9])"
    # The name of a field, in prose: "we order from COMPANY_NAME".
    r"|(?<![A-Za-z0-9_$%{<\[`/.])(?:YOUR|COMPANY|BUSINESS|BRAND|CLIENT|CUSTOMER|PRODUCT|SERVICE|CITY"
    r"|TOWN|STATE|REGION|LOCATION|AUTHOR|EXPERT|AFFILIATE|INTERNAL|EXTERNAL|BOOKING|PHONE"
    r"|EMAIL|OWNER"
    r"|MANAGER|FOUNDER|HOTEL|RESTAURANT|CONTACT|WEBSITE|TARGET"
    r"|COMPETITOR)(?:_[A-Z]{2,12}){0,2}_(?:NAME"
    r"|LINK|URL|NUMBER|ADDRESS|QUOTE|BIO|TITLE|HERE|KEYWORD|IMAGE|PHOTO|LOGO|PRICE|CTA|DATE|STAT)"
    r"(?:_\d)?(?![A-Za-z0-9_=(}>\]])"
)
_DATE = r"\b(?:19|20)(?:\d\d|[Xx]{2})-[Xx]{2}(?:-[Xx]{2})?\b"
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
# Codes in capitals, braces around the name of a thing, and a number that is still X.
_CODES = (
    r"\[(?:INTERNAL|EXTERNAL|AFFILIATE|CTA|STAT|LINK|INTERNAL[ _-]LINK|EXTERNAL[ _-]LINK"
    r"|CASE[ _-]STUDY)"
    r"[:|][^\]\n]{1,240}\](?!\()"
    r"|\[(?i:(?:internal|external|affiliate|outbound)[ _-]links?(?: to| for| here)?) ?[:–—-]"
    r" ?[^\[\]\n]{1,240}\](?!\()"
    r"|\[(?!(?:CLICK|WATCH|SEE|READ|LISTEN|VIEW|GET|BUY|ORDER|START|PRESS|VISIT|JOIN|FREE|NEW)\b)"
    r"(?:[A-Z]{2,14}[ _-]){1,3}(?:HERE|LINKS?|URL|NAME|PLACEHOLDER|DATE|BIO|NEEDED|BUTTON|SLOT"
    r"|STUDY"
    r"|STATISTIC)(?:[:|][^\]\n]{1,120})?\](?!\()"
    r"|\[(?:[A-Z]{2,14} ){1,4}(?:NEEDED|PENDING|MISSING|TBD) (?:FROM|BY) [A-Z ]{2,30}\]"
    r"|(?<![$£€])\bX{2,3},X{3}\b|\bXX%|[$£€]\[X{1,4}\]|\[X{3}[-. ]X{3}[-. ]X{4}\]"
    r"|\[X{1,3}\](?= ?(?:%|percent|years?|days|hours|minutes|people|customers|clients|users|million"
    r"|thousand|months|weeks)\b| ?%)"
)
_BRACES = (
    rf"(?<![{{$%\\\w#])\{{{{1,2}} ?(?:insert (?!tag)[^{{}}\n]{{2,50}}|your [^{{}}\n]{{2,40}}"
    rf"|(?:the )?(?:{_THING}|affiliate|author|brand)[ _](?:name|here|link|url|title|bio|number"
    rf"|address)) ?\}}{{1,2}}(?!\}})"
)
# An order in emphasis: "*Insert a photo of the choir*".
_EMPHASISED = (
    r"\*{0,2}(?:insert|embed) (?:(?:an?|the|your|relevant|affiliate|internal|external|here) ){0,3}"
    r"(?:link|image|photo|picture|video|chart|graph|screenshot|infographic|quote|statistic|map"
    r"|testimonial|case study|cta|form|button)s?\b[^.*\n]{0,70}[.]?\*{0,2}"
)
# What markup says of the brackets that follow it: a directive's title, a role, a macro, an image.
_MARKUP_BEFORE = r"(?::{1,3}[\w-]{1,30}|[\w.-]{1,20}:{1,2}\S{0,120}|[!\]])\Z"
_ALTERNATIVE = (
    r"(?:!\[[^\]\n]{0,200}|\b(?:alt|title|aria-label)=(?:\"[^\"\n]{0,200}|'[^'\n]{0,200}))\Z"
)
# A wikilink names a page; it may be called anything.
_WIKILINK = r"\[\[(?!insert\b)(?![^\]\n]{0,80}(?:\bhere\b|\byour\b|:|→))[^\]\n]{1,120}\]\]"
_ORDER_WORDS = frozenset({"insert", "add", "place", "put"})
_ORDERS = tuple("insert,embed,add ,paste,describe,enter,replace,fill,placeholder".split(","))
# A short line of plain text is read as a heading.
_WHOLE = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_IMAGE_KINDS = (
    "image", "photo", "screenshot", "video", "chart", "figure", "table", "graphic", "visual",
    "illustration", "infographic", "diagram",
)  # fmt: skip


class Slot(NamedTuple):
    """A slot at ``start:end`` of the view."""

    start: int
    end: int
    kind: str  # "order", "thing", "plain", "picture", "code", "letters" or "date"


def _bracketed(text: str) -> Iterator[Slot]:
    for match in compiled(_SLOT).finditer(text):
        if compiled(_WIKILINK).fullmatch(match.group(1)):
            continue
        span = match.span(1)
        inner = match.group(1).strip("[] ")
        low = inner.lower()
        if low.endswith("goes here"):
            yield Slot(*span, "order")
        elif low.startswith(_IMAGE_KINDS):
            if not _is_caption(match.group(1)) and compiled(_CREDIT).search(inner) is None:
                yield Slot(*span, "picture")
        elif low.startswith(_ORDERS):
            yield Slot(*span, "order")
        elif inner[:1].isupper() or low.startswith("your") or is_field(inner):
            yield Slot(*span, "thing")
        elif compiled(rf"{_THING}(?: name)?").fullmatch(inner):
            yield Slot(*span, "plain")


def _named(text: str) -> Iterator[Slot]:
    for match in compiled(r"\[([A-Za-z][^\[\]\n]{3,60})\](?![(\[{:])").finditer(text):
        kind = field_kind(match.group(1))
        if kind and not text.startswith("[", match.start() - 1):
            yield Slot(*match.span(), kind)


def slots_of(analysis: Analysis) -> Iterator[Slot]:
    """Yield the slots; what markup puts in brackets is none.

    A "plain" one, "[year]", may be an editor's word in a quotation.
    """
    text = analysis.text
    if "[" in text or "XX" in text:
        codes = (Slot(*m.span(), "code") for m in compiled(_CODES, re.NOFLAG).finditer(text))
        found = {slot.start: slot for slot in (*_named(text), *codes, *_bracketed(text))}
        for slot in found.values():
            if not _is_markup(analysis, slot):
                yield slot
    if "{" in text and not is_technical(analysis):
        yield from (Slot(*m.span(), "code") for m in compiled(_BRACES).finditer(text))
    yield from _orders(analysis)
    if "_" in text:
        for match in compiled(_LETTERS, re.NOFLAG).finditer(text):
            if not is_technical(analysis) or match.group().startswith(("INSERT", "PASTE")):
                yield Slot(*match.span(), "letters")
    if "-X" in text or "-x" in text:
        for match in compiled(_DATE).finditer(text):
            yield Slot(*match.span(), "date")


def _orders(analysis: Analysis) -> Iterator[Slot]:
    text = analysis.text
    for block in analysis.blocks if "insert" in analysis.word_counts else ():
        if block.kind in _WHOLE and _is_emphasised_order(analysis, block):
            yield Slot(block.start, block.end, "order")
    for match in near(analysis, _ORDER_WORDS, _ORDER, before=2, after=150):
        if text[match.start()] == "<" and _is_argument(analysis, *match.span()):
            continue
        yield Slot(*match.span(), "order")
    for match in near(analysis, frozenset({"goes"}), _GOES_HERE, before=150, after=20):
        if not text.startswith("]", match.end()) and _is_whole(analysis, *match.span()):
            yield Slot(*match.span(), "order")


def _is_argument(analysis: Analysis, start: int, end: int) -> bool:
    """Return whether what one types stands in angle brackets beside it: "add <name>"."""
    beside = analysis.text[max(0, start - _BESIDE) : start] + analysis.text[end : end + _BESIDE]
    return compiled(_ARGUMENT).search(beside) is not None


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


def _is_markup(analysis: Analysis, slot: Slot) -> bool:
    """Return whether the brackets belong to markup: a directive, a reference or an image."""
    source = analysis.document.source
    start = analysis.to_source(slot.start, slot.start + 1).start
    low = max(0, start - 240)
    line = source[low:start].rpartition("\n")[2]
    if compiled(_MARKUP_BEFORE).search(line.rpartition(" ")[2]) is not None:
        return True
    if compiled(_ALTERNATIVE).search(line) is not None or _is_section_of_settings(analysis, slot):
        return True
    # A link in brackets: "[<a href=…>Email address</a>]".
    links = analysis.once(_link_starts)
    end = analysis.to_source(slot.end - 1, slot.end).end
    return bisect_left(links, start) < bisect_left(links, end)


def _link_starts(analysis: Analysis) -> list[int]:
    return sorted(link.source.start for link in analysis.document.links)


def _is_emphasised_order(analysis: Analysis, block: Block) -> bool:
    if block.end - block.start > 120:
        return False
    whole = analysis.text_of(block).strip()
    if compiled(_EMPHASISED).fullmatch(whole) is None:
        return False
    start = analysis.to_source(block.start, block.start + 1).start
    source = analysis.document.source
    marked = whole[:1] == "*" or source[max(0, start - 4) : start].rstrip().endswith(
        ("*", "_", "m>", "i>")
    )
    return marked or whole.strip(" .*").lower().endswith(" here")


def _is_section_of_settings(analysis: Analysis, slot: Slot) -> bool:
    """Return whether the slot is ``[Service]`` above lines such as ``Type=simple``."""
    after = analysis.text[slot.end : slot.end + 80]
    return compiled(r"\s{1,12}\w[\w.-]{0,40} ?=").match(after) is not None
