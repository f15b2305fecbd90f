"""AsciiDoc: what is read of each construct, and what is left alone."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from tests.readers.formats.cases import Blocks, blocks, read

CASES: dict[str, tuple[str, Blocks]] = {
    "a header": ("= Boat\nA. Smith <a@b.org>\nv1.0, 2020\n:toc:\n\nText.\n", ["title Boat", "paragraph Text."]),
    "sections": ("== Hull\n\nOak.\n\n=== Keel\n\nMast\n----\n", ["title Hull", "paragraph Oak.", "heading Keel", "heading Mast"]),
    "nested lists": ("* one\ngoes on\n** two\n* three\n\n. four\n.. five\n", ["list_item one goes on", "list_item two", "list_item three", "list_item four", "list_item five"]),
    "a block attached to an item": ("* one\n+\nmore\n\nText.\n", ["list_item one", "list_item more", "paragraph Text."]),
    "tasks": ("* [x] done\n* [ ] open\n", ["list_item done", "list_item open"]),
    "terms": ("keel:: The spine.\nmast::\n  The tree.\n", ["list_item keel", "list_item The spine.", "list_item mast", "list_item The tree."]),
    "a scope is no term": ("Call std::sort and wait.\n", ["paragraph Call std::sort and wait."]),
    "an admonition": ("WARNING: Mind the boom.\n\n[NOTE]\n.Take care\n====\nIt swings.\n====\n", ["paragraph Mind the boom.", "caption Take care", "paragraph It swings."]),
    "code": (".Steps\n[source,c]\n----\nint x; // y\n----\n<1> An integer.\n", ["caption Steps", "code", "list_item An integer."]),
    "fences and literal text": ("```c\nint x;\n```\n\n....\nx\n....\n\n  indented\n\nText.\n", ["code", "code", "code", "paragraph Text."]),
    "quotations": ("____\nNever sail.\n____\n\n[quote, Old man]\nNever.\n\nText.\n", ["quotation", "quotation", "paragraph Text."]),
    "a macro with a hyphen in its name": ("openapi-view::a.yml[]\n\nText.\n", ["paragraph Text."]),
    "a scope with hyphens is no macro": ("Ask my-lib::sort about it.\n", ["paragraph Ask my-lib::sort about it."]),
    "a list in an attached paragraph": ("* one\n+\nmore\n* two\n", ["list_item one", "list_item more", "list_item two"]),
    "a dash that goes on in a paragraph": ("The mast\n- so they say -\nis old.\n", ["paragraph The mast - so they say - is old."]),
    "an image with its title": (".The boat\nimage::a.png[Alt]\n\nText.\n", ["caption The boat", "paragraph Text."]),
    "a table": ('.Boats\n[cols="1,1"]\n|===\n|A |B\n\n|x\n|y\nmore\n2+|both\n|===\n', ["caption Boats", "table A | B", "table x | y more", "table both"]),
    "values as a table": (",===\nA,B\nx,y\n,===\n", ["table A | B", "table x | y"]),
    "what is never shown": (
        "// comment\n////\nblock\n////\n:a: b\ninclude::x.adoc[]\ntoc::[]\n'''\n<<<\n++++\n<b>x</b>\n++++\n[[id]]\nText.\n",
        ["code", "paragraph Text."],
    ),
    "conditions": ("ifdef::env-github[]\nHidden.\nendif::[]\nifdef::pro[]\nShown.\nendif::[]\n", ["paragraph Shown."]),
    "footnotes": ("Oak.footnote:[In https://a.org[salt] water.] Yes.\n", ["paragraph Oak. Yes.", "paragraph In salt water."]),
}  # fmt: skip

INLINE = {
    "Say $simple{ } and { a }.": "Say $simple{ } and { a }.",
    "A {set of} oars, {a b}": "A {set of} oars, {a b}",
    "Of {product} and {counter:n} it is.": "Of and it is.",
    "*a* _b_ `c` #d# **e**f __g__h": "a b c d ef gh",
    "2 * 3 * 4 and snake_case_name": "2 * 3 * 4 and snake_case_name",
    "https://a.org/b_c_d[Text^] and https://a.org/x_y.": "Text and https://a.org/x_y.",
    "link:a.html[Text,window=_blank] mailto:a@b.org[Mail]": "Text Mail",
    "<<_laying_the_keel>> and <<id,the keel>>": "laying the keel and the keel",
    "xref:part.adoc#the-mast[] and xref:a.adoc[Text]": "the mast and Text",
    "(((a, b)))The ((mast)) stands.": "The mast stands.",
    "Press kbd:[Ctrl+C], then menu:File[Save].": "Press Ctrl+C, then File Save.",
    "It is stem:[x^2].": "It is.",
    '"`Yes,`" he said.': '"Yes," he said.',
    "H~2~O and E=mc^2^": "H2O and E=mc2",
    "`+{x}+` and \\*a*": "{x} and *a*",
    "a&nbsp;b{nbsp}c {unknown}.": "a b c.",
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_blocks(source: str, expected: Blocks) -> None:
    assert blocks("asciidoc", source) == expected
    assert blocks("asciidoc", source.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(("source", "expected"), INLINE.items())
def test_inline(source: str, expected: str) -> None:
    assert read("asciidoc", source).text == expected


def test_attributes_are_put_in() -> None:
    document = read(
        "asciidoc", ":boat: Swan\n:docs: https://d.org\n\nThe {boat}, {docs}/a[docs].\n"
    )
    assert document.text == "The Swan, docs."
    assert [(link.anchor, link.target) for link in document.links] == [("docs", "https://d.org/a")]


def test_a_signature_is_no_article() -> None:
    source = "-----BEGIN PGP SIGNATURE-----\n\niQIzBAABCgAdFiEE\n-----END PGP SIGNATURE-----\n"
    assert read("asciidoc", source).text == ""
