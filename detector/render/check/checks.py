"""What the renderers of ``detector check`` have in common.

They are given the gate's results, show ``Checked.shown``, and hold nothing that they need not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from detector.findings import Failure, Severity
from detector.gate.issues import Checked
from detector.gate.selection import GATE_RULES, SUPPRESSION
from detector.rules import RULE_BY_ID


class CheckRenderer(Protocol):
    def add(self, result: Checked | Failure) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a rule: one line, why, how to mend it, its usual severity."""

    summary: str
    why: str
    remedy: str
    severity: Severity
    family: str


def told_of(name: str) -> Told:
    """Return what is told of a rule, or of one of the gate's own. Raises KeyError for others."""
    rule = RULE_BY_ID.get(name)
    if rule is not None:
        return Told(rule.summary, rule.why, rule.remedy, rule.severity, rule.family.value)
    summary = GATE_RULES[name]
    if name == SUPPRESSION:
        return Told(summary, "", "Delete or mend the comment.", Severity.WARNING, "gate")
    return Told(summary, "", "Rewrite the article in your own words.", Severity.ERROR, "classifier")
