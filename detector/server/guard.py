"""What every request passes before the application: who asks, how often, how much, how slowly.

It is plain ASGI, so that a body is bounded as it comes in, whatever its headers claim. It writes
the access log too: no header, no query, no content.
"""

from __future__ import annotations

import asyncio
import logging
import math
import secrets
import time
from collections.abc import MutableMapping, Sequence
from typing import TYPE_CHECKING

from detector.server.cors import Cors
from detector.server.encodings import unpacked
from detector.server.logs import ACCESS, frames
from detector.server.problems import Problem
from detector.server.rate import RateLimit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from detector.server.metrics import Metrics
    from detector.server.settings import ServerSettings

access_log = logging.getLogger(ACCESS)
log = logging.getLogger("detector.server")

TIMESTAMP_HEADER = "X-Detector-Timestamp"
SIGNATURE_HEADER = "X-Detector-Signature"
# Without these two an outside monitor could not tell a busy server from a dead one.
UNLIMITED = frozenset({"/healthz", "/readyz"})
PROTECTED = frozenset({"/v1/check", "/v1/batch"})
ROUTES = PROTECTED | UNLIMITED | {"/", "/v1/rules", "/metrics", "/openapi.json"}
CLIENT_WENT = 499  # as other servers log it; nobody is there to read an answer
MAX_LOGGED_PATH = 200
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)
_CLOSED = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")


