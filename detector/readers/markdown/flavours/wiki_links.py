"""Links between notes, ``[[Note]]`` and ``[[Note|word]]``, and what is embedded, ``![[…]]``.

Obsidian, Foam, Logseq, Quartz and Docsify have them; ikiwiki has directives, ``[[!tag mill]]``.
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
_EDGE = lazy(r"\[\[!?|\]\]|\"\"\"")
_DIRECTIVE = lazy(r"\[\[![a-z][\w-]{1,30}(?:[ \n]|\]\])")
MAX_DIRECTIVE = 5_000  # characters
MAX_VAIN = 20  # directives without an end that are looked for


def _directives(page: Page) -> Iterator[Cut]:
    """Yield ikiwiki's directives; one may hold others, and text between three quotation marks."""
    at = vain = 0
    for match in page.find(_DIRECTIVE):
        if match.start() < at or vain > MAX_VAIN:
            continue
        depth = 0
        quoted = False
        limit = min(len(page.text), match.start() + MAX_DIRECTIVE)
        for edge in _EDGE.finditer(page.text, match.start(), limit):
            if edge.group() == '"""':
                quoted = not quoted
            elif not quoted:
                depth += 1 if edge.group()[0] == "[" else -1
                if depth == 0:
                    at = edge.end()
                    yield Cut(match.start(), at, tag=True)
                    break
        else:
            vain += 1


def cuts(page: Page) -> Iterator[Cut]:
    if "[[!" in page.text:
        yield from _directives(page)
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
