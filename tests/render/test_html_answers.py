"""What an auditor asks of the HTML report: what is wrong, what first, which pages, and why."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detector.audit.history import read_history
from detector.audit.result import Page
from detector.render.audit.worklist import COUNTED
from detector.render.html.texts import Texts
from detector.text.document import ContentType
from detector.text.source import Source
from tests.render.browser import (
    block,
    go,
    load,
    status,
    storage,
    stored,
    texts,
    wait_for,
    written,
)
from tests.render.html_audits import audited, source

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


def test_the_first_view_says_what_is_wrong_and_leads_to_it(chrome: Chrome, report: Path) -> None:
    load(chrome, report)
    held = block(report.read_bytes(), "data")
    assert texts(chrome, "h1, .opening li") == [one["text"] for one in held["opening"]]
    assert 2 <= len(held["opening"]) <= 3
    assert "detector audit site" in texts(chrome, ".about")[0]
    steps = [step for step in held["worklist"] if step["listed"]]
    assert [step["gain"] for step in steps] == sorted((s["gain"] for s in steps), reverse=True)
    assert texts(chrome, ".steps-list .score") == [
        f"+{step['gain']:g}" if step["gain"] else "0" for step in steps[:8]
    ]
    assert texts(chrome, ".panel > p.muted")[0] == COUNTED
    at, step = next((at, s) for at, s in enumerate(steps) if "reason" in s["select"])
    go(chrome, chrome.execute_script(
        "return document.querySelectorAll('.steps-list li')[arguments[0]]"
        ".querySelector('a').getAttribute('href')", at,
    ))  # fmt: skip
    assert int(status(chrome).split(" of ")[0]) >= step["pages"]


def test_pages_without_a_verdict_are_counted_by_reason(chrome: Chrome, report: Path) -> None:
    load(chrome, report)
    held = block(report.read_bytes(), "data")
    assert sum(pages for _, pages in held["abstained"]) == held["counts"][3] > 0
    reason, pages = held["abstained"][0]
    go(chrome, f"#pages?verdict=not_scored&reason={reason}")
    assert status(chrome).startswith(f"{pages} of ")
    assert set(texts(chrome, "td.c-reasons")) == {reason.replace("_", " ")}


def test_columns_are_chosen_and_stay(chrome: Chrome, report: Path) -> None:
    load(chrome, report, "#pages")
    before = texts(chrome, "thead th")
    assert "Reasons" in before
    assert "Folder" not in before
    assert stored(chrome) == {}
    chrome.execute_script(
        "document.querySelector('.menu summary').click();"
        "document.querySelector('.menu input[value=folder]').click();"
        "document.querySelector('.menu input[value=words]').click()"
    )
    chosen = texts(chrome, "thead th")
    assert sorted(chosen) == sorted({*before, "Folder"} - {"Words"})
    kept = stored(chrome)
    assert list(kept) == ["detector-columns"]
    names = json.loads(kept["detector-columns"])
    assert "folder" in names
    assert "words" not in names
    with storage(chrome, kept):
        load(chrome, report, "#pages")
        assert texts(chrome, "thead th") == chosen
        assert texts(chrome, "td.c-folder")
    load(chrome, report, "#pages")
    assert texts(chrome, "thead th") == before


def saved(chrome: Chrome, format: str) -> str:
    """Return what the export would save, as the browser made it."""
    chrome.execute_script(
        "window.kept = null; const make = URL.createObjectURL;"
        "URL.createObjectURL = (blob) => { blob.text().then((text) => { window.kept = text; });"
        " URL.createObjectURL = make; return 'about:blank#kept'; };"
        "HTMLAnchorElement.prototype.click = function () {};"
        f"document.querySelector('[data-export={format}]').dispatchEvent(new Event('click'))"
    )
    wait_for(chrome, "return window.kept !== null")
    text: str = chrome.execute_script("return window.kept")
    return text


def test_the_filtered_rows_are_exported(chrome: Chrome, report: Path) -> None:
    load(chrome, report, "#pages?verdict=fail&sort=title")
    rows = int(status(chrome).split(" of ")[0])
    shown = texts(chrome, "td.c-title .id")
    table = list(csv.DictReader(StringIO(saved(chrome, "CSV"))))
    assert [row["id"] for row in table] == shown
    assert {row["verdict"] for row in table} == {"fail"}
    load(chrome, report, "#pages?verdict=fail&sort=title")
    records = json.loads(saved(chrome, "JSON"))
    assert [record["id"] for record in records] == shown
    assert all(record["reasons"] for record in records)
    load(chrome, report, "#pages?verdict=fail&sort=title")
    assert saved(chrome, "Addresses").splitlines() == shown
    assert rows == len(shown)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("=1+1", "'=1+1"), (" =1", " '=1"), ("a;-1", "a;'-1"), ("@x", "'@x"), ("a=1", "a=1"),
        ("\uff1d1", "'\uff1d1"), ("\u202ex", "‹202E›x"), (-3, "-3"), (None, ""), ("a\nb", "a b"),
        ('say "x", y', '"say ""x"", y"'),
    ],
)  # fmt: skip
def test_a_cell_is_never_a_formula(chrome: Chrome, report: Path, value: object, kept: str) -> None:
    from detector.render import html

    script = (Path(html.__file__).parent / "assets" / "columns.js").read_text()
    shown = (Path(html.__file__).parent / "assets" / "dom.js").read_text()
    shown = shown[shown.index("const UNSAFE") : shown.index("// A link that leaves")]
    part = shown + script[script.index("function csvCell") : script.index("const EXPORTS")]
    assert chrome.execute_script(f"{part}; return csvCell(arguments[0])", value) == kept


def test_a_page_leads_to_its_file_its_sets_and_errors_first(chrome: Chrome, report: Path) -> None:
    held = block(report.read_bytes(), "data")
    rows = held["rows"]["id"]
    load(chrome, report, f"#page/{rows.index('towns/york.md')}")
    address = chrome.execute_script("return document.querySelector('.page-head a[rel]').href")
    assert address == f"file://{held['about']['folder']}/towns/york.md"
    assert any("Doorway set" in text for text in texts(chrome, ".beside li"))
    load(chrome, report, f"#page/{rows.index('blog/hostile.md')}")
    groups = [text.split()[0] for text in texts(chrome, ".findings .group")]
    order = ["Error", "Warning", "Info"]
    assert groups == sorted(groups, key=order.index)
    assert len(groups) == len(set(groups)) >= 2


@pytest.mark.parametrize(
    "id", ["javascript:alert(1)", "data:text/html,x", "s3://bucket/a.md", "//site.example/a"]
)
def test_no_other_address_can_be_opened(chrome: Chrome, tmp_path: Path, id: str) -> None:
    page = Source(id=id, path="-", data="The tide went out.", format=ContentType.TEXT)
    with audited(tmp_path, [page]) as result:
        (tmp_path / "report.html").write_bytes(written(result))
    load(chrome, tmp_path / "report.html", "#page/0")
    found = chrome.execute_script(
        "return [...document.querySelectorAll('main a')].map((e) => e.protocol)"
    )
    assert set(found) <= {"file:"}


def test_fixes_and_passages_of_a_page(chrome: Chrome, tmp_path: Path) -> None:
    text = "# A walk\n\nThe tide went out &amp;amp; we walked home along the wall.\n"
    with audited(tmp_path, [source("walk.md", text)]) as result:
        page = result.page(0)
        held = result.source(0)
        (tmp_path / "report.html").write_bytes(written(result))
    assert held is not None
    made = Texts(None).page(page, held)
    ((start, end, replacement),) = made["fixes"]
    assert held[:start] + replacement + held[end:] == text.replace("&amp;amp;", "&amp;")
    assert "passages" not in made  # nothing said that the page reads as machine-generated
    load(chrome, tmp_path / "report.html", "#page/0")
    chrome.execute_script("document.querySelector('details.beside').open = true")
    assert "walked home" in texts(chrome, ".patch li")[0]


def test_passages_are_of_pages_that_read_as_machine_generated(
    tmp_path: Path, machine_text: str
) -> None:
    with audited(tmp_path, [source("post.md", machine_text)]) as result:
        page, held = result.page(0), result.source(0)
    assert held is not None
    page.record["reasons"] = ["generated"]
    passages = Texts(None).page(page, held)["passages"]
    assert passages
    for start, end, chance in passages:
        assert 0 <= start < end <= len(held)
        assert 0 < chance <= 100
        assert len(held[start:end].split()) >= 50


def test_a_page_that_was_printed_from_a_file_has_no_fixes(tmp_path: Path) -> None:
    text = "The tide went out &amp;amp; we walked home."
    with audited(tmp_path, [source("walk.md", text)]) as result:
        page, held = result.page(0), result.source(0)
    assert held is not None
    printed = Page(
        ordinal=0, id="walk.docx", path="walk.docx", folder=".", body=page.body,
        facts=page.facts, date=None, author=None,
    )  # fmt: skip
    assert "fixes" in Texts(None).page(page, held)
    assert "fixes" not in Texts(None).page(printed, held)


def test_the_report_knows_earlier_audits(chrome: Chrome, tmp_path: Path) -> None:
    before = [
        {"id": "a.txt", "verdict": "fail", "quality": 10.0, "findings": []},
        {"id": "b.txt", "verdict": "not_scored", "quality": None, "findings": []},
        {"id": "gone.txt", "verdict": "pass", "quality": 90.0, "findings": []},
    ]
    for name, rows in (("2026-01.jsonl", before[:1]), ("2026-02.jsonl", before)):
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows))
    history = read_history([tmp_path])
    text = "The tide went out. We walked home along the wall."
    pages = [source(name, text) for name in ("a.txt", "b.txt", "c.txt")]
    with audited(tmp_path, pages) as result:
        result.history = history
        (tmp_path / "report.html").write_bytes(written(result))
    load(chrome, tmp_path / "report.html")
    panel = next(text for text in texts(chrome, ".panel") if text.startswith("Since 2026-02"))
    assert "2\npages got better" in panel
    assert "2 changed verdict" in panel
    assert "1\npage is new" in panel
    assert "1\npage is gone" in panel
    go(chrome, "#pages?change=better")
    assert sorted(texts(chrome, "td.c-title a")) == ["a.txt", "b.txt"]
    rows = block((tmp_path / "report.html").read_bytes(), "data")["rows"]["id"]
    go(chrome, f"#page/{rows.index('a.txt')}")
    (past,) = [text for text in texts(chrome, ".beside") if text.startswith("History")]
    assert " ".join(past.split()) == "History 2026-01 Fail 10 of 100 2026-02 Fail 10 of 100"
