"""Short cuts for plain prose in Markdown: the same tokens, without trying every rule on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.readers.markdown.page import HIDDEN
from detector.regex import lazy

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

# The marks at which an inline rule that is on can begin or end. The default stops at a dozen more.
_MARKS = lazy(r"[\n\\`~*_\[\]!<&]")
PLAIN = "plain"  # notes that a token and those beside it are lines as they stand
_MARK_OR_BLANK_AT_LINE_END = lazy(r"[\\`~*_\[\]!<&]|[ \t]\n|\n[ \t]")


def is_plain(inline: Token) -> bool:
    """Return whether the content is lines as they stand, of which nothing is left out."""
    if not inline.children or PLAIN not in inline.children[0].meta:
        return False
    return HIDDEN.search(inline.content) is None


def shorten(parser: MarkdownIt) -> None:
    """Have ``parser`` take the short cut for paragraphs of prose, and stop at fewer marks."""
    parser.inline.terminator_re = _MARKS
    parser.block.ruler.before("table", "plain_paragraph", _plain_paragraph)


def _plain_paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines that begin with letters, before a blank line: no other rule can take one of them."""
    if silent:
        return False
    after = start
    while after < state.lineMax and not state.isEmpty(after):
        first = state.bMarks[after] + state.tShift[after]
        if not (state.src[first].isalpha() and 0 <= state.sCount[after] - state.blkIndent <= 3):
            return False
        after += 1
    content = state.getLines(start, after, state.blkIndent, False).strip(" \t")
    if content[-1].isspace():  # what else is trimmed depends on the parser's version
        return False
    state.line = after
    state.push("paragraph_open", "p", 1).map = [start, after]
    inline = state.push("inline", "", 0)
    inline.content = content
    inline.map = [start, after]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def plain_tokens(text: str) -> list[Token] | None:
    """Return the inline tokens of ``text`` with their places, None where it holds any mark."""
    from markdown_it.token import Token

    if _MARK_OR_BLANK_AT_LINE_END.search(text):
        return None
    tokens = []
    at = 0
    for line in text.split("\n"):
        if at:
            tokens.append(Token("softbreak", "br", 0, meta={"at": at - 1, PLAIN: True}))
        at += len(line)
        if line:
            tokens.append(Token("text", "", 0, content=line, meta={"before": at, PLAIN: True}))
        at += 1
    return tokens
