"""Short cuts for plain prose in Markdown: the same tokens, without trying every rule on them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

# The marks at which an inline rule that is on can begin or end. The default stops at a dozen more.
_MARKS = re.compile(r"[\n\\`~*_\[\]!<&]")
_MARK_OR_BLANK_AT_LINE_END = re.compile(r"[\\`~*_\[\]!<&]|[ \t]\n|\n[ \t]")


def shorten(parser: MarkdownIt) -> None:
    """Have ``parser`` take the short cut for paragraphs of one line, and stop at fewer marks."""
    parser.inline.terminator_re = _MARKS
    parser.block.ruler.before("table", "plain_paragraph", _plain_paragraph)


def _plain_paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that begins with a letter, before a blank line: no other rule can take it."""
    after = start + 1
    first = state.bMarks[start] + state.tShift[start]
    if (
        silent
        or not state.src[first].isalpha()
        or state.sCount[start] - state.blkIndent > 3
        or (after < state.lineMax and not state.isEmpty(after))
    ):
        return False
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
            tokens.append(Token("softbreak", "br", 0, meta={"at": at - 1}))
        at += len(line)
        if line:
            tokens.append(Token("text", "", 0, content=line, meta={"before": at}))
        at += 1
    return tokens
