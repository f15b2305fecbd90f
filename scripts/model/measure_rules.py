"""Measure the rules on the hand-sorted articles of ``shared/wild``.

Run as ``python scripts/model/measure_rules.py [--family F] [--show KIND]``. For each kind of
article: the share whose family score reaches 0.5, per family, and the share with a finding of
severity ``error``; ``--show N1`` lists the rows of a kind with findings (for the good kinds)
or missed (for the bad ones), with the findings.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pathlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from detector.findings import Family, Finding, Severity
from detector.readers import parse
from detector.scoring import evidence
from detector.text.analysis import Analysis

KINDS = ("K1", "K2", "K3", "K4", "N1", "N2")


def rows(shared: pathlib.Path, kind: str) -> Iterator[dict[str, Any]]:
    with gzip.open(shared / "wild" / f"{kind}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def slice_of(kind: str, row: dict[str, Any]) -> str:
    if kind == "K3":
        return f"K3 {row['strength']}"
    if kind == "N2" and row["subtype"] == "about_leak":
        return "N2 about_leak"
    return kind


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--family", choices=[f.value for f in Family])
    parser.add_argument("--show", choices=KINDS, action="append", default=[])
    arguments = parser.parse_args()
    touched: dict[str, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    for kind in KINDS:
        for row in rows(arguments.shared, kind):
            name = slice_of(kind, row)
            totals[name] += 1
            document = parse(row["text"], id=row["id"])
            findings = evidence.find(Analysis(document))
            scores = evidence.scores(findings)
            for finding in findings:
                assert document.source[finding.start : finding.end] == finding.evidence
            hit = {f.value for f in Family if scores[f] >= 0.5}
            touched[name].update(hit)
            errors = {f.family.value for f in findings if f.severity is Severity.ERROR}
            touched[name].update(f"error {e}" for e in errors)
            touched[name]["any error"] += bool(errors)
            if kind in arguments.show:
                _show(name, row, findings, hit, arguments.family, good=kind.startswith("N"))
    columns = [f.value for f in Family] + ["any error"]
    print(f"{'':16}{'n':>5}" + "".join(f"{c[:12]:>14}" for c in columns))
    for name, total in totals.items():
        cells = "".join(f"{touched[name][c] / total:14.3f}" for c in columns)
        print(f"{name:16}{total:5}{cells}")
    return 0


def _show(
    name: str,
    row: dict[str, Any],
    findings: tuple[Finding, ...],
    hit: set[str],
    family: str | None,
    *,
    good: bool,
) -> None:
    is_hit = family in hit if family else bool(hit)
    if is_hit != good:
        return
    print(f"\n## {name} {row['id']} {row['site']} {row.get('subtype', '')} {row['text'][:80]!r}")
    for finding in findings:
        if family is None or finding.family == family:
            print(
                f"   {finding.line}:{finding.column} {finding.severity.value} {finding.rule} "
                f"w={finding.weight:.2f} x{finding.count} {finding.message} "
                f"| {finding.evidence[:100]!r}"
            )


if __name__ == "__main__":
    sys.exit(main())
