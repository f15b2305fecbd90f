"""Sets, addresses and sentences: found where they are, and nowhere else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from detector.audit import AuditOptions, audit, conditions
from detector.audit.pages import sketch
from detector.audit.pages.notes import is_confession
from detector.audit.site import (
    collect,
    completing,
    duplicates,
    evidence,
    findings,
    gathering,
    related,
    rows,
    sentences,
    sets,
    wording,
)
from detector.audit.site.addresses import Told, distinct, is_listing
from detector.audit.site.site_finding import KINDS
from detector.audit.site.slots import find_slot
from detector.audit.store import PageRow
from detector.findings import Severity
from tests.audit.site import WORDS, judged, prose
from tests.audit.test_site_findings import findings as found_in
from tests.audit.test_site_findings import row
from tests.starter import ROOT


def test_copies_with_numbers_in_their_addresses_are_no_series() -> None:
    texts = [f"# Larch\n\n{prose(3, 200)} {prose(50 + i, 10)}" for i in range(3)]
    rows = [row(i, text)._replace(id=f"posts/larch-{i}.md") for i, text in enumerate(texts)]
    (found,) = found_in(rows)["near-duplicates"]
    assert found.pages == (0, 1, 2)


def test_a_page_with_one_paragraph_of_a_template_is_not_of_the_set() -> None:
    body = [prose(n, 40) for n in range(14)]
    places = ["Ashford", "Bexley", "Carlow", "Denby", "Eastham"]
    texts = [f"# Best groomer in {place}\n\n" + "\n\n".join(body) for place in places]
    texts.append(f"# The old quarry\n\n{prose(90, 900)}\n\n{body[2]}")
    folders = ["areas"] * 5 + ["blog"]
    pages = zip(texts, folders, strict=True)
    rows = [judged(row(i, text, folder), "fail") for i, (text, folder) in enumerate(pages)]
    (found,) = found_in(rows)["doorway-set"]
    assert found.pages == (0, 1, 2, 3, 4)


def low_overlap(verdict: str) -> list[PageRow]:
    """Return pages of which a twentieth is the template, and as many of their own beside them."""
    shared = prose(700, 24)
    places = ["Ashford", "Bexley", "Carlow", "Denby", "Eastham", "Fairlea"]
    rows: list[PageRow] = []
    for place in places:
        text = f"# Cheap plumber in {place}\n\n{prose(len(rows), 400)}\n\n{shared}"
        rows.append(judged(row(len(rows), text), verdict))
    for i in range(6):
        text = f"# {WORDS[i]} {WORDS[-1 - i]}\n\n{prose(100 + i, 400)}"
        rows.append(judged(row(len(rows), text), verdict))
    return rows


def test_a_set_that_shares_little_is_found_where_it_does_not_pass() -> None:
    (found,) = found_in(low_overlap("fail"))["doorway-set"]
    assert found.pages == tuple(range(6))
    assert (found.detail["slot"], found.detail["pattern"]) == ("place", "Cheap plumber in {place}")
    assert found.detail["values"][:2] == ["Ashford", "Bexley"]
    assert found.detail["own"] > 0.8
    assert (found.troubled, found.harm) == (1.0, 18.0)


def test_good_pages_that_share_little_are_no_set() -> None:
    assert "doorway-set" not in found_in(low_overlap("pass"))


def test_slots_of_addresses() -> None:
    ids = ["areas/north-gate.html", "areas/south-side.html", "areas/LongHill.html"]
    slot = find_slot(["Home", "Home", "Home"], [[], [], []], ids)
    assert slot is not None
    assert slot.values == ("north gate", "south side", "Long Hill")


def test_a_slot_of_one_or_two_values_gives_way_to_addresses() -> None:
    ids = ["cities/north-gate.html", "cities/south-side.html", "cities/long-hill.html"]
    titles = ["About our movers", "About our movers", "Why our movers"]
    slot = find_slot(titles, [[], [], []], ids)
    assert slot is not None
    assert (slot.values, slot.fit) == (("north gate", "south side", "long hill"), 0)


def test_a_slot_of_two_values_is_kept_without_addresses() -> None:
    slot = find_slot(["Movers in Ashford", "Movers in Bexley"], [[], []])
    assert slot is not None
    assert slot.values == ("Ashford", "Bexley")


def test_pages_that_ask_not_to_be_indexed_are_no_copies() -> None:
    rows = [judged(row(i, prose(0)), "pass", noindex=i > 0) for i in range(3)]
    assert "exact-duplicates" not in found_in(rows)


def test_one_page_under_several_addresses_is_no_copy() -> None:
    same = {"canonical": "https://www.site.example/a/"}
    rows = [judged(row(i, prose(0)), "pass", **same) for i in range(2)]
    assert "exact-duplicates" not in found_in(rows)
    rows.append(row(2, prose(0)))
    (copies,) = found_in(rows)["exact-duplicates"]
    assert copies.pages == (0, 2)


@pytest.mark.parametrize(
    ("pages", "kept"),
    [
        ([("https://a.example/x", None, ()),
          ("https://a.example/y", "http://a.example/x/", ())], 1),
        ([("https://a.example/us", None, ("https://a.example/uk",)),
          ("https://a.example/uk", None, ())], 1),
        ([("de/about.md", None, ()), ("fr/about.md", None, ())], 1),
        ([("about.de.md", None, ()), ("about.fr.md", None, ())], 1),
        ([("de/about.md", None, ()), ("fr/contact.md", None, ())], 2),
        ([("js/about.md", None, ()), ("go/about.md", None, ())], 2),
        ([("a.md", None, ()), ("b.md", None, ())], 2),
    ],
)  # fmt: skip
def test_addresses(pages: list[tuple[str, str | None, tuple[str, ...]]], kept: int) -> None:
    told = [Told(i, id, None, canonical, others) for i, (id, canonical, others) in enumerate(pages)]
    assert len(distinct(told)) == kept


def test_listings() -> None:
    assert is_listing("https://a.example/tag/bread/")
    assert is_listing("blog/page/3/index.html")
    assert not is_listing("posts/tags-in-html.md")
    assert not is_listing("category")


NOTE = "This article was automatically rewritten from another source by our software."


def test_sentences_on_many_pages() -> None:
    bio = "Jo keeps goats on the hill and writes here about cheese and weather."
    rows = [
        row(i, f"# {WORDS[i]} {WORDS[i + 9]}\n\n{prose(i)}\n\n{bio if i < 6 else ''}\n\n"
            + (NOTE if i > 5 else ""))
        for i in range(10)
    ]  # fmt: skip
    found = found_in(rows)
    assert [f.pages for f in found["repeated-sentence"]] == [tuple(range(6))]
    (confession,) = found["repeated-confession"]
    assert (confession.count, confession.severity) == (4, "error")
    assert confession.detail["text"] == NOTE


@pytest.mark.parametrize(
    ("note", "confesses"),
    [
        (NOTE, True),
        ("This post was written by ChatGPT and checked by nobody.", True),
        ("I'm sorry, but I cannot assist with that request.", True),
        ("The content on this page was generated with AI tools.", True),
        ("No part of this article was written by AI.", False),
        ("This page was generated automatically by the documentation tool.", False),
        ("The script is rewritten by hand for every version of the page.", False),
        ("I cannot write this page without thanking my sister.", False),
        ("This article explains how AI models are created.", False),
    ],
)
def test_confessions(note: str, confesses: bool) -> None:
    assert is_confession(note) is confesses


DOCS = (ROOT / "docs" / "audit.md").read_text("utf-8")
THRESHOLDS = {
    rf"{collect.MIN_WORDS} words or more": "the shortest page",
    rf"{duplicates.NEAR:.0%} of all three-word phrases": "near copies",
    rf"{gathering.MIN_SET} or more pages": "the smallest set",
    rf"{related.LINK:.1%} of their five-word phrases": "related pages",
    rf"{related.NEAR_LINK:.1%} in one folder": "of one folder",
    rf"{sets.TROUBLED_SHARE:.0%} of the judged pages": "doorway sets",
    rf"less than {related.NEWCOMER:.0%} with a set": "newcomers",
    rf"which {sets.SERIES_SHARE:.0%} are one": "series",
    rf"in one folder of at most {rows.NEAR_FOLDER} pages": "of one folder",
    rf"less than {gathering.STRANGER:.0%} of what a usual page": "strangers",
    rf"{completing.WHOLE_FOLDER:.0%} of the pages of a folder of which at most": "folders",
    rf"of which at most {completing.FEW_GOOD:.0%} pass": "folders",
    rf"a passage with {completing.RELATED:.0%} of the set's": "folders",
    rf"{completing.ADDRESS_SHARE:.0%} of the set's": "addresses",
    rf"{completing.HOME_SHARE:.0%} of its pages": "addresses",
    rf"{evidence.RELATED_SHARE:.0%} of the pairs share": "pages without a subject",
    rf"share {evidence.ENOUGH:.0%} of their phrases on average": "pages without a subject",
    rf"phrases of {evidence.CORE_SHARE:.0%} of the pages": "pages without a subject",
    rf"in {evidence.MIN_PASSAGES} passages of a page": "pages without a subject",
    rf"at most {evidence.MAX_OWN:.0%} of a page": "pages without a subject",
    rf"each pair {evidence.PAIR:.1%}": "pages without a subject",
    rf"{sets.USUAL_SHARE:.0%} of the other titles": "words of all titles",
    rf"{sets.HOME:.0%} of a folder": "pages of one folder",
    rf"at most {wording.ONE_TEMPLATE:.0%} of a page is its own, else": "templates",
    rf"if {wording.FIT:.0%} of the titles follow it": "patterns",
    rf"and {wording.REAL_SHARE:.0%} of what varies are values": "slots",
    rf"{sets.TEMPLATE:.0%} of their masked three-word phrases": "templates",
    rf"{gathering.LOCAL_SHARE:.0%} of the pages of a folder": "local pages",
    rf"{gathering.LOCAL_TROUBLED:.0%} of them fail": "local pages",
    rf"{findings.SHARED_SHARE:.0%} of the pages, and of at least {findings.MIN_SHARED}": "calls",
    rf"{sentences.SENTENCE_SHARE:.0%} and at least {sentences.MIN_SENTENCE_PAGES}": "sentences",
    rf"less than {sentences.FRAME_SHARE:.0%}": "frame",
    rf"{sentences.MIN_CONFESSION_PAGES} or more pages say": "confessions",
    rf"{findings.BURST_POSTS} or more posts and {findings.BURST_FACTOR} times": "bursts",
    rf"lowest {sketch.SIZE} hashes": "sketches",
    rf"error {findings.SEVERITY_WEIGHT[Severity.ERROR]}, warning": "harm",
}  # fmt: skip


@pytest.mark.parametrize("stated", THRESHOLDS)
def test_the_documentation_states_the_thresholds(stated: str) -> None:
    assert re.search(rf"(?<!\d){re.escape(stated)}", " ".join(DOCS.split())), THRESHOLDS[stated]


def test_the_documentation_lists_every_kind() -> None:
    for kind in KINDS:
        short = kind.removeprefix("low-quality")
        assert f"`{kind}`" in DOCS or f"`{short}`" in DOCS
        assert conditions.parse_conditions([kind])


@pytest.mark.parametrize(
    "address", ["http://[bad/a", "//[x", "http://[::1", "http://a:b:c/d", "http://\u2100.com/x"]
)
def test_a_malformed_address_stops_no_audit(tmp_path: Path, address: str) -> None:
    rows = []
    for number in range(6):
        head = f'<title>Walk {number}</title><link rel="canonical" href="{address}">'
        head += f'<link rel="alternate" hreflang="fr" href="{address}">'
        text = f"<html><head>{head}</head><body><p>{prose(1)}</p><p>{number}</p></body></html>"
        id = f"{address}/{number}" if number < 3 else f"{number}.html"
        rows.append(json.dumps({"id": id, "text": text}))
    (tmp_path / "a.jsonl").write_text("\n".join(rows), "utf-8")
    with audit([str(tmp_path / "a.jsonl")], AuditOptions(cache_folder=tmp_path / "c")) as result:
        assert result.totals.pages == 6
        assert not result.totals.failures
