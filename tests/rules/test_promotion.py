"""A vendor's post is told by its praise, whatever it sells; praise alone is no stuffing."""

from __future__ import annotations

import pytest

from detector.findings import Severity
from detector.readers import parse
from detector.rules.keyword_stuffing.commerce import sales_talk
from detector.rules.keyword_stuffing.keyphrase_overuse import RULE
from detector.rules.keyword_stuffing.promotion import promotion
from detector.scoring.evidence import find
from detector.text.analysis import Analysis

_VENDOR = (
    "{Thing}: A Complete Guide\n\nModern teams expect quality and efficiency, and {thing} delivers "
    "both. With {thing}, every brand gets a smart and modern way to reach its audience.\n\n"
    "A renowned maker of {thing} has tailored solutions. Each {thing} is vital for productivity, "
    "streamlines each workflow and enhances customer satisfaction.\n\n"
    "Experienced experts ensure that {thing} is robust, scalable and elegant. Comprehensive "
    "{thing} is ideal for any industry, with outstanding durability and unmatched convenience.\n\n"
    "Explore {thing} today. An innovative business that invests in {thing} gains growth, trust and "
    "a competitive advantage, safely and efficiently.\n"
)
_HEADS = "\n\n".join(
    f"## {ask} {{thing}} {rest}\n\nEach {{thing}} is looked at by {who}. They read the {{thing}} "
    f"twice and keep a copy of the {{thing}} in the {place}, where a clerk can find it."
    for ask, rest, who, place in (
        ("What a", "contains", "the members", "office"),
        ("Who signs the", "of a firm", "two partners", "safe"),
        ("Why a", "is written", "a clerk", "archive"),
        ("When a", "is changed", "the court", "registry"),
        ("Where the", "is kept", "a partner", "bank"),
        ("How the", "ends", "an heir", "drawer"),
        ("Whether a", "is public", "a reporter", "library"),
        ("What the", "costs", "an accountant", "ledger"),
        ("Is the", "needed", "a judge", "file"),
    )
)


def _found(text: str) -> list[Severity]:
    return [finding.severity for finding in find(Analysis(parse(text, id="t")), (RULE,))]


def _vendor(thing: str) -> str:
    return _VENDOR.format(thing=thing, Thing=thing.title())


@pytest.mark.parametrize("thing", ["edge caching", "bamboo flooring", "robotic welding"])
def test_a_vendors_phrase_is_found_without_a_word_of_its_trade(thing: str) -> None:
    assert _found(_vendor(thing))


@pytest.mark.parametrize("thing", ["operating agreement", "shade cloth", "gear ratio"])
def test_a_phrase_in_nearly_every_heading_and_between(thing: str) -> None:
    text = f"# The {thing} explained\n\n{_HEADS.format(thing=thing)}\n"
    assert _found(text) == [Severity.WARNING]


def test_few_headings_that_name_the_subject_are_usual() -> None:
    text = f"# The gear ratio explained\n\n{_HEADS.format(thing='gear ratio')}\n"
    sections = text.split("\n\n## ")
    assert not _found("\n\n## ".join(sections[:5]))


@pytest.mark.parametrize(
    "text",
    [
        # The same density in plain prose: a term of its field.
        "Edge caching\n\n"
        + "A server far away is slow. Edge caching keeps a copy near the reader. With edge caching "
        "the first request fills the copy. Later ones never leave the town. Bad headers break edge "
        "caching, and then edge caching shows old pages. A purge clears it. Logs show the hits.\n\n"
        * 2,
        # Praise without a phrase: a company's news.
        _VENDOR.format(thing="it", Thing="News").replace("it,", "that,"),
        # One word of praise that names a thing, again and again.
        "Custom fields\n\n"
        + "A premium account may add custom fields. Open the custom fields page, name the custom "
        "fields. An owner of a premium account sees all custom fields in the list below.\n\n" * 3,
    ],
)
def test_density_or_praise_alone(text: str) -> None:
    assert not _found(text)


def _agency(thing: str) -> str:
    """Return what a public body says of its work: praise, and no offer."""
    return (
        f"A new desk for harbours\n\nThe ministry wants modern {thing} for each port. Experts from "
        "the industry looked at our plans, and they see an advantage for business. The {0} will be "
        "delivered by spring. Ports that share them can streamline what they write down. We ensure "
        "that {0} are safe, and the quality of {0} is checked. Whoever has an innovative idea may "
        "write to us until the end of the month. The board reads all letters, and it answers each "
        "of them in the order in which they came in. A list of the letters hangs by the door of "
        "the office, where all who pass can read it, and where a clerk adds to it at noon. What "
        "the board thinks of a letter is written beside it.\n"
    ).replace("{0}", thing)


@pytest.mark.parametrize("thing", ["harbour services", "pilot services", "tide tables"])
def test_praise_without_an_offer_fails_nothing(thing: str) -> None:
    assert Severity.ERROR not in _found(_agency(thing))


@pytest.mark.parametrize(
    "text",
    [
        # A hyphen makes one word of it, in news about casinos too.
        "Vote on super-casinos\n\nThe council votes on super-casinos on Monday. Two towns want "
        "super-casinos, and one has land for them. Those who do not want super-casinos met at the "
        "school. A law on super-casinos was put off in May. The mayor says that super-casinos will "
        "be built by the sea or not at all.\n",
        # A service is named in full, where nothing is sold.
        "Who helps\n\n"
        + "Students wait for weeks. Valley Counseling Services has four people for all of them, "
        "and one of the four is ill. A letter from March asks the dean for more, since the list "
        "grows. On Friday he said that somebody reads each name on the list by hand. It is not "
        "known how long that takes, or who pays for it.\n\n" * 7,
        # A few uses in a short page on a filter.
        "Red eye\n\nA flash makes an eye look red. This filter takes the red eye out. Draw a box "
        "around the eye first. If the red eye stays, move the bar to the right. A small red eye "
        "needs a small box. Then save the picture, and look at it again the next day.\n",
    ],
)
def test_a_phrase_where_nothing_is_sold_is_no_warning(text: str) -> None:
    assert not {Severity.WARNING, Severity.ERROR} & set(_found(text))


def test_a_cue_that_returns_again_and_again_counts_twice() -> None:
    name = "Open the premium page. A premium card is green. Show the premium card at the gate. "
    text = (
        name * 6
        + "Our team is trusted, and you can contact us. "
        + "The gate is by the sea. " * 120
    )
    assert Analysis(parse(text, id="c")).once(sales_talk) < 2


def test_the_name_of_a_command_is_no_phrase() -> None:
    manual = (
        "git-mergetool\n\nBuy time: git-mergetool runs a tool. The git-mergetool command asks. "
    )
    assert not _found(manual + "When git-mergetool ends, git-mergetool writes a file. " * 4)


def test_the_measures_of_a_sales_text() -> None:
    vendor, plain = (
        Analysis(parse(_vendor("bamboo flooring"), id="v")),
        Analysis(
            parse(
                "The council met on Monday. It spoke of bridges, roads and schools. " * 12, id="p"
            )
        ),
    )
    assert vendor.once(promotion) == 2
    assert plain.once(promotion) == 0
    assert plain.once(sales_talk) == 0
