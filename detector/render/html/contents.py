"""What the HTML report contains: table rows, totals, sets, and the texts that fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from detector.audit.compare import UNREAD, State
from detector.audit.site.folders import rolled_up
from detector.audit.site.totals import QUALITY_BINS
from detector.findings import Family, Verdict
from detector.render.audit.worklist import COUNTED, opening, worklist_json
from detector.render.html.rows import VERDICTS, Row, columns, row_of
from detector.render.html.sets import MAX_COMPARED, set_of
from detector.render.html.texts import MAX_CHARACTERS, Texts
from detector.scoring.doubt import Doubt

if TYPE_CHECKING:
    from detector.audit import AuditResult
    from detector.audit.site.totals import Group

ACTED_ON = VERDICTS[:2]  # fail, review
MAX_ROWS = 100_000  # about 8 MB of file; a browser sorts them in a tenth of a second
MAX_TEXTS = 2_000
MAX_TEXT_CHARACTERS = 24_000_000  # of all texts together: about 14 MB of file
MAX_SETS = 400
MAX_FOLDERS = 300
MAX_MONTHS = 1_200  # a century
MAX_CHANGED_GROUPS = 100
MAX_GONE = 300  # pages of the last audit that are named


class Contents:
    """Chooses what of ``result`` goes into the report. Reads the pages once."""

    def __init__(self, result: AuditResult) -> None:
        self._result = result
        self._histogram = [[0] * QUALITY_BINS for _ in VERDICTS]
        self._model: Mapping[str, Any] | None = None
        self._unjudged: Counter[str] = Counter()
        self._reasons: dict[str, list[int]] = {}
        self._folders = rolled_up(result.totals.folders)
        # Worst first, as in the table: beyond the limit the best pages are dropped.
        self._rows: list[Row] = nsmallest(MAX_ROWS, self._counted())
        self._place = {row.ordinal: place for place, row in enumerate(self._rows)}
        self._sets = result.findings[:MAX_SETS]

    def overview(self) -> dict[str, Any]:
        """Return all but the texts, as plain values."""
        totals = self._result.totals
        rules = sorted(totals.rules, key=lambda rule: (-totals.rules[rule][1], rule))
        return {
            "about": asdict(self._result.about),
            "opening": [
                {"text": statement.text, "select": self._selection(statement.pages)}
                for statement in opening(self._result)
            ],
            "worklist": [
                step | {"select": self._selection(step["select"])}
                for step in worklist_json(self._result)
            ],
            "counted": COUNTED,
            "steps": [self._result.worklist.step_of.get(row.ordinal) for row in self._rows],
            "authors": _worst(totals.authors),
            "undated": totals.all.pages - sum(group.pages for group in totals.months.values()),
            "abstained": self._abstained(),
            "since": self._since(),
            "history": self._history(),
            "pages": totals.pages,
            "words": totals.words,
            "quality": totals.all.quality,
            "unread": sum(totals.failures.values()),
            "verdicts": VERDICTS,
            "families": [family.value for family in Family],
            "counts": [
                totals.all.verdicts[name] + (totals.templates if name == "not_scored" else 0)
                for name in VERDICTS[:-1]
            ],
            "histogram": self._histogram,
            "reasons": self._why(),
            "folders": _worst(self._folders),
            "folder_count": len(self._folders),
            "months": _latest(totals.months),
            "month_count": len(totals.months),
            "rules": [_rule(rule, *totals.rules[rule]) for rule in rules],
            "rows": columns(self._rows, {rule: at for at, rule in enumerate(rules)}),
            "doubts": {doubt.name: [doubt.label, doubt.sentence] for doubt in Doubt},
            "sets": [set_of(finding, self._place) for finding in self._sets],
            "set_count": len(self._result.findings),
            "model": self._model,
        }

    def texts(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield ``(row, page)`` for what fits: the sets' first pages, then the worst pages."""
        left = MAX_TEXT_CHARACTERS
        texts = Texts(self._result.about.model)
        for row in self._with_text():
            page = self._result.page(self._rows[row].ordinal)
            source = self._result.source(page.ordinal)
            if source is None:
                continue
            left -= min(len(source), MAX_CHARACTERS)
            if left < 0:
                return
            yield row, texts.page(page, source)

    def _counted(self) -> Iterator[Row]:
        first = True
        for page in self._result.pages():
            if page.facts:
                quality = page.facts.quality
                if quality is not None:
                    place = min(int(quality * QUALITY_BINS / 100), QUALITY_BINS - 1)
                    self._histogram[VERDICTS.index(page.facts.verdict)][place] += 1
                verdict = VERDICTS.index(page.facts.verdict)
                for reason in page.facts.reasons if verdict < len(ACTED_ON) else ():
                    self._reasons.setdefault(reason, [0] * len(ACTED_ON))[verdict] += 1
                if page.facts.verdict == Verdict.NOT_SCORED:
                    self._unjudged.update(page.facts.reasons[:1])
                if first:
                    self._model = page.record["model"]
                first = False
            yield row_of(page)

    def _selection(self, pages: Mapping[str, Any]) -> dict[str, Any]:
        """Return what selects ``pages`` in the report, where the sets have numbers of their own."""
        if "set" not in pages:
            return dict(pages)
        chosen = self._result.findings[pages["set"]]
        at = next((at for at, finding in enumerate(self._sets) if finding is chosen), None)
        return {} if at is None else {"set": at}

    def _since(self) -> dict[str, Any] | None:
        """Return what changed since the last earlier audit; the rows say which pages."""
        since = self._result.since
        if since is None:
            return None
        return {
            "label": since.label,
            "counts": [since.worse, since.better, since.new, since.gone],
            "worse_verdict": since.worse_verdict,
            "better_verdict": since.better_verdict,
            "gone": since.gone_ids[:MAX_GONE],
            "authors": _most(since.worse_authors),
            "folders": _most(since.worse_folders),
            "direction": [since.direction.get(row.ordinal) for row in self._rows],
        }

    def _history(self) -> list[dict[str, Any]]:
        """Return the earlier audits, the oldest first, each with the state of every row."""
        since = self._result.since
        if since is None:
            return []
        keys = [since.keys[row.ordinal] for row in self._rows]
        return [
            {
                "label": past.label,
                "counts": [past.point.verdicts[_stored(name)] for name in VERDICTS],
                "quality": past.point.quality,
                "states": [_past(past.states.get(key)) for key in keys],
            }
            for past in self._result.history
        ]

    def _abstained(self) -> list[list[Any]]:
        """Return ``[reason, pages]`` of the pages without a verdict, the most frequent first."""
        return [[reason, n] for reason, n in self._unjudged.most_common()]

    def _why(self) -> list[list[Any]]:
        """Return ``[reason, pages that fail, pages to review]``, the most frequent first."""
        ranked = sorted(self._reasons.items(), key=lambda item: ([-n for n in item[1]], item[0]))
        return [[reason, *counts] for reason, counts in ranked]

    def _with_text(self) -> list[int]:
        chosen: dict[int, None] = {}
        for finding in self._sets:
            if len(chosen) >= MAX_TEXTS // 2:
                break
            pages = [self._place[page] for page in finding.pages if page in self._place]
            chosen.update(dict.fromkeys(pages[:MAX_COMPARED]))
        for place in range(len(self._rows)):
            if len(chosen) >= MAX_TEXTS:
                break
            chosen[place] = None
        return list(chosen)


