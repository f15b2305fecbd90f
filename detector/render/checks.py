"""What the renderers of ``detector check`` have in common.

They are given the gate's results, show ``Checked.shown``, and hold nothing that they need not.
"""

from __future__ import annotations

from typing import Protocol

from detector.findings import Failure, Severity
from detector.issues import Checked
from detector.rules import ALL_RULES
from detector.selection import GATE_RULES


class CheckRenderer(Protocol):
    def add(self, result: Checked | Failure) -> None: ...

    def close(self) -> None: ...


class Told:
    """What is told of a rule: one line, why, how to mend it, its usual severity."""

    __slots__ = ("family", "remedy", "severity", "summary", "why")

    def __init__(self, summary: str, why: str, remedy: str, severity: Severity, family: str):
        self.summary = summary
        self.why = why
        self.remedy = remedy
        self.severity = severity
        self.family = family


def told_of(rule: str) -> Told:
    """Return what is told of a rule or of one of the gate's own."""
    for known in ALL_RULES:
        if known.id == rule:
            return Told(known.summary, known.why, known.remedy, known.severity, known.family.value)
    if rule == "suppression":
        return Told(GATE_RULES[rule], "", "Delete or mend the comment.", Severity.WARNING, "gate")
    summary = GATE_RULES.get(rule, rule)
    return Told(summary, "", "Rewrite the article in your own words.", Severity.ERROR, "classifier")
