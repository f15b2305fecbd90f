"""Zip packages and their XML are read within bounds, and nothing is expanded or fetched."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from detector.findings import Failure
from detector.readers import ReadOptions, read_bytes
from detector.readers.package import MAX_MEMBERS, Package, resolved
from detector.readers.reader import UnreadableError
from detector.readers.xml_tree import MAX_DEPTH, parse_xml
from tests.readers.formats.builders import docx, p, package

LAUGHS = "<!DOCTYPE a [" + "".join(
    f'<!ENTITY e{n} "{("&e" + str(n - 1) + ";") * 10 if n else "ha"}">' for n in range(12)
) + "]><a>&e11;</a>"  # fmt: skip

PACKED = package({"a": b"text" * 99})


@pytest.mark.parametrize(
    ("data", "read", "type"),
    [
        (package({"a": b"\0" * 5_000_000}), "a", "too_large"),  # packed like a bomb
        (package({"a": bytes(range(256)) * 8000}), "a", "too_large"),  # more than the limit
        (package({f"{n}": b"" for n in range(MAX_MEMBERS + 1)}), "0", "too_large"),
        (package({"a": b"text"}), "b", "damaged"),
        (package({"a": b"text"}).replace(b"PK\x03\x04\x14\0\0\0", b"PK\x03\x04\x14\0\x01\0")
         .replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0"), "a",
         "encrypted"),
        (PACKED[:80], "a", "damaged"),
        (PACKED[:33] + b"\xff\xff" + PACKED[35:], "a", "damaged"),
    ],
    ids=["bomb", "too large", "too many", "missing", "encrypted", "truncated", "broken"],
)  # fmt: skip
def test_what_is_not_read(data: bytes, read: str, type: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        Package(data, "Word document", 1_000_000).read(read)
    assert caught.value.type == type


def test_members_count_together_and_tight_small_ones_are_read() -> None:
    opened = Package(package({"a": b"\0" * 600, "b": b"\0" * 600}), "Word document", 1000)
    assert len(opened.read("a")) == 600
    with pytest.raises(UnreadableError):
        opened.read("b")


@pytest.mark.parametrize(
    ("folder", "target", "name"),
    [("word", "styles.xml", "word/styles.xml"), ("word", "/word/a.xml", "word/a.xml"),
     ("a/b", "../c.xml", "a/c.xml"), ("", "a.xml", "a.xml")],
)  # fmt: skip
def test_targets_are_names_of_members(folder: str, target: str, name: str) -> None:
    assert resolved(folder, target) == name


@pytest.mark.parametrize(
    "xml",
    [
        LAUGHS,
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://site.invalid/x">%x;]><a/>',
        "<a>" * (MAX_DEPTH + 1),
        "<a><b></a>",
        "<a>&undefined;</a>",
        '<?xml version="1.0" encoding="no-such"?><a/>',
        "",
    ],
)
def test_xml_that_is_refused(xml: str) -> None:
    begun = time.process_time()
    with pytest.raises(UnreadableError):
        parse_xml(xml.encode(), {}, "Word document")
    assert time.process_time() - begun < 1


def test_a_document_type_without_definitions_is_passed_over() -> None:
    xml = b'<!DOCTYPE a PUBLIC "-//x" "http://site.invalid/a.dtd"><a xmlns="u" b="c"><d/></a>'
    root = parse_xml(xml, {"u": "n"}, "Word document")
    assert (root.tag, root.get("b"), root[0].tag) == ("{n}a", "c", "{n}d")


def test_a_file_named_by_an_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not for you")
    declared = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    data = docx(p("x"), **{"word/styles.xml": f"{declared}<s>&x;</s>"})
    assert isinstance(read_bytes(data, "a.docx"), Failure)


def test_the_limit_of_an_article_bounds_what_a_file_unpacks_to() -> None:
    data = docx("".join(p(f"The bridge of the year {n} is old.") for n in range(20_000)))
    failure = read_bytes(data, "a.docx", ReadOptions(max_bytes=len(data) + 1))
    assert isinstance(failure, Failure)
    assert failure.type == "too_large"
