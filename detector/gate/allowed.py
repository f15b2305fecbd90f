"""Phrases and names that a site may repeat: its brand, its products, the people it writes of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.findings import Family, Finding
from detector.regex import lazy

_WORD = lazy(r"[^\W_]+")
# Only a count of repeats can be allowed by a name; what a name stands in is not allowed.
_COUNTED = frozenset({Family.KEYWORD_STUFFING, Family.REPETITION, Family.BOILERPLATE})


class Allowed:
    """``phrases`` allow what any rule finds inside them; ``names`` allow their repetition."""

    def __init__(self, phrases: Sequence[str], names: Sequence[str]) -> None:
        self._written = [phrase.lower() for phrase in phrases]
        self._phrases = [f" {' '.join(_words(phrase))} " for phrase in phrases]
        self._names = [f" {' '.join(_words(name))} " for name in names]

    def without(self, findings: Sequence[Finding], source: str) -> list[Finding]:
        """Return the findings in ``source`` that are not allowed."""
        if not self._phrases and not self._names:
            return list(findings)
        return [
            finding
            for finding in findings
            if not self._is_allowed(finding) and not self._is_inside(finding, source)
        ]

    def _is_inside(self, finding: Finding, source: str) -> bool:
        """Return whether the evidence stands within an allowed phrase, letter by letter."""
        if finding.end == finding.start:
            return False
        for phrase in self._written:
            first = max(0, finding.start - len(phrase))
            around = source[first : finding.end + len(phrase)].lower()
            at = around.find(phrase)
            while at >= 0:
                start = first + at
                if start <= finding.start and finding.end <= start + len(phrase):
                    return True
                at = around.find(phrase, at + 1)
        return False

    def _is_allowed(self, finding: Finding) -> bool:
        words = _words(finding.evidence)
        if not words:
            return False
        evidence = f" {' '.join(words)} "
        if any(evidence in phrase for phrase in self._phrases):
            return True
        return finding.family in _COUNTED and any(evidence in name for name in self._names)


def _words(text: str) -> list[str]:
    """Words in lower case, a possessive's or plural's s left off: "Acme's" is Acme."""
    words = _WORD.findall(re.sub(r"['’]s\b", "", text.casefold()))
    return [word[:-1] if len(word) > 3 and word[-1] == "s" else word for word in words]
