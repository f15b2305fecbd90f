"""Make a small site on disk, the same every time."""

from __future__ import annotations

import json
import random
from pathlib import Path

from detector.audit.pages.facts import Facts
from detector.audit.store import PageRow

WORDS = """
river stone garden winter market bridge music engine paper window morning silver forest kitchen
letter harbour teacher doctor village summer copper shadow number pattern station library autumn
valley farmer painter carpet bottle candle ladder mirror pocket ribbon saddle tunnel violin
""".split()


def prose(seed: int, words: int = 160) -> str:
    """Return plain sentences that no other seed gives."""
    draw = random.Random(seed)
    sentences = []
    left = words
    while left > 0:
        size = draw.randint(7, 16)
        chosen = [draw.choice(WORDS) for _ in range(size)]
        chosen.insert(draw.randint(1, size - 1), "the")
        sentences.append(" ".join(chosen).capitalize() + ".")
        left -= size
    return "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))


def write_site(folder: Path, pages: int = 60) -> None:
    """Write Markdown posts, some copies, an HTML page, a data set and files that cannot be read."""
    for i in range(pages):
        post = folder / "posts" / f"{'ab'[i % 2]}" / f"2021-0{1 + i % 9}-1{i % 10}-post-{i:04}.md"
        post.parent.mkdir(parents=True, exist_ok=True)
        post.write_text(
            f"---\ntitle: Post {i}\nauthor: Ann\n---\n\n{prose(i % (pages - 3))}\n", "utf-8"
        )
    (folder / "page.html").write_text(
        f"<!doctype html><title>A page</title><p>{prose(900)}</p>", "utf-8"
    )
    (folder / "broken.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "empty.txt").write_text("", "utf-8")
    with (folder / "set.jsonl").open("w", encoding="utf-8") as lines:
        for i in range(10):
            lines.write(
                json.dumps({"id": f"r{i}", "text": prose(500 + i), "date": "2020-05-04"}) + "\n"
            )
        lines.write("{broken\n")
        lines.write(json.dumps({"id": "none"}) + "\n")


def judged(page: PageRow, verdict: str, **changed: object) -> PageRow:
    """Return ``page`` with another verdict and other facts."""
    facts = Facts.decode(page.facts)
    values = {name: getattr(facts, name) for name in Facts.__slots__}
    return page._replace(facts=Facts(**{**values, "verdict": verdict, **changed}).encode())
