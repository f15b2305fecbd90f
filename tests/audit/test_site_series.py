"""Numbered series, of releases or weeks or minutes, are no sets."""

from __future__ import annotations

from functools import cache

import pytest

from detector.audit.site.series import is_series
from detector.audit.store import PageRow
from tests.audit.site import judged, prose
from tests.audit.test_site_findings import findings as found_in
from tests.audit.test_site_findings import row

SERIES = [
    ["Announcing Acme 1.94.0", "Announcing Acme 1.95.0", "Announcing Acme 2.0 beta"],
    ["This week in gardens 341", "This week in gardens 342", "This week in gardens 343"],
    ["Minutes of 4 March 2021", "Minutes of 11 March 2021", "Minutes of 1 April 2021"],
    ["Episode 12: On bread", "Episode 13: A visit to the mill", "Episode 14: Why rye?"],
    ["First council meeting", "Second council meeting", "Third council meeting"],
    ["Part II - The flood", "Part III - After the rain", "Part IV - Home"],
    ["Newsletter, week 3", "Newsletter, week 4", "Newsletter, week 5"],
    ["Report for January", "Report for February", "Report for March"],
]
NO_SERIES = [
    ["Plumber in Ashford", "Plumber in Bexley", "Plumber in Carlow"],
    ["10 best mugs", "10 best bowls", "10 best plates"],
    ["Top 5 plumbers in Deal", "Top 7 bakers in Yarm", "Top 9 roofers in Selby"],
    ["Sell 10 cars: wheels in Deal town", "Sell 11 cars: wheels in Yarm town",
     "Sell 12 cars: wheels in Quorn town"],
    ["Post 1", "Post 1", "Post 1"],
    ["One", "Two doors", "A third way"],
]  # fmt: skip


@pytest.mark.parametrize("titles", SERIES)
def test_series(titles: list[str]) -> None:
    assert is_series(titles)


@pytest.mark.parametrize("titles", NO_SERIES)
def test_no_series(titles: list[str]) -> None:
    assert not is_series(titles)


def test_a_series_of_addresses() -> None:
    ids = ["minutes/2021-03-04.md", "minutes/2021-03-11.md", "minutes/2021-03-18.md"]
    assert is_series(["Minutes"] * 3, [f"minutes-of-{i}.md" for i in range(3)])
    assert not is_series(["Minutes", "Agenda", "Votes"], ids)


def test_a_series_is_no_set_however_alike() -> None:
    body = prose(3)
    rows = [row(i, f"# Acme release {i}.{i + 2}\n\n{body} {prose(50 + i, 20)}") for i in range(6)]
    assert not {"doorway-set", "shared-template", "keyword-permutations"} & found_in(rows).keys()


LONG_SERIES = {
    "releases": "Announcing Larch 1.{n}",
    "releases with news": "Announcing Larch 1.{n}.0: what is new",
    "weekly": "Orchard weekly, issue {n}",
    "minutes": "Council minutes, {day} March {year}",
}


@pytest.mark.parametrize("own", [4, 40, 400], ids=["a frame", "half a frame", "own texts"])
@pytest.mark.parametrize("title", LONG_SERIES.values(), ids=LONG_SERIES)
@pytest.mark.parametrize("verdict", ["pass", "fail"])
def test_a_long_series_gives_no_finding(title: str, own: int, verdict: str) -> None:
    frame = prose(3, 60)
    rows = [
        judged(measured, verdict, title=title.format(n=i + 60, day=i + 1, year=2000 + i))
        for i, measured in enumerate(measured_series(frame, own))
    ]
    assert found_in(rows).keys() <= {"repeated-sentence"}


@cache
def measured_series(frame: str, own: int) -> list[PageRow]:
    return [row(i, f"# Larch {i}\n\n{frame} {prose(50 + i, own)}") for i in range(24)]


def test_a_series_with_a_few_other_pages_is_no_set() -> None:
    frame = prose(3, 60)
    titles = [f"Orchard weekly {i}" for i in range(7)] + ["A red door", "Rye", "Why we walk"]
    rows = [
        judged(row(i, f"# {title}\n\n{frame} {prose(50 + i, 60)}"), "fail")
        for i, title in enumerate(titles)
    ]
    assert "doorway-set" not in found_in(rows)
