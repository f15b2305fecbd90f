"""Tell a name from a search phrase: an event, a body, a defined term, a piece of a longer name."""

from __future__ import annotations

from collections import Counter

from detector.rules.keyword_stuffing.layout import Layout
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, Phrase

_JOINED = 0.8  # of the places of a command's name; its page also writes "git mergetool"


def in_sentences(layout: Layout, phrase: Phrase) -> list[int]:
    """Return the positions where a capital is a choice: in a sentence, not at its start."""
    return [
        i
        for i in phrase.positions
        if i not in layout.heading_of and i not in layout.sentence_starts
    ]


def is_name(analysis: Analysis, layout: Layout, phrase: Phrase) -> bool:
    """Return whether the phrase is written as a name: an event, a product, a defined term."""
    content = [n for n, word in enumerate(phrase.words) if word not in FUNCTION_WORDS]
    places = in_sentences(layout, phrase)
    named = sum(all(not analysis.surface[i + n].islower() for n in content) for i in places)
    return bool(places) and named >= 0.8 * len(places)


def is_cut(analysis: Analysis, layout: Layout, phrase: Phrase) -> bool:
    """Return whether the phrase is cut from a longer name: one capital word goes on beside it."""
    surface, tokens, size = analysis.surface, analysis.word_tokens, len(phrase.words)
    places = [i for i in in_sentences(layout, phrase) if surface[i][0].isupper()]
    if len(places) < 3:
        return False
    beside: Counter[tuple[int, str]] = Counter()
    for i in places:
        before, after = i - 1, i + size
        if before not in layout.sentence_starts and tokens[i] - tokens[before] == 1:
            beside[-1, surface[before]] += 1
        if after < len(surface) and tokens[after] - tokens[after - 1] == 1:
            beside[1, surface[after]] += 1
    longer = max((n for (_, word), n in beside.items() if word[0].isupper()), default=0)
    return 2 * longer >= len(phrase.positions)


def is_body(analysis: Analysis, layout: Layout, phrase: Phrase) -> bool:
    """Return whether the phrase names one body, "the National Park Service": a name with "the".

    Sellers write "Product Management Services" with capitals too, but as a plain plural.
    """
    places = in_sentences(layout, phrase)
    the = sum(i > 0 and analysis.words[i - 1] == "the" for i in places)
    return is_name(analysis, layout, phrase) and 5 * the > len(places)


def is_one_word(analysis: Analysis, phrase: Phrase) -> bool:
    """Return whether hyphens mostly join the phrase: the name of a command, "git-mergetool"."""
    text, starts, ends = analysis.text, analysis.word_starts, analysis.word_ends
    last = len(phrase.words) - 1
    joined = sum(text[ends[i] : starts[i + last]].count("-") == last for i in phrase.positions)
    return joined >= _JOINED * len(phrase.positions)


def is_slot(analysis: Analysis, phrase: Phrase) -> bool:
    """Return whether the phrase is a placeholder, "[Product Name]", which another rule reports."""
    text, ends = analysis.text, analysis.word_ends
    size = len(phrase.words)
    closed = sum(text.startswith(("]", "}", ">"), ends[i + size - 1]) for i in phrase.positions)
    return 2 * closed > len(phrase.positions)
