"""The HTML report, in a real Chromium: what it shows, and how it is used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detector.render import html
from tests.render.browser import block, go, load, press, status, storage, stored, texts, wait_for
from tests.render.html_audits import PLACES

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ASSETS = Path(html.__file__).parent / "assets"


def test_overview(chrome: Chrome, report: Path) -> None:
    load(chrome, report)
    held = block(report.read_bytes(), "data")
    assert f"of {held['pages']} pages" in texts(chrome, "h1")[0]
    titles = texts(chrome, "figcaption h3")
    assert titles == [
        "What is wrong", "Verdicts by folder", "Verdicts by month", "Rules by frequency",
        "Quality", "Compare two measures", "Not scored",
    ]  # fmt: skip
    assert chrome.execute_script("return document.querySelectorAll('figure svg rect').length") > 40
    doorway = [text for text in texts(chrome, ".ranked a") if text == "Doorway set"]
    assert doorway
    # Every chart's link leads to just the pages that it counts.
    address = chrome.execute_script(
        "return document.querySelector('a[href*=\"range=quality%3A0%3A\"]').getAttribute('href')"
    )
    go(chrome, address)
    assert (
        status(chrome)
        == f"{sum(bins[0] for bins in held['histogram'])} of {len(held['rows']['id'])} pages"
    )


def test_reasons_and_folders_lead_to_their_pages(chrome: Chrome, report: Path) -> None:
    held = block(report.read_bytes(), "data")
    reason, fail, review = held["reasons"][0]
    for panel, pages in ((0, fail + review), (1, sum(held["folders"][0][2]))):
        load(chrome, report)
        address = chrome.execute_script(
            "return document.querySelectorAll('figure')[arguments[0]]"
            ".querySelector('svg a').getAttribute('href')",
            panel,
        )
        go(chrome, address)
        assert status(chrome).startswith(f"{pages} of ")
        assert texts(chrome, ".chip")
    load(chrome, report, f"#pages?reason={reason}")
    chrome.execute_script("document.querySelector('.chip').click()")
    assert status(chrome).startswith(f"{held['pages']} of ")


def test_sort_filter_and_search(chrome: Chrome, report: Path) -> None:
    load(chrome, report, "#pages")
    held = block(report.read_bytes(), "data")
    total = len(held["rows"]["id"])
    assert status(chrome) == f"{total} of {total} pages"
    for clicks in (1, 2):
        chrome.execute_script("document.querySelector('[data-sort=words]').click()")
        direction = "descending" if clicks == 1 else "ascending"
        assert (
            chrome.execute_script(
                "return document.querySelector('th.c-words').getAttribute('aria-sort')"
            )
            == direction
        )
        shown = [int(t.replace(",", "")) for t in texts(chrome, "td.c-words") if t != "–"]
        assert shown == sorted(shown, reverse=clicks == 1)
    fails = held["counts"][0]
    chrome.execute_script("document.querySelector('input[value=fail]').click()")
    assert status(chrome).startswith(f"{fails} of ")
    assert {"verdict=fail"} <= set(chrome.current_url.split("?")[1].split("&"))
    chrome.execute_script("document.querySelector('input[value=fail]').click()")
    rule = held["rules"][0]
    chrome.execute_script(
        "const box = document.querySelectorAll('select')[0]; box.value = arguments[0];"
        "box.dispatchEvent(new Event('change'))",
        rule["id"],
    )
    assert status(chrome).startswith(f"{rule['pages']} of ")
    assert rule["summary"] in texts(chrome, ".rule-card")[0]
    go(chrome, "#pages")
    press(chrome, "/")
    press(chrome, "movers york")
    wait_for(chrome, "return document.getElementById('status').innerText.startsWith('1 of')")
    assert texts(chrome, "td.c-title bdi") == ["Movers in York", "towns/york.md"]
    wait_for(chrome, "return document.getElementById('live').innerText.startsWith('1 of')")


def test_a_page_shows_its_text_with_every_finding_marked(chrome: Chrome, report: Path) -> None:
    held = block(report.read_bytes(), "data")
    row = held["rows"]["id"].index("blog/hostile.md")
    page = block(report.read_bytes(), f"text-{row}")
    load(chrome, report, f"#page/{row}")
    visible = page["text"].replace("\u202e", "‹202E›").replace("\u202c", "‹202C›")
    assert chrome.execute_script("return document.querySelector('.article').textContent") == visible
    marked = 0
    for number, (_, _, _, _, _, start, end, *_) in enumerate(page["findings"]):
        parts = chrome.execute_script(
            "return [...document.querySelectorAll(`mark[data-findings~='${arguments[0]}']`)]"
            ".map((e) => e.textContent).join('')",
            number,
        )
        evidence = page["text"][start:end]
        assert parts == evidence.replace("\u202e", "‹202E›").replace("\u202c", "‹202C›")
        marked += bool(parts)
    assert marked >= 2
    press(chrome, "n")
    assert texts(chrome, ".counter") == [f"1 of {len(page['findings'])}"]
    assert "How to fix it" in texts(chrome, ".finding.open")[0]
    press(chrome, "p")
    last = len(page["findings"])
    assert texts(chrome, ".counter") == [f"{last} of {last}"]


def test_markup_of_an_html_page_is_shown_and_folded(chrome: Chrome, report: Path) -> None:
    held = block(report.read_bytes(), "data")
    row = held["rows"]["id"].index("towns/page.html")
    load(chrome, report, f"#page/{row}")
    assert texts(chrome, ".folded summary")[0].startswith("<head>")
    text = block(report.read_bytes(), f"text-{row}")["text"]
    kept = chrome.execute_script(
        "document.querySelectorAll('.folded summary').forEach((e) => e.remove());"
        "return document.querySelector('.article').textContent"
    )
    assert kept == text


def test_hostile_text_is_only_text(chrome: Chrome, report: Path) -> None:
    rows = block(report.read_bytes(), "data")["rows"]["id"]
    hostile = rows.index("blog/hostile.md")
    for address in (
        "#overview",
        "#pages",
        f"#page/{hostile}",
        f"#page/{rows.index('towns/broken.html')}",
        "#sets",
    ):
        load(chrome, report, address)
        assert (
            chrome.execute_script(
                "return document.querySelectorAll('main script, main img').length"
            )
            == 0
        )
    load(chrome, report, f"#page/{rows.index('towns/broken.html')}")
    assert "holds <script>window.hacked = 1</script></script><img" in texts(chrome, ".reasons")[0]


@pytest.mark.parametrize(
    "address",
    [
        "#page/999999", "#page/x", "#page/0.5", "#set/77", "#set/0.5", "#set/__proto__", "#nothing",
        "#__proto__", "#constructor", "#toString/0", "#pages?sort=x&range=a:b:c&q=%3Cb%3E",
        "#pages?sort=__proto__", "#pages?sort=constructor&range=__proto__:0:1&rule=__proto__",
    ],
)  # fmt: skip
def test_a_wrong_address_leads_somewhere(chrome: Chrome, report: Path, address: str) -> None:
    load(chrome, report, address)
    assert texts(chrome, "h1")


def test_keys_alone_are_enough(chrome: Chrome, report: Path) -> None:
    from selenium.webdriver import Keys

    load(chrome, report)
    press(chrome, "l")
    wait_for(chrome, "return document.getElementById('status')")
    chrome.execute_script("document.querySelector('td a').focus()")
    press(chrome, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    at = chrome.execute_script("return document.activeElement.dataset.at")
    assert at == "2"
    press(chrome, Keys.END)
    total = len(block(report.read_bytes(), "data")["rows"]["id"])
    assert chrome.execute_script("return document.activeElement.dataset.at") == str(total - 1)
    press(chrome, Keys.HOME, Keys.ENTER)
    wait_for(chrome, "return location.hash === '#page/0' && document.querySelector('.page-view')")
    press(chrome, "]")
    wait_for(chrome, "return location.hash === '#page/1'")
    press(chrome, Keys.ESCAPE)
    wait_for(chrome, "return document.getElementById('status')")
    press(chrome, "?")
    assert chrome.execute_script("return document.querySelector('dialog').open")
    press(chrome, Keys.ESCAPE)
    assert not chrome.execute_script("return document.querySelector('dialog').open")


def test_the_theme_switches_and_stays(chrome: Chrome, report: Path) -> None:
    load(chrome, report)
    ground = "return getComputedStyle(document.body).backgroundColor"
    theme = "return document.documentElement.dataset.theme"
    before, first = chrome.execute_script(ground), chrome.execute_script(theme)
    other = {"light": "dark", "dark": "light"}[first]
    assert stored(chrome) == {}
    press(chrome, "t")
    wait_for(chrome, f"{ground} !== {json.dumps(before)}")
    assert stored(chrome) == {"detector-theme": other}
    press(chrome, "t")
    wait_for(chrome, f"{ground} === {json.dumps(before)}")
    assert stored(chrome) == {"detector-theme": first}
    for kept in (other, first):
        with storage(chrome, {"detector-theme": kept}):
            load(chrome, report)
            assert chrome.execute_script(theme) == kept
            assert (chrome.execute_script(ground) == before) == (kept == first)


def test_sets_name_what_varies_and_mark_what_differs(chrome: Chrome, report: Path) -> None:
    load(chrome, report, "#sets")
    assert texts(chrome, "h1") == ["Movers in\nplace"] or texts(chrome, "h1") == ["Movers in place"]
    assert sorted(texts(chrome, ".values li")) == sorted(PLACES)
    wait_for(chrome, "return document.querySelector('.sides')")
    assert set(texts(chrome, ".left del.slot")) == {PLACES[0]}
    assert set(texts(chrome, ".right ins.slot")) == {PLACES[1]}
    assert texts(chrome, ".left del:not(.slot)") == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("", ""), ("a", ""), ("", "a b"), ("a b c", "a b c"), ("a b c d", "a x c d"),
        ("one two three\nfour", "one three\nfour five"), ("x " * 4000, "y " * 4000),
        ("a " * 50 + "b", "b " + "a " * 50), ("Ünï 👍🏽 code", "Ünï 👍 coda"),
    ],
)  # fmt: skip
def test_a_comparison_loses_nothing(chrome: Chrome, left: str, right: str) -> None:
    script = (ASSETS / "diff.js").read_text()
    parts = chrome.execute_script(
        script + "return compared(arguments[0], arguments[1])", left, right
    )
    assert "".join(part["left"] for part in parts) == left
    assert "".join(part["right"] for part in parts) == right
    assert all(part["left"] == part["right"] for part in parts if part["op"] == "same")
    assert all(part["left"] != part["right"] for part in parts if part["op"] != "same")
