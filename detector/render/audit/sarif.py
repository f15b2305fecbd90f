"""SARIF of an audit: every page's errors and warnings, for code scanning."""

from __future__ import annotations

import hashlib
import io
from typing import IO, TYPE_CHECKING, Any

from detector.findings import Severity
from detector.gate.issues import Issue
from detector.render.check.sarif import Sarif

if TYPE_CHECKING:
    from detector.audit import AuditResult, Page

MAX_RESULTS = 25_000  # GitHub takes no more in one run


def write(result: AuditResult, stream: IO[bytes]) -> None:
    """Write one SARIF log; at most 25,000 results, all errors before warnings."""
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", write_through=True)
    log = Sarif(text)
    left = MAX_RESULTS
    for severity in (Severity.ERROR, Severity.WARNING):
        for page in result.pages():
            if severity is Severity.ERROR and (failure := page.failure):
                log.add(failure)
            if page.facts is None or not page.facts.rules or left <= 0:
                continue
            for finding in page.record["findings"]:
                if finding["severity"] == severity and left > 0:
                    log.add_issue(_issue(page, finding))
                    left -= 1
    log.close()
    text.detach()


def _issue(page: Page, finding: dict[str, Any]) -> Issue:
    """Make an issue of a finding; the evidence, which is source text, gives its end."""
    evidence, line, column = finding["evidence"], finding["line"], finding["column"]
    before, _, last = evidence.replace("\r\n", "\n").replace("\r", "\n").rpartition("\n")
    lines = before.count("\n") + 1 if "\n" in evidence or "\r" in evidence else 0
    key = f"{page.id}\0{finding['rule']}\0{evidence}\0{finding['message']}"
    return Issue(
        path=page.path or page.id,
        line=line,
        column=column,
        end_line=line + lines,
        end_column=len(last) + 1 if lines else column + len(evidence),
        byte_column=column,
        end_byte_column=column + len(evidence),
        start=finding["start"],
        end=finding["end"],
        severity=Severity(finding["severity"]),
        rule=finding["rule"],
        message=finding["message"],
        evidence=evidence,
        fingerprint=hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32],
    )
