"""A log of changes is told by its releases; articles with dates and numbers are none."""

from __future__ import annotations

import pytest

from detector.readers import parse
from detector.rules.releases import is_log
from detector.text.analysis import Analysis

LINE = "  * The dredger of the harbour no longer stops where the quay ends.\n\n"


@pytest.mark.parametrize(
    "entry",
    [
        "quay (1.{n}-2) unstable; urgency=low\n\n",
        "2001-02-0{n}  A. Clerk  <clerk@quay.example>\n\n",
        "Fri Feb  {n} 2001 A. Clerk <clerk@quay.example>\n\n",
        "v1.{n}.2 2008-07-24  A. Clerk\n\n",
        "quay 1.{n} (3 May 2019)\n\n",
        "Quay and Harbour 3.{n} (2023-04-04)\n\n",
        "Version 7.{n}\n\n",
        "* Noteworthy changes in release 0.{n} (2017-01-16)\n\n",
        "commit 25c0{n}3f\nAuthor: A. Clerk\n\n",
        "## Changes in 2.{n}.0\n\n",
        "## [1.{n}.0] - 2019-05-02\n\n",
    ],
)
def test_a_log(entry: str) -> None:
    text = "".join(entry.format(n=n) + LINE for n in range(1, 6))
    assert is_log(Analysis(parse(text, id="x")))


@pytest.mark.parametrize(
    "entry",
    [
        "1.{n} The quay\n\n",
        "In May {n} the quay was wet, and version 1.{n} of the plan was read.\n\n",
        "Write to A. Clerk <clerk{n}@quay.example>\n\n",
        "{n}.5 metres is what the dredger takes off in a day.\n\n",
        "## Plan {n}\n\n",
    ],
)
def test_no_log(entry: str) -> None:
    text = "".join(entry.format(n=n) + LINE for n in range(1, 6))
    assert not is_log(Analysis(parse(text, id="x")))


@pytest.mark.parametrize(
    ("title", "is_one"), [("Quay 4.0 release notes", True), ("Notes on the quay", False)]
)
def test_the_title_of_a_log(title: str, is_one: bool) -> None:
    assert is_log(Analysis(parse(f"# {title}\n\n{LINE}", id="x"))) is is_one


def test_two_releases_in_an_article_are_no_log() -> None:
    text = f"# The quay\n\nVersion 1.0\n\n{LINE}Version 2.0\n\n{LINE}"
    assert not is_log(Analysis(parse(text, id="x")))


@pytest.mark.parametrize(
    ("heading", "is_one"),
    [
        ("0.{n}.0", True),
        ("2019-05-0{n}", True),
        ("2019-05-0{n}: what the clerk says of fog", False),
    ],
)
def test_releases_above_headings_of_their_own(heading: str, is_one: bool) -> None:
    text = "".join(
        f"## {heading.format(n=n)}\n\n### News\n\n{LINE}### Fog\n\n" for n in range(1, 6)
    )
    assert is_log(Analysis(parse(f"# The quay\n\n{text}", id="x"))) is is_one
