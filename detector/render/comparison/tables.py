"""What a comparison shows: one headline and tables; text, Markdown and HTML draw them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detector.findings import Verdict
from detector.render.audit.overview import Table

if TYPE_CHECKING:
    from detector.audit.compare import Change, Comparison

_ORDER = ("fail", "review", "pass", "not_scored", "error")
_UNSEEN = (Verdict.NOT_SCORED.value, Verdict.FAIL.value)


def headline(found: Comparison) -> str:
    """Return one line with the counts."""
    parts = [
        f"{len(found.better):,} better",
        f"{len(found.worse):,} worse",
        f"{len(found.added):,} new",
        f"{len(found.removed):,} removed",
    ]
    if unseen := found.verdicts[_UNSEEN]:
        parts.append(f"{unseen:,} went from not scored to fail")
    return ", ".join(parts)


def tables(found: Comparison, rows: int) -> list[Table]:
    """Return the tables, the lists of pages with at most ``rows`` rows; empty ones are omitted."""
    fresh = [(id,) for id, state in found.added if state.verdict == Verdict.FAIL]
    made = [
        _verdicts(found),
        _trend(found),
        _changed(found),
        _changes("Worse", found.worse, rows),
        _changes("Better", found.better, rows),
        Table(_counted("New pages that fail", fresh, rows), ("page",), tuple(fresh[:rows])),
        _rules(found, rows),
    ]
    return [table for table in made if table.rows]


def _counted(title: str, all_rows: Sequence[object], rows: int) -> str:
    total = len(all_rows)
    return f"{title} ({rows:,} of {total:,})" if total > rows else f"{title} ({total:,})"


def _name(verdict: str) -> str:
    return verdict.replace("_", " ")


def _verdicts(found: Comparison) -> Table:
    rows = tuple(
        (_name(verdict), f"{found.old[verdict]:,}", f"{found.new[verdict]:,}")
        for verdict in _ORDER
        if found.old[verdict] or found.new[verdict]
    )
    return Table("Verdicts", ("verdict", "old", "new"), rows)


def _trend(found: Comparison) -> Table:
    if len(found.trend) < 3:
        return Table("Trend", (), ())
    used = [verdict for verdict in _ORDER if any(point.verdicts[verdict] for point in found.trend)]
    rows = tuple(
        (
            point.label,
            *(f"{point.verdicts[verdict]:,}" for verdict in used),
            "" if point.quality is None else f"{point.quality:.1f}",
        )
        for point in found.trend
    )
    return Table("Trend", ("audit", *map(_name, used), "mean quality"), rows)


def _changed(found: Comparison) -> Table:
    order = lambda pair: (pair != _UNSEEN, _ORDER.index(pair[1]), _ORDER.index(pair[0]))  # noqa: E731
    rows = tuple(
        (_name(old), _name(new), f"{found.verdicts[old, new]:,}")
        for old, new in sorted(found.verdicts, key=order)
    )
    return Table("Changes of verdict", ("old", "new", "pages"), rows)


def _changes(title: str, changes: Sequence[Change], rows: int) -> Table:
    return Table(
        _counted(title, changes, rows),
        ("old quality", "new quality", "verdict", "rules", "page"),
        tuple(map(_change, changes[:rows])),
    )


def _change(change: Change) -> tuple[str, ...]:
    record = change.to_json()
    rules = [f"+{rule}" for rule in record["gained"]] + [f"-{rule}" for rule in record["lost"]]
    old, new = (("–" if q is None else f"{q:.0f}") for q in record["quality"])
    verdicts = " → ".join(dict.fromkeys(map(_name, record["verdict"])))
    return old, new, verdicts, ", ".join(rules[:6]), change.id


def _rules(found: Comparison, rows: int) -> Table:
    return Table(
        "Rules by pages",
        ("rule", "old", "new"),
        tuple(
            (rule, f"{old:,}", f"{new:,}") for rule, (old, new) in list(found.rules.items())[:rows]
        ),
    )
