"""Links between notes, ``[[Note]]`` and ``[[Note|word]]``, and what is embedded, ``![[…]]``.

Obsidian, Foam, Logseq, Quartz and Docsify have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import GAP, MASK, Cut, Page
from detector.regex import lazy

_LINK = lazy(
    r"(?P<embed>!?)(?<!\[)\[\[(?P<target>[^\[\]|\n]{1,300}?)(?P<bar>\\?\|(?P<word>[^\[\]\n]{1,300}))?\]\](?![(\]])"
)
# These are instructions of other generators.
_CONTENTS = lazy(r"_?toc_?$", re.I)
# The name of a file has no colon with a space behind it: "[[DIAGRAM: a -> b]]" is a slot to fill.
_NO_NAME = lazy(r"[^|]{0,60}:\s")


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_LINK):
        start, end = match.span()
        if _CONTENTS.match(match["target"]) or _NO_NAME.match(match["target"]):
            continue
        if match["embed"]:
            yield Cut(start, end, tag=True)
            continue
        first, last = match.span("word" if match["word"] else "target")
        shown = page.text[first:last].lstrip("#")
        first = last - len(shown)
        shown = shown.replace("#", GAP) if not match["word"] else shown
        filler = MASK * (first - start) + shown + MASK * (end - last)
        yield Cut(start, end, filler=filler)


FLAVOUR = Flavour(name="wiki links", marks=(lazy(r"\[\["),), cuts=cuts)
