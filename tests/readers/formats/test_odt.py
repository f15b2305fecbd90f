"""OpenDocument texts: what is read of them, what is left out, and where it was."""

from __future__ import annotations

import pytest

from detector.findings import Failure
from detector.readers import read_bytes
from detector.text.document import BlockKind, Document
from tests.readers.formats.builders import odt, package

STYLES = (
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:parent-style-name="Preformatted_20_Text"/>'
    '<style:style style:name="P3" style:parent-style-name="Quotations"/>'
    '<style:style style:name="P4" style:parent-style-name="Contents_20_1"/>'
    '<style:style style:name="P5" style:parent-style-name="P5"/>'
    '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/>'
    "</style:style>"
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="C" style:parent-style-name="Source_20_Text"/>'
)


def read(body: str, **more: str) -> Document:
    document = read_bytes(odt(body, styles=STYLES, **more), "a.odt")
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<text:p>One <text:span>two</text:span> three.</text:p>", "One two three."),
        ("<text:p>\n  folded\n  here </text:p>", "folded here"),
        ('<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p>', "a   b c d"),
        ("<text:p>Kept<office:annotation><text:p>comment</text:p></office:annotation>.</text:p>",
         "Kept."),
        ("<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
         "</text:deletion></text:changed-region></text:tracked-changes><text:p>The "
         '<text:change text:change-id="a"/><text:change-start/>new<text:change-end/> '
         "text.</text:p>",
         "The new text."),
        ('<text:p>Seen.<text:span text:style-name="H">Hidden.</text:span></text:p>', "Seen."),
        ('<text:p>Kept.<text:span text:style-name="S">Struck.</text:span></text:p>', "Kept."),
        ('<text:section text:display="none"><text:p>no</text:p></text:section><text:p>yes</text:p>',
         "yes"),
        ("<text:table-of-content><text:index-body><text:p>One 1</text:p></text:index-body>"
         "</text:table-of-content><text:p>Text.</text:p>", "Text."),
        ("<text:p>By it.<draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box>"
         "</draw:frame></text:p>", "By it.\n\nBoxed."),
        ("<text:p><text:ruby><text:ruby-base>K</text:ruby-base><text:ruby-text>ka</text:ruby-text>"
         "</text:ruby></text:p>", "K"),
    ],
)  # fmt: skip
def test_what_is_read_of_a_body(body: str, shown: str) -> None:
    assert read(body).source == shown


def test_styles_and_lists_say_what_a_paragraph_is() -> None:
    document = read(
        '<text:p text:style-name="P1">Old bridges</text:p>'
        '<text:h text:outline-level="2">Of <text:span>stone</text:span></text:h>'
        '<text:p text:style-name="P2">x = 1</text:p>'
        '<text:p text:style-name="P3">A note, indented.</text:p>'
        '<text:p text:style-name="P3">“Quoted,” he said.</text:p>'
        '<text:p text:style-name="P4">Of stone 3</text:p>'
        '<text:p text:style-name="P5">Based upon itself.</text:p>'
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item>"
        "<text:p>two</text:p></text:list-item></text:list></text:list-item></text:list>"
    )
    assert [(b.kind, b.level) for b in document.blocks] == [
        (BlockKind.TITLE, 1), (BlockKind.HEADING, 2), (BlockKind.CODE, 0), (BlockKind.PARAGRAPH, 0),
        (BlockKind.QUOTATION, 0), (BlockKind.PARAGRAPH, 0), (BlockKind.LIST_ITEM, 1),
        (BlockKind.LIST_ITEM, 2),
    ]  # fmt: skip
    assert document.title == "Old bridges"
    assert document.location(document.source.index("Of stone")) == "paragraph 2"


def test_links_code_and_notes() -> None:
    document = read(
        '<text:p>See <text:a xlink:href="https://a.invalid">the town</text:a> or '
        '<text:span text:style-name="C">make</text:span>.<text:note text:note-class="footnote">'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>Of 1901.</text:p>"
        "</text:note-body></text:note></text:p><text:p>More.</text:p>"
    )
    assert document.source == "See the town or make.\n\nMore.\n\nOf 1901."
    assert [(link.anchor, link.target) for link in document.links] == [
        ("the town", "https://a.invalid")
    ]
    assert [document.text[a:b] for a, b in document.code] == ["make"]
    assert document.location(document.source.index("Of 1901")) == "footnote 1"


def test_rows_of_tables_are_lines() -> None:
    def row(*cells: str) -> str:
        made = "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in cells)
        return f"<table:table-row>{made}</table:table-row>"

    head = f"<table:table-header-rows>{row('Year', 'Stones')}</table:table-header-rows>"
    document = read(f"<table:table>{head}{row('1901', '30')}</table:table>")
    assert document.source == "Year | Stones\n1901 | 30"
    assert document.location(document.source.index("1901")) == "table 1, row 2"
    assert read(f"<table:table>{row('Alone')}</table:table>").blocks[0].kind is BlockKind.PARAGRAPH


def test_bold_lines_are_headings_where_there_is_none() -> None:
    body = '<text:p text:style-name="B">The old bridge</text:p><text:p>It is old.</text:p>'
    assert read(body).title == "The old bridge"
    assert read(body + "<text:h>One</text:h>").blocks[0].kind is BlockKind.PARAGRAPH


def test_the_stated_title_serves_where_the_text_has_none() -> None:
    assert read("<text:p>Text.</text:p>", title="Bridges of a town").title == "Bridges of a town"
    assert read("<text:p>Text.</text:p>", title="draft.odt").title is None


@pytest.mark.parametrize(
    ("data", "type"),
    [
        (odt("<text:p>x</text:p>", **{"META-INF/manifest.xml": "<a><encryption-data/></a>"}),
         "encrypted"),
        (package({"content.xml": "<a/>"}), "unsupported_format"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}), "damaged"),
        (odt("<text:p>x</text:p>")[:200], "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_so(data: bytes, type: str) -> None:
    failure = read_bytes(data, "a.odt")
    assert isinstance(failure, Failure)
    assert failure.type == type
