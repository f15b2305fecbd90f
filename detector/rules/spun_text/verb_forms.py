"""Verb forms that never follow each other: “should wrote”, “to went”, “is been”, “can able”."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.familiar import familiar_words

_MODALS = word_set(
    "can could would should must will may might cannot can't couldn't won't wouldn't shouldn't"
    " mustn't"
)
_DID_NOT = word_set("didn't doesn't don't")
_DO = word_set("did does do")
# "The will", "his might", "a can of paint" are nouns.
_BEFORE_NOUN = word_set(
    "the a an his her their your my our its this that free own good ill strong any no of with by"
    " each every tin"
)
_PAST_ONLY = word_set(
    "took went gave knew became began wrote grew drew chose spoke drove ate forgot threw wore"
    " stole froze swore shook rode"
)
_PAST = _PAST_ONLY | word_set(
    "kept told brought built stood understood sent spent bought fought caught taught sought slept"
    " swept wept dealt meant sold"
)
_THIRD = word_set(
    "is are has becomes makes takes gets gives goes provides allows causes comes includes"
    " requires contains appears keeps"
)
_ADJECTIVES = word_set("able unable available possible necessary important aware")
_NO_PAST = word_set("embed shred sled hundred sacred naked wicked kindred hatred spread instead")
_NO_GERUND = word_set(
    "bring string spring swing cling sting fling wring sling during nothing anything everything"
    " something morning evening being king thing ring sing wing"
)
_SUBJECTS = word_set("i you we they he she it that which who people")
_WANTS = word_set("want wants wanted need needs try tries trying tried able unable hope how decide")
_BE = word_set("is are was were am")
# A form of "be" takes no such verb, a form of "have" neither; none is also a noun.
_BASE = word_set(
    "provide obtain achieve maintain ensure avoid receive explain believe understand contain"
    " occur happen depend consist appear allow enable decide agree disagree exist consists"
    " contains happens occurs exists"
)
_PAST_AFTER_BE = word_set("been went gave knew became began")
_BARE = word_set("buy get make know see learn find take go become choose keep give provide")
_BASE_AFTER_IT = word_set(
    "provide allow include require contain become depend consist happen enable ensure improve"
)
_BASE_AFTER_HAVE = word_set(
    "provide allow include improve develop bring know write choose tell think keep take give make"
)


class Slip(NamedTuple):
    """A broken run: its word range, its kind and what an editor should know."""

    first: int
    last: int  # one past the end
    kind: str
    advice: str


def _is_past(word: str) -> bool:
    """Return whether ``word`` is a past form and nothing else."""
    if word in _PAST:
        return True
    regular = len(word) >= 5 and word.endswith("ed") and word[-3] != "e" and word not in _NO_PAST
    return regular and word in familiar_words()


def _is_gerund(word: str) -> bool:
    return len(word) >= 6 and word.endswith("ing") and word not in _NO_GERUND


def _after_modal(analysis: Analysis) -> Iterator[Slip]:
    words, surface = analysis.words, analysis.surface
    for i in analysis.places_of(_MODALS | _DID_NOT | {"not"}):
        if not 0 < i < len(words) - 1 or not surface[i].islower():
            continue
        word, before, modal = words[i + 1], words[i - 1], words[i]
        if modal == "not":
            if before in _DO and _is_past(word):
                yield Slip(i - 1, i + 2, "form", f"after “{before} not” goes the base form")
        elif before in _BEFORE_NOUN:
            continue
        elif _is_past(word) or (
            modal not in _DID_NOT
            and (
                (word in _THIRD and modal != "will")
                or word in _ADJECTIVES
                or (before in _SUBJECTS and _is_gerund(word))
            )
        ):
            yield Slip(i, i + 2, "form", f"after “{modal}” goes the base form")


def _after_contraction(analysis: Analysis) -> Iterator[Slip]:
    words = analysis.words
    for i in analysis.places_of(_PAST_ONLY):  # "it'd kept" is "it had kept"
        if i and words[i - 1].endswith(("'ll", "'d")):
            yield Slip(i - 1, i + 1, "form", f"“{words[i]}” does not follow “{words[i - 1]}”")


def _after_to(analysis: Analysis) -> Iterator[Slip]:
    words = analysis.words
    for i in analysis.places_of(("to",)):
        if i + 1 == len(words):
            return
        word, before = words[i + 1], words[i - 1] if i else ""
        wants = before in _WANTS or (before == "order" and words[i - 2 : i - 1] == ["in"])
        if word in _PAST or (wants and (_is_gerund(word) or _is_past(word))):
            yield Slip(i - 1 if wants else i, i + 2, "to", "after this “to” goes the base form")


def _bare_after_want(analysis: Analysis) -> Iterator[Slip]:
    words = analysis.words
    for i in analysis.places_of(("want", "wants", "wanted", "able", "unable")):
        if words[i + 1 : i + 2] and words[i + 1] in _BARE:
            yield Slip(i, i + 2, "to", f"“to” is missing after “{words[i]}”")


def _after_be(analysis: Analysis) -> Iterator[Slip]:
    words = analysis.words
    for i in analysis.places_of(_BASE | _BASE_AFTER_HAVE | _PAST_AFTER_BE):
        before, word = words[i - 1] if i else "", words[i]
        if before in _BE and (word in _BASE or word in _PAST_AFTER_BE):
            yield Slip(i - 1, i + 1, "auxiliary", f"“{word}” does not follow “{before}”")
        elif before in ("has", "had", "having") and word in _BASE_AFTER_HAVE:
            yield Slip(i - 1, i + 1, "auxiliary", f"after “{before}” goes the participle")


def _bare_after_it(analysis: Analysis) -> Iterator[Slip]:
    text, starts = analysis.text, analysis.word_starts
    for i in analysis.places_of(_BASE_AFTER_IT):
        if i and analysis.surface[i - 1] in ("It", "This") and text[starts[i] - 1] == " ":
            before = starts[i - 1]
            if not before or text[before - 1] == "\n" or text[before - 2 : before] == ". ":
                yield Slip(i - 1, i + 1, "agreement", f"“{analysis.words[i]}” should end in “s”")


VERB_KINDS: tuple[Callable[[Analysis], Iterator[Slip]], ...] = (
    _after_modal, _after_contraction, _after_to, _after_be, _bare_after_it, _bare_after_want,
)  # fmt: skip
