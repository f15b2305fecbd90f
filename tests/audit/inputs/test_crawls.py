"""Crawls: every page that can be read is read, and every other is one error record."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import threading
import zlib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("warcio")
brotli = pytest.importorskip("brotli")
zstandard = pytest.importorskip("zstandard")

from detector.findings import Failure  # noqa: E402
from detector.readers import ReadOptions, parse_source  # noqa: E402
from detector.text.document import Document  # noqa: E402
from detector.text.source import Source  # noqa: E402
from tests.audit.inputs.crawls import (  # noqa: E402
    BROKEN,
    LIMIT,
    SITE,
    chunked,
    crawl,
    encoded,
    page,
    raw_deflate,
    read_parts,
    record,
    response,
    write,
)
from tests.audit.inputs.reading import read  # noqa: E402

BODY = page(1)
LONG = ("Content-Length", "999999")


def shown(item: Source | Failure) -> str:
    assert isinstance(item, Source), item
    document = parse_source(item, ReadOptions())
    assert isinstance(document, Document)
    return document.text


READ = {
    "as it came": response(BODY),
    "chunks": response(chunked(BODY), ("Transfer-Encoding", "chunked")),
    "chunks without a last one": response(chunked(BODY)[:-5], ("Transfer-Encoding", "chunked")),
    "chunks that were joined": response(BODY, ("Transfer-Encoding", "chunked")),
    "chunks of gzip": response(
        chunked(gzip.compress(BODY)), ("transfer-encoding", "Chunked"), ("content-encoding", "GZIP")
    ),
    "gzip": encoded("x-gzip", gzip.compress(BODY)),
    "gzip in members": encoded("gzip", gzip.compress(BODY[:99]) + gzip.compress(BODY[99:])),
    "gzip and what follows": encoded("gzip", gzip.compress(BODY) + b"\0\0more"),
    "gzip without its checksum": encoded("gzip", gzip.compress(BODY)[:-8]),
    "gzip without a label": response(gzip.compress(BODY)),
    "deflate": encoded("deflate", zlib.compress(BODY)),
    "raw deflate": encoded("deflate", raw_deflate(BODY)),
    "brotli": encoded("br", brotli.compress(BODY)),
    "zstd": encoded("zstd", zstandard.compress(BODY)),
    "brotli in gzip": encoded("br, gzip", gzip.compress(brotli.compress(BODY))),
    "gzip that calls itself brotli": encoded("br", gzip.compress(BODY)),
    "gzip that calls itself deflate": encoded("deflate", gzip.compress(BODY)),
    "text that calls itself gzip": encoded("gzip", BODY),
    "text that calls itself deflate": encoded("deflate", BODY),
    "text that calls itself brotli": encoded("br", BODY),
    "text in an encoding nobody knows": encoded("utf-8", BODY),
    "no length": response(BODY, status="HTTP/1.0 200 OK"),
    "too short a length": response(BODY, ("Content-Length", "7")),
    "too great a length": response(BODY, LONG),
    "a length that is no number": response(BODY, ("Content-Length", "many")),
    "HTTP/2": response(BODY, status="HTTP/2 200"),
    "no reason": response(BODY, status="HTTP/1.1 200"),
    "no version": response(BODY, status="HTTP 200 OK"),
    "line feeds": response(BODY, end="\n"),
    "after 100": b"HTTP/1.1 100 Continue\r\n\r\n" + response(BODY),
    "another success": response(BODY, status="HTTP/1.1 203 Non-Authoritative Information"),
    "no type": response(BODY).replace(b"Content-Type", b"X-Content-Type"),
    "a header that is no UTF-8": response(BODY).replace(b"\r\n\r\n", b"\r\nX-A: \xe9\r\n\r\n", 1),
}


@pytest.mark.parametrize("name", READ)
def test_reads(tmp_path: Path, name: str) -> None:
    (found,) = read_parts(tmp_path, record(READ[name], f"{SITE}a"))
    assert "café on the quay" in shown(found)
    assert isinstance(found, Source)
    assert (found.id, found.data) == (f"{SITE}a", BODY)


@pytest.mark.parametrize(
    ("kind", "text", "coding"),
    [
        ("text/html; charset=windows-1251", "Паром отходит в девять часов утра", "cp1251"),
        ('text/html;charset="Shift_JIS"', "船は九時に出ます。毎日です。", "cp932"),
        ("text/plain; charset=iso-8859-2", "Łódź żegluje z małego portu", "iso-8859-2"),
        ("text/html; charset=iso-2022-jp", "船は九時に出ます。毎日です。", "iso-2022-jp"),
        ("text/html; charset=iso-8859-1", "Fähre und Café in UTF-8, anders als gesagt", "utf-8"),
        ("text/html; charset=utf-16", "Plain ASCII, whatever is said of it", "ascii"),
        ("text/html; charset=nonsense", "The café opens at nine, as ever", "cp1252"),
        ("text/html; charset=rot13", "Hello from the café", "cp1252"),
    ],
)
def test_charset_of_the_header(tmp_path: Path, kind: str, text: str, coding: str) -> None:
    block = response(f"<p>{text}".encode(coding), kind=kind)
    (found,) = read_parts(tmp_path, record(block, f"{SITE}a"))
    assert text in shown(found)


def test_the_charset_is_part_of_what_a_result_is_filed_under(tmp_path: Path) -> None:
    from detector.audit.run import key_of

    blocks = [response(b"<p>\xe0", kind=f"text/html; charset={c}") for c in ("cp1251", "cp1253")]
    one, other = read_parts(tmp_path, *(record(block, SITE) for block in blocks))
    assert key_of(one) != key_of(other)


PASSED_OVER = {
    "a redirect": response(BODY, status="HTTP/1.1 301 Moved"),
    "an error": response(BODY, status="HTTP/1.1 404 Not Found"),
    "a part": response(BODY, status="HTTP/1.1 206 Partial Content"),
    "a picture": response(b"\x89PNG" + bytes(99), kind="image/png"),
    "a picture without a type": response(b"\x89PNG" + bytes(99)).replace(b"Content-T", b"X-T"),
    "a damaged picture": encoded("gzip", b"nothing").replace(b"text/html", b"image/png"),
}


@pytest.mark.parametrize("name", PASSED_OVER)
def test_passes_over(tmp_path: Path, name: str) -> None:
    after = record(response(BODY), f"{SITE}after")
    found = read_parts(tmp_path, record(PASSED_OVER[name], f"{SITE}a"), after)
    assert [item.id for item in found] == [f"{SITE}after"]


@pytest.mark.parametrize(
    ("kind", "type", "url", "reads"),
    [
        ("resource", "text/html; charset=utf-8", f"{SITE}a", True),
        ("resource", "text/html", "ftp://boats.example/a", True),
        ("conversion", "text/plain", f"{SITE}a", True),
        ("resource", "image/png", f"{SITE}a", False),
        ("resource", "text/plain", "metadata://gnu.org/software/wget/warc/wget.log", False),
        ("resource", "text/plain", f"urn:text:{SITE}a", False),
        ("resource", "text/plain", f"{SITE}robots.txt", False),
        ("metadata", "text/html", f"{SITE}a", False),
        ("revisit", "text/html", f"{SITE}a", False),
        ("request", "application/http; msgtype=request", f"{SITE}a", False),
        ("response", "text/dns", "dns:boats.example", False),
    ],
)
def test_kinds_of_records(tmp_path: Path, kind: str, type: str, url: str, reads: bool) -> None:
    found = read_parts(tmp_path, record(BODY, url, kind, type))
    assert [item.id for item in found] == ([url] if reads else [])


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_one_failure(tmp_path: Path, name: str) -> None:
    pages = [record(response(page(n)), f"{SITE}{n}") for n in (1, 3)]
    parts = [pages[0], BROKEN[name](2, f"{SITE}2"), pages[1]]
    found = read_parts(tmp_path, *parts, max_bytes=LIMIT)
    assert [item.id for item in found] == [f"{SITE}{n}" for n in (1, 2, 3)]
    assert [isinstance(item, Failure) for item in found] == [False, True, False]
    assert isinstance(found[1], Failure)
    assert found[1].type in ("damaged", "truncated", "too_large")
    assert found[1].path == str(tmp_path / "c.warc.gz")


@pytest.mark.parametrize(
    ("block", "type", "message"),
    [
        (b"nothing\r\n\r\n" + BODY, "damaged", "no status line"),
        (b"", "damaged", "no status line"),
        (encoded("lzw9", bytes(range(256))), "unsupported", "“lzw9” is not known"),
        (encoded("gzip", bytes(range(256))), "damaged", "gzip data of the page are damaged"),
        (response(b"<p>", ("Content-Length", "9")), "truncated", "crawl it again"),
        (response(bytes(LIMIT + 1)), "too_large", "larger than 200,000 bytes"),
        (response(bytes(3_000_000)), "too_large", "larger than 200,000 bytes"),
    ],
)
def test_says_what_is_wrong(tmp_path: Path, block: bytes, type: str, message: str) -> None:
    (found,) = read_parts(tmp_path, record(block, f"{SITE}a"), max_bytes=LIMIT)
    assert isinstance(found, Failure)
    assert (found.id, found.type) == (f"{SITE}a", type)
    assert message in found.message


def test_a_page_that_the_crawler_cut(tmp_path: Path) -> None:
    cut = record(response(BODY[:-40]), f"{SITE}a", WARC_Truncated="length")
    whole = record(response(BODY), f"{SITE}b", WARC_Truncated="length")
    found = read_parts(tmp_path, cut, whole)
    assert [isinstance(item, Failure) for item in found] == [True, False]


def test_a_record_without_an_address(tmp_path: Path) -> None:
    plain = record(response(BODY), SITE, packed=False)
    lines = [line for line in plain.split(b"\r\n") if not line.startswith(b"WARC-Target-URI")]
    (found,) = read_parts(tmp_path, b"\r\n".join(lines), name="c.warc")
    assert found.id.startswith("urn:uuid:")
    assert isinstance(found, Source)


def test_a_crawl_with_every_tenth_page_broken(tmp_path: Path) -> None:
    file = write(tmp_path / "c.warc.gz", crawl(100))
    found = read(file, max_bytes=LIMIT)
    assert [item.id for item in found] == [f"{SITE}{n}" for n in range(100)]
    broken = [n for n, item in enumerate(found) if isinstance(item, Failure)]
    assert broken == list(range(4, 100, 10))


def test_wget(tmp_path: Path) -> None:
    wget = shutil.which("wget")
    if wget is None:
        pytest.skip("wget is not installed")
    site = tmp_path / "site"
    site.mkdir()
    for number in range(1, 5):
        (site / f"{number}.html").write_bytes(page(number))
    links = "".join(f"<a href={n}.html>{n}</a> " for n in range(1, 5))
    (site / "index.html").write_text(f"<html><body><p>All ferries. {links}</body></html>")
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        for name, more in (("a", ()), ("b", ("--no-warc-compression",))):
            subprocess.run(
                [wget, "-q", "-r", "--no-proxy", *more, f"--warc-file={name}", "-P", name, address],
                cwd=tmp_path, check=False, timeout=60,
            )  # fmt: skip
        server.shutdown()
    names = ["", *(f"{n}.html" for n in range(1, 5))]
    for file in ("a.warc.gz", "b.warc"):
        found = read(tmp_path / file)
        assert sorted(item.id for item in found) == [f"{address}{name}" for name in names]
        assert all("ferries" in shown(item) or "quay" in shown(item) for item in found)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_the_command_reads_what_it_can_and_ends_in_3(tmp_path: Path) -> None:
    import sys

    file = write(tmp_path / "c.warc.gz", crawl(20))
    done = subprocess.run(
        [sys.executable, "-m", "detector", "audit", "--no-cache", "--jobs", "1", "--format",
         "jsonl", "--max-bytes", str(LIMIT), str(file)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3
    assert ["error" in row for row in rows] == [n % 10 == 4 for n in range(20)]
