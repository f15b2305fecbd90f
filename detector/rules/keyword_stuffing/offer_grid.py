"""Lists, cards and lines that say one offer with a name exchanged, whether or not they are links.

"Roof repair Leeds", "Roof repair York", … as items of a list, cells, headings or between commas and
bars; tags that are wordings of one query; long lists of towns that are "served". ``link-grid`` sees
such links; here the visible words of the whole page are looked at. A list of offices names places
and no offer; an index, a tour and a bibliography have other words beside their places.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.keyword_stuffing.keyword_list import shared_query
from detector.rules.keyword_stuffing.link_grid import frames
from detector.rules.releases import is_log
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_api_page
from detector.text.analysis import Analysis
from detector.text.document import Block, BlockKind, ContentType, Document

# Of 2,339 good articles, 300 of them whole pages, none has such a grid.
MIN_NAMES, MANY_NAMES = 7, 14
MIN_TAGS = 10
MIN_SERVED, MANY_SERVED = 30, 60
_LONGEST = 70  # characters of an item
_CELLS = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE, BlockKind.HEADING, BlockKind.CAPTION})
_CODE = r"[<>={}$\\]|::|\(\)|\w[_@]\w|\w\.[a-z]{1,5}\Z"
# What a list of towns is called that is there for searches; offices and venues are not "served".
_SERVED = (
    r"\b(?:areas?|cities|towns|locations|suburbs|neighbou?rhoods|counties|places|regions|zip"
    r" codes|postcodes)\b[^.!?\n]{0,40}\b(?:we (?:serve|cover|service)|served|covered|serviced)\b"
    r"|\b(?:serving|servicing|proudly serve|we (?:also )?(?:serve|cover|service)|service areas?"
    r"|available in|near you in)\b"
)
_NAME = r"(?:[A-Z][\w'’.-]*)(?: (?:[A-Z][\w'’.-]*|of|the|upon|de|la|on)){0,3}"


class _Item(NamedTuple):
    start: int  # in the view of the page
    end: int
    text: str
    block: int  # number of the block


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield each grid at its first item."""
    article = analysis.document
    document = article.page.document if article.page is not None else article
    linked = {link.start for link in document.links}
    items = list(_items(document))
    if len(items) < MIN_NAMES or is_log(analysis) or is_api_page(analysis):
        return
    yield from _grids(document, items, linked)
    yield from _tags(document, items)
    yield from _served(document, items)


def _items(document: Document) -> Iterator[_Item]:
    """Yield short blocks whole, and the pieces of those that are rows of short pieces."""
    text = document.text
    # An index leads to places of the same page.
    within = [link.start for link in document.links if link.target.startswith("#")]
    for number, block in enumerate(document.blocks):
        start, end = block.start, block.end
        short = 0 < end - start <= _LONGEST
        if _rows(text, block) < MIN_NAMES - 1 or (short and block.kind in _CELLS):
            pieces = [(start, end)] if short else []
        else:
            pieces = [m.span() for m in compiled(r"[^,|;•·/\n]+").finditer(text, start, end)]
        for low, high in pieces:
            at = bisect_left(within, low)
            if at < len(within) and within[at] < high:
                continue
            piece = text[low:high]
            if len(piece.strip()) <= _LONGEST and not compiled(_CODE).search(piece):
                yield _Item(low, high, piece, number)


def _rows(text: str, block: Block) -> int:
    return sum(text.count(mark, block.start, block.end) for mark in ",|;•·/\n")


def _grids(document: Document, items: list[_Item], linked: set[int]) -> Iterator[Hit]:
    found: defaultdict[tuple[str, ...], dict[str, _Item]] = defaultdict(dict)
    for item in items:
        for frame, name in frames(item.text.strip(" .:")):
            found[frame].setdefault(name, item)
    taken: set[int] = set()
    for frame, names in sorted(found.items(), key=lambda grid: (-len(grid[1]), grid[0])):
        places = {item.start for item in names.values()}
        if len(names) < MIN_NAMES or not taken.isdisjoint(places):
            continue
        taken |= places
        # Links are the business of ``link-grid``.
        if sum(place in linked for place in places) > len(places) // 2:
            continue
        listed = ", ".join(f"“{name}”" for name in list(names)[:3])
        yield _hit(
            document,
            min(names.values()),
            f"{len(names)} items say “{excerpt(' '.join(frame), 50)}” and differ only in a name "
            f"({listed}, …)",
            len(names),
            0.6 if len(names) >= MANY_NAMES else 0.5,
        )


