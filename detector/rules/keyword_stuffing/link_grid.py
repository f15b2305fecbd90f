"""Links that say one offer with one word exchanged: "Plumber in Leeds", "Plumber in York", …

City grids, tag clouds and link farms are outside the article: in the footer, in cards, in a side
column. So the whole page is looked at where there is one. Menus and lists of contents share words
too ("Python 3.8", "Python 3.9"; "Our services"); a grid shares an offer and exchanges a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.keyword_stuffing.commerce import (
    OFFER_WORDS,
    SEARCH_WORDS,
    SERVICE_HEADS,
)
from detector.rules.keyword_stuffing.query_variants import SOUGHT
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_api_page
from detector.text.analysis import Analysis
from detector.text.document import ContentType, Link
from detector.text.keyphrases import FUNCTION_WORDS, fold

# Of 6,700 texts with links, 650 of them whole pages, none has such a grid.
MIN_LINKS, MANY_LINKS = 8, 15
_MIN_SOUGHT = 5  # different words of a search in the links of a cloud
_LONGEST = 8  # words of a link
_OFFERS = SEARCH_WORDS | OFFER_WORDS | SERVICE_HEADS
_PLACED = frozenset({"in", "near", "for", "at", "around"})
_SLOT = "…"
_WORD = r"[^\W_]+(?:['’][^\W_]+)?"


def check(analysis: Analysis) -> Iterator[Hit]:
    links = page_links(analysis)
    if len(links) < MIN_LINKS or is_api_page(analysis):
        return
    yield from _cloud(links)
    grids: defaultdict[tuple[str, ...], dict[str, Link]] = defaultdict(dict)
    for link in links:
        for frame, name in frames(link.anchor):
            grids[frame].setdefault(name, link)
    taken: set[int] = set()
    for frame, found in sorted(grids.items(), key=lambda grid: (-len(grid[1]), grid[0])):
        places = {link.source.start for link in found.values()}
        if len(found) < MIN_LINKS or not taken.isdisjoint(places):
            continue
        taken |= places
        first = min(found.values(), key=lambda link: link.source)
        names = ", ".join(f"“{name}”" for name in list(found)[:3])
        yield Hit(
            span=first.source,
            message=f"{len(found)} links say “{excerpt(' '.join(frame), 50)}” and differ only in "
            f"a name ({names}, …)",
            count=len(found),
            weight=0.55 if len(found) >= MANY_LINKS else 0.45,
        )


def _cloud(links: Sequence[Link]) -> Iterator[Hit]:
    """Yield two words that many links dress in what people type: "cheap …", "… sale", "buy …"."""
    said = {word for link in links for word in link.anchor[:200].lower().split()}
    if len(SOUGHT.intersection(map(fold, said))) < _MIN_SOUGHT:
        return
    pairs: defaultdict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
    for link in links:
        words = [fold(word.lower()) for word in compiled(_WORD).findall(link.anchor[:200])]
        if len(words) <= _LONGEST:
            for pair in filter(FUNCTION_WORDS.isdisjoint, pairwise(words)):
                pairs[pair].setdefault(" ".join(words), link)
    for pair, found in sorted(pairs.items(), key=lambda one: (-len(one[1]), one[0])):
        if len(found) < MIN_LINKS:
            return
        added = {word for text in found for word in text.split()}.difference(pair)
        if len(added & SOUGHT) >= _MIN_SOUGHT and SOUGHT.isdisjoint(pair):
            yield Hit(
                span=min(link.source for link in found.values()),
                message=f"{len(found)} links say “{' '.join(pair)}” with words of a search "
                f"({', '.join(f'“{excerpt(one, 30)}”' for one in list(found)[:3])}, …)",
                count=len(found),
                weight=0.55,
            )
            return


def page_links(analysis: Analysis) -> Sequence[Link]:
    """The links of the whole page; reading it is costly, so pages with few links are not read."""
    document = analysis.document
    if document.page is None:
        return document.links
    source = document.source
    if source.count("<a ") + source.count("<A ") < MIN_LINKS:
        return ()
    return document.page.links


def frames(anchor: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is left of a link without a name at its end or beginning, and the name."""
    words = compiled(_WORD).findall(anchor[:200])
    if not 2 <= len(words) <= _LONGEST:
        return
    folded = [fold(word.lower()) for word in words]
    for size in (1, 2):
        for name, frame in (
            (words[-size:], (*folded[:-size], _SLOT)),
            (words[:size], (_SLOT, *folded[size:])),
        ):
            if all(word[0].isupper() for word in name) and _is_offer(frame):
                yield frame, " ".join(name)


def _is_offer(frame: tuple[str, ...]) -> bool:
    content = [word for word in frame if word != _SLOT and word not in FUNCTION_WORDS]
    if _OFFERS.isdisjoint(content):
        return False
    return (
        len(content) >= 2
        or (frame[-1] == _SLOT and len(frame) > 1 and frame[-2] in _PLACED)
        or not SEARCH_WORDS.isdisjoint(content)
    )


_TOWNS = ("Leeds", "York", "Hull", "Ripon", "Selby", "Otley", "Ilkley", "Whitby", "Malton")


def _page(links: Sequence[str], note: str) -> Example:
    listed = "".join(f'<li><a href="/{n}">{link}</a></li>' for n, link in enumerate(links))
    text = (
        "<!DOCTYPE html><html><head><title>Lamps</title></head><body><article><h1>Lamps</h1>"
        "<p>Lamps give light. We have tried six of them for a month in our own kitchen, and this "
        "is what we found. The first was too bright, and the second was too dear for us.</p>"
        f"</article><footer><ul>{listed}</ul></footer></body></html>"
    )
    return Example(text=text, note=note, content_type=ContentType.HTML)


RULE = Rule(
    id="link-grid",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.WARNING,
    summary="Links that repeat one offer with one name exchanged",
    why="Blocks of links for every town or product catch searches. Search engines call them "
    "doorways and keyword stuffing.",
    remedy="Link to one page that lists the towns, or to pages that say something about each.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#doorways",
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
    ),
    finds=(
        _page([f"Plumber in {town}" for town in _TOWNS], "a trade in nine towns, in the footer"),
        _page([f"{town} roof repair" for town in _TOWNS], "the town comes first"),
        Example(
            text="\n".join(f"- [Cheap flights {town}](/{town})" for town in _TOWNS),
            note="in the article",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        _page([f"News from {town}" for town in _TOWNS], "no offer"),
        _page(["Our services", *(f"{town} office" for town in _TOWNS[:4])], "a menu"),
        _page([f"Download version 3.{n}" for n in range(9)], "versions"),
    ),
    check=check,
    cap=0.6,
)