def _most(groups: Counter[str]) -> list[tuple[str, int]]:
    return sorted(groups.items(), key=lambda item: (-item[1], item[0]))[:MAX_CHANGED_GROUPS]


def _stored(verdict: str) -> str:
    return UNREAD if verdict == VERDICTS[-1] else verdict


def _past(state: State | None) -> list[Any] | None:
    """Return ``[verdict, quality]`` of an earlier state, the verdict as its number."""
    if state is None:
        return None
    verdict = VERDICTS[-1] if state.verdict == UNREAD else state.verdict
    return [VERDICTS.index(verdict), None if state.quality is None else round(state.quality, 1)]


def _worst(groups: Mapping[str, Group]) -> list[list[Any]]:
    """Return those with the most failing pages, worst first."""
    order = sorted(
        groups, key=lambda n: (-groups[n].low, -groups[n].low_share, -groups[n].pages, n)
    )
    return _groups(groups, order[:MAX_FOLDERS])


def _latest(groups: Mapping[str, Group]) -> list[list[Any]]:
    """Return the latest months, the last one first."""
    return _groups(groups, sorted(groups, reverse=True)[:MAX_MONTHS])


def _groups(groups: Mapping[str, Group], names: Sequence[str]) -> list[list[Any]]:
    """Return ``[name, quality, pages by verdict]`` of each."""
    return [
        [n, groups[n].quality, [groups[n].verdicts[verdict] for verdict in VERDICTS[:-1]]]
        for n in names
    ]


def _rule(id: str, findings: int, pages: int) -> dict[str, Any]:
    from detector.rules import RULE_BY_ID

    found: dict[str, Any] = {"id": id, "findings": findings, "pages": pages}
    if rule := RULE_BY_ID.get(id):  # none where another version found it
        found |= {
            "family": rule.family.value,
            "severity": rule.severity.value,
            "summary": rule.summary,
            "why": rule.why,
            "remedy": rule.remedy,
        }
    return found
