"""Honest pages of kinds that data sets hold few of: no rule may warn of any of them.

The files were written for this test. Each is named after its kind, or after what looks like a
fault in it and is none.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from detector.findings import Severity
from detector.readers import parse
from detector.scoring import evidence
from detector.text.analysis import Analysis
from detector.text.document import ContentType

PAGES = sorted(path for path in (Path(__file__).parent / "honest").iterdir() if path.is_file())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
@pytest.mark.parametrize("content_type", [ContentType.MARKDOWN, None], ids=["markdown", "guessed"])
def test_no_rule_warns(page: Path, content_type: ContentType | None) -> None:
    text = page.read_text(encoding="utf-8")
    analysis = Analysis(parse(text, id=page.name, content_type=content_type))
    assert len(analysis.words) > 30
    told = [
        f"{finding.line}: {finding.rule}: {finding.message}"
        for finding in evidence.find(analysis)
        if finding.severity is not Severity.INFO
    ]
    assert told == []
