"""Select rules by name: an id, a family, or the beginning of either; the most specific wins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detector.errors import DetectorError
from detector.findings import Family

if TYPE_CHECKING:
    from detector.rules.rule import Rule

GENERATED = "generated"
LOW_QUALITY = "low_quality"
SUPPRESSION = "suppression"
# What the gate itself reports, besides the rules: by the names of the contract's reasons.
GATE_RULES = {
    GENERATED: "Prose that the classifier judges to be machine-generated",
    LOW_QUALITY: "An article that the classifier judges to be spam, filler or unedited",
    SUPPRESSION: "A suppression that suppresses nothing or names no rule",
}
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules that apply, and which of ``GATE_RULES`` do."""

    rules: tuple[Rule, ...]
    gate: frozenset[str]

    @property
    def classifier(self) -> bool:
        """Whether a probability can decide anything."""
        return GENERATED in self.gate or LOW_QUALITY in self.gate


def specificity(selector: str, rule: str, family: str) -> int:
    """Return how closely ``selector`` names the rule: 0 not at all, to 4 by its id."""
    name = selector.rstrip("*")
    if selector == rule:
        return 4
    if selector == family:
        return 2
    if name and (rule.startswith(name) or family.startswith(name)):
        return 3 if rule.startswith(name) else 2
    return 1 if selector in (_ALL, "*") else 0


def select(
    rules: Sequence[Rule],
    chosen: Sequence[str],
    ignored: Sequence[str],
    off: frozenset[Family] = frozenset(),
) -> Selection:
    """Return what remains of ``rules`` and ``GATE_RULES``.

    Without ``chosen`` all are chosen. Where a rule is both chosen and ignored, the name that is
    more specific wins; on a tie it is ignored. Families in ``off`` are left out unless a rule of
    theirs is chosen by its id.

    Raises DetectorError for a name that stands for no rule.
    """
    for selector in (*chosen, *ignored):
        check_selector(selector, rules)

    def taken(rule: str, family: str) -> bool:
        wanted = max((specificity(s, rule, family) for s in chosen), default=0 if chosen else 1)
        unwanted = max((specificity(s, rule, family) for s in ignored), default=0)
        return wanted > unwanted and (wanted == 4 or family not in off)

    return Selection(
        tuple(rule for rule in rules if taken(rule.id, rule.family)),
        frozenset(name for name in GATE_RULES if taken(name, "")),
    )


def is_name(word: str, rules: Iterable[Rule]) -> bool:
    """Return whether ``word`` is the name of a rule or a family, or nearly so: misspelt."""
    if not word:
        return False
    from difflib import get_close_matches

    known = (*(rule.id for rule in rules), *GATE_RULES, *Family)
    return bool(get_close_matches(word, known, n=1, cutoff=0.85))


def check_selector(selector: str, rules: Iterable[Rule]) -> None:
    """Raise DetectorError where ``selector`` names nothing, with the nearest name."""
    rules = tuple(rules)
    if any(specificity(selector, rule.id, rule.family) for rule in rules):
        return
    if any(specificity(selector, name, "") for name in GATE_RULES) or selector in set(Family):
        return
    from difflib import get_close_matches

    known = [*(rule.id for rule in rules), *GATE_RULES, *map(str, Family)]
    near = get_close_matches(selector, known, n=2, cutoff=0.5)
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "see “detector rules”"
    raise DetectorError(f"no rule or family is named {selector!r}; {hint}")
