"""What is said of a set: no more than its titles and its text show."""

from __future__ import annotations

import pytest

from detector.audit.site.slots import Slot, address_slot, find_slot
from detector.audit.site.titles import has_subject
from detector.audit.site.wording import describe, is_telling, real_values


def said(titles: list[str], own: float, shared: str = "passages") -> tuple[str, dict[str, object]]:
    slot = find_slot(titles, [[] for _ in titles])
    assert slot is not None
    ids = [f"page-{n}.md" for n in range(len(titles))]
    found = describe(len(titles), slot, titles, ids, own, shared=shared)
    return found.message, found.detail


PLACES = ["Cheap plumber in Ashford", "Cheap plumber in Bexley", "Cheap plumber in Carlow"]


def test_pages_with_one_text_are_one_template() -> None:
    message, detail = said(PLACES, 0.2)
    assert message == (
        "3 pages use one template (about 80% of a page's text is in common), with the title "
        "pattern “Cheap plumber in {place}”: “Ashford”, “Bexley”, “Carlow”"
    )
    assert (detail["shared"], detail["slot"]) == ("template", "place")


def test_pages_that_share_little_are_not_called_one_template() -> None:
    message, detail = said(PLACES, 0.96)
    assert message.startswith(
        "3 pages share passages (about 4% of a page's text is in common), with the title pattern"
    )
    assert "template" not in message
    assert detail["shared"] == "passages"
    assert "over 99% of a page's text is in common" in said(PLACES, 0.004)[0]
    assert "under 1% of a page's text" in said(PLACES, 0.994)[0]
    assert said([*PLACES, "Cheap plumber in Denby"], 0.96)[0].endswith("“Carlow”, …")
    assert said(PLACES, 0.96, "telephone number")[0].startswith(
        "3 pages have one telephone number, with"
    )
    assert said(PLACES, 0.99, "outline")[0].startswith("3 pages have the same headings or")
    assert said(PLACES, 0.99, "titles")[0].startswith("3 pages that fail or need review have one")


def test_where_titles_have_no_pattern_their_titles_are_shown() -> None:
    titles = ["Why you need old accounts", "Accounts: how we check them", "Accounts or not, ask us"]
    message, detail = said(titles, 0.9)
    assert message == (
        "3 pages share passages (about 10% of a page's text is in common), such as "
        "“Why you need old accounts”, “Accounts: how we check them”, “Accounts or not, ask us”"
    )
    assert (detail["slot"], detail["values"], detail["title"]) == ("topic", titles, titles[0])
    assert "pattern" not in detail


NO_PATTERN = ["Why Ashford owners choose us", "Call us, Bexley", "In Carlow since 1990"]


@pytest.mark.parametrize(
    ("stems", "pattern", "values"),
    [
        (
            ["ashford-doors", "bexley-doors", "carlow-doors"],
            "{keyword} doors",
            ["ashford", "bexley", "carlow"],
        ),
        (["tow-on-oak-road", "tow-on-elm-road", "tow-on-a4"], "", []),
        (["a-red-barn", "why-we-paint", "slow-bread"], "", []),
    ],
)
def test_where_titles_have_no_pattern_addresses_may(
    stems: list[str], pattern: str, values: list[str]
) -> None:
    slot = find_slot(NO_PATTERN, [[] for _ in stems])
    assert slot is not None
    ids = [f"areas/{stem}.html" for stem in stems]
    of_address = address_slot([[] for _ in ids], ids)
    found = describe(3, slot, NO_PATTERN, ids, 0.9, shared="passages", of_address=of_address)
    if values:
        assert f"with the address pattern “{pattern}”: “{values[0]}”" in found.message
        assert (found.detail["pattern"], found.detail["values"]) == (pattern, values)
    else:
        assert "such as “Why Ashford owners" in found.message
        assert found.detail["slot"] == "topic"


def test_pages_without_titles_are_called_by_their_addresses() -> None:
    slot = Slot("topic", "{topic}", ("a", "b", "c"))
    found = describe(
        3, slot, ["", "", ""], ["x/red-door.md", "y/b.md", "z/c.md"], 0.1, shared="passages"
    )
    assert "such as “red door”" in found.message


@pytest.mark.parametrize(
    ("values", "real"),
    [
        (("in Ashford", "in Bexley", "the M-59 corridor"), ("Ashford", "Bexley", "M-59 corridor")),
        (("Dentists", "Cooks", "Guide", "Pilots"), ("Dentists", "Cooks", "Pilots")),
        (("Art of", "Importance of", "Key to success"), ()),
        (("in 2026 Complete Guide", "Complete Guide", "Top Picks"), ()),
        (("why you should eat", "how we work", "Cooks"), ()),
        (("One long piece of a title that says much", "Two", "Three"), ()),
        (("Two", "Three"), ()),
    ],
)
def test_values_are_values(values: tuple[str, ...], real: tuple[str, ...]) -> None:
    assert real_values(Slot("keyword", "x {keyword}", values)) == real


@pytest.mark.parametrize(
    ("pattern", "fit", "telling"),
    [
        ("Cheap plumber in {place}", 1.0, True),
        ("KDP niche spotlight {name} demand … 100", 0.8, True),
        ("Cheap plumber in {place}", 0.3, False),
        ("… Accounts {keyword}", 1.0, False),
        ("Why {keyword} Us", 1.0, False),
        ("{keyword}", 1.0, False),
        ("{name} 2 …", 1.0, False),
    ],
)
def test_telling_patterns(pattern: str, fit: float, telling: bool) -> None:
    assert is_telling(Slot("keyword", pattern, ("a", "b", "c"), fit)) is telling


def test_a_subject_needs_two_words() -> None:
    assert has_subject(["Crypto loans fast", "A crypto loan today", "Get crypto loans"])
    assert not has_subject(["AI for grids", "AI and why it fails", "AI in containers"])
    assert not has_subject(["The complete guide to bees", "The complete guide to rye"])


def test_titles_that_begin_and_end_in_their_own_ways_have_a_pattern_around_the_slot() -> None:
    titles = [
        "Reliable roofers near Ashford",
        "24/7 roofers near Bexley, open today",
        "Quick roofers near Carlow: prices",
        "Your roofers near Denby",
    ]
    message, detail = said(titles, 0.9)
    assert "with the title pattern “… roofers near {place}" in message
    assert detail["slot"] == "place"


def test_what_follows_a_colon_is_no_value() -> None:
    titles = [
        "Hotel prices API: fetch rooms and rates as clean tables",
        "Flight search API: what to do when pages change",
        "Job board API: fresh openings every hour without a browser",
        "Weather API: five ways to store the rain",
    ]
    _, detail = said(titles, 0.9)
    assert detail["values"] == ["Hotel prices", "Flight search", "Job board", "Weather"]
