"""``detector rules``: the list of rules, and the page of each."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from detector.errors import DetectorError, ExitStatus

# Where to go on from what the classifier says, which no single rule has found.
_HINTS = {
    "generated": "; see “detector score --explain FILE”",
    "low_quality": (
        "; its message names the families of rules that weigh most, and “detector score FILE” "
        "shows all that they found: fix that, or suppress low_quality if the article is good"
    ),
}


def _rules_named(incomplete: str) -> list[str]:
    from detector.rules import RULE_BY_ID

    return [name for name in RULE_BY_ID if name.startswith(incomplete)]


def rules(
    rule: Annotated[
        str | None,
        typer.Argument(metavar="[RULE]", help="Show this rule.", autocompletion=_rules_named),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="F", help="text, json or markdown.")
    ] = "text",
) -> int:
    """List the rules; with a name, show what it finds, why it matters and how to fix it."""
    from detector.gate.selection import GATE_RULES
    from detector.render import rulebook
    from detector.rules import ALL_RULES, RULE_BY_ID

    if format not in rulebook.FORMATS:
        choices = ", ".join(rulebook.FORMATS)
        raise DetectorError(f"unknown format {format!r}; choose from: {choices}")
    if rule is None:
        rulebook.write_list(ALL_RULES, sys.stdout, format)
        return ExitStatus.OK
    found = RULE_BY_ID.get(rule)
    if rule in GATE_RULES:
        message = f"{rule!r} is not a rule; it means: {GATE_RULES[rule]}"
        raise DetectorError(message + _HINTS.get(rule, ""))
    if found is None:
        raise DetectorError(unknown_rule(rule, list(RULE_BY_ID)))
    rulebook.write_page(found, sys.stdout, format)
    return ExitStatus.OK


def unknown_rule(name: str, known: list[str]) -> str:
    """Return the message for a rule id that does not exist, with the nearest ones."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"unknown rule {name!r}{hint or ';'} “detector rules” lists all rules"
