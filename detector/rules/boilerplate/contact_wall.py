"""One seller's contact block, repeated through the text or surrounded by rows of symbols."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import near
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.document import ContentType
from detector.text.familiar import familiar_words

_MESSENGERS = ("telegram", "whatsapp", "skype", "wechat", "viber", "zangi", "discord", "signal")
# A label, symbols, and a value in the form of an address. After a colon on one line any word counts
# as a name, but no familiar one. Without a row of symbols around it none does where the label is an
# ordinary noun ("Signal: clicked") or the page shows code.
_CONTACT = (
    r"\b(telegram|whats ?app|skype|wechat|viber|zangi|discord|signal|e-?mail|gmail"
    r"|contact us)"
    r"(?: (?:channel|username|user|id|number|us|me|group))?"
    r"(?:[^\w\n@+]{0,14}((?<!\w)@\w{3,40}|\+\d[\d ()-]{6,18}\d|[\w.+-]{1,60}@[\w.-]{3,60}|(?:https?://"
    r"|t\.me/|wa\.me/)[^\s]{4,80})|[ \t]?[:：][ \t]?(\d[\d ()-]{6,18}\d|\w[\w.-]{4,40}))"
)
_ANCHORS = frozenset((*_MESSENGERS, "whats", "email", "e", "gmail", "contact"))
_NOUNS = frozenset({"signal", "discord"})
_BLOCK_GAP = 160  # characters between two entries of one block
_REPEATED = 3
_WALL_REACH, _WALL_SYMBOLS = 18, 3  # characters before an address, and symbols among them


class _ContactBlock(NamedTuple):
    start: int
    end: int
    values: frozenset[str]
    messenger: bool
    walled: bool


def _is_symbol(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character) in ("So", "Sm", "Sk", "Sc")


def _is_no_name(analysis: Analysis, label: str, word: str, *, walled: bool) -> bool:
    """Return whether a word after a label and a colon says what the label does: "Skype: none"."""
    if word in familiar_words():
        return True
    return not walled and (label in _NOUNS or is_technical(analysis))


def _blocks(analysis: Analysis) -> list[_ContactBlock]:
    found: list[_ContactBlock] = []
    text = analysis.text
    for match in near(analysis, _ANCHORS, _CONTACT):
        if analysis.is_mention(*match.span()):
            continue
        around = text[max(0, match.start() - _WALL_REACH) : match.end()]
        walled = sum(map(_is_symbol, around)) >= _WALL_SYMBOLS
        messenger = match.group(1).lower().replace(" ", "") in _MESSENGERS
        value = (match.group(2) or match.group(3)).lower().rstrip(".,;")
        label = match.group(1).lower()
        if value.isalpha() and _is_no_name(analysis, label, value, walled=walled):
            continue
        if found and match.start() - found[-1].end <= _BLOCK_GAP:
            last = found.pop()
            found.append(
                _ContactBlock(
                    last.start,
                    match.end(),
                    last.values | {value},
                    last.messenger or messenger,
                    last.walled or walled,
                )
            )
        else:
            block = _ContactBlock(*match.span(), frozenset((value,)), messenger, walled)
            found.append(block)
    return [block for block in found if block.messenger or block.walled]


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield contact blocks; their number and their rows of symbols decide the severity."""
    blocks = _blocks(analysis)
    if not blocks:
        return
    often = Counter(value for block in blocks for value in block.values).most_common(1)[0][1]
    walls = sum(block.walled for block in blocks)
    for block in blocks:
        span = analysis.to_source(block.start, block.end)
        if often >= _REPEATED or walls >= 2:
            yield Hit(
                span=span,
                message=f"one seller's contact block appears {len(blocks)} times in the text",
                count=len(blocks),
            )
        elif block.walled or often == 2:
            message = "the text contains a seller's contact block"
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.3)
        elif len(block.values) > 1:
            message = "the text contains a block of addresses; keep them if they are your own"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.1)


RULE = Rule(
    id="contact-wall",
    family=Family.BOILERPLATE,
    severity=Severity.ERROR,
    summary="A seller's contact block repeated through the text",
    why="The same messenger address in every section turns the article into an advertisement. It "
    "is typical of sellers that no publisher should link to.",
    remedy="Delete the blocks. If the article is an advertisement, do not publish it.",
    sources=("https://developers.google.com/search/docs/essentials/spam-policies",),
    finds=(
        Example(
            text="Boats are dear. ▬▬▬➤Telegram: @boats ▬▬▬➤WhatsApp: +44 20 7946 0000 Boats are "
            "made of wood, and wood swells in the water, as every sailor knows, and must be dried "
            "for a year or more before it is sawn into planks and bent over steam to the shape of "
            "the hull. ▬▬▬➤Telegram: @boats ▬▬▬➤WhatsApp: +44 20 7946 0000"
        ),
        Example(text="Boats for sale. ★★★★ WhatsApp: +44 20 7946 0000 Boats are made of wood."),
        Example(text="Boats for sale, call now. Telegram: @boats Email: boats@example.org"),
        Example(
            text="Set `oil`, `wick` and `glass` first.\n\n"
            + "⭐⭐⭐ Telegram: lampomart ⭐⭐⭐ Skype: lampomart ⭐⭐⭐ WhatsApp: lampomart\n\n"
            * 3,
            content_type=ContentType.MARKDOWN,
            note="below some code",
        ),
    ),
    spares=(
        Example(
            text="Insert a lamp at the given place. Signal: lamp::inserted The lamp is lit.\n\n"
            + "Take one lamp away again. Signal: lamp::removed The lamp is put out.\n\n" * 3,
            note="what a program sends",
        ),
        Example(
            text="Lamps\n\n" + "This lamp talks. Telegram: supported, Skype: supported.\n\n" * 4,
            note="what a program can do",
        ),
        Example(
            text="Lamps\n\n" + "A lamp glows.\n\nSignal:\n\nlamp_lit\n\nNo argument.\n\n" * 4,
            note="a label above a list",
        ),
        Example(
            text="The lamp emits signal@Lamp::lit and signal@Lamp::out when the tower turns it."
        ),
        Example(text="Telegram: the app was founded in 2013. WhatsApp: bought in 2014. Both grew."),
        Example(text="For the press: Jane Doe, email: jane@example.org, phone 020 7946 0000."),
        Example(text="He sent a telegram - it came late. The signal: two lamps in the tower."),
    ),
    check=check,
    weight=0.7,
)
