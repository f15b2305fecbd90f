"""``--fail-on``: when an audit ends with status 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from detector.audit.site.site_finding import KINDS
from detector.errors import DetectorError
from detector.findings import Verdict

if TYPE_CHECKING:
    from detector.audit.result import AuditResult

_FORM = re.compile(r"([a-z-]+)(?:>(\d+(?:\.\d+)?)(%?))?")


class Condition(NamedTuple):
    """Met when more than ``limit`` pages (or, with ``share``, that percentage of the scored)
    have the verdict ``what`` or worse; or more than ``limit`` findings about the site are of the
    kind ``what`` (``site``: of any kind, severity info left out)."""

    what: str
    limit: float
    share: bool

    def met(self, result: AuditResult) -> bool:
        count, whole = self._count(result)
        return (
            (100 * count / whole if whole else 0.0) > self.limit
            if self.share
            else count > self.limit
        )

    def _count(self, result: AuditResult) -> tuple[int, int]:
        everything = result.totals.all
        if self.what in ("fail", "review"):
            count = everything.verdicts[Verdict.FAIL.value]
            if self.what == "review":
                count += everything.verdicts[Verdict.REVIEW.value]
            return count, everything.pages
        found = [
            finding
            for finding in result.findings
            if finding.kind == self.what or (self.what == "site" and finding.severity != "info")
        ]
        return len(found), everything.pages


def parse_conditions(texts: Sequence[str]) -> list[Condition]:
    """Parse ``fail``, ``review``, ``site`` or a site kind, each with ``>N`` or ``>N%``.

    Raises DetectorError for anything else.
    """
    conditions = []
    for text in texts:
        match = _FORM.fullmatch(text.replace(" ", ""))
        if match is None or match[1] not in ("fail", "review", "site", *KINDS):
            known = ", ".join(("fail", "review", "site", *KINDS))
            raise DetectorError(
                f"--fail-on {text!r} is not understood; choose from {known}, with >N or >N%"
            )
        conditions.append(Condition(match[1], float(match[2] or 0), match[3] == "%"))
    return conditions
