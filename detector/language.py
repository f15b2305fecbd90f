"""Tell the language of a text with a small model that ships with its library."""

from __future__ import annotations

from collections.abc import Sequence

# Below this many words the guess is noise; the caller treats None as "not known".
MIN_WORDS = 20
# resiliparse's own documentation calls ranks above 1200 "usually false results".
MAX_RANK = 1200
_MAX_CHARACTERS = 20_000
# Words that English cannot do without and that its neighbours do not have. Where they make up
# this share, the text is English, whatever its letters look like: prose full of Latin terms or
# foreign names misleads letter statistics. English prose has 11 to 22 %.
_ENGLISH = frozenset({"the", "and", "of", "to", "that", "with", "this", "which", "from", "is"})
_ENGLISH_SHARE = 0.08


def detect(text: str, words: Sequence[str]) -> str | None:
    """Return the ISO 639-1 code of ``text``, whose lower-case words are ``words``, or None."""
    if len(words) < MIN_WORDS:
        return None
    sample = words[: _MAX_CHARACTERS // 5]
    if sum(map(_ENGLISH.__contains__, sample)) >= _ENGLISH_SHARE * len(sample):
        return "en"
    from resiliparse.parse.lang import detect_fast

    language, _rank = detect_fast(text[:_MAX_CHARACTERS], cutoff=MAX_RANK)
    return None if language == "unknown" else str(language)
