#!/usr/bin/env python3
"""Receive Ghost's webhooks, and make a published post that fails the check a draft again.

In Ghost: Settings, Integrations, your custom integration, “Add webhook” for the events “Post
published” and “Published post updated”, with the address of this receiver and a secret.

    GHOST_WEBHOOK_SECRET=SECRET GHOST_URL=https://blog.example.org GHOST_ADMIN_KEY=ID:SECRET \\
    DETECTOR_URL=https://detector.example.org DETECTOR_KEY=KEY python ghost_webhook.py [PORT]

It listens on 127.0.0.1 for a proxy with TLS. Ghost waits two seconds for an answer: a post is
checked after it. What is done is printed. Needs only Python.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import queue
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from detector_client import check, lines
from ghost_api import post_of_id, set_status

PORT = 8787
MAX_BYTES = 10_000_000
MAX_AGE_S = 300  # Ghost tries again within seconds; an older request may be a copy
READ_TIMEOUT_S = 10
_SIGNATURE = re.compile(r"sha256=([0-9a-f]{64}), ?t=(\d{1,16})")
_ID = re.compile(r"[0-9a-f]{24}")

waiting: queue.Queue[str] = queue.Queue(maxsize=1_000)


class Receiver(BaseHTTPRequestHandler):
    timeout = READ_TIMEOUT_S

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_BYTES:
            return self.answer(413)
        body = self.rfile.read(int(length))
        if not is_from_ghost(body, self.headers.get("X-Ghost-Signature", "")):
            return self.answer(401)
        try:
            id_ = json.loads(body)["post"]["current"]["id"]
        except (ValueError, KeyError, TypeError):
            return self.answer(400)
        if not (isinstance(id_, str) and _ID.fullmatch(id_)):
            return self.answer(400)
        try:
            waiting.put_nowait(id_)
        except queue.Full:
            return self.answer(503)  # Ghost tries again
        return self.answer(202)

    def answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


def is_from_ghost(body: bytes, header: str) -> bool:
    """Whether the signature is that of this body and of a time that has just been."""
    form = _SIGNATURE.fullmatch(header)
    if form is None or abs(time.time() - int(form[2]) / 1000) > MAX_AGE_S:
        return False
    secret = os.environ["GHOST_WEBHOOK_SECRET"].encode()
    expected = hmac.new(secret, body + form[2].encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, form[1])


def judge(id_: str) -> None:
    """Check a post as it is now; the webhook may be older."""
    post = post_of_id(id_)
    if post["status"] != "published":
        return
    gate = check(post["title"], post["html"] or "", post["url"])
    if gate["fails"]:
        set_status(post, "draft")
    print(f"{post['url']}: {'made a draft again' if gate['fails'] else 'passes'}", flush=True)
    if gate["fails"]:
        print("\n".join(f"  {line}" for line in lines(gate)), flush=True)


def work() -> None:
    while True:
        id_ = waiting.get()
        try:
            judge(id_)
        except (OSError, KeyError, ValueError) as error:
            print(f"post {id_} stays published, unchecked: {error}", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    if not os.environ.get("GHOST_WEBHOOK_SECRET"):
        print("GHOST_WEBHOOK_SECRET is not set", file=sys.stderr)
        return 2
    port = int(arguments[0]) if arguments else PORT
    threading.Thread(target=work, daemon=True).start()
    ThreadingHTTPServer(("127.0.0.1", port), Receiver).serve_forever()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
