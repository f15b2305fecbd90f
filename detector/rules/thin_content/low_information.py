"""Find long texts that name nothing: no numbers, no names, and few different words."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis

MIN_WORDS = 300
WINDOW = 200  # words; shares of different words only compare over equal lengths
# Per 100 words. School essays, the human texts that name least, have a median of 1.7.
MAX_SPECIFICS = 1.0
# Human articles of all genres have a median of 0.55 to 0.65.
MAX_VARIETY = 0.5
_PRONOUNS = frozenset({"I", "I'm", "I've", "I'll", "I'd"})


def check(analysis: Analysis) -> Iterator[Hit]:
    words = analysis.prose_words
    if len(words) < MIN_WORDS or analysis.language != "en":
        return
    variety = _variety(words)
    if variety >= MAX_VARIETY:
        return
    openings = {sentence.first_word for sentence in analysis.sentences}
    specifics = sum(
        _is_specific(analysis.surface[i])
        for block in analysis.prose_blocks
        for i in analysis.word_range(block.start, block.end)
        if i not in openings
    )
    if 100 * specifics / len(words) < MAX_SPECIFICS:
        named = "1 number or name" if specifics == 1 else f"{specifics or 'no'} numbers or names"
        yield Hit(
            span=None,
            message=f"{named} in {len(words)} words, and only {variety:.0%} of every 200 words are "
            "different",
        )


def _is_specific(word: str) -> bool:
    """Return whether the word is a number or a name: in English, it starts with a capital."""
    return not word[0].islower() and word not in _PRONOUNS


def _variety(words: list[str]) -> float:
    """Return the mean share of different words in windows of 200 words that overlap by half."""
    starts = range(0, len(words) - WINDOW + 1, WINDOW // 2)
    return sum(len(set(words[start : start + WINDOW])) for start in starts) / WINDOW / len(starts)


_VAGUE = (
    "It is good to have a plan. A plan helps you to know what to do and when to do it. When you "
    "know what to do, you can do it well, and when you do it well, you will feel good. It is also "
    "good to ask people for help. People can help you to see what you do not see, and you can help "
    "them to see what they do not see. In this way all of you will do well and feel good. "
)
_NAMED = (
    "In March 1911 the Fram lay in the Bay of Whales, and Amundsen had 97 dogs left. Hassel built "
    "sledges that weighed 22 kilos instead of 75. Bjaaland planed the runners from hickory. On 20 "
    "October five men set out with 52 dogs, four sledges and food for four months. "
)

RULE = Rule(
    id="low-information",
    family=Family.THIN_CONTENT,
    severity=Severity.INFO,
    summary="A long text without numbers or names and with few different words",
    why="Informative texts say who, when, how many and where. A long text that never does, and "
    "keeps repeating the same words, gives its readers nothing new.",
    remedy="Add what only this article can offer: figures, names, dates, an example, a source.",
    sources=(
        "Shaib et al. 2025, arXiv 2509.19163: information density",
        "Ntoulas et al. 2006: share of the most common words",
    ),
    finds=(
        Example(text=_VAGUE * 5, note="advice about plans"),
        Example(text=_VAGUE * 4 + "So have a plan and do what is in it. " * 4),
        Example(text=_VAGUE * 6 + "That is what Anna says.", note="one name in 500 words"),
    ),
    spares=(
        Example(text=_NAMED * 7, note="names and numbers throughout"),
        Example(text=_VAGUE * 2, note="too short to judge"),
        Example(text=(_VAGUE + _NAMED) * 3, note="vague, but with facts between"),
    ),
    check=check,
    weight=0.15,
    cap=0.15,
)