class Disconnected(Exception):  # noqa: N818 - what happened, not a fault
    """The client went away before its request was whole."""


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, settings: ServerSettings, metrics: Metrics) -> None:
        self._app = app
        self._settings = settings
        self._metrics = metrics
        self._rate = RateLimit(settings.rate, settings.burst)
        self._cors = Cors(settings.cors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = _headers(scope)
        exchange = _Exchange(scope, send, self._cors.headers(headers))
        try:
            if self._cors.is_preflight(scope["method"], headers):
                self._charge(exchange.caller, 1.0)
                await self._cors.preflight(headers)(scope, receive, exchange.send)
                return
            body = await self._admitted(scope, headers, receive, exchange)
            await self._app(_as_get(scope), _replay(body, receive), exchange.send)
        except Problem as problem:
            if problem.status in (401, 413, 429):
                self._metrics.refused.labels(problem.code).inc()
            await problem.response()(scope, receive, exchange.send)
        except Disconnected:
            exchange.status = CLIENT_WENT
        except Exception as error:  # noqa: BLE001 - the last place that can answer
            log.error("%s %s failed: %s", exchange.id, exchange.route, frames(error))
            if not exchange.status:
                await internal().response()(scope, receive, exchange.send)
        finally:
            seconds = time.perf_counter() - exchange.started
            self._metrics.requests.labels(exchange.route, str(exchange.status)).inc()
            self._metrics.seconds.labels(exchange.route).observe(seconds)
            exchange.log(seconds)

    async def _admitted(
        self,
        scope: Scope,
        headers: MutableMapping[str, str],
        receive: Receive,
        exchange: _Exchange,
    ) -> bytes | None:
        """Return the body of a request that may pass, None where none is wanted.

        Raises Problem, Disconnected.
        """
        address, path = exchange.caller, scope["path"]
        scope["state"]["charge"] = lambda tokens: None
        if path in UNLIMITED:
            return None
        holder = None
        signed = False
        if path in PROTECTED and self._settings.keys:
            signed = SIGNATURE_HEADER.lower() in headers
            holder = None if signed else self._settings.keys.holder(_bearer(headers))
            if holder is None and not signed:
                # Guesses cost the address its tokens.
                self._charge(address, 1.0)
                raise _unauthorized()
        self._charge(holder or address, 1.0)
        if scope["method"] != "POST":
            return None
        body = await self._body(headers, receive)
        exchange.bytes = len(body)
        if signed:
            holder = self._settings.keys.signer(
                body,
                headers.get(TIMESTAMP_HEADER.lower(), ""),
                headers[SIGNATURE_HEADER.lower()],
                time.time(),
            )
            if holder is None:
                raise _unauthorized()
            self._charge(holder, 1.0)
        exchange.caller = holder or address
        scope["state"]["charge"] = lambda tokens: self._rate.take(exchange.caller, tokens)
        # Last: what was sent is signed, and a stranger's body is not unpacked.
        return unpacked(body, headers.get("content-encoding", ""), self._settings.max_bytes)

    def _charge(self, caller: str, tokens: float) -> None:
        wait = self._rate.take(caller, tokens)
        if wait > 0:
            seconds = max(1, math.ceil(wait))
            raise Problem(
                429,
                "rate",
                f"too many requests from this caller; try again in {seconds} s",
                headers={"Retry-After": str(seconds)},
            )

    async def _body(self, headers: MutableMapping[str, str], receive: Receive) -> bytes:
        """Read the body, as much of it and for as long as is allowed."""
        limit = self._settings.max_bytes
        length = headers.get("content-length", "")
        if length.isdigit() and int(length[:20]) > limit:
            raise _too_large(limit)
        body = bytearray()
        try:
            async with asyncio.timeout(self._settings.read_timeout_s):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise Disconnected
                    body += message.get("body", b"")
                    if len(body) > limit:
                        raise _too_large(limit)
                    if not message.get("more_body"):
                        return bytes(body)
        except TimeoutError:
            raise Problem(
                408,
                "slow",
                f"the body did not arrive in {self._settings.read_timeout_s:g} s",
                headers={"Connection": "close"},
            ) from None


class _Exchange:
    """One request and what becomes of it."""

    def __init__(self, scope: Scope, send: Send, headers: Sequence[tuple[bytes, bytes]]) -> None:
        self.id = secrets.token_hex(8)
        self.started = time.perf_counter()
        self.status = 0
        self.bytes = 0
        self.caller: str = scope["client"][0] if scope.get("client") else "unknown"
        self.route = scope["path"] if scope["path"] in ROUTES else "other"
        self._scope = scope
        self._send = send
        self._headers = headers

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = [
                *message["headers"],
                *_HEADERS,
                *self._headers,
                (b"x-request-id", self.id.encode()),
            ]
            if not any(name == b"content-security-policy" for name, _ in headers):
                headers.append(_CLOSED)
            message["headers"] = headers
        await self._send(message)

    def log(self, seconds: float) -> None:
        if access_log.isEnabledFor(logging.INFO):
            entry = {
                "request": self.id,
                "caller": self.caller,
                "method": self._scope["method"][:20],
                "path": self._scope["path"][:MAX_LOGGED_PATH],
                "status": self.status,
                "bytes": self.bytes,
                "ms": round(seconds * 1000, 1),
            }
            access_log.info("request", extra={"fields": entry})


def internal() -> Problem:
    return Problem(500, "internal", "the server failed; the error is logged")


def _headers(scope: Scope) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
    }


def _bearer(headers: MutableMapping[str, str]) -> bytes:
    scheme, _, key = headers.get("authorization", "").partition(" ")
    return key.strip().encode("latin-1") if scheme.lower() == "bearer" else b""


def _unauthorized() -> Problem:
    return Problem(
        401,
        "unauthorized",
        "a key (Authorization: Bearer …) or a fresh signature of the body is required",
        headers={"WWW-Authenticate": 'Bearer realm="detector"'},
    )


def _too_large(limit: int) -> Problem:
    return Problem(413, "too_large", f"a request may have at most {limit} bytes")


def _as_get(scope: Scope) -> Scope:
    """Have HEAD answered as GET: the server of the protocol leaves the body out (RFC 9110, 9.3.2).

    Routes that answer no GET refuse both.
    """
    return {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope


def _replay(body: bytes | None, receive: Receive) -> Receive:
    """Give the application the body that was read, then the connection's own messages."""
    messages: list[Message] = []
    if body is not None:
        messages.append({"type": "http.request", "body": body, "more_body": False})

    async def replay() -> Message:
        return messages.pop() if messages else await receive()

    return replay
