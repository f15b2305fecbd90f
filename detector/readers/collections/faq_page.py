"""Schema.org's FAQPage (JSON-LD): one page of questions with their answers.

Source: schema.org, "FAQPage" and "Question".
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from detector.readers.collections.entry import Entry
from detector.readers.collections.facts import author_name, iso_day, plain_title
from detector.readers.options import ReadOptions

NOUN = "page"


def entries(value: Any, options: ReadOptions) -> list[Entry] | None:
    """Return the pages of ``value``, an object or a graph; None where it has no FAQPage."""
    nodes = value.get("@graph", value) if isinstance(value, dict) else value
    nodes = nodes if isinstance(nodes, list) else [nodes]
    pages = [node for node in nodes if isinstance(node, dict) and "FAQPage" in _types(node)]
    return [_entry(page) for page in pages] or None


def _types(node: dict[str, Any]) -> list[Any]:
    return _list(node.get("@type"))


def _entry(page: dict[str, Any]) -> Entry:
    title = next(
        (page[key] for key in ("headline", "name") if isinstance(page.get(key), str)), None
    )
    return Entry(
        text="".join(_questions(page)),
        format="html",
        title=plain_title(title),
        addresses=tuple(page[key] for key in ("url", "@id") if isinstance(page.get(key), str)),
        date=iso_day(page.get("datePublished")),
        author=author_name(page.get("author")),
    )


def _questions(page: dict[str, Any]) -> Iterator[str]:
    for question in _list(page.get("mainEntity")):
        if not isinstance(question, dict):
            continue
        name = question.get("name") or question.get("text")
        if isinstance(name, str):
            yield f"<h2>{escape(plain_title(name) or '')}</h2>"
        for answer in _list(question.get("acceptedAnswer") or question.get("suggestedAnswer")):
            text = answer.get("text") if isinstance(answer, dict) else answer
            if isinstance(text, str):
                yield f"<div>{text}</div>"


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
