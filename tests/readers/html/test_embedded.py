"""Pages that show no text: the article in their data, or the fact that a script makes it."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import json
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.readers.html.page import parse
from scripts.fuzz.soundness import check_document

STORY = (
    "The baker of the lower town rises at three, lights the oven, and “listens” to the river 😀. "
    "When the water is high, the flour is damp; he adds less water then, and waits longer.\n\n"
    "His daughter keeps the books. She says that bread is a matter of weather & patience, "
    "and that neither can be bought in a shop, however good the shop may be."
)
HTML_STORY = "<p>" + "</p><p>".join(STORY.replace("&", "&amp;").split("\n\n")) + "</p>"


def shell(script: str) -> str:
    return f'<!doctype html><html><body><div id="root"></div>{script}<script src="/app.js"></script></body></html>'


def island(attributes: str, value: object, before: str = "") -> str:
    return shell(f"<script {attributes}>{before}{json.dumps(value)}</script>")


@pytest.mark.parametrize(
    "page",
    [
        island(
            'type="application/ld+json"',
            {"@type": "Article", "headline": "x", "articleBody": STORY},
        ),
        island(
            'type="application/ld+json"', {"@graph": [{"name": "y"}, {"articleBody": HTML_STORY}]}
        ),
        island(
            'id="__NEXT_DATA__" type="application/json"',
            {"props": {"post": {"slug": "a-b", "content": HTML_STORY}}},
        ),
        island(
            'id="__NEXT_DATA__" type="application/json"',
            {"blocks": [{"text": part} for part in STORY.split("\n\n")]},
        ),
        island(
            'type="application/json" id="__NUXT_DATA__"', [["Reactive", 1], {"body": 2}, HTML_STORY]
        ),
        island("", {"data": [{"body": HTML_STORY}]}, "window.__NUXT__="),
        shell(
            "<script>window.__INITIAL_STATE__={post:{html:" + json.dumps(HTML_STORY) + "}}</script>"
        ),
    ],
)
def test_data_are_read(page: str) -> None:
    document = parse(page, id="x")
    assert " ".join(document.text.split()) == " ".join(
        STORY.replace("“", '"').replace("”", '"').split()
    )
    check_document(document)
    for match in re.finditer(r"[a-z]+", document.text):
        assert page[slice(*document.to_source(*match.span()))] == match.group()
    assert not document.needs_script


def test_escapes_map_to_themselves() -> None:
    page = island('type="application/ld+json"', {"articleBody": STORY})
    document = parse(page, id="x")
    at = document.text.index("😀")
    assert page[slice(*document.to_source(at, at + 1))] == r"\ud83d\ude00"


def test_what_is_shown_goes_before_data() -> None:
    body = f"<p>{'The page shows its own words here, and enough of them to be read. ' * 6}</p>"
    page = island('type="application/ld+json"', {"articleBody": STORY}).replace("</div>", body)
    assert "baker" not in parse(page, id="x").text


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (shell(""), True),
        (shell("<noscript>You need to enable JavaScript.</noscript>"), True),
        (
            island(
                'type="application/json"', {"color": "blue", "href": "https://example.org/a b c"}
            ),
            True,
        ),
        ("<!doctype html><html><body></body></html>", False),
        ('<html><body><script type="application/ld+json">{}</script></body></html>', False),
        (shell(f"<p>{STORY}</p>"), False),
        ("<script src=/app.js></script>", False),
        (shell('<meta http-equiv="refresh" content="0; url=/b">'), False),
        (shell("<ul>" + "<li><a href=/a>A page of the lamp</a></li>" * 20 + "</ul>"), False),
    ],
)
def test_a_script_makes_the_page(page: str, expected: bool) -> None:
    document = parse(page, id="x")
    assert document.needs_script is expected


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                '"',
                "\\",
                "\\u",
                "d83d",
                "\\n",
                "{",
                "}",
                ":",
                '"body":',
                "</",
                "a ",
                STORY[:80],
                "<p>",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_data_give_a_sound_document(data: str) -> None:
    check_document(parse(shell(f'<script type="application/json">{data}</script>'), id="x"))


@pytest.mark.parametrize(
    "piece", ['"', '\\"', '"a b c d', "\\", "<script type=application/json>", "a:", '"":']
)
def test_odd_data_are_linear(piece: str) -> None:
    start = time.process_time()
    parse(shell('<script type="application/json">"' + piece * 20_000), id="x")
    assert time.process_time() - start < 6
