"""A template shows in several places of its pages; a passage that a few pages share is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.audit.pages.signature import hash_words
from detector.audit.pages.sketch import LAST_PLACE, PLACE_WORDS, passages, sketch
from detector.audit.site.collect import VERDICTS, Collected
from detector.audit.site.evidence import Evidence
from detector.audit.site.rows import NEAR_FOLDER, Rows
from detector.audit.site.title_index import TitleIndex
from detector.audit.site.titles import has_subject
from detector.audit.store import PageRow
from tests.audit.site import WORDS, judged, prose
from tests.audit.test_site_findings import findings, row

# Titles without a pattern or a subject.
TITLES = [f"{WORDS[n].capitalize()} {WORDS[n + 11]} and {WORDS[n + 22]}" for n in range(8)]


@cache
def page(number: int, title: str, shared: Sequence[int], own: int) -> PageRow:
    """Return a page of ``own`` words, with the passages of these seeds spread over it."""
    parts = [f"# {title}"]
    for at in range(4):
        parts.append(prose(1000 + 10 * number + at, own // 4))
        parts += [prose(seed, 24) for seed in shared[at::4]]
    return row(number, "\n\n".join(parts))


def site(
    shared: Sequence[Sequence[int]],
    *,
    own: int = 240,
    titles: Sequence[str] = TITLES,
    folders: Sequence[str] = (),
    passing: Sequence[int] = (),
) -> list[PageRow]:
    rows = []
    for number, seeds in enumerate(shared):
        verdict = "pass" if number in passing else "fail"
        made = judged(page(number, titles[number], tuple(seeds), own), verdict)
        rows.append(made._replace(folder=folders[number] if folders else "notes"))
    return rows


def sets(rows: list[PageRow]) -> list[tuple[int, ...]]:
    return [found.pages for found in findings(rows).get("doorway-set", [])]


APART = [f"folder{n}" for n in range(8)]


@pytest.mark.parametrize("folders", [(), APART], ids=["one folder", "many folders"])
@pytest.mark.parametrize("own", [240, 1200], ids=["a quarter", "a twentieth"])
def test_passages_all_over_the_pages_are_a_template(own: int, folders: list[str]) -> None:
    assert sets(site([[1, 2, 3]] * 4, own=own, folders=folders)) == [(0, 1, 2, 3)]


NO_SETS = {
    "one notice on every page": [[1]] * 4,
    "each shares a passage with the next": [[1], [1, 2], [2, 3], [3]],
    "each shares two passages with the next": [[1, 2], [1, 2, 3, 4], [3, 4, 5, 6], [5, 6]],
    "pairs that share all": [[1, 2, 3], [1, 2, 3], [4, 5, 6], [4, 5, 6]],
}


@pytest.mark.parametrize("shared", NO_SETS.values(), ids=NO_SETS)
def test_passages_that_a_few_pages_share_are_no_set(shared: list[list[int]]) -> None:
    assert sets(site(shared, folders=APART)) == []


TEMPLATE = list(range(1, 9))


def test_pages_that_quote_a_set_are_strangers_in_it() -> None:
    shared = [[*TEMPLATE, 9], *[TEMPLATE] * 3, *[[9]] * 3]
    folders = ["guides"] * 4 + APART[:3]
    assert sets(site(shared, folders=folders)) == [(0, 1, 2, 3)]


def test_an_issue_of_a_series_that_quotes_a_set_is_a_stranger_in_it() -> None:
    titles = [*TITLES[:4], "Orchard weekly, issue 12"]
    rows = site(
        [[*TEMPLATE, 9], *[TEMPLATE] * 3, [9]], titles=titles, folders=["guides"] * 4 + ["news"]
    )
    assert sets(rows) == [(0, 1, 2, 3)]


BUILD = [f"Build a {word} counter with Larch" for word in WORDS[:4]]


@pytest.mark.parametrize(
    ("title", "passing", "joins"),
    [
        ("Build a ladder counter with Larch", (), True),
        ("Build a ladder counter with Larch", (4,), True),
        ("Why we build with stone", (), False),
        ("What to do with a counter", (), False),
        ("A red door", (), False),
    ],
)
def test_a_page_of_the_folder_with_the_words_of_the_titles_joins(
    title: str, passing: tuple[int, ...], joins: bool
) -> None:
    rows = site([[1, 2, 3]] * 4 + [[]], titles=[*BUILD, title], passing=passing)
    assert sets(rows) == [(0, 1, 2, 3, 4) if joins else (0, 1, 2, 3)]


def test_pages_of_a_folder_that_share_nothing_with_its_set_stay_out() -> None:
    shared = [[1, 2, 3], [1, 2, 3], [1, 2, 3], [3, 4], [4], []]
    assert sets(site(shared)) == [(0, 1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("fourth", "fifth", "good", "joins"),
    [
        ([], [6], 1, True),  # a passage of all of them
        ([7], [7], 1, False),  # a passage of one of them
        ([], [], 1, False),
        ([], [6], 3, False),  # in a folder of several good pages
    ],
)
def test_a_good_page_that_shares_a_passage_with_half_of_its_folder_joins(
    fourth: list[int], fifth: list[int], good: int, joins: bool
) -> None:
    template = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11]
    shared = [*[template] * 3, [*template, *fourth], fifth, *[[]] * (good - 1)]
    assert sets(site(shared, passing=tuple(range(4, 4 + good)))) == [
        (0, 1, 2, 3, 4) if joins else (0, 1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("stem", "passing", "joins"),
    [
        ("red-ladder-review", (), True),
        (
            "red-ladder-review",
            (5,),
            False,
        ),  # of a folder with good pages none joins for its address
        ("how-we-test-ladders", (), False),
        ("review", (), False),
        ("review-7", (), False),
    ],
)
def test_a_bad_page_with_the_address_of_a_set_joins(
    stem: str, passing: tuple[int, ...], joins: bool
) -> None:
    stems = [f"{WORDS[n]}-{WORDS[n + 4]}-review" for n in range(4)] + [stem]
    others = ["about-us"] if passing else []
    rows = site([[1, 2, 3]] * 4 + [[]] * (1 + len(others)), passing=passing)
    ids = [f"notes/{each}.md" for each in stems + others]
    rows = [page._replace(id=id) for page, id in zip(rows, ids, strict=True)]
    assert sets(rows) == [(0, 1, 2, 3, 4) if joins else (0, 1, 2, 3)]


@pytest.mark.parametrize(("verdict", "joins"), [("fail", True), ("pass", False)])
def test_the_page_of_a_folder_that_is_a_set_joins_if_it_is_bad(verdict: str, joins: bool) -> None:
    rows = site([[1, 2, 3]] * 4 + [[]], passing=() if verdict == "fail" else (4,))
    rows[4] = rows[4]._replace(id="notes/index.html")
    rows = [page._replace(folder="site/notes") for page in rows]
    assert sets(rows) == [(0, 1, 2, 3, 4) if joins else (0, 1, 2, 3)]


@pytest.mark.parametrize(
    ("related", "least", "usual", "found", "places", "own", "home", "template"),
    [
        (1.0, 0.1, 0.16, 1, 40, 0.6, False, True),  # so much that it need not be spread
        (1.0, 0.02, 0.02, 3, 40, 0.97, False, True),
        (1.0, 0.02, 0.02, 2, 40, 0.97, True, True),
        (0.8, 0.0, 0.03, 3, 40, 0.9, False, True),
        (0.6, 0.0, 0.03, 3, 40, 0.9, True, True),
        (1.0, 0.02, 0.02, 2, 8, 0.9, False, True),  # a page of 160 words has room for two
        (1.0, 0.02, 0.02, 2, 40, 0.97, False, False),
        (1.0, 0.02, 0.02, 1, 40, 0.9, True, False),
        (0.6, 0.0, 0.03, 3, 40, 0.9, False, False),
        (1.0, 0.005, 0.02, 5, 40, 0.96, True, False),
        (0.6, 0.0, 0.16, 1, 40, 0.6, False, False),
        (1.0, 0.02, 0.02, 0, 2, 0.9, True, False),
    ],
)
def test_evidence(
    related: float,
    least: float,
    usual: float,
    found: int,
    places: int,
    own: float,
    home: bool,
    template: bool,
) -> None:
    assert Evidence(related, least, usual, found, places).is_template(own, home=home) is template


@pytest.mark.parametrize(
    ("places", "count"),
    [([], 0), ([4], 1), ([4, 4, 5, 6], 1), ([1, 3], 2), ([9, 0, 1, 30, 8], 3)],
)
def test_neighbouring_places_are_one_passage(places: list[int], count: int) -> None:
    assert passages(np.array(places, dtype=np.uint8)) == count


def test_a_sketch_says_where_its_phrases_stand() -> None:
    words = [f"w{n}" for n in range(60)]
    phrases, places = sketch(hash_words(words), 0)
    assert len(phrases) == len(places) == 56
    for start in (0, 19, 20, 55):
        (phrase,) = sketch(hash_words(words[start : start + 5]), 0)[0]
        assert places[np.flatnonzero(phrases == phrase)].tolist() == [start // PLACE_WORDS]
    far = sketch(hash_words([f"w{n}" for n in range(6000)]), 0)[1]
    assert far.max() == LAST_PLACE


def test_the_first_place_of_a_phrase_counts() -> None:
    words = ["a", "b", "c", "d", "e"]
    between = [f"w{n}" for n in range(90)]
    (phrase,) = sketch(hash_words(words), 0)[0]
    phrases, places = sketch(hash_words([*words, *between, *words]), 0)
    assert places[np.flatnonzero(phrases == phrase)].tolist() == [0]


@pytest.mark.parametrize(
    ("titles", "usual", "subject"),
    [
        (["Crypto loans fast", "A crypto loan today", "Get crypto loans"], (), True),
        (["Crypto loans fast", "A crypto loan today", "Get crypto loans"], ("crypto",), False),
        (["Rye - Hill Farm", "Bees - Hill Farm", "Oats - Hill Farm"], ("hill", "farm"), False),
        (["It has been cold", "It has been dry", "It has been a year"], (), False),
    ],
)
def test_words_that_all_titles_of_a_site_have_are_no_subject(
    titles: list[str], usual: tuple[str, ...], subject: bool
) -> None:
    assert has_subject(titles, usual) is subject


def test_a_folder_too_large_to_say_anything_is_no_home() -> None:
    found = Collected()
    folders = [1] * NEAR_FOLDER + [2] * (NEAR_FOLDER + 1)
    found.folders.extend(folders)
    found.verdicts.extend([VERDICTS.index("fail")] * len(folders))
    homes = list(map(Rows(found, lambda ordinal: page(0, "", (), 240)).home, range(len(folders))))
    assert set(homes[:NEAR_FOLDER]) == {1}
    assert len(set(homes[NEAR_FOLDER:])) == NEAR_FOLDER + 1


titles_of = st.lists(st.lists(st.sampled_from(WORDS[:6]), max_size=4).map(" ".join), max_size=12)


@given(titles_of, titles_of, st.integers(1, 3), st.sampled_from([0.5, 0.6, 1.0]))
def test_the_index_leaves_no_title_out(
    folder: list[str], wanted: list[str], least: int, share: float
) -> None:
    reads = Counter[int]()

    def title(row: int) -> str:
        reads[row] += 1
        return folder[row]

    index = TitleIndex(title)
    words = [frozenset(text.split()) for text in wanted]
    for _ in range(2):
        index.add_folder(7, range(len(folder)))
        alike = index.alike(7, words, least, share)
    fitting = [
        row
        for row in range(len(folder))
        if sum(len(index.words(row) & other) >= least for other in words) >= share * len(words)
    ]
    assert not words or set(fitting) <= set(alike)
    assert set(reads.values()) <= {1}


def test_the_result_does_not_depend_on_the_order_of_pages() -> None:
    shared = [[*TEMPLATE, 9], *[TEMPLATE] * 3, *[[9]] * 3]
    folders = ["guides"] * 4 + APART[:3]
    rows = site(shared, folders=folders)
    expected = {rows[n].id for n in range(4)}
    for order in ([6, 2, 4, 0, 5, 1, 3], [3, 2, 1, 0, 6, 5, 4]):
        mixed = [rows[at]._replace(ordinal=n) for n, at in enumerate(order)]
        (found,) = sets(mixed)
        assert {mixed[n].id for n in found} == expected
