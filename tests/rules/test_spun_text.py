"""Spun text: the signs of a tool that swaps words, and slips of people that are no such signs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.findings import Family, Finding, Severity
from detector.readers import parse
from detector.rules.spun_text import RULES
from detector.scoring.evidence import find, scores
from detector.text.analysis import Analysis
from detector.text.document import ContentType
from detector.text.familiar import familiar_words, word_list

PROSE = (
    "The choirs met in Oslo to sing of ships and of the sea. Mr Orvanek opened the evening. "
    "Then Orvanek gave the word to his guests. They thanked Orvanek, and Orvanek thanked them. "
    "In the afternoon Orvanek showed them the harbour, and before dinner Orvanek sang. "
)
LONG = "The harbour lies to the south of the town, and boats leave it at seven. " * 20


def findings_of(text: str) -> tuple[Finding, ...]:
    return find(Analysis(parse(text, id="t", content_type=ContentType.TEXT)), RULES)


def score_of(text: str) -> float:
    return scores(findings_of(text), RULES)[Family.SPUN_TEXT]


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        ("In the evening ", "orvanek", " sang once more for the guests."),
        ("The bridge was designed by Maria ", "silva", " and by two others."),
        ("They invited the choirs of Norway and ", "denmark", " to the evening."),
        ("They sailed on ", "teh", " boat that had been built in the spring."),
        ("It was ", "a awkward", " moment for both of the choirs, they said."),
        ("It was ", "an unique", " evening for both of the choirs, they said."),
        ("It was one of the warmest winters ", "as 1989", "."),
        ("Women are tested for ", "bosom cancer", " once in every two years."),
        ("This is a ", "{good|fine|superb}", " way to spend a day at the sea."),
    ],
)
def test_sign_is_shown_where_it_is(before: str, mark: str, after: str) -> None:
    found = [
        (finding.start, finding.evidence) for finding in findings_of(PROSE + before + mark + after)
    ]
    assert (len(PROSE + before), mark) in found


def test_several_kinds_of_signs_are_reason_to_act() -> None:
    marks = (
        "In a awkward song orvanek met teh guests from denmark, and Maria silva sang of "
        "the warmest winter as 1989."
    )
    assert score_of(PROSE + marks) >= 0.5
    assert all(finding.severity is not Severity.ERROR for finding in findings_of(PROSE + marks))


def test_one_kind_of_sign_is_not() -> None:
    assert score_of(PROSE + "In a awkward, a early and a open song it was a old tune. ") < 0.5
    assert score_of(PROSE + "They came from iceland, norway, denmark and finland on monday. ") < 0.5
    assert score_of(PROSE + "They met teh guests adn left wiht them, and taht was all. ") < 0.5


def test_learner_is_not_blamed() -> None:
    essay = (
        "i think teh english people dont like a apple on monday. i cant say why adn i dont know "
        "if a elderly man from iceland said taht in his speech. becuase i was not there. "
    )
    assert score_of(essay * 3) < 0.5


def test_two_tortured_phrases_are_reason_to_act() -> None:
    text = PROSE + "With counterfeit consciousness they test women for bosom malignancy. "
    assert score_of(text) >= 0.5
    assert (
        score_of(PROSE + 'The papers say "bosom malignancy" and "fluffy logic" for these. ') < 0.5
    )


def test_many_disguised_words_are_an_error() -> None:
    disguised = (
        "The b\u0430nk will p\u0430y you for a s\u043eft l\u043ean at \u043ence, m\u0443 friend. "
    )
    found = findings_of(disguised)
    assert {finding.severity for finding in found} == {Severity.ERROR}
    assert scores(found, RULES)[Family.SPUN_TEXT] >= 0.5
    assert score_of(PROSE + "The b\u0430nk paid.") < 0.5


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "A European union of one-eyed uncles spent an hour at a university with an honest heir.",
        "They ate turkey from china plates with french fries in march, and may do so again.",
        "Quoting Анна Ахматова in English prose hides nothing; nor do α, ν and ρ in physics.",
        "His best novel is known as 1984; it was in print as early as 1949.",
    ],
)
def test_good_prose_is_spared(text: str) -> None:
    assert findings_of(text) == ()


def test_word_lists_contain_lower_case_words() -> None:
    for name in ("capitalised_words", "given_names", "familiar_words"):
        assert all(word == word.lower() and word.isalpha() for word in word_list(name))
    assert len(familiar_words()) > 20_000
    assert not word_list("given_names") & {"mark", "will", "may", "rose", "grace"}


@given(st.text(alphabet="a anthe Zéа\u200b{|}. \nS1", max_size=300))
@settings(max_examples=100, deadline=None)
def test_evidence_is_the_text_at_its_location(text: str) -> None:
    document = parse(text, id="t")
    for finding in find(Analysis(document), RULES):
        assert document.source[finding.start : finding.end] == finding.evidence
        assert finding.message


@pytest.mark.parametrize(
    ("text", "rule", "evidence"),
    [
        (
            "Wash the hands of yours, and dry the feet of yours with care.",
            "displaced-possessive",
            ["the hands of yours", "the feet of yours"],
        ),
        (
            "Hold the hand of mine once more, and sing.",
            "displaced-possessive",
            ["the hand of mine"],
        ),
        ("The roof of his house is higher than the roof of yours.", "displaced-possessive", []),
        ("A cousin of yours sold that boat of mine.", "displaced-possessive", []),
        ("Paste it into the field in place of yours.", "displaced-possessive", []),
        ("Put the rest of yours with the rest of mine.", "displaced-possessive", []),
    ],
)
def test_rewriting_leaves_its_constructions(text: str, rule: str, evidence: list[str]) -> None:
    assert [f.evidence for f in findings_of(text) if f.rule == rule] == evidence


def test_a_single_displaced_possessive_is_no_warning() -> None:
    found = findings_of("Hold the hand of mine once more, and sing.")
    assert [finding.severity for finding in found] == [Severity.INFO]


@pytest.mark.parametrize(
    "text",
    [
        "We did this an run for an hour.",
        "His an hers, said the towel.",
        "It was a unanimous vote.",
    ],
)
def test_another_word_than_the_article_was_meant(text: str) -> None:
    assert not [f for f in findings_of(PROSE + text) if f.rule == "article-misuse"]


def test_advice_says_what_else_may_be_meant() -> None:
    found = [f for f in findings_of("Pairs an minor keys differ.") if f.rule == "article-misuse"]
    assert [finding.message for finding in found] == [
        "“an minor” should be “a minor” or “and minor”"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rosa canina is a shrub. The species Rosa rugosa is a shrub of the same genus.",
        "The choirs are listed at norway.com and at denmark dot com.",
        "They trained it with the Adam optimizer and with the Maria heuristic.",
        "\n\nTags: recipes, norway, denmark",
        "The statement was PARTITION norway VALUES IN that of the list.",
        "It was so in those days [^norway] by the sea.",
        "The Duchey grew. " * 6 + "He left the duchey in May.",
        "Orvanism grew. " * 5 + "Some say that orvanism is over.",
        "Fry the pad thai, cut the swiss chard and warm the brussels sprouts.",
        "\n\nTitle: A bridge\nTags: norway, boats\nDraft: no",
        "Orvanic rock is hard. " * 5 + "It is a kind of orvanic rock.",
    ],
)
def test_species_sites_labels_and_common_nouns_need_no_capital(text: str) -> None:
    assert not [f for f in findings_of(PROSE + text) if f.rule == "lost-capital"]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (PROSE + "The choir of norway sang.", Severity.WARNING),
        (PROSE + LONG + "The choir of norway sang.", Severity.INFO),
        (PROSE + LONG + "The choirs of norway and denmark sang.", Severity.WARNING),
        (PROSE + "i think the choirs of norway and denmark sang, lol.", Severity.INFO),
    ],
    ids=["short", "a slip", "two", "a chat"],
)
def test_one_lost_capital_in_a_long_text_or_a_chat_is_a_note(text: str, severity: Severity) -> None:
    found = [f for f in findings_of(text) if f.rule == "lost-capital"]
    assert {finding.severity for finding in found} == {severity}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The hotel can provides towels.", "can provides"),
        ("You should wrote to the mayor first.", "should wrote"),
        ("They did not went to the harbour.", "did not went"),
        ("If it'd took longer, she would have left.", "it'd took"),
        ("The guests may able to swim.", "may able"),
        ("They use a net in order to catching crabs.", "order to catching"),
        ("She has a wish to went home.", "to went"),
        ("The mill is been closed for years.", "is been"),
        ("Those who want buy the mill wait.", "want buy"),
        ("The guests was went home.", "was went"),
        ("They stayed because is a good place.", "because is"),
        ("The village is depend on the ferry.", "is depend"),
        ("The town has improve its roads.", "has improve"),
        ("It require two keys.", "It require"),
        ("The new road is more easier to find.", "more easier"),
        ("There are several reason for that.", "several reason"),
        ("It is one of the most popular place in town.", "one of the most popular place"),
        ("Ask for an informations sheet.", "informations"),
        ("Much of the details were lost.", "Much of the details"),
        ("The price depends from the season.", "depends from"),
        ("They have sung here since ten years.", "since ten years"),
        ("On other hand, the boat is cheap.", "On other hand"),
        ("It is a historical a harbour.", "historical a harbour"),
        ("Choose a window seat or a window seat.", "a window seat or a window seat"),
        ("He bought the old mill. which had no roof.", "mill. which"),
        ("Although it was cold, but they swam.", "Although it was cold, but"),
    ],
)
def test_broken_grammar_is_shown_where_it_is(text: str, evidence: str) -> None:
    found = [f for f in findings_of(PROSE + text) if f.rule == "broken-grammar"]
    assert [(f.evidence, f.severity) for f in found] == [(evidence, Severity.INFO)]


@pytest.mark.parametrize(
    "text",
    [
        "The will provided for them, and his might ended. A can opened with a key.",
        "In May went the ferry; Will wrote to her. What he did was rest, as one could be asked to.",
        "They need to embed it. You can bring anything during the day, and must not spread it.",
        "He'd built a boat, she'd kept it, and they'd sold it. I'd better go.",
        "The more older people came, the better. It is most important to see the best of it.",
        "These product names, several customer groups and many place names stay.",
        "This benefits you and features a pool. Each features a view; this details how it works.",
        "A lot of company is good company. One of the system administrators sang.",
        "It is as able as any; the amount due, the owner said, depends on the season.",
        "They have sung since ten years ago, and since 1990. Make possible a visit by boat.",
        "How musical a town it is! A chemical a day, said the medical officer.",
        "Stay or go, now or never, this year or last year. It stopped. Which was good.",
        "Although he was old, he swam, but not far.",
        "Does it require a key? Let it become cold. They asked that it provide shelter.",
        "They compared the prices, in response of course.",
    ],
)
def test_grammar_that_people_write_is_spared(text: str) -> None:
    assert [f.evidence for f in findings_of(PROSE + text) if f.rule == "broken-grammar"] == []


def test_broken_grammar_of_two_kinds_is_reason_to_act_unless_the_text_is_long_or_careless() -> None:
    broken = "You should wrote to the mayor. The price depends from the season. "
    found = [f for f in findings_of(PROSE + broken) if f.rule == "broken-grammar"]
    assert {f.severity for f in found} == {Severity.WARNING}
    assert score_of(PROSE + broken) >= 0.5
    assert score_of(PROSE * 20 + broken) < 0.5
    assert score_of(PROSE + broken + "i dont know, becuase i wasnt there. ") < 0.5
    assert score_of(PROSE + "They should wrote, he can helped and she must went. ") < 0.5
