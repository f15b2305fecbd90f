"""How the tests ask the server, and what they ask it."""

from __future__ import annotations

import time
from typing import Any

from tests.server.conftest import Running

KEY = "a-key-of-the-blog-0123456789"
GOOD = "The bakers rise at four. They knead the dough by hand and bake before the town wakes.\n"
BAD = "Here is your article:\n\nThe bakers rise at four turn0search0 and knead by hand.\n"


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
