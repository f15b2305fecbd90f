"""How the sentences of a page begin, and its headings: what a frame keeps when the rest is new.

A template whose sentences are written anew for each page leaves them a skeleton: the same headings,
and sentences that begin alike ("Our crew arrives …", "Looking for a …"). Such a beginning is
shorter than the phrases of a sketch, so no phrase shows it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS

OPENING_WORDS = 3  # of a sentence
MIN_CONTENT = 2  # words of an opening or a heading that say something: "It is the" says nothing
MAX_HEADING = 12  # words of a heading that are compared


def openings(analysis: Analysis, hidden: Collection[str], mask: str) -> set[str]:
    """Return the first words of each sentence of the prose, and each heading, in lower case.

    Words of ``hidden`` (those of the title) and numbers are ``mask``.
    """
    found: set[str] = set()
    for sentence in analysis.prose_sentences:
        if sentence.last_word - sentence.first_word >= OPENING_WORDS:
            words = analysis.words[sentence.first_word : sentence.first_word + OPENING_WORDS]
            found.add(frame_of(words, hidden, mask))
    for heading in analysis.headings:
        inside = analysis.word_range(heading.start, heading.end)
        found.add(frame_of(analysis.words[inside.start : inside.stop][:MAX_HEADING], hidden, mask))
    return found - {""}


def frame_of(words: Sequence[str], hidden: Collection[str], mask: str) -> str:
    """Return lower-case words with the slot masked; "" if what is left says nothing."""
    left = [mask if word in hidden or not word[0].isalpha() else word for word in words]
    content = sum(word != mask and word not in FUNCTION_WORDS for word in left)
    return " ".join(left) if content >= MIN_CONTENT else ""
