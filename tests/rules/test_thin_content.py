"""Thin content: skeletons fail, padding is shown, short honest pages are left alone."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from detector.findings import Family, Finding, Severity
from detector.readers import parse
from detector.rules import ALL_RULES
from detector.rules.repetition.samples import BIRDS, FERRY, GARDEN
from detector.scoring import evidence
from detector.text import filler
from detector.text.analysis import Analysis
from detector.text.document import ContentType

REPO = Path(__file__).resolve().parents[2]
WILD = REPO.parent / "shared" / "wild"
RULES = [rule for rule in ALL_RULES if rule.family is Family.THIN_CONTENT]
MARKDOWN = ContentType.MARKDOWN
TOPICS = ("Boats", "Harbours", "Packing", "Costs", "Weather", "Crew")


def found(text: str, content_type: ContentType = MARKDOWN) -> tuple[Finding, ...]:
    return evidence.find(Analysis(parse(text, id="x", content_type=content_type)), RULES)


def test_a_skeleton_fails_and_says_so() -> None:
    text = "# Sailing\n\n" + "".join(f"## {topic}\n\n" for topic in TOPICS)
    findings = found(text)
    errors = [f for f in findings if f.severity is Severity.ERROR]
    assert {f.rule for f in errors} == {"empty-sections"}
    assert [f.evidence for f in errors] == list(TOPICS)
    assert evidence.scores(findings, RULES)[Family.THIN_CONTENT] >= 0.5
    assert text[findings[0].start : findings[0].end] == "Boats"


@pytest.mark.parametrize(
    ("field", "thin"),
    [
        ("robots: noindex, follow", False),
        ("noindex: true", False),
        ("robotsNoIndex: true", False),
        ("noindex: false", True),
        ("robots: index, follow", True),
        ("tags: noindex", True),
    ],
)
def test_a_page_that_asks_not_to_be_indexed_is_not_thin(field: str, thin: bool) -> None:
    text = f"---\n{field}\n---\n\n# Sailing\n\n" + "".join(f"## {t}\n\n" for t in TOPICS)
    assert bool(found(text)) is thin
    every = evidence.find(Analysis(parse(text + "<p >< br", id="x", content_type=MARKDOWN)))
    assert any(f.family is Family.MARKUP_DEBRIS for f in every)


def test_one_word_is_in_the_singular() -> None:
    page = "# Sailing\n\nSail.\n\n" + "".join(f"## {topic}\n\n" for topic in TOPICS)
    messages = {finding.rule: finding.message for finding in found(page)}
    assert messages["little-prose"] == "6 headings, but only 1 word of text"
    assert messages["empty-sections"].endswith("; the page has 1 word of text")


def test_empty_sections_beside_full_ones_are_a_warning() -> None:
    text = "".join(f"## {t}\n\n{FERRY}{GARDEN}\n\n## More\n\n" for t in TOPICS)
    findings = found(text)
    assert [f.severity for f in findings] == [Severity.WARNING] * len(TOPICS)
    assert {f.evidence for f in findings} == {"More"}
    assert evidence.scores(findings, RULES)[Family.THIN_CONTENT] < 0.5


@pytest.mark.parametrize("content_type", list(ContentType))
@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff"])
def test_an_empty_text_has_no_findings(text: str, content_type: ContentType) -> None:
    assert found(text, content_type) == ()


@pytest.mark.parametrize(
    "text",
    [
        "# Closed on Monday\n\nThe library stays closed on Monday. We are sorry.\n",
        "# Soup\n\n## You need\n\n- a carrot\n- an onion\n\n## Steps\n\n1. Cut.\n2. Boil.\n",
        "".join(f"## {t}\n\n| kind | price |\n|---|---|\n| small | 4 |\n\n" for t in TOPICS),
        "".join(f"## {t}\n\n```\nmake {t.lower()}\n```\n\n" for t in TOPICS),
        "".join(f"## {t}\n\n<img src='{t}.jpg'>\n\n" for t in TOPICS),
        "".join(f"## {t}\n\n{{{{< gallery {t} >}}}}\n\n" for t in TOPICS),
    ],
    ids=["notice", "recipe", "tables", "code", "pictures", "shortcodes"],
)
def test_short_honest_pages_are_left_alone(text: str) -> None:
    assert not [f for f in found(text) if f.severity is not Severity.INFO]


SCRIPT = """# Boats

We keep the harbour's machine alive with this script, and run it when the ice has gone.

# stop the old service first
systemctl stop harbour

# copy the list of moorings

# set OWNER=captain for the new list

# start it again with --verbose

