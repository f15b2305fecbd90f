"""Findings about a site: each kind is found where it is, and not where it is not."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.audit.pages.dates import iso_date
from detector.audit.pages.facts import Facts, measure, signatures
from detector.audit.pages.signature import PLACES, hash_words, signature
from detector.audit.pages.stated import name_date
from detector.audit.site.collect import collect
from detector.audit.site.duplicates import cluster
from detector.audit.site.findings import Site
from detector.audit.site.folders import rolled_up
from detector.audit.site.shares import low_quality
from detector.audit.site.site_finding import SiteFinding
from detector.audit.site.slots import find_slot
from detector.audit.site.titles import title_key
from detector.audit.site.totals import Group, Totals
from detector.audit.store import PageRow
from detector.pipeline import loaded_model
from detector.readers import parse
from detector.scoring.score import score_analysis
from detector.text.analysis import Analysis
from tests.audit.site import WORDS, prose


def row(ordinal: int, text: str, folder: str = "posts", date: str | None = None) -> PageRow:
    analysis = Analysis(parse(text, id=f"p{ordinal}"))
    facts = measure(analysis, score_analysis(analysis, loaded_model(None)))
    signed = signatures(analysis, facts)
    return PageRow(ordinal, f"p{ordinal}", None, folder, date, None, b"{}", facts.encode(), signed)


def findings(rows: list[PageRow]) -> dict[str, list[SiteFinding]]:
    made: dict[str, list[SiteFinding]] = {}
    for finding in Site(collect(rows), rows.__getitem__, lambda: rows).findings():
        made.setdefault(finding.kind, []).append(finding)
    return made


def altered(text: str, share: float, seed: int) -> str:
    draw = random.Random(seed)
    words = text.split(" ")
    for index in draw.sample(range(len(words)), int(share * len(words))):
        words[index] = draw.choice(WORDS)
    return " ".join(words)


def test_pages_of_their_own_give_no_finding() -> None:
    rows = [row(i, f"# Title {WORDS[i]} {WORDS[-i - 1]}\n\n{prose(i)}") for i in range(15)]
    assert findings(rows) == {}


def test_copies() -> None:
    texts = [prose(0), prose(1), prose(0), altered(prose(1), 0.03, 5), prose(2)]
    found = findings([row(i, text) for i, text in enumerate(texts)])
    assert [f.pages for f in found["exact-duplicates"]] == [(0, 2)]
    assert [f.pages for f in found["near-duplicates"]] == [(1, 3)]
    (near,) = found["near-duplicates"]
    assert near.detail["similarity"] > 0.6
    share = 100 - 100 * near.detail["own"]
    assert f"about {share:.0f}% of a page's text is in common" in near.message


def test_doorway_pages_name_their_slot() -> None:
    places = ["Ashford", "Bexley", "Carlow", "Denby", "Eastham"]
    rows = [row(0, prose(9))]
    for place in places:
        sentences = prose(3).split(". ")
        text = f" in {place}. ".join(sentences)
        rows.append(row(len(rows), f"# Cheap plumber in {place}\n\n{text}"))
    found = findings(rows)
    (doorway,) = found["doorway-set"]
    assert doorway.pages == (1, 2, 3, 4, 5)
    assert doorway.detail["slot"] == "place"
    assert doorway.detail["values"] == places
    assert doorway.detail["pattern"] == "Cheap plumber in {place}"
    assert "near-duplicates" not in found


@pytest.mark.parametrize(
    ("titles", "kind", "pattern", "values"),
    [
        (["SEO for Dentists", "SEO for Cooks"], "audience", "SEO for {audience}",
         ("Dentists", "Cooks")),
        (["Buy old Gmail accounts", "Buy new PayPal accounts"], "keyword", "Buy {keyword} accounts",
         ("old Gmail", "new PayPal")),
        (["Report 2021", "Report 2022"], "number", "Report {number}", ("2021", "2022")),
        (["Larch R50 review", "Larch R8 review"], "product", "Larch {product} review",
         ("R50", "R8")),
        (["Cheap Mugs Today", "Cheap Bowls Today"], "keyword", "Cheap {keyword} Today",
         ("Mugs", "Bowls")),
        (["the story of Ada today", "the story of Bo today"], "name", "the story of {name} today",
         ("Ada", "Bo")),
    ],
)  # fmt: skip
def test_slots(titles: list[str], kind: str, pattern: str, values: tuple[str, ...]) -> None:
    slot = find_slot(titles, [[] for _ in titles])
    assert slot is not None
    assert slot[:4] == (kind, pattern, values, 1.0)


def test_slot_of_names_where_titles_have_nothing_in_common() -> None:
    names = [[["Leeds", 5, "in"], ["Acme", 3, ""]], [["York", 4, "near"], ["Acme", 3, ""]]]
    slot = find_slot(["One", "Two"], names)
    assert slot is not None
    assert slot[:4] == (
        "place", "{place}", ("Leeds", "York"), 0.0,
    )  # fmt: skip


def test_titles_that_compete() -> None:
    titles = [
        "Best coffee mugs",
        "Coffee mug: the best",
        "Mug coffee best",
        "Red door paint",
        "Red door paint",
    ]
    found = findings([row(i, f"# {title}\n\n{prose(i)}") for i, title in enumerate(titles)])
    assert [f.pages for f in found["keyword-permutations"]] == [(0, 1, 2)]
    assert [f.pages for f in found["cannibalised-titles"]] == [(3, 4)]


def test_a_series_competes_with_nobody() -> None:
    rows = [row(i, f"# Link roundup {i + 1}/{i + 3}\n\n{prose(i)}") for i in range(4)]
    assert findings(rows) == {}


def test_what_everybody_repeats() -> None:
    call = "Call us today for a free quote on +44 20 7946 0018."
    rows = [
        row(i, f"# {WORDS[i]} {WORDS[i + 9]}\n\n{prose(i)}\n\n{call if i < 6 else ''}")
        for i in range(9)
    ]
    found = findings(rows)
    assert found["repeated-call"][0].pages == tuple(range(6))
    assert found["repeated-contact"][0].detail["text"] == "442079460018"


def test_a_burst_of_posts() -> None:
    dates = [f"2021-01-{day:02}" for day in range(1, 9)] + ["2021-02-02"] * 12
    rows = [
        row(i, f"# {WORDS[i]} {WORDS[i + 7]}\n\n{prose(i)}", date=date)
        for i, date in enumerate(dates)
    ]
    (burst,) = findings(rows)["publication-burst"]
    assert (burst.count, burst.detail["day"]) == (12, "2021-02-02")


def test_a_bad_folder_stands_out() -> None:
    rows = []
    for i in range(30):
        one = row(
            i, f"# {WORDS[i % 30]} {WORDS[-1 - i % 30]}\n\n{prose(i)}", "bad" if i < 12 else "good"
        )
        facts = Facts.decode(one.facts)
        values = {name: getattr(facts, name) for name in Facts.__slots__}
        values["verdict"] = "fail" if i < 9 else "pass"
        rows.append(one._replace(facts=Facts(**values).encode()))
    (folder,) = findings(rows)["low-quality-folder"]
    assert folder.detail == {"name": "bad", "share": 0.75}


def group(pages: int, fail: int) -> Group:
    verdicts = Counter({"fail": fail, "pass": pages - fail})
    return Group(pages=pages, verdicts=verdicts, quality_sum=50.0 * pages, quality_count=pages)


def test_a_folder_is_told_with_all_that_lies_below_it() -> None:
    totals = Totals()
    days = {f"site/spam/2021/{day:02}": group(2, 2) for day in range(1, 29)}
    totals.folders = {**days, "site/spam-free": group(40, 0), "site/blog": group(60, 3)}
    (found,) = low_quality(totals)
    assert found.detail == {"name": "site/spam", "share": 1.0}
    assert found.count == 56
    summed = rolled_up(totals.folders, most=10)
    assert {name: (g.pages, g.low, g.quality) for name, g in summed.items()} == {
        "site/spam/2021": (56, 56, 50.0),
        "site/spam-free": (40, 0, 50.0),
        "site/blog": (60, 3, 50.0),
    }


@given(
    st.dictionaries(
        st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join), st.integers(1, 9)
    ),
    st.integers(1, 12),
)
def test_rolled_up_folders_lose_no_page(sizes: dict[str, int], most: int) -> None:
    folders = {name: group(size, 1) for name, size in sizes.items()}
    summed = rolled_up(folders, most)
    assert sum(g.pages for g in summed.values()) == sum(sizes.values())
    assert len(summed) <= max(most, 4)  # three names and the folder that holds them
    if len(folders) <= most:
        assert {name: g.pages for name, g in summed.items()} == sizes


def test_signatures_estimate_the_similarity() -> None:
    draw = random.Random(2)
    for share in (0.0, 0.02, 0.05, 0.1, 0.3):
        words = [str(draw.random()) for _ in range(400)]
        other = [str(draw.random()) if draw.random() < share else word for word in words]
        one, two = ({*zip(w, w[1:], w[2:], strict=False)} for w in (words, other))
        true = len(one & two) / len(one | two)
        first, second = (np.frombuffer(signature(hash_words(w)), "<u4") for w in (words, other))
        assert abs((first == second).mean() - true) < 0.16  # four standard errors
    assert signature(hash_words(["two", "words"])) == b""


@given(st.lists(st.integers(0, 12), min_size=1, max_size=60), st.randoms(use_true_random=False))
def test_clusters_are_those_of_all_pairs(kinds: list[int], draw: random.Random) -> None:
    base = np.array([[k * 1000 + i for i in range(PLACES)] for k in range(13)], dtype=np.uint32)
    table = base[kinds].copy()
    for page in table:  # one place in eight differs: similarity about 0.77
        page[draw.sample(range(PLACES), PLACES // 8)] = draw.randrange(2**31, 2**32)
    labels = cluster(table).tolist()
    assert [labels.index(label) for label in labels] == [kinds.index(kind) for kind in kinds]


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2021-03-04-post.md", "2021-03-04"), ("blog/2021/03/post.md", "2021-03"),
        ("a-2021-13-01.md", None), ("v1-20210304.md", None), ("2021/03/04/x", "2021-03-04"),
    ],
)  # fmt: skip
def test_dates_in_names(name: str, date: str | None) -> None:
    assert name_date(name) == date


def test_dates_as_given() -> None:
    assert iso_date("Published 2020-05-06T10:00") == "2020-05-06"
    assert iso_date(20200506) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Best Coffee Mugs 2024 | Shop", "mug for coffee: the best"),
        ("How to paint a door", "Painting doors, a guide"),
    ],
)
def test_title_keys(one: str, other: str) -> None:
    assert (title_key(one) == title_key(other)) is (one.startswith("Best"))


def test_memory_is_a_few_bytes_a_page() -> None:
    one = row(0, prose(0))

    def many() -> Iterator[PageRow]:
        for i in range(3000):
            yield one._replace(ordinal=i, id=f"p{i}")

    found = collect(many())
    assert len(found.ordinals) == 3000
    assert isinstance(found.plain, np.memmap)


def test_folder_names_of_the_run(tmp_path: Path) -> None:
    from detector.audit.run import folder_of

    assert folder_of("posts/a/b.md", "posts/a/b.md") == "posts/a"
    assert folder_of("https://h.example/blog/x", "c.warc") == "h.example/blog"
    assert folder_of("r1", "data/set.jsonl") == "data/set.jsonl"
    assert folder_of("a.md", "a.md") == "."
