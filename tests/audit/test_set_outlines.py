"""Sets whose pages share an outline or a kind of title, and the pages that only look like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from detector.audit.pages.facts import Facts
from detector.audit.site.site_finding import SiteFinding
from detector.audit.store import PageRow
from tests.audit.site import WORDS, judged, prose
from tests.audit.test_site_findings import findings, row

TOWNS = ["Ashford", "Bexley", "Carlow", "Denby", "Eastham"]
ROOFER = {
    "{t}": "Slates on the terraces of {t}",
    "Storm damage in {t}": "After gales we",
    "Materials that we stock": "Every van",
    "Book a survey": "Leave a message",
}
WALKS = {
    "{t}": "We came to {t} by train",
    "The first day": "It rained",
    "The second day": "Nobody was about",
    "What we ate": "The market",
}


def pages(
    titles: Sequence[str],
    outline: Mapping[str, str],
    verdict: str = "pass",
    *,
    slots: Sequence[str] = TOWNS,
    folder: str = "pages",
    ending: str = "",
    first: int = 0,
) -> list[PageRow]:
    """Return pages that have the headings of ``outline``, and nothing else in common."""
    made = []
    for number, (title, slot) in enumerate(zip(titles, slots, strict=False), start=first):
        parts = [f"# {title}"]
        for at, (heading, start) in enumerate(outline.items()):
            parts += [f"## {heading.format(t=slot)}"] if at else []
            parts.append(
                f"{prose(4000 + 10 * number + at, 40)} {start.format(t=slot)} {WORDS[at]}."
            )
        text = "\n\n".join([*parts, ending.format(n=number)])
        page = judged(row(number, text, folder), verdict)
        made.append(
            page._replace(id=f"{folder}/{WORDS[number % 40]}-{WORDS[(number * 7) % 39]}.md")
        )
    return made


def sets(rows: list[PageRow]) -> list[SiteFinding]:
    return findings(rows).get("doorway-set", [])


FOUND = {
    "places": ([f"Roof repairs in {t}" for t in TOWNS], ROOFER, TOWNS),
    "places in the middle": ([f"Why {t} trusts our roof repairs" for t in TOWNS], ROOFER, TOWNS),
    "audiences": (
        [f"Rota software for {who}" for who in ("Bakers", "Vets", "Nurseries", "Garages")],
        {"{t}": "", "How {t} plan a week": "", "What changes": "", "Start your trial": ""},
        ["Bakers", "Vets", "Nurseries", "Garages"],
    ),
}


@pytest.mark.parametrize("name", FOUND)
@pytest.mark.parametrize("verdict", ["pass", "fail"])
def test_an_outline_with_a_slot_is_a_set_whatever_the_sentences_say(
    name: str, verdict: str
) -> None:
    titles, outline, slots = FOUND[name]
    (found,) = sets(pages(titles, outline, verdict, slots=slots))
    assert found.count == len(titles)
    assert set(found.detail["values"]) == set(slots[: len(titles)])


HONEST = {
    "walks": ([f"Two days in {t}" for t in TOWNS], WALKS),
    "recipes": (
        ["Plum cake", "Rye bread", "Leek pie", "Oat soup", "Pear jam"],
        {"{t}": "", "Ingredients": "", "Method": "", "Tips": ""},
    ),
    "releases": (
        [f"Announcing Larch 2.{n}" for n in range(5)],
        {"{t}": "", "What is new": "", "Fixes": "", "Get the update": ""},
    ),
    "classes": (
        ["Canvas", "Brush", "Path", "Layer", "Filter"],
        {"{t}": "", "Constructor": "", "Methods": "", "Contact": ""},
    ),
    "minutes": (
        [f"Minutes of the parish council, {n} May 2019" for n in range(3, 8)],
        {"{t}": "", "Apologies": "", "Accounts": "", "Call for helpers": ""},
    ),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_outline_alone_is_no_set(name: str) -> None:
    assert not sets(pages(*HONEST[name]))


def test_branches_have_telephone_numbers_of_their_own() -> None:
    titles = [f"Roof repairs in {t}" for t in TOWNS]
    own = pages(titles, ROOFER, ending="Ring 020 7946 001{n} or come by.")
    one = pages(titles, ROOFER, ending="Ring 020 7946 0010 or come by.")
    assert not sets(own)
    assert len(sets(one)) == 1


def test_a_kind_of_title_tells_a_set_where_nearly_all_pages_are_bad() -> None:
    titles = [f"How to withdraw money from {t}" for t in TOWNS]
    alike = {"{t}": ""}
    (found,) = sets(pages(titles, alike, "fail"))
    assert (found.count, found.detail["shared"]) == (5, "titles")
    assert not sets(pages(titles, alike, "pass"))
    mixed = pages(titles, alike, "fail")[:2] + pages(titles, alike, "pass")[2:]
    assert not sets(mixed)


def test_titles_with_dates_of_their_own_may_be_reports() -> None:
    causes = ["Late mail", "Lost logins", "Slow search", "Torn cable"]
    titles = [f"Incident report: {c} on {n + 2} June 2023" for n, c in enumerate(causes)]
    assert not sets(pages(titles, {"{t}": ""}, "fail", slots=causes))


def test_two_templates_of_one_firm_are_two_sets() -> None:
    firm = prose(8000, 60)
    towns = pages(
        [f"Emergency plumber in {t}" for t in TOWNS],
        {"{t}": ""},
        "fail",
        folder="areas",
        ending=f"{prose(8001, 60)}\n\n{firm}",
    )
    work = ["Boilers", "Drains", "Leaks", "Radiators"]
    services = pages(
        [f"{w} by Harwood Plumbing" for w in work],
        {"{t}": ""},
        "fail",
        slots=work,
        folder="services",
        ending=f"{prose(8002, 60)}\n\n{firm}",
        first=len(towns),
    )
    found = sets([*towns, *services])
    assert sorted(f.pages for f in found) == [(0, 1, 2, 3, 4), (5, 6, 7, 8)]


def test_pages_of_one_folder_are_parted_by_what_their_addresses_begin_with() -> None:
    firm = prose(8000, 60)
    rows: list[PageRow] = []
    for at, kind in enumerate(("area", "service")):
        ending = f"{prose(8001 + at, 60)}\n\n{firm}"
        titles = [f"{WORDS[9 + at + 3 * n]}: {WORDS[5 * n]}".title() for n in range(4)]
        more = pages(titles, {"{t}": ""}, "fail", ending=ending, first=len(rows))
        for n, page in enumerate(more):
            rows.append(page._replace(id=f"pages/{kind}-{WORDS[n]}-{WORDS[20 + n]}.html"))
    assert sorted(f.pages for f in sets(rows)) == [(0, 1, 2, 3), (4, 5, 6, 7)]


def test_postal_codes_are_no_series() -> None:
    codes = ["78701", "78704", "78745", "78758"]
    outline = {**ROOFER, "What we do in {t}": ""}
    titles = [f"Emergency locksmith near {code}" for code in codes]
    assert len(sets(pages(titles, outline, slots=codes))) == 1


def test_a_page_with_other_words_in_its_title_follows_the_outline_of_its_folder() -> None:
    titles = [f"Roof repairs in {t}" for t in TOWNS[:4]] + ["Slipped tiles? Call Eastham's own"]
    (found,) = sets(pages(titles, ROOFER))
    assert found.count == 5


def test_an_outline_is_kept_with_the_facts_of_a_page() -> None:
    (page,) = pages(["Roof repairs in Denby"], ROOFER, slots=["Denby"])
    facts = Facts.decode(page.facts)
    assert facts.asks
    assert sum(label & 1 for label in facts.outline) == 1  # "Storm damage in Denby"
