"""Positions and the one edit between two texts, for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls", reason="the extra “lsp” is not installed")

from lsprotocol import types
from pygls.workspace import PositionCodec

from detector.gate.fix import apply
from detector.lsp.actions import difference
from detector.lsp.drafts import content_type
from detector.lsp.positions import Positions

TEXT = st.text(st.sampled_from("ab \té😀\u0301\r\n\u2028\x0c"), max_size=30)


@given(TEXT, st.data())
def test_positions_lead_there_and_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    positions = Positions(text, PositionCodec())
    position = positions.position(offset)
    lines = re.split(r"\r\n|\r|\n", text[:offset])
    inside_line_end = text[offset - 1 : offset + 1] == "\r\n"
    if not inside_line_end:
        assert position.line == len(lines) - 1
        assert position.character == len(lines[-1].encode("utf-16-le")) // 2
        assert positions.offset(position) == offset


@given(TEXT, st.integers(0, 40), st.integers(0, 40))
def test_any_position_has_an_offset(text: str, line: int, character: int) -> None:
    offset = Positions(text, PositionCodec()).offset(types.Position(line, character))
    assert 0 <= offset <= len(text)


@given(TEXT, TEXT)
def test_difference_turns_one_into_the_other(before: str, after: str) -> None:
    edit = difference(before, after)
    assert 0 <= edit.start <= edit.end <= len(before)
    assert apply(before, [edit]) == after
    for offset in (edit.start, edit.end):
        assert before[offset - 1 : offset + 1] != "\r\n" or offset == 0


@pytest.mark.parametrize(
    ("path", "language", "kind"),
    [
        ("a.md", None, "markdown"),
        ("Untitled-1", "markdown", "markdown"),
        ("a.html", "django-html", "html"),
        ("a.txt", "plaintext", "text"),
        ("requirements.txt", "plaintext", None),
        ("a.py", "python", None),
    ],
)
def test_what_is_an_article(path: str, language: str | None, kind: str | None) -> None:
    assert content_type(path, language) == kind
