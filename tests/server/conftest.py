"""Real servers on loopback: the command itself, and one whose workers are stubs."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests import prestarted
from tests.conftest import ROOT

for needed in ("fastapi", "uvicorn", "prometheus_client"):  # of the servers, not of these tests
    if find_spec(needed) is None:
        pytest.skip("the extra “server” is not installed", allow_module_level=True)
httpx = pytest.importorskip("httpx", reason="httpx, of requirements-dev.txt, is not installed")


LIMIT = 20_000  # bytes of a request


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """A server in a process of its own."""

    process: subprocess.Popen[bytes]
    port: int
    log_file: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return self.log_file.read_text("utf-8")

    def client(self, **options: Any) -> Any:
        return httpx.Client(base_url=self.url, timeout=60, trust_env=False, **options)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def raw(self, data: bytes) -> bytes:
        """Send ``data`` and return all that comes until the server closes."""
        with self.connect() as connection:
            connection.sendall(data)
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
            return b"".join(parts)

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


Start = Callable[..., Running]


def started(arguments: list[str], port: int, log_file: Path, cwd: Path, env: Any) -> Running:
    with log_file.open("wb") as log:
        process = subprocess.Popen(arguments, stdout=log, stderr=log, cwd=cwd, env=env)
    running = Running(process, port, log_file)
    deadline = time.monotonic() + 180
    with running.client() as client:
        while process.poll() is None and time.monotonic() < deadline:
            try:
                if client.get("/readyz").status_code == 200:
                    return running
            except httpx.TransportError:
                pass
            time.sleep(0.05)
    process.kill()
    raise AssertionError(f"the server did not start: {running.log}")


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start servers with stub workers; the arguments are those of ``ServerSettings``."""
    running: list[Running] = []

    def start(**settings: Any) -> Running:
        port = free_port()
        given = {"port": port, "rate": 0, "isolated": True, **settings}
        arguments = prestarted.command("tests.server.launch", json.dumps(given))
        folder = tmp_path_factory.mktemp("server")
        server = started(arguments, port, folder / "log", ROOT, None)
        running.append(server)
        return server

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="module")
def serve_command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start ``python -m detector serve`` itself, in a folder of its own."""
    running: list[Running] = []

    def start(*options: str, config: str = "", env: dict[str, str] | None = None) -> Running:
        port = free_port()
        folder = tmp_path_factory.mktemp("command")
        if config:
            (folder / "detector.toml").write_text(config, "utf-8")
        arguments = [sys.executable, "-m", "detector", "serve", "--port", str(port), *options]
        environment = {**os.environ, **(env or {})}
        server = started(arguments, port, folder / "log", folder, environment)
        running.append(server)
        return server

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="module")
def server(serve: Start) -> Running:
    return serve(workers=1, timeout_s=2.0, read_timeout_s=1.0, max_bytes=LIMIT, max_batch=5)
