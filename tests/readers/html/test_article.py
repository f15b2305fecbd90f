"""What of a page is the article, by kinds of clutter; and the whole page beside it."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pickle

import pytest

from detector.readers.html.page import parse
from scripts.fuzz.soundness import check_document

PROSE = (
    "The old mill stands where the river bends, and nobody, not even the miller's own children, "
    "could say when its wheel last turned, or why it had stopped on a day with so much water. "
)
BODY = f"<p>{PROSE * 2}</p><p>{PROSE}</p>"


def page(inner: str, after: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>The mill</title></head><body><div class=wrap><article>"
        f"<h1>The mill</h1>{inner}</article></div>{after}</body></html>"
    )


@pytest.mark.parametrize(
    "box",
    [
        '<div class="post-meta">Clutter of June</div>',
        '<p class="byline">Clutter Jones</p>',
        '<div class="author-bio">Clutter Jones writes about mills and lives by one, with a dog.</div>',
        '<ul class="share-buttons"><li>Clutter</li></ul>',
        '<div class="entry__tags"><a href="/t/x">Clutter</a> <a href="/t/y">Mills</a></div>',
        '<div class="relatedPosts"><h3>Clutter</h3><p>A short piece about a mill in another town.</p></div>',
        '<section class="newsletter-signup"><p>Clutter comes weekly to your door, for nothing.</p></section>',
        '<div class="paywall"><p>Clutter is for members, who pay a little each month.</p></div>',
        '<div id="cookie-notice"><p>Clutter is set on your machine, as everywhere.</p></div>',
        '<ol class="breadcrumb"><li><a href="/">Clutter</a></li></ol>',
        '<div class="advertisement">Clutter</div>',
        '<p>Advertisement - Clutter</p>',
        "<p>Related: <a href=/c>Clutter in the next town, a report</a></p>",
        "<h3>Related articles</h3><ul><li><a href=/a>Clutter one, a longer title</a></li><li><a href=/b>Two, also long</a></li></ul>",
        '<section id="comments"><ol><li><p>Clutter says that the mill, in fact, is haunted.</p></li></ol></section>',
        '<div id="disqus_thread"><p>Clutter is loading, and it takes a while here.</p></div>',
        '<div class="wp-block-comments comments-area"><p>Clutter wrote a long and thoughtful answer.</p></div>',
        '<div itemscope itemtype="https://schema.org/Comment"><p>Clutter, says a reader from afar.</p></div>',
    ],
)  # fmt: skip
def test_clutter_is_left_out(box: str) -> None:
    text = parse(page(BODY + box + f"<p>{PROSE}</p>"), id="x").text
    assert "Clutter" not in text
    assert text.count("The old mill") == 4


@pytest.mark.parametrize("line", ["By Anna Miller", "Published on 3 May 2021", "May 3, 2021 at 10:15", "4 min read"])  # fmt: skip
def test_lines_before_the_article(line: str) -> None:
    assert line not in parse(page(f"<p>{line}</p>{BODY}"), id="x").text
    assert line not in parse(page(f"<div>{line}</div>{BODY}"), id="x").text


@pytest.mark.parametrize(
    "kept",
    [
        f'<div class="author-note"><p>Kept. {PROSE * 6}</p></div>',
        '<p class="intro">Kept by the river.</p>',
        '<div class="sharecropping"><p>Kept on shares, the land fed four.</p></div>',
        "<p>Kept: <a href=/x>a story</a> about the flood, with all that came after it.</p>",
        "<p>Share the bread, kept for days, with those who come late.</p>",
        "<h3>Related work</h3><p>Kept in the archive are plans that show two wheels, not one.</p>",
        "<ul><li>Kept <a href=/a>grain</a>, dry and cool</li><li>Kept flour, in sacks, off the floor</li></ul>",
        "<p>By Monday, the wheel kept turning.</p>",
        '<table class="data"><tr><td>Kept</td><td>4</td></tr></table>',
        '<section class="commentary"><p>Kept in mind, the words of the council make sense.</p></section>',
    ],
)  # fmt: skip
def test_near_misses_stay(kept: str) -> None:
    assert "Kept" in parse(page(BODY + kept + BODY), id="x").text.replace("kept", "Kept")


@pytest.mark.parametrize("wrapper", ["div", "section", "main"])
def test_a_page_that_names_its_comments_is_no_comment(wrapper: str) -> None:
    source = f"<html><body><{wrapper} class='has-comments comments'><h1>The mill</h1>{BODY}</{wrapper}></body></html>"
    assert "The old mill" in parse(source, id="x").text


def test_a_thread_of_comments_alone_is_read() -> None:
    thread = "".join(f"<div class=comment><p>{PROSE}</p></div>" for _ in range(5))
    source = f"<html><body><div class=comments>{thread}</div></body></html>"
    assert parse(source, id="x").text.count("The old mill") == 5


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_an_article_in_several_containers_is_whole(depth: int) -> None:
    opened, closed = "<div class=inner>" * depth, "</div>" * depth
    parts = "".join(
        f"<div class='part outline-2' id=p{n}><h2>Part {n}</h2>{opened}<p>{PROSE * (1 + 3 * (n == 2))}"
        f"</p>{closed}</div>"
        for n in range(4)
    )
    text = parse(
        f"<html><body><div>{parts}</div><div class=part2>x</div></body></html>", id="x"
    ).text
    assert [f"Part {n}" in text for n in range(4)] == [True] * 4
    assert text.count("The old mill") == 7


def test_the_whole_page_is_kept_beside_the_article() -> None:
    links = "".join(f"<li><a href=/city-{n}>Plumber in City {n}</a></li>" for n in range(30))
    source = page(
        BODY, f"<nav><a href=/>Home</a></nav><div><ul>{links}</ul></div><footer>Imprint</footer>"
    )
    document = parse(source, id="x")
    assert "Plumber" not in document.text
    whole = document.page
    assert whole is not None
    check_document(whole.document)
    assert "Plumber in City 29" in whole.text
    assert "The old mill" in whole.text
    assert len(whole.links) == 31
    assert len(whole.blocks) > 30
    at = whole.text.index("City 7")
    assert source[slice(*whole.to_source(at, at + 6))] == "City 7"
    assert [(m.name, source[slice(*m.source)][:4]) for m in whole.landmarks] == [
        ("nav", "<nav"),
        ("footer", "<foo"),
    ]
    again = pickle.loads(pickle.dumps(document))
    assert again.page.text == whole.text
    assert again.text == document.text


@pytest.mark.parametrize("source", [f"<p>{PROSE}</p>", f"<html><body><article>{BODY}</article></body></html>"])  # fmt: skip
def test_a_page_of_which_all_is_read_has_no_second_view(source: str) -> None:
    assert parse(source, id="x").page is None
