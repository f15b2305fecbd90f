"""Rich Text Format: what is read of it, what is left out, and where it was."""

from __future__ import annotations

import time

import pytest

from detector.findings import Failure
from detector.readers import read_bytes
from detector.text.document import BlockKind, Document

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Helvetica;}{\f1\fcharset204 Arial Cyr;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}"
    r"{\s15 Title;}{\s16 HTML Preformatted;}{\*\cs10 Default;}}{\info{\title A bridge of stone}}"
)


def read(body: str, name: str = "a.rtf") -> Document:
    document = read_bytes((HEAD + body + "}").encode(), name)
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"It is {\b old}.", "It is old."),
        (r"The town\rquote s \'80 3", "The town’s € 3"),
        (r"A dash\u8212 - and \u-10179 ?\u-8704 ? smile", "A dash— and 😀 smile"),
        (r"{\uc2 \u228 xx}d", "äd"),
        (r"{\f1 \'cf\'f0}", "Пр"),
        ("over\nlines \\{braces\\}", "overlines {braces}"),
        (r"One.\par Two.", "One.\n\nTwo."),
        ("One.\\\nTwo.", "One.\n\nTwo."),
        (r"Kept {\deleted gone}{\v hid}{\strike struck}text", "Kept text"),
        (r"{\*\unknown gone}{\pict\wmetafile8 0102}{\header top}{\*\annotation note}Text", "Text"),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Boxed.}}}", "Boxed."),
        (r"Before\bin4 }{\\ after", "Before after"),
        (r"{\field{\*\fldinst{\footnote x}}}Found by fuzzing.", "Found by fuzzing."),
        (r"non\~breaking\_hyphen\-ated", "non breaking-hyphenated"),
    ],
)
def test_what_is_read_of_a_body(body: str, shown: str) -> None:
    assert read(body).source.replace("\u00a0", " ") == shown


def test_styles_lists_tables_notes_and_links() -> None:
    document = read(
        r"\pard\s15 Old bridges\par\pard\s1 Of stone\par\pard It is{\super\chftn}{\footnote \pard "
        r"Since 1901.\par And on.} by {\field{\*\fldinst{HYPERLINK "
        r'"https://a.invalid"}}{\fldrslt the town}}.\par{\listtext\tab}\ls1 one\par'
        r"\pard\s16 x = 1\par\pard\trowd\intbl Year\cell Stones\cell\row"
        r"\trowd\pard\intbl 1901\cell 30\cell\row\pard Last."
    )
    assert document.title == "Old bridges"
    assert document.source == (
        "Old bridges\n\nOf stone\n\nIt is by the town.\n\none\n\nYear | Stones\n1901 | 30"
        "\n\nLast.\n\nSince 1901. And on."
    )
    assert [b.kind for b in document.blocks] == [
        BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM,
        BlockKind.CODE, BlockKind.TABLE, BlockKind.TABLE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH,
    ]  # fmt: skip
    assert [(link.anchor, link.target) for link in document.links] == [
        ("the town", "https://a.invalid")
    ]
    assert document.location(document.source.index("\none") + 1) == "paragraph 4"
    assert document.location(document.source.index("Since")) == "footnote 1"


def test_the_stated_title_serves_where_the_text_has_none() -> None:
    assert read("Text.").title == "A bridge of stone"
    assert read("Text.", "unnamed").format == "rtf"


@pytest.mark.parametrize(
    ("data", "type"),
    [(b"", "empty"), (b"no rtf", "damaged"), (b"{\\rtf1" + b"{" * 5000, "damaged")],
)
def test_what_cannot_be_read_says_so(data: bytes, type: str) -> None:
    failure = read_bytes(data, "a.rtf")
    assert isinstance(failure, Failure)
    assert failure.type == type


@pytest.mark.parametrize("piece", [b"\\'80", b"\\u8212 ?", b"{a}", b"\\par x", b"\\", b"}"])
def test_long_files_take_no_age(piece: bytes) -> None:
    begun = time.process_time()
    read_bytes(b"{\\rtf1 " + piece * 50_000, "a.rtf")
    assert time.process_time() - begun < 5
