"""What to do first with a site: steps by expected gain, each page counted in one step only.

A page that is part of a set (a template, copies) belongs to the set: it is merged or removed,
not edited. Any other page that fails or needs review belongs to its strongest reason. Where most
pages of a folder share that reason, the folder is a step of its own: their template is to blame.
A page that confesses belongs to the step that removes the sentence, unless it has other reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detector.audit.site.site_finding import SiteFinding
from detector.audit.site.totals import Totals
from detector.findings import Verdict

if TYPE_CHECKING:
    from detector.audit.result import Page

# What a page gains when its step is done: a failing page passes, one to review needs none, a
# page of a set that passes today no longer competes with its copies. By an editor's judgement.
FAIL_GAIN = 1.0
REVIEW_GAIN = 0.5
COPY_GAIN = 0.2
ERROR_GAIN = 0.2  # an error less, on a page that has other reasons or passes
MAX_STEPS = 40
MIN_TEMPLATE_PAGES = 10  # pages of a folder with one reason: of fewer, chance may be the reason
MIN_TEMPLATE_SHARE = 0.5  # of the folder's pages that have a verdict
MIN_FOLDER_SHARE = 0.8  # of a reason's pages, for a folder to be named as where they are

CONFESSION = "repeated-confession"
SETS = ("doorway-set", "exact-duplicates", "near-duplicates", "keyword-permutations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do. Either ``finding`` (an index of the site findings) or ``reason`` is set.

    ``folder`` is where the pages are, None if they are spread; ``is_template``: most pages of
    the folder have the reason. ``gain`` is in pages.
    """

    gain: float
    pages: int
    fail: int
    review: int
    finding: int | None = None
    reason: str | None = None
    folder: str | None = None
    is_template: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """The steps, the greatest gain first.

    ``step_of`` maps the ordinal of a page to the index of its step. ``reasons`` counts all pages
    that fail or need review by each of their reasons and by folder, whatever step they are in.
    """

    steps: tuple[Step, ...]
    step_of: Mapping[int, int]
    reasons: Mapping[str, Counter[str]]


def worklist(pages: Iterable[Page], findings: Sequence[SiteFinding], totals: Totals) -> Worklist:
    """Return at most ``MAX_STEPS`` steps with their pages."""
    set_of = _owners(findings, SETS)
    confession_of = _owners(findings, (CONFESSION,))
    confessing: dict[int, Counter[str]] = {}
    owned: dict[int, int] = {}
    in_sets: Counter[tuple[int, str]] = Counter()
    spread: dict[str, Counter[tuple[str, str]]] = {}
    reasons: dict[str, Counter[str]] = {}
    place_of: dict[int, tuple[str, str]] = {}
    for page in pages:
        if page.facts is None:
            continue
        verdict = page.facts.verdict
        if verdict in (Verdict.FAIL, Verdict.REVIEW):
            for reason in page.facts.reasons:
                reasons.setdefault(reason, Counter())[page.folder] += 1
        if (index := set_of.get(page.ordinal, -1)) >= 0:
            in_sets[index, verdict] += 1
            owned[page.ordinal] = index
            continue
        if (index := confession_of.get(page.ordinal, -1)) >= 0:
            alone = len(page.facts.reasons) == 1
            confessing.setdefault(index, Counter())[verdict if alone else ""] += 1
            if alone:
                owned[page.ordinal] = index
                continue
        if verdict in (Verdict.FAIL, Verdict.REVIEW) and page.facts.reasons:
            spread.setdefault(page.facts.reasons[0], Counter())[page.folder, verdict] += 1
            place_of[page.ordinal] = (page.facts.reasons[0], page.folder)
    steps = [
        _set_step(index, finding, in_sets)
        for index, finding in enumerate(findings)
        if finding.kind in SETS
    ]
    steps += [_confession_step(index, findings[index], held) for index, held in confessing.items()]
    for reason, counts in spread.items():
        steps += _reason_steps(reason, counts, totals)
    # A set that lost its pages to an earlier one has nothing left to do.
    chosen = tuple(sorted((step for step in steps if step.gain > 0), key=_order)[:MAX_STEPS])
    return Worklist(steps=chosen, step_of=_step_of(chosen, owned, place_of), reasons=reasons)


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


def _order(step: Step) -> tuple[float, str, str, int]:
    finding = -1 if step.finding is None else step.finding
    return -step.gain, step.reason or "", step.folder or "", finding


def _set_step(index: int, finding: SiteFinding, in_sets: Mapping[tuple[int, str], int]) -> Step:
    fail = in_sets[index, Verdict.FAIL.value]
    review = in_sets[index, Verdict.REVIEW.value]
    held = sum(in_sets[index, verdict.value] for verdict in Verdict)
    # One page of the set stays.
    others = max(held - fail - review - 1, 0)
    gain = FAIL_GAIN * fail + REVIEW_GAIN * review + COPY_GAIN * others
    return Step(gain=round(gain, 2), pages=finding.count, fail=fail, review=review, finding=index)


def _confession_step(index: int, finding: SiteFinding, held: Counter[str]) -> Step:
    """Return the step that removes a sentence; ``held`` counts pages by verdict, "" for those
    whose other reasons stay."""
    fail, review = held[Verdict.FAIL.value], held[Verdict.REVIEW.value]
    others = held.total() - fail - review
    gain = FAIL_GAIN * fail + REVIEW_GAIN * review + ERROR_GAIN * others
    return Step(gain=round(gain, 2), pages=finding.count, fail=fail, review=review, finding=index)


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
