"""Keys, rates and capacity, each alone."""

from __future__ import annotations

import gzip
import hashlib
import hmac
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.errors import DetectorError
from detector.server.capacity import Busy, Capacity
from detector.server.cors import Cors, check_origin
from detector.server.encodings import unpacked
from detector.server.keys import KeyRing, load_keys
from detector.server.problems import Problem
from detector.server.rate import MAX_BUCKETS, RateLimit
from detector.server.worker import path_of

KEY = "a-key-of-the-blog-0123456789"


def sign(key: str, stamp: str, body: bytes) -> str:
    digest = hmac.new(key.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"sha256={digest}"


class TestKeys:
    ring = KeyRing({"blog": KEY.encode(), "shop": b"another-key-0123456789"})

    def test_holder_is_found_by_the_whole_key_alone(self) -> None:
        assert self.ring.holder(KEY.encode()) == "blog"
        assert self.ring.holder(KEY[:-1].encode()) is None
        assert self.ring.holder(b"") is None

    def test_signature_holds_for_this_body_and_this_time(self) -> None:
        signature = sign(KEY, "1000", b"body")
        assert self.ring.signer(b"body", "1000", signature, 1000.0) == "blog"
        assert self.ring.signer(b"body", "1000", signature.upper()[7:], 1000.0) is None
        assert self.ring.signer(b"Body", "1000", signature, 1000.0) is None
        assert self.ring.signer(b"body", "1001", signature, 1000.0) is None
        assert self.ring.signer(b"body", "1000", signature, 1301.0) is None
        assert self.ring.signer(b"body", "1000", signature, 1299.0) == "blog"

    @given(st.text(max_size=80), st.text(max_size=80), st.binary(max_size=40))
    def test_no_made_up_signature_holds(self, stamp: str, signature: str, body: bytes) -> None:
        assert self.ring.signer(body, stamp, signature, 1000.0) is None

    def test_keys_come_from_file_and_environment(self, tmp_path: Path) -> None:
        file = tmp_path / "keys"
        file.write_text(f"# who may ask\nblog:{KEY}\n\n", "utf-8")
        ring = load_keys(file, f"shop:{KEY}x, press:{KEY}y")
        assert sorted(ring.keys) == ["blog", "press", "shop"]
        assert KEY not in repr(ring)

    @pytest.mark.parametrize(
        "entry", ["nokey", "a:short", ":0123456789abcdef", "a b:0123456789abcdef", f"a:{KEY} x"]
    )
    def test_bad_keys_are_refused_without_naming_them(self, entry: str) -> None:
        with pytest.raises(DetectorError) as told:
            load_keys(None, entry)
        assert entry.partition(":")[2] not in str(told.value) or not entry.partition(":")[2]

    def test_a_name_has_one_key(self) -> None:
        with pytest.raises(DetectorError, match="already"):
            load_keys(None, f"a:{KEY},a:{KEY}x")


class TestRate:
    def test_burst_then_the_rate(self) -> None:
        now = [0.0]
        limit = RateLimit(2.0, 3, lambda: now[0])
        assert [limit.take("a") for _ in range(3)] == [0.0, 0.0, 0.0]
        assert limit.take("a") == pytest.approx(0.5)
        assert limit.take("b") == 0.0
        now[0] = 0.5
        assert limit.take("a") == 0.0
        assert limit.take("a") > 0.0

    def test_a_batch_is_worked_off(self) -> None:
        now = [0.0]
        limit = RateLimit(1.0, 2, lambda: now[0])
        assert limit.take("a", 10.0) == 0.0
        assert limit.take("a") == pytest.approx(9.0)

    def test_callers_do_not_fill_the_memory(self) -> None:
        limit = RateLimit(1.0, 1)
        for number in range(MAX_BUCKETS + 50):
            limit.take(str(number))
        assert len(limit._buckets) == MAX_BUCKETS

    @given(st.lists(st.floats(0, 10), min_size=1, max_size=50))
    def test_never_more_than_burst_and_rate(self, pauses: list[float]) -> None:
        now = [0.0]
        limit = RateLimit(3.0, 5, lambda: now[0])
        passed = 0
        for pause in pauses:
            now[0] += pause
            passed += limit.take("a") == 0.0
        assert passed <= 5 + 3.0 * now[0] + 1e-6


class TestCapacity:
    def test_an_idle_worker_takes_anything(self) -> None:
        capacity = Capacity(2, 0.3)
        with capacity.job(100_000_000):
            capacity.admit()
            with capacity.job(10), pytest.raises(Busy) as told:
                capacity.admit()
        assert told.value.retry_after_s > 1
        assert capacity.wait_s == 0.0

    def test_learns_from_slow_articles(self) -> None:
        capacity = Capacity(1, 0.3)
        with capacity.job(1_000):
            before = capacity.wait_s
            for _ in range(100):
                capacity.learn(1_000, 2.0)
            assert capacity.wait_s == pytest.approx(2.0, rel=0.05)
            assert capacity.wait_s > before

    def test_batches_are_few(self) -> None:
        capacity = Capacity(1, 0.3)
        with capacity.batch(), pytest.raises(Busy), capacity.batch():
            pass
        with capacity.batch():
            pass


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://example.org/blog/post/", "blog/post"),
        ("/blog/post.md", "blog/post.md"),
        ("https://example.org", "article"),
        (None, "article"),
        ("https://example.org/../../etc/x", "etc/x"),
        ("http://[broken", "article"),
        ("\0", "article"),
    ],
)
def test_path_of_a_url(url: str | None, path: str) -> None:
    assert path_of(url) == path


