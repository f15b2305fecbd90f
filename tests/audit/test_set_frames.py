"""Sets whose pages share a frame and few phrases; honest pages that share as much of one."""

from __future__ import annotations

import pytest

from detector.audit.pages.facts import MASK
from detector.audit.pages.openings import frame_of, openings
from detector.audit.pages.sketch import overlap
from detector.audit.site.collect import collect
from detector.audit.site.slots import find_slot
from detector.audit.store import PageRow
from detector.readers import parse
from detector.text.analysis import Analysis
from tests.audit.site import WORDS, prose
from tests.audit.test_site_findings import findings, row
from tests.audit.test_site_sets import judged

PLACES = ["Ashford", "Bexley", "Carlow", "Denby", "Eastham", "Fairlea"]
HEADINGS = [
    "Why neighbours call our crew",
    "What a visit costs",
    "Streets we drive daily",
    "Questions people ask first",
]
OPENINGS = ["Quick honest pricing", "Careful crews arrive", "Every gutter cleared"]


def framed(title: str, seed: int, headings: list[str], begin: list[str]) -> str:
    """Return a page of four sections with a text of its own below the headings of a template."""
    parts = [f"# {title}"]
    for number in range(4):
        own = f"{WORDS[5 * seed + number]} {WORDS[-1 - 7 * seed - number]} {seed} {number}"
        heading = headings[number] if number < len(headings) else own
        first = f"{begin[number % len(begin)]} {prose(1000 * seed + 50 + number, 9).lower()}"
        parts += [f"## {heading}", first, prose(1000 * seed + number, 60)]
    return "\n\n".join(parts)


def rows_of(texts: list[str], verdict: str, folder: str = "areas") -> list[PageRow]:
    return [judged(row(number, text, folder), verdict) for number, text in enumerate(texts)]


TITLES = {
    "places": [f"Gutter cleaning in {place}" for place in PLACES],
    "audiences": [f"Gutter cleaning for {word}s" for word in WORDS[:6]],
    "the 7 best": [f"The 7 best gutters for a {word}" for word in WORDS[:6]],
}


@pytest.mark.parametrize("titles", TITLES.values(), ids=TITLES)
def test_a_shared_frame_of_headings_and_sentences_is_a_set(titles: list[str]) -> None:
    texts = [framed(title, seed, HEADINGS, OPENINGS) for seed, title in enumerate(titles)]
    (found,) = findings(rows_of(texts, "fail"))["doorway-set"]
    assert found.pages == tuple(range(6))
    assert found.detail["own"] > 0.9
    assert "doorway-set" not in findings(rows_of(texts, "pass"))


SERIES = {
    "releases": [f"Larch 1.{number} released" for number in range(6)],
    "weekly news": [f"Orchard weekly, issue {number}" for number in range(40, 46)],
    "minutes": [f"Minutes of {day} March 2021" for day in range(3, 9)],
}


@pytest.mark.parametrize("verdict", ["pass", "fail"])
@pytest.mark.parametrize("titles", SERIES.values(), ids=SERIES)
def test_a_series_with_a_frame_is_no_set(titles: list[str], verdict: str) -> None:
    texts = [framed(title, seed, HEADINGS, OPENINGS) for seed, title in enumerate(titles)]
    assert "doorway-set" not in findings(rows_of(texts, verdict))


def own_titles() -> list[str]:
    return [f"{WORDS[n].capitalize()} {WORDS[n + 11]} and {WORDS[n + 22]}" for n in range(6)]


@pytest.mark.parametrize(
    ("headings", "begin"),
    [
        (["Ingredients", "Method", "To serve", "Notes"], ["Heat the oil"]),
        (["Introduction", "Example", "See also", "The end"], ["This is the"]),
        ([], ["It is a"]),
    ],
    ids=["recipes", "a usual essay", "empty beginnings"],
)
def test_a_frame_that_says_nothing_makes_no_set(headings: list[str], begin: list[str]) -> None:
    texts = [framed(title, n, headings, begin) for n, title in enumerate(own_titles())]
    assert "doorway-set" not in findings(rows_of(texts, "fail"))


def test_a_blog_that_opens_every_post_the_same_way_is_no_set() -> None:
    hello = "Dear readers, here is what the kitchen garden taught us lately."
    texts = [f"# {title}\n\n{hello}\n\n{prose(n, 300)}" for n, title in enumerate(own_titles())]
    assert "doorway-set" not in findings(rows_of(texts, "fail"))


