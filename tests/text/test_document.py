"""The builder and the offset map: what the view shows, and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detector.text.builder import DocumentBuilder
from detector.text.document import BlockKind, ContentType, Document, Link, Span


def build(builder: DocumentBuilder) -> Document:
    return builder.build(id="x", content_type=ContentType.TEXT)


def test_copy_replace_and_blocks() -> None:
    source = "<p>a &amp; b</p><ul><li>c<li>d"
    builder = DocumentBuilder(source)
    builder.open_block(BlockKind.PARAGRAPH)
    builder.copy(3, 5)
    builder.replace("&", 5, 10)
    builder.copy(10, 12)
    for at in (24, 29):
        builder.open_block(BlockKind.LIST_ITEM, 1)
        builder.copy(at, at + 1)
    document = build(builder)
    assert document.text == "a & b\n\nc\nd"
    assert document.to_source(2, 3) == Span(5, 10)
    assert document.to_source(0, 5) == Span(3, 12)
    assert document.blocks[0].source == Span(3, 12)
    assert [document.text[b.start : b.end] for b in document.blocks] == ["a & b", "c", "d"]


def test_an_empty_block_leaves_no_trace() -> None:
    builder = DocumentBuilder("a   b")
    builder.open_block(BlockKind.PARAGRAPH)
    builder.copy(0, 1)
    builder.open_block(BlockKind.PARAGRAPH)
    start = builder.position
    builder.copy(1, 4)
    builder.links.append(
        Link(anchor="", target="/", start=start, end=builder.position, source=Span(1, 4))
    )
    builder.code.append(Span(start, builder.position))
    builder.open_block(BlockKind.PARAGRAPH)
    builder.copy(4, 5)
    document = build(builder)
    assert document.text == "a\n\nb"
    assert document.links == ()
    assert document.code == ()


def test_aside_stays_out_of_the_view() -> None:
    builder = DocumentBuilder("a code b")
    builder.open_block(BlockKind.PARAGRAPH)
    builder.copy(0, 1)
    builder.aside(BlockKind.CODE, 2, 6)
    builder.open_block(BlockKind.PARAGRAPH)
    builder.copy(7, 8)
    document = build(builder)
    assert document.text == "a\n\nb"
    assert [b.kind for b in document.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.CODE,
        BlockKind.PARAGRAPH,
    ]


def test_text_since() -> None:
    builder = DocumentBuilder("one “two”")
    builder.open_block(BlockKind.PARAGRAPH)
    builder.copy(0, 4)
    start = builder.position
    builder.copy(4, 9)
    assert builder.text_since(start) == '"two"'
    assert builder.text_since(0) == 'one "two"'


def test_only_shown_characters_count_as_disguises() -> None:
    source = "code: vi\u200bew. text: vi\u200bagra"
    builder = DocumentBuilder(source)
    builder.open_block(BlockKind.PARAGRAPH)
    builder.copy(source.index("vi\u200bagra"), len(source))
    document = build(builder)
    assert document.text == "viagra"
    assert len(document.disguises) == 1


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_every_offset_maps_into_the_source(source: str, ranges: list[tuple[int, int]]) -> None:
    builder = DocumentBuilder(source)
    builder.open_block(BlockKind.PARAGRAPH)
    for low, high in ranges:
        builder.copy(min(low, len(source)), min(high, len(source)))
    document = build(builder)
    for at in range(len(document.text)):
        span = document.to_source(at, at + 1)
        assert 0 <= span.start <= span.end <= len(source)
    span = document.to_source(-5, 10**6)
    assert 0 <= span.start <= span.end <= len(source)
