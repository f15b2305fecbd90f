"""Notebooks: Markdown cells are prose; code, output and removed cells are not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from detector.findings import Failure
from detector.readers import read_bytes
from detector.text.document import BlockKind, Document


def cell(kind: str, source: str | list[str], **metadata: Any) -> dict[str, Any]:
    return {"cell_type": kind, "source": source, "metadata": metadata, "outputs": [{"text": "out"}]}


def read(*cells: dict[str, Any], name: str = "a.ipynb", **more: Any) -> Document:
    data = json.dumps({"cells": cells, "nbformat": 4, **more}, indent=1).encode()
    document = read_bytes(data, name)
    assert isinstance(document, Document), document
    return document


def test_markdown_cells_are_read_and_located() -> None:
    document = read(
        cell("markdown", ["# Old bridges\n", "\n", "Of *stone*, see [here](https://a.invalid)."]),
        cell("code", "print('code')"),
        cell("markdown", "# Another\n\n- one\n- two\n\n```\ncode\n```"),
        cell("raw", "raw text"),
        cell("markdown", "Removed.", tags=["remove-cell"]),
    )
    assert document.source == "Old bridges\n\nOf stone, see here.\n\nAnother\n\none\ntwo"
    assert document.title == "Old bridges"
    assert document.location(document.source.index("two")) == "cell 3"
    assert [b.kind for b in document.blocks] == [
        BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.CODE, BlockKind.HEADING,
        BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, BlockKind.CODE,
    ]  # fmt: skip
    assert [link.target for link in document.links] == ["https://a.invalid"]


@pytest.mark.parametrize(
    ("cells", "more", "title"),
    [
        ([cell("raw", "---\ntitle: Of stone\n---\n"), cell("markdown", "Text.")], {}, "Of stone"),
        ([cell("markdown", "Text.")], {"metadata": {"title": "Of wood"}}, "Of wood"),
        ([cell("markdown", "## Of steel\n\nText.")], {}, "Of steel"),
        ([cell("markdown", "Text.")], {}, None),
    ],
)
def test_where_the_title_is(cells: list[dict[str, Any]], more: dict[str, Any], title: str) -> None:
    assert read(*cells, **more).title == title


def test_the_format_before_2015_is_read() -> None:
    cells = [{"cell_type": "heading", "level": 1, "source": ["Old"]}, cell("markdown", "Text.")]
    document = read(worksheets=[{"cells": cells}])
    assert document.source == "Old\n\nText."


def test_content_shows_a_notebook() -> None:
    assert read(cell("markdown", "Text."), name="unnamed").format == "ipynb"


@pytest.mark.parametrize(
    ("data", "type"),
    [(b"", "empty"), (b"{", "damaged"), (b"[1]", "damaged"), (b'{"a": 1}', "damaged"),
     (b"\xff{}", "damaged"), (b"[" * 100_000, "damaged")],
)  # fmt: skip
def test_what_cannot_be_read_says_so(data: bytes, type: str) -> None:
    failure = read_bytes(data, "a.ipynb")
    assert isinstance(failure, Failure)
    assert failure.type == type


def test_cells_of_any_form_do_no_harm() -> None:
    cells: list[Any] = [
        None, 3, {"cell_type": "markdown"}, {"cell_type": [], "source": {}},
        {"cell_type": "heading", "level": "x", "source": "Kept"},
        {"cell_type": "markdown", "source": "Half \ud800.", "metadata": []},
    ]  # fmt: skip
    assert read(*cells).source == "Kept\n\nHalf ?."
