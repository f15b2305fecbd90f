"""Find what no grammar of English allows: forms and words that never follow each other.

Machine translation and word-swapping tools keep the order of another text and change its words
one by one. What they break is government: a past form after "should", "more" before a
comparative, a singular after "these", the wrong preposition after an adjective, an article in
the middle of a noun phrase, one word for both sides of an "or".

Only combinations count that neither edited prose nor a dialect has. "He don't", "these kind of",
"have went" and "most unkindest" are a dialect or old; "because the", "a people" and "insist to"
have uses of their own. Each kind is a plain function that looks only around a few anchor words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache

from detector.rules.spun_text.verb_forms import VERB_KINDS, Slip
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.familiar import phrase_list

# "More older people" counts people; "more easier" can only compare twice.
_COMPARED = word_set(
    "easier better faster cheaper stronger safer healthier simpler quicker happier"
)
_MOST = word_set("best easiest cheapest fastest strongest safest healthiest simplest worst")
# Countable nouns of every subject; with a regular plural, and singular in one sense only.
_ONE = word_set(
    "way thing reason problem factor person benefit product advantage customer student place"
    " feature tool option example idea question issue system group school book house game team"
    " website page word technique element item device detail step solution expert worker employee"
    " patient doctor teacher member friend market symptom player user animal expense amount"
    " country company strategy city family industry story category activity"
)
_MORE_THAN_ONE = word_set("children women men") | {
    f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "ae" else f"{word}s"
    for word in _ONE - {"way", "person", "amount"}
}
_MASS = word_set("information knowledge equipment advice furniture progress")
_COUNTED = _ONE | _MORE_THAN_ONE | _MASS
# "This benefits you", "each features a pool".
_VERBS_TOO = word_set(
    "benefits features places details questions groups reasons steps issues markets books houses"
    " factors stories tools pages words"
)
_PLURAL_BEFORE = word_set("these those several numerous various many")
_SINGULAR_BEFORE = word_set("this each every another")
_NUMBERS = word_set("two three four five six seven eight nine ten twenty many several")
_MASS_PLURALS = word_set("informations equipments advices furnitures knowledges homeworks luggages")
# A noun before another word may be its attribute: "these product names", "a benefits office".
_ENDS_PHRASE = word_set(
    "is are was were has have had can could will would should may might must do does to of in on"
    " at by for from with and or but that which who when where if as than because you we they it"
    " i he she also"
)

_ADJECTIVE_ENDS = ("ical", "ious", "ible", "ional", "iral", "ural", "uous")
# Nouns with these ends, and adjectives that verbs put before a heavy object: "make possible a".
_NO_ADJECTIVE = word_set(
    "musical chemical periodical radical medical vertical possible visible responsible audible"
    " professional national regional traditional mural"
)
_DEGREE = word_set("so too as how that this however less more rather quite no such very what half")
_SUBORDINATES = word_set("which who whose whereas because although")
_ABBREVIATED = word_set("corp dept prof approx govt univ assn bros messrs")
_BREAKS = frozenset('-,;:.!?()[]\n"|/<>{}=')


def slips(analysis: Analysis) -> list[Slip]:
    """Return the broken runs of the prose view, in order, none inside another."""
    found = [
        slip
        for kind in _KINDS
        for slip in kind(analysis)
        if _is_run(analysis, slip.first, slip.last) or slip.kind in ("stop", "although")
    ]
    kept: list[Slip] = []
    for slip in sorted(found):
        if not kept or slip.first >= kept[-1].last:
            kept.append(slip)
    return kept


def _is_run(analysis: Analysis, first: int, last: int) -> bool:
    """Return whether the words stand in one phrase, in lower case after the first, unhyphenated."""
    start, end = analysis.word_starts[first], analysis.word_ends[last - 1]
    text = analysis.text
    if _BREAKS.intersection(text[start:end]) or text[end : end + 1] in ("-", "'", "(", "="):
        return False
    if text[start - 1 : start] in ("-", "'", ".") and start:
        return False
    return all(word.islower() for word in analysis.surface[first + 1 : last])


def _compared_twice(analysis: Analysis) -> Iterator[Slip]:
    words = analysis.words
    for i in analysis.places_of(_COMPARED | _MOST):
        before, word = words[i - 1] if i else "", words[i]
        if before == ("more" if word in _COMPARED else "most"):
            yield Slip(i - 1, i + 1, "comparison", "the form compares twice")


def _number(analysis: Analysis) -> Iterator[Slip]:
    words = analysis.words
    for i in analysis.places_of(_COUNTED):
        before, word = words[i - 1] if i else "", words[i]
        if word in _ONE:
            wrong = before in _PLURAL_BEFORE
        elif word in _MASS:
            wrong = before == "many"
        else:
            wrong = before in ("a", "an", "much") or (
                before in _SINGULAR_BEFORE and word not in _VERBS_TOO
            )
        first = i - 1
        if not wrong and word not in _MASS:
            first = _superlative(words, i) - 3
            start = [("one" if word in _ONE else "much"), "of", "the"]
            wrong = first >= 0 and words[first : first + 3] == start
        if wrong and _ends_phrase(analysis, i):
            yield Slip(first, i + 1, "number", "singular and plural do not agree")
    for i in analysis.places_of(_MASS_PLURALS):
        yield Slip(i, i + 1, "number", "the noun has no plural")


def _superlative(words: list[str], i: int) -> int:
    """Return where a superlative before the noun ``i`` begins: “(most useful) way”, “best way”."""
    if i >= 2 and words[i - 2] == "most":
        return i - 2
    best = i and (words[i - 1].endswith("est") or words[i - 1] in ("main", "major", "key"))
    return i - 1 if best else i


def _ends_phrase(analysis: Analysis, i: int) -> bool:
    if i + 1 == len(analysis.words) or analysis.words[i + 1] in _ENDS_PHRASE:
        return True
    return analysis.text[analysis.word_ends[i] : analysis.word_ends[i] + 1] in (".", ",", ";", ":")


@cache
def _governed() -> dict[str, dict[str, list[tuple[str, ...]]]]:
    """Return the phrases by their first and their second word."""
    found: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for phrase in phrase_list("misgoverned"):
        words = tuple(phrase.split())
        found.setdefault(words[0], {}).setdefault(words[1], []).append(words)
    return found


def _government(analysis: Analysis) -> Iterator[Slip]:
    words, places, governed = analysis.words, analysis.word_places, _governed()
    for first in governed.keys() & places.keys():
        following = governed[first]
        for i in places[first]:
            if i + 1 < len(words) and words[i + 1] in following:
                for phrase in following[words[i + 1]]:
                    last = i + len(phrase)
                    compared = phrase[-1] == "as" and words[i - 1 : i] == ["as"]
                    if tuple(words[i:last]) == phrase and not compared:  # "as similar as"
                        yield Slip(i, last, "government", "the words do not go together")
                        break


def _since_years(analysis: Analysis) -> Iterator[Slip]:
    words = analysis.words
    for i in analysis.places_of(("years", "months", "weeks")):
        number = words[i - 1] if i >= 2 else ""
        counted = words[i - 2] == "since" and (number.isdigit() or number in _NUMBERS)
        if counted and words[i + 1 : i + 2] not in (["ago"], ["before"], ["earlier"], ["old"]):
            yield Slip(i - 2, i + 1, "government", "a span of time goes with “for”")


def _although_but(analysis: Analysis) -> Iterator[Slip]:
    text, starts = analysis.text, analysis.word_starts
    for i in analysis.places_of(("although",)):
        if analysis.surface[i] != "Although":
            continue
        end = min(
            (e for e in (text.find(m, starts[i], starts[i] + 60) for m in ".\n,;(") if e > 0),
            default=0,
        )
        if end and text.startswith(", but ", end):
            last = bisect_left(starts, end)
            yield Slip(i, last + 1, "although", "“although” and “but” say the same")


def _article_inside(analysis: Analysis) -> Iterator[Slip]:
    words = analysis.words
    for i in analysis.places_of(("a", "an")):
        if not 2 <= i < len(words) - 1:
            continue
        adjective = words[i - 1]
        if (
            adjective.endswith(_ADJECTIVE_ENDS)
            and adjective not in _NO_ADJECTIVE
            and words[i - 2] not in _DEGREE
            and analysis.surface[i - 1].islower()
            and len(words[i + 1]) > 3
        ):
            yield Slip(i - 1, i + 2, "order", "the article belongs before the adjective")


def _same_alternatives(analysis: Analysis) -> Iterator[Slip]:
    words = analysis.words
    for i in analysis.places_of(("or",)):
        for size in (5, 4, 3, 2):
            left = words[max(0, i - size) : i]
            if len(left) == size and left == words[i + 1 : i + 1 + size]:
                if all(map(str.isalpha, left)) and _ends(analysis, i + size):
                    yield Slip(i - size, i + 1 + size, "alternatives", "both are the same")
                break


def _ends(analysis: Analysis, i: int) -> bool:
    """Return whether a clause ends behind the word ``i``: "a lamp or a lamp shade" goes on."""
    after = analysis.text[analysis.word_ends[i] :][:2].lstrip("\"'”’)")
    return not after or not (after[0].isalnum() or after[0] in " -/") or after[0] == "\n"


def _stop_for_comma(analysis: Analysis) -> Iterator[Slip]:
    text, surface, starts = analysis.text, analysis.surface, analysis.word_starts
    ends = analysis.word_ends
    for i in analysis.places_of(_SUBORDINATES):
        if i and surface[i].islower() and text[ends[i - 1] : starts[i]] == ". ":
            before = surface[i - 1]
            if before.islower() and len(before) >= 4 and before not in _ABBREVIATED:
                yield Slip(i - 1, i + 1, "stop", "the full stop should be a comma")


_KINDS: tuple[Callable[[Analysis], Iterator[Slip]], ...] = (
    *VERB_KINDS, _compared_twice, _number, _since_years, _government, _article_inside,
    _same_alternatives, _stop_for_comma, _although_but,
)  # fmt: skip
