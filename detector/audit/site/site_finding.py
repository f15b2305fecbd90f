"""What is said of several pages together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from detector.findings import Severity

MAX_PAGES = 1000  # ordinals kept in a finding; ``count`` says how many there are

# Kinds in the order in which a reader should see them.
KINDS = (
    "repeated-confession", "doorway-set", "exact-duplicates", "near-duplicates",
    "keyword-permutations", "cannibalised-titles", "shared-template", "repeated-contact",
    "repeated-call", "repeated-sentence", "publication-burst", "low-quality-folder",
    "low-quality-author", "low-quality-month",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFinding:
    """A finding about several pages.

    ``pages`` are their ordinals, ascending, at most 1,000; ``count`` is how many there are.
    ``troubled`` is the share of them that fails or needs review, ``harm`` the number of pages
    times the weight of the severity times that share.
    ``detail`` depends on ``kind``: ``similarity`` of clusters, and ``own`` (the share of a page
    that no other page of it has); of sets ``shared`` (``template``, ``passages``, ``telephone
    number``), and where they can be told ``pattern``, ``slot`` and ``values``; ``title``,
    ``text``, ``texts``, ``day``, ``name``, ``share`` of the others.
    """

    kind: str
    severity: Severity
    message: str
    pages: tuple[int, ...]
    count: int
    troubled: float = 0.0
    harm: float = 0.0
    detail: Mapping[str, Any] = field(default_factory=dict)

    def to_json(
        self, id_of: Callable[[int], str], place_of: Callable[[int], str | None]
    ) -> dict[str, Any]:
        """Return it as plain values; ``places`` are the pages' files and rows, if they have any."""
        places = [place_of(page) for page in self.pages]
        return {
            "kind": self.kind,
            "severity": self.severity.value,
            "message": self.message,
            "count": self.count,
            "troubled": self.troubled,
            "harm": self.harm,
            "pages": [id_of(page) for page in self.pages],
            **({"places": places} if any(places) else {}),
            **self.detail,
        }


def finding_of(
    kind: str, severity: Severity, message: str, pages: Sequence[int], detail: Mapping[str, Any]
) -> SiteFinding:
    """Make a finding; of many pages the first ``MAX_PAGES`` are kept."""
    return SiteFinding(
        kind=kind,
        severity=severity,
        message=message,
        pages=tuple(sorted(pages)[:MAX_PAGES]),
        count=len(pages),
        detail=detail,
    )
