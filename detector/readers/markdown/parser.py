"""The Markdown parser, with the further rules that a flavour asks for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

DEFINITIONS = "definitions"  # "Term" and below it ": what it means"
FOOTNOTES = "footnotes"  # "[^1]: a note", of several paragraphs where they are indented
NO_INDENTED_CODE = "no indented code"
# What lies deeper is dropped in silence; the parser's own 20 end a list at its ninth level. A list
# takes two for each level. Each one more makes "[[a][[a]" dearer (tests/safety).
MAX_NESTING = 28
RULES = frozenset({DEFINITIONS, FOOTNOTES, NO_INDENTED_CODE})


def _any_link(url: str) -> bool:
    """Take every address for one: nothing is rendered or followed."""
    return True


@cache
def parser(rules: frozenset[str] = frozenset()) -> MarkdownIt:
    """Return the parser of CommonMark with tables and ``rules``."""
    from markdown_it import MarkdownIt

    from detector.readers.markdown.plain import shorten
    from detector.readers.markdown.positions import note_positions

    options = {"html": True, "maxNesting": MAX_NESTING}
    made = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    made.disable(["text_join", "fragments_join"])  # they would lose what came from where
    made.validateLink = _any_link  # type: ignore[method-assign]
    if NO_INDENTED_CODE in rules:
        made.disable("code")
    note_positions(made)
    if DEFINITIONS in rules:  # a term may stand before a blank line: no short cut for paragraphs
        from mdit_py_plugins.deflist import deflist_plugin

        deflist_plugin(made)
    else:
        shorten(made)
    if FOOTNOTES in rules:
        from mdit_py_plugins.footnote.index import footnote_def

        made.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph"]})
    return made
