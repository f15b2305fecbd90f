"""A clean paragraph at the end makes no error of what was none before."""

from __future__ import annotations

import pytest

from detector.findings import Finding, Severity
from detector.readers import parse
from detector.rules import ALL_RULES
from detector.rules.rule import Rule
from detector.scoring import evidence
from detector.text.analysis import Analysis
from detector.text.document import ContentType

CLEAN = (
    "Anna went down to the harbour early, before the boats came in, and counted the crates on the "
    "quay. Two were missing. She asked the night watchman, who had heard an engine at four, and "
    "wrote the time on the back of her hand.",
    "In 1912 the council bought the mill from the Hartley family for £4,200. It ground flour until "
    "the flood of 1931, stood empty for a decade, and has held the town's library ever since.",
)


def errors(text: str, kind: ContentType) -> list[Finding]:
    findings = evidence.find(Analysis(parse(text, id="a", content_type=kind)))
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def appended(text: str, paragraph: str, kind: ContentType) -> str:
    if kind is not ContentType.HTML:
        return f"{text}\n\n{paragraph}\n"
    head, end, tail = text.rpartition("</article>" if "</article>" in text else "</body>")
    return f"{head}<p>{paragraph}</p>{end}{tail}" if end else f"{text}<p>{paragraph}</p>"


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_clean_paragraph_adds_no_error(rule: Rule) -> None:
    """What was too little to judge may become enough; nothing is held against the paragraph."""
    for example in (*rule.finds, *rule.spares):
        for paragraph in CLEAN:
            longer = appended(example.text, paragraph, example.content_type)
            first = longer.index(paragraph)
            for finding in errors(longer, example.content_type):
                inside = finding.start < first + len(paragraph) and finding.end > first
                assert not inside or finding.start < first, finding
                if finding.start == finding.end == 0:  # of all of it
                    before = errors(example.text, example.content_type)
                    assert finding.rule in {finding.rule for finding in before}, finding
