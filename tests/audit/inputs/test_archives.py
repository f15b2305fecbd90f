"""Archives and crawls, whole and damaged, and what is too large anywhere."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest

from detector.findings import Failure
from detector.readers import ReadOptions, read_sources
from tests.audit.inputs.reading import ids, put, read, records, texts


class TestArchives:
    def test_zip(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "s.zip", "w") as archive:
            archive.writestr("posts/a.md", "a")
            archive.writestr("style.css", "no")
            archive.writestr("more.jsonl", records({"id": "r", "text": "b"}))
        found = read(tmp_path / "s.zip")
        assert texts(found) == ["a", "b"]
        assert ids(found, tmp_path) == ["s.zip/posts/a.md", "r"]

    @pytest.mark.parametrize("name", ["s.tar", "s.tgz", "s.tar.gz"])
    def test_tar(self, tmp_path: Path, name: str) -> None:
        with tarfile.open(tmp_path / name, "w:gz" if name.endswith("gz") else "w") as archive:
            for member in ("a.md", "x/b.html", "c.bin"):
                info = tarfile.TarInfo(member)
                info.size = 3
                archive.addfile(info, io.BytesIO(b"abc"))
        assert ids(read(tmp_path / name), tmp_path) == [f"{name}/a.md", f"{name}/x/b.html"]

    @pytest.mark.parametrize("include", [(), ("*.md",)])
    @pytest.mark.parametrize("kind", ["zip", "tar"])
    def test_gives_what_its_folder_would(
        self, tmp_path: Path, kind: str, include: tuple[str, ...]
    ) -> None:
        site = tmp_path / "s"
        put(site, a_md="a", b__c_md="c", b__dot_name_md="d", style_css="no")
        put(site / ".git", x_md="no")
        put(site / "b" / ".drafts", x_md="no")
        (site / "b" / ".hidden.md").write_text("no")
        walked = ids(read(site, include=include), site)
        put(site / "__MACOSX" / "b", c_md="no")
        (site / "__MACOSX" / "._a.md").write_bytes(bytes(range(256)))
        shutil.make_archive(str(tmp_path / "s"), kind, site)
        found = read(tmp_path / f"s.{kind}", include=include)
        assert sorted(ids(found, tmp_path / f"s.{kind}")) == sorted(walked)
        assert len(walked) == 3

    @pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.parquet", "a.jsonl.gz", "a.warc.gz"])
    def test_rubbish_is_a_failure(self, tmp_path: Path, name: str) -> None:
        pytest.importorskip("pyarrow")
        (tmp_path / name).write_bytes(b"this is not what its name says" * 50)
        found = read(tmp_path / name)
        assert not texts(found)
        assert isinstance(found[-1], Failure)

    @pytest.mark.parametrize("error", [KeyError, TypeError, AttributeError, AssertionError])
    def test_a_fault_of_ours_is_no_damage(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
    ) -> None:
        def broken(*_: object) -> None:
            raise error("ours")

        (tmp_path / "a.jsonl").write_bytes(records({"text": "a"}))
        monkeypatch.setattr("detector.audit.inputs.jsonl.load_record", broken)
        with pytest.raises(error, match="ours"):
            read(tmp_path)

    def test_where_a_library_trips_is_damage(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "s.zip", "w") as archive:
            archive.writestr("a.md", "a")
        data = (tmp_path / "s.zip").read_bytes()
        at = data.index(b"PK\x01\x02") + len("PK\1\2\0\0")
        # Needs a version of the format that nobody has: zipfile raises NotImplementedError.
        (tmp_path / "s.zip").write_bytes(data[:at] + b"\xff\0" + data[at + 2 :])
        (found,) = read(tmp_path / "s.zip")
        assert isinstance(found, Failure)
        assert found.type == "damaged"
        assert "save or fetch it again" in found.message
        assert "Error" not in found.message

    def test_a_bomb_is_cut_off(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", b"0" * 20_000_000)
        (failed,) = read(tmp_path / "b.zip", max_bytes=1_000_000)
        assert isinstance(failed, Failure)
        assert failed.type == "too_large"


def test_what_is_too_large_is_told_alike_everywhere(tmp_path: Path) -> None:
    long = "long " * 100
    put(tmp_path, a_txt=long, b_csv=f"text\n{long}\n", c_jsonl=json.dumps({"text": long}))
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("e.txt", long)
    files = [tmp_path / name for name in ("a.txt", "b.csv", "c.jsonl", "d.zip")]
    found = read(*files, max_bytes=400) + list(read_sources(files[0], ReadOptions(max_bytes=400)))
    told = [item.located_message for item in found if isinstance(item, Failure)]
    assert len(told) == len(found) == 5
    for message, file in zip(told, [*files, files[0]], strict=True):
        assert message.startswith(str(file))
        assert message.count(str(file)) == 1
        assert "larger than 400 bytes, the limit for one article" in message
        assert "detector audit --max-bytes" in message


def warc_record(kind: str, url: str, content: bytes) -> bytes:
    http = "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(url)):032x}>\r\n"
        "WARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"Content-Type: {http if kind == 'response' else 'text/plain'}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def response(kind: str, body: bytes, status: str = "200 OK", encoding: str = "") -> bytes:
    more = f"Content-Encoding: {encoding}\r\n" if encoding else ""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@pytest.mark.parametrize("packed", [False, True])
def test_warc(tmp_path: Path, packed: bool) -> None:
    pytest.importorskip("fastwarc")
    packed_page = response("text/html", gzip.compress(b"<p>z"), encoding="gzip")
    url = "https://h.example/"
    parts = [
        warc_record("response", f"{url}a", response("text/html; charset=utf-8", b"<p>a")),
        warc_record("response", f"{url}z", packed_page),
        warc_record("response", f"{url}i", response("image/png", b"no")),
        warc_record("response", f"{url}404", response("text/html", b"no", "404 Not Found")),
        warc_record("request", f"{url}a", b"GET / HTTP/1.1\r\n\r\n"),
        warc_record("conversion", f"{url}w", b"wet text"),
    ]  # fmt: skip
    file = tmp_path / ("c.warc.gz" if packed else "c.warc")
    file.write_bytes(b"".join(gzip.compress(part) if packed else part for part in parts))
    found = read(file)
    assert ids(found) == [f"https://h.example/{name}" for name in "azw"]
    assert texts(found) == ["<p>a", "<p>z", "wet text"]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("cut", [1, 3, 40, 700])
def test_a_warc_that_is_cut_off_is_told(tmp_path: Path, packed: bool, cut: int) -> None:
    pytest.importorskip("fastwarc")
    pages = [
        warc_record("response", f"https://h.example/{n}", response("text/html", b"<p>page " * 40))
        for n in range(4)
    ]
    whole = b"".join(gzip.compress(page, 0) if packed else page for page in pages)
    file = tmp_path / ("c.warc.gz" if packed else "c.warc")
    file.write_bytes(whole[:-cut])
    found = read(file)
    assert isinstance(found[-1], Failure)
    assert "truncated" in found[-1].message
    assert len(texts(found)) >= 2