# then look at /var/log/harbour
"""
LEKTOR = """title: A boat of oak
---
categories:
boats
harbours
---
author: captain
---
body:

We built the boat of oak, and the mast of pine that had stood behind the house for years.

## The hull

It took a winter and all of the neighbours.
"""
ASCIIDOC = """# Boats

The message that the harbour's program writes looks like this:

[source,console]
----
# It seems that a mooring is taken twice.
# If this is wrong, delete the line
# and try again.

# Lines with a sign are left out.
----

On Linux:
[source,console]
----
$ cd /home/harbour/boats
----
On Windows:
[source,console]
----
$ cd C:/harbour/boats
----
"""
MIRRORS = """# Boats

The list of the places that the program asks looks like this in our harbour.

# Winter updates get http://boats.example/winter stable main

# Boats of others get http://boats.example/others stable main extra

# The old list
"""
MINUTES = "# Minutes of the harbour board\n\n" + "".join(
    f"## {title}\n\n{text}\n\n"
    for title, text in (
        ("Call to order", "The chair opened the meeting at 18:30."),
        ("Present", "Anna Holm, Peter Lind and the harbour master."),
        ("Budget", "Approved, 5 votes to 1."),
        ("Old quay", "Moved by Lind, seconded by Holm. Carried."),
        ("Next meeting", "Monday, 4 May."),
    )
)
PROFILE = "# Holm Ropes\n\n" + "".join(
    f"## {title}\n\n{text}\n\n"
    for title, text in (
        ("Founded", "1921 in Bergen"),
        ("Products", "Ropes, nets and sails for the fleets of the North Sea"),
        ("Staff", "140, of whom 12 are apprentices"),
        ("Owners", "The Holm family and the union of Bergen"),
    )
)


@pytest.mark.parametrize(
    "text",
    [SCRIPT, LEKTOR, ASCIIDOC, MIRRORS],
    ids=["comments", "metadata", "listings", "addresses"],
)
def test_what_only_reads_as_a_heading_is_no_empty_section(text: str) -> None:
    assert "empty-sections" not in {f.rule for f in found(text)}


def test_an_outline_is_found_beside_code() -> None:
    outline = "# Boats\n\n" + "".join(f"## {topic}\n\n" for topic in TOPICS)
    text = f"{outline}## Install\n\nRun make and wait for the end of it.\n"
    assert "empty-sections" in {f.rule for f in found(text)}


@pytest.mark.parametrize("text", [MINUTES, PROFILE], ids=["minutes", "profile"])
def test_facts_under_headings_need_no_sentences(text: str) -> None:
    assert "little-prose" not in {f.rule for f in found(text)}
    empty = "".join(f"## {topic}\n\nThere are many kinds of them.\n\n" for topic in TOPICS)
    assert "little-prose" in {f.rule for f in found(f"# Boats\n\n{empty}")}


def test_plain_lines_are_not_taken_for_headings() -> None:
    assert found("\n\n".join(TOPICS), ContentType.TEXT) == ()


def test_filler_counts_the_longest_phrase_once_and_skips_quotations() -> None:
    text = (
        "When it comes to ferns, light matters, and it is important to note that water does too. "
        'Nobody says "when it comes to" twice.'
    )
    analysis = Analysis(parse(text, id="x"))
    measured = analysis.once(filler.measure)
    shown = [" ".join(analysis.words[p.start : p.stop]) for p in measured.places]
    assert shown == ["when it comes to", "it is important to note that"]


def test_padding_weighs_by_its_density() -> None:
    padding = (
        "It is important to note that a wide range of ferns exists. When it comes to pots, it is "
        "essential to choose well. Ferns play a pivotal role in any room. In conclusion, let's "
        "dive in. "
    )
    prose = (FERRY + GARDEN + BIRDS) * 2
    scores = [
        evidence.scores(found(text), RULES)[Family.THIN_CONTENT]
        for text in (prose, padding[:100] + prose, padding + prose)
    ]
    assert scores[:2] == [0, 0]
    assert scores[2] >= 0.5


@pytest.mark.skipif(not WILD.is_dir(), reason="needs the shared articles beside the repository")
@pytest.mark.parametrize("kind", ["N1", "N2"])
def test_good_articles_are_left_alone(kind: str) -> None:
    with gzip.open(WILD / f"{kind}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    findings = [evidence.find(Analysis(parse(row["text"], id=row["id"])), RULES) for row in rows]
    assert not [f for each in findings for f in each if f.severity is Severity.ERROR]
    high = sum(evidence.scores(each, RULES)[Family.THIN_CONTENT] >= 0.5 for each in findings)
    assert high <= 0.01 * len(rows)
