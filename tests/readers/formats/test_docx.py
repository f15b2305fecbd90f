"""Word documents: what is read of them, what is left out, and where it was."""

from __future__ import annotations

import pytest

from detector.findings import Failure
from detector.readers import read_bytes
from detector.text.document import BlockKind, Document
from tests.readers.formats.builders import docx, p, package, r

TRACKED = (
    "<w:r><w:t>The bridge is </w:t></w:r><w:del><w:r><w:delText>very </w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>really </w:t></w:r></w:ins><w:r><w:t>old.</w:t></w:r>"
)
MOVED = (
    "<w:moveFrom><w:r><w:t>From here.</w:t></w:r></w:moveFrom>"
    "<w:moveTo><w:r><w:t>To here.</w:t></w:r></w:moveTo>"
)
COMMENTED = (
    '<w:commentRangeStart w:id="0"/><w:r><w:t>Stone</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r>'
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText> HYPERLINK "https://site.invalid/b" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>the field</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"
TWICE = (
    "<w:r><w:t>Beside.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>"
    f"{BOX}</w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def read(data: bytes, name: str = "a.docx") -> Document:
    document = read_bytes(data, name)
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (TRACKED, "The bridge is really old."),
        (MOVED, "To here."),
        (COMMENTED, "Stone"),
        (FIELD, "the field"),
        (TWICE, "Beside.\n\nBoxed."),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a b c"),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>", "well-known"),
        ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t></w:r>", "cooperate"),
        (r("Seen.") + r("Hidden.", "<w:vanish/>"), "Seen."),
        (r("Seen.") + r("Kept.", '<w:vanish w:val="0"/>'), "Seen.Kept."),
        (r("Kept.") + r("Struck.", "<w:strike/>"), "Kept."),
        ("<w:ins><w:ins><w:r><w:t>twice</w:t></w:r></w:ins></w:ins>", "twice"),
        ("<w:sdt><w:sdtContent><w:r><w:t>in a control</w:t></w:r></w:sdtContent></w:sdt>",
         "in a control"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>ka</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>K</w:t></w:r>"
         "</w:rubyBase></w:ruby></w:r>", "K"),
    ],
)  # fmt: skip
def test_what_is_read_of_a_paragraph(runs: str, shown: str) -> None:
    assert read(docx(p(runs))).source == shown


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    first = p("The bridge ", properties="<w:rPr><w:del/></w:rPr>")
    assert read(docx(first + p("is old."))).source == "The bridge is old."


