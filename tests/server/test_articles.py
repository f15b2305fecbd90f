"""Title and content apart: every location leads back into the one or the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.scoring.evidence import find
from detector.server.articles import Article
from detector.text.analysis import Analysis
from detector.text.document import BlockKind

PROSE = "The bakers rise at four and knead by hand. Their bread is sold before eight."


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text", PROSE),
        ("markdown", PROSE),
        ("markdown", f"---\ntags: [bread]\n---\n{PROSE}"),
        ("html", f"<p>{PROSE}</p>"),
        (None, f"<p>{PROSE}</p>"),
    ],
)
def test_title_is_read_as_the_title(kind: str | None, content: str) -> None:
    document = Article("Bread & <butter>", content, kind, "a").document
    assert document.title == "Bread & <butter>"
    assert document.blocks[0].kind is BlockKind.TITLE
    assert "bakers rise" in document.text


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text", f"Fresh bread\n\n{PROSE}"),
        ("markdown", f"# Fresh bread\n\n{PROSE}"),
        ("markdown", f"---\ntitle: Fresh bread\n---\n{PROSE}"),
        ("html", f"<h1>Fresh bread</h1><p>{PROSE}</p>"),
        ("html", f"<html><body><p>{PROSE}</p></body></html>"),
    ],
)
def test_title_is_not_put_in_twice(kind: str, content: str) -> None:
    assert Article("Fresh bread", content, kind, "a").document.source == content


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
def test_findings_are_placed_in_title_and_content(kind: str) -> None:
    title = "Tom & Jerry turn0search1 go"
    content = f"{PROSE}\r\n\r\n😀 It ends turn0search0 here."
    article = Article(title, content, kind, "a")
    locations = {
        (finding.evidence, article.location(finding.start, finding.end))
        for finding in find(Analysis(article.document))
        if finding.rule == "chat-citation"
    }
    told = {
        (location.field, location.line, location.column, location.evidence)
        for _, location in locations
    }
    assert told == {("title", 1, 13, "turn0search1"), ("content", 3, 11, "turn0search0")}


@settings(max_examples=150, deadline=None)
@given(
    title=st.text(st.sampled_from("ab &<>#*\r\né😀"), max_size=12),
    content=st.text(st.sampled_from("ab &<>#*-+\r\n\té😀"), max_size=40),
    kind=st.sampled_from(["text", "markdown", "html"]),
    data=st.data(),
)
def test_every_place_leads_back(title: str, content: str, kind: str, data: st.DataObject) -> None:
    article = Article(title, content, kind, "a")
    size = len(article.document.source)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    location = article.location(start, end)
    text = {"title": title, "content": content}[location.field]
    assert 0 <= location.start <= location.end <= len(text)
    assert text[location.start : location.end] == location.evidence
    lines = text[: location.start].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not text[: location.start].endswith("\r"):
        assert (location.line, location.column) == (len(lines), len(lines[-1]) + 1)
