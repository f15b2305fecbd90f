"""Files, JSONL, standard input, encodings and what cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
from pathlib import Path

import pytest

from detector.audit.inputs import COMPRESSED, CONTAINERS
from detector.findings import Failure
from detector.readers import ReadOptions, articles_of, parse, read, read_articles
from detector.readers.decoding import decode
from detector.readers.table import AUDITED
from detector.text.document import ContentType, Document

TEXT = "Größe und Weiß — “quoted” prose of a page, long enough to be detected as such by anyone."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_decode(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.text == TEXT
    assert decoded.encoding in (encoding, "windows-1252")


def test_declared_encoding() -> None:
    html = '<meta charset="windows-1251"><p>Привет, мир</p>'
    assert decode(html.encode("cp1251")).text == html


def test_a_few_broken_bytes_do_not_spoil_the_rest() -> None:
    assert decode((TEXT * 3).encode() + b"\xff!").text == TEXT * 3 + "\ufffd!"


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"\xff\xfe\x00", bytes(range(256)), b"\x81\x8d" * 9]
)
def test_decode_never_fails(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


def read_one(path: Path, data: bytes, options: ReadOptions | None = None) -> Document | Failure:
    path.write_bytes(data)
    (result,) = read(path, options)
    return result


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("a.txt", b"# not a heading", ContentType.TEXT),
        ("a.md", b"words", ContentType.MARKDOWN),
        ("a.HTM", b"words", ContentType.HTML),
        ("a", b"<!DOCTYPE html><p>x", ContentType.HTML),
        ("a.post", b"---\ntitle: x\n---\nwords", ContentType.MARKDOWN),
        ("a.post", b"# Heading\n\nwords", ContentType.MARKDOWN),
        (
            "a.post",
            b"words\n\n<p>\n    <img src='a.png'/>\n</p>\n\nwords",
            ContentType.MARKDOWN,
        ),
        ("a.post", b"words\n\n<p>words</p>\n\nwords", ContentType.TEXT),
        ("a.post", b"words\n\n<p>\n<img src='a.png'/> words\n</p>\n\nwords", ContentType.TEXT),
        ("a.post", b"p>\n< p >words h 3 >", ContentType.TEXT),
        ("a.post", b"<p>one</p>\n<p>two</p>", ContentType.HTML),
        ("a.txt.gz", gzip.compress(b"words", mtime=0), ContentType.TEXT),
    ],
)
def test_content_type(tmp_path: Path, name: str, data: bytes, content_type: ContentType) -> None:
    document = read_one(tmp_path / name, data)
    assert isinstance(document, Document)
    assert document.content_type is content_type
    assert document.id == document.path == str(tmp_path / name)


def test_source_is_exact(tmp_path: Path) -> None:
    document = read_one(tmp_path / "a.txt", b"\xef\xbb\xbfa\x00b\r\nc\rd")
    assert isinstance(document, Document)
    assert document.source == "a\x00b\r\nc\rd"


@pytest.mark.parametrize(
    ("name", "data", "type"),
    [
        ("a.txt", b"%PDF-1.7 x", "binary"),
        ("a.html", bytes(200), "binary"),
        ("a.md", random.Random(5).randbytes(300), "binary"),
        ("a.md", random.Random(6).randbytes(900), "binary"),
        ("a.txt", b"x" * 2000, "too_large"),
        ("a.txt.gz", gzip.compress(b"words" * 100, mtime=0)[:-12], "truncated"),
        ("a.txt.gz", b"not gzip", "unreadable"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, data: bytes, type: str) -> None:
    failure = read_one(tmp_path / name, data, ReadOptions(max_bytes=1000))
    assert isinstance(failure, Failure)
    assert failure.type == type
    assert name in failure.message


@pytest.mark.parametrize(
    ("name", "named"), [("a.txt", "3000"), ("a.txt.gz", "N”, where"), ("a.unknown", "N”, where")]
)
def test_what_is_too_large_says_which_limit_would_do(tmp_path: Path, name: str, named: str) -> None:
    data = b"x" * 3000
    packed = gzip.compress(data) if name.endswith("gz") else data
    failure = read_one(tmp_path / name, packed, ReadOptions(max_bytes=2999))
    assert isinstance(failure, Failure)
    assert "larger than 2,999 bytes" in failure.message
    assert f"--max-bytes {named}" in failure.message
    assert isinstance(read_one(tmp_path / name, packed, ReadOptions(max_bytes=3000)), Document)


def test_missing_and_folder(tmp_path: Path) -> None:
    types = [next(iter(read(path))).type for path in (tmp_path / "none", tmp_path)]  # type: ignore[union-attr]
    assert types == ["not_found", "is_directory"]


def test_a_broken_link_says_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to("nowhere.md")
    (failure,) = read(tmp_path / "link.md")
    assert isinstance(failure, Failure)
    assert failure.type == "broken_link"
    assert "“nowhere.md”" in failure.message


@pytest.mark.parametrize(
    ("id", "path", "line", "message", "told"),
    [
        ("a.md", "a.md", None, "a.md: is a picture", "a.md: is a picture"),
        ("a.md", "a.md", None, "a.md.gz breaks", "a.md: a.md.gz breaks"),
        ("-", "-", None, "standard input: no text", "standard input: no text"),
        ("x", "s.jsonl", 2, "s.jsonl, line 2: cut", "s.jsonl, line 2: cut"),
        ("s.jsonl:2", "s.jsonl", 2, "broke", "s.jsonl:2: broke"),
        ("x", "s.jsonl", 2, "broke", "x:2: broke"),
    ],
)
def test_a_failure_names_its_place_once(
    id: str, path: str, line: int | None, message: str, told: str
) -> None:
    failure = Failure(id=id, path=path, type="any", message=message, line=line)
    assert failure.located_message == told


LINES = [
    ('{"id": "a", "text": "one"}', None),
    ("", None),
    ('{"text": "two"}', None),
    ("{broken", "bad_json"),
    ("7", "bad_record"),
    ("null", "bad_record"),
    ('{"id": "b"}', "bad_record"),
    ('{"id": "b", "text": 3}', "bad_record"),
    ('{"id": 5, "text": "\\ud800 lone"}', None),
    ("[" * 100_000, "bad_json"),
    ('{"id": "long", "text": "%s"}' % ("x" * 200_000), "too_large"),
    ('{"id": "last", "text": "end"}', None),
]


@pytest.mark.parametrize("packed", [False, True])
def test_records(tmp_path: Path, packed: bool) -> None:
    data = "\n".join(line for line, _ in LINES).encode()
    path = tmp_path / ("a.jsonl.gz" if packed else "a.ndjson")
    path.write_bytes(gzip.compress(data) if packed else data)
    results = list(read(path, ReadOptions(max_bytes=150_000)))
    wanted = [(number, type) for number, (line, type) in enumerate(LINES, 1) if line]
    assert len(results) == len(wanted)
    for result, (number, type) in zip(results, wanted, strict=True):
        assert getattr(result, "type", None) == type
        if isinstance(result, Failure):
            assert result.line == number
            assert f"line {number}" in result.message
        else:
            json.dumps(result.source, ensure_ascii=False).encode()
    ids = [result.id for result in results if isinstance(result, Document)]
    assert ids == ["a", f"{path}:3", "5", "last"]


def test_fields_are_renamed(tmp_path: Path) -> None:
    line = b'{"key": "k", "body": "words"}'
    options = ReadOptions(text_field="body", id_field="key")
    document = read_one(tmp_path / "a.jsonl", line, options)
    assert isinstance(document, Document)
    assert (document.id, document.text) == ("k", "words")


def test_truncated_records(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(i), "text": f"{i * 7919}"}) + "\n" for i in range(5000))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode())[:-2000])
    *documents, failure = read(path)
    assert documents
    assert isinstance(failure, Failure)
    assert failure.type == "truncated"


@pytest.mark.parametrize(
    ("data", "count"), [(b"plain words", 1), (b'{"text": "a"}\n{"text": "b"}\n', 2), (b"", 1)]
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, count: int) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    results = list(read("-"))
    assert len(results) == count
    assert all(isinstance(result, Document) for result in results)


def test_lone_surrogates_keep_their_place() -> None:
    document = parse("a \ud800 b", id="x")
    assert document.source == "a \ufffd b"


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.warc", "a.zip", "a.tar.gz", "a.csv.gz"])
def test_what_only_an_audit_reads_is_never_read_as_an_article(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    text = b"id,text\n1,The ferry left an hour late.\n"
    path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    for found in (list(read(path)), list(read_articles(path)), list(articles_of(text, "a.csv"))):
        (failure,) = found
        assert isinstance(failure, Failure)
        assert failure.type == "unsupported_format"
        assert "only “detector audit” reads" in failure.message
    forced = list(read(path, ReadOptions(content_type=ContentType.TEXT)))
    assert [type(one) for one in forced] == [Document]


def test_the_table_of_what_only_an_audit_reads_is_that_of_the_audit() -> None:
    articles = {".jsonl", ".ndjson", ".xml"}
    assert (CONTAINERS.keys() - articles) | ({*COMPRESSED} - {".gz"}) == AUDITED


@pytest.mark.parametrize("name", ["page.rst.txt", "page.rst.txt.gz", "page.RST.TXT"])
def test_the_suffix_before_txt_tells_the_format(tmp_path: Path, name: str) -> None:
    path, data = tmp_path / name, b"Quay\n====\n\n.. note:: It is wet.\n\nIt :sup:`silts` up.\n"
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    (document,) = read(path)
    assert isinstance(document, Document)
    assert ":sup:" not in document.text
    assert document.title == "Quay"


def test_a_name_with_points_is_no_format(tmp_path: Path) -> None:
    path = tmp_path / "minutes.of.may.txt"
    path.write_text("The *quay* is wet.")
    (document,) = read(path)
    assert isinstance(document, Document)
    assert document.content_type is ContentType.TEXT
