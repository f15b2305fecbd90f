"""Titles, descriptions, alternative texts and meta keywords filled with one search phrase.

Visitors see the title in the tab and in search results, and hear the alternative text. A title
names its subject once, or twice with the site's name; a phrase that returns a third time, with an
offer beside it, is written for search engines.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.keyword_stuffing.commerce import OFFER_WORDS, SEARCH_WORDS, SERVICE_HEADS
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.text.analysis import Analysis
from detector.text.document import ContentType, Document, Metadata, Span
from detector.text.keyphrases import FUNCTION_WORDS, fold

_OFFERS = SEARCH_WORDS | OFFER_WORDS | SERVICE_HEADS
# Times that one word returns in a chain of search words; none of the titles, descriptions and
# alternative texts of 6,700 good pages is one.
_MOST = {"title": 3, "alt": 3, "description": 5}
_SAME_ALT = 5  # pictures with one alternative text that is a search phrase
# Without any word of a list: pieces of a title that all say one word, pictures whose texts all say
# the same two words and nothing like a sentence, and keywords that all have a word in common.
# Of the 2,300 titles, 180 alternative texts and 12 lists of keywords of good pages none does.
_MIN_PIECES, _MANY_PIECES = 3, 6
_MIN_ALTS, _MOST_ALTS = 5, 0.8
_ALL, _MIN_LONGER = 0.9, 4  # of the keywords; a page on ten kinds of regression has no longer ones
_MOST_ITEMS = 100  # that are compared with one another
_PIECES = r"[|,;:•»]|[ ][-–—][ ]"
_ANY_WORD = r"[^\W\d_]+"
_LISTED = r"^(?:meta_?)?keywords:([^\n]*(?:\n[ \t]*-[^\n]*)*)"
_KEYWORDS = (
    r"<meta\b[^<>]{0,200}?\bname\s?=\s?[\"']?keywords[\"']?[^<>]{0,200}?\bcontent\s?=\s?"
    r"(?:\"([^\"<>]{20,4000})\"|'([^'<>]{20,4000})')"
)
_MIN_WORDS = 3
_MOST_FUNCTION_WORDS = 0.15  # of all words; a sentence has a third
_MIN_KEYWORDS, _ALIKE = 10, 0.7
_HEAD = 100_000  # characters in which the head is looked for
_WORD = r"[^\W\d_]{3,}"


def check(analysis: Analysis) -> Iterator[Hit]:
    document = analysis.document
    alts: defaultdict[str, list[Metadata]] = defaultdict(list)
    seen: set[str] = set()
    for field in document.metadata:
        kind = next((kind for kind in _MOST if field.name.endswith(kind)), None)
        if kind == "alt":
            alts[field.text.lower()].append(field)
        if kind is None or field.text in seen:
            continue
        seen.add(field.text)
        yield from _returning(field, kind)
    yield from _alike(alts)
    for text, fields in alts.items():
        if len(fields) >= _SAME_ALT and _is_query(_words(text)):
            yield Hit(
                span=fields[0].source,
                message=f"“{excerpt(text, 50)}” is the alternative text of {len(fields)} pictures",
                count=len(fields),
            )
    yield from _keywords(document)


def _words(text: str) -> list[str]:
    return [fold(word.lower()) for word in compiled(_WORD).findall(text)]


def _is_chain(words: list[str]) -> bool:
    few = _MOST_FUNCTION_WORDS * len(words)
    return len(words) >= _MIN_WORDS and sum(word in FUNCTION_WORDS for word in words) <= few


def _is_query(words: list[str]) -> bool:
    """Return whether ``words`` are a chain of search words, not a sentence about a subject."""
    offers = _OFFERS.intersection(words)
    return (len(offers) >= 2 or bool(offers & SEARCH_WORDS)) and _is_chain(words)


def _in_every_piece(word: str, text: str) -> bool:
    """Return whether ``text`` is a list of phrases with ``word``, one of them said twice.

    "Sourdough bread, rye bread, corn bread" says three things.
    """
    parts = compiled(_PIECES).split(text, _MOST_ITEMS)[:_MOST_ITEMS]
    pieces = [set(words) for part in parts if (words := _words(part))]
    if len(pieces) < _MIN_PIECES or not all(word in words and len(words) > 1 for words in pieces):
        return False
    different = len(set(map(frozenset, pieces)))
    pairs = combinations(pieces, 2)
    again = different >= _MIN_PIECES and any(one <= other or other < one for one, other in pairs)
    return again or different >= _MANY_PIECES


def _alike(alts: dict[str, list[Metadata]]) -> Iterator[Hit]:
    """Yield the two words that most pictures' texts share, if none of these is like a sentence."""
    if len(alts) < _MIN_ALTS:
        return
    texts = [
        [fold(word) for word in compiled(_ANY_WORD).findall(text)]
        for text, fields in alts.items()
        if fields[0].text.islower()
    ]
    texts = [words for words in texts if FUNCTION_WORDS.isdisjoint(words)]
    pairs = Counter(pair for words in texts for pair in set(pairwise(words)))
    pair, count = min(pairs.items(), key=lambda one: (-one[1], one[0]), default=(("", ""), 0))
    # The steps of a recipe are pictures of one thing, but each says it once.
    if count < _MIN_ALTS - 1 or count < _MOST_ALTS * len(alts):
        return
    if any(len(set(words)) < len(words) for words in texts):
        yield Hit(
            span=next(iter(alts.values()))[0].source,
            message=f"“{' '.join(pair)}” is in the alternative texts of {count} pictures, which "
            "say what to search for, not what they show",
            count=count,
        )


