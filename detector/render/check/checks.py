"""What the renderers of ``detector check`` have in common.

They receive the gate's results, show ``Checked.shown``, and keep no more than they need.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from detector.findings import Failure, Severity
from detector.gate.issues import Checked
from detector.gate.selection import GATE_RULES, SUPPRESSION
from detector.rules import RULE_BY_ID


class CheckRenderer(Protocol):
    """As ``render.Renderer``, of the results of the check; ``shown`` are the issues to write."""

    def add(self, result: Checked | Failure) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class RuleText:
    """What users read about a rule: summary, why it matters, how to fix it, usual severity."""

    summary: str
    why: str
    remedy: str
    severity: Severity
    family: str


def rule_text(name: str) -> RuleText:
    """Return the texts of a rule, or of one of the gate's own. Raises KeyError for others."""
    rule = RULE_BY_ID.get(name)
    if rule is not None:
        return RuleText(rule.summary, rule.why, rule.remedy, rule.severity, rule.family.value)
    summary = GATE_RULES[name]
    if name == SUPPRESSION:
        return RuleText(summary, "", "Delete or fix the comment.", Severity.WARNING, "gate")
    remedy = "Rewrite the article in your own words."
    return RuleText(summary, "", remedy, Severity.ERROR, "classifier")
