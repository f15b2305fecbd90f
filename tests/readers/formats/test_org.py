"""Org: what is read of each construct, and what is left alone."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from tests.readers.formats.cases import Blocks, blocks, read

CASES: dict[str, tuple[str, Blocks]] = {
    "a title and headings": (
        "#+AUTHOR: A\n#+title: The Boat\n* TODO [#A] Hull :wood:sea:\nOak.\n** Keel\n",
        ["title The Boat", "heading Hull", "paragraph Oak.", "heading Keel"],
    ),
    "a heading as the title": ("* Hull\nOak.\n", ["title Hull", "paragraph Oak."]),
    "lists": ("- one\n  goes on\n  1. two\n- [X] three\n+ keel :: the spine\n\nText.\n", ["list_item one goes on", "list_item two", "list_item three", "list_item keel", "list_item the spine", "paragraph Text."]),
    "a table": ("#+CAPTION: Boats\n| A | B |\n|---+---|\n| x | y |\n#+TBLFM: $1=2\n", ["caption Boats", "table A | B", "table x | y"]),
    "code": ("#+BEGIN_SRC c\nint x;\n#+END_SRC\n: fixed\nText.\n", ["code", "code", "paragraph Text."]),
    "a quotation": ("#+begin_quote\nNever.\n#+end_quote\nText.\n", ["quotation", "paragraph Text."]),
    "a special block": ("#+begin_warning\nMind the boom.\n#+end_warning\n", ["paragraph Mind the boom."]),
    "what is never shown": (
        "# comment\n:PROPERTIES:\n:ID: x\n:END:\nSCHEDULED: <2020-01-01>\n#+begin_comment\nx\n#+end_comment\n#+INCLUDE: a\n-----\n\\begin{align}\nx\n\\end{align}\nText.\n",
        ["paragraph Text."],
    ),
    "what is not exported": ("* Shown\n* Hidden :noexport:\nx\n** below\n* COMMENT Also\nx\n* Last\n", ["title Shown", "heading Last"]),
    "footnotes": ("Oak[fn:1] lasts[fn:: In /salt/.].\n\n[fn:1] Mostly.\n", ["paragraph Oak lasts.", "paragraph In salt.", "paragraph Mostly."]),
}  # fmt: skip

INLINE = {
    "*a* /b/ _c_ =d= ~e~ +f+": "a b c d e f",
    "2 * 3 * 4, a/b/c and x_y_z": "2 * 3 * 4, a/b/c and x_y_z",
    "[[https://a.org][Text]] and [[https://b.org]]": "Text and https://b.org",
    "[[file:a.png]]Text": "Text",
    "As [cite:@a] {{{m}}} says.": "As says.",
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_blocks(source: str, expected: Blocks) -> None:
    assert blocks("org", source) == expected
    assert blocks("org", source.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(("source", "expected"), INLINE.items())
def test_inline(source: str, expected: str) -> None:
    assert read("org", source).text == expected