def test_pages_that_pass_are_of_a_set_where_half_of_their_folder_does_not() -> None:
    texts = [framed(title, n, HEADINGS, OPENINGS) for n, title in enumerate(TITLES["places"])]
    rows = [row(number, text, "areas") for number, text in enumerate(texts)]
    half = [judged(each, "fail" if each.ordinal % 2 else "pass") for each in rows]
    (found,) = findings(half)["doorway-set"]
    assert found.pages == tuple(range(6))
    few = [judged(each, "fail" if each.ordinal < 2 else "pass") for each in rows]
    assert "doorway-set" not in findings(few)


def with_passages(shared: list[list[int]], titles: list[str]) -> list[str]:
    """Return pages of their own texts, each with the paragraphs whose seeds it is given."""
    texts = []
    for number, (title, seeds) in enumerate(zip(titles, shared, strict=True)):
        own = prose(2000 + number, 700)
        middle = "\n\n".join(prose(seed, 24) for seed in seeds)
        texts.append(f"# {title}\n\n{own}\n\n{middle}\n\n{prose(3000 + number, 60)}")
    return texts


def test_a_chain_of_passages_is_no_set_but_one_that_every_pair_has_is() -> None:
    titles = own_titles()[:4]
    chain = with_passages([[1], [1, 2], [2, 3], [3]], titles)
    assert "doorway-set" not in findings(rows_of(chain, "fail"))
    (found,) = findings(rows_of(with_passages([[1, 2]] * 4, titles), "fail"))["doorway-set"]
    assert found.pages == (0, 1, 2, 3)
    assert found.detail["own"] > 0.9


def test_a_folder_of_which_half_is_a_set_is_one_if_no_page_passes() -> None:
    shared = [[1, 2, 3], [1, 2, 3], [1, 2, 3], [3], [], []]
    rows = rows_of(with_passages(shared, own_titles()), "fail")
    (found,) = findings(rows)["doorway-set"]
    assert found.pages == (0, 1, 2, 3)
    one_passes = [*rows[:5], judged(rows[5], "pass")]
    (found,) = findings(one_passes)["doorway-set"]
    assert 5 not in found.pages


def test_a_heading_that_pages_of_several_sites_have_makes_no_set() -> None:
    shared = ["Our crews' prices"]
    texts = [framed(title, n, shared, [WORDS[n]]) for n, title in enumerate(own_titles())]
    rows = [each._replace(folder=f"site{each.ordinal}") for each in rows_of(texts, "fail")]
    assert "doorway-set" not in findings(rows)


def test_a_slot_of_one_or_two_values_gives_way_to_addresses() -> None:
    ids = ["cities/north-gate.html", "cities/south-side.html", "cities/long-hill.html"]
    titles = ["About our movers", "About our movers", "Why our movers"]
    slot = find_slot(titles, [[], [], []], ids)
    assert slot is not None
    assert slot.values == ("north gate", "south side", "long hill")
    assert slot.fit == 0


def test_a_slot_of_one_or_two_values_is_kept_without_addresses() -> None:
    slot = find_slot(["Movers in Ashford", "Movers in Bexley"], [[], []])
    assert slot is not None
    assert slot.values == ("Ashford", "Bexley")


def test_openings() -> None:
    text = "# Gutters in Deal\n\n## What 3 crews of Deal bring\n\nCrews of Deal climb. It is so."
    found = openings(Analysis(parse(text, id="a")), {"deal", "gutters"}, MASK)
    assert found == {f"what {MASK} crews of {MASK} bring"}


@pytest.mark.parametrize(
    ("words", "frame"),
    [
        (["quick", "honest", "pricing"], "quick honest pricing"),
        (["ashford", "crews", "arrive"], f"{MASK} crews arrive"),
        (["top", "10", "ladders"], f"top {MASK} ladders"),
        (["it", "is", "a"], ""),
        (["this", "garden", "is"], ""),
        (["ashford", "2021"], ""),
        ([], ""),
    ],
)
def test_frames(words: list[str], frame: str) -> None:
    assert frame_of(words, {"ashford"}, MASK) == frame


@pytest.mark.parametrize(("common", "related"), [(0, False), (1, False), (2, True), (3, True)])
def test_one_opening_in_common_is_no_relation_and_two_are(common: int, related: bool) -> None:
    texts = []
    for number, title in enumerate(own_titles()[:2]):
        ends = [f"{begin} {prose(90 + number, 20).lower()}" for begin in OPENINGS[:common]]
        texts.append("\n\n".join([framed(title, number, [], ["It is a"]), *ends]))
    found = collect([row(number, text) for number, text in enumerate(texts)])
    assert (overlap(found.sketch(0), found.sketch(1)) > 0) == related
