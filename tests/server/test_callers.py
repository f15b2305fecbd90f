"""The server over HTTP: who may ask, from where, and in which encoding."""

from __future__ import annotations

import gzip
import hashlib
import hmac
import json
import time
import zlib
from typing import Any

from tests.server.asking import BAD, GOOD, KEY, problem
from tests.server.conftest import LIMIT, Running, Start


class TestCallers:
    def test_keys_and_signatures(self, serve: Start) -> None:
        keyed = serve(keys={"blog": KEY})
        body = json.dumps({"content": BAD}).encode()
        stamp = str(int(time.time()))
        digest = hmac.new(KEY.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        signed = {"X-Detector-Timestamp": stamp, "X-Detector-Signature": f"sha256={digest}"}
        wrong = {**signed, "X-Detector-Timestamp": str(int(stamp) - 1)}
        with keyed.client(headers={"Content-Type": "application/json"}) as client:
            assert client.post("/v1/check", content=body, headers=signed).status_code == 200
            bearer = {"Authorization": f"Bearer {KEY}"}
            assert client.post("/v1/check", content=body, headers=bearer).status_code == 200
            for headers in ({}, wrong, {"Authorization": f"Bearer {KEY}x"}):
                answer = client.post("/v1/check", content=body, headers=headers)
                problem(answer, 401, "unauthorized")
                assert answer.headers["www-authenticate"].startswith("Bearer")
            assert client.get("/v1/rules").status_code == 200
            assert client.get("/healthz").status_code == 200
            assert client.get("/v1/%E2%80%AEgnp").status_code == 404
        assert keyed.log.isascii()
        lines = [json.loads(line) for line in keyed.log.splitlines()]
        assert all({"time", "level"} < set(line) for line in lines)
        entries = [line for line in lines if "request" in line]
        assert set(entries[0]) == {
            "time", "level", "request", "caller", "method", "path", "status", "bytes", "ms",
        }  # fmt: skip
        assert any("running on" in line.get("message", "") for line in lines)
        assert {"blog", "127.0.0.1"} <= {entry["caller"] for entry in entries}
        assert KEY not in keyed.log
        assert digest not in keyed.log
        assert "bakers" not in keyed.log

    def test_signed_batches_count_by_their_articles(self, serve: Start) -> None:
        keyed = serve(keys={"blog": KEY}, rate=1.0, burst=3)
        articles = [{"content": f"A loaf of bread, {n}."} for n in range(20)]
        body = json.dumps({"articles": articles}).encode()
        stamp = str(int(time.time()))
        digest = hmac.new(KEY.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "X-Detector-Timestamp": stamp,
            "X-Detector-Signature": f"sha256={digest}",
        }
        with keyed.client(headers=headers) as client:
            assert client.post("/v1/batch", content=body).status_code == 200
            problem(client.post("/v1/batch", content=body), 429, "rate")

    def test_rate_is_per_caller(self, serve: Start) -> None:
        keyed = serve(keys={"blog": KEY}, rate=1.0, burst=3)
        bearer = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
        with keyed.client() as client:
            answers = [
                client.post("/v1/check", content='{"content": "x"}', headers=bearer)
                for _ in range(5)
            ]
            assert [answer.status_code for answer in answers][:3] == [200, 200, 200]
            problem(answers[-1], 429, "rate")
            assert int(answers[-1].headers["retry-after"]) >= 1
            problem(client.post("/v1/check", content="{}"), 401, "unauthorized")
            assert client.get("/healthz").status_code == 200


class TestCompressed:
    def post(self, server: Running, body: bytes, encoding: str, **headers: str) -> Any:
        given = {"Content-Type": "application/json", "Content-Encoding": encoding, **headers}
        with server.client() as client:
            return client.post("/v1/check", content=body, headers=given)

    def test_bodies_are_unpacked_within_the_limit(self, server: Running) -> None:
        body = json.dumps({"content": BAD}).encode()
        for encoding, data in (("gzip", gzip.compress(body)), ("deflate", zlib.compress(body))):
            assert self.post(server, data, encoding).json()["verdict"] == "fail"
        large = gzip.compress(json.dumps({"content": "x" * LIMIT}).encode())
        record = problem(self.post(server, large, "gzip"), 413, "too_large")
        assert record["detail"] == f"a request may have at most {LIMIT} bytes, unpacked"
        problem(self.post(server, body, "gzip"), 400, "bad_encoding")
        answer = self.post(server, body, "br")
        problem(answer, 415, "unsupported_encoding")
        assert answer.headers["accept-encoding"] == "gzip, deflate"

    def test_what_was_sent_is_signed(self, serve: Start) -> None:
        keyed = serve(keys={"blog": KEY})
        body = gzip.compress(json.dumps({"content": BAD}).encode())
        stamp = str(int(time.time()))
        digest = hmac.new(KEY.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        signed = {"X-Detector-Timestamp": stamp, "X-Detector-Signature": f"sha256={digest}"}
        assert self.post(keyed, body, "gzip", **signed).status_code == 200
        # Whoever has no key learns nothing of the body, not even that it is damaged.
        problem(self.post(keyed, b"damaged", "gzip"), 401, "unauthorized")


class TestOtherSites:
    ORIGIN = "https://cms.example.org"

    def test_pages_of_a_named_site_may_ask(self, serve: Start) -> None:
        server = serve(cors=[self.ORIGIN], keys={"blog": KEY})
        preflight = {
            "Origin": self.ORIGIN,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        }
        with server.client() as client:
            answer = client.options("/v1/check", headers=preflight)
            assert answer.status_code == 204
            assert answer.headers["access-control-allow-origin"] == self.ORIGIN
            assert "POST" in answer.headers["access-control-allow-methods"]
            allowed = answer.headers["access-control-allow-headers"].lower().split(", ")
            assert {"authorization", "content-type", "x-detector-signature"} <= set(allowed)
            bearer = {"Authorization": f"Bearer {KEY}", "Origin": self.ORIGIN}
            answer = client.post("/v1/check", json={"content": GOOD}, headers=bearer)
            assert answer.status_code == 200
            assert answer.headers["access-control-allow-origin"] == self.ORIGIN
            assert answer.headers["vary"] == "Origin"
            # A refusal is readable too: the page can show why.
            refused = client.post("/v1/check", json={}, headers={"Origin": self.ORIGIN})
            problem(refused, 401, "unauthorized")
            assert refused.headers["access-control-allow-origin"] == self.ORIGIN
            assert "Retry-After" in refused.headers["access-control-expose-headers"]

            other = {**preflight, "Origin": "https://other.example.org"}
            answer = client.options("/v1/check", headers=other)
            problem(answer, 403, "origin")
            assert "access-control-allow-origin" not in answer.headers
            answer = client.post(
                "/v1/check", json={"content": GOOD}, headers={**bearer, "Origin": other["Origin"]}
            )
            assert "access-control-allow-origin" not in answer.headers
            assert answer.headers["vary"] == "Origin"

    def test_without_the_option_nothing_is_said(self, server: Running) -> None:
        preflight = {"Origin": self.ORIGIN, "Access-Control-Request-Method": "POST"}
        with server.client() as client:
            problem(client.options("/v1/check", headers=preflight), 405, "method_not_allowed")
            answer = client.get("/v1/rules", headers={"Origin": self.ORIGIN})
        assert not [name for name in answer.headers if name.startswith("access-control-")]
        assert "vary" not in answer.headers
