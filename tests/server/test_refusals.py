"""The server over HTTP: what it refuses, and what hostile or unlucky requests cost."""

from __future__ import annotations

import contextlib
import json
import time
from contextlib import ExitStack
from typing import Any

import pytest

from tests.server.asking import GOOD, check, problem
from tests.server.conftest import LIMIT, Running, Start


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
            ("articles", "articles", "unknown field here; /v1/batch takes it"),
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
