"""Take screenshots of an HTML report: every view, light and dark, wide and narrow.

    python scripts/build/screenshot.py report.html pictures/

Needs Chromium with its driver (``apt-get install chromium chromium-driver``) and selenium.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

WIDTHS = (1280, 390)
VIEWS = {"overview": "#overview", "table": "#pages", "page": "#page/0", "set": "#set/0"}
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--hide-scrollbars",
)  # fmt: skip
MAX_HEIGHT = 4000


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """Start Chromium with a temporary profile. Logs console and network."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        raise FileNotFoundError("chromium and chromedriver must be on PATH")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = Options()
        options.binary_location = chromium
        for argument in (*ARGUMENTS, f"--user-data-dir={profile}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        chrome = webdriver.Chrome(options=options, service=Service(driver))
        try:
            yield chrome
        finally:
            chrome.quit()


def resize(chrome: webdriver.Chrome, width: int, height: int) -> None:
    """Set the size of the page itself; a window cannot be as narrow as a phone."""
    chrome.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700},
    )


def open_report(chrome: webdriver.Chrome, report: Path, address: str = "") -> None:
    """Load the report and wait until its first view is shown."""
    chrome.get("about:blank")
    chrome.get(report.resolve().as_uri() + address)
    WebDriverWait(chrome, 60, poll_frequency=0.02).until(
        lambda c: c.execute_script("return 'ready' in document.documentElement.dataset")
    )


def picture(chrome: webdriver.Chrome, width: int, file: Path) -> None:
    """Save the whole page, down to ``MAX_HEIGHT``."""
    height = chrome.execute_script("return document.documentElement.scrollHeight")
    resize(chrome, width, min(max(height, 800), MAX_HEIGHT))
    settled = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))"
    chrome.execute_async_script(settled)
    chrome.save_screenshot(str(file))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--view", action="append", default=[], metavar="NAME=#ADDRESS")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    views = dict(view.split("=", 1) for view in given.view) or VIEWS
    with browser() as chrome:
        for width in WIDTHS:
            for theme in ("light", "dark"):
                for name, address in views.items():
                    resize(chrome, width, 900)
                    open_report(chrome, given.report, address)
                    if theme != chrome.execute_script(
                        "return document.documentElement.dataset.theme"
                    ):
                        chrome.execute_script("document.getElementById('theme').click()")
                    if name == "page":
                        chrome.execute_script("document.getElementById('next')?.click()")
                    whole = name in ("overview", "set")
                    file = given.folder / f"{name}-{theme}-{width}.png"
                    if whole:
                        picture(chrome, width, file)
                    else:
                        chrome.save_screenshot(str(file))
                    print(file)
        errors = [
            e
            for e in chrome.get_log("browser")  # type: ignore[no-untyped-call]
            if e["level"] == "SEVERE"
        ]
    for error in errors:
        print(error["message"], file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    raise SystemExit(main())
