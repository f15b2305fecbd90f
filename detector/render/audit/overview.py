"""The overview of an audit: counts, worst pages, rules, folders, site findings.

One model of sections and tables; the terminal and the Markdown report draw it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detector.audit.site.folders import rolled_up
from detector.findings import Verdict
from detector.render.audit.worklist import COUNTED, opening, steps
from detector.scoring.doubt import LOW

if TYPE_CHECKING:
    from detector.audit import AuditResult
    from detector.audit.site.totals import Group, Totals

MIN_GROUP = 5  # pages; a worse share of fewer says little
PASSING = (
    "A page of low quality passes where no rule shows a reason, or where the classifier is below "
    "its limit for a review."
)
_ORDER = (Verdict.FAIL, Verdict.REVIEW, Verdict.PASS, Verdict.NOT_SCORED)
_ABSTENTIONS = ("unsupported_language", "not_prose", "too_short", "empty")


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table. Columns whose cells are numbers are drawn to the right.

    ``note`` says what the numbers are where the columns do not.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def is_number(cell: str) -> bool:
    """Return whether a cell is a number, a share, or empty."""
    return not cell.strip("0123456789,.%")


def counted(number: int, noun: str) -> str:
    """Return ``1 page`` or ``2,000 pages``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def headline(totals: Totals) -> str:
    """Return one sentence with the counts."""
    unread = sum(totals.failures.values())
    parts = [counted(totals.pages, "page"), counted(totals.words, "word")]
    if totals.all.quality is not None:
        parts.append(f"mean quality {totals.all.quality:.0f} of 100")
    if totals.templates:
        parts.append(f"{counted(totals.templates, 'template')} skipped")
    if unread:
        parts.append(f"{unread:,} could not be read")
    return ", ".join(parts)


def sentences(result: AuditResult) -> str:
    """Return what is wrong in at most three sentences, worst first."""
    return " ".join(statement.text for statement in opening(result))


def tables(result: AuditResult, rows: int) -> list[Table]:
    """Return the tables, each with at most ``rows`` rows; empty tables are omitted."""
    totals = result.totals
    found = [
        _verdicts(totals),
        _worklist(result, rows),
        _since(result, rows),
        _worst(result, rows),
        _site(result, rows),
        _rules(totals, rows),
        _groups("Worst folders", "folder", rolled_up(totals.folders), rows),
        _groups("Worst months", "month", totals.months, rows),
        _groups("Worst authors", "author", totals.authors, rows),
        _not_scored(totals),
        _failures(totals),
    ]
    return [table for table in found if table.rows]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else ""


def _verdicts(totals: Totals) -> Table:
    """Count every page once, so that the shares are of all pages, as those of the report are."""
    counts = {verdict.value: totals.all.verdicts[verdict.value] for verdict in _ORDER}
    counts[Verdict.NOT_SCORED.value] += totals.templates
    named = [(name.replace("_", " "), number) for name, number in counts.items()]
    named.append(("could not be read", sum(totals.failures.values())))
    rows = tuple((n, f"{pages:,}", _share(pages, totals.pages)) for n, pages in named if pages)
    return Table("Verdicts", ("verdict", "pages", "share"), rows)


def _worklist(result: AuditResult, rows: int) -> Table:
    listed = [(step, statement) for step, statement in steps(result) if step.is_listed]
    cells = tuple(
        (
            f"{step.gain:,.1f}".removesuffix(".0"),
            f"{step.fail:,}",
            f"{step.review:,}",
            f"{step.others:,}",
            said.text,
        )
        for step, said in listed[:rows]
    )
    return Table("What to do first", ("gain", "fail", "review", "others", "step"), cells, COUNTED)


