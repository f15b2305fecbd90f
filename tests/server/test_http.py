"""The server over HTTP: results, refusals, and what hostile or unlucky requests cost."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import hmac
import json
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest

from tests.server import stub_worker
from tests.server.conftest import Running, Start
from tests.test_contract import FAMILIES, RESULT_KEYS

KEY = "a-key-of-the-blog-0123456789"
LIMIT = 20_000  # bytes of a request
GOOD = "The bakers rise at four. They knead the dough by hand and bake before the town wakes.\n"
BAD = "Here is your article:\n\nThe bakers rise at four turn0search0 and knead by hand.\n"


@pytest.fixture(scope="module")
def server(serve: Start) -> Running:
    return serve(workers=1, timeout_s=2.0, read_timeout_s=1.0, max_bytes=LIMIT, max_batch=5)


def check(server: Running, **article: Any) -> Any:
    with server.client() as client:
        return client.post("/v1/check", json=article)


def at_work(server: Running) -> None:
    """Wait until the server has an article in hand."""
    end = time.monotonic() + 30
    with server.client() as client:
        while "detector_jobs 1.0" not in client.get("/metrics").text:
            assert time.monotonic() < end
            time.sleep(0.02)


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    record: dict[str, Any] = answer.json()
    assert record["status"] == status
    assert record["code"] == code
    assert "Traceback" not in answer.text
    return record


class TestResults:
    def test_result_of_the_contract_and_the_gate(self, server: Running) -> None:
        answer = check(server, content=BAD, title="Bread", url="https://example.org/bread/")
        assert answer.status_code == 200
        record = answer.json()
        assert list(record) == [*RESULT_KEYS, "gate"]
        assert list(record["scores"]) == FAMILIES
        assert record["id"] == "https://example.org/bread/"
        assert record["verdict"] == "fail"
        assert record["gate"]["fails"] is True
        assert "rule:chat-citation" in record["reasons"]
        for finding in record["findings"]:
            assert BAD[finding["start"] : finding["end"]] == finding["evidence"]
        assert "chat-citation" in {issue["rule"] for issue in record["gate"]["issues"]}

    def test_a_good_article_is_met_with_silence(self, server: Running) -> None:
        record = check(server, content=GOOD * 3, content_type="text").json()
        assert record["verdict"] == "pass"
        assert record["gate"] == {
            "fails": False, "fail_on": "fail", "skipped": None, "issues": [],
        }  # fmt: skip

    def test_suppressions_hold(self, server: Running) -> None:
        content = f"<!-- detector: disable-file quotes a chat -->\n\n{BAD}"
        assert check(server, content=content, content_type="markdown").json()["findings"] == []

    def test_lone_surrogates_are_replaced(self, server: Running) -> None:
        with server.client() as client:
            answer = client.post(
                "/v1/check",
                content=b'{"content": "a \\ud800 b"}',
                headers={"Content-Type": "application/json"},
            )
        assert answer.status_code == 200
        assert answer.json()["findings"][0]["evidence"] == "\ufffd"

    def test_batch_keeps_order_and_goes_on(self, server: Running) -> None:
        articles = [{"content": GOOD}, {"content": stub_worker.FAIL}, {"content": BAD, "url": "b"}]
        with server.client() as client:
            results = client.post("/v1/batch", json={"articles": articles}).json()["results"]
        assert [result["id"] for result in results] == ["articles/1", "articles/2", "b"]
        assert results[1]["error"]["type"] == "internal"
        assert results[2]["verdict"] == "fail"

    def test_a_bad_article_of_a_batch_is_one_error_record(self, server: Running) -> None:
        sent = [
            {"content": GOOD},
            {"content": GOOD, "contentType": "html", "url": "https://example.org/b/"},
            {"title": "no content"},
            {"content": GOOD, "url": "\ud800"},
            {"content": BAD},
        ]
        with server.client() as client:
            body = json.dumps({"articles": sent})
            headers = {"Content-Type": "application/json"}
            answer = client.post("/v1/batch", content=body, headers=headers)
        results = answer.json()["results"]
        assert [result.get("verdict") for result in results] == ["pass", None, None, None, "fail"]
        assert [result["id"] for result in results[1:4]] == [
            "https://example.org/b/", "articles/3", "\ufffd",
        ]  # fmt: skip
        errors = [result["error"] for result in results[1:4]]
        assert {error["type"] for error in errors} == {"invalid"}
        assert errors[0]["message"] == "contentType: unknown field; did you mean content_type?"
        assert errors[1]["message"].startswith("content: ")

    def test_batch_has_a_limit(self, server: Running) -> None:
        with server.client() as client:
            most = client.post("/v1/batch", json={"articles": [{"content": GOOD}] * 5})
            answer = client.post("/v1/batch", json={"articles": [{"content": GOOD}] * 6})
        assert len(most.json()["results"]) == 5
        record = problem(answer, 413, "too_large")
        assert record["detail"] == "a batch may have at most 5 articles"

    def test_rules_state_and_page(self, server: Running) -> None:
        with server.client() as client:
            rules = client.get("/v1/rules").json()
            assert any(rule["id"] == "chat-citation" and rule["remedy"] for rule in rules)
            assert client.get("/healthz").json() == {"status": "ok", "workers": 1}
            assert client.get("/readyz").status_code == 200
            page = client.get("/")
        assert page.headers["content-security-policy"].startswith("default-src 'none'; script-src")
        assert "http" not in page.text.replace("http-equiv", "")

    def test_metrics_are_prometheus_text(self, server: Running) -> None:
        from prometheus_client.parser import text_string_to_metric_families

        check(server, content=BAD)
        with server.client() as client:
            text = client.get("/metrics").text
            client.get("/v1/no-such-thing")
        families = {family.name: family for family in text_string_to_metric_families(text)}
        assert families["detector_articles"].samples[0].value >= 1
        assert families["detector_workers"].samples[0].value == 1
        assert "no-such-thing" not in text

    def test_headers_are_strict(self, server: Running) -> None:
        headers = check(server, content=GOOD).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "server" not in headers


class TestRefusals:
    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            (b"", 422, "invalid"),
            (b"{", 400, "bad_json"),
            (b"[" * 15_000, 400, "bad_request"),
            (b"[]", 422, "invalid"),
            (b"{}", 422, "invalid"),
            (b'{"content": 5}', 422, "invalid"),
            (b'{"content": null}', 422, "invalid"),
            (b'{"content": "x", "contentType": "html"}', 422, "invalid"),
            (b'{"content": "x", "content_type": "pdf"}', 422, "invalid"),
            (b'{"content": ' + b"9" * 10_000 + b"}", 400, "bad_request"),
            (b"\xff\xfe", 400, "bad_json"),
        ],
    )
    def test_bad_bodies(self, server: Running, body: bytes, status: int, code: str) -> None:
        with server.client() as client:
            answer = client.post(
                "/v1/check", content=body, headers={"Content-Type": "application/json"}
            )
        record = problem(answer, status, code)
        assert record["detail"]
        assert len(answer.content) < 2_000  # what was sent is not sent back

    def test_errors_do_not_repeat_what_was_sent(self, server: Running) -> None:
        record = problem(check(server, content="x", title=["secret"]), 422, "invalid")
        assert record["errors"][0]["field"] == "title"
        assert "secret" not in json.dumps(record)

    def test_the_name_of_an_unknown_field_is_not_repeated(self, server: Running) -> None:
        answer = check(server, content="x", **{"my secret sentence": 1})
        assert problem(answer, 422, "invalid")["errors"]
        assert "secret" not in answer.text

    @pytest.mark.parametrize(
        ("name", "field", "message"),
        [
            ("contentType", "contentType", "unknown field; did you mean content_type?"),
            ("body_html", "body_html", "unknown field"),
            ("not a name", "", "unknown field"),
        ],
    )
    def test_unknown_fields_are_named(
        self, server: Running, name: str, field: str, message: str
    ) -> None:
        record = problem(check(server, content="x", **{name: "secret"}), 422, "invalid")
        assert record["errors"] == [{"field": field, "message": message}]

    def test_one_address_cannot_hold_all_connections(self, serve: Start) -> None:
        server = serve(max_connections=8, read_timeout_s=60.0)
        with ExitStack() as held:
            ended = []
            for _ in range(6):
                connection = held.enter_context(server.connect())
                connection.settimeout(1.0)
                try:
                    connection.sendall(b"GET ")
                    ended.append(connection.recv(1) == b"")
                except TimeoutError:  # nothing said: it is held, and waited for
                    ended.append(False)
                except ConnectionError:
                    ended.append(True)
        # Four of the eight are what an address may hold.
        assert ended == [False] * 4 + [True] * 2
        with server.client() as client:
            assert client.get("/healthz").status_code == 200

    def test_not_json_unknown_and_wrong_method(self, server: Running) -> None:
        with server.client() as client:
            answer = client.post("/v1/check", content='{"content": "x"}')
            problem(answer, 415, "unsupported_media_type")
            problem(client.get("/nothing"), 404, "not_found")
            answer = client.get("/v1/check")
        problem(answer, 405, "method_not_allowed")
        assert answer.headers["allow"] == "POST"

    def test_large_bodies(self, server: Running) -> None:
        record = problem(check(server, content="x" * 20_000), 413, "too_large")
        assert record["detail"] == f"a request may have at most {LIMIT} bytes"

        def chunks() -> Any:
            yield b'{"content": "'
            for _ in range(10):
                yield b"x" * 5_000

        with server.client() as client:
            assert problem(client.post("/v1/check", content=chunks()), 413, "too_large") == record

    def test_claimed_length(self, server: Running) -> None:
        head = b"POST /v1/check HTTP/1.1\r\nHost: x\r\nContent-Length: "
        answer = server.raw(head + b"99999999999\r\nConnection: close\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 413 ")

    @pytest.mark.parametrize(
        "data",
        [
            b"GARBAGE\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n",
            b"POST /v1/check HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            b"POST /v1/check HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        ],
    )
    def test_malformed_requests(self, server: Running, data: bytes) -> None:
        answer = server.raw(data)
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert b"application/problem+json" in answer
        assert check(server, content=GOOD).status_code == 200

    @pytest.mark.parametrize(
        ("version", "headers"),
        [
            (b"1.1", b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
            (b"1.1", b"Transfer-Encoding: chunked\r\nContent-Length: 44\r\n"),
            (b"1.1", b"transfer-encoding: Chunked\r\nX: y\r\nCONTENT-LENGTH: 0\r\n"),
            (b"1.0", b"Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n"),
        ],
    )
    def test_two_lengths_are_refused(self, server: Running, version: bytes, headers: bytes) -> None:
        # The second request is what a proxy that counts otherwise would not see.
        second = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
        head = b"POST /v1/check HTTP/" + version + b"\r\nHost: x\r\n" + headers
        answer = server.raw(head + b"\r\n0\r\n\r\n" + second)
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert b"connection: close" in answer.lower()
        assert answer.count(b"HTTP/1.1 ") == 1
        assert check(server, content=GOOD).status_code == 200

    def test_chunks_alone_are_read(self, server: Running) -> None:
        body = json.dumps({"content": GOOD}).encode()
        head = b"POST /v1/check HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        head += b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        answer = server.raw(head + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))
        assert answer.startswith(b"HTTP/1.1 200 ")

    @pytest.mark.parametrize("odd", ["|a", "a\nb\n\n"])
    def test_a_long_odd_text_ends_at_the_time_limit(self, serve: Start, odd: str) -> None:
        server = serve(workers=1, timeout_s=0.5, max_bytes=6_000_000)
        content = odd * (2_000_000 // len(odd)) + ("|\n|" + "-|" * 1_000_000) * (odd == "|a")
        before = time.monotonic()
        answer = check(server, content=content, content_type="markdown")
        problem(answer, 503, "time_limit")
        assert time.monotonic() - before < 15.0
        assert check(server, content=GOOD).status_code == 200

    def test_head_without_end_is_cut(self, server: Running) -> None:
        with contextlib.suppress(ConnectionError):  # closed before all of it was sent
            answer = server.raw(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 1_000_000)
            assert answer.startswith(b"HTTP/1.1 400 ")
        assert check(server, content=GOOD).status_code == 200

    @pytest.mark.parametrize(
        ("data", "status"),
        [
            (b"", b""),
            (b"POST /v1/check HTTP/1.1\r\nHost: x\r\n", b""),
            (b"POST /v1/check HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{", b"408"),
        ],
    )
    def test_slow_clients_are_left(self, server: Running, data: bytes, status: bytes) -> None:
        before = time.monotonic()
        try:
            answer = server.raw(data)
        except ConnectionResetError:
            answer = b""
        assert 0.5 < time.monotonic() - before < 20.0
        assert status in answer[:20]

    def test_endless_body_after_the_answer_is_cut(self, server: Running) -> None:
        with server.connect() as connection, pytest.raises(OSError):
            connection.sendall(
                b"POST /nothing HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            for _ in range(100):
                connection.sendall(b"10\r\n" + b"x" * 16 + b"\r\n")
                time.sleep(0.05)

    def test_reader_that_does_not_read_is_cut(self, server: Running) -> None:
        asked = 500
        with server.connect() as connection:
            connection.sendall(b"GET /v1/rules HTTP/1.1\r\nHost: x\r\n\r\n" * asked)
            time.sleep(3)
            taken = b""
            with contextlib.suppress(ConnectionResetError):
                while part := connection.recv(1 << 20):
                    taken += part
        assert 0 < taken.count(b"HTTP/1.1 200 OK") < asked
        assert check(server, content=GOOD).status_code == 200


class TestWorkers:
    @pytest.mark.parametrize(
        ("content", "code", "at_least"),
        [
            (stub_worker.SLOW, "time_limit", 1.9),
            (stub_worker.STICK, "time_limit", 1.9),
            (stub_worker.DIE, "lost", 0.0),
            (stub_worker.FAIL, "internal", 0.0),
        ],
    )
    def test_a_bad_article_costs_itself(
        self, server: Running, content: str, code: str, at_least: float
    ) -> None:
        before = time.monotonic()
        problem(check(server, content=content), 503, code)
        assert at_least <= time.monotonic() - before < 50.0
        assert check(server, content=GOOD).status_code == 200

    def test_work_beyond_capacity_is_refused_at_once(self, serve: Start) -> None:
        server = serve(workers=1, max_wait_s=0.0, timeout_s=5.0)
        with ThreadPoolExecutor(8) as threads:
            first = threads.submit(check, server, content="PAUSE 2.0")
            at_work(server)
            others = threads.map(lambda _: check(server, content="PAUSE 0.1"), range(7))
            answers = [*others, first.result()]
        accepted = [answer for answer in answers if answer.status_code == 200]
        refused = [answer for answer in answers if answer.status_code == 429]
        assert 1 <= len(accepted) <= 2
        assert len(accepted) + len(refused) == 8
        for answer in refused:
            assert problem(answer, 429, "busy")
            assert int(answer.headers["retry-after"]) >= 1

    def test_stop_finishes_what_was_begun(self, serve: Start) -> None:
        server = serve(workers=1, timeout_s=5.0)
        with ThreadPoolExecutor(1) as threads:
            answer = threads.submit(check, server, content="PAUSE 1.0")
            at_work(server)
            assert server.stop() == 0
            assert answer.result().status_code == 200


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
