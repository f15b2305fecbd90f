"""What the one who runs the server decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from detector.server.keys import KeyRing


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """The limits of a server; times in seconds.

    ``max_bytes`` bounds a request's body, ``timeout_s`` the check of one article, ``max_wait_s``
    how long a request may have to wait for a worker before it is refused, ``read_timeout_s`` how
    long a client may take to send a request's head, its body, or to take its answer. ``rate`` is
    requests a second for one key or address, 0 for no limit; ``burst`` how many may come at once.
    ``cors`` are the origins whose pages may ask from a browser.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    max_bytes: int = 1024 * 1024
    max_batch: int = 100
    max_connections: int = 512
    timeout_s: float = 10.0
    max_wait_s: float = 0.3
    read_timeout_s: float = 10.0
    rate: float = 10.0
    burst: int = 20
    keys: KeyRing = field(default_factory=KeyRing)
    proxies: tuple[str, ...] = ()
    cors: tuple[str, ...] = ()
    config: Path | None = None
    isolated: bool = False
    fail_on: str | None = None
    model: Path | None = None
