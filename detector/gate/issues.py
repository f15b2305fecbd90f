"""What the gate says of an article: issues with their full locations, and whether it holds."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

from detector.findings import Report, Severity
from detector.gate.baseline import NOTHING, Standing
from detector.scoring import evidence

TEMPLATE = "template"  # why a file that articles are put into is skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One line of the gate: a finding, or what the classifier or a suppression gives cause for.

    Lines and columns are 1-based; columns count code points, ``byte_column`` UTF-8 bytes; ends
    are exclusive. ``start`` and ``end`` are offsets into the source, both 0 for the whole text.
    ``fingerprint`` stays the same while the words found and their sentence do.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    byte_column: int
    end_byte_column: int
    start: int
    end: int
    severity: Severity
    rule: str
    message: str
    evidence: str
    fingerprint: str

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sorts issues: path, line, column, rule, message."""
        return self.path, self.line, self.column, self.rule, self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The gate's result for one article.

    ``report`` is the contract's record after configuration, suppressions and baseline.
    ``issues`` holds all that stand, of every severity; ``shown`` those that an editor must see.
    ``fixable`` counts what ``--fix`` would fix first where the article fails. ``skipped`` says
    why an article was not looked at. ``standing`` is what a baseline would hold of it, and which
    rules were asked.
    """

    path: str
    report: Report
    issues: tuple[Issue, ...]
    shown: tuple[Issue, ...]
    fails: bool
    suppressed: int = 0
    known: int = 0  # findings that the baseline knows
    fixable: int = 0
    skipped: str = ""
    standing: Standing = NOTHING


class Locations:
    """Makes the issues of one article."""

    def __init__(self, path: str, source: str) -> None:
        self._path = path
        self._source = source
        self._lines = evidence.LinePositions(source)
        self._seen: Counter[tuple[str, str]] = Counter()

    def issue(
        self, key: tuple[str, str], severity: Severity, message: str, start: int, end: int
    ) -> Issue:
        """Make the issue of ``source[start:end]``; ``key`` is its rule and the content's hash."""
        line, column = self._lines.of(start)
        end_line, end_column = self._lines.of(end)
        self._seen[key] += 1
        hashed = "\0".join((self._path, *key, str(self._seen[key])))
        return Issue(
            path=self._path, line=line, column=column, end_line=end_line, end_column=end_column,
            byte_column=self._bytes(start, column), end_byte_column=self._bytes(end, end_column),
            start=start, end=end, severity=severity, rule=key[0], message=message,
            evidence=self._source[start:end],
            fingerprint=hashlib.sha256(hashed.encode("utf-8", "replace")).hexdigest()[:32],
        )  # fmt: skip

    def _bytes(self, offset: int, column: int) -> int:
        before = self._source[offset - column + 1 : offset]
        return len(before.encode("utf-8", "replace")) + 1
