"""Fuzz requests: any bytes sent to the server get an answer that its interface documents."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from typing import Any

import h11
from harness import fuzz, instrumented

with instrumented():
    from detector.server.app import Service, create_app
    from detector.server.keys import KeyRing
    from detector.server.pool import Answer, Pool
    from detector.server.settings import ServerSettings
    from detector.server.worker import Checker, WorkerSettings

logging.getLogger("detector.server").setLevel(logging.CRITICAL)
STATUSES = {200, 400, 401, 404, 405, 408, 413, 415, 422, 429, 503}
KEYS = KeyRing({"blog": b"0123456789abcdef"})


class HerePool(Pool):
    """Checks in this process, so that a failure is visible."""

    def __init__(self) -> None:
        settings = WorkerSettings(timeout_s=60.0, isolated=True)
        super().__init__(1, settings)
        self._checker = Checker(settings)

    async def check(self, article: Mapping[str, Any]) -> Answer:
        result = self._checker._check(json.loads(json.dumps(article)))
        body = json.dumps(result, ensure_ascii=False, allow_nan=False).encode()
        return Answer(body, result["verdict"], 0.01)


def _app(keys: KeyRing) -> Any:
    settings = ServerSettings(isolated=True, max_bytes=20_000, rate=0, keys=keys)
    service = Service(settings)
    service.pool = POOL
    return create_app(service)


POOL = HerePool()
APPS = (_app(KeyRing()), _app(KEYS))


def check(data: bytes) -> None:
    """Parse ``data`` as the server does, and answer each of its requests."""
    app = APPS[data[0] % 2] if data else APPS[0]
    connection = h11.Connection(h11.SERVER)
    try:
        connection.receive_data(data[1:])
        head = connection.next_event()
        if not isinstance(head, h11.Request):
            return
        parts = []
        while isinstance(event := connection.next_event(), h11.Data):
            parts.append(bytes(event.data))
    except h11.RemoteProtocolError:
        return  # the protocol answers these itself
    status, body = asyncio.run(_asked(app, head, parts))
    assert status in STATUSES, status
    if status >= 400 and head.method != b"HEAD":
        record = json.loads(body)
        assert record["code"], "a refusal must say why"
        assert record.get("status", status) == status


async def _asked(app: Any, head: h11.Request, parts: list[bytes]) -> tuple[int, bytes]:
    path, _, query = head.target.partition(b"?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": head.method.decode("ascii"),
        "scheme": "http",
        "path": path.decode("ascii", "replace"),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": [(bytes(name), bytes(value)) for name, value in head.headers],
        "client": ("192.0.2.1", 4711),
        "server": ("127.0.0.1", 8000),
        "state": {},
    }
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": part, "more_body": True} for part in parts
    ]
    messages.append({"type": "http.request", "body": b"", "more_body": False})
    waiting = iter(messages)
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return next(waiting, {"type": "http.disconnect"})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    assert sent, "no answer"
    return int(sent[0]["status"]), b"".join(m.get("body", b"") for m in sent[1:])


if __name__ == "__main__":
    fuzz(check)
