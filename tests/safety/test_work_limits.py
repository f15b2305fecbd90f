"""Containers that state, unpack to or hold more than a file of their size can: each ends soon."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.audit import AuditOptions, audit
from detector.audit.inputs import InputOptions, sources
from detector.findings import Failure
from detector.readers import bounds
from detector.readers.bounds import (
    FREE_STEPS,
    MAX_EQUAL_ERRORS,
    Work,
    WorkLimitError,
    metered,
    summarised,
)
from detector.readers.files import read_sources
from detector.text.source import Source
from tests.cpu_time import is_below

NOTE = "The bridge was opened in May by the mayor, who came by boat from the other bank.\n"
LIMIT_S = 5  # of CPU; most take a tenth of a second, and took minutes or for ever


def found_in(path: Path, **options: object) -> list[Source | Failure]:
    chosen = replace(InputOptions(), **options)  # type: ignore[arg-type]
    return list(sources([str(path)], chosen))


def of(kind: str, found: list[Source | Failure]) -> list[Failure]:
    return [item for item in found if isinstance(item, Failure) and item.type == kind]


def header(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info.tobuf(tarfile.GNU_FORMAT)


def tar(size: int, name: str, pack: Callable[[bytes], bytes] = bytes) -> bytes:
    good = header("a.md", len(NOTE)) + NOTE.encode().ljust(512, b"\0")
    return pack(good + header(name, size) + b"too short")


def csv_unclosed() -> bytes:
    return b'id,text\n1,"' + b"never closed, as it seems\n" * 1_500_000


def zip_overlapping() -> bytes:
    """Members that all lie on one place: each reads the same packed bytes (Fifield 2019)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("a.md", b"a" * 30_000_000)
        first = archive.infolist()[0]
        for number in range(3000):
            copy = zipfile.ZipInfo(f"{number:04}.md")
            for field in ("CRC", "compress_size", "file_size", "compress_type", "header_offset"):
                setattr(copy, field, getattr(first, field))
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy
        archive._didModify = True  # type: ignore[attr-defined]
    return made.getvalue()


def warc() -> bytes:
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\n"
    return head + f"Content-Length: {1 << 62}\r\n\r\n".encode() + NOTE.encode()


def gz(row: bytes, count: int, head: bytes = b"") -> bytes:
    return gzip.compress(head + row * count, 9)


