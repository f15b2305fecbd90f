"""Measure the rules on the hand-sorted articles of ``wild/`` and on good writing.

    python scripts/model/measure_rules.py --half first              # while you write a rule
    python scripts/model/measure_rules.py --half first --show K2 --family markup_debris
    python scripts/model/measure_rules.py --out docs/rules.md       # both halves, once, at the end

The sites of every kind are parted into two halves by a hash of their name: a rule is written with
the first half in view, and measured on the second once. For each kind of bad article: the share
whose own family reaches 0.5. For each good set: the shares with an error, with a warning, and with
any family at 0.5. ``--show`` lists the bad articles of a kind that are missed, or the good ones
that are touched, with their findings.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pathlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha1
from typing import Any

from joblib import Parallel, delayed

from detector.findings import Family, Finding, Severity
from detector.readers import parse
from detector.scoring import evidence
from detector.text.analysis import Analysis

# Kind: the family that should name what is wrong; None for good articles.
KINDS: dict[str, Family | None] = {
    "K1": Family.KEYWORD_STUFFING,
    "K2": Family.MARKUP_DEBRIS,
    "K3": Family.PROMPT_LEAK,
    "K5": Family.SPUN_TEXT,
    "N1": None,
    "N2": None,
    "N3": None,
    "human_articles": None,
    "human_articles2": None,
}
WILD = ("K1", "K2", "K3", "N1", "N2", "second/bad", "second/more")
# What is about a leak quotes one: such pages are set apart.
ABOUT = "about_leak"


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled article. ``half`` is 1 or 2, by its site; ``round`` 1 or 2, by its file."""

    id: str
    kind: str
    round: int
    strength: str
    site: str
    half: int
    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What the rules say of an article."""

    row: Row
    findings: tuple[Finding, ...]
    families: frozenset[Family]  # at 0.5 or more

    @property
    def name(self) -> str:
        """The line of the table that the article counts in."""
        strength = f" {self.row.strength}" if self.row.strength else ""
        return f"{self.row.kind}{strength}, round {self.row.round}"

    @property
    def missed(self) -> bool:
        """Whether a bad article's own family, or any family of a good one, is not as it should."""
        family = KINDS[self.row.kind]
        return bool(self.families) if family is None else family not in self.families

    def has(self, severity: Severity, family: str | None = None) -> bool:
        return any(
            f.severity is severity and family in (None, f.family.value) for f in self.findings
        )


def rows(shared: pathlib.Path, most: int) -> Iterator[Row]:
    """Yield the articles; of ``human_articles*`` at most ``most`` of each source."""
    for name in WILD:
        for row in _lines(shared / "wild" / f"{name}.jsonl.gz"):
            kind = str(row["kind"])[:2]
            if kind in KINDS and row.get("subtype") != ABOUT:
                yield _row(row, kind, 2 if name.startswith("second") else 1, str(row["site"]))
    for number, name in enumerate(("human_articles", "second/human_articles2"), 1):
        seen: Counter[str] = Counter()
        for row in _lines(shared / "corpus" / f"{name}.jsonl.gz"):
            seen[row["source"]] += 1
            if seen[row["source"]] <= most:
                yield _row(row, name.split("/")[-1], number, str(row["source"]))


def _row(row: dict[str, Any], kind: str, number: int, site: str) -> Row:
    half = 1 + sha1(site.encode(), usedforsecurity=False).digest()[0] % 2
    strength = str(row.get("strength") or "") if kind[:1] == "K" else ""
    return Row(str(row["id"]), kind, number, strength, site, half, row["text"])


