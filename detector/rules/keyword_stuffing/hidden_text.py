"""Text that the page holds but does not show, filled with search phrases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from detector.analysis import Analysis
from detector.document import ContentType, Span
from detector.findings import Family, Severity
from detector.keyphrases import FUNCTION_WORDS, fold
from detector.rules.rule import Example, Hit, Rule

_TAG = re.compile(r"<[^<>]{0,500}>")
_WORD = re.compile(r"[^\W\d_]{2,}")
MIN_WORDS = 15
MIN_REPEATS = 4
MIN_SHARE = 0.15


def check(analysis: Analysis) -> Iterator[Hit]:
    source = analysis.document.source
    for span in analysis.document.hidden:
        words = [
            fold(word.lower())
            for word in _WORD.findall(_TAG.sub(" ", source[span.start : span.end]))
        ]
        pairs = Counter(pair for pair in pairwise(words) if not FUNCTION_WORDS.intersection(pair))
        if len(words) < MIN_WORDS or not pairs:
            continue
        pair, count = pairs.most_common(1)[0]
        # Hidden menus, dialogs and notices are honest; one phrase over and over is not.
        if count >= MIN_REPEATS and 2 * count >= MIN_SHARE * len(words):
            yield Hit(
                span=Span(span.start, span.end),
                message=f"{len(words)} words that the page does not show say “{' '.join(pair)}” "
                f"{count} times",
                count=count,
            )


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
    summary="The page hides text that repeats a search phrase.",
    why="Text for search engines alone is the oldest kind of spam, and search engines punish it.",
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
        Example(text=_page(f"<p>{_STUFFED}</p>"), note="shown", content_type=ContentType.HTML),
    ),
    check=check,
)
