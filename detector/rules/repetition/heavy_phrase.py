"""Find texts in which one short phrase takes up far more of the text than in human prose."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.repetition.entries import is_entries
from detector.rules.repetition.primer import is_primer
from detector.rules.repetition.reference import is_data, is_reference
from detector.rules.repetition.samples import BIRDS, FERRY, GARDEN
from detector.rules.repetition.subject import is_glued, is_in_title, is_named
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.familiar import familiar_words
from detector.text.keyphrases import FUNCTION_WORDS
from detector.text.repetition import measure

MIN_WORDS = 100
_TERM_LETTERS = 10
_SUBJECT = 1.5  # times the limit, for a phrase that the title names


def _limit(words: int) -> float:
    """The letter share that 99.8% of 5,700 human articles stay below."""
    return 0.11 + 12.0 / words


def check(analysis: Analysis) -> Iterator[Hit]:
    repetition = analysis.once(measure)
    if repetition.words < MIN_WORDS or repetition.verse:
        return
    # "Said the" is in every tale; a stuffed or looped phrase contains a content word.
    phrases = [
        phrase
        for phrase in repetition.top_phrases
        if phrase.share > _limit(repetition.words)
        and not FUNCTION_WORDS.issuperset(phrase.words)
        and phrase.share > _limit_of(analysis, phrase.words, repetition.words)
        and not _is_no_phrase(analysis, phrase.words)
    ]
    phrase = max(phrases, key=lambda phrase: phrase.share, default=None)
    if phrase is None or is_data(analysis) or is_entries(analysis):
        return
    if is_reference(analysis) or is_primer(analysis):
        return
    size = len(phrase.words)
    places = [range(i, i + size) for i in _places(analysis, phrase.words)]
    whole = [place for place in places if not _is_broken(analysis, place)]
    yield Hit(
        span=analysis.words_to_source((whole or places)[0]) if places else None,
        message=f"“{' '.join(phrase.words)}” appears {phrase.times} times and makes up "
        f"{phrase.share:.0%} of the text",
        count=phrase.times,
    )


def _limit_of(analysis: Analysis, phrase: tuple[str, ...], words: int) -> float:
    """The limit for ``phrase``: what the page is titled after, it may name more often."""
    return _limit(words) * (_SUBJECT if is_in_title(analysis, phrase) else 1.0)


def _places(analysis: Analysis, phrase: tuple[str, ...]) -> list[int]:
    return [
        i
        for i in analysis.word_places.get(phrase[0], ())
        if tuple(analysis.words[i : i + len(phrase)]) == phrase
    ]


def _is_broken(analysis: Analysis, place: range) -> bool:
    """Return whether a sentence ends within the words: "and buy. Cheap oars"."""
    between = analysis.text[analysis.word_starts[place[0]] : analysis.word_starts[place[-1]]]
    return any(mark in between for mark in ".!?\n")


def _is_no_phrase(analysis: Analysis, phrase: tuple[str, ...]) -> bool:
    """Return whether the words are an address, a name ("the Paid Services") or a learned term."""
    places = _places(analysis, phrase)
    return (
        is_glued(analysis, places, len(phrase))
        or is_named(analysis, places, phrase)
        or _is_term(analysis, phrase)
    )


def _is_term(analysis: Analysis, phrase: tuple[str, ...]) -> bool:
    """Return whether a learned word of no other name is in it: a disease, a species, a reaction.

    Brands are unfamiliar too, but have a capital; what is searched for consists of plain words.
    """
    rare = [
        word
        for word in phrase
        if len(word) >= _TERM_LETTERS and word.isalpha() and word not in familiar_words()
    ]
    return any(
        2 * sum(analysis.surface[i].islower() for i in places) > len(places)
        for places in map(analysis.word_places.__getitem__, rare)
    )


RULE = Rule(
    id="heavy-phrase",
    family=Family.REPETITION,
    severity=Severity.WARNING,
    summary="One phrase of two to four words that makes up a tenth or more of the text",
    why="Crawl filters drop such pages. A text that repeats the same few words in every line is "
    "stuffed with keywords, or a machine wrote it in a loop.",
    remedy="Write the phrase in full once, then use a shorter word, a pronoun or nothing.",
    sources=(
        "Rae et al. 2021 (Gopher), table A1: top 2-, 3-, 4-gram characters 0.20, 0.18, 0.16",
        "limits by length: fitted on 5,700 human articles of 30 kinds",
    ),
    finds=(
        Example(text=FERRY + "Wooden garden furniture is good. " * 20, note="the same four words"),
        Example(
            text=GARDEN
            + " ".join(
                f"{verb} cheap flight tickets today, {verb.lower()} cheap flight tickets now."
                for verb in ("Buy", "Find", "Get", "Book", "See", "Want", "Love", "Need")
            ),
            note="with another verb each time",
        ),
        Example(
            text=BIRDS
            + "The best city tour, they say, is the best city tour that the best city tour guide "
            "of the best city tour firm gives. The best city tour has a best city tour ticket, a "
            "best city tour bus, and a best city tour hat for the best city tour. " * 2,
            note="in the middle of sentences",
        ),
    ),
    spares=(
        Example(text=FERRY + GARDEN, note="no phrase is repeated"),
        Example(
            text=FERRY + BIRDS + "The ferry is small. The ferry is old. The ferry is late.",
            note="three short sentences on one thing",
        ),
        Example(
            text="".join(
                f"Who will {what} today?\n'Not I,' said the duck.\n'Not I,' said the old dog.\n"
                f"'Nor I,' said the pig, who was {how} as ever.\n"
                for what, how in (
                    ("sow the corn", "fat"),
                    ("water the field", "lazy"),
                    ("cut the wheat in August", "loud"),
                    ("carry sacks to market", "pink"),
                    ("light a fire", "warm"),
                    ("bake us bread", "hungry"),
                )
            ),
            note="a tale's refrain",
        ),
        Example(
            text="".join(
                f"We pick ripe plums when we go to {place}. Pick a {what}. Pick it now. We can "
                f"eat a {what}. "
                for place, what in (
                    ("town", "red one"),
                    ("the hill", "big one"),
                    ("bed", "small one"),
                    ("the sea", "green one"),
                    ("school", "blue one"),
                    ("Gran", "round one"),
                    ("the farm", "hot one"),
                )
            ),
            note="a book for those who learn to read, with a refrain",
        ),
        Example(text="Wooden garden furniture. " * 5, note="too short to judge"),
    ),
    check=check,
)
