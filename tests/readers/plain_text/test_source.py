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
        (f"Lamps\n=====\n\nOil.\n\nChanges in 1.2:\n~~~~~~~~~~~~~~~\n{PROSE}", [("title", "Lamps"), ("paragraph", "Oil."), ("heading", "Changes in 1.2:"), ("paragraph", PROSE)]),
        ("What is Oil?\n------------\nOil.", [("title", "What is Oil?"), ("paragraph", "Oil.")]),
        ("Lamps \"Old\" and \"New\"\n======================\nOil.", [("title", "Lamps \"Old\" and \"New\""), ("paragraph", "Oil.")]),
        ("*****\nLamps\n*****\nOil.", [("title", "Lamps"), ("paragraph", "Oil.")]),
        (f"{PROSE}\n---\n{PROSE}", [("paragraph", PROSE), ("paragraph", "---"), ("paragraph", PROSE)]),
        ("Oil.\n\n----------\n\nWax.", [("paragraph", "Oil."), ("paragraph", "----------"), ("paragraph", "Wax.")]),
        ("With kind regards\n---\nAnna", [("paragraph", "With kind regards"), ("paragraph", "---"), ("paragraph", "Anna")]),
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


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("The lamps went out, and nobody saw who did it that winter.", "-"),
        ('"We have no oil," he said.', "*"),
        ("“Run, they took the oil!”", "*"),
        ("“There is no oil left…”", "~"),
        ("He said, “There is oil.”", "="),
        ("and so, dear Anna,", "-"),
        ("She never wrote again…", "-"),
    ],
)
def test_a_sentence_over_a_rule_is_no_title(line: str, mark: str) -> None:
    rule = mark * len(line)
    found = [kind for kind, _ in kinds(parse(f"{PROSE}\n\n{line}\n{rule}\n\n{PROSE}", id="x"))]
    assert found == ["paragraph"] * 4


def test_blanks_to_fill_in_are_no_underlines() -> None:
    source = "Age\n_____\n\nHeight of tree\n______________\n\nPlace\n_____\n"
    assert {kind for kind, _ in kinds(parse(source, id="x"))} == {"paragraph"}


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


WRAPPED = (
    "The harbour of the old town was dug by hand in the years before the war, and",
    "nobody who lives there now remembers how many people it took to build or to",
)


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("the quay wall is an exam-", "ple of work that", "is an example of work"),
        ("the wall was partly re-", "built when peace came", "was partly rebuilt when"),
        ("a story that is well-", "known along the coast", "that is well-known along"),
        ("the wall was strength-", "ened once more then", "was strengthened once"),
        ("in the pre- and in the post-", "and interwar years of it", "in the post- and interwar"),
        ("they called it the north-", "Western quay, which is", "the north- Western quay"),
        ("the ledgers of 1914-", "to 1918 are all lost", "of 1914- to 1918"),
    ],
)
def test_words_divided_at_line_ends(end: str, start: str, joined: str) -> None:
    lines = [
        *WRAPPED,
        f"{'x' * (74 - len(end))} {end}",
        f"{start} the town had paid for it.",
        *WRAPPED,
    ]
    document = parse("\n".join(lines) + "\n", id="x")
    assert joined in document.text
    at = document.text.index(joined.rsplit(maxsplit=1)[-1])
    span = document.to_source(at, at + len(joined.rsplit(maxsplit=1)[-1]))
    assert document.source[span.start : span.end].startswith(joined.rsplit(maxsplit=1)[-1][:4])


def test_page_numbers_at_page_breaks_are_left_out() -> None:
    source = f"{WRAPPED[0]}\n{WRAPPED[1]}\n\n12\n\fkeep it dry. {WRAPPED[0]}\n{WRAPPED[1]}\nrest.\n"
    text = parse(source, id="x").text
    assert "12" not in text
    assert "or to keep it dry." in text
    assert "12" in parse(source.replace("\f", ""), id="x").text


def test_counted_pages_are_left_out() -> None:
    source = f"{WRAPPED[0]}.\n\nPage 3 of 9\n\n{WRAPPED[1]}.\n"
    assert "Page" not in parse(source, id="x").text
    near = source.replace("Page 3 of 9", "Page 3 of 9 is missing")
    assert "Page 3 of 9 is missing" in parse(near, id="x").text


@pytest.mark.parametrize(
    "attribution",
    [
        "On Mon, 3 May 2021, A. Smith wrote:",
        "On Mon, 3 May 2021 at 10:00,\nA. Smith <a@b.org> wrote:",
    ],
)
def test_quoted_mail_is_a_quotation(attribution: str) -> None:
    source = f"Thanks, I will bring the rope.\n\n{attribution}\n> Bring a rope.\n>\n> And a lamp.\n> Please.\n"
    document = parse(source, id="x")
    assert document.text == "Thanks, I will bring the rope."
    assert BlockKind.QUOTATION in {block.kind for block in document.blocks}


def test_who_wrote_something_is_no_mail() -> None:
    source = "On the wall of the cell somebody wrote:\n\nNever again shall we sail without a lamp on board.\n"
    assert "somebody wrote:" in parse(source, id="x").text


def test_the_frame_of_a_digital_library_is_left_out() -> None:
    frame = "*** {} OF THE PROJECT GUTENBERG EBOOK THE QUAY ***"
    source = f"Licence text.\n\n{frame.format('START')}\n\n{WRAPPED[0]}.\n\n{frame.format('END')}\n\nMore licence.\n"
    assert parse(source, id="x").text == f"{WRAPPED[0]}."
    near = "He read *** START OF THE PROJECT GUTENBERG EBOOK *** aloud.\n\nThen he slept.\n"
    assert parse(near, id="x").text == near.replace("\n\n", "\n\n").strip()
