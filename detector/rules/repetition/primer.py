"""Texts for those who learn to read, which repeat a few short words on purpose."""

from __future__ import annotations

from detector.text.analysis import Analysis

# Of 4,000 human articles, 0.3% have shorter sentences of shorter words: books for small children.
_SENTENCE_WORDS = 7.0
_WORD_LETTERS = 4.4
# A loop says the same sentence again and again; a primer changes a word of it, and has a refrain.
_OWN_SENTENCES = 0.6


def is_primer(analysis: Analysis) -> bool:
    """Return whether the running text is short words in short sentences, mostly different."""
    sentences, words = analysis.prose_sentences, analysis.prose_words
    if not sentences or len(words) > _SENTENCE_WORDS * len(sentences):
        return False
    if sum(map(len, words)) > _WORD_LETTERS * len(words):
        return False
    own = {tuple(analysis.words[s.first_word : s.last_word]) for s in sentences}
    return len(own) >= _OWN_SENTENCES * len(sentences)
