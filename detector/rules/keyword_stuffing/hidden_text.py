"""Hidden text filled with search phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from detector.findings import Family, Severity
from detector.regex import lazy
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.document import ContentType, Span
from detector.text.keyphrases import FUNCTION_WORDS, fold

_TAG = lazy(r"<[^<>]{0,500}>")
_WORD = lazy(r"[^\W\d_]{2,}")
MIN_WORDS = 15
_CODE_MARKS = "{}()=;"
_CODE_SHARE = 0.04  # of the characters; lists of search phrases have none
MIN_REPEATS = 4
MIN_SHARE = 0.15
# Panels, tabs and dialogs contain sentences, which name their subject repeatedly.
MIN_SHARE_OF_PROSE = 0.5
MIN_FUNCTION_WORDS = 0.3  # of the words of sentences; lists of search phrases have hardly any
_STOP = lazy(r"[.!?](?=\s|\Z)")


def check(analysis: Analysis) -> Iterator[Hit]:
    source = analysis.document.source
    for span in analysis.document.hidden:
        text = _TAG.sub(" ", source[span.start : span.end])
        plain = [word.lower() for word in _WORD.findall(text)]
        words = list(map(fold, plain))
        pairs = Counter(pair for pair in pairwise(words) if not FUNCTION_WORDS.intersection(pair))
        if len(words) < MIN_WORDS or not pairs or _is_code(text):
            continue
        pair, count = pairs.most_common(1)[0]
        # Hidden menus, dialogs and notices are legitimate; one phrase over and over is not.
        least = MIN_SHARE_OF_PROSE if _is_prose(text, plain) else MIN_SHARE
        if count >= MIN_REPEATS and 2 * count >= least * len(words):
            yield Hit(
                span=Span(span.start, span.end),
                message=f"{len(words)} hidden words repeat “{' '.join(pair)}” {count} times",
                count=count,
            )


def _is_code(text: str) -> bool:
    """Return whether a script keeps a sample there that it will show: code has its marks."""
    return sum(map(text.count, _CODE_MARKS)) > _CODE_SHARE * len(text)


def _is_prose(text: str, words: list[str]) -> bool:
    function_words = sum(word in FUNCTION_WORDS for word in words)
    return len(_STOP.findall(text)) >= 2 and function_words >= MIN_FUNCTION_WORDS * len(words)


_STUFFED = "cheap lamps, buy cheap lamps, cheap lamps online, best cheap lamps, cheap lamps sale, "


def _page(hidden: str) -> str:
    return (
        "<!DOCTYPE html><html><head><title>Lamps</title></head><body><article><h1>Lamps</h1>"
        "<p>Lamps give light. We have tried six of them for a month in our own kitchen, and this "
        f"is what we found.</p>{hidden}<p>The first was too bright.</p></article></body></html>"
    )


RULE = Rule(
    id="hidden-text",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="Hidden text that repeats a search phrase",
    why="Text for search engines alone is the oldest kind of spam, and search engines penalise it.",
    remedy="Delete the hidden text.",
    sources=("https://developers.google.com/search/docs/essentials/spam-policies#hidden-text",),
    finds=tuple(
        Example(
            text=_page(f"<div {how}>{_STUFFED * 2}</div>"),
            note=how.partition("=")[0],
            content_type=ContentType.HTML,
        )
        for how in ('style="display:none"', "hidden", 'style="visibility: hidden"')
    ),
    spares=(
        Example(
            text=_page(
                '<pre style="display:none">lamp(a, b); lamp(b, c); lamp(a, c); lamp(b, b); '
                "lamp(a, a); lamp(c, c); lamp(a, b); lamp(b, c);</pre>"
            ),
            note="a sample that a script shows",
        ),
        Example(
            text=_page("<div hidden>Your basket is empty.</div>"),
            note="a notice",
            content_type=ContentType.HTML,
        ),
        Example(
            text=_page(
                "<div hidden>This site stores your choices. You can change them at any time in "
                "the settings, or read how we handle data before you go on.</div>"
            ),
            note="a dialog",
            content_type=ContentType.HTML,
        ),
        Example(
            text=_page(
                '<details><summary>Returns</summary><p>Within a month.</p></details><div id="p2" '
                'style="display:none"><p>A desk lamp is sent by post. If the desk lamp comes '
                "broken, keep the box. We fetch the desk lamp at your door, and a new desk lamp is "
                "with you within the week. No desk lamp is repaired twice.</p></div>"
            ),
            note="a panel that opens on a click",
            content_type=ContentType.HTML,
        ),
        Example(text=_page(f"<p>{_STUFFED}</p>"), note="shown", content_type=ContentType.HTML),
    ),
    check=check,
)
