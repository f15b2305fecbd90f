"""The findings about several pages, for the HTML report: the most harmful of each kind first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from detector.audit.site.site_finding import KINDS
from detector.render.html.rows import Row

if TYPE_CHECKING:
    from detector.audit import SiteFinding

MAX_LISTED = 200  # pages of a set that are listed; ``count`` says how many there are
MAX_COMPARED = 6  # pages of a set whose texts are always in the report


def ranked(findings: Sequence[SiteFinding], row: Callable[[int], Row | None]) -> list[SiteFinding]:
    """Sort by kind as the audit does, and within one by harm: pages times bad quality."""

    def lost(finding: SiteFinding) -> float:
        rows = [found for page in finding.pages if (found := row(page))]
        judged = [found.quality for found in rows if found.quality <= 100]
        mean = sum(judged) / len(judged) if judged else 100.0
        return finding.count * (101.0 - mean)

    return sorted(findings, key=lambda f: (KINDS.index(f.kind), -lost(f), f.message))


def set_of(finding: SiteFinding, place: Mapping[int, int]) -> dict[str, Any]:
    """Return a finding with its pages as rows of the table."""
    return {
        "kind": finding.kind,
        "severity": finding.severity.value,
        "message": finding.message,
        "count": finding.count,
        "rows": [place[page] for page in finding.pages if page in place][:MAX_LISTED],
        "detail": dict(finding.detail),
    }
