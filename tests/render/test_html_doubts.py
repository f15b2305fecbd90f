"""What the report says of pages whose quality is low, and that pass."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from detector.render.audit.overview import PASSING, tables
from detector.render.html.rows import VERDICTS
from detector.scoring.doubt import LOW, Doubt
from tests.render.browser import block, load, texts, written
from tests.render.html_audits import made_up, stored

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


def test_it_is_said_why_a_page_of_low_quality_passes(chrome: Chrome, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    with stored(tmp_path, made_up(400, ["lost-capital"])) as result:
        report.write_bytes(written(result))
    rows = block(report.read_bytes(), "data")["rows"]
    names, numbers = rows["doubt"]
    doubts = [names[number] for number in numbers]
    passes = VERDICTS.index("pass")
    passing = [
        verdict == passes and quality < LOW
        for verdict, quality in zip(rows["verdict"], rows["quality"], strict=True)
    ]
    assert [bool(doubt) for doubt in doubts] == passing
    assert set(doubts) == {"", "BELOW_LIMIT", "NOTHING_SHOWN"}
    for doubt in (Doubt.BELOW_LIMIT, Doubt.NOTHING_SHOWN):
        load(chrome, report, f"#page/{doubts.index(doubt.name)}")
        assert doubt.sentence in texts(chrome, ".judged p")
    load(chrome, report, f"#page/{doubts.index('')}")
    assert not any("so it passes" in text for text in texts(chrome, ".judged p"))
    load(chrome, report, "#pages?verdict=pass&sort=quality")
    assert texts(chrome, "td.c-reasons")[0] in (Doubt.BELOW_LIMIT.label, Doubt.NOTHING_SHOWN.label)


def test_the_worst_pages_are_told_apart_by_verdict(tmp_path: Path) -> None:
    with stored(tmp_path, made_up(60, ["lost-capital"])) as result:
        few, many = (
            next(table for table in tables(result, rows) if table.title == "Worst pages")
            for rows in (1, 60)
        )
    assert {row[1] for row in few.rows} == {"fail"}
    assert few.note == ""
    assert {row[1] for row in many.rows} == {"fail", "review", "pass"}
    assert many.note == PASSING
