"""Damaged crawls: what is broken or too large costs its own page and no other."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("warcio")
brotli = pytest.importorskip("brotli")
zstandard = pytest.importorskip("zstandard")

from detector.findings import Failure  # noqa: E402
from detector.text.source import Source  # noqa: E402
from tests.audit.inputs.crawls import (  # noqa: E402
    LIMIT,
    SITE,
    encoded,
    page,
    raw_deflate,
    read_parts,
    record,
    response,
)


def bombs() -> dict[str, bytes]:
    zeros = bytes(30_000_000)
    return {
        "gzip": encoded("gzip", gzip.compress(zeros)),
        "gzip twice": encoded("gzip, gzip", gzip.compress(gzip.compress(zeros))),
        "deflate": encoded("deflate", raw_deflate(zeros)),
        "br": encoded("br", brotli.compress(zeros, quality=5)),
        "zstd": encoded("zstd", zstandard.compress(zeros)),
    }


def test_bombs_are_too_large(tmp_path: Path) -> None:
    made = bombs()
    found = read_parts(
        tmp_path, *(record(block, f"{SITE}{name}") for name, block in made.items()), max_bytes=LIMIT
    )
    assert [item.type for item in found if isinstance(item, Failure)] == ["too_large"] * len(made)


class TestDamage:
    """What is wrong with the archive itself."""

    @pytest.mark.parametrize("packed", [True, False])
    @pytest.mark.parametrize("length", [b"3", b"5000", b"99999999", b"-1", b"x"])
    def test_a_wrong_record_length(self, tmp_path: Path, packed: bool, length: bytes) -> None:
        pages = [record(response(page(n)), f"{SITE}{n}", packed=False) for n in range(9)]
        size = str(len(response(page(4)))).encode()
        pages[4] = pages[4].replace(b"Length: " + size, b"Length: " + length)
        if packed:
            pages = list(map(gzip.compress, pages))
        found = read_parts(tmp_path, *pages, name="c.warc.gz" if packed else "c.warc")
        assert [item.id for item in found] == [f"{SITE}{n}" for n in range(9)]
        assert [n for n, item in enumerate(found) if isinstance(item, Failure)] == [4]

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(at=st.floats(0.0, 0.999), size=st.integers(1, 60), rubbish=st.binary(max_size=40))
    def test_one_damaged_member_costs_one_page(
        self, tmp_path: Path, at: float, size: int, rubbish: bytes
    ) -> None:
        pages = [record(response(page(n)), f"{SITE}{n}") for n in range(12)]
        broken = pages[6]
        first = int(at * (len(broken) - size))
        damaged = broken[:first] + rubbish + broken[first + size :]
        found = read_parts(tmp_path, *pages[:6], damaged, *pages[7:])
        read_ids = [item.id for item in found if isinstance(item, Source)]
        others = [f"{SITE}{n}" for n in range(12) if n != 6]
        if damaged == broken or f"{SITE}6" in read_ids:  # a byte of the header that says nothing
            return
        assert read_ids == others
        assert sum(isinstance(item, Failure) for item in found) == 1

    def test_one_gzip_stream_for_all_records(self, tmp_path: Path) -> None:
        pages = [record(response(page(n)), f"{SITE}{n}", packed=False) for n in range(30)]
        whole = gzip.compress(b"".join(pages))
        assert len(read_parts(tmp_path, whole)) == 30
        found = read_parts(tmp_path, whole[: len(whole) // 2])
        assert all(isinstance(item, Source) for item in found[:-1])
        assert len(found) > 5
        assert isinstance(found[-1], Failure)

    def test_members_that_are_no_records(self, tmp_path: Path) -> None:
        pages = b"".join(
            record(response(page(n)), f"{SITE}{n}", packed=False) for n in range(30)
        )  # fmt: skip
        blocks = [gzip.compress(pages[at : at + 1000]) for at in range(0, len(pages), 1000)]
        assert len(read_parts(tmp_path, *blocks)) == 30

    def test_padding_and_a_cut_member_in_the_middle(self, tmp_path: Path) -> None:
        pages = [record(response(page(n)), f"{SITE}{n}") for n in range(3)]
        found = read_parts(tmp_path, pages[0], pages[1][:-90], pages[2], bytes(512))
        assert [isinstance(item, Failure) for item in found] == [False, True, False]

    def test_a_name_without_gz_and_one_in_zst(self, tmp_path: Path) -> None:
        pages = [record(response(page(n)), f"{SITE}{n}") for n in range(3)]
        assert len(read_parts(tmp_path, *pages, name="c.warc")) == 3
        plain = [zstandard.compress(gzip.decompress(each)) for each in pages]
        assert len(read_parts(tmp_path, *plain, name="c.warc.zst")) == 3

    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.binary(max_size=400), packed=st.booleans(), first=st.booleans())
    def test_any_bytes(self, tmp_path: Path, data: bytes, packed: bool, first: bool) -> None:
        good = record(response(page(1)), SITE, packed=False)
        whole = data + b"\r\n\r\n" + good if first else good + data
        found = read_parts(tmp_path, gzip.compress(whole) if packed else whole)
        assert sum(isinstance(item, Source) for item in found) <= 1
        if not first and packed:
            assert isinstance(found[0], Source)
