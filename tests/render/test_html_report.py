"""The HTML report, in a real Chromium: what it shows, how it is used, and what it never does."""

from __future__ import annotations

import json
import re
import shutil
import time
import zlib
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from detector.render import html
from detector.render.html import contents
from detector.rules import ALL_RULES
from tests.render.html_audits import PLACES, audited, made_up, pages, source, stored

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

LARGE = 50_000
ASSETS = Path(html.__file__).parent
NEEDED = "apt-get install chromium chromium-driver"


def written(result: Any) -> bytes:
    stream = BytesIO()
    html.write(result, stream)
    return stream.getvalue()


def block(report: bytes, id: str) -> Any:
    found = re.search(rb'id="%s">([^<]*)</script>' % id.encode(), report)
    assert found
    return json.loads(zlib.decompress(b64decode(found[1])))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    with audited(folder, pages(), broken="towns/broken.html") as result:
        (folder / "report.html").write_bytes(written(result))
        assert written(result) == (folder / "report.html").read_bytes()
    return folder / "report.html"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    with stored(folder, made_up(LARGE, [rule.id for rule in ALL_RULES])) as result:
        (folder / "report.html").write_bytes(written(result))
    return folder / "report.html"


# The file


def test_nothing_of_a_page_stands_in_the_file_as_it_is(report: Path) -> None:
    text = report.read_bytes()
    assert b"hacked" not in text
    assert b"Leeds" not in text
    assert text.count(b"<script") == text.count(b"</script>")


def test_the_file_names_nothing_outside_itself(report: Path) -> None:
    shell = re.sub(r'(<script type="text/plain"[^>]*>)[^<]*', r"\1", report.read_text("utf-8"))
    assert set(re.findall(r"https?://[^\"'\s]+", shell)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|url\((?!#)|\bfetch\(|XMLHttpRequest|innerHTML|eval\(", shell)


def test_rows_beyond_the_limit_are_the_best_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MAX_ROWS", 20)
    monkeypatch.setattr(contents, "MAX_TEXTS", 5)
    with stored(tmp_path, made_up(100, ["lost-space"])) as result:
        report = written(result)
    held = block(report, "data")
    qualities = held["rows"]["quality"]
    assert (held["pages"], len(qualities)) == (100, 20)
    assert qualities == sorted(qualities)
    assert sum(map(sum, held["histogram"])) == 100
    assert report.count(b'id="text-') == 5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_of_text_have_the_contrast_of_wcag_aa(theme: str) -> None:
    css = (ASSETS / "base.css").read_text()
    light, dark = re.findall(r":root(?:\[[^\]]*\])? \{(.*?)\n\}", css, re.S)[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    if theme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark))
    grounds = ("paper", "surface", "sunken")
    pairs = [(text, ground) for text in ("ink", "muted", "accent") for ground in grounds]
    for name in ("fail", "review", "pass", "none"):
        pairs += [
            (name, "paper"),
            (name, "surface"),
            (name, f"{name}-tint"),
            ("ink", f"{name}-tint"),
        ]
    pairs += [("accent", "accent-tint"), ("ink", "current")]
    low = {pair: ratio for pair in pairs if (ratio := contrast(*(found[p] for p in pair))) < 4.5}
    assert not low


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1.4.3."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# In the browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chrome]:
    pytest.importorskip("selenium", reason="selenium is not installed (requirements-dev.txt)")
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        pytest.skip(f"there is no Chromium: {NEEDED}")
    from scripts.report_screenshot import browser

    with browser() as chrome:
        chrome.get("about:blank")
        chrome.get_log("performance")  # what the browser's own first tab asked for
        yield chrome


@pytest.fixture
def chrome(chromium: Chrome) -> Iterator[Chrome]:
    """A browser that must have logged no error, and asked for nothing but files, at the end."""
    from scripts.report_screenshot import resize

    resize(chromium, 1280, 900)
    yield chromium
    assert chromium.execute_script("return window.hacked") is None
    assert [entry["message"] for entry in chromium.get_log("browser")] == []
    asked = set()
    for entry in chromium.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.add(message["params"]["request"]["url"].split("#")[0])
    assert all(url.startswith(("file:", "data:", "about:")) for url in asked), asked


def load(chrome: Chrome, report: Path, address: str = "") -> None:
    from scripts.report_screenshot import open_report

    open_report(chrome, report, address)


def texts(chrome: Chrome, selector: str) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText.trim())"
    found: list[str] = chrome.execute_script(script, selector)
    return found


def wait_for(chrome: Chrome, script: str) -> Any:
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(chrome, 10, poll_frequency=0.02).until(lambda c: c.execute_script(script))


def press(chrome: Chrome, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(chrome).send_keys(*keys).perform()


def status(chrome: Chrome) -> str:
    return texts(chrome, "#status")[0]


def go(chrome: Chrome, address: str) -> None:
    """Follow a link of the report; the view is there when its old one is gone."""
    chrome.execute_script(
        "window.old = document.getElementById('main').firstChild; location.hash = arguments[0]",
        address,
    )
    wait_for(chrome, "return document.getElementById('main').firstChild !== window.old")


def test_overview(chrome: Chrome, report: Path) -> None:
    load(chrome, report)
    held = block(report.read_bytes(), "data")
    assert f"of {sum(held['counts'])}" in texts(chrome, "h1")[0]
    titles = texts(chrome, "figcaption h3")
    assert titles == [
        "Quality", "Rules by frequency", "Verdicts by folder", "Verdicts by month",
        "Two measures against each other",
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
    assert "How to mend it" in texts(chrome, ".finding.open")[0]
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
    ["#page/999999", "#page/x", "#set/77", "#nothing", "#pages?sort=x&range=a:b:c&q=%3Cb%3E"],
)
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
    press(chrome, "t")
    assert chrome.execute_script(ground) != before
    load(chrome, report)
    assert chrome.execute_script(theme) != first
    press(chrome, "t")
    assert chrome.execute_script(ground) == before


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


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_window(chrome: Chrome, report: Path, width: int) -> None:
    from scripts.report_screenshot import resize

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
        ("", "No page was scored"),
        ("#pages", "The audit found no page"),
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


def test_fifty_thousand_rows_stay_smooth(chrome: Chrome, large: Path) -> None:
    assert large.stat().st_size < 12_000_000
    started = time.perf_counter()
    load(chrome, large)
    assert time.perf_counter() - started < 10
    go(chrome, "#pages")
    assert status(chrome) == "50,000 of 50,000 pages"
    timed = (
        "const start = performance.now(); document.querySelector(arguments[0]).click();"
        "document.body.offsetHeight; return performance.now() - start"
    )
    for control in ("[data-sort=quality]", "[data-sort=title]", "input[value=review]"):
        assert chrome.execute_script(timed, control) < 1500
        assert chrome.execute_script("return document.querySelectorAll('tr').length") < 100
    chrome.execute_script("document.querySelector('.viewport').scrollTop = 1e9")
    last = chrome.execute_script(
        "return document.querySelector('.pages').getAttribute('aria-rowcount')"
    )
    wait_for(chrome, f"return document.querySelector('tr[aria-rowindex=\"{last}\"]')")
