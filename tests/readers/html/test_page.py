"""The HTML reader: the article of a page, fragments, metadata, hidden text, odd markup."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import time

import pytest

from detector.readers import parse as parse_any
from detector.readers.html.page import parse
from detector.text.document import ContentType, Document

PROSE = (
    "The council met on Tuesday, as it does every month, to talk about the new bridge, its cost, "
    "its colour, and the long delay that had kept the two towns apart since the flood. "
) * 3
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>A Bridge &amp; a River | The Daily</title>
<meta name="description" content="About a bridge."><script type="application/ld+json">
{{"@type": "NewsArticle"}}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<div class="content"><h1>A Bridge &amp; a River</h1><p>{PROSE}</p><p>{PROSE}</p>
<h2>What now?</h2><p>{PROSE} <a href="/more" rel="nofollow">read it all</a>.</p></div>
<div class="sidebar"><a href="/x">Ten things that you will not believe</a></div>
<footer>Copyright The Daily</footer></body></html>"""


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]


def test_page() -> None:
    document = parse(PAGE, id="x")
    assert document.title == "A Bridge & a River"
    assert document.title_source is not None
    assert PAGE[slice(*document.title_source)] == "A Bridge &amp; a River"
    assert document.description == "About a bridge."
    assert document.page_type == "NewsArticle"
    assert document.declared_language == "en"
    assert "Home" not in document.text
    assert "Copyright" not in document.text
    assert "not believe" not in document.text
    assert ("heading", "What now?") in kinds(document)
    (link,) = document.links
    assert (link.anchor, link.target, link.nofollow) == ("read it all", "/more", True)
    assert PAGE[slice(*link.source)] == '<a href="/more" rel="nofollow">read it all</a>'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a <b>b</b>\n  c</p><p>d", [("paragraph", "a b c"), ("paragraph", "d")]),
        ("<p>a&amp;b &lt;x&gt; &nbsp;c", [("paragraph", "a&b <x>  c")]),
        ("a<br>b<br><br>c", [("paragraph", "a\nb\n"), ("paragraph", "c")]),
        ("one\n\ntwo <b>x</b>\n\nthree", [("paragraph", "one"), ("paragraph", "two x"), ("paragraph", "three")]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", [("list_item", "a"), ("list_item", "b"), ("list_item", "c")]),
        ("<table><tr><th>a<th>b<tr><td>1</td><td>2</td></table>", [("table", "a | b"), ("table", "1 | 2")]),
        ("<pre>x = 1</pre><p>a", [("code", ""), ("paragraph", "a")]),
        ("<blockquote><p>q</p></blockquote>", [("quotation", "q")]),
        ("<figure><img alt=x><figcaption>cap</figcaption></figure>", [("caption", "cap")]),
        ("<h3>t</h3>x", [("heading", "t"), ("paragraph", "x")]),
        ("<script>a<b</script><style>p</style><!-- c --><p>x</p><![CDATA[y]]>", [("paragraph", "x")]),
        ("<p>a < b and < p > c", [("paragraph", "a < b and < p > c")]),
        ('<p title="a>b">x', [("paragraph", "x")]),
        ("</div></p>x</span>", [("paragraph", "x")]),
        ("<p>x<script>never closed", [("paragraph", "x")]),
        ("", []),
    ],
)  # fmt: skip
def test_fragments(source: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(parse(source, id="x")) == expected


@pytest.mark.parametrize(
    "tag",
    ['span style="display: none"', "div hidden", 'p style="font-size:0"', 'div style="text-indent:-9999px"'],
)  # fmt: skip
def test_hidden_text(tag: str) -> None:
    source = f"<p>seen</p><{tag}>cheap pills</{tag.split(maxsplit=1)[0]}><p>end</p>"
    document = parse(source, id="x")
    assert "pills" not in document.text
    assert "end" in document.text
    assert [source[slice(*span)] for span in document.hidden] == ["cheap pills"]


@pytest.mark.parametrize(
    "tag", ['div aria-hidden="true"', 'div class="hidden"', 'p style="font-size:0.8em"']
)
def test_shown_text(tag: str) -> None:
    assert "words" in parse(f"<{tag}>words</{tag.split(maxsplit=1)[0]}>", id="x").text


def test_inline_code() -> None:
    document = parse("<p>use <code>a &lt; b</code> here", id="x")
    assert [document.text[slice(*span)] for span in document.code] == ["a < b"]


def test_front_matter_before_html() -> None:
    document = parse_any("---\ntitle: T\n---\n<p>a</p><p>b</p>", id="x")
    assert document.content_type is ContentType.HTML
    assert (document.title, document.text) == ("T", "a\n\nb")


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<p>a", "<a href=x>", "</div>", '<a "', "<", "<!", "<!--", "<script>", "<svg>", "<br>",
     "<table><tr><td>a", "<ul><li>a", "<b><div>", "&amp;", "<a \"<b '"],
)  # fmt: skip
def test_odd_markup_is_linear(piece: str) -> None:
    start = time.process_time()
    parse("<html><body>" + piece * 20_000, id="x")
    assert time.process_time() - start < 6  # well under a second; quadratic time would be minutes
