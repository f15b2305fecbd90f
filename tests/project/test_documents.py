"""The documents tell the truth: their generated parts are current, their links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from detector.readers import parse
from detector.text.analysis import Analysis
from tests.conftest import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_readme_is_current() -> None:
    run = subprocess.run(
        [sys.executable, "scripts/build/make_readme.py", "--check"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_the_rule_of_the_guide_works() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    source = dedent(guide.split("   ```python\n")[1].split("   ```\n")[0])
    module: dict[str, Any] = {}
    exec(compile(source, "empty_verb.py", "exec"), module)
    rule = module["RULE"]
    for example in rule.finds:
        assert list(rule.check(Analysis(parse(example.text, id="x"))))
    for example in rule.spares:
        assert not list(rule.check(Analysis(parse(example.text, id="x"))))