def _returning(field: Metadata, kind: str) -> Iterator[Hit]:
    """Yield a field in which one word returns too often, in a chain of search words."""
    words = _words(field.text)
    if not _is_chain(words):
        return
    counts = Counter(word for word in words if word not in FUNCTION_WORDS)
    word, count = counts.most_common(1)[0] if counts else ("", 0)
    if count < _MOST[kind]:
        return
    if _is_query(words) or (kind != "description" and _in_every_piece(word, field.text)):
        name = "alternative text" if kind == "alt" else kind
        yield Hit(
            span=field.source,
            message=f"the {name} says “{word}” {count} times: “{excerpt(field.text, 60)}”",
            count=count,
        )


def _keywords(document: Document) -> Iterator[Hit]:
    """Yield the meta keywords of a page's head or front matter, if they have one word in common."""
    source, header = document.source, document.front_matter_source
    match = None
    if document.content_type is ContentType.HTML:
        match = compiled(_KEYWORDS).search(source, 0, _HEAD)
    elif header is not None and "keywords:" in source[header.start : header.end]:
        match = compiled(_LISTED, re.MULTILINE).search(source, header.start, header.end)
    if match is None:
        return
    group = match.lastindex or 0
    items = [
        {fold(word.lower()) for word in compiled(_WORD).findall(item)} - FUNCTION_WORDS
        for line in match.group(group).split("\n")
        for item in line.split(",")
    ]
    items = [item for item in items if item][:_MOST_ITEMS]
    if len(items) < _MIN_KEYWORDS:
        return
    counts = Counter(word for item in items for word in item)
    # Of words as frequent the order of sets, which differs from run to run, must not decide.
    word, count = min(counts.items(), key=lambda counted: (-counted[1], counted[0]))
    offers = sum(not item.isdisjoint(_OFFERS) for item in items)
    alike = count >= _ALIKE * len(items) and offers >= _ALIKE * len(items)
    if alike or (count >= _ALL * len(items) and _longer(items) >= _MIN_LONGER):
        yield Hit(
            span=Span(*match.span(group)),
            message=f"{count} of {len(items)} meta keywords contain “{word}”",
            count=count,
        )


def _longer(items: list[set[str]]) -> int:
    """Return how many of the items are another of them, of two words or more, with more words."""
    return sum(any(len(other) > 1 and other < item for other in items) for item in items)


def _page(head: str, body: str, note: str) -> Example:
    text = (
        f"<!DOCTYPE html><html><head>{head}</head><body><article><h1>Lamps</h1><p>Lamps give "
        "light. We have tried six of them for a month in our own kitchen, and this is what we "
        f"found. The first was too bright.</p>{body}<p>The second was too dear for us.</p>"
        "</article></body></html>"
    )
    return Example(text=text, note=note, content_type=ContentType.HTML)


_TITLE = "<title>{}</title>"
_LAMPS = ", ".join(f"{word} lamps online" for word in "buy cheap best desk floor wall".split())
_MORE = ", ".join(f"{word} lamps price" for word in "old new red blue".split())

RULE = Rule(
    id="stuffed-metadata",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.WARNING,
    summary="A title, description or alternative text filled with a search phrase",
    why="Search results show the title, and people who cannot see a picture hear its alternative "
    "text. A list of search phrases does not help them.",
    remedy="Say once what the page or the picture shows.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
        "https://developers.google.com/search/docs/appearance/title-link",
        "https://developers.google.com/search/docs/appearance/google-images#descriptive-alt-text",
    ),
    finds=(
        _page(
            _TITLE.format("Cheap lamps | Buy lamps online | Best lamps shop | Lamps Leeds"),
            "",
            "a title of queries",
        ),
        _page(
            _TITLE.format("Lamps"),
            '<img src="a.jpg" alt="cheap desk lamp, buy desk lamp online, best desk lamp price">',
            "a stuffed alternative text",
        ),
        _page(
            f'{_TITLE.format("Lamps")}<meta name="keywords" content="{_LAMPS}, {_MORE}">',
            "",
            "ten keywords, one word",
        ),
    ),
    spares=(
        _page(_TITLE.format("Six desk lamps, tried at home: the best lamp for you"), "", "twice"),
        _page(
            _TITLE.format("Lamps"),
            '<img src="a.jpg" alt="A brass lamp beside a glass lamp and a paper lamp">',
            "three lamps in a picture, and no offer",
        ),
        _page(
            f'{_TITLE.format("Lamps")}<meta name="keywords" content="lamps, light, kitchen, brass, '
            'glass, paper, tests, reviews, prices, bulbs, switches">',
            "",
            "keywords of many kinds",
        ),
    ),
    check=check,
    weight=0.3,
    cap=0.55,
)
