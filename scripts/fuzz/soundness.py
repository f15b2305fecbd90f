"""The promises that every document and every report must keep, as plain assertions."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import Any

from detector.findings import Finding, Report
from detector.text.document import Document


def check_document(document: Document) -> None:
    """Assert that all ranges of a document are sound."""
    size, length = len(document.source), len(document.text)
    at = 0
    for block in document.blocks:
        assert at <= block.start <= block.end <= length, "block out of order"
        assert 0 <= block.source.start <= block.source.end <= size, "block outside the source"
        at = block.end
    for start in range(0, length, max(1, length // 50)):
        span = document.to_source(start, min(start + 3, length))
        assert 0 <= span.start <= span.end <= size, "view maps outside the source"
    for link in document.links:
        assert 0 <= link.start <= link.end <= length, "link outside the view"
        assert 0 <= link.source.start <= link.source.end <= size, "link outside the source"
    assert all(0 <= a <= b <= length for a, b in document.code), "code outside the view"
    assert all(0 <= a <= b <= size for a, b in document.hidden), "hidden outside the source"
    for field in document.metadata:
        assert 0 <= field.source.start < field.source.end <= size, "metadata outside the source"
    for disguise in document.disguises:
        assert 0 <= disguise.start <= disguise.end <= size, "disguise outside the source"
    document.text.encode()
    document.source.encode()


def check_findings(findings: tuple[Finding, ...], source: str) -> None:
    """Assert that findings are sorted and are where they say."""
    assert all(a.start <= b.start for a, b in pairwise(findings)), "findings out of order"
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(source), finding.rule
        assert source[finding.start : finding.end] == finding.evidence, finding.rule
        before = source[: finding.start].replace("\r\n", "\n").replace("\r", "\n")
        assert finding.line == before.count("\n") + 1, finding.rule
        assert finding.column >= 1, finding.rule
        assert 0 <= finding.weight <= 1, finding.rule
        assert finding.count >= 0, finding.rule
        assert finding.message.strip(), finding.rule


def check_report(report: Report, source: str) -> None:
    """Assert that a report is a result of the contract for ``source``."""
    check_findings(report.findings, source)
    record = json.loads(json.dumps(report.to_json(), allow_nan=False, ensure_ascii=False))
    json.dumps(record, ensure_ascii=False).encode()
    assert (record["quality"] is None) == (record["verdict"] == "not_scored")
    assert all(0 <= value <= 1 for value in record["scores"].values())
    for probability in (record["generated"]["probability"], record["low_quality"]["probability"]):
        assert probability is None or 0 <= probability <= 1
    assert all(math.isfinite(number) for number in _numbers(record))


def _numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for item in value.values() for number in _numbers(item)]
    if isinstance(value, list):
        return [number for item in value for number in _numbers(item)]
    return [value] if isinstance(value, float) else []
