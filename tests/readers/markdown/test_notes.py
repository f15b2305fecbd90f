"""Flavours of notebooks, wikis and editors: what is read, and what is none of them."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from tests.readers.markdown.test_flavours import lines

READ = [
    # folds of Outline and Adobe, in any site
    ("# A mill\n\n+++ More of it\n\nFolded.\n\n+++\n\nEnd.", ["A mill", "More of it", "Folded.", "End."]),
    # ikiwiki
    ("[[!meta title=\"A mill\"]]\n\nIt turns. [[!tag mill wheel]]", ["It turns."]),
    ("[[!template id=note text=\"\"\"\nSee [[the wheel]].\n\"\"\"]]\n\nIt turns.", ["It turns."]),
    # Roam, SiYuan
    ("id:: 1\n\n- {{[[TODO]]}} Oil the wheel ((aB3_d-Fg9))\n- {{[[query]]: {and: [[a]] [[b]]}}}\n- :hiccup [:hr]\n", ["Oil the wheel"]),
    ("It is ((20210808180117-6v0mkxr \"a wheel\")) here.\n\n{{{row\nLeft.\n\nRight.\n}}}", ["It is here.", "Left.", "Right."]),
    # GitLab, Djot, CriticMarkup over lines
    ("It is {-not-} {+still+} here. It was [-old-] [+new+] then.", ["It is still here. It was new then."]),
    ("It {--was\nnever--}{++is++} dry. {>>Are we\nsure?<<}", ["It is dry."]),
    ("Areas of $`a^2` and $`b`$ are wide.", ["Areas of and are wide."]),
    # MultiMarkdown, Bear Blog
    ("Title: A mill\nAuthor: Ann\nBase Header Level: 2\nCSS: a.css\n\nIt turns.\n\n{{part.txt}}", ["It turns."]),
    ("title: A mill\nlink: mill\n___\n\nIt turns.", ["It turns."]),
    # attributes
    ("![A mill](a.png){ width=\"3\"\n  loading=lazy }\n\nIt turns.{.lead}\n\n![A mill](a.png width=\"30\") End.", ["A mill", "It turns.", "End."]),
    ("::: tip {.wide} Keep it dry\nOil it.\n:::", ["Keep it dry", "Oil it."]),
    ("A `` `raw` ``{=html} b.", ["A b."]),
    # notes of Obsidian's export, Discourse
    ("Up: [[Mills]]\nCreated: 2024-03-01 10:22\n\nIt turns, [[wheel|the wheel]].", ["It turns, the wheel."]),
    ("[quote=\"ann, post:1, topic:2\"]\nWhy?\n[/quote]\n\nSee [mill.pdf|attachment](upload://aBc.pdf) now.", ["See mill.pdf now."]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), READ)
def test_what_is_read(source: str, expected: list[str]) -> None:
    assert lines(source, "a.md") == expected


@pytest.mark.parametrize(
    "source",
    [
        "They wrote C+++ on the door.",
        "+++ and then it fell",  # nothing closes it
        "They call it ((Waterford)) in jest.",
        "They say ((it was her)) and go.",
        "Created: 2024-03-01 10:22",  # in no note with links
        "Source: the parish book",
        "In row a[-1] and b[+2] it is so.",
        "It costs {3} or [+] more.",
        "The set {-1} is small.",
        "Keep {wheel.oil} in mind.",
        "It is so.{not this}",
    ],
)
def test_what_is_none_of_these_is_seen(source: str) -> None:
    assert lines(f"# A mill\n\n{source}\n", "a.md") == ["A mill", source]
