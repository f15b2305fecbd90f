"""Any bytes are a document or a failure, whatever their suffix; nothing else is raised."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.findings import Failure
from detector.readers import read_bytes
from detector.text.document import Document
from tests.readers.formats.builders import docx, epub, odt, p, pdf
from tests.readers.test_offsets import assert_sound

XML = st.lists(
    st.one_of(
        st.text(max_size=6, alphabet=st.characters(exclude_characters="<&", codec="utf-8")),
        st.sampled_from(
            "<w:p>|</w:p>|<w:r>|</w:r>|<w:t>|</w:t>|<w:del>|</w:del>|<w:tbl>|</w:tbl>|<w:tr>|</w:tr>|"
            "<w:tc>|</w:tc>|<text:p>|</text:p>|<text:list>|</text:list>|<text:list-item>|<text:note>|"
            "</text:note>|<text:s/>|<table:table>|<table:table-row>|<table:table-cell>|<p>|<li>|<br/>|"
            "<a id='x'/>|</p>|<mc:AlternateContent>|<w:txbxContent>|<draw:text-box>|word|\n"
            .split("|")
        ),
    ),
    max_size=20,
).map("".join)  # fmt: skip
NESTED = st.recursive(
    st.sampled_from(["word", " ", "<w:tab/>", "<text:s/>", "&amp;"]),
    lambda inner: st.tuples(
        st.sampled_from(
            "w:p w:r w:t w:ins w:del w:tbl w:tr w:tc w:sdt w:sdtContent w:hyperlink w:txbxContent "
            "mc:AlternateContent mc:Choice text:p text:h text:span text:list text:list-item text:a "
            "text:note text:note-body table:table table:table-row table:table-cell draw:frame "
            "draw:text-box office:annotation".split()
        ),
        st.lists(inner, max_size=4).map("".join),
    ).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"),
    max_leaves=20,
)
RTF = st.lists(
    st.one_of(
        st.binary(max_size=6),
        st.sampled_from(
            rb"{|}|\par |\'80|\u8212 ?|\u-10179 ?|{\footnote |\cell |\row |\intbl |\pard |\s1 |"
            rb"\bin9 |{\*\x |{\fldrslt |\uc0 |\f1 |\fcharset204 |{\stylesheet{\s1 Title;}}|"
            rb'\deleted |text|{\field{\*\fldinst HYPERLINK "x"}'.split(b"|")
        ),
    ),
    max_size=30,
).map(lambda pieces: b"{\\rtf1 " + b"".join(pieces))  # fmt: skip
MAIL = st.lists(
    st.one_of(
        st.binary(max_size=8),
        st.sampled_from(
            [b"Subject: =?utf-8?b?", b"?=", b"\n", b"\r\n", b"\n\n", b"Content-Type: text/html",
             b"Content-Type: multipart/alternative; boundary=b", b"--b", b"--b--", b"; charset=",
             b"utf-16", b"punycode", b"Content-Transfer-Encoding: base64", b"quoted-printable",
             b"> quoted", b"On a day X wrote:", b"<div class=gmail_quote>", b"-- \n", b"From: a\n"]
        ),
    ),
    max_size=24,
).map(b"".join)  # fmt: skip
NAMES = st.sampled_from("a.docx a.odt a.epub a.ipynb a.rtf a.eml a.pdf a".split())
PAGES = st.lists(
    st.lists(
        st.tuples(
            st.integers(-50, 700), st.integers(-50, 900), st.integers(0, 40),
            st.sampled_from(
                ["The bridge", "is old.", "12", "Page 1 of 2", "\x07", "", "1. one", "x-"]
            ),
        ),
        max_size=8,
    ),
    max_size=3,
)  # fmt: skip


def assert_read(data: bytes, name: str) -> None:
    found = read_bytes(data, name)
    if isinstance(found, Document):
        assert_sound(found)
        for offset in range(0, len(found.source), 7):
            assert found.location(offset) or not found.is_printed
    else:
        assert isinstance(found, Failure)
        assert found.message


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), NAMES)
def test_any_bytes(data: bytes, name: str) -> None:
    assert_read(data, name)


@pytest.mark.parametrize(
    ("make", "name"), [(docx, "a.docx"), (odt, "a.odt"), (lambda x: epub({"a": x}), "a.epub")]
)
@settings(max_examples=100, deadline=None)
@given(body=st.one_of(XML, NESTED))
def test_any_body(make: Callable[[str], bytes], name: str, body: str) -> None:
    assert_read(make(body), name)


@settings(max_examples=150, deadline=None)
@given(RTF)
def test_any_control_words(data: bytes) -> None:
    assert_read(data, "a.rtf")


@settings(max_examples=200, deadline=None)
@given(MAIL)
def test_any_message(data: bytes) -> None:
    assert_read(data, "a.eml")


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_any_pages(pages: list[list[tuple[int, int, int, str]]]) -> None:
    pytest.importorskip("pypdfium2")
    assert_read(pdf(pages), "a.pdf")


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(
        [("a.docx", docx(p("The bridge is old."))), ("a.odt", odt("<text:p>Old.</text:p>")),
         ("a.epub", epub({"a": "<p>Old.</p>"})), ("a.pdf", pdf([[(72, 700, 11, "Old.")]]))]
    ),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6),
    st.floats(0.3, 1),
)  # fmt: skip
def test_damaged_files(
    file: tuple[str, bytes], changes: list[tuple[float, int]], kept: float
) -> None:
    name, data = file
    damaged = bytearray(data)
    for place, byte in changes:
        damaged[int(place * len(damaged))] = byte
    assert_read(bytes(damaged[: int(kept * len(damaged)) + 1]), name)
