"""The articles for the benchmarks: about 700 words each, as text, Markdown and HTML."""

from __future__ import annotations

import gzip
import html
import json
import pathlib
import random
from collections.abc import Iterator
from itertools import chain, islice

WORDS = (500, 900)  # about 700 on average
TEXTS = ("llmfake_news", "human_articles")
MARKDOWN = ("N1", "N2", "K1", "K3", "K4")

Article = tuple[str, str]  # text, content type


def articles(shared: pathlib.Path, count: int) -> dict[str, list[Article]]:
    """Return ``count`` articles of each kind, or fewer if the folder contains fewer.

    Plain texts are half news, half articles of the web; Markdown is what people have published,
    front matter included; HTML is the plain texts as the article of a page, and whole pages as
    they were found, of any length.
    """
    texts = [
        text
        for name in TEXTS
        for text in islice(_of_length(shared / "corpus" / f"{name}.jsonl.gz"), count // 2)
    ]
    markdown = chain.from_iterable(
        _of_length(shared / "wild" / f"{name}.jsonl.gz") for name in MARKDOWN
    )
    pages = _rows(shared / "html" / "pages.jsonl.gz", "html")
    return {
        "plain text": [(text, "text") for text in texts],
        "Markdown": [(text, "markdown") for text in islice(markdown, count)],
        "HTML, the plain texts as pages": [(as_page(text), "html") for text in texts],
        "HTML, real pages": [(page, "html") for page in islice(pages, count)],
    }


def shuffled(shared: pathlib.Path) -> list[Article]:
    """Return every text of ``corpus/``, of any length, always in the same order."""
    files = sorted((shared / "corpus").glob("*.jsonl.gz"))
    texts = [(text, "text") for file in files for text in _rows(file, "text")]
    random.Random(0).shuffle(texts)
    return texts


def _rows(path: pathlib.Path, field: str) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)[field]


def _of_length(path: pathlib.Path) -> Iterator[str]:
    low, high = WORDS
    return (text for text in _rows(path, "text") if low <= len(text.split()) <= high)


def as_page(text: str) -> str:
    """Make ``text`` the article of a page with a menu and a footer."""
    paragraphs = "\n".join(f"<p>{html.escape(p)}</p>" for p in text.split("\n\n") if p.strip())
    return (
        "<!doctype html><html lang=en><head><title>An article</title></head><body>"
        "<nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li></ul></nav>"
        f"<main><article><h1>An article</h1>\n{paragraphs}\n</article></main>"
        "<footer><p>All rights reserved.</p></footer></body></html>"
    )
