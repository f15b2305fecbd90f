"""A file that is not text is printed: offsets are those of the print, and each part is located."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detector.readers import parse
from detector.readers.printed import PrintedText, printed
from detector.scoring import evidence
from detector.text.analysis import Analysis
from detector.text.document import BlockKind, Document


def build(parts: PrintedText) -> Document:
    return parts.build(id="a.docx", path="a.docx", format="docx")


def test_blocks_are_printed_in_order_and_located() -> None:
    parts = PrintedText()
    parts.block(BlockKind.TITLE, "The old bridge", level=1, location="paragraph 1")
    parts.block(BlockKind.PARAGRAPH, "It was built\nof stone.", location="paragraph 2")
    parts.block(BlockKind.CODE, "print(1)", location="paragraph 3")
    parts.block(BlockKind.LIST_ITEM, "one", location="paragraph 4")
    parts.block(BlockKind.LIST_ITEM, "two", location="paragraph 5")
    parts.block(BlockKind.PARAGRAPH, "  ", location="paragraph 6")
    document = build(parts)
    assert document.source == "The old bridge\n\nIt was built of stone.\n\none\ntwo"
    assert document.text == document.source
    assert document.title == "The old bridge"
    assert document.is_printed
    located = [document.location(document.source.index(w)) for w in ("bridge", "stone", "two")]
    assert located == ["paragraph 1", "paragraph 2", "paragraph 5"]
    assert document.format == "docx"


def test_findings_name_the_location_and_their_range_is_that_of_the_print() -> None:
    parts = PrintedText()
    parts.block(BlockKind.PARAGRAPH, "It was built of stone.", location="page 1")
    parts.block(
        BlockKind.PARAGRAPH, "See :contentReference[oaicite:0]{index=0} there.", location="page 2"
    )
    document = build(parts)
    found = [f for f in evidence.find(Analysis(document)) if f.rule == "chat-citation"]
    assert found
    assert {finding.location for finding in found} == {"page 2"}
    for finding in found:
        assert document.source[finding.start : finding.end] == finding.evidence
        assert finding.to_json()["location"] == "page 2"


def test_a_finding_in_text_has_no_location() -> None:
    document = parse("See :contentReference[oaicite:0]{index=0} there.", id="a.txt")
    (first, *_) = evidence.find(Analysis(document))
    assert first.location is None
    assert "location" not in first.to_json()


def test_a_document_is_printed_with_its_links_and_code() -> None:
    source = "# Bridges\n\nThe [old one](/old) was *built* with `stone`.\n\n> quoted\n\n- a\n- b\n"
    before = parse(source, id="a.md", content_type="markdown")
    after = printed(before, "entry 3", "feed")
    assert after.source == after.text == before.text
    assert [link.target for link in after.links] == ["/old"]
    assert [after.text[a:b] for a, b in after.code] == ["stone"]
    assert [(block.kind, block.level) for block in after.blocks] == [
        (block.kind, block.level) for block in before.blocks
    ]
    assert after.location(0) == "entry 3"
    assert after.title == "Bridges"


@given(
    st.lists(
        st.tuples(st.sampled_from([*BlockKind]), st.text(max_size=40), st.sampled_from("abc")),
        max_size=8,
    )
)
def test_any_parts_give_a_sound_document(parts: list[tuple[BlockKind, str, str]]) -> None:
    made = PrintedText()
    for kind, text, location in parts:
        made.block(kind, text, location=location)
    document = build(made)
    assert "\r" not in document.source
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(document.text)
    for at in range(len(document.text)):
        span = document.to_source(at, at + 1)
        assert 0 <= span.start <= span.end <= len(document.source)
