"""A query in heading after heading, over neutral text that hardly says it.

"Roof Cleaning Selby", "Roof Cleaning Selby Prices", "Affordable Roof Cleaning Selby": the headings
of a subject or of a firm look the same, so something must show that the phrase is neither. Nobody
types the name of a firm half in small letters ("a roof cleaner Selby"), puts "a" before it or "in"
before its place and sets that where a name belongs, in a line of its own, or praises it
("Trusted …"). It is part of the rule ``service-place``.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Severity
from detector.rules.keyword_stuffing.layout import Layout, layout_of, shown, telling
from detector.rules.keyword_stuffing.local_pairs import LINKS
from detector.rules.keyword_stuffing.local_query import advertises
from detector.rules.rule import Hit
from detector.rules.surroundings import is_technical, word_set
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, Phrase, repeated

# In so many headings, half of them. Of 5,800 good texts 71 have a phrase of three words there; no
# one has any of the three signs.
MIN_HEADINGS, MIN_PRAISED = 3, 2
MIN_WORDS, MIN_WORDS_BEFORE_IN = 3, 2
# What firms say of themselves; testers of headphones write "best", "cheap" and "reliable".
_PRAISE = word_set("affordable trusted professional expert leading licensed certified local")
_ARTICLES = frozenset({"a", "an", "our", "your"})
_SHORTEST = 3  # letters of a place


def headed_query(analysis: Analysis) -> Iterator[Hit]:
    """Yield the phrase of the title that most headings repeat, if it is typed, not named."""
    if len(analysis.headings) < MIN_HEADINGS or is_technical(analysis):
        return
    layout = analysis.once(layout_of)
    found = [phrase for phrase in analysis.once(repeated) if _is_headed(analysis, layout, phrase)]
    if not found:
        return
    phrase = max(found, key=lambda one: (len(one.words), len(one.positions), one.positions))
    indices = telling(analysis, phrase)
    headings = len(layout.headings(phrase))
    yield Hit(
        span=analysis.words_to_source(indices),
        message=f"“{shown(analysis, indices)}” appears in {headings} of {len(analysis.headings)} "
        "headings, like a search query, not like a name",
        count=len(phrase.positions),
        severity=Severity.WARNING,
        weight=0.55,
    )


def _is_headed(analysis: Analysis, layout: Layout, phrase: Phrase) -> bool:
    content = sum(word not in FUNCTION_WORDS for word in phrase.words)
    placed = len(phrase.words) > MIN_WORDS_BEFORE_IN + 1 and phrase.words[-2] in LINKS
    if content < MIN_WORDS or not layout.title.issuperset(phrase.words):
        return False
    headings = len(layout.headings(phrase))
    if headings < MIN_HEADINGS or 2 * headings < len(analysis.headings):
        return False
    if _stands_alone(analysis, layout, phrase):
        said = any(i and analysis.words[i - 1] in _ARTICLES for i in phrase.positions)
        if said and not _is_in_prose(analysis, layout, phrase):
            return True
        if placed and analysis.once(advertises):
            return True
    # "Primary schools in Dundee" is written in small letters where it is a subject, too.
    typed = not placed and _is_typed(analysis, layout, phrase)
    return typed or _is_praised(analysis, layout, phrase)


def _is_typed(analysis: Analysis, layout: Layout, phrase: Phrase) -> bool:
    """Return whether a sentence has the phrase in small letters, but for a name at its end."""
    surface, text = analysis.surface, analysis.text
    last = len(phrase.words) - 1
    for i in phrase.positions:
        name = surface[i + last]
        gap = text[analysis.word_ends[i + last - 1] : analysis.word_starts[i + last]]
        if (
            i not in layout.heading_of
            and len(name) >= _SHORTEST
            and name.isalpha()
            and name[0].isupper()
            and name[1:].islower()
            and gap.isspace()
            and all(word.islower() for word in surface[i : i + last])
        ):
            return True
    return False


def _is_praised(analysis: Analysis, layout: Layout, phrase: Phrase) -> bool:
    """Return whether different headings praise the phrase: "Trusted …", "Affordable …"."""
    words = analysis.words
    return (
        len(
            {
                words[i - 1]
                for i in phrase.positions
                if i and layout.heading_of.get(i - 1, -1) == layout.heading_of.get(i)
            }
            & _PRAISE
        )
        >= MIN_PRAISED
    )


def _stands_alone(analysis: Analysis, layout: Layout, phrase: Phrase) -> bool:
    """Return whether a line of its own, which is no heading, says the phrase and a place."""
    last = len(phrase.words) - 1
    named = all(analysis.surface[i + last][0].isupper() for i in phrase.positions)
    return named and any(
        i not in layout.heading_of and _is_line(analysis, phrase, i) for i in phrase.positions
    )


def _is_in_prose(analysis: Analysis, layout: Layout, phrase: Phrase) -> bool:
    """Return whether anything but headings and lines of their own says the phrase."""
    return any(
        i not in layout.heading_of and not _is_line(analysis, phrase, i) for i in phrase.positions
    )


def _is_line(analysis: Analysis, phrase: Phrase, i: int) -> bool:
    text = analysis.text
    start, end = analysis.word_starts[i], analysis.word_ends[i + len(phrase.words) - 1]
    return text[end : end + 1] in ("", "\n") and (not start or text[start - 1] == "\n")
