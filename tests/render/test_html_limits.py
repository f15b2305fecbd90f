"""The HTML report at its limits: narrow, on paper, of nothing, of very many pages."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.render.browser import block, go, load, status, texts, wait_for, written
from tests.render.conftest import LARGE
from tests.render.html_audits import audited, made_up, source, stored

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


TRIES = 5  # before a busy machine counts as a slow report


def loading_ms(chrome: Chrome, report: Path) -> float:
    load(chrome, report)
    taken: float = chrome.execute_script("return performance.now()")
    return taken


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_window(chrome: Chrome, report: Path, width: int) -> None:
    from scripts.build.screenshot import resize

    resize(chrome, width, 800)
    hostile = block(report.read_bytes(), "data")["rows"]["id"].index("blog/hostile.md")
    for address in ("#overview", "#pages", f"#page/{hostile}", "#sets"):
        load(chrome, report, address)
        assert chrome.execute_script("return document.documentElement.scrollWidth") <= width


def test_printed_pages_hold_the_rows(chrome: Chrome, report: Path) -> None:
    load(chrome, report, "#pages")
    total = len(block(report.read_bytes(), "data")["rows"]["id"])
    script = (
        "dispatchEvent(new Event('beforeprint'));"
        "return document.querySelectorAll('td.c-title').length"
    )
    assert chrome.execute_script(script) == total
    chrome.execute_script("dispatchEvent(new Event('afterprint'))")
    assert b64decode(chrome.execute_cdp_cmd("Page.printToPDF", {})["data"]).startswith(b"%PDF")


def test_an_audit_of_nothing(chrome: Chrome, tmp_path: Path) -> None:
    with stored(tmp_path, []) as result:
        (tmp_path / "report.html").write_bytes(written(result))
    for address, text in (
        ("", "No page was found"),
        ("#pages", "The audit found no pages"),
        ("#sets", "No copies"),
    ):
        load(chrome, tmp_path / "report.html", address)
        assert text in texts(chrome, "main")[0]


def test_one_page_without_a_finding(chrome: Chrome, tmp_path: Path) -> None:
    with audited(
        tmp_path, [source("one.txt", "The tide went out. We walked home along the wall.")]
    ) as result:
        (tmp_path / "report.html").write_bytes(written(result))
    for address in ("", "#pages", "#sets", "#page/0"):
        load(chrome, tmp_path / "report.html", address)
    assert "The tide went out." in texts(chrome, ".article")[0]


def test_thousands_of_rows_stay_smooth(chrome: Chrome, large: Path) -> None:
    total = len(block(large.read_bytes(), "data")["rows"]["id"])
    assert total == LARGE
    assert large.stat().st_size < 240 * total
    assert any(loading_ms(chrome, large) < 10_000 for _ in range(TRIES))
    go(chrome, "#pages")
    assert status(chrome) == f"{total:,} of {total:,} pages"
    timed = (
        "const start = performance.now(); document.querySelector(arguments[0]).click();"
        "document.body.offsetHeight; return performance.now() - start"
    )
    for control in ("[data-sort=quality]", "[data-sort=title]", "input[value=review]"):
        assert any(chrome.execute_script(timed, control) < 1500 for _ in range(TRIES))
        assert chrome.execute_script("return document.querySelectorAll('tr').length") < 100
    chrome.execute_script("document.querySelector('.viewport').scrollTop = 1e9")
    last = chrome.execute_script(
        "return document.querySelector('.pages').getAttribute('aria-rowcount')"
    )
    wait_for(chrome, f"return document.querySelector('tr[aria-rowindex=\"{last}\"]')")


def test_months_beyond_the_limit_are_told(
    chrome: Chrome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detector.render.html import contents

    monkeypatch.setattr(contents, "MAX_MONTHS", 5)
    with stored(tmp_path, made_up(200, ["lost-space"])) as result:
        (tmp_path / "report.html").write_bytes(written(result))
        months = len(result.totals.months)
    load(chrome, tmp_path / "report.html")
    shown = next(text for text in texts(chrome, "figure") if text.startswith("Verdicts by month"))
    assert f"the latest 5 of {months} months" in shown


def test_no_probability_is_certain(chrome: Chrome, tmp_path: Path) -> None:
    with stored(tmp_path, made_up(200, ["lost-space"])) as result:
        (tmp_path / "report.html").write_bytes(written(result))
    report = tmp_path / "report.html"
    row = block(report.read_bytes(), "data")["rows"]["low_quality"].index(100)
    load(chrome, report, f"#page/{row}")
    assert texts(chrome, ".measures dd")[0] == ">99%"
    load(chrome, report, "#pages")
    cells = texts(chrome, "td.c-low_quality, td.c-generated")
    assert ">99%" in cells
    assert not {"0%", "100%"} & set(cells)
