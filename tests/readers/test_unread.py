"""Formats that are known and not read are refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from detector.findings import Failure
from detector.readers import read
from detector.readers.options import ReadOptions


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("a.textile", "h1. Mill\n\n*It* turns.\n", "Textile"),
        ("a.pod", "=head1 Mill\n\nIt B<turns>.\n", "POD"),
        ("a.texi", "@chapter Mill\nIt @emph{turns}.\n", "Texinfo"),
        ("mill.1", '.\\" note\n.TH MILL 1\n.SH NAME\nmill\n', "a manual page (troff)"),
        ("mill.8", ".Dd May 1, 2020\n.Dt MILL 8\n", "a manual page (troff)"),
    ],
)
def test_it_is_refused(tmp_path: Path, name: str, text: str, format: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    (found,) = read(path)
    assert isinstance(found, Failure)
    assert found.type == "unsupported_format"
    assert f"this is {format}, which is not read" in found.message
    (forced,) = read(path, ReadOptions(content_type="text"))
    assert not isinstance(forced, Failure)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.1", "The mill turns.\n.TH is a request.\n"),
        ("draft.2", "# A mill\n\nIt turns.\n"),
        ("a.txt", "=head1 is how it begins there.\n"),
    ],
)
def test_what_only_looks_like_it_is_read(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    (found,) = read(path)
    assert not isinstance(found, Failure)
