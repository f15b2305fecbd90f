"""The rules on search queries: adverts of trades, a service with its place, superlatives, names."""

from __future__ import annotations

import pytest

from detector.findings import Family, Finding, Severity
from detector.readers import parse
from detector.rules.keyword_stuffing import RULES
from detector.scoring.evidence import find, scores
from detector.text.analysis import Analysis

CONTACT = "Contact us on Telegram: @lampseller. We offer delivery, and our team is kind.\n"
NEUTRAL = (
    "Communication has changed how people work. A good plan weighs cost and time, and it is worth "
    "asking colleagues for their view. Small steps help. Nobody has to decide in a day.\n\n"
)


def findings(text: str) -> tuple[Finding, ...]:
    return find(Analysis(parse(text, id="t")), RULES)


def rules(text: str) -> set[str]:
    return {finding.rule for finding in findings(text)}


def score(text: str) -> float:
    return scores(findings(text), RULES)[Family.KEYWORD_STUFFING]


@pytest.mark.parametrize(
    "title",
    [
        "Buy Verified Lampbook Accounts",
        "Top 7 Sites to Buy Aged Mail Accounts in 2031",
        "How to Safely Buying Old Pagegram Accounts",
        "Where to buy cheap shop reviews",
        "12 best places to purchase Lampbook followers",
        "Everything You Need to Know About Buying Verified Lamp Accounts",
        "Order bulk PVA mail accounts",
        "Trusted USDT Recovery Experts",
        "Best Hackers for Hire Online",
    ],
)
def test_trade_under_a_query_is_an_advert(title: str) -> None:
    text = f"# {title}\n\n{CONTACT}{NEUTRAL * 4}{CONTACT}"
    (finding,) = (f for f in findings(text) if f.rule == "account-trade")
    assert finding.severity is Severity.ERROR
    assert finding.evidence == title
    assert score(text) >= 0.5


@pytest.mark.parametrize(
    "title",
    [
        "Why people buy fake followers",
        "Police close a shop that sold verified accounts",
        "Should you buy reviews?",
        "Never buy mail accounts from strangers",
        "How to buy a savings account for a child",
        "Get help with your accounts",
        "How to get more newsletter subscribers",
        "Order confirmation e-mails that people read",
        "The best recovery after a marathon",
        "What top hackers read",
    ],
)
def test_talk_of_a_trade_is_no_advert(title: str) -> None:
    text = f"# {title}\n\n{NEUTRAL * 2}Write to us: Telegram and e-mail are open.\n"
    assert "account-trade" not in rules(text)


def test_query_without_a_seller_is_no_advert() -> None:
    assert "account-trade" not in rules(f"# Buy old lamp accounts\n\n{NEUTRAL * 4}")


@pytest.mark.parametrize("link", ["in", "near", "across"])
@pytest.mark.parametrize("service", ["moving company", "data science course", "dental clinic"])
def test_service_with_its_place(service: str, link: str) -> None:
    line = f"Ask for a {service} {link} Westport that you can trust. {NEUTRAL}"
    assert "service-place" not in rules(line * 2)
    many = findings(line * 9)
    assert {f.severity for f in many if f.rule == "service-place"} == {Severity.ERROR}
    assert score(line * 9) >= 0.5


@pytest.mark.parametrize(
    "line",
    [
        "The school in Westport has a choir. ",
        "Elections in Westport were calm. ",
        "The company in the harbour grew. ",
        "A service, in Westport and elsewhere, was held. ",
        "He took a course in history. ",
        "The clinic in which she worked was small. ",
    ],
)
def test_other_things_in_a_place(line: str) -> None:
    assert "service-place" not in rules((line + NEUTRAL) * 9)


def test_near_me_counts_in_sentences_only() -> None:
    used = "Find the best locksmith near me. A locksmith near me is fast. "
    assert "service-place" in rules(used)
    quoted = "People type “locksmith near me” at night. “Dentist near me” is rarer. "
    assert "service-place" not in rules(quoted)
    assert "service-place" not in rules("She sat near me. The cat near me slept. " * 4)


def test_superlative_query_is_used_whole() -> None:
    line = f"Owners praise the best billing software for clinics. {NEUTRAL}"
    assert "superlative-query" not in rules(line * 2)
    (finding,) = (f for f in findings(line * 8) if f.rule == "superlative-query")
    assert finding.severity is Severity.ERROR
    assert finding.count == 8
    assert "superlative-query" not in rules(line.replace("best ", "") * 8)


def test_prize_is_no_superlative_query() -> None:
    line = f"In that year Best Supporting Actress went to a newcomer. {NEUTRAL}"
    assert "superlative-query" not in rules(line * 6)


def test_service_named_in_full_through_the_text() -> None:
    filler = "It is {n} o'clock and {m} people wait. "
    lines = [
        f"Process design services help firms grow. {filler.format(n=n, m=3 * n)}\n\n"
        for n in range(1, 13)
    ]
    text = "# Why process design services matter\n\n" + "".join(lines)
    assert score(text) >= 0.5
    # The name of one body stands with its article.
    body = f"For the Forest Design Service it was a good year. {NEUTRAL}" * 12
    assert "keyphrase-overuse" not in rules(f"# The Forest Design Service\n\n{body}")


CLAUSE = (
    "The Paid Service may be terminated. You agree that the Paid Service is governed by law. "
    "Liability for the Paid Service shall be limited. A breach ends the Paid Service. "
)


def test_defined_term_of_a_contract_is_no_stuffing() -> None:
    assert rules(f"# Paid Service Terms\n\n{CLAUSE * 4}") == set()


def test_company_may_name_itself_in_its_terms() -> None:
    clause = (
        "By using lampshop.com you agree to these terms. Contact us at lampshop.com; we provide "
        "customer support. Liability of lampshop.com shall be limited by law. "
    )
    assert "domain-stuffing" not in rules(f"Our terms\n\n{clause * 6}")
    shop = "Contact us at lampshop.com, we offer a trusted, cheap lamp. Visit lampshop.com. "
    assert "domain-stuffing" in rules(shop * 6)


def test_piece_of_a_longer_name_is_no_phrase() -> None:
    line = (
        "Guests of the Northern Best Price Summit Week met in the hall. They liked the Northern "
        "Best Price Summit Week and left. "
    )
    assert "keyphrase-overuse" not in rules(f"# Best Price Summit\n\n{(line + NEUTRAL) * 6}")


def test_two_names_in_turn_are_no_permutation() -> None:
    names = "Jane Doe Jane Doe wrote. Doe Jane Doe signed. "
    assert "keyword-permutation" not in rules(f"# Jane Doe Jane\n\n{names * 4}")
