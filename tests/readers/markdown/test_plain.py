"""The short cuts for plain prose in Markdown give the tokens that the parser gives without them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from detector.readers.markdown.plain import PLAIN, plain_tokens, shorten
from detector.readers.markdown.positions import note_positions

PIECES = st.sampled_from([
    "word", "Two words", " ", "  ", "\n", "\n\n", "\t", "\xa0", "é", "1. ", "- ", "# ", "> ", "---",
    "===", "|", "*", "_", "**", "~~", "`", "[", "](x)", "]", "![", "<b>", "&amp;", "!", "\\",
    "    ", ".", "word\nword", "\f", "\u2028", "| a | b |\n| - | - |\n", "[x]: /y\n", "```\n",
])  # fmt: skip


def parser(*, short: bool) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    made.disable(["text_join", "fragments_join"])
    note_positions(made)
    if short:
        shorten(made)
    else:
        made.inline.parse = lambda *arguments: long_way(made, *arguments)  # type: ignore[method-assign]
    return made


def long_way(parser: MarkdownIt, src: str, md: MarkdownIt, env: Any, tokens: list[Any]) -> Any:
    """Parse inlines by the rules alone."""
    return type(parser.inline).parse(parser.inline, src, md, env, tokens)


def shown(tokens: list[Any]) -> list[Any]:
    return [
        (t.type, t.tag, t.nesting, t.level, t.map, t.content, t.markup, t.attrs, t.block, t.hidden,
         shown(t.children or []))
        for t in tokens
    ]  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_the_tokens_are_the_same(text: str) -> None:
    assert shown(parser(short=True).parse(text)) == shown(parser(short=False).parse(text))


def test_plain_text_knows_its_places() -> None:
    tokens = plain_tokens("One line,\nand - another: one")
    assert tokens is not None
    assert all(token.meta.pop(PLAIN) for token in tokens)
    assert [(t.type, t.content, t.meta) for t in tokens] == [
        ("text", "One line,", {"before": 9}),
        ("softbreak", "", {"at": 9}),
        ("text", "and - another: one", {"before": 28}),
    ]
    for marked in ("a *b*", "a  \nb", "a\n b", "a & b", "wait!"):
        assert plain_tokens(marked) is None
