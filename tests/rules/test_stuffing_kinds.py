"""Each kind of keyword stuffing in the words of other writers, and what an editor leaves alone."""

from __future__ import annotations

import pytest

from detector.findings import Severity
from detector.readers import parse
from detector.rules import ALL_RULES
from detector.scoring.evidence import find
from detector.text.analysis import Analysis
from detector.text.document import ContentType

RIVER = (
    "The river rises in the hills above the town and is forty miles long. Salmon come up it in "
    "October, when the first floods have washed the gravel clean. There are three mills on the "
    "upper reach, two of which still grind flour for the bakers. Below the weir the water is slow "
    "and brown, and herons stand in it for hours. In 1911 the ice was thick enough to carry a cart."
)
BREAD = (
    "Mix the flour with the water and leave it for an hour before you add the salt. Fold the dough "
    "four times, once every half hour, until it holds its shape. Let it rise overnight in a cold "
    "room. In the morning heat the oven as far as it goes, with a pot in it. Bake the loaf with "
    "the lid on for half an hour and without it for a quarter. Wait until it is cool to cut it."
)
SCHOOL = (
    "The school opened in 1964 with ninety pupils and four teachers. It was built of brick, with a "
    "flat roof that leaked from the first winter. A gym was added ten years later, and a library "
    "after that. Last year the council decided to replace the windows. The head teacher says that "
    "the classrooms are warmer now and that the pupils no longer wear coats at their desks."
)


def _found(rule: str, text: str, content_type: ContentType) -> list[Severity]:
    rules = [one for one in ALL_RULES if one.id == rule]
    assert len(rules) == 1
    document = parse(text, id="text", content_type=content_type)
    return [finding.severity for finding in find(Analysis(document), rules)]


def _spliced(line: str, before: str = RIVER, after: str = SCHOOL) -> str:
    return f"# Notes\n\n{before}\n\n{line}\n\n{after}"


FOREIGN = {
    "casino": _spliced("Some of us tried [online casino bonus](https://a.example/) that winter."),
    "pills": _spliced("People also [buy viagra cheap](https://b.example/x) in the spring.", BREAD),
    "loans": _spliced("The miller got [fast payday loans](https://c.example/) for his wheel."),
    "essays": _spliced("See [custom essay writing service](https://d.example/) for more.", BREAD),
    "escorts": _spliced("Guests liked [escort service Leeds](https://e.example/) a lot."),
    "jerseys, no link": _spliced("Many wear cheap nfl jerseys. Some want wholesale jerseys now."),
    "handbags": _spliced("It is as good as [replica handbags](https://f.example/) they say.", BREAD),
    "followers": _spliced("Then [buy real followers](https://g.example/) and go on.", SCHOOL, BREAD),
    "vape": _spliced("There is a [best vape shop near](https://h.example/) here.", BREAD, RIVER),
    "tablets, no link": _spliced("Buy cheap pills. The cheapest pills are there.", RIVER, BREAD),
    "lawyer": _spliced("A [best injury lawyer](https://i.example/) can say.", BREAD, RIVER),
}
HONEST = {
    "own shop": _spliced("Good [bread flour](https://a.example/) costs little.", BREAD, RIVER),
    "sponsor": _spliced("Sponsored by [Best Online Casino](https://b.example/), with thanks."),
    "affiliate": _spliced("Affiliate link: [cheap oven gloves](https://c.example/).", BREAD),
    "news of casinos": _spliced("The casino closed. [Casino bonus rules](https://d.example/)."),
    "recipe shop": _spliced("[Buy a cheap pot with a lid](https://e.example/).", BREAD),
    "a mention": _spliced("The miller wore cheap shoes, and his loan was never paid back."),
    "essay": _spliced("Read [her essay on the weir](https://f.example/)."),
    "coffee": _spliced("[Buy me a coffee](https://g.example/) if you liked this.", BREAD),
    "tickets": _spliced("[Buy tickets](https://h.example/) for the boat at the pier."),
    "a book": _spliced("[Order the book online](https://i.example/) from the press."),
    "quoted": _spliced('The spam said "cheap jerseys" and "buy cheap pills", and we laughed.'),
}
CASES = [
    pytest.param(rule, text, expected, id=f"{rule}-{'finds' if expected else 'spares'}-{name}")
    for rule, finds, spares in (("foreign-anchor", FOREIGN, HONEST),)
    for texts, expected in ((finds, True), (spares, False))
    for name, text in texts.items()
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_kind(rule: str, text: str, expected: bool) -> None:
    severities = _found(rule, text, ContentType.MARKDOWN)
    assert bool(set(severities) - {Severity.INFO}) is expected
