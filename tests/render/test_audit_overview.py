"""The overview of an audit: what its numbers count, and what it says of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detector.render.audit.overview import Table, tables
from detector.render.audit.terminal import draw
from detector.render.audit.worklist import COUNTED
from tests.render.html_audits import audited, pages


@pytest.fixture
def found(tmp_path: Path) -> tuple[dict[str, Table], str]:
    """The tables of a site with every verdict, by title, and the whole as a terminal shows it."""
    with audited(tmp_path, pages(), broken="towns/broken.html") as result:
        drawn = draw(result, width=90, colour=False)
        return {table.title: table for table in tables(result, 8)}, drawn


def test_the_shares_of_the_verdicts_are_of_all_pages(found: tuple[dict[str, Table], str]) -> None:
    rows = found[0]["Verdicts"].rows
    assert [name for name, _, _ in rows][-2:] == ["not scored", "could not be read"]
    assert sum(int(number) for _, number, _ in rows) == len(list(pages())) + 1
    shares = [float(share.rstrip("%")) for _, _, share in rows]
    assert sum(shares) == pytest.approx(100, abs=0.05 * len(shares))


def test_the_share_of_a_folder_is_of_the_number_beside_it(
    found: tuple[dict[str, Table], str],
) -> None:
    table = found[0]["Worst folders"]
    assert table.columns[1:4] == ("fail", "of scored", "scored")
    for _, fail, share, scored, _ in table.rows:
        assert share == f"{int(fail) / int(scored):.0%}"


def test_the_worklist_says_what_a_gain_is(found: tuple[dict[str, Table], str]) -> None:
    table = found[0]["What to do first"]
    assert table.note == COUNTED
    said = re.sub(r"\s+", " ", found[1])
    assert f"What to do first {COUNTED} gain fail review others step" in said
    for gain, fail, review, _, _ in table.rows:
        assert float(gain) == int(fail) + int(review) / 2