def _lines(path: pathlib.Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def measure(batch: Sequence[Row]) -> list[Measured]:
    """Apply the rules to every article of ``batch``."""
    measured = []
    for row in batch:
        document = parse(row.text, id=row.id)
        findings = evidence.find(Analysis(document))
        scores = evidence.scores(findings)
        measured.append(Measured(row, findings, frozenset(f for f in Family if scores[f] >= 0.5)))
    return measured


def table(measured: Sequence[Measured]) -> list[str]:
    """Return the table of all kinds, a column for each half of the sites."""
    by_name: dict[str, list[Measured]] = defaultdict(list)
    for one in measured:
        by_name[one.name].append(one)
    lines = [
        "| articles | n, first half | n, second | found, first half | found, second "
        "| error, first | error, second | warning, first | warning, second |",
        "| --- |" + " --- |" * 8,
    ]
    for name, group in sorted(by_name.items()):
        cells = [name]
        halves = [[one for one in group if one.row.half == half] for half in (1, 2)]
        cells += [str(len(half)) for half in halves]
        cells += [_share(not one.missed for one in half) for half in halves]
        for severity in (Severity.ERROR, Severity.WARNING):
            cells += [_share(one.has(severity) for one in half) for half in halves]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def rule_table(measured: Sequence[Measured]) -> list[str]:
    """Return for each rule: the sites of bad articles that it fires on, its rate on good ones."""
    sites: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    good: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    total = sum(KINDS[one.row.kind] is None for one in measured)
    family = {}
    for one in measured:
        for finding in {f.rule: f for f in reversed(one.findings)}.values():
            family[finding.rule] = finding.family.value
            if KINDS[one.row.kind] is None:
                good[finding.rule] += finding.severity is not Severity.INFO
                errors[finding.rule] += finding.severity is Severity.ERROR
            else:
                sites[finding.rule][one.row.kind].add(one.row.site)
    bad_kinds = [kind for kind, own in KINDS.items() if own is not None]
    lines = [
        f"| rule | family | {' | '.join(f'sites of {kind}' for kind in bad_kinds)} "
        "| good articles with a warning or error | with an error |",
        "| --- | --- |" + " --- |" * (len(bad_kinds) + 2),
    ]
    for rule in sorted(family, key=lambda name: (family[name], name)):
        cells = [f"`{rule}`", family[rule], *(str(len(sites[rule][kind])) for kind in bad_kinds)]
        cells += [f"{count[rule] / max(total, 1):.2%}" for count in (good, errors)]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _share(hits: Iterator[bool]) -> str:
    found = list(hits)
    return f"{sum(found) / len(found):.1%}" if found else "-"


def show(one: Measured, family: str | None) -> None:
    print(f"\n## {one.name} half {one.row.half} {one.row.id} {one.row.site}")
    print(f"   {one.row.text[:100]!r}")
    for finding in one.findings:
        if family is None or finding.family == family:
            print(
                f"   {finding.line}:{finding.column} {finding.severity.value} {finding.rule} "
                f"w={finding.weight:.2f} x{finding.count} {finding.message} "
                f"| {finding.evidence[:100]!r}"
            )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--half", choices=("first", "second", "both"), default="both")
    parser.add_argument("--kind", choices=tuple(KINDS), action="append", default=[])
    parser.add_argument("--show", choices=tuple(KINDS), action="append", default=[])
    parser.add_argument("--family", choices=[f.value for f in Family])
    parser.add_argument("--most", type=int, default=20, help="texts of one source of good writing")
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    wanted = {"first": (1,), "second": (2,), "both": (1, 2)}[arguments.half]
    chosen = [
        row
        for row in rows(arguments.shared, arguments.most)
        if row.half in wanted and (not arguments.kind or row.kind in arguments.kind)
    ]
    batches = [chosen[i : i + 50] for i in range(0, len(chosen), 50)]
    results = Parallel(n_jobs=arguments.jobs)(delayed(measure)(batch) for batch in batches)
    measured = [one for result in results for one in result]
    for one in measured:
        if one.row.kind in arguments.show and one.missed:
            show(one, arguments.family)
    text = "\n".join([*table(measured), "", *rule_table(measured)])
    print(text)
    if arguments.out:
        head = f"""\
# What the rules find, and on what they are wrong

Made by `scripts/model/measure_rules.py --out {arguments.out}`; do not edit. Rules are written
with the first half of the sites in view; the second half was measured once. *Found*: bad articles
whose own family reaches 0.5, good ones of which no family does.

"""
        arguments.out.write_text(f"{head}{text}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
