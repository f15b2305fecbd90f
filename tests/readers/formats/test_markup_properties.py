"""Properties of the readers of text formats: any text gives a sound and exact document."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.readers import parse
from tests.readers.formats.cases import assert_exact
from tests.readers.test_offsets import assert_sound

FORMATS = ("rst", "asciidoc", "org", "mediawiki", "latex")
PIECES = (
    "word", "two words", "é", "\t", "\u200b", "\ue000", "\x00", "\n", "\n\n", "\r\n", " ", "   ",
    "= ", "== ", " ==", "* ", "** ", "- ", "1. ", "; ", ": ", "a:: ", "a\n---\n", "----\n", "====\n", "....\n", "____\n", "--\n",
    "`", "``", "**", "*", "_", "__", "+", "#", "[[", "]]", "[", "]", "<<", ">>", "|", "||", "(((", ")))", "'''", "{", "}", "{{", "}}",
    "link:a[", "footnote:[", "image::a[]\n", ":a: b\n", "{a}", "|===\n", "a|", "[source]\n", ".Title\n", "+\n", "ifdef::a[]\n", "endif::[]\n",
    ".. note:: ", "\n   ", ".. _x: y\n", ".. |x| replace:: z\n", "|x|", ":ref:`", "`x <y>`_", "x_ ", "::\n", "====  ====\n", "+---+---+\n",
    "| a | b |\n", ".. list-table::\n   * - a\n     - b\n", '.. csv-table::\n   "a",b\n', ">>> a\n", "| ", "[1]_", ".. [1] ",
    "#+begin_src\n", "#+end_src\n", "#+title: x\n", ":a:\n", ":end:\n", "[fn:1] ", "[fn::", "=a=", "/b/",
    "{{Note|", "{|\n", "|-\n", "!a!!b\n", "|}\n", "<ref>", "</ref>", "<!--", "-->", "<pre>", "</pre>", "[[File:a|b c]]", "&amp;",
    "\\begin{itemize}", "\\item ", "\\end{itemize}", "\\begin{tabular}{l}", "\\end{tabular}", "&", "\\\\", "\\section{", "$", "\\(", "\\)",
    "%", "\\verb|x|", "\\'e", "~", "\\footnote{", "\\caption{", "\\title{", "\\begin{document}", "\\end{document}", "\\begin{verbatim}",
)  # fmt: skip
SOURCES = st.lists(st.one_of(st.text(max_size=5), st.sampled_from(PIECES)), max_size=40)


@settings(max_examples=300, deadline=None)
@given(SOURCES.map("".join), st.sampled_from(FORMATS))
def test_any_text_gives_a_sound_document(source: str, format: str) -> None:
    assert_sound(parse(source, id="x", content_type=format))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from([p for p in PIECES if p.isascii()]), max_size=30).map("".join),
    st.sampled_from(FORMATS),
)
def test_words_stand_where_the_document_says(source: str, format: str) -> None:
    assert_exact(parse(source, id="x", content_type=format))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "piece",
    ["{|\n", "{{", "[[", "\\begin{a}", "{", "\\footnote{", "* ", "- - ", ".. note:: ", "====\n", "|===\n",
     "#+begin_src\n", "=== ===\na\n", "<!--", "$", "`", "footnote:[", "<ref>", "[fn::"],
)  # fmt: skip
def test_deep_and_unclosed_marks_take_linear_time(format: str, piece: str) -> None:
    begun = time.process_time()
    parse(piece * (30_000 // len(piece)), id="x", content_type=format)
    assert time.process_time() - begun < 1
