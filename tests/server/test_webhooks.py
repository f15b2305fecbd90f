"""The examples for Ghost, WordPress, Strapi and Directus, with a real server behind them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import ROOT
from tests.server.conftest import Running, Start, free_port
from tests.server.content_systems import Busy, Ghost, WordPress, running

EXAMPLES = ROOT / "docs" / "examples"
KEY = "a-key-of-the-blog-0123456789"
SECRET = "a secret of the webhook"
GOOD = "<p>The bakers rise at four. They knead the dough by hand before dawn.</p>"
BAD = '<p>The "bakers" rise at four turn0search0 and knead by hand.</p>'
AWAY = "http://127.0.0.1:9"
WAIT_S = 60


@pytest.fixture(scope="module")
def server(serve: Start) -> Running:
    return serve(workers=1, keys={"blog": KEY})


def environment(detector: str, **variables: str) -> dict[str, str]:
    base = {**os.environ, "no_proxy": "*", "DETECTOR_URL": detector, "DETECTOR_KEY": KEY}
    return {**base, **variables}


def script(name: str, *arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, EXAMPLES / "python" / name, *arguments],
        env=env, capture_output=True, text=True, timeout=WAIT_S, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("html", "away", "status"), [(GOOD, False, 0), (BAD, False, 1), (GOOD, True, 3)]
)
def test_ghost_publishes_what_passes(server: Running, html: str, away: bool, status: int) -> None:
    Ghost.holding(html, "draft")
    with running(Ghost) as ghost:
        detector = AWAY if away else server.url
        env = environment(detector, GHOST_URL=ghost, GHOST_ADMIN_KEY="5f:00ff")
        ended = script("ghost_publish.py", "bread", env=env)
        assert ended.returncode == status, ended.stderr
        assert Ghost.post["status"] == ("draft" if status else "published")
        assert bool(Ghost.asked) == (status == 0)
    if status == 1:
        assert "chat-citation" in ended.stdout


@contextmanager
def receiver(env: dict[str, str]) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start the receiver of Ghost's webhooks."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, EXAMPLES / "python" / "ghost_webhook.py", str(port)],
        env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}/", process
    finally:
        process.kill()
        process.communicate()


def told(url: str, body: bytes, signature: str) -> int:
    """Send a webhook as Ghost does: within two seconds, and again while nobody listens."""
    deadline = time.monotonic() + WAIT_S
    while True:
        try:
            headers = {"Content-Type": "application/json", "X-Ghost-Signature": signature}
            answer = httpx.post(url, content=body, headers=headers, timeout=10, trust_env=False)
            return answer.status_code
        except httpx.ConnectError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def signature(body: bytes, seconds_ago: float = 0.0, secret: str = SECRET) -> str:
    stamp = str(int((time.time() - seconds_ago) * 1000))
    digest = hmac.new(secret.encode(), body + stamp.encode(), hashlib.sha256).hexdigest()
    return f"sha256={digest}, t={stamp}"


def test_ghost_webhook_takes_back_what_fails(server: Running) -> None:
    Ghost.holding(BAD, "published")
    body = json.dumps({"post": {"current": {"id": Ghost.post["id"]}, "previous": {}}}).encode()
    with running(Ghost) as ghost:
        env = environment(
            server.url, GHOST_URL=ghost, GHOST_ADMIN_KEY="5f:00ff", GHOST_WEBHOOK_SECRET=SECRET
        )
        with receiver(env) as (url, process):
            assert told(url, body, signature(body, secret="another")) == 401
            assert told(url, body, signature(body, seconds_ago=1_000)) == 401
            assert told(url, body, signature(body + b" ")) == 401
            assert told(url, b"[]", signature(b"[]")) == 400
            strange = json.dumps({"post": {"current": {"id": "../users/me"}}}).encode()
            assert told(url, strange, signature(strange)) == 400
            assert Ghost.asked == []
            assert told(url, body, signature(body)) == 202
            assert process.stdout is not None
            assert "made a draft again" in process.stdout.readline()
            assert "chat-citation" in process.stdout.readline()
            assert Ghost.post["status"] == "draft"
            # Ghost sends some webhooks twice; a good post stays published.
            assert told(url, body, signature(body)) == 202
            Ghost.holding(GOOD, "published")
            assert told(url, body, signature(body)) == 202
            assert "passes" in process.stdout.readline()
        assert len(Ghost.asked) == 1
        assert Ghost.post["status"] == "published"


def test_wordpress_publishes_pending_posts_that_pass(server: Running) -> None:
    WordPress.holding(GOOD, BAD, GOOD)
    password = "abcd EFGH 1234"
    WordPress.authorization = f"Basic {base64.b64encode(f'editor:{password}'.encode()).decode()}"
    with running(WordPress) as site:
        env = environment(
            server.url, WORDPRESS_URL=site, WORDPRESS_USER="editor", WORDPRESS_PASSWORD=password
        )
        ended = script("wordpress_publish.py", env=env)
        assert ended.returncode == 1, ended.stderr
        found = {number: post["status"] for number, post in WordPress.posts.items()}
        assert found == {1: "publish", 2: "pending", 3: "publish"}
        assert "chat-citation" in ended.stdout
        WordPress.posts[2]["content"]["raw"] = GOOD
        assert script("wordpress_publish.py", "2", env=env).returncode == 0
        assert WordPress.posts[2]["status"] == "publish"
        wrong = script("wordpress_publish.py", env={**env, "WORDPRESS_PASSWORD": "wrong"})
        assert wrong.returncode == 3
        assert "401" in wrong.stderr


def node(detector: str, *arguments: str, **variables: str) -> Any:
    program = shutil.which("node")
    if program is None:
        pytest.skip("Node.js is not installed")
    ended = subprocess.run(
        [program, Path(__file__).with_name("node_examples.cjs"), EXAMPLES / "node", *arguments],
        env=environment(detector, **variables), input=json.dumps([GOOD, BAD]),
        capture_output=True, text=True, timeout=WAIT_S, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_strapi_and_directus_refuse_what_fails(server: Running) -> None:
    found = node(server.url)
    refused = {
        system: {name for name, error in outcomes.items() if error}
        for system, outcomes in found.items()
    }
    assert refused == {
        "strapi": {"bad", "blocks", "all_locales", "created", "updated"},
        "directus": {"bad", "many", "created"},
    }
    for outcomes, kind, status in (
        (found["strapi"], "ApplicationError", None),
        (found["directus"], None, 422),
    ):
        error = outcomes["bad"]
        assert error["message"].startswith("Not published. ")
        assert "turn0search0" in error["message"]
        assert kind in (None, error["kind"])
        assert error.get("status") == status


@pytest.mark.parametrize("program", ["python", "node"])
def test_a_busy_server_is_asked_again(server: Running, program: str) -> None:
    Busy.url = server.url
    Busy.refusals = 3
    with running(Busy) as busy:
        if program == "node":
            assert node(busy)["strapi"]["bad"]
            assert len(Busy.asked) > 3
            return
        Ghost.holding(BAD, "draft")
        with running(Ghost) as ghost:
            env = environment(busy, GHOST_URL=ghost, GHOST_ADMIN_KEY="5f:00ff")
            assert script("ghost_publish.py", "bread", env=env).returncode == 1
            assert len(Busy.asked) == 4
            Busy.asked.clear()
            Busy.refusals = 100
            assert script("ghost_publish.py", "bread", env=env).returncode == 3
            assert len(Busy.asked) == 4
    assert all(re.fullmatch(r"\d+", stamp) for _, _, stamp in Busy.asked)


@pytest.mark.parametrize("away", ["publish", "refuse"])
def test_strapi_and_directus_without_an_answer(away: str) -> None:
    found = node(AWAY, "away", DETECTOR_WHEN_AWAY=away)
    assert [bool(error) for error in found] == [away == "refuse"] * 2
    if away == "refuse":
        assert "could not be checked" in found[0]["message"]
