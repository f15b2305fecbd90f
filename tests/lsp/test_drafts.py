"""What the language server says of a draft's prose."""

from __future__ import annotations

from pathlib import Path

from detector.findings import Severity
from detector.lsp.drafts import Draft, Drafts
from detector.text.document import ContentType
from tests.machine_prose import HUMAN, MACHINE, MIXED


def test_passages_are_shown_where_the_draft_is_flagged_and_only_there(tmp_path: Path) -> None:
    drafts = Drafts(config=None, isolated=True, model=None)
    severities = []
    for text in (HUMAN, MIXED, MACHINE):
        checked = drafts.check(Draft(str(tmp_path / "a.md"), text, ContentType.MARKDOWN))
        assert checked is not None
        flagged = any(issue.severity is Severity.ERROR for issue in checked.shown)
        hints = [issue for issue in checked.shown if issue.severity is Severity.INFO]
        severities.append((flagged, len(hints)))
    assert severities[0] == (False, 0)
    assert severities[2] == (True, 1)
    assert severities[1][0] == bool(severities[1][1])
