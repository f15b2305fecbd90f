"""Passages: runs of sentences that read as machine-generated are shown, and nothing else is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from detector.findings import MachinePassage
from detector.model.classifier import Judgement
from detector.model.features.passage import Passage
from detector.model.sentence_weights import Phrase, SentenceWeight
from detector.readers import parse
from detector.scoring.passages import MIN_WORDS, passages
from detector.text.analysis import Analysis

PLAIN = (
    "The old mill by the river was sold to a baker from the next town in the spring of that year. "
)
TYPICAL = (
    "In a delve delve landscape the delve delve of the baker is a delve delve for all of us today. "
)


@dataclass
class Marker:
    """A stand-in for the classifier: the share of the word "delve" decides."""

    asked: int = 0

    def judge(self, prose: Passage) -> Judgement:
        self.asked += 1
        words = [token for token in prose.tokens if token[0].isalpha()]
        share = words.count("delve") / max(len(words), 1)
        return Judgement(min(0.01 + 4 * share, 0.99), 0.7, len(words))

    def explain_sentences(self, analysis: Analysis) -> list[SentenceWeight]:
        phrase = "delve landscape"
        sentences = analysis.prose_sentences
        at = [analysis.text.find(phrase, s.start, s.end) for s in sentences]
        return [
            SentenceWeight(
                *(s.start, s.end, 1.0),
                phrases=(Phrase(i, i + len(phrase), 1.0), Phrase(i, i + 5, 9.0)) if i >= 0 else (),
            )
            for s, i in zip(sentences, at, strict=True)
        ]


def found(text: str, content_type: str = "text") -> tuple[MachinePassage, ...]:
    analysis = Analysis(parse(text, id="a", content_type=content_type))
    return passages(analysis, Marker())  # type: ignore[arg-type]


def test_a_pasted_paragraph_is_shown_and_nothing_else() -> None:
    before, pasted, after = PLAIN * 12, TYPICAL * 8, PLAIN * 12
    text = f"{before.strip()}\n\n{pasted.strip()}\n\n{after.strip()}\n"
    (passage,) = found(text)
    start = text.index("In a delve")
    shown = set(range(passage.start, passage.end))
    wanted = set(range(start, start + len(pasted.strip())))
    assert len(shown & wanted) / len(shown | wanted) >= 0.8
    assert passage.line == text.count("\n", 0, passage.start) + 1
    assert 0.7 <= passage.probability <= 1
    assert passage.words >= MIN_WORDS
    assert passage.opening
    assert passage.phrases == ("delve landscape",)


def test_two_passages_are_shown_in_text_order() -> None:
    text = "\n\n".join([PLAIN * 10, TYPICAL * 8, PLAIN * 14, TYPICAL * 8, PLAIN * 10])
    first, second = found(text)
    assert first.end <= second.start


@pytest.mark.parametrize(
    "text",
    ["", PLAIN, PLAIN * 30, TYPICAL, PLAIN * 10 + TYPICAL + PLAIN * 10, "Ein Haus steht da. " * 60],
)
def test_nothing_is_shown_of_human_short_or_foreign_text(text: str) -> None:
    assert found(text) == ()


def test_a_text_that_is_all_one_passage_is_shown_whole() -> None:
    text = TYPICAL * 20
    (passage,) = found(text)
    assert (passage.start, passage.end) == (0, len(text.rstrip()))


def test_markup_between_the_sentences_is_inside_the_range() -> None:
    text = f"# Title\n\n{PLAIN * 9}\n\n{TYPICAL * 4}\n\n## Next\n\n{TYPICAL * 4}\n\n{PLAIN * 9}\n"
    (passage,) = found(text, "markdown")
    assert "## Next" in text[passage.start : passage.end]


def test_the_number_of_windows_is_bounded() -> None:
    model = Marker()
    analysis = Analysis(parse(PLAIN * 3000, id="a", content_type="text"))
    passages(analysis, model)  # type: ignore[arg-type]
    assert model.asked <= 500
