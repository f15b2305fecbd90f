"""What to do first with a site: steps by their gain, each page counted in one step only.

A page that is part of a set (a template, copies) belongs to the set: it is merged or removed,
not edited; only the best page of a set stays. Any other page that fails or needs review belongs
to its strongest reason. Where most pages of a folder share that reason, the folder is a step of
its own: their template is to blame. A page that confesses belongs to the step that removes the
sentence, unless it has other reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from detector.audit.site.site_finding import SiteFinding
from detector.audit.site.totals import Totals
from detector.findings import Verdict

if TYPE_CHECKING:
    from detector.audit.result import Page

# What a page gains when its step is done: a failing page passes, one to review needs none. By an
# editor's judgement. No other page gains, so all gains are at most the pages that do not pass.
FAIL_GAIN = 1.0
REVIEW_GAIN = 0.5
MIN_GAIN = 1.0  # of a step that is listed
MIN_OTHERS = 5  # pages that make a step without that gain worth its place
MAX_STEPS = 40
MIN_TEMPLATE_PAGES = 10  # pages of a folder with one reason: of fewer, chance may be the reason
MIN_TEMPLATE_SHARE = 0.5  # of the folder's pages that have a verdict
MIN_FOLDER_SHARE = 0.8  # of a reason's pages, for a folder to be named as where they are

CONFESSION = "repeated-confession"
_RANK = (Verdict.PASS, Verdict.NOT_SCORED, Verdict.REVIEW, Verdict.FAIL)  # from the best
SETS = ("doorway-set", "exact-duplicates", "near-duplicates", "keyword-permutations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do. Either ``finding`` (an index of the site findings) or ``reason`` is set.

    ``folder`` is where the pages are, None if they are spread; ``is_template``: most pages of
    the folder have the reason. ``gain`` is in pages: 1 for each of ``fail``, 0.5 for each of
    ``review``. ``others`` gain nothing: copies that pass and go, and pages with an error less that
    have other reasons or pass. ``stays`` is 1 for a set of which one page is kept.
    """

    gain: float
    pages: int
    fail: int
    review: int
    others: int = 0
    stays: int = 0
    finding: int | None = None
    reason: str | None = None
    folder: str | None = None
    is_template: bool = False

    @property
    def is_listed(self) -> bool:
        """Whether the step helps enough pages for a place in a list that people read."""
        return self.gain >= MIN_GAIN or self.others >= MIN_OTHERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """The steps, the greatest gain first.

    ``step_of`` maps the ordinal of a page to the index of its step. ``reasons`` counts all pages
    that fail or need review by each of their reasons and by folder, whatever step they are in.
    """

    steps: tuple[Step, ...]
    step_of: Mapping[int, int]
    reasons: Mapping[str, Counter[str]]


class _Judged(NamedTuple):
    """What decides the step of a page. ``reasons`` are empty for one that passes."""

    ordinal: int
    verdict: str
    quality: float
    reasons: Sequence[str]
    folder: str

    @property
    def rank(self) -> tuple[int, float, int]:
        """The order of the pages of a set: the least is the one to keep."""
        return _RANK.index(self.verdict), -self.quality, self.ordinal


def worklist(pages: Iterable[Page], findings: Sequence[SiteFinding], totals: Totals) -> Worklist:
    """Return at most ``MAX_STEPS`` steps with their pages."""
    sorting = _Sorting(findings)
    reasons: dict[str, Counter[str]] = {}
    for page in pages:
        facts = page.facts
        if facts is None:
            continue
        troubled = facts.verdict in (Verdict.FAIL, Verdict.REVIEW)
        told = facts.reasons if troubled else ()
        for reason in told:
            reasons.setdefault(reason, Counter())[page.folder] += 1
        sorting.add(_Judged(page.ordinal, facts.verdict, facts.quality or 0.0, told, page.folder))
    steps = sorting.steps()
    for reason, counts in sorting.spread.items():
        steps += _reason_steps(reason, counts, totals)
    # A set that lost its pages to an earlier one has nothing left to do.
    useful = (step for step in steps if step.gain > 0 or step.others)
    chosen = tuple(sorted(useful, key=_order)[:MAX_STEPS])
    step_of = _step_of(chosen, sorting.owned, sorting.place_of)
    return Worklist(steps=chosen, step_of=step_of, reasons=reasons)


