"""The worklist: steps by expected gain, each page in one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

import pytest

from detector.audit.pages.facts import Facts
from detector.audit.result import Page
from detector.audit.site.site_finding import SiteFinding, finding_of
from detector.audit.site.totals import Group, Totals
from detector.audit.site.worklist import (
    CONFESSION,
    MAX_STEPS,
    SETS,
    Step,
    Worklist,
    worklist,
)
from detector.findings import Severity


def page(ordinal: int, verdict: str, *reasons: str, folder: str = "blog") -> Page:
    facts = Facts(
        verdict=verdict, quality=10.0, words=500, language="en", content_type="text",
        reasons=list(reasons), scores=[0.0] * 8, rules={}, errors=0, generated=None,
        low_quality=None, title="", exact="", date=None, author=None, names=[], contacts=[],
        calls=[], template=False,
    )  # fmt: skip
    return Page(
        ordinal=ordinal, id=f"{folder}/{ordinal}.md", path=None, folder=folder, body=b"",
        facts=facts, date=None, author=None,
    )  # fmt: skip


def steps_of(pages: Iterable[Page], *findings: SiteFinding) -> tuple[Step, ...]:
    pages = list(pages)
    totals = Totals()
    for one in pages:
        assert one.facts
        totals.folders.setdefault(one.folder, Group()).add(one.facts)
    return work_of(pages, totals, findings).steps


def work_of(
    pages: Sequence[Page], totals: Totals, findings: Sequence[SiteFinding] = ()
) -> Worklist:
    """Return the worklist; each page that it counts is in just the step that counts it."""
    made = worklist(pages, findings, totals)
    held = Counter(made.step_of.values())
    for at, step in enumerate(made.steps):
        if step.reason:
            assert held[at] == step.pages
        else:
            assert step.fail + step.review <= held[at] <= step.pages
    troubled = [one for one in pages if one.facts and one.facts.verdict in ("fail", "review")]
    assert sum(step.fail + step.review for step in made.steps) <= len(troubled)
    assert sum(step.gain for step in made.steps) <= len(troubled)
    return made


def copies(*ordinals: int, kind: str = "exact-duplicates") -> SiteFinding:
    return finding_of(kind, Severity.WARNING, "Copies", ordinals, {})


def test_a_page_counts_for_its_strongest_reason_only() -> None:
    (step,) = steps_of([page(0, "fail", "rule:broken-tag", "generated"), page(1, "pass")])
    assert (step.reason, step.pages, step.fail, step.gain) == ("rule:broken-tag", 1, 1, 1.0)


def test_a_page_of_a_set_belongs_to_the_set() -> None:
    pages = [page(0, "fail", "generated"), page(1, "review", "generated"), page(2, "pass")]
    (step,) = steps_of(pages, copies(0, 1, 2))
    assert (step.finding, step.fail, step.review, step.pages) == (0, 1, 1, 3)
    assert (step.gain, step.others, step.stays) == (1.5, 0, 1)  # the third page stays


def test_the_page_of_a_set_that_stays_is_still_to_be_fixed() -> None:
    pages = [page(0, "fail", "generated"), page(1, "review", "generated"), page(2, "fail", "x")]
    copied, left = steps_of(pages, copies(0, 1, 2))
    assert (copied.finding, copied.fail, copied.review, copied.gain) == (0, 2, 0, 2.0)
    assert (left.reason, left.review, left.gain) == ("generated", 1, 0.5)


def test_copies_that_pass_gain_nothing_and_come_last() -> None:
    pages = [page(n, "pass") for n in range(20)] + [page(20, "review", "generated")]
    one, many, few = steps_of(pages, copies(0, 1), copies(*range(2, 20)))
    assert (one.reason, one.gain, one.is_listed) == ("generated", 0.5, False)
    assert (many.finding, many.gain, many.others, many.is_listed) == (1, 0, 17, True)
    assert (few.finding, few.gain, few.others, few.is_listed) == (0, 0, 1, False)


def test_a_page_of_two_sets_counts_once() -> None:
    pages = [page(n, "fail", "generated") for n in range(4)]
    first, second, left = steps_of(pages, copies(0, 1, 2), copies(2, 3))
    assert (first.fail, first.stays, second.fail, second.stays) == (2, 1, 1, 0)
    assert (left.reason, left.fail) == ("generated", 1)


def test_gains_of_sets_that_overlap_are_never_more_than_the_pages() -> None:
    draw = Random(5)
    for _ in range(200):
        pages = [
            page(n, *draw.choice([("fail", "generated"), ("review", "a", "b"), ("pass",)]))
            for n in range(12)
        ]
        sets = [
            copies(*sorted(draw.sample(range(12), 4)), kind=kind)
            for kind in (*SETS, CONFESSION, CONFESSION)
        ]
        steps = steps_of(pages, *sets)
        counted = sum(step.fail + step.review for step in steps)
        assert counted == sum(one.facts.verdict != "pass" for one in pages if one.facts)


def test_a_confession_is_removed_from_pages_with_no_other_reason() -> None:
    pages = [
        page(0, "fail", "rule:broken-tag"),
        page(1, "fail", "generated", "rule:broken-tag"),
        page(2, "pass"),
        page(3, "fail", "generated"),
        page(4, "review", "generated"),
        page(9, "pass"),
    ]
    confession = finding_of("repeated-confession", Severity.ERROR, "Sentence", (0, 1, 2, 4), {})
    generated, removed, copied = steps_of(pages, copies(4, 9), confession)
    assert (generated.reason, generated.fail) == ("generated", 2)  # pages 1 and 3
    assert (removed.finding, removed.fail, removed.review, removed.pages) == (1, 1, 0, 4)
    assert (removed.gain, removed.others) == (1.0, 2)  # two pages have an error less
    assert (copied.finding, copied.review) == (0, 1)


def test_a_sentence_that_does_no_harm_is_no_step() -> None:
    sentence = finding_of("repeated-sentence", Severity.INFO, "Sentence", (0, 1), {})
    assert steps_of([page(0, "pass"), page(1, "pass")], sentence) == ()


def test_what_is_no_set_takes_no_pages() -> None:
    (step,) = steps_of([page(0, "fail", "generated")], copies(0, kind="repeated-contact"))
    assert step.reason == "generated"


def test_a_folder_with_one_reason_on_most_of_its_pages_is_a_step_of_its_own() -> None:
    pages = [page(n, "fail", "rule:broken-tag", folder="old") for n in range(12)]
    pages += [page(n, "pass", folder="old") for n in range(12, 20)]
    pages += [page(n, "fail", "rule:broken-tag", folder=f"blog/{n}") for n in range(20, 24)]
    first, second = steps_of(pages)
    assert (first.folder, first.is_template, first.pages) == ("old", True, 12)
    assert (second.folder, second.is_template, second.pages) == (None, False, 4)


@pytest.mark.parametrize(
    ("failing", "passing"), [(9, 0), (12, 13)], ids=["too few", "a small share"]
)
def test_few_pages_of_a_folder_are_no_template(failing: int, passing: int) -> None:
    pages = [page(n, "fail", "rule:broken-tag", folder="old") for n in range(failing)]
    pages += [page(100 + n, "pass", folder="old") for n in range(passing)]
    pages += [page(200, "pass", folder="new")]
    (step,) = steps_of(pages)
    assert (step.folder, step.is_template) == ("old", False)


def test_the_greatest_gain_comes_first_and_the_list_ends() -> None:
    pages = [page(n, "review", f"rule:r{n % 60}") for n in range(200)]
    pages += [page(300 + n, "fail", "generated") for n in range(5)]
    steps = steps_of(pages)
    assert len(steps) == MAX_STEPS
    assert steps[0].reason == "generated"
    assert [step.gain for step in steps] == sorted((s.gain for s in steps), reverse=True)
    assert steps == steps_of(pages)


def test_all_pages_of_a_reason_are_counted_whatever_their_step() -> None:
    pages = [page(0, "fail", "rule:broken-tag", "generated"), page(1, "fail", "generated")]
    pages.append(page(2, "pass"))
    totals = Totals()
    totals.folders["blog"] = Group()
    made = work_of(pages, totals, [copies(1, 2)])
    assert {reason: sum(c.values()) for reason, c in made.reasons.items()} == {
        "rule:broken-tag": 1,
        "generated": 2,
    }
    assert len(set(made.step_of.values())) == 2


def test_nothing_to_do() -> None:
    assert steps_of([page(0, "pass"), page(1, "not_scored", "too_short")]) == ()
