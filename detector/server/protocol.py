"""HTTP/1.1 with deadlines that uvicorn has none for: slow heads, slow readers, endless bodies."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import Any, ClassVar, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from detector.server.problems import MEDIA_TYPE, Problem


class StrictConnection(h11.Connection):
    """Refuses a request whose end a proxy before this server may see elsewhere.

    Source: RFC 9112, section 6.1: two lengths, or chunks before HTTP/1.1, may be an attack.
    """

    def next_event(self) -> Any:
        event = super().next_event()
        if isinstance(event, h11.Request):
            names = {name for name, _ in event.headers}  # in lower case
            old = event.http_version < b"1.1"
            if b"transfer-encoding" in names and (old or b"content-length" in names):
                raise h11.RemoteProtocolError("the length of the request is ambiguous")
        return event


class DeadlineProtocol(H11Protocol):
    """Closes a connection that does not make a request whole, or does not take its answer.

    One address may hold ``most_per_address`` connections, so that it cannot hold them all. The
    limits are set in a subclass, see ``with_limits``.
    """

    deadline_s: float = 10.0
    most_per_address: int | None = None
    _held: ClassVar[Counter[str]]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.conn = StrictConnection(h11.SERVER)
        self._reading: asyncio.TimerHandle | None = None
        self._writing: asyncio.TimerHandle | None = None
        self._address = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._address = str((transport.get_extra_info("peername") or ("",))[0])
        self._held[self._address] += 1
        if self.most_per_address and self._held[self._address] > self.most_per_address:
            transport.abort()
            return
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._reading, self._writing):
            if timer is not None:
                timer.cancel()
        self._held[self._address] -= 1
        if not self._held[self._address]:
            del self._held[self._address]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._await_request()
        super().data_received(data)

    def handle_events(self) -> None:
        super().handle_events()
        if self.cycle is not None and not self.cycle.response_complete and self._reading:
            # The head is whole. From here on the guard watches the body.
            self._reading.cancel()
            self._reading = None

    def on_response_complete(self) -> None:
        if self.transport.get_write_buffer_size():
            self._writing = self.loop.call_later(self.deadline_s, self._end_unless_written)
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP with a problem record, as all else is."""
        # Where an answer has begun, or this side has failed, nothing more can be said.
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.close()
            return
        problem = Problem(400, "bad_request", "this is not a valid HTTP request")
        body = json.dumps(problem.record()).encode()
        headers = [
            ("Content-Type", MEDIA_TYPE),
            ("Content-Length", str(len(body))),
            ("Connection", "close"),
        ]
        response = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
        for event in (response, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(cast(Any, event)) or b"")
        self.transport.close()

    def _await_request(self) -> None:
        if self._reading is None:
            self._reading = self.loop.call_later(self.deadline_s, self._end_unless_busy)

    def _end_unless_busy(self) -> None:
        self._reading = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.abort()

    def _end_unless_written(self) -> None:
        if self.transport.get_write_buffer_size():
            self.transport.abort()


def with_limits(deadline_s: float, most_per_address: int | None) -> type[DeadlineProtocol]:
    """Return the protocol with its limits; uvicorn makes one object a connection."""
    held: Counter[str] = Counter()
    limits = {"deadline_s": deadline_s, "most_per_address": most_per_address, "_held": held}
    return type("DeadlineProtocol", (DeadlineProtocol,), limits)
