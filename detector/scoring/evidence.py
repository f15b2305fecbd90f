"""Run the rules over an analysis: from hits to sorted findings and family scores."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from detector.findings import Family, Finding
from detector.rules import ALL_RULES
from detector.rules.rule import Hit, Rule
from detector.scoring import metadata
from detector.text.analysis import Analysis
from detector.text.document import Document, Span

MAX_FINDINGS_PER_RULE = 100  # a broken page of 5 MB must not give a report of 50 MB
CONTEXT = 40  # characters of the line kept on either side of the evidence


class LinePositions:
    """1-based line and column of source offsets. Lines end at LF, CRLF or CR."""

    def __init__(self, source: str) -> None:
        self._starts = [0]
        at = 0
        for line in source.splitlines(keepends=True) if "\r" in source else ():
            at += len(line)
            if line[-1] in "\r\n":
                self._starts.append(at)
        if "\r" not in source:
            at = source.find("\n")
            while at >= 0:
                self._starts.append(at + 1)
                at = source.find("\n", at + 1)

    def of(self, offset: int) -> tuple[int, int]:
        """Return ``(line, column)`` of the code point at ``offset``."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def find(analysis: Analysis, rules: Sequence[Rule] = ALL_RULES) -> tuple[Finding, ...]:
    """Apply ``rules`` and return the findings, sorted by place in the source, then rule.

    A template file has none. A page that asks not to be indexed may be thin: it competes with none.
    """
    if analysis.document.is_template:
        return ()
    if analysis.document.robots_noindex:
        rules = [rule for rule in rules if rule.family is not Family.THIN_CONTENT]
    positions = LinePositions(analysis.document.source)
    found = [
        _finding(rule, hit, analysis.document, positions)
        for rule in rules
        for hit, _ in zip(rule.check(analysis), range(MAX_FINDINGS_PER_RULE), strict=False)
    ]
    found += [
        _finding(rule, hit, analysis.document, positions)
        for rule, hit in metadata.hits(analysis, rules)
    ]
    found.sort(key=lambda finding: (finding.start, finding.end, finding.rule, finding.message))
    return tuple(found)


def _finding(rule: Rule, hit: Hit, document: Document, positions: LinePositions) -> Finding:
    source = document.source
    span = hit.span or Span(0, 0)
    line, column = positions.of(span.start)
    return Finding(
        rule=rule.id,
        family=rule.family,
        severity=hit.severity or rule.severity,
        message=hit.message,
        line=line,
        column=column,
        start=span.start,
        end=span.end,
        evidence=source[span.start : span.end],
        location=document.location(span.start) if hit.span else None,
        count=hit.count,
        weight=rule.weight if hit.weight is None else hit.weight,
        before=_last_line(source[max(0, span.start - CONTEXT) : span.start]),
        after=_first_line(source[span.end : span.end + CONTEXT]),
    )


def _last_line(text: str) -> str:
    return text[max(text.rfind("\n"), text.rfind("\r")) + 1 :]


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0].split("\r", 1)[0]


def scores(
    findings: Iterable[Finding], rules: Sequence[Rule] = ALL_RULES
) -> Mapping[Family, float]:
    """Each family's score, 0 (clean) to 1: one minus the product of (1 - weight), by noisy-or.

    What the hits of one rule add together is bounded by the rule's ``cap``, so that a hundred
    small marks of one kind never count as several kinds of evidence.
    """
    caps = {rule.id: rule.cap for rule in rules}
    clean_by_rule: dict[tuple[Family, str], float] = {}
    for finding in findings:
        key = (finding.family, finding.rule)
        clean_by_rule[key] = clean_by_rule.get(key, 1.0) * (1.0 - finding.weight)
    clean = dict.fromkeys(Family, 1.0)
    for (family, rule), value in sorted(clean_by_rule.items()):
        clean[family] *= max(value, 1.0 - caps.get(rule, 1.0))
    return {family: 1.0 - value for family, value in clean.items()}