class TestEncodings:
    LIMIT = 1_000

    @given(st.binary(max_size=LIMIT))
    def test_what_was_packed_comes_out(self, body: bytes) -> None:
        bare = zlib.compressobj(wbits=-15)
        for encoding, data in (
            ("", body),
            ("identity", body),
            ("GZIP", gzip.compress(body)),
            ("deflate", zlib.compress(body)),
            ("deflate", bare.compress(body) + bare.flush()),
        ):
            assert unpacked(data, encoding, self.LIMIT) == body

    @given(st.binary(max_size=60), st.sampled_from(["gzip", "deflate"]))
    def test_any_bytes_are_a_body_or_a_problem(self, body: bytes, encoding: str) -> None:
        try:
            assert len(unpacked(body, encoding, self.LIMIT)) <= self.LIMIT
        except Problem as problem:
            assert problem.status in (400, 413)

    @pytest.mark.parametrize(
        ("body", "encoding", "status"),
        [
            (gzip.compress(b"x" * 10_000_000), "gzip", 413),
            (zlib.compress(b"x" * 10_000_000), "deflate", 413),
            (gzip.compress(b"x" * (LIMIT + 1)), "gzip", 413),
            (gzip.compress(b"x")[:-1], "gzip", 400),
            (gzip.compress(b"x") * 2, "gzip", 400),
            (b"", "gzip", 400),
            (b"{}", "gzip, gzip", 415),
            (b"{}", "br", 415),
        ],
        # Packed bytes hold the time, and workers must agree on the names of the tests.
        ids=["bomb", "deflate bomb", "one more", "cut", "members", "empty", "twice", "unknown"],
    )
    def test_what_is_too_large_damaged_or_unknown(
        self, body: bytes, encoding: str, status: int
    ) -> None:
        with pytest.raises(Problem) as told:
            unpacked(body, encoding, self.LIMIT)
        assert told.value.status == status


@pytest.mark.parametrize(
    ("origin", "good"),
    [
        ("https://cms.example.org", True),
        ("http://localhost:2368", True),
        ("http://[::1]:8000", True),
        ("*", True),
        ("https://cms.example.org/", False),
        ("cms.example.org", False),
        ("https://*.example.org", False),
        ("https://CMS.example.org", False),
        ("null", False),
    ],
)
def test_an_origin_is_a_scheme_a_host_and_a_port(origin: str, good: bool) -> None:
    if good:
        assert check_origin(origin) == origin
        return
    with pytest.raises(DetectorError, match="--cors"):
        check_origin(origin)


def test_all_sites_may_ask_where_that_is_wanted() -> None:
    headers = dict(Cors(["*"]).headers({"origin": "https://example.org"}))
    assert headers[b"access-control-allow-origin"] == b"*"
    assert b"vary" not in headers
