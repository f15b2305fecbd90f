"""Links between notes, ``[[Note]]`` and ``[[Note|word]]``, and what is embedded, ``![[…]]``.

Obsidian, Foam, Logseq, Quartz and Docsify have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import GAP, MASK, Cut, Page

_LINK = re.compile(
    r"(?P<embed>!?)(?<!\[)\[\[(?P<target>[^\[\]|\n]{1,300}?)(?P<bar>\\?\|(?P<word>[^\[\]\n]{1,300}))?\]\](?![(\]])"
)
# These are instructions of other generators.
_CONTENTS = re.compile(r"_?toc_?$", re.I)


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_LINK):
        start, end = match.span()
        if _CONTENTS.match(match["target"]):
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


FLAVOUR = Flavour(name="wiki links", marks=(re.compile(r"\[\["),), cuts=cuts)
