"""Two audits side by side, for a person or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from detector.audit.compare import Change, Comparison
from detector.escaping import to_json, visible

ROWS = 15
_ORDER = ("fail", "review", "pass", "not_scored", "error")


def write_text(found: Comparison, stream: TextIO) -> None:
    """Write counts, then the pages that changed most, then the rules."""
    lines = [
        f"{len(found.better):,} better, {len(found.worse):,} worse, "
        f"{len(found.added):,} new, {len(found.removed):,} removed",
        "",
        f"  {'verdict':<12}{'old':>9}{'new':>9}",
    ]
    for verdict in _ORDER:
        if found.old[verdict] or found.new[verdict]:
            name = verdict.replace("_", " ")
            lines.append(f"  {name:<12}{found.old[verdict]:>9,}{found.new[verdict]:>9,}")
    lines += _changes("Worse", found.worse)
    lines += _changes("Better", found.better)
    fresh = [id for id, state in found.added if state.verdict == "fail"]
    if fresh:
        lines += ["", f"New pages that fail ({len(fresh):,})"]
        lines += [f"  {visible(id)}" for id in fresh[:ROWS]]
    if found.rules:
        lines += ["", "Rules by pages", f"  {'rule':<28}{'old':>9}{'new':>9}"]
        for rule, (old, new) in list(found.rules.items())[:ROWS]:
            lines.append(f"  {rule:<28}{old:>9,}{new:>9,}")
    stream.write("\n".join(lines) + "\n")


def write_json(found: Comparison, stream: TextIO) -> None:
    stream.write(to_json(found.to_json(), indent=1) + "\n")


def _changes(title: str, changes: Sequence[Change]) -> list[str]:
    if not changes:
        return []
    lines = ["", f"{title} ({len(changes):,})"]
    for change in changes[:ROWS]:
        record = change.to_json()
        rules = [f"+{rule}" for rule in record["gained"]] + [f"-{rule}" for rule in record["lost"]]
        old, new = (("–" if q is None else f"{q:.0f}") for q in record["quality"])
        verdicts = " → ".join(dict.fromkeys(record["verdict"])).replace("_", " ")
        lines.append(f"  {old:>3} → {new:>3}  {verdicts:<16}  {visible(change.id)}")
        if rules:
            lines.append(f"             {', '.join(rules[:6])}")
    return lines
