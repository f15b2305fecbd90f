"""The requests of the load on a server: good articles, batches, questions, and bad ones."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence

from detector.rules import ALL_RULES

CHECK, BATCH, STATE, BAD = "check", "batch", "state", "bad"

CUT_OFF = b'{"content": "the client goes'


def any_request(bodies: Sequence[bytes], rng: random.Random) -> tuple[str, bytes]:
    number = rng.random()
    if number < 0.80:
        return CHECK, post("/v1/check", rng.choice(bodies))
    if number < 0.85:
        articles = b", ".join(rng.choice(bodies) for _ in range(3))
        return BATCH, post("/v1/batch", b'{"articles": [' + articles + b"]}")
    if number < 0.90:
        return STATE, get(rng.choice(("/v1/rules", "/healthz", "/metrics", "/")))
    return BAD, rng.choice(_BAD)()


def post(path: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()


_BAD: tuple[Callable[[], bytes], ...] = (
    lambda: post("/v1/check", b"{"),
    lambda: post("/v1/check", b'{"content": 5}'),
    lambda: post("/v1/check", b"[" * 50_000),
    lambda: post("/v1/check", b'{"content": "' + b"x" * 1_100_000 + b'"}'),
    lambda: get("/nothing"),
    lambda: b"GARBAGE\r\n\r\n",
    lambda: post("/v1/check", b" " * 500)[:-500] + CUT_OFF,
)


def article_body(rng: random.Random) -> bytes:
    """Make an article of the rules' prose: long enough to be scored, never the same."""
    sentences = [rule.why for rule in ALL_RULES] + [rule.remedy for rule in ALL_RULES]
    words = 0
    target = rng.choice((100, 300, 500, 700, 700, 1_000, 1_500))
    paragraphs = []
    while words < target:
        paragraph = " ".join(rng.sample(sentences, 4))
        words += len(paragraph.split())
        paragraphs.append(f"<p>{paragraph}</p>")
    article = {
        "title": " ".join(rng.choice(sentences).split()[:8]),
        "content": "\n".join(paragraphs),
        "content_type": "html",
    }
    return json.dumps(article).encode()


def mean_words(bodies: Sequence[bytes]) -> float:
    return sum(len(json.loads(body)["content"].split()) for body in bodies) / len(bodies)
