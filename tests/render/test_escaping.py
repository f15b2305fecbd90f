"""What a text may hold, and what each kind of output makes of it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.escaping import (
    csv_cell,
    markdown,
    to_json,
    visible,
    workflow_command,
    workflow_property,
    xml_attribute,
    xml_text,
)

MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = [chr(n) for n in (*range(32), *range(0x7F, 0xA0))]
HIDDEN = [*CONTROLS, *MARKS, "\u2028", "\u2029"]
ODD = st.text(st.sampled_from([*HIDDEN, *"a =@<>&\"'%;,\\\ud800\ufeff\ufffe👩\u200d"]), max_size=20)


def hidden(text: str) -> set[str]:
    return set(text) & {*HIDDEN} - {"\n", "\t"}


@given(ODD)
def test_one_line_for_people(text: str) -> None:
    shown = visible(text)
    assert not hidden(shown)
    assert "\n" not in shown
    assert len(shown.splitlines()) <= 1
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


@given(ODD)
def test_json_hides_nothing_and_keeps_the_value(text: str) -> None:
    for indent in (None, 1):
        written = to_json({text: [text, 1.5, None]}, indent=indent)
        assert not hidden(written)
        assert json.loads(written.encode()) == {text: [text, 1.5, None]}


def test_json_of_what_is_not_hidden_is_as_ever() -> None:
    value = {"title": "Zoë’s 👩\u200d🚀 “plan”\n\t\\u0085 \\", "none": [True, 0.1]}
    assert to_json(value) == json.dumps(value, ensure_ascii=False)


@given(ODD)
def test_xml_hides_nothing_and_keeps_what_xml_can(text: str) -> None:
    written = f"<a b={xml_attribute(text)}>{xml_text(text)}</a>"
    assert not hidden(written)
    element = ET.fromstring(written)
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
    assert (element.text or "") == element.get("b") == kept


SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
SPACES = ["", " ", "\t", "\r\n", "\u00a0 ", "\u3000", "\u202e", "\x85"]
PARTS = ["a;", 'a,"', "a|", "a; ", ";;"]


@pytest.mark.parametrize("sign", SIGNS)
def test_no_cell_is_a_formula_wherever_a_program_parts_cells(sign: str) -> None:
    for before in (*SPACES, *PARTS):
        cell = csv_cell(f"{before}{sign}cmd|' /C calc'!A0")
        assert not hidden(cell)
        assert "\n" not in cell
        line = io.StringIO()
        csv.writer(line).writerow(["a", cell, "b"])
        for separator in ",;|\t":
            row = next(csv.reader([line.getvalue()], delimiter=separator))
            for one in row:
                assert not one.strip(' "\u00a0\u3000').startswith(tuple(SIGNS)), (separator, row)


@pytest.mark.parametrize(
    "text", ["The bridge", "a-b", "a - b", "3 = 3", "a@b.c", "ten; eleven", "rule:a-b", "'=x"]
)
def test_other_cells_stay(text: str) -> None:
    assert csv_cell(text) == text


@pytest.mark.parametrize("text", ["@name", "see @all, @a-b", "#12", "x#3", "a @Zoë"])
def test_markdown_mentions_nobody(text: str) -> None:
    from markdown_it import MarkdownIt

    html = MarkdownIt().render(markdown(text))
    assert not re.search(r"@\w|#\d", html)
    assert html == f"<p>{re.sub('([@#])', chr(92) + '1' + chr(0x200B), text)}</p>\n"


@given(ODD)
def test_markdown_is_one_line_and_literal(text: str) -> None:
    written = markdown(text)
    assert not hidden(written)
    assert "\n" not in written
    assert not re.search(r"(?<!\\)[<>*`|]", written)


@given(ODD)
def test_a_workflow_command_is_one_line(text: str) -> None:
    for written in (workflow_command(text), workflow_property(text)):
        assert not hidden(written)
        assert "\n" not in written
    assert not {":", ","} & {*workflow_property("a:b,c")}
