"""The flavours of Markdown that are understood, and a text made ready for the parser by them.

A further flavour is a file here with one value ``FLAVOUR``, and a line in ``FLAVOURS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from detector.readers.markdown.flavour import Flavour, as_it_is
from detector.readers.markdown.flavours import (
    admonitions,
    attributes,
    callouts,
    chunks,
    citations,
    containers,
    definitions,
    directives,
    footnotes,
    github,
    hugo,
    inserts,
    jsx,
    liquid,
    mathematics,
    obsidian,
    tables_of_contents,
    vue,
    wiki_links,
)
from detector.readers.markdown.page import Cut, Lines, Page, hide, settle
from detector.text.document import Span

# In the order in which they take things out, and then in which they shape the lines.
FLAVOURS: tuple[Flavour, ...] = (
    hugo.FLAVOUR,
    liquid.FLAVOUR,
    jsx.FLAVOUR,
    vue.FLAVOUR,
    obsidian.FLAVOUR,
    wiki_links.FLAVOUR,
    tables_of_contents.FLAVOUR,
    footnotes.FLAVOUR,
    citations.FLAVOUR,
    chunks.FLAVOUR,
    attributes.FLAVOUR,
    inserts.FLAVOUR,
    github.FLAVOUR,
    mathematics.FLAVOUR,
    definitions.FLAVOUR,
    directives.FLAVOUR,
    containers.FLAVOUR,
    admonitions.FLAVOUR,
    callouts.FLAVOUR,
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A body made ready for the parser: its lines, the code blocks taken out, the rules needed."""

    lines: Lines
    code: list[Span]
    rules: frozenset[str]
    changed: bool


def prepare(page: Page, start: int) -> Prepared:
    """Make ready the body of ``page``, which begins at ``start`` of its source."""
    body = page.body
    used = [
        flavour
        for flavour in FLAVOURS
        if any(mark in body for mark in flavour.marks) and flavour.applies(page)
    ]
    if not used:
        return Prepared(Lines.of(body, start), [], frozenset(), False)
    cuts = sorted((cut for flavour in used for cut in flavour.cuts(page)), key=attrgetter("start"))
    body, made = hide(body, cuts) if cuts else (body, [])
    lines = Lines.of(body, start)
    if made:
        settle(lines, made, start)
    shapes = [flavour.shape for flavour in used if flavour.shape is not as_it_is]
    for shape in shapes:
        shape(lines, page)
    lines.finish()
    code = [Span(cut.start + start, cut.end + start) for cut in made if cut.code]
    rules = frozenset[str]().union(*(flavour.rules for flavour in used))
    return Prepared(lines, code, rules, bool(made or shapes))


__all__ = ["FLAVOURS", "Cut", "Prepared", "prepare"]
