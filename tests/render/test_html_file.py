"""The HTML report as a file: what it holds, and what it never does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detector.render import html
from detector.render.html import contents
from tests.render.browser import block, written
from tests.render.html_audits import made_up, stored

ASSETS = Path(html.__file__).parent / "assets"


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
