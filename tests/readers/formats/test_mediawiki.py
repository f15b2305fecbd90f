"""MediaWiki's markup: what is read of each construct, and what is left alone."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from tests.readers.formats.cases import Blocks, blocks, read

CASES: dict[str, tuple[str, Blocks]] = {
    "headings": ("Text.\n== Hull ==\nOak.\n=== Keel ===\n", ["paragraph Text.", "heading Hull", "paragraph Oak.", "heading Keel"]),
    "an equation is no heading": ("= 5 is the sum\n", ["paragraph = 5 is the sum"]),
    "lists": ("* one\n** two\n# three\n; keel : the spine\n: indented\n", ["list_item one", "list_item two", "list_item three", "list_item keel", "list_item the spine", "list_item indented"]),
    "a table": ('{| class="a"\n|+ Boats\n|-\n! A !! B\n|-\n| style="x" | x || y\n|-\n| one\ntwo\n| z\n|}\n', ["caption Boats", "table A | B", "table x | y", "table one two | z"]),
    "templates": ("{{Box|a={{b}}\n|c=d}}\nText {{cn}}.\n", ["paragraph Text."]),
    "a mark without its end": ("<nowiki>The <math> mark.\nIt is old.\n", ["paragraph The mark. It is old."]),
    "marks that are shown": ("The <nowiki><math></nowiki> mark <nowiki><!--</nowiki> is old.\n\nAnd <math>x</math> so.\n", ["paragraph The <math> mark <!-- is old.", "paragraph And so."]),
    "typed marks": (" <nowiki>a:<b>[?c=<d>]</nowiki>\nText.\n", ["code", "paragraph Text."]),
    "a note": ("{{Note|Mind the '''boom'''.}}\n", ["paragraph Mind the boom."]),
    "an image": ("[[File:a.png|thumb|20px|The [[boat]] in June]]\nText.\n", ["caption The boat in June", "paragraph Text."]),
    "code": ("<pre>\nx {{y}}\n</pre>\n<syntaxhighlight lang=c>\nz\n</syntaxhighlight>\n typed\nText.\n", ["code", "code", "code", "paragraph Text."]),
    "a quotation": ("<blockquote>Never.</blockquote>\nText.\n", ["quotation", "paragraph Text."]),
    "what is never shown": ("__NOTOC__\n<!-- a\nb -->\n[[Category:Boats]]\n----\nText.\n", ["paragraph Text."]),
    "footnotes": ("Oak<ref>In ''salt'' water.</ref> lasts<ref name=a />.\n", ["paragraph Oak lasts.", "paragraph In salt water."]),
    "a citation that a template makes": ("Oak<ref>{{cite|a}}</ref>.\n", ["paragraph Oak."]),
}  # fmt: skip

INLINE = {
    "'''a''' ''b'' don't": "a b don't",
    "[[Page]]s and [[Page|text]] [https://a.org there] [https://b.org].": "Pages and text there.",
    "a &amp; b<br />c": "a & b\nc",
    "Cite <nowiki><ref name=a></nowiki> so, <nowiki>[[a]]</nowiki>.": "Cite <ref name=a> so, [[a]].",
    "<code>x</code> <nowiki>''y''</nowiki> <span class=a>z</span>": "x ''y'' z",
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_blocks(source: str, expected: Blocks) -> None:
    assert blocks("mediawiki", source) == expected
    assert blocks("mediawiki", source.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(("source", "expected"), INLINE.items())
def test_inline(source: str, expected: str) -> None:
    assert read("mediawiki", source).text == expected


def test_stated_title() -> None:
    assert read("mediawiki", "{{DISPLAYTITLE:The Boat}}\nText.\n").title == "The Boat"