def test_styles_say_what_a_paragraph_is() -> None:
    body = (
        p("Old bridges", "T") + p("Of stone", "berschrift1") + p("And of wood", "H2")
        + p("Contents 3", "Toc") + p("x = 1", "Src") + p("He said so.", "Q")
        + p("A note, indented.", "Block") + p("“Quoted, indented.”", "Block")
        + p("one", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + p("two", properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
        + p("out", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>')
        + p("Outlined", properties='<w:outlineLvl w:val="2"/>')
    )  # fmt: skip
    document = read(docx(body, title="Another title"))
    assert document.title == "Old bridges"
    assert [(b.kind, b.level) for b in document.blocks] == [
        (BlockKind.TITLE, 1), (BlockKind.HEADING, 1), (BlockKind.HEADING, 2), (BlockKind.CODE, 0),
        (BlockKind.QUOTATION, 0), (BlockKind.PARAGRAPH, 0), (BlockKind.QUOTATION, 0),
        (BlockKind.LIST_ITEM, 1), (BlockKind.LIST_ITEM, 2), (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 3),
    ]  # fmt: skip
    assert "Contents" not in document.source
    assert document.location(document.source.index("And of wood")) == "paragraph 3"


def test_links_and_inline_code_are_noted() -> None:
    link = '<w:hyperlink r:id="x"><w:r><w:t>the town</w:t></w:r></w:hyperlink>'
    code = r("make all", '<w:rStyle w:val="Vrb"/>')
    document = read(docx(p(r(" Of ") + link + r(" and ") + code), links={"x": "https://a.invalid"}))
    assert document.source == "Of the town and make all"
    (found,) = document.links
    assert (found.anchor, found.target) == ("the town", "https://a.invalid")
    assert document.text[found.start : found.end] == "the town"
    assert [document.text[a:b] for a, b in document.code] == ["make all"]
    (field,) = read(docx(p(FIELD))).links
    assert (field.anchor, field.target) == ("the field", "https://site.invalid/b")


def test_notes_follow_the_text_in_the_order_of_their_references() -> None:
    notes = "".join(
        f'<w:footnote w:id="{id}">{p(text)}</w:footnote>'
        for id, text in (("1", "Never referred to."), ("2", "Second."), ("3", "First."))
    )
    body = p("<w:r><w:t>Text.</w:t><w:footnoteReference w:id='3'/></w:r>") + p(
        "<w:r><w:t>More.</w:t><w:footnoteReference w:id='2'/></w:r>"
    )
    document = read(docx(body, footnotes=notes))
    assert document.source == "Text.\n\nMore.\n\nFirst.\n\nSecond."
    assert document.location(document.source.index("Second")) == "footnote 2"


def test_rows_of_tables_are_lines_and_layout_tables_are_read_through() -> None:
    def table(*rows: list[str], row: str = "") -> str:
        return "<w:tbl>" + "".join(
            f"<w:tr>{row}" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"
            for cells in rows
        ) + "</w:tbl>"  # fmt: skip

    gone = table([p("gone")], row="<w:trPr><w:del/></w:trPr>")
    body = table([p("Year"), p("Stones")], [p("1901"), p("30") + p("or 31")]) + gone
    document = read(docx(p("Before.") + body))
    assert document.source == "Before.\n\nYear | Stones\n1901 | 30 or 31"
    assert document.location(document.source.index("1901")) == "table 1, row 2"
    long = p("It was built of stone and the town has kept it since then, with some pride. " * 2)
    layout = read(docx(table([p("Menu"), p("A heading", "berschrift1") + long * 3])))
    kinds = [block.kind for block in layout.blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.HEADING, *[BlockKind.PARAGRAPH] * 3]
    nested = table([p("A") + table([p("B"), p("C")]), p("D")])
    assert read(docx(nested)).source == "A\n\nB | C\n\nD"


def test_bold_lines_are_headings_where_no_heading_has_a_style() -> None:
    bold = p(r("The old bridge", "<w:b/>")), p(r("Its stones", "<w:b/>"))
    text = p(r("Bold", "<w:b/>") + r(" begins it."))
    document = read(docx(bold[0] + text + bold[1] + text))
    assert document.title == "The old bridge"
    assert [b.kind.value for b in document.blocks] == ["title", "paragraph", "heading", "paragraph"]
    styled = read(docx(p("Styled", "berschrift1") + text + bold[1]))
    assert styled.blocks[-1].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    ("title", "read_as"),
    [("The bridges of a town", "The bridges of a town"), ("draft_3.docx", None),
     ("Microsoft Word - draft", None), ("", None)],
)  # fmt: skip
def test_the_stated_title_serves_where_the_text_has_none(title: str, read_as: str | None) -> None:
    assert read(docx(p("It was built of stone."), title=title)).title == read_as


def test_a_document_without_its_smaller_parts_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f"<w:document xmlns:w='{strict}'><w:body>{p('Strict.')}</w:body></w:document>"
    assert read(package({"word/document.xml": body})).source == "Strict."
    assert read(docx(p("Of no suffix.")), "unnamed").format == "docx"


@pytest.mark.parametrize(
    ("data", "type"),
    [
        (b"", "empty"),
        (b"no zip at all", "damaged"),
        (docx(p("x"))[:300], "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "encrypted"),
        (package({"xl/workbook.xml": "<x/>"}), "unsupported_format"),
        (package({"word/other.xml": "<x/>"}), "damaged"),
        (package({"word/document.xml": "<w:document>"}), "damaged"),
    ],
)
def test_what_cannot_be_read_says_so(data: bytes, type: str) -> None:
    failure = read_bytes(data, "a.docx")
    assert isinstance(failure, Failure)
    assert failure.type == type
    assert failure.message.startswith("a.docx: ")
