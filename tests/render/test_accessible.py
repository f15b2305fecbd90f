"""axe-core finds nothing serious in the report, the comparison and the server's page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detector.cli import run
from detector.server.page import build
from tests.render.browser import load

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

AXE = Path(__file__).resolve().parents[2] / ".venv/node/node_modules/axe-core/axe.min.js"
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm install --prefix .venv/node axe-core")
    return AXE.read_text("utf-8")


def problems(chrome: Chrome, axe: str) -> list[tuple[str, str]]:
    """Return the rules that fail seriously, each with the first element that fails it."""
    if not chrome.execute_script("return Boolean(window.axe)"):
        chrome.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
        chrome.execute_script(axe)
    found = chrome.execute_async_script(
        "const done = arguments[0]; axe.run({resultTypes: ['violations']})"
        ".then((result) => done(result.violations.map("
        "(one) => [one.id, one.impact, one.nodes[0].html])))"
    )
    return [(id, html) for id, impact, html in found if impact in SERIOUS]


@pytest.mark.parametrize("address", ["#overview", "#pages", "#page/0", "#sets"])
def test_the_report(chrome: Chrome, report: Path, axe: str, address: str) -> None:
    load(chrome, report, address)
    for theme in ("light", "dark"):
        chrome.execute_script(
            "document.documentElement.dataset.theme = arguments[0];"
            "document.getAnimations().forEach((one) => one.finish())",  # colours on their way
            theme,
        )
        assert problems(chrome, axe) == [], theme


def test_the_comparison(chrome: Chrome, tmp_path: Path, axe: str) -> None:
    for name, verdict in (("a", "pass"), ("b", "fail")):
        record = {"id": "x", "verdict": verdict, "quality": 50.0, "findings": []}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(record) + "\n")
    out = tmp_path / "c.html"
    assert run(["compare", str(tmp_path), "--out", str(out)]) == 0
    chrome.get(out.as_uri())
    assert problems(chrome, axe) == []


def test_a_page_with_faults_is_found(chrome: Chrome, tmp_path: Path, axe: str) -> None:
    (tmp_path / "bad.html").write_text("<title>x</title><img src='data:,'><input>")
    chrome.get((tmp_path / "bad.html").as_uri())
    assert {"image-alt", "label"} <= {id for id, _ in problems(chrome, axe)}


def test_the_page_of_the_server(chrome: Chrome, tmp_path: Path, axe: str) -> None:
    (tmp_path / "page.html").write_bytes(build()[0])
    chrome.get((tmp_path / "page.html").as_uri())
    assert problems(chrome, axe) == []
