"""The examples of the documentation, run against a real server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.server.conftest import Running, Start

EXAMPLES = ROOT / "docs" / "examples"
KEY = "a-key-of-the-blog-0123456789"
GOOD = "<p>The bakers rise at four. They knead the dough by hand before dawn.</p>"
BAD = '<p>The "bakers" rise at four turn0search0 and knead by hand.</p>'
AWAY = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def server(serve: Start) -> Running:
    return serve(workers=1, keys={"blog": KEY})


def wordpress(url: str, key: str, away: str) -> Any:
    php = shutil.which("php")
    if php is None:
        pytest.skip("php is not installed")
    plugin = EXAMPLES / "wordpress" / "detector-gate.php"
    ended = subprocess.run(
        [php, Path(__file__).with_name("wordpress.php"), plugin, url, key, away],
        input=json.dumps([GOOD, BAD]), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert ended.stderr == ""
    return json.loads(ended.stdout)


def test_wordpress_refuses_the_bad_post_alone(server: Running) -> None:
    good, bad = wordpress(server.url, KEY, "refuse")
    assert good == {"rest": None, "status": "publish", "notice": ""}
    assert bad["rest"].startswith("Not published. ")
    assert "turn0search0" in bad["rest"]
    assert bad["status"] == "draft"
    assert "turn0search0" in bad["notice"]


@pytest.mark.parametrize(("url", "key"), [(AWAY, KEY), (None, KEY + "x")])
def test_wordpress_without_an_answer(server: Running, url: str | None, key: str) -> None:
    for away, status in (("publish", "publish"), ("refuse", "draft")):
        told = wordpress(url or server.url, key, away)
        assert [post["status"] for post in told] == [status, status]


class Ghost(BaseHTTPRequestHandler):
    """As much of Ghost's Admin API as the example uses."""

    html = GOOD
    published: list[Any] = []  # noqa: RUF012

    def do_GET(self) -> None:
        assert re.fullmatch(r"Ghost [\w-]+\.[\w-]+\.[\w-]+", self.headers["Authorization"])
        assert self.path == "/ghost/api/admin/posts/slug/bread/?formats=html"
        post = {"id": "5", "title": "Bread", "html": Ghost.html, "url": "https://e.org/bread/"}
        self._answer({"posts": [{**post, "updated_at": "2025-01-01T00:00:00.000Z"}]})

    def do_PUT(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Ghost.published.append((self.path, body))
        self._answer({"posts": []})

    def _answer(self, value: Any) -> None:
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def ghost() -> Iterator[str]:
    site = HTTPServer(("127.0.0.1", 0), Ghost)
    Ghost.published.clear()
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}"
    site.shutdown()
    site.server_close()


@pytest.mark.parametrize(
    ("html", "away", "status"), [(GOOD, False, 0), (BAD, False, 1), (GOOD, True, 3)]
)
def test_ghost_publishes_what_passes(
    server: Running, ghost: str, html: str, away: bool, status: int
) -> None:
    Ghost.html = html
    environment = {
        **os.environ, "GHOST_URL": ghost, "GHOST_ADMIN_KEY": "5f:00ff", "DETECTOR_KEY": KEY,
        "DETECTOR_URL": AWAY if away else server.url, "no_proxy": "*",
    }  # fmt: skip
    ended = subprocess.run(
        [sys.executable, EXAMPLES / "ghost" / "publish.py", "bread"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == status, ended.stderr
    assert bool(Ghost.published) == (status == 0)
    if status == 0:
        path, body = Ghost.published[0]
        assert path == "/ghost/api/admin/posts/5/"
        assert body["posts"][0]["status"] == "published"
    if status == 1:
        assert "chat-citation" in ended.stdout


def test_container_file_keeps_its_promises() -> None:
    lines = (ROOT / "Containerfile").read_text("utf-8").splitlines()
    orders = [line.split(maxsplit=1) for line in lines if re.match(r"[A-Z]+ ", line)]
    told = dict(orders)
    user = told["USER"].split(":")[0]
    assert user.isdigit()
    assert int(user) > 0
    assert "/readyz" in (ROOT / "Containerfile").read_text("utf-8").split("HEALTHCHECK", 1)[1]
    copied = {rest for order, rest in orders if order == "COPY"}
    assert "models models" in copied
    assert "ADD" not in told
