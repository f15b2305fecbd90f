"""Folders, authors and months of which half or more fails, where the rest does far better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detector.audit.site.folders import with_parents
from detector.audit.site.site_finding import SiteFinding
from detector.audit.site.totals import Group, Totals
from detector.findings import Severity

MIN_GROUP = 10
LOW_SHARE = 0.5
_ELSEWHERE = {
    "folder": "elsewhere",
    "author": "of the pages of other authors",
    "month": "of the pages of other months",
}


def low_quality(totals: Totals) -> Iterator[SiteFinding]:
    """Yield a finding for each; of folders in one another, for the one that holds the others."""
    yield from _shares("folder", with_parents(totals.folders), _sum(totals.folders))
    yield from _shares("author", totals.authors, _sum(totals.authors))
    yield from _shares("month", totals.months, _sum(totals.months))


def _sum(groups: Mapping[str, Group]) -> Group:
    whole = Group()
    for group in groups.values():
        whole.merge(group)
    return whole


def _shares(what: str, groups: Mapping[str, Group], whole: Group) -> Iterator[SiteFinding]:
    named: tuple[str, ...] = ()
    for name, group in sorted(groups.items()):
        rest = whole.judged - group.judged
        if group.judged < MIN_GROUP or group.low_share < LOW_SHARE or not rest:
            continue
        elsewhere = (whole.low - group.low) / rest
        if elsewhere > LOW_SHARE * group.low_share or name.startswith(named):
            continue
        if what == "folder":
            named += (f"{name}/",)
        yield SiteFinding(
            kind=f"low-quality-{what}",
            severity=Severity.INFO,
            message=(
                f"{group.low_share:.0%} of the {group.judged:,} pages of {what} {name!r} that have "
                f"a verdict fail; {elsewhere:.0%} {_ELSEWHERE[what]}"
            ),
            pages=(),
            count=group.judged,
            detail={"name": name, "share": round(group.low_share, 4)},
        )
