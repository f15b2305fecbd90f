"""The plain text reader: blocks by form, wrapped lines, exact offsets."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import time

import pytest

from detector.readers.plain_text.source import parse
from detector.text.document import BlockKind, Document

PROSE = (
    "The council met on Tuesday to talk about the new bridge, and it took until midnight to agree."
)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"A Bridge Too Far\n{PROSE}", [("title", "A Bridge Too Far"), ("paragraph", PROSE)]),
        (f"{PROSE}\nWhat Next?\n{PROSE}", [("paragraph", PROSE), ("heading", "What Next?"), ("paragraph", PROSE)]),
        (f"{PROSE}\nSummary\n- one thing\n– another", [("paragraph", PROSE), ("heading", "Summary"), ("list_item", "one thing"), ("list_item", "another")]),
        ("| a | b |\n|---|---|", [("table", "| a | b |"), ("table", "|---|---|")]),
        ("Hello world", [("paragraph", "Hello world")]),
        ("", []),
        (" \r\n\t\n", []),
        (f"{PROSE}\n> quoted line here\n> and more\n{PROSE}", [("paragraph", PROSE), ("quotation", ""), ("paragraph", PROSE)]),
        (f"{PROSE}\r\n\r\n{PROSE}", [("paragraph", PROSE), ("paragraph", PROSE)]),
        (f"{PROSE}\r{PROSE}", [("paragraph", PROSE), ("paragraph", PROSE)]),
        (f"{PROSE}\n1. Choose a Seller\n{PROSE}", [("paragraph", PROSE), ("heading", "1. Choose a Seller"), ("paragraph", PROSE)]),
        (f"{PROSE}\n(keywords preserved) p >", [("paragraph", PROSE), ("paragraph", "(keywords preserved) p >")]),
    ],
)  # fmt: skip
def test_blocks(source: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(parse(source, id="x")) == expected


def test_wrapped_lines_are_joined() -> None:
    source = (
        "This text was written in an editor that breaks\n"
        "its lines at fifty characters, as mail programs\n"
        "have done since the beginning of time itself.\n\n"
        "A second paragraph follows, and it is wrapped in\n"
        "the same way.\n"
    )
    document = parse(source, id="x")
    assert len(document.blocks) == 2
    assert "breaks its lines" in document.text
    at = document.text.index("breaks its")
    span = document.to_source(at, at + len("breaks its"))
    assert source[span.start : span.end] == "breaks\nits"


def test_verse_is_not_joined() -> None:
    source = "Roses are red,\nViolets are blue,\nSugar is sweet,\nAnd so are you.\n"
    assert len(parse(source, id="x").blocks) == 4


def test_title_is_mapped() -> None:
    source = f"\n  A Bridge Too Far \n{PROSE}"
    document = parse(source, id="x")
    assert document.title == "A Bridge Too Far"
    assert document.title_source is not None
    assert source[slice(*document.title_source)] == document.title


@pytest.mark.parametrize("source", ["word " * 400_000, "word\n" * 60_000, "- a\n" * 60_000])
def test_long_input_is_linear(source: str) -> None:
    start = time.process_time()
    parse(source, id="x")
    assert time.process_time() - start < 8  # about a second; quadratic time would be minutes


def test_every_heading_of_the_seeds() -> None:
    from pathlib import Path

    seeds = Path(__file__).resolve().parents[3] / "seeds"
    for path in seeds.glob("*.txt"):
        document = parse(path.read_text(encoding="utf-8"), id=path.name)
        for block in document.blocks:
            line = document.text[block.start : block.end]
            if line.endswith("?") and len(line) < 120:
                assert block.kind in (BlockKind.HEADING, BlockKind.TITLE), line
