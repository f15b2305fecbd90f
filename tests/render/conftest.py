"""HTML reports, made once, and a Chromium that shows them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detector.rules import ALL_RULES
from tests.render.browser import storage, written
from tests.render.html_audits import audited, made_up, pages, stored

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

LARGE = int(os.environ.get("TEST_ROWS", "10000"))  # .ci/run also tests 50,000


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    with audited(folder, pages(), broken="towns/broken.html") as result:
        (folder / "report.html").write_bytes(written(result))
        assert written(result) == (folder / "report.html").read_bytes()
    return folder / "report.html"


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    with stored(folder, made_up(LARGE, [rule.id for rule in ALL_RULES])) as result:
        (folder / "report.html").write_bytes(written(result))
    return folder / "report.html"


@pytest.fixture
def chrome(chromium: Chrome) -> Iterator[Chrome]:
    """A browser that must have logged no error, and asked for nothing but files, at the end.

    No report finds in its storage what one before it has kept.
    """
    from scripts.build.screenshot import resize

    resize(chromium, 1280, 900)
    with storage(chromium, {}):
        yield chromium
    assert chromium.execute_script("return window.hacked") is None
    assert [entry["message"] for entry in chromium.get_log("browser")] == []
    asked = set()
    for entry in chromium.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.add(message["params"]["request"]["url"].split("#")[0])
    assert all(url.startswith(("file:", "data:", "about:")) for url in asked), asked


@pytest.fixture
def machine_text() -> str:
    """A seed article whose prose reads as machine-generated."""
    folder = Path(__file__).resolve().parents[2] / "seeds"
    return next(folder.glob("000_*.txt")).read_text("utf-8")
