"""Folded text is read and marked; comments end as in browsers; notes of editors are not read."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from detector.readers.html.page import parse


@pytest.mark.parametrize(
    "source",
    [
        "<p>seen</p><details><summary>More</summary><p>kept apart</p></details>",
        '<p>seen</p><div hidden="until-found">kept apart</div>',
        '<button aria-expanded="false" aria-controls="s1">More</button><div id="s1" hidden>kept apart</div>',
        '<a href="#s2" aria-expanded="false">More</a><div id="s2" class="x">kept apart</div>',
        '<button aria-expanded=false data-bs-target="#s3">x</button><div id=s3 style="display:none">kept apart</div>',
        '<div class="accordion-body" style="display: none">kept apart</div>',
        '<section role="tabpanel" hidden>kept apart</section>',
        '<p>a <span class="read-more" style="display:none">kept apart</span></p>',
    ],
)
def test_folded_text_is_read(source: str) -> None:
    document = parse(source, id="x")
    assert "kept apart" in document.text
    (span,) = document.folded
    assert "kept apart" in source[slice(*span)]
    assert "seen" not in source[slice(*span)]
    assert document.hidden == ()


@pytest.mark.parametrize(
    "source",
    [
        "<details open><summary>More</summary>words</details>",
        '<button aria-expanded="true" aria-controls="s">x</button><div id="s">words</div>',
        "<p>words</p>",
        '<div class="accordion">words</div>',
    ],
)
def test_open_text_is_not_folded(source: str) -> None:
    document = parse(source, id="x")
    assert "words" in document.text
    assert document.folded == ()


def test_hidden_text_is_not_folded() -> None:
    document = parse('<p>a</p><div id="s" hidden>cheap pills</div>', id="x")
    assert "pills" not in document.text
    assert document.folded == ()
    assert len(document.hidden) == 1


@pytest.mark.parametrize(
    "comment", ["<!-- a --!>", "<!-- a > b --!>", "<!-- a -->", "<!-->", "<!--->"]
)
def test_comments_end(comment: str) -> None:
    assert parse(f"<p>one</p>{comment}<p>two</p>", id="x").text == "one\n\ntwo"


def test_notes_of_a_shared_text_are_not_read() -> None:
    source = (
        '<p><span>The plan</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> is ready.</p>'
        '<p>See <a href="#part2" id="part1">part two</a>.</p>'
        '<div class="c3"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Is it?</span></p><p>No.</p></div>'
    )
    assert parse(source, id="x").text == "The plan is ready.\n\nSee part two."


def test_fallbacks_of_amp_are_not_read() -> None:
    page = (
        "<!doctype html><html amp lang=en><body><p>The words of the page.</p>"
        "<amp-video><div fallback>Your browser is old.</div></amp-video>"
        '<form><input placeholder="x"></form></body></html>'
    )
    assert parse(page, id="x").text == "The words of the page."
    assert "old" in parse(page.replace(" amp ", " "), id="x").text
