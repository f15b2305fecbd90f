"""The facts of a page: robots, addresses, titles and descriptions, each where it is written."""

# ruff: noqa: E501 - pages

from __future__ import annotations

import pytest

from detector.readers.html.page import parse
from detector.text.document import Document

PAGE = """<!DOCTYPE html><html lang="de"><head><title> Fish &amp; Chips </title>
<meta name="description" content=" About  fish. ">
<meta content='Fish for all' property="og:title"><meta property="og:description" content="More fish">
<meta name="Googlebot" content="noarchive, NOINDEX">
<link rel="canonical" href="https://example.org/fish?a=1&amp;b=2">
<link rel="alternate" hreflang="en" href="/en/fish"><link hreflang="fr" rel=alternate href=/fr/fish>
<link rel="alternate" type="application/rss+xml" href="/feed"></head>
<body><h1>Fish</h1><p>Words about fish. <img src=a.png alt="A &quot;big&quot; fish"></p></body></html>"""


def metadata(document: Document) -> list[tuple[str, str, str]]:
    return [(m.name, m.text, document.source[slice(*m.source)]) for m in document.metadata]


def test_metadata_stands_where_it_says() -> None:
    assert metadata(parse(PAGE, id="x")) == [
        ("title", "Fish & Chips", "Fish &amp; Chips"),
        ("description", "About fish.", "About  fish."),
        ("og:title", "Fish for all", "Fish for all"),
        ("og:description", "More fish", "More fish"),
        ("alt", 'A "big" fish', "A &quot;big&quot; fish"),
    ]


def test_front_matter_is_metadata() -> None:
    source = "---\ntitle: 'One: two'\nsummary: In short\ndraft: true\n---\n<p>Words.</p>"
    assert metadata(parse(source, id="x")) == [
        ("title", "One: two", "One: two"),
        ("summary", "In short", "In short"),
    ]


def test_addresses() -> None:
    document = parse(PAGE, id="x")
    assert document.canonical == "https://example.org/fish?a=1&b=2"
    assert document.alternates == {"en": "/en/fish", "fr": "/fr/fish"}
    plain = parse("<html><body><p>x", id="x")
    assert (plain.canonical, plain.alternates, plain.robots_noindex) == (None, {}, False)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<meta name="robots" content="noindex,follow">', True),
        ('<META NAME="ROBOTS" CONTENT="NONE">', True),
        ('<meta name="robots" content="index, follow">', False),
        ('<meta name="description" content="noindex">', False),
        ('<meta name="robots" content="max-snippet:-1">', False),
    ],
)
def test_noindex(tag: str, expected: bool) -> None:
    page = f"<html><head>{tag}</head><body><p>x</p></body></html>"
    assert parse(page, id="x").robots_noindex is expected
