"""Books: chapters in reading order, without covers and contents."""

from __future__ import annotations

from detector.findings import Failure
from detector.readers import read_bytes
from detector.text.document import BlockKind, Document
from tests.readers.formats.builders import epub, package

LONG = "<p>It was built of stone and the town has kept it since then, with some pride.</p>"


def read(data: bytes) -> Document:
    document = read_bytes(data, "a.epub")
    assert isinstance(document, Document), document
    return document


def test_chapters_are_read_in_the_order_of_the_spine() -> None:
    book = epub({"z": f"<h1>One</h1>{LONG}", "a": '<h1>Two</h1><p>Short <a id="x"/>one.</p>'})
    document = read(book)
    assert document.title == "A book"
    assert document.declared_language == "en"
    assert [b.kind for b in document.blocks if b.kind in (BlockKind.TITLE, BlockKind.HEADING)] == [
        BlockKind.TITLE, BlockKind.HEADING,
    ]  # fmt: skip
    assert document.source.endswith("Two\n\nShort one.")
    assert document.location(document.source.index("Two")) == "chapter 2"


def test_contents_and_covers_without_prose_are_left_out() -> None:
    chapters = {
        "cover": "<p>A book</p>", "nav": "<nav><ol><li>One</li></ol></nav>",
        "front": '<section epub:type="titlepage"><h1>A book</h1></section>',
        "toc": f"<p>Contents</p>{LONG}", "guided": f"<p>One 3</p>{LONG}", "one": LONG,
    }  # fmt: skip
    guide = '<reference type="toc" href="text/guided.xhtml#a"/>'
    document = read(epub(chapters, nav="nav", guide=guide))
    # A page of a cover's name that has prose is read.
    assert document.source.count("It was built") == 2
    assert "Contents" in document.source
    assert "One" not in document.source
    assert "A book" not in document.source


def test_what_the_package_leaves_out_is_left_out() -> None:
    book = epub({"one": LONG, "two": "<p>Two.</p>"}, metadata="<dc:description>&lt;p&gt;Of a "
                "bridge&lt;/p&gt;</dc:description>")  # fmt: skip
    assert read(book).description == "Of a bridge"
    assert "Two." in read(book).source


def test_a_locked_book_says_so_and_locked_fonts_do_no_harm() -> None:
    def locked(name: str) -> bytes:
        return epub(
            {"one": LONG},
            **{
                "META-INF/encryption.xml": "<e xmlns='http://www.w3.org/2001/04/xmlenc#'>"
                f"<CipherReference URI='OEBPS/{name}'/></e>"
            },
        )

    failure = read_bytes(locked("text/one.xhtml"), "a.epub")
    assert isinstance(failure, Failure)
    assert failure.type == "encrypted"
    assert read(locked("fonts/a.otf")).source


def test_a_book_without_a_package_document_is_damaged() -> None:
    failure = read_bytes(package({"mimetype": "application/epub+zip"}), "a")
    assert isinstance(failure, Failure)
    assert failure.type == "damaged"
