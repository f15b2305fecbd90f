"""The flavours of Markdown that are understood, and a text made ready for the parser by them.

A further flavour is a file here with one value ``FLAVOUR``, and a line in ``FLAVOURS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from detector.readers.markdown.cutting import hide, settle
from detector.readers.markdown.flavour import Flavour, as_it_is
from detector.readers.markdown.flavours import (
    admonish,
    admonitions,
    attributes,
    bookdown,
    callouts,
    chunks,
    citations,
    components,
    containers,
    dataview,
    definitions,
    diplodoc,
    directives,
    discourse,
    footnotes,
    github,
    gitlab,
    hugo,
    inserts,
    jsx,
    learn,
    liquid,
    logseq,
    macros,
    mathematics,
    mkdocstrings,
    obsidian,
    pandoc,
    slides,
    tables_of_contents,
    vue,
    wiki_links,
)
from detector.readers.markdown.page import Lines, Page
from detector.regex import lazy
from detector.text.document import Span

# In the order in which they take things out, and then in which they shape the lines.
FLAVOURS: tuple[Flavour, ...] = (
    hugo.FLAVOUR,
    macros.FLAVOUR,
    liquid.FLAVOUR,
    jsx.FLAVOUR,
    vue.FLAVOUR,
    learn.FLAVOUR,
    logseq.FLAVOUR,
    obsidian.FLAVOUR,
    dataview.FLAVOUR,
    wiki_links.FLAVOUR,
    tables_of_contents.FLAVOUR,
    footnotes.FLAVOUR,
    pandoc.FLAVOUR,
    slides.FLAVOUR,
    citations.FLAVOUR,
    chunks.FLAVOUR,
    attributes.FLAVOUR,
    components.FLAVOUR,
    inserts.FLAVOUR,
    github.FLAVOUR,
    gitlab.FLAVOUR,
    discourse.FLAVOUR,
    mathematics.FLAVOUR,
    definitions.FLAVOUR,
    diplodoc.FLAVOUR,
    mkdocstrings.FLAVOUR,
    admonish.FLAVOUR,
    bookdown.FLAVOUR,
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


_BLANKS = r"\n[ \t>]*+"
# One search for all of them: few texts have any.
_LINE_MARK = lazy(
    rf"{_BLANKS}(?:{'|'.join(flavour.line_marks for flavour in FLAVOURS if flavour.line_marks)})"
)
_LINE_MARKS = {
    flavour.name: lazy(rf"{_BLANKS}(?:{flavour.line_marks})")
    for flavour in FLAVOURS
    if flavour.line_marks
}


# With each mark the character that it begins with: most are not in a text at all.
_MARKS = {
    flavour.name: tuple((mark.pattern.lstrip("\\")[0], mark) for mark in flavour.marks)
    for flavour in FLAVOURS
}
_FIRST = frozenset(first for marks in _MARKS.values() for first, _ in marks)


def _used(page: Page) -> list[Flavour]:
    text = page.text
    marked = "\n" + text
    has_lines = _LINE_MARK.search(marked) is not None
    present = {first for first in _FIRST if first in text}
    used = []
    for flavour in FLAVOURS:
        for first, mark in _MARKS[flavour.name]:
            if first in present and mark.search(text):
                break
        else:
            if flavour.line_marks:
                if not (has_lines and _LINE_MARKS[flavour.name].search(marked)):
                    continue
            elif flavour.marks:
                continue
        if flavour.applies(page):
            used.append(flavour)
    return used


def prepare(page: Page, start: int) -> Prepared:
    """Make ready the body of ``page``, which begins at ``start`` of its source."""
    body = page.body
    used = _used(page)
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


__all__ = ["FLAVOURS", "Prepared", "prepare"]
