"""Properties that hold for every reader and any input."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.readers import parse
from detector.readers.decoding import decode
from detector.text.document import ContentType, Document

MARKUP = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            "# |## |- |1. |> |```|\n|\n\n|\r\n|  \n|\\|*|**|_|~~|`|[|](x)|![|]|<|>|</p>|<p>|<div|<a href='x'>|"
            "</a>|<br>|&amp;|&|<!--|-->|{{< x >}}|{% a %}|---\n|+++\n|title: x|<b hidden>|</b>|\x00|\ufeff|\u200b|"
            "é|e\u0301|😀|\t|<table><tr><td>|<li>|<pre>|</pre>|<script>|{{ x }}|import a from 'b'\n|word|а"
            .split("|")
        ),
    ),
    max_size=40,
).map("".join)  # fmt: skip
TYPES = st.sampled_from([None, *ContentType])


def assert_sound(document: Document) -> None:
    """Assert that all ranges of a document are sound."""
    size, length = len(document.source), len(document.text)
    at = 0
    for block in document.blocks:
        assert at <= block.start <= block.end <= length
        assert 0 <= block.source.start <= block.source.end <= size
        at = block.end
    for start in range(0, length, max(1, length // 50)):
        span = document.to_source(start, min(start + 3, length))
        assert 0 <= span.start <= span.end <= size
    for link in document.links:
        assert 0 <= link.start <= link.end <= length
        assert 0 <= link.source.start <= link.source.end <= size
    assert all(0 <= a <= b <= length for a, b in document.code)
    assert all(0 <= a <= b <= size for a, b in document.hidden)
    assert "\ue000" not in document.text or "\ue000" in document.source
    document.text.encode()


@settings(max_examples=300, deadline=None)
@given(MARKUP, TYPES)
def test_any_markup_gives_a_sound_document(source: str, content_type: ContentType | None) -> None:
    assert_sound(parse(source, id="x", content_type=content_type))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), TYPES)
def test_any_bytes_give_a_sound_document(data: bytes, content_type: ContentType | None) -> None:
    assert_sound(parse(decode(data).text, id="x", content_type=content_type))


WORDS = st.lists(st.sampled_from(["alpha", "béta", "gamma9", "ДЕЛЬТА", "eps😀ilon"]), min_size=1, max_size=5)  # fmt: skip
MARKDOWN = st.sampled_from(
    ["{}\n\n", "# {}\n\n", "- {}\n", "*{}* ", "**{}** ", "`{}` ", "[{}](/u 't') ", "<b>{}</b> ", "> {}\n\n",
     "|{}|\\||\n|-|-|\n|{}|b|\n\n", "{}\r\n", "  {}\n===\n\n", "1. {}\n\n   {}\n\n", "\\*{}&amp; ", "<p>{}</p>\n\n",
     "{{{{< x >}}}} {} ", "~~{}~~  \n", "![{}](x)\n\n", "\t- {}\n"]
)  # fmt: skip
HTML = st.sampled_from(
    ["<p>{}</p>", "<b>{}</b> ", "<h2>{}</h2>", "<li>{}", "<td>{} ", "<a href='/u'>{}</a> ", "{}<br>", "&amp; {} &nbsp;",
     "<!-- {} -->", "<script>{}</script>", "<div class='x>y'>{}</div>", "{}\r\n\r\n", "<table><tr><td>{}", "<code>{}</code> "]
)  # fmt: skip
_WORD = re.compile(r"alpha|béta|gamma9|ДЕЛЬТА|eps😀ilon")


def assemble(template: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    piece = st.tuples(template, WORDS).map(lambda pair: pair[0].replace("{}", " ".join(pair[1])))
    return st.lists(piece.map(lambda s: s.replace("{{", "{").replace("}}", "}")), max_size=12).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(
    st.tuples(assemble(MARKDOWN), st.just(ContentType.MARKDOWN)),
    st.tuples(assemble(MARKDOWN), st.just(ContentType.TEXT)),
    st.tuples(assemble(HTML), st.just(ContentType.HTML)),
))  # fmt: skip
def test_every_word_maps_to_itself(case: tuple[str, ContentType]) -> None:
    source, content_type = case
    document = parse(source, id="x", content_type=content_type)
    assert_sound(document)
    for match in _WORD.finditer(document.text):
        span = document.to_source(*match.span())
        assert source[span.start : span.end] == match.group()


@pytest.mark.parametrize("kind", ["K1", "K2", "N1"])
def test_words_of_real_articles_map_to_themselves(kind: str) -> None:
    folder = Path(__file__).resolve().parents[3] / "shared" / "wild"
    if not folder.is_dir():
        pytest.skip("the data folder ../shared is not there")
    words = missed = 0
    with gzip.open(folder / f"{kind}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in list(lines)[:40]:
            text = json.loads(line)["text"]
            document = parse(text, id="x")
            assert_sound(document)
            for match in re.finditer(r"[A-Za-z0-9]+", document.text):
                span = document.to_source(*match.span())
                words += 1
                missed += text[span.start : span.end] != match.group()
    assert words > 10_000
    assert missed <= words * 0.001  # words with markup inside: "l**ist**"
