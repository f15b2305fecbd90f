"""The filters of the report's table: what changed, and the sets of the reasons column."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detector.audit.history import read_history
from tests.render.browser import block, go, load, status, texts, written
from tests.render.html_audits import audited, source

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

CHANGES = {
    "worse": ["hurt.md", "lower.md"],
    "worse-verdict": ["hurt.md"],
    "worse-quality": ["lower.md"],
    "better": ["better.md"],
    "better-verdict": ["better.md"],
    "better-quality": [],
    "changed": ["better.md", "hurt.md"],
    "new": ["fresh.md"],
    "same": ["even.md"],
    "__proto__": [],
}


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A report since an audit in which every page but one had another verdict or quality."""
    good = "The tide went out. We walked home along the wall."
    bad = f"As an AI language model, I cannot help with that. {good}"
    (tmp_path / "first").mkdir()
    with audited(tmp_path / "first", [source("even.md", good)]) as result:
        quality = result.page(0).record["quality"]
    was = {
        "hurt.md": ("pass", quality),
        "lower.md": ("pass", quality + 6),
        "even.md": ("pass", quality),
        "better.md": ("review", quality),
    }
    rows = [
        {"id": id, "verdict": verdict, "quality": round(min(q, 100), 2), "findings": []}
        for id, (verdict, q) in was.items()
    ]
    (tmp_path / "old.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    history = read_history([tmp_path / "old.jsonl"])
    pages = [source(name, bad if name == "hurt.md" else good) for name in [*was, "fresh.md"]]
    with audited(tmp_path, pages) as result:
        result.history = history
        (tmp_path / "report.html").write_bytes(written(result))
    return tmp_path / "report.html"


def test_every_change_is_a_filter_in_the_table_and_in_its_address(
    chrome: Chrome, changed: Path
) -> None:
    load(chrome, changed)
    panel = next(text for text in texts(chrome, ".panel") if text.startswith("Since old"))
    assert "2\npages got worse: 1 changed verdict, 1 quality alone" in panel
    assert "1\npage got better: 1 changed verdict" in panel
    for change, pages in CHANGES.items():
        go(chrome, f"#pages?change={change}")
        assert sorted(texts(chrome, "td.c-title a")) == pages, change
    load(chrome, changed, "#pages")
    labels = {text.split("\n")[0] for text in texts(chrome, "label.field")}
    assert {"Rule", "Reason", "Folder", "Change"} <= labels
    offered = chrome.execute_script(
        "return Object.fromEntries([...document.querySelectorAll('label.field')]"
        ".find((one) => one.innerText.startsWith('Change'))"
        ".querySelectorAll('option').entries().map(([, o]) => [o.value, o.text]))"
    )
    assert offered.pop("") == "Any change"
    assert set(offered) == {change for change, pages in CHANGES.items() if pages}
    for change, text in offered.items():
        assert text.endswith(f"({len(CHANGES[change])})")
    choose(chrome, "Change", "changed")
    assert sorted(texts(chrome, "td.c-title a")) == CHANGES["changed"]
    assert chrome.execute_script("return location.hash") == "#pages?change=changed"
    assert texts(chrome, ".chip")[0].startswith("Since old: changed verdict")


def choose(chrome: Chrome, label: str, value: str) -> None:
    """Choose an option of a filter of the table, as a reader does."""
    chrome.execute_script(
        "const select = [...document.querySelectorAll('label.field')]"
        ".find((one) => one.innerText.startsWith(arguments[0])).querySelector('select');"
        "select.value = arguments[1]; select.dispatchEvent(new Event('change'))",
        label,
        value,
    )


def test_a_set_is_a_reason_to_filter_by(chrome: Chrome, report: Path) -> None:
    load(chrome, report, "#pages")
    every = texts(chrome, "td.c-reasons")
    held = block(report.read_bytes(), "data")
    for kind in ("doorway-set", "exact-duplicates"):
        pages = {row for one in held["sets"] if one["kind"] == kind for row in one["rows"]}
        assert pages
        choose(chrome, "Reason", kind)
        assert status(chrome).startswith(f"{len(pages)} of ")
        name = kind.replace("-", " ")
        assert all(name in text for text in texts(chrome, "td.c-reasons"))
        assert sum(name in text for text in every) <= len(pages)
