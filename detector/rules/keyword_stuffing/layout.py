"""Where the words of a text are, shared by the rules of this family."""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

from detector.regex import lazy
from detector.rules.surroundings import in_address
from detector.text.analysis import Analysis
from detector.text.document import Span
from detector.text.keyphrases import Phrase, fold, folded_words

_WORD = lazy(r"[^\W\d_]+|\d+")
_LONGEST_HEADLINE = 160  # characters


class Layout(NamedTuple):
    """The heading of each word index in one, the folded words of the title and first heading,
    and the word indices that start a sentence."""

    heading_of: dict[int, int]
    title: frozenset[str]
    sentence_starts: frozenset[int]

    def headings(self, phrase: Phrase) -> list[int]:
        """Return the numbers of the headings that contain ``phrase``, in order."""
        return sorted({self.heading_of[i] for i in phrase.positions if i in self.heading_of})


def layout_of(analysis: Analysis) -> Layout:
    heading_of = {
        i: number
        for number, block in enumerate(analysis.headings)
        for i in analysis.word_range(block.start, block.end)
    }
    words = analysis.once(folded_words)
    title = {words[i] for i, number in heading_of.items() if number == 0}
    title |= {fold(word) for word in _WORD.findall((analysis.document.title or "").lower())}
    starts = frozenset(sentence.first_word for sentence in analysis.sentences)
    return Layout(heading_of, frozenset(title), starts)


def tenths(analysis: Analysis, phrase: Phrase) -> int:
    """Return in how many tenths of the text ``phrase`` appears."""
    total = len(analysis.words)
    return len({position * 10 // total for position in phrase.positions})


def usual_share(words: int) -> float:
    """Return the share of words that the most repeated phrase of ordinary prose may take.

    About the 95th percentile in 8,811 human articles of 15 kinds (encyclopedia, health, news,
    documentation, ...), fitted by length: 0.065 at 250 words, 0.05 at 1,000, 0.035 at 2,000.
    """
    return min(0.065, max(0.03, 0.05 * math.sqrt(1000 / max(words, 1))))


def telling(analysis: Analysis, phrase: Phrase) -> range:
    """Return the words of the occurrence to show: the first in the form that is most common.

    A web address that is made of the words is shown only if there is no other.
    """
    size = len(phrase.words)
    starts, ends = analysis.word_starts, analysis.word_ends
    places = [
        i for i in phrase.positions if not in_address(analysis.text, starts[i], ends[i + size - 1])
    ] or list(phrase.positions)
    forms = [tuple(analysis.surface[i : i + size]) for i in places]
    usual = Counter(forms).most_common(1)[0][0]
    at = places[forms.index(usual)]
    return range(at, at + size)


def shown(analysis: Analysis, indices: range) -> str:
    """Return the words with these indices as the text has them, on one line."""
    start, end = analysis.word_starts[indices[0]], analysis.word_ends[indices[-1]]
    return " ".join(analysis.text[start:end].split())


class Headline(NamedTuple):
    """What the page is called, and where that is in the source (None where it is not known)."""

    text: str
    span: Span | None


def headlines_of(analysis: Analysis) -> tuple[Headline, ...]:
    """Return the title and what opens the page: a short first block, and the first heading."""
    document = analysis.document
    found = []
    if document.title:
        found.append(Headline(" ".join(document.title.split()), document.title_source))
    for block in (*analysis.blocks[:1], *analysis.headings[:1]):
        text = " ".join(analysis.text_of(block).split())
        if len(text) <= _LONGEST_HEADLINE and all(text != known.text for known in found):
            found.append(Headline(text, analysis.to_source(block.start, block.end)))
    return tuple(found)
