"""Records of JSON lines, tables and standard input, and every way in which they can be broken."""

from __future__ import annotations

import csv
import gzip
import io
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from detector.audit.inputs import InputOptions, sources
from detector.findings import Failure
from detector.readers import read_sources
from detector.text.document import ContentType
from detector.text.source import Source
from tests.audit.inputs.reading import OPTIONS, ids, read, records, texts


class TestRecords:
    @pytest.mark.parametrize("pack", [bytes, gzip.compress])
    def test_jsonl(self, tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
        file = tmp_path / ("a.jsonl.gz" if pack is gzip.compress else "a.jsonl")
        rows = records(
            {"id": "x", "text": "one", "date": "2020-02-03", "author": "Ann"}, {"text": "two"}
        )
        file.write_bytes(pack(rows + b"\n{broken\n" + records({"id": "z"}, [1])))
        found = read(file)
        assert ids(found)[:2] == ["x", f"{file}:2"]
        assert texts(found) == ["one", "two"]
        first = found[0]
        assert isinstance(first, Source)
        assert (first.date, first.author) == ("2020-02-03", "Ann")
        bad = [item for item in found if isinstance(item, Failure)]
        assert [item.line for item in bad] == [4, 5, 6]

    @pytest.mark.parametrize("command", [read_sources, lambda path, o: sources([path], o)])
    @pytest.mark.parametrize(
        ("data", "kinds"),
        [
            (b'{"text": "a"}\n{"text": "b"}\n', "tt"),
            (b'{"id": "first"}\n{"text": "b"}\n', "ft"),
            (b'{"text": 7}\n{"text": "b"}', "ft"),
            (b'{"body": 7}\n{"body": "b"}\n{"text": "c"}', "fft"),
            (b'{"text": "torn\n{"text": "b"}\n', "ft"),
            (b'\n \r\n\xef\xbb\xbf\n{"text": "a"}\n', "ft"),
            (b'\n\n{"text": "a"}\n', "t"),
            (b'{"name": "a setting"}\n', "a"),
            (b'{\n"text": "spread out"}\n', "a"),
            (b'{{ title }}\n{"name": "shown"}\n', "a"),
            (b'Write a record a line:\n{"text": "a"}\n{"text": "b"}\n', "a"),
            (b"", "a"),
        ],
    )
    @pytest.mark.parametrize("kind", [None, ContentType.MARKDOWN])
    def test_standard_input(
        self,
        monkeypatch: pytest.MonkeyPatch,
        command: Callable[[str, InputOptions], Iterable[Source | Failure]],
        data: bytes,
        kinds: str,
        kind: ContentType | None,
    ) -> None:
        """A record with a text, one that failed, or an article as it came."""
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        found = list(command("-", InputOptions(content_type=kind)))
        told = ["f" if isinstance(f, Failure) else "a" if f.line is None else "t" for f in found]
        assert "".join(told) == kinds
        assert kinds != "a" or texts(found) == [data.decode()]

    @pytest.mark.parametrize("command", [read_sources, lambda path, o: sources([path], o)])
    @pytest.mark.parametrize(
        ("name", "data", "records"),
        [
            ("a.txt", b'{"id": "a", "text": "b"}\n', False),
            ("a.json", b'{"id": "a", "title": "b"}\n', False),
            ("a.json", b'{"id": "a", "text": "b"}\n', True),
            ("a", b'{"name": "a"}\n{"name": "b"}\n', False),
        ],
    )
    def test_an_article_that_is_json(
        self,
        tmp_path: Path,
        command: Callable[[str, InputOptions], Iterable[Source | Failure]],
        name: str,
        data: bytes,
        records: bool,
    ) -> None:
        (tmp_path / name).write_bytes(data)
        found = list(command(str(tmp_path / name), OPTIONS))
        assert [item.line for item in found] == [1 if records else None]

    def test_a_huge_line_costs_itself(self, tmp_path: Path) -> None:
        file = tmp_path / "a.jsonl"
        file.write_bytes(records({"text": "a"}) + b"x" * 5000 + b"\n" + records({"text": "b"}))
        found = read(file, max_bytes=1000)
        assert texts(found) == ["a", "b"]
        assert [item.type for item in found if isinstance(item, Failure)] == ["too_large"]

    def test_damaged_gzip_keeps_what_came_before(self, tmp_path: Path) -> None:
        file = tmp_path / "a.jsonl.gz"
        rows = records(*({"text": os.urandom(40).hex()} for _ in range(2000)))
        file.write_bytes(gzip.compress(rows)[:-20_000])
        found = read(file)
        assert len(found) > 100
        assert isinstance(found[-1], Failure)

    def test_csv(self, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        file.write_text('\ufeffid;body\n1;"two\nlines; one"\n2;x\n', "utf-8")
        found = read(file, text_field="body")
        assert (ids(found), texts(found)) == (["1", "2"], ["two\nlines; one", "x"])
        (failed,) = read(file)
        assert isinstance(failed, Failure)
        assert "columns: id, body" in failed.message

    @pytest.mark.parametrize("head", ["", "plain rows, " * 9000])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    def test_a_table_in_any_encoding(self, tmp_path: Path, encoding: str, head: str) -> None:
        prose = "“It’s a café”, she said – the dearest of Zürich’s lakeside."
        rows = [["id", "text"], ["a", f"{head}first"], ["b", prose], ["c", f"{prose}\n{prose}"]]
        written = io.StringIO(newline="")
        csv.writer(written).writerows(rows)
        (tmp_path / "t.csv").write_bytes(written.getvalue().encode(encoding))
        found = read(tmp_path / "t.csv")
        assert [[item.id, *texts([item])] for item in found] == rows[1:]

    @pytest.mark.parametrize(
        ("data", "good", "failed"),
        [
            (("text\n" + "café\n" * 9).encode() + b'"x\ncaf\xe9\n"\nd\n', 10, ["bad_encoding", 11]),
            ("id,text\na,b\n".encode("utf-16") + b"c\0,\0\0\xd8\n\0", 1, ["bad_encoding", 3]),
            ("id,text\na,b\n".encode("utf-16") + b"c", 1, ["bad_encoding", 3]),
            (b"PK\x03\x04id,text\na,b\n", 0, ["binary", None]),
        ],
    )  # fmt: skip
    def test_what_cannot_be_decoded_is_never_scored(
        self, tmp_path: Path, data: bytes, good: int, failed: list[str | int]
    ) -> None:
        (tmp_path / "t.csv").write_bytes(data)
        found = read(tmp_path / "t.csv")
        assert len(texts(found)) == good
        assert "\ufffd" not in "".join(texts(found))
        assert [[f.type, f.line] for f in found if isinstance(f, Failure)] == [failed]

    def test_parquet(self, tmp_path: Path) -> None:
        pyarrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        rows = [{"id": i, "text": f"t{i}" if i != 3 else None} for i in range(600)]
        parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
        found = read(tmp_path)
        assert len(found) == 600
        assert isinstance(found[3], Failure)
        assert texts(found)[-1] == "t599"

    def test_binary_columns_of_parquet_are_decoded(self, tmp_path: Path) -> None:
        pyarrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        values = [
            "Rønne".encode(),
            "Malmö".encode("utf-16"),
            b"caf\xe9 au lait",
            bytes(range(64)),
            None,
        ]
        table = {
            "id": [b"a", b"b", b"c", b"d", b"e"],
            "text": pyarrow.array(values, pyarrow.binary()),
        }
        parquet.write_table(pyarrow.table(table), tmp_path / "a.parquet")
        *read_well, binary, missing = read(tmp_path)
        assert texts(read_well) == ["Rønne", "Malmö", "café au lait"]
        assert [found.id for found in read_well] == ["a", "b", "c"]
        assert isinstance(binary, Failure)
        assert isinstance(missing, Failure)
        assert "is binary data, not text" in binary.message
        assert (binary.type, binary.line) == ("bad_record", 4)
        assert "is null" in missing.message

    def test_a_column_of_another_type_is_named(self, tmp_path: Path) -> None:
        pyarrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        table = {"id": ["a"], "text": pyarrow.array([date(2026, 1, 31)])}
        parquet.write_table(pyarrow.table(table), tmp_path / "a.parquet")
        (fault,) = read(tmp_path)
        assert isinstance(fault, Failure)
        assert "is of the type date: it must be a string" in fault.message

    def test_zst(self, tmp_path: Path) -> None:
        zstandard = pytest.importorskip("zstandard")
        file = tmp_path / "a.jsonl.zst"
        file.write_bytes(zstandard.ZstdCompressor().compress(records({"text": "a"}, {"text": "b"})))
        assert texts(read(tmp_path)) == ["a", "b"]
