"""Stand-ins for content systems, by the interfaces that their documentation describes."""

from __future__ import annotations

import json
import re
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar


class Handler(BaseHTTPRequestHandler):
    """Answers JSON; ``asked`` is what came in."""

    asked: ClassVar[list[tuple[str, str, Any]]]

    def received(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def answer(self, value: Any, status: int = 200, **headers: str) -> None:
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def running(handler: type[Handler]) -> Iterator[str]:
    """Serve ``handler`` and yield its address."""
    handler.asked = []
    site = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{site.server_port}"
    finally:
        site.shutdown()
        site.server_close()


class Ghost(Handler):
    """As much of Ghost's Admin API as the examples use; a post is refused if edited meanwhile."""

    post: ClassVar[dict[str, Any]]

    @classmethod
    def holding(cls, html: str, status: str) -> None:
        cls.post = {
            "id": "5f" * 12, "title": "Bread", "html": html, "url": "https://e.org/bread/",
            "status": status, "updated_at": "2025-01-01T00:00:00.000Z",
        }  # fmt: skip

    def do_GET(self) -> None:
        assert re.fullmatch(r"Ghost [\w-]+\.[\w-]+\.[\w-]+", self.headers["Authorization"])
        posts = "/ghost/api/admin/posts/"
        names = (f"{posts}slug/bread/?formats=html", f"{posts}{self.post['id']}/?formats=html")
        if self.path in names:
            self.answer({"posts": [self.post]})
        else:
            self.answer({"errors": [{"type": "NotFoundError"}]}, 404)

    def do_PUT(self) -> None:
        (change,) = json.loads(self.received())["posts"]
        self.asked.append(("PUT", self.path, change))
        if change["updated_at"] != self.post["updated_at"]:
            self.answer({"errors": [{"type": "UpdateCollisionError"}]}, 409)
            return
        self.post.update(change)
        self.answer({"posts": [self.post]})


class WordPress(Handler):
    """The posts of WordPress's REST interface."""

    posts: ClassVar[dict[int, dict[str, Any]]]
    authorization: ClassVar[str]

    @classmethod
    def holding(cls, *contents: str) -> None:
        cls.posts = {
            number: {
                "id": number, "status": "pending", "link": f"https://e.org/?p={number}",
                "modified_gmt": "2025-01-01T00:00:00", "title": {"raw": "Bread &amp; butter"},
                "content": {"raw": content},
            }
            for number, content in enumerate(contents, start=1)
        }  # fmt: skip

    def do_GET(self) -> None:
        if self.headers["Authorization"] != self.authorization:
            self.answer({"code": "rest_forbidden_context"}, 401)
            return
        path, _, query = self.path.removeprefix("/wp-json/wp/v2/posts").partition("?")
        asked = dict(part.split("=") for part in query.split("&"))
        assert asked["context"] == "edit"
        if path:
            self.answer(self.posts[int(path.strip("/"))])
            return
        found = [post for post in self.posts.values() if post["status"] == asked["status"]]
        size, page = int(asked["per_page"]), int(asked["page"])
        assert 1 <= size <= 100
        if page > 1 and (page - 1) * size >= len(found):
            self.answer({"code": "rest_post_invalid_page_number"}, 400)
            return
        self.answer(found[(page - 1) * size : page * size])

    def do_POST(self) -> None:
        number = int(self.path.removeprefix("/wp-json/wp/v2/posts/"))
        change = json.loads(self.received())
        self.asked.append(("POST", self.path, change))
        self.posts[number].update(change)
        self.answer(self.posts[number])


class Busy(Handler):
    """A server that is busy ``refusals`` times, then asks the one at ``url``."""

    url: ClassVar[str]
    refusals: ClassVar[int]

    def do_POST(self) -> None:
        body = self.received()
        stamp = self.headers["X-Detector-Timestamp"]
        self.asked.append(("POST", self.path, stamp))
        if len(self.asked) <= self.refusals:
            status = 429 if len(self.asked) % 2 else 503
            self.answer({"status": status}, status, Retry_After="0")
            return
        headers = {name: text for name, text in self.headers.items() if name != "Host"}
        request = urllib.request.Request(self.url + self.path, body, headers)
        with urllib.request.urlopen(request) as answer:
            self.answer(answer.read())
