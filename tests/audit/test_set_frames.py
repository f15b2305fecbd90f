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
        own = prose(1000 * seed + number, 60)
        first = f"{begin[number % len(begin)]} {prose(1000 * seed + 50 + number, 9).lower()}"
        heading = headings[number] if headings else " ".join(WORDS[seed + number :: 9][:4])
        parts += [f"## {heading}", f"{first}\n\n{own}"]
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


def passages(shared: list[int]) -> list[str]:
    """Return pages with titles of their own, each with the paragraphs whose seeds it is given."""
    texts = [prose(2000 + n, 700) for n in range(len(shared))]
    return [
        f"# {title}\n\n{text}\n\n" + "\n\n".join(prose(seed, 20) for seed in seeds) + "\n\n" + end
        for title, text, seeds, end in zip(
            own_titles(), texts, shared, [prose(3000 + n, 90) for n in range(9)], strict=False
        )
    ]