def _tags(document: Document, items: list[_Item]) -> Iterator[Hit]:
    """Yield runs of neighbouring short blocks that are wordings of one query."""
    blocks = [item for item in items if item.text == _whole(document, item)]
    for _, group in groupby(enumerate(blocks), key=lambda pair: pair[1].block - pair[0]):
        run = [item for _, item in group]
        short = all(len(item.text.split()) <= 6 for item in run)
        shared = (
            shared_query([item.text for item in run]) if len(run) >= MIN_TAGS and short else None
        )
        if shared:
            message = f"{len(run)} items are wordings of one query, with “{shared}”"
            yield _hit(document, run[0], message, len(run), 0.5)


def _whole(document: Document, item: _Item) -> str:
    block = document.blocks[item.block]
    return document.text[block.start : block.end]


def _served(document: Document, items: list[_Item]) -> Iterator[Hit]:
    """Yield long lists of names that stand under "areas we serve"."""
    run: list[_Item] = []
    for item in [*items, _Item(len(document.text), len(document.text), "", -1)]:
        if item.text and compiled(_NAME, re.NOFLAG).fullmatch(item.text.strip(" .:")):
            run.append(item)
            continue
        names = {one.text.strip(" .:") for one in run}
        if len(names) >= MIN_SERVED:
            lead = document.text[max(0, run[0].start - 160) : run[0].start + 40]
            if compiled(_SERVED).search(lead):
                message = f"{len(names)} towns are listed as served, and nothing is said of them"
                weight = 0.5 if len(names) >= MANY_SERVED else 0.3
                yield _hit(document, run[0], message, len(names), weight)
        run = []


def _hit(document: Document, item: _Item, message: str, count: int, weight: float) -> Hit:
    text = item.text
    start = item.start + len(text) - len(text.lstrip())
    span = document.to_source(start, item.start + len(text.rstrip()))
    return Hit(span=span, message=message, count=count, weight=weight)


_TOWNS = ("Leeds", "York", "Hull", "Ripon", "Selby", "Otley", "Ilkley", "Whitby", "Malton")
_TEXT = "A roof lasts for forty years if the slates are good. We have laid roofs since 1960."


def _list(items: list[str], note: str) -> Example:
    listed = "\n".join(f"- {item}" for item in items)
    return Example(
        text=f"# Roofs\n\n{_TEXT}\n\n{listed}\n\n{_TEXT}",
        note=note,
        content_type=ContentType.MARKDOWN,
    )


RULE = Rule(
    id="offer-grid",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.WARNING,
    summary="Lists that repeat one offer with one name exchanged",
    why="Nobody reads the same offer for every town. Search engines call it keyword stuffing, and "
    "the pages behind it doorways.",
    remedy="Say once which towns are served, or write something about each.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
        "https://developers.google.com/search/docs/essentials/spam-policies#doorways",
    ),
    finds=(
        _list([f"Roof repair in {town}" for town in _TOWNS], "a trade in nine towns"),
        _list([f"{town} roofing company" for town in _TOWNS], "the town comes first"),
        Example(text=" | ".join(f"Cheap roofing {town}" for town in _TOWNS), note="with bars"),
        _list(
            [
                *("roof repair", "cheap roof repair", "roof repair cost", "best roof repair"),
                *("roof repair near me", "roof repair service", "roof repair price"),
                *("roof repair company", "flat roof repair", "roof repair help"),
            ],
            "tags",
        ),
    ),
    spares=(
        _list([f"{town} office" for town in _TOWNS], "offices"),
        _list([f"The old bridge in {town}" for town in _TOWNS], "no offer"),
        _list(
            ["Our services", "Roof repair", "Gutters", "Prices", "About us", "Contact"], "a menu"
        ),
        Example(text="We played in Leeds, York, Hull, Ripon, Selby, Otley, Ilkley and Whitby."),
    ),
    check=check,
    cap=0.7,
)
