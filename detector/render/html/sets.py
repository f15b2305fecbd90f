"""The findings about several pages, for the HTML report, in the order of the audit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detector.audit import SiteFinding

MAX_COMPARED = 6  # pages of a set whose texts are always in the report


def set_of(finding: SiteFinding, place: Mapping[int, int]) -> dict[str, Any]:
    """Return a finding with its pages as rows of the table; ``count`` says how many there are."""
    return {
        "kind": finding.kind,
        "severity": finding.severity.value,
        "message": finding.message,
        "count": finding.count,
        "rows": [place[page] for page in finding.pages if page in place],
        "detail": dict(finding.detail),
    }
