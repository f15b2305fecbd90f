"""The words of a text that the list of familiar words lacks: torn, glued, misspelt, or names."""

from __future__ import annotations

from detector.text.analysis import Analysis
from detector.text.familiar import familiar_words


def unknown_words(analysis: Analysis) -> frozenset[str]:
    """Return the words of the text that are not familiar ones."""
    # The difference of a small set walks through it; that of a view, through all familiar words.
    return analysis.vocabulary.difference(familiar_words())


def unfamiliar_words(analysis: Analysis) -> frozenset[str]:
    """Return the words of the text, in ASCII letters, that are not familiar ones."""
    unknown = analysis.once(unknown_words)
    return frozenset(word for word in unknown if word.isascii() and word.isalpha())
