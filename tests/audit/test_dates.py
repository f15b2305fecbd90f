"""Dates in every form that sites use: each is read, and what may be two days is not guessed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from detector.audit.pages.dates import iso_date, most_exact
from detector.audit.pages.facts import measure
from detector.pipeline import loaded_model
from detector.readers import parse
from detector.scoring.score import score_analysis
from detector.text.analysis import Analysis
from tests.audit.site import prose


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2021-03-04T23:30:00-05:00", "2021-03-04"), ("2021-03-04 10:00:00 +0200", "2021-03-04"),
        ("Thu, 04 Mar 2021 10:00:00 GMT", "2021-03-04"), ("March 3rd, 2021", "2021-03-03"),
        ("3 mars 2021", "2021-03-03"), ("3. März 2021", "2021-03-03"), ("2021/3/4", "2021-03-04"),
        ("3 de marzo de 2021", "2021-03-03"), ("Sept. 9, 2020", "2020-09-09"),
        ("March 2021", "2021-03"), ("20210304", "2021-03-04"), ("20210304T101500Z", "2021-03-04"),
        (1614850000, "2021-03-04"), ("1614850000000", "2021-03-04"), ("13/04/2021", "2021-04-13"),
        (datetime.date(2021, 3, 4), "2021-03-04"), (["2021-03-04"], "2021-03-04"),
        ("2021-02-31", "2021-02"), ("05.05.2021", "2021-05-05"),
        ("03/04/2021", None), ("2021-13-01", None), (2021, None), (True, None), ("0", None),
        ("version 2.10.2021.4", None), ("tomorrow", None), ("May be 2021", None), (None, None),
    ],
)  # fmt: skip
def test_forms(value: Any, date: str | None) -> None:
    assert iso_date(value) == date


@pytest.mark.parametrize(
    ("dates", "best"),
    [
        (["2021-03", "2021-03-04"], "2021-03-04"), (["2021-03", "2021-04-04"], "2021-03"),
        ([None, "2021-04-04"], "2021-04-04"), (["2021-03-04", "2021-03-05"], "2021-03-04"),
        ([], None),
    ],
)  # fmt: skip
def test_the_most_exact_wins(dates: list[str | None], best: str | None) -> None:
    assert most_exact(dates) == best


HEADS = {
    '<meta property="article:published_time" content="2021-03-04T10:00:00Z">': "2021-03-04",
    '<meta content="March 4, 2021" name="parsely-pub-date">': "2021-03-04",
    '<script type="application/ld+json">{"datePublished": "2021-03-04T01:00"}</script>':
        "2021-03-04",
    '<meta name="date" content="2021-03"><time datetime="2021-03-04">4 March</time>': "2021-03-04",
    '<time datetime="2019-01-01">x</time><time class="published" datetime="2021-03-04">y</time>':
        "2021-03-04",
    '<time datetime="2019-01-01">x</time><time datetime="2021-03-04">y</time>': None,
    '<script>{"dateModified": "2021-03-04"}</script>': None,
}  # fmt: skip


@pytest.mark.parametrize(("head", "date"), HEADS.items())
def test_dates_of_pages(head: str, date: str | None) -> None:
    page = f"<!doctype html><html><head><title>A page</title>{head}</head><p>{prose(3)}</p></html>"
    analysis = Analysis(parse(page, id="page.html"))
    facts = measure(analysis, score_analysis(analysis, loaded_model(None)))
    assert facts.date == date
