"""The page at ``/`` in a real Chromium: pasted, checked, marked; nothing asked of elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.server.conftest import Running, Start
from tests.stub_model import RATED_LOW

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

CONTENT = "The 😀 bakers rise at four <b>turn0search0</b> and knead by hand.\n\nIt ends <here>."


@pytest.fixture(scope="module")
def browser(chromium: Chrome) -> Iterator[Chrome]:
    """The browser of the session, which is left as it was found."""
    chromium.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
    resize(chromium, 1200, 900)
    yield chromium
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    chromium.get("about:blank")
    for log in ("browser", "performance"):
        chromium.get_log(log)


def resize(chromium: Chrome, width: int, height: int) -> None:
    from scripts.build.screenshot import resize

    resize(chromium, width, height)


@pytest.fixture(scope="module")
def server(serve: Start) -> Running:
    return serve(workers=1)


def check(browser: Chrome, content: str, title: str = "") -> None:
    """Type a draft as an editor does, by the keyboard alone, and wait for the verdict."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    fill = "arguments[0].value = arguments[1]"
    browser.execute_script(fill, browser.find_element(By.ID, "title"), title)
    browser.execute_script(fill, browser.find_element(By.ID, "content"), content)
    browser.execute_script("document.getElementById('status').textContent = ''")
    browser.find_element(By.ID, "check").send_keys("\n")
    WebDriverWait(browser, 30).until(
        lambda b: b.find_element(By.ID, "status").text.startswith(("Checked", "Not checked"))
    )


def test_draft_is_marked(browser: Chrome, server: Running) -> None:
    from selenium.webdriver.common.by import By

    browser.get(server.url + "/")
    check(browser, CONTENT, "Bread & turn0search1")
    verdict = browser.find_element(By.ID, "verdict")
    assert verdict.text == "Not fit to publish as it is"
    assert browser.switch_to.active_element.get_attribute("id") == "verdict"
    marks = browser.find_elements(By.CSS_SELECTOR, "#marked mark.error")
    assert [mark.text for mark in marks] == ["turn0search1", "<b>", "turn0search0", "</b>"]
    # What was pasted is shown as text, never as markup.
    marked = browser.find_element(By.ID, "marked")
    assert marked.find_elements(By.TAG_NAME, "b") == []
    assert "<b>turn0search0</b>" in marked.text
    links = browser.find_elements(By.CSS_SELECTOR, "#issues a")
    targets = {link.get_attribute("href").split("#")[1] for link in links}
    assert targets
    for target in targets:
        assert browser.find_element(By.ID, target)


def test_good_draft_passes(browser: Chrome, server: Running) -> None:
    from selenium.webdriver.common.by import By

    browser.get(server.url + "/")
    check(browser, "The bakers rise at four. They knead the dough by hand before dawn.\n" * 2)
    assert browser.find_element(By.ID, "verdict").text.startswith("Passes")
    assert browser.find_elements(By.CSS_SELECTOR, "#issues li") == []
    doubt = browser.find_element(By.ID, "doubt")
    assert not doubt.is_displayed()
    check(browser, f"The bakers rise at four. The dough of their rivals is {RATED_LOW}.\n" * 2)
    assert browser.find_element(By.ID, "verdict").text.startswith("Passes")
    assert "no rule shows a reason" in doubt.text


def test_refusals_are_told(browser: Chrome, serve: Start) -> None:
    from selenium.webdriver.common.by import By

    keyed = serve(workers=1, keys={"blog": "a-key-of-the-blog-0123456789"})
    browser.get(keyed.url + "/")
    check(browser, CONTENT)
    status = browser.find_element(By.ID, "status")
    assert status.text.startswith("Not checked: a key")
    browser.find_element(By.ID, "key").send_keys("a-key-of-the-blog-0123456789")
    check(browser, CONTENT)
    assert status.text.startswith("Checked")


def test_nothing_is_asked_of_elsewhere(browser: Chrome, server: Running) -> None:
    browser.get_log("performance")
    browser.get_log("browser")
    browser.get(server.url + "/")
    check(browser, CONTENT)
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = {
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }
    assert urls
    assert all(url.startswith((server.url, "data:")) for url in urls), urls
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


_CONTRAST = """
const rgb = (c) => c.match(/[\\d.]+/g).map(Number);
const light = (c) => rgb(c).slice(0, 3).map((v) => v / 255)
  .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (e) => {
  for (; e; e = e.parentElement) {
    const c = getComputedStyle(e).backgroundColor;
    if (rgb(c)[3] !== 0) return c;
  }
  return "rgb(255, 255, 255)";
};
return [...document.querySelectorAll("h1,h2,h3,p,label,input,textarea,button,li,a,span,mark")]
  .filter((e) => e.textContent.trim() && e.getClientRects().length)
  .map((e) => {
    const pair = [light(getComputedStyle(e).color), light(ground(e))].sort((a, b) => b - a);
    return [e.tagName + "." + e.className, (pair[0] + 0.05) / (pair[1] + 0.05)];
  });
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible_in_both_schemes(browser: Chrome, server: Running, scheme: str) -> None:
    from selenium.webdriver.common.by import By

    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get(server.url + "/")
    check(browser, CONTENT, "Bread")
    ratios = browser.execute_script(_CONTRAST)
    assert ratios
    assert [found for found in ratios if found[1] < 4.5] == []
    for field in browser.find_elements(By.CSS_SELECTOR, "input, textarea, select"):
        label = f"label[for={field.get_attribute('id')}]"
        assert browser.find_element(By.CSS_SELECTOR, label).text
    assert browser.execute_script("return document.documentElement.lang") == "en"
    resize(browser, 360, 700)
    wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not browser.execute_script(wide)
    resize(browser, 1200, 900)
