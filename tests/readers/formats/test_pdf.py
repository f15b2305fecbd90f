"""PDF files: paragraphs put together again, page furniture left out."""

from __future__ import annotations

import pytest

from detector.findings import Failure
from detector.readers import read_bytes
from detector.readers.formats.pages.layout import printed
from detector.readers.formats.pages.line import Line
from detector.text.document import BlockKind, Document
from tests.readers.formats.builders import pdf

pypdfium2 = pytest.importorskip("pypdfium2")

Row = tuple[int, int, int, str]
TEXT = (
    "The bridge was built of stone in the year when the river",
    "moved its bed, and the town has kept it in repair ever",
    "since then with what it could afford.",
)


def rows(*lines: str, top: int = 700, size: int = 11, left: int = 72) -> list[Row]:
    return [(left, top - 14 * number, size, line) for number, line in enumerate(lines)]


def read(pages: list[list[Row]], name: str = "a.pdf") -> Document:
    document = read_bytes(pdf(pages), name)
    assert isinstance(document, Document), document
    return document


def test_lines_become_paragraphs_and_headings() -> None:
    page = [
        (72, 760, 20, "Old bridges"), *rows(*TEXT), *rows(*TEXT, top=640),
        (72, 580, 14, "Of stone"), *rows(*TEXT, top=550), *rows("• one", "• two", top=490),
    ]  # fmt: skip
    document = read([page])
    assert [b.kind for b in document.blocks] == [
        BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.HEADING,
        BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM,
    ]  # fmt: skip
    assert document.title == "Old bridges"
    assert document.source.count(" ".join(TEXT)) == 3
    assert document.source.endswith("one\ntwo")
    assert document.location(5) == "page 1"


def test_headers_and_page_numbers_are_left_out_and_paragraphs_go_on() -> None:
    pages = [
        [(72, 800, 9, f"The Journal {n}"), *rows(*TEXT, top=top), (290, 30, 9, f"Page {n} of 3")]
        for n, top in enumerate((700, 680, 660), 1)
    ]
    document = read(pages)
    assert "Journal" not in document.source
    assert "Page" not in document.source
    assert document.location(document.source.rindex("The bridge")) == "page 3"
    ended = [rows(TEXT[0], TEXT[1]), rows(TEXT[2], *TEXT)]
    assert read(ended).source.startswith(" ".join(TEXT))


def line(text: str, bottom: float = 700, **more: bool) -> Line:
    return Line(text, 72, 400, bottom, 11, **more)


@pytest.mark.parametrize(
    ("head", "tail", "shown"),
    [
        ("an infra", "structure of", "an infrastructure of"),
        ("the well", "known one", "the well-known one"),
        ("the post", "War years", "the post-War years"),
        ("from 1901", "1902 on", "from 1901-1902 on"),
    ],
)
def test_hyphens_at_the_ends_of_lines(head: str, tail: str, shown: str) -> None:
    elsewhere = line("A well-known bridge.", 600)
    parts = printed([[line(head, hyphen=True), line(tail, 686), elsewhere]])
    document = parts.build(id="a", path=None, format="pdf")
    assert document.source.startswith(f"{shown}\n\n")


def test_content_shows_a_pdf() -> None:
    assert read([rows(*TEXT)], "unnamed").format == "pdf"


@pytest.mark.parametrize(
    ("data", "type", "advice"),
    [
        (b"", "empty", "save it again"),
        (b"%PDF-1.4\n" + b"x" * 400, "damaged", "fetch it again"),
        (pdf([[]]), "no_text", "OCR"),
        (pdf([rows(*TEXT)], password="secret"), "encrypted", "without one"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, type: str, advice: str) -> None:
    failure = read_bytes(data, "a.pdf")
    assert isinstance(failure, Failure)
    assert failure.type == type
    assert advice in failure.message
