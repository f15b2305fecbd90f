"""Astro pages."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.readers import parse
from detector.readers.formats.astro import READER
from detector.readers.table import reader_of_file
from detector.text.document import Document
from tests.readers.test_offsets import assert_sound


def read(source: str) -> Document:
    return parse(source, id="x", path="a.astro", content_type=READER.name)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("---\nimport A from 'a';\nconst b = { c: 1 };\n---\n<p>One.</p>", ["One."]),
        ("<h1>Head</h1>\n<p class={`a ${b}`}>It is {x.y} here.</p>", ["Head", "It is here."]),
        ("<ul>{a.map((b) => (<li>{b}</li>))}</ul><p>End.</p>", ["End."]),
        ('<Card title="Go on" href="/x">Body.</Card>', ["Go on Body."]),
        ("<style>.a { b: c }</style><script>const a = { b: 1 };</script><p>One.</p>", ["One."]),
        ("<p>{'said'} so, {\"too\"} here.</p>", ["said so, too here."]),
        ("<!-- {no} <b> --><p>One.</p><pre><code>x {y}</code></pre>", ["One."]),
        ("<p>No end {of it</p>", ["No end {of it"]),
    ],
)
def test_what_is_read(source: str, expected: list[str]) -> None:
    shown = [" ".join(line.split()) for line in read(source).text.split("\n")]
    assert [line for line in shown if line] == expected


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (
            '---\nconst title = "The mill";\n---\n<Layout title={title}><p>a</p></Layout>',
            "The mill",
        ),
        ('---\nimport L from "l";\n---\n<L title="The mill"><p>a</p></L>', "The mill"),
        ("<p title='no'>a</p>", None),
    ],
)
def test_title(source: str, title: str | None) -> None:
    document = read(source)
    assert document.title == title
    if document.title_source:
        assert source[slice(*document.title_source)] == title


def test_words_map_to_themselves() -> None:
    source = "---\nlet a\n---\n<p>alpha {b} beta</p>\n<Card title='gamma' /><p>delta {\"eps\"}</p>"
    document = read(source)
    for word in ("alpha", "beta", "gamma", "delta", "eps"):
        at = document.text.index(word)
        assert source[slice(*document.to_source(at, at + len(word)))] == word


def test_the_table_knows_it() -> None:
    assert reader_of_file(".astro") is READER


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=5),
            st.sampled_from(
                "---\n|<p>|</p>|{|}|<A b={c}>|</A>|<a href={`x`}>|'|\"|`|<script>|</script>|<!--|-->"
                "|a|{'b'}|<Card title='t' />|\n".split("|")
            ),
        ),
        max_size=25,
    ).map("".join)
)
def test_any_text_gives_a_sound_document(source: str) -> None:
    assert_sound(read(source))
