"""Templates, interface labels and contact walls are found; ordinary articles keep a low score."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.findings import Family, Finding, Severity
from detector.readers import parse
from detector.rules.boilerplate import RULES
from detector.scoring.evidence import find, scores
from detector.text.analysis import Analysis

PROSE = (
    "The ferry was built of oak in 1902. It carries walkers, bicycles and a goat or two across the "
    "river, and it stops when the ice comes. Nobody has drowned. "
) * 3


def findings(text: str) -> tuple[Finding, ...]:
    return find(Analysis(parse(text, id="t")), RULES)


def rules_of(text: str) -> set[str]:
    return {finding.rule for finding in findings(text)}


def score(text: str) -> float:
    return scores(findings(text), RULES)[Family.BOILERPLATE]


TEMPLATE = (
    f"{PROSE}See also Nine Winters on the Old Ferry\n\n"
    f"How Does the Ferry Help the Town in Winter?\n\n{PROSE}\n\n"
    f"What Will the Ferry Need in the Coming Year?\n\n{PROSE}\n\n"
    f"Who Will Pay for the Ferry in the End?\n\n{PROSE}\n\n"
    f"In conclusion, the ferry floats.\n\n0 Comments\n"
)


def test_template_shows_in_each_part() -> None:
    found = findings(TEMPLATE)
    assert {f.evidence: f.rule for f in found} == {
        "See also Nine Winters on the Old Ferry": "glued-teaser",
        "How Does the Ferry Help the Town in Winter?": "question-block",
        "What Will the Ferry Need in the Coming Year?": "question-block",
        "Who Will Pay for the Ferry in the End?": "question-block",
        "In conclusion": "formulaic-ending",
        "0 Comments": "interface-residue",
    }
    assert all(f.severity is not Severity.ERROR for f in found)


WALLS = {
    "arrows": "▬▬⚡️▬▬➤Telegram: @ferryman ▬▬⚡️▬▬➤WhatsApp: +44 20 7946 0000",
    "links": "💎💎💎 WhatsApp:➡️ https://wa.me/ferry Telegram:➡️ https://t.me/ferry",
    "plain": "Telegram: @ferryman\nWhatsApp: +44 20 7946 0000",
    "no messenger": "⚡ 🔥 💎👑 Contact Us ⚡ 🔥 💎👑 ferry@example.org ⚡ 🔥 💎👑",
}


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS.keys())
def test_repeated_contact_block_fails(wall: str) -> None:
    text = f"{wall}\n\n{PROSE}\n\n" * 3
    found = [f for f in findings(text) if f.rule == "contact-wall"]
    assert [f.severity for f in found] == [Severity.ERROR] * 3
    assert score(text) >= 0.5


@pytest.mark.parametrize("wall", [WALLS["plain"], WALLS["links"]])
def test_one_contact_block_does_not_fail(wall: str) -> None:
    assert score(f"{PROSE}\n\n{wall}") < 0.5


CLEAN = {
    "messengers as a subject": "Telegram: 900 million users. WhatsApp: two billion. Signal: fewer.",
    "press contact": "Contact: Jane Doe, email: jane@example.org. Email: joe@example.org.",
    "label in a sentence": "You can leave a comment or share this with the ferryman on the bank.",
    "one question": "How old is the ferry? The ferry is 120 years old. It was built of oak.",
    "comparison": "| Year | Details |\n|---|---|\n| 1902 | built of oak |",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN.keys())
def test_ordinary_text_is_clean(text: str) -> None:
    assert findings(f"{PROSE}\n\n{text}\n\n{PROSE}") == ()


@pytest.mark.parametrize(
    "label", ["Leave a Reply", "Share this article", "ADVERTISEMENT", "Read more »", "0 Comments"]
)
def test_labels_of_the_interface(label: str) -> None:
    assert rules_of(f"{PROSE}\n\n{label}\n\n{PROSE}") == {"interface-residue"}


def test_only_an_answer_without_a_word_of_its_own_is_a_warning() -> None:
    text = (
        "Does the ferry run in winter? The ferry runs in winter. Can I take a bicycle on the "
        "ferry? You can take a bicycle on the ferry for two pounds. Is the old quay open on "
        "Mondays? Yes, the old quay is open on Mondays."
    )
    marked = {f.severity: f.message for f in findings(text) if f.rule == "question-block"}
    assert marked == {
        Severity.WARNING: "the answer only repeats the question",
        Severity.INFO: "the answer begins by repeating the question",
    }


SHOP = "".join(
    f"## {question}\n\nYes, {answer}.\n\n"
    for question, answer in (
        ("Do you ship your kettles abroad?", "we ship them to forty countries by sea"),
        ("Do you mend kettles of other makers?", "we mend whatever boils and has a plug"),
        ("Do you sell the lids alone?", "we keep lids of each year since 1990"),
    )
)
ASKED = (
    "What made you build the first kettle?",
    "Which of your kettles would you keep?",
    "How do you test the lids in winter?",
)
TALK = (
    "I had no pot, and my neighbour had a sheet of tin",
    "the blue one, because I made it with my sister",
    "we freeze them, and I sit on them for an hour",
)


def test_an_interview_is_no_block_of_questions() -> None:
    headings = "".join(f"## {q}\n\n{a}.\n\n" for q, a in zip(ASKED, TALK, strict=True))
    assert "question-block" not in rules_of(f"# Kettles\n\n{headings}")
    assert "question-block" in rules_of(f"# Kettles\n\n{SHOP}")
    echoes = " ".join(
        f"{q} {q[:-1].replace('you', 'I')}, {a}." for q, a in zip(ASKED, TALK, strict=True)
    )
    assert "question-block" not in rules_of(echoes)


def test_a_heading_of_two_questions_is_one_heading() -> None:
    text = "# Kettles\n\n" + "".join(
        f"## Why does the {part} break so soon? What does a new {part} cost?\n\nIt rusts.\n\n"
        for part in ("lid", "spout", "switch")
    )
    messages = {f.message for f in findings(text) if f.rule == "question-block"}
    assert messages == {"3 of 4 headings are questions, a form made for search engines"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# Privacy Policy\n\n{PROSE}", False),
        (f"<h1>Cookie Policy</h1><p>{PROSE}</p>", False),
        (f"# Ferry\n\n{PROSE}\n\n[Read more](/ferry)\n", False),
        (f"<h1>Ferry</h1><p>{PROSE} <a href='/f'>Read more</a></p>", False),
        (f"# Ferry\n\n## Related posts\n\n{PROSE}\n", False),
        (f"# Ferry\n\n{PROSE}\n\nRead more\n", True),
        (f"# Ferry\n\n{PROSE}\n\n## Leave a Reply\n", True),
        (f"# Ferry\n\n{PROSE}\n\nPrivacy Policy\n\nAll rights reserved\n", True),
    ],
)
def test_a_label_that_works_is_no_residue(text: str, expected: bool) -> None:
    assert ("interface-residue" in rules_of(text)) is expected


def test_all_softer_signs_together_stay_below_failing() -> None:
    text = f"{PROSE}\n\nIn conclusion, it floats.\n\nLeave a Reply\n\nShare this\n\nFAQ\n\n{PROSE}"
    assert all(f.severity is not Severity.ERROR for f in findings(text))
    assert score(text) < 0.5


PIECES = st.sampled_from(
    [
        *WALLS.values(),
        *CLEAN.values(),
        "Leave a Reply",
        "What now?",
        "| Main Topics | Overview |",
        "\n\n",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=6).map("\n".join))
def test_any_mixture_gives_exact_evidence(text: str) -> None:
    for finding in findings(text):
        assert text[finding.start : finding.end] == finding.evidence


def test_shares_on_published_articles(wild: Callable[[str], Iterator[dict[str, Any]]]) -> None:
    for kind in ("N1", "N2"):
        good = [score(row["text"]) for row in wild(kind)]
        assert sum(s >= 0.5 for s in good) <= 0.02 * len(good)
    assert sum(score(row["text"]) >= 0.5 for row in wild("K1")) >= 20
