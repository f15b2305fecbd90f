"""Read an HTML report as a file, and use it in Chromium."""

from __future__ import annotations

import json
import re
import time
import zlib
from base64 import b64decode
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


def texts(chrome: Chrome, selector: str) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText.trim())"
    found: list[str] = chrome.execute_script(script, selector)
    return found


def wait_for(chrome: Chrome, script: str) -> Any:
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(chrome, 60, poll_frequency=0.02).until(lambda c: c.execute_script(script))


def load_until(chrome: Chrome, report: Path, address: str, script: str) -> None:
    """Load the report again and again until ``script`` is true; fail after half a minute.

    Chromium hands what a page stores from process to process: on a busy machine a page that is
    loaded at once does not see it yet.
    """
    end = time.monotonic() + 30
    load(chrome, report, address)
    while not chrome.execute_script(script):
        assert time.monotonic() < end, f"never true: {script}"
        time.sleep(0.3)
        load(chrome, report, address)


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