class _Sorting:
    """Sorts pages to the findings that they belong to, and the others by reason and folder.

    ``owned`` maps an ordinal to its finding; ``spread`` counts the others, as ``place_of`` has
    them, by reason, then by folder and verdict.
    """

    def __init__(self, findings: Sequence[SiteFinding]) -> None:
        self._findings = findings
        self._set_of = _owners(findings, SETS)
        self._confession_of = _owners(findings, (CONFESSION,))
        self._held: dict[int, Counter[str]] = {}  # by finding: pages by verdict, "" for others
        self._best: dict[int, _Judged] = {}
        self.owned: dict[int, int] = {}
        self.spread: dict[str, Counter[tuple[str, str]]] = {}
        self.place_of: dict[int, tuple[str, str]] = {}

    def add(self, page: _Judged) -> None:
        index = self._set_of.get(page.ordinal)
        if index is None:
            self._add_single(page)
            return
        best = self._best.get(index)
        if best is None:
            self._best[index] = page
            return
        self._best[index], other = sorted((best, page), key=lambda one: one.rank)
        self._own(index, other)

    def steps(self) -> list[Step]:
        """Return the steps of the findings. Call it once, when all pages are added.

        The best page of a set stays, and counts as if it were in none. Where pages of a set belong
        to an earlier one too, it is that one's best page that stays.
        """
        stays = set()
        for index, best in self._best.items():
            if all(self._set_of[page] == index for page in self._findings[index].pages):
                stays.add(index)
                self._add_single(best)
            else:
                self._own(index, best)
        return [
            _finding_step(index, self._findings[index], held, stays=int(index in stays))
            for index, held in self._held.items()
        ]

    def _own(self, index: int, page: _Judged) -> None:
        self.owned[page.ordinal] = index
        self._held.setdefault(index, Counter())[page.verdict] += 1

    def _add_single(self, page: _Judged) -> None:
        index = self._confession_of.get(page.ordinal)
        if index is not None and len(page.reasons) == 1:
            self._own(index, page)
            return
        if index is not None:
            self._held.setdefault(index, Counter())[""] += 1
        if page.reasons:
            self.spread.setdefault(page.reasons[0], Counter())[page.folder, page.verdict] += 1
            self.place_of[page.ordinal] = (page.reasons[0], page.folder)


def _step_of(
    steps: Sequence[Step], owned: Mapping[int, int], place_of: Mapping[int, tuple[str, str]]
) -> dict[int, int]:
    of_finding = {step.finding: at for at, step in enumerate(steps) if step.finding is not None}
    of_template = {(s.reason, s.folder): at for at, s in enumerate(steps) if s.is_template}
    of_reason = {s.reason: at for at, s in enumerate(steps) if s.reason and not s.is_template}
    found = {page: of_finding[at] for page, at in owned.items() if at in of_finding}
    for page, (reason, folder) in place_of.items():
        at = of_template.get((reason, folder), of_reason.get(reason))
        if at is not None:
            found[page] = at
    return found


def _owners(findings: Sequence[SiteFinding], kinds: Sequence[str]) -> dict[int, int]:
    """Return for each page of findings of these kinds the first (its index) that has it."""
    owners: dict[int, int] = {}
    for index, finding in enumerate(findings):
        if finding.kind in kinds:
            for ordinal in finding.pages:
                owners.setdefault(ordinal, index)
    return owners


def _order(step: Step) -> tuple[float, int, str, str, int]:
    finding = -1 if step.finding is None else step.finding
    return -step.gain, -step.others, step.reason or "", step.folder or "", finding


def _finding_step(index: int, finding: SiteFinding, held: Counter[str], *, stays: int) -> Step:
    """Return the step of a set or a confession; ``held`` counts its pages by verdict."""
    fail, review = held[Verdict.FAIL.value], held[Verdict.REVIEW.value]
    return Step(
        gain=FAIL_GAIN * fail + REVIEW_GAIN * review,
        pages=finding.count,
        fail=fail,
        review=review,
        others=held.total() - fail - review,
        stays=stays,
        finding=index,
    )


def _reason_steps(reason: str, counts: Mapping[tuple[str, str], int], totals: Totals) -> list[Step]:
    folders: dict[str, Counter[str]] = {}
    for (folder, verdict), number in counts.items():
        folders.setdefault(folder, Counter())[verdict] += number
    steps = []
    rest: dict[str, Counter[str]] = {}
    for folder, verdicts in folders.items():
        if len(totals.folders) > 1 and _is_template(folder, verdicts, totals):
            steps.append(_reason_step(reason, verdicts, folder, is_template=True))
        else:
            rest[folder] = verdicts
    if rest:
        summed: Counter[str] = Counter()
        for verdicts in rest.values():
            summed.update(verdicts)
        steps.append(_reason_step(reason, summed, _where(rest, summed.total())))
    return steps


def _is_template(folder: str, verdicts: Counter[str], totals: Totals) -> bool:
    judged = totals.folders[folder].judged if folder in totals.folders else 0
    held = verdicts.total()
    return held >= MIN_TEMPLATE_PAGES and held >= MIN_TEMPLATE_SHARE * judged


def _where(folders: Mapping[str, Counter[str]], pages: int) -> str | None:
    """Return the folder with most of the pages, if there is one."""
    folder, verdicts = max(folders.items(), key=lambda item: (item[1].total(), item[0]))
    return folder if verdicts.total() >= MIN_FOLDER_SHARE * pages else None


def _reason_step(
    reason: str, verdicts: Counter[str], folder: str | None, *, is_template: bool = False
) -> Step:
    fail, review = verdicts[Verdict.FAIL.value], verdicts[Verdict.REVIEW.value]
    return Step(
        gain=FAIL_GAIN * fail + REVIEW_GAIN * review,
        pages=fail + review,
        fail=fail,
        review=review,
        reason=reason,
        folder=folder,
        is_template=is_template,
    )
