"""Read an HTML report as a file, and use it in Chromium."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detector.render import html

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


def written(result: Any) -> bytes:
    stream = BytesIO()
    html.write(result, stream)
    return stream.getvalue()


def block(report: bytes, id: str) -> Any:
    found = re.search(rb'id="%s">([^<]*)</script>' % id.encode(), report)
    assert found
    return json.loads(zlib.decompress(b64decode(found[1])))


def load(chrome: Chrome, report: Path, address: str = "") -> None:
    from scripts.build.screenshot import open_report

    open_report(chrome, report, address)
    _settle(chrome)


def _settle(chrome: Chrome) -> None:
    """Wait until a view is laid out: only then does the table draw its rows, and a chart itself."""
    chrome.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")


def texts(chrome: Chrome, selector: str) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText.trim())"
    found: list[str] = chrome.execute_script(script, selector)
    return found


def wait_for(chrome: Chrome, script: str) -> Any:
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(chrome, 60, poll_frequency=0.02).until(lambda c: c.execute_script(script))


def stored(chrome: Chrome) -> dict[str, str]:
    """Return what the page that is shown has stored."""
    kept: dict[str, str] = chrome.execute_script("return {...localStorage}")
    return kept


@contextmanager
def storage(chrome: Chrome, kept: Mapping[str, str]) -> Iterator[None]:
    """Let every report that is loaded meanwhile find ``kept``, and no more, in its storage.

    Chromium hands what a page stores from process to process, and may be late with it. So no test
    relies on what another page has stored: the storage is filled before the page's scripts run.
    """
    filled = "".join(
        f"localStorage.setItem({json.dumps(key)}, {json.dumps(value)});"
        for key, value in kept.items()
    )
    # The browser's own pages have no storage.
    source = f"if (location.protocol === 'file:') {{ localStorage.clear(); {filled} }}"
    added = chrome.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    try:
        yield
    finally:
        chrome.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


def press(chrome: Chrome, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(chrome).send_keys(*keys).perform()


def status(chrome: Chrome) -> str:
    return texts(chrome, "#status")[0]


def go(chrome: Chrome, address: str) -> None:
    """Follow a link of the report; the view is there when its old one is gone, and laid out."""
    chrome.execute_script(
        "window.old = document.getElementById('main').firstChild; location.hash = arguments[0]",
        address,
    )
    wait_for(chrome, "return document.getElementById('main').firstChild !== window.old")
    _settle(chrome)