MANY = "too_many_records"
CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "tar": ("a.tar", lambda: tar(1 << 62, "b.md"), "too_large"),
    "tar, passed over": ("a.tar", lambda: tar(1 << 62, "b.png"), "too_large"),
    "tar, as far as allowed": ("a.tar", lambda: tar(60_000_000, "b.png"), "damaged"),
    "tgz": ("a.tgz", lambda: tar(1 << 62, "b.png", gzip.compress), "too_large"),
    "tar.gz": ("a.tar.gz", lambda: tar(1 << 62, "b.png", gzip.compress), "too_large"),
    "tar, empty members": ("a.tgz", lambda: gz(header("x.png", 0), 20_000), ""),
    "zip": ("a.zip", zip_overlapping, "too_large"),
    "warc": ("a.warc", warc, "damaged"),
    "warc, empty records": (
        "a.warc.gz", lambda: gz(b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n", 100_000), MANY,
    ),
    "csv": ("a.csv", lambda: b'id,text\n1,"' + b"never closed\n" * 120_000, "bad_record"),
    "gzip of objects": ("a.jsonl.gz", lambda: gz(b"{}\n", 2_000_000), MANY),
    "gzip of blank lines": ("a.jsonl.gz", lambda: gz(b"\n", 5_000_000), MANY),
    "gzip of empty texts": ("a.jsonl.gz", lambda: gz(b'{"text":""}\n', 500_000), MANY),
    "gzip of rows": ("a.csv.gz", lambda: gz(b"x\n", 2_000_000, b"text\n"), MANY),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_container_costs_what_its_size_allows(tmp_path: Path, case: str) -> None:
    name, make, type = CASES[case]
    data = make()
    path = tmp_path / name
    path.write_bytes(data)
    start = time.process_time()
    found = found_in(path, max_bytes=1_000_000)
    assert time.process_time() - start < LIMIT_S
    assert len(found) < FREE_STEPS + len(data) + 200
    if type:
        assert of(type, found), [item for item in found if isinstance(item, Failure)][-3:]
    if name.endswith((".tar", ".tgz", ".tar.gz")) and "empty" not in case:
        assert isinstance(found[0], Source), "what came before is read"


def test_parquet_of_many_rows(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    rows = pa.table({"text": pa.array(repeat(None, 1_000_000), pa.string())})
    parquet.write_table(rows, path)
    assert path.stat().st_size < 50_000
    start = time.process_time()
    found = found_in(path)
    assert time.process_time() - start < LIMIT_S
    assert of("too_many_records", found)
    (summary,) = (item for item in found if isinstance(item, Failure) and item.count > 1)
    assert summary.type == "bad_record"


def test_zstandard_has_no_ratio_of_its_own(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    data = b"".join(packer.compress(bytes(1 << 22)) for _ in range(100)) + packer.flush()
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(data)
    assert len(data) < 50_000
    (fault,) = found_in(path)
    assert isinstance(fault, Failure)
    assert "zip bomb" in fault.message


def test_time_without_a_text_is_limited(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.truncate(40 << 30)  # a hole: no disk is used
    start = time.process_time()
    (fault,) = found_in(path, reading_limit_s=0.5)
    assert time.process_time() - start < LIMIT_S
    assert isinstance(fault, Failure)
    assert fault.type == "time_limit"


def test_texts_give_new_time() -> None:
    def slowly(pause: float) -> Iterator[Source | Failure]:
        for number in range(6):
            time.sleep(pause)
            yield Source(id=str(number), path=None, data=NOTE)
        fault = Failure(id="x", path="x", type="bad_json", message="m")
        for _ in range(100):
            time.sleep(pause)
            work.check()  # as every read does
            yield fault

    work = Work(seconds=0.2)
    found = list(work.limited(slowly(0.05), "x"))
    assert sum(isinstance(item, Source) for item in found) == 6
    last = found[-1]
    assert isinstance(last, Failure)
    assert last.type == "time_limit"
    assert len(found) < 15


def errors(count: int, message: str = "line {} is bad", type: str = "bad") -> Iterator[Failure]:
    for line in range(1, count + 1):
        text = message.format(line)
        yield Failure(id=f"x:{line}", path="x", type=type, message=text, line=line)


@pytest.mark.parametrize(
    ("count", "records"),
    [
        (1_000, 1_000),
        (MAX_EQUAL_ERRORS, MAX_EQUAL_ERRORS),
        (MAX_EQUAL_ERRORS + 1, MAX_EQUAL_ERRORS + 1),
        (5 * MAX_EQUAL_ERRORS, MAX_EQUAL_ERRORS + 1),
    ],
)
def test_equal_errors_are_counted(count: int, records: int) -> None:
    found = list(summarised(errors(count), "x"))
    assert len(found) == records
    assert sum(item.count for item in found if isinstance(item, Failure)) == count


def test_the_sum_says_what_and_where() -> None:
    *_, last = summarised(errors(15_000, "x, line {}: the field is missing"), "x")
    assert isinstance(last, Failure)
    assert last.message == (
        "5,000 more records have this error, the last in line 15,000: the field is missing"
    )
    assert last.to_json()["error"]["count"] == 5_000
    *_, last = summarised(errors(15_000), "x.csv", "row")
    assert isinstance(last, Failure)
    assert "have this error, the last in row " in last.message


def test_other_errors_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_EQUAL_ERRORS", 100)

    def mixed() -> Iterator[Source | Failure]:
        yield from errors(300)
        yield Source(id="y", path=None, data=NOTE)
        yield from errors(3, "another one: {}")
        yield from errors(3, type="other")

    found = list(summarised(mixed(), "x"))
    assert len(found) == 100 + 1 + 3 + 3 + 1


@given(st.lists(st.sampled_from(["a", "b", "c 1", "c 2"]), max_size=400))
def test_no_error_is_lost(messages: list[str]) -> None:
    given_ = [Failure(id="x", path="x", type="t", message=message) for message in messages]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounds, "MAX_EQUAL_ERRORS", 20)
        found = [item for item in summarised(iter(given_), "x") if isinstance(item, Failure)]
    assert sum(item.count for item in found) == len(messages)
    assert len(found) <= 3 * (20 + 1)


def test_an_audit_keeps_the_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_EQUAL_ERRORS", 100)
    lines = [json.dumps({"text": NOTE}), *["{}"] * 250]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    options = AuditOptions(cache_folder=tmp_path / "cache")
    with audit([str(tmp_path / "a.jsonl")], options) as result:
        assert result.totals.failures == {"bad_record": 250}
        assert result.totals.pages == 251
        *_, last = result.pages()
        assert last.failure is not None
        assert last.failure.count == 150
        assert len(list(result.pages())) == 102


def test_score_has_the_same_limits(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gz(b"{}\n", 2_000_000))

    def read(path: Path) -> None:
        found = list(read_sources(path, InputOptions()))
        assert len(found) < MAX_EQUAL_ERRORS + 150
        assert of("too_many_records", found)

    assert is_below(LIMIT_S, lambda: path, read)


@pytest.mark.parametrize("ratio", [2, 40, 200])
def test_honest_files_are_read_whole(tmp_path: Path, ratio: int) -> None:
    """Pages of one template pack well: the same text again and again, but for a name."""
    body = NOTE * ratio
    rows = [
        json.dumps({"id": f"{n}", "text": f"Town {n * 7919 % 10007}. {body}"}) for n in range(3000)
    ]
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(rows).encode(), 9))
    found = found_in(path)
    assert len(found) == 3000
    assert all(isinstance(item, Source) for item in found)


def test_what_is_read_behind_the_end() -> None:
    stream = metered(io.BytesIO(b"abc"), Work())
    assert stream.read() == b"abc"
    with pytest.raises(WorkLimitError, match="states more bytes than it has"):
        for _ in range(10_000_000):
            stream.read(1)


def test_a_metered_stream_is_the_stream() -> None:
    data = zlib.compress(struct.pack("<1000q", *range(1000)), 0)
    stream = metered(io.BytesIO(data), Work(len(data)))
    stream.seek(100)
    assert stream.read(50) == data[100:150]
    assert stream.tell() == 150
    stream.seek(0)
    assert stream.read() == data
