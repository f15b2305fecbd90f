"""The phrase counter, and what the examples of the rules do not show: places, counts, size."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.findings import Family, Finding, Severity
from detector.readers import parse
from detector.rules.keyword_stuffing import RULES
from detector.rules.keyword_stuffing.headline_phrase import RULE as HEADLINE
from detector.rules.keyword_stuffing.keyphrase_overuse import RULE as OVERUSE
from detector.rules.keyword_stuffing.keyphrase_overuse import usual_share
from detector.scoring.evidence import find, scores
from detector.text.analysis import Analysis
from detector.text.keyphrases import MAX_WORDS, fold, repeated, unbroken
from tests.cpu_time import is_below, least_seconds

WORDS = st.sampled_from(
    "buy cheap lamp lamps in Leeds the a of review . , ? \n\n best 24 7".split(" ")
)


def analyse(text: str) -> Analysis:
    return Analysis(parse(text, id="t"))


def findings(text: str) -> tuple[Finding, ...]:
    return find(analyse(text), RULES)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("mugs", "mug"),
        ("mug's", "mug"),
        ("movers'", "mover"),
        ("policies", "policy"),
        ("boxes", "box"),
        ("watches", "watch"),
        ("classes", "class"),
        ("news", "new"),
        ("bus", "bus"),
        ("glass", "glass"),
        ("gas", "gas"),
        ("this", "thi"),
        ("s", "s"),
        ("'", ""),
    ],
)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_plural_and_possessive_are_one_phrase() -> None:
    text = "A coffee mug. Two coffee mugs. The coffee mug's lid. Coffee mugs last."
    (phrase,) = repeated(analyse(text))
    assert phrase.words == ("coffee", "mug")
    assert len(phrase.positions) == 4


def test_phrases_do_not_cross_punctuation_or_blocks() -> None:
    assert repeated(analyse("We like coffee. Mugs! Old, coffee; mugs.\n\n" * 8)) == ()
    analysis = analyse("one two, three four")
    assert [unbroken(analysis, i) for i in range(4)] == [2, 1, 2, 1]


def test_overlapping_occurrences_are_counted_once() -> None:
    (phrase,) = (p for p in repeated(analyse("bla " * 12)) if len(p.words) == 2)
    assert len(phrase.positions) == 6


@given(st.lists(WORDS, max_size=120).map(" ".join))
def test_phrases_stand_where_they_say(text: str) -> None:
    analysis = analyse(text)
    for phrase in repeated(analysis):
        assert 2 <= len(phrase.words) <= MAX_WORDS
        for i in phrase.positions:
            standing = analysis.words[i : i + len(phrase.words)]
            assert [fold(word) for word in standing] == [fold(word) for word in phrase.words]
        ends = [i + len(phrase.words) for i in phrase.positions]
        assert all(end <= start for end, start in zip(ends, phrase.positions[1:], strict=False))


@given(st.lists(WORDS, max_size=150).map(" ".join))
def test_any_text_gives_evidence_at_its_place(text: str) -> None:
    found = findings(text)
    for finding in found:
        assert text[finding.start : finding.end] == finding.evidence
        assert finding.evidence
        assert finding.count >= 1
    assert 0 <= scores(found, RULES)[Family.KEYWORD_STUFFING] <= 1


def test_the_usual_share_falls_with_length() -> None:
    shares = [usual_share(words) for words in (0, 100, 500, 1000, 2000, 10_000)]
    assert shares == sorted(shares, reverse=True)
    assert usual_share(1000) == pytest.approx(0.05)


def test_the_whole_phrase_is_named_with_its_count() -> None:
    text = OVERUSE.finds[0].text
    (finding,) = find(analyse(text), [OVERUSE])
    assert finding.evidence.lower() == "buy verified lamp accounts"
    assert finding.count == text.lower().count("buy verified lamp accounts")
    assert finding.severity is Severity.ERROR


def test_headline_phrase_does_not_hang_on_its_words() -> None:
    """The same article on another topic gets the same finding."""
    text = HEADLINE.finds[0].text
    other = text.replace("Springfield", "Ruritania").replace("bridge", "border")
    other = (
        other.replace("Bridge", "Border").replace("repair", "treaty").replace("Repair", "Treaty")
    )
    first, second = (find(analyse(t), [HEADLINE]) for t in (text, other))
    assert [f.count for f in first] == [f.count for f in second]
    assert [f.severity for f in first] == [Severity.ERROR]


def test_density_alone_is_no_stuffing() -> None:
    text = "Germ cell tumors\n\n" + "A germ cell tumor may grow. The germ cell tumor was cut. " * 20
    assert findings(text) == ()


LOANS = (
    "Home loans for islanders\n\nThe council lends money to islanders who build or mend a house. A "
    "home loan from the council runs for twenty years, at the rate of the state bank. You may pay "
    "it back early without a fee, and you may pay twice in one month and rest in the next.\n\n"
    "Who may have one\n\nYou may have a home loan if you have lived on the island for three years, "
    "or if you move here to work at the school, the clinic or the quay. The house must be the only "
    "one. A second is given only when the first home loan is repaid.\n\n"
    "What it pays for\n\nIt pays for timber, roofs, wells and insulation, but not for boats. The "
    "clerk visits the house before the home loan is granted, and again when the work is done.\n\n"
    "How to apply\n\nFill in the form, add two drawings and an offer by a builder, and hand all of "
    "it in at the town hall before the first of March. The board meets in April. It grants about "
    "twelve home loans a year, and it writes to everybody else with the reasons. If your home loan "
    "is refused, you may ask again in the next year, with other drawings or another house.\n"
)


def test_a_page_that_sells_nothing_may_name_its_subject() -> None:
    severities = {f.severity for f in findings(LOANS) if f.rule == OVERUSE.id}
    assert severities == {Severity.INFO}
    offer = "Contact us today: our trusted experts offer the best and cheapest home loan deals. "
    sold = LOANS.replace("The clerk", offer + "The clerk").replace("Fill in", offer + "Fill in")
    assert Severity.WARNING in {f.severity for f in findings(sold) if f.rule == OVERUSE.id}


def test_the_page_of_a_command_may_write_it_without_its_hyphen() -> None:
    uses = "Run {0} in the folder. It reads what {0} wrote before. Stop {0} with a key. " * 3
    page = f"tide-merge\n\ntide merge joins two files. {uses.format('tide-merge')}"
    assert OVERUSE.id not in {f.rule for f in findings(page)}


def test_time_grows_with_length_only() -> None:
    """A text ten times as long takes about ten times as long, even if it is one phrase."""

    def analysed(times: int) -> Analysis:
        analysis = analyse("Buy cheap lamps in Leeds, cheap lamps near you. " * times)
        assert analysis.sentences
        return analysis

    def search(analysis: Analysis) -> None:
        find(analysis, RULES)

    small = least_seconds(lambda: analysed(500), search)
    assert is_below(40 * max(small, 0.01), lambda: analysed(5000), search)


def test_a_keyword_list_names_the_shared_words_in_the_order_of_the_text() -> None:
    items = ", ".join(
        f"{verb} verified chime account" for verb in "buy get find sell rent use".split()
    )
    messages = [
        f.message for f in findings(f"{items}, verified chime account, chime account verified")
    ]
    assert any("“verified chime account”" in message for message in messages), messages


def test_of_words_as_frequent_the_same_is_named_in_every_run() -> None:
    # The order of a set of words differs from process to process.
    listed = ", ".join(f"{word} lamps online" for word in "buy cheap best desk floor wall".split())
    more = ", ".join(f"{word} lamps online" for word in "old new red blue".split())
    page = f'<html><head><meta name="keywords" content="{listed}, {more}"></head></html>'
    script = (
        "import sys; from detector.readers import parse; from detector.text.analysis import "
        "Analysis; from detector.rules.keyword_stuffing.stuffed_metadata import check; "
        "print(*(hit.message for hit in check(Analysis(parse(sys.argv[1], id='a.html')))))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script, page], env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True, text=True, check=True, encoding="utf-8",
        ).stdout
        for seed in (1, 2, 3, 4)
    }  # fmt: skip
    assert said == {"10 of 10 meta keywords contain “lamp”\n"}


_CALM = "In year {} the clerk of the mill wrote down how high the water stood, and who came. "
_ADVERT = (
    "An efficient solution for every modern business. Reliable, robust and tailored, it boosts "
    "growth and saves cost. Each customer gains confidence and convenience. Leading experts "
    "deliver seamless quality, and the brand ensures productivity. "
)


def _overused(text: str) -> set[str]:
    return {hit.message.split("”")[0][1:].lower() for hit in OVERUSE.check(analyse(text))}


def test_an_advertisement_says_its_phrase_a_few_times() -> None:
    said = "A gate glaze lasts. Ask for gate glaze today, and gate glaze keeps. "
    body = (
        _ADVERT * 4 + said + "".join(_CALM.format(year) for year in range(1900, 1905)) + said[:44]
    )
    text = f"# Gate glaze\n\n{body}"
    assert "gate glaze" in _overused(text)
    assert "gate glaze" not in _overused(text.replace(_ADVERT, _CALM.format(1899) * 2))


def test_what_takes_one_percent_of_a_page_that_sells_is_no_query() -> None:
    talk = (
        "Contact us for a free quote. Our team is trusted, and our experts are affordable. "
        "Our customers come back, day and night, 24/7. "
    )
    years = [_CALM.format(year) for year in range(1900, 1990)]
    text = "".join("".join(years[n : n + 15]) + talk for n in range(0, 90, 15))
    assert "customers come back" not in _overused(f"# Lamps\n\n{text}")


def test_a_short_notice_that_sells_nothing_does_not_fail() -> None:
    notice = (
        "# Free school meals\n\nAll children in year 1 get free school meals. Please apply for "
        "free school meals at the office, since the school gets money for each child on "
        "free school meals.\n\nMrs Patel tells you on the same day whether you get free school "
        "meals. After the summer you must ask again for free school meals."
    )
    found = [f for f in findings(notice) if f.rule == "keyphrase-overuse"]
    assert [f.severity for f in found] == [Severity.WARNING]
    sold = notice.replace("Please apply for", "Contact us today for a discount, and order cheap")
    found = [f for f in findings(sold) if f.rule == "keyphrase-overuse"]
    assert [f.severity for f in found] == [Severity.ERROR]
