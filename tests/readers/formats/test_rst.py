"""reStructuredText: what is read of each construct, and what is left alone."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from tests.readers.formats.cases import Blocks, blocks, read

CASES: dict[str, tuple[str, Blocks]] = {
    "titles with and without an overline": (
        "====\nBoat\n====\n\nHull\n----\n\nPlanks of oak.\n\nKeel\n~~~~\n\nMast\n----\n",
        ["title Boat", "heading Hull", "paragraph Planks of oak.", "heading Keel", "heading Mast"],
    ),
    "a paragraph over lines": ("One line\nand the next.\n", ["paragraph One line and the next."]),
    "a rule between paragraphs": ("One.\n\n-----\n\nTwo.\n", ["paragraph One.", "paragraph Two."]),
    "nested lists": (
        "* one\n  goes on\n\n  - two\n\n    more of two\n\n1. three\n#. four\n",
        [
            "list_item one goes on",
            "list_item two",
            "list_item more of two",
            "list_item three",
            "list_item four",
        ],
    ),
    "a wrapped line that begins with a number": (
        "It was launched in\n1901. Nobody was there.\n",
        ["paragraph It was launched in 1901. Nobody was there."],
    ),
    "definitions": ("keel\n   The spine.\n", ["list_item keel", "list_item The spine."]),
    "fields in the body": ("Text.\n\n:speed: Six knots.\n", ["paragraph Text.", "list_item speed: Six knots."]),
    "fields below the title": ("Boat\n====\n\n:Author: A. Smith\n:date: 2020\n\nText.\n", ["title Boat", "paragraph Text."]),
    "fields above the title": (":orphan:\n\nBoat\n====\n", ["title Boat"]),
    "command-line options": ("-v, --verbose  Say more.\n--out=FILE     Write there.\n", ["list_item Say more.", "list_item Write there."]),
    "a literal block": ("Type this::\n\n   make all\n\nThen wait.\n", ["paragraph Type this:", "code", "paragraph Then wait."]),
    "a literal block without words before it": ("Type:\n\n::\n\n   make\n", ["paragraph Type:", "code"]),
    "a doctest": (">>> 1 + 1\n2\n\nYes.\n", ["code", "paragraph Yes."]),
    "a quotation": ("He said:\n\n   Never sail alone.\n\nSo it is.\n", ["paragraph He said:", "quotation", "paragraph So it is."]),
    "a quotation with its author": ("* one\n\n* two\n\n    Never sail.\n\n    -- Old man\n", ["list_item one", "list_item two", "quotation"]),
    "text indented below a list": ("1. Push off\n\n Keep the oars in.\n", ["list_item Push off", "list_item Keep the oars in."]),
    "lines kept apart": ("| one\n| two\n", ["paragraph one\ntwo"]),
    "a note on its own line": (".. note:: Mind the boom.\n   It swings.\n", ["paragraph Mind the boom. It swings."]),
    "a note below": (".. warning::\n   :class: red\n\n   Mind the boom.\n\n   * It swings.\n", ["paragraph Mind the boom.", "list_item It swings."]),
    "a button": (".. button-link:: https://a.org\n   :color: red\n\n   Hire a boat\n\nText.\n", ["paragraph Hire a boat", "paragraph Text."]),
    "text for other outputs": (".. only:: latex or man\n\n   In print.\n\n.. only:: html\n\n   On the page.\n", ["paragraph On the page."]),
    "text for an edition": (".. only:: latex and draft\n\n   Kept.\n\n.. only:: manual\n\n   Kept too.\n", ["paragraph Kept.", "paragraph Kept too."]),
    "tabs of code right below": (".. tabs::\n .. code-tab:: c Old\n\n    int x;\n\n .. code-tab:: rust\n\n    let x;\n\nText.\n", ["code", "code", "paragraph Text."]),
    "a note right below": (".. container:: wide\n   .. note:: Mind it.\n\nText.\n", ["paragraph Mind it.", "paragraph Text."]),
    "an argument over lines": (".. admonition:: Take\n   care .. or not\n\n   It swings.\n", ["caption Take care .. or not", "paragraph It swings."]),
    "a titled box": (".. admonition:: Take care\n\n   It swings.\n", ["caption Take care", "paragraph It swings."]),
    "tabs": (
        ".. tab-set::\n\n   .. tab-item:: Sail\n      :sync: s\n\n      Hoist it.\n\n   .. tab-item:: Oar\n\n      Pull.\n",
        ["caption Sail", "paragraph Hoist it.", "caption Oar", "paragraph Pull."],
    ),
    "a version": (".. versionadded:: 2.1\n   The tiller.\n", ["paragraph The tiller."]),
    "a figure": (".. figure:: a.png\n   :alt: no\n\n   The boat.\n\n   In June.\n", ["caption The boat.", "paragraph In June."]),
    "an object": (".. py:function:: row(n)\n\n   Rows.\n\n   :param n: strokes\n", ["paragraph Rows.", "list_item param n: strokes"]),
    "code": (".. code-block:: c\n   :linenos:\n\n   int x;\n", ["code"]),
    "what is never shown": (
        ".. comment\n   of two lines\n\n..\n\n.. toctree::\n   :maxdepth: 2\n\n   a\n   b\n\n.. image:: a.png\n   :alt: x\n\n"
        ".. raw:: html\n\n   <b>x</b>\n\n.. include:: other.rst\n\n.. |a| image:: b.png\n\n.. _t: https://t.org\n\nText.\n",
        ["code", "paragraph Text."],
    ),
    "an unknown directive with prose": (".. berth:: 3\n   :side: left\n\n   Here lies the boat that we have built.\n", ["paragraph Here lies the boat that we have built."]),
    "an unknown directive with code": (".. berth::\n\n   {a=1; b=2;}\n   <x y=$z>\n", []),
    "a grid table": (
        "+----+------+\n| A  | B    |\n+====+======+\n| x  | y    |\n|    | more |\n+----+------+\n| both      |\n+----+------+\n",
        ["table A | B", "table x | y more", "table both"],
    ),
    "a simple table": ("====  =====\nA     B\n====  =====\n1     one\n2     two\n      more\n====  =====\n", ["table A | B", "table 1 | one", "table 2 | two more"]),
    "a list as a table": (".. list-table:: Boats\n   :header-rows: 1\n\n   * - A\n     - B\n   * - x\n     - y\n", ["caption Boats", "table A | B", "table x | y"]),
    "values as a table": ('.. csv-table::\n   :header: "A", "B"\n\n   "x, y", z\n', ["table A | B", "table x, y | z"]),
    "a comment behind a form feed": ("Oak lasts.\n\n..\x0c Settings\n\n   mode: rst\n", ["paragraph Oak lasts."]),
    "footnotes": ("Oak [1]_ lasts.\n\n.. [1] In salt water.\n", ["paragraph Oak lasts.", "paragraph In salt water."]),
}  # fmt: skip

INLINE = {
    "*a* **b** ``c*d``": "a b c*d",
    "5 * 3 * 2 and *args": "5 * 3 * 2 and *args",
    "`Text <https://a.org/b_c>`_, and": "Text, and",
    "See Name_ and `Long name`_.": "See Name and Long name.",
    ":ref:`the keel <keel-ref>` and :ref:`laying-the-keel`": "the keel and laying the keel",
    ":doc:`/guide/first_steps`": "first steps",
    ":py:func:`~boat.hull.row` and :class:`!Oar`": "row and Oar",
    ":guilabel:`&File` and :abbr:`LOA (length over all)`": "File and LOA",
    ":pep:`8`": "PEP 8",
    "as in :cite:p:`smith20`.": "as in.",
    "re\\ *write*\\ s \\*this\\*": "rewrites *this*",
    "Press |icon| here": "Press here",
    "a_b and https://a.org/x_y_z.": "a_b and https://a.org/x_y_z.",
    "snake_case_ is": "snake_case is",
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_blocks(source: str, expected: Blocks) -> None:
    assert blocks("rst", source) == expected
    assert blocks("rst", source.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(("source", "expected"), INLINE.items())
def test_inline(source: str, expected: str) -> None:
    assert read("rst", source).text == expected


def test_definitions_are_used() -> None:
    source = "|boat| at `the yard`_ or there__.\n\n.. |boat| replace:: The *Swan*\n.. _the yard: https://y.org\n__ https://z.org\n"
    document = read("rst", source)
    assert document.text == "The Swan at the yard or there."
    assert [(link.anchor, link.target) for link in document.links] == [
        ("the yard", "https://y.org"),
        ("there", "https://z.org"),
    ]


def test_a_title_names_a_place_of_the_page() -> None:
    document = read("rst", "The keel\n========\n\nRead more in `The keel`_ and in `oak`.\n")
    assert [(link.anchor, link.target) for link in document.links] == [("The keel", "#the-keel")]


def test_title_and_code_are_noted() -> None:
    document = read("rst", "The *Swan*\n==========\n\nRun ``make`` now.\n")
    assert document.title == "The Swan"
    assert [document.text[a:b] for a, b in document.code] == ["make"]