def _since(result: AuditResult, rows: int) -> Table:
    since = result.since
    if since is None:
        return Table("Changes", (), ())
    counts = (
        ("better", since.better),
        ("better, changed verdict", since.better_verdict),
        ("worse", since.worse),
        ("worse, changed verdict", since.worse_verdict),
        ("new", since.new),
    )
    listed = [(what, f"{pages:,}") for what, pages in (*counts, ("removed", since.gone))]
    listed += [
        (f"worse, {what}: {name}", f"{pages:,}")
        for what, groups in (("author", since.worse_authors), ("folder", since.worse_folders))
        for name, pages in sorted(groups.items(), key=lambda item: (-item[1], item[0]))[: rows // 2]
    ]
    return Table(f"Changes since {since.label}", ("change", "pages"), tuple(listed))


def _worst(result: AuditResult, rows: int) -> Table:
    worst = [
        (result.page(ordinal), quality)
        for quality, _, ordinal, _ in result.totals.worst[:rows]
        if quality < LOW  # of a good site even the worst page is fine
    ]
    verdicts = [page.facts.verdict.replace("_", " ") if page.facts else "" for page, _ in worst]
    cells = tuple(
        (f"{quality:.0f}", verdict, page.label)
        for (page, quality), verdict in zip(worst, verdicts, strict=True)
    )
    note = PASSING if Verdict.PASS in verdicts else ""
    return Table("Worst pages", ("quality", "verdict", "page"), cells, note)


def _site(result: AuditResult, rows: int) -> Table:
    """Show every kind once before any kind twice."""
    by_kind: dict[str, int] = {}
    ranked = []
    for finding in result.findings:
        place = by_kind.get(finding.kind, 0)
        by_kind[finding.kind] = place + 1
        ranked.append((place, finding))
    chosen = {id(finding) for _, finding in sorted(ranked, key=lambda pair: pair[0])[:rows]}
    shown = [finding for finding in result.findings if id(finding) in chosen]
    title = "Site findings"
    if len(result.findings) > len(shown):
        title += f" ({len(shown)} of {len(result.findings):,})"
    cells = tuple((f.kind.replace("-", " "), f.message + _where(result, f.pages)) for f in shown)
    return Table(title, ("kind", "finding"), cells)


def _where(result: AuditResult, pages: Sequence[int]) -> str:
    return f" ({', '.join(map(result.label_of, pages[:2]))})" if pages else ""


def _rules(totals: Totals, rows: int) -> Table:
    ranked = sorted(totals.rules.items(), key=lambda item: (-item[1][1], item[0]))
    return Table(
        "Most frequent rules",
        ("rule", "pages", "share", "findings"),
        tuple(
            (rule, f"{pages:,}", _share(pages, totals.pages), f"{count:,}")
            for rule, (count, pages) in ranked[:rows]
        ),
    )


def _groups(title: str, what: str, groups: Mapping[str, Group], rows: int) -> Table:
    if len(groups) < 2:
        return Table(title, (), ())
    big = [(name, g) for name, g in groups.items() if g.pages >= MIN_GROUP and g.low]
    big.sort(key=lambda item: (-item[1].low_share, -item[1].low, item[0]))
    return Table(
        title,
        (what, "fail", "of scored", "scored", "mean quality"),
        tuple(
            (
                name,
                f"{group.low:,}",
                f"{group.low_share:.0%}",
                f"{group.judged:,}",
                "" if group.quality is None else f"{group.quality:.0f}",
            )
            for name, group in big[:rows]
        ),
    )


def _not_scored(totals: Totals) -> Table:
    counts = ((reason, totals.reasons[reason]) for reason in _ABSTENTIONS)
    rows = tuple((why.replace("_", " "), f"{count:,}") for why, count in counts if count)
    return Table("Not scored", ("reason", "pages"), rows)


def _failures(totals: Totals) -> Table:
    ranked = sorted(totals.failures.items(), key=lambda item: (-item[1], item[0]))
    rows = tuple((kind.replace("_", " "), f"{count:,}") for kind, count in ranked)
    return Table("Could not be read", ("reason", "pages"), rows)
