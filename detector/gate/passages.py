"""Add to a result of the gate where the prose reads as machine-generated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from detector.findings import MachinePassage, Severity, percent, quantity
from detector.gate.issues import Checked, Issue, Locations
from detector.gate.selection import GENERATED
from detector.scoring.passages import passages
from detector.text.analysis import Analysis
from detector.text.document import Document

if TYPE_CHECKING:
    from detector.model import Model


def with_passages(checked: Checked, document: Document, load: Callable[[], Model]) -> Checked:
    """Return ``checked`` with the passages in its report.

    Where an editor is shown that the prose reads as machine-generated, each passage is an issue
    of severity info as well: of an article that passes, nothing is said. ``load`` gives the model
    by which it was checked; it is not called for an article that no classifier judged.
    """
    if checked.report.model is None or checked.skip_reason is not None:
        return replace(checked, report=replace(checked.report, passages=()))
    found = passages(Analysis(document), load())
    report = replace(checked.report, passages=found)
    if all(issue.rule != GENERATED for issue in checked.shown):
        return replace(checked, report=report)
    locations = Locations(checked.path, document)
    issues = [
        locations.issue((GENERATED, "passage"), Severity.INFO, _said(one), one.start, one.end)
        for one in found
    ]
    return replace(
        checked,
        report=report,
        issues=_sorted(checked.issues, issues),
        shown=_sorted(checked.shown, issues),
    )


def _said(passage: MachinePassage) -> str:
    size = quantity(passage.words, "word")
    carried = f"; {passage.carried_by}" if passage.phrases else ""
    return f"these {size} read as machine-generated ({percent(passage.probability)}){carried}"


def _sorted(issues: tuple[Issue, ...], more: list[Issue]) -> tuple[Issue, ...]:
    return tuple(sorted([*issues, *more], key=lambda issue: issue.order))
