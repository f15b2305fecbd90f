"""Tell the language of a text with a small model that ships with its library."""

from __future__ import annotations

# Below this many words the guess is noise; the caller treats None as "not known".
MIN_WORDS = 20
# resiliparse's own documentation calls ranks above 1200 "usually false results".
MAX_RANK = 1200


def detect(text: str, words: int) -> str | None:
    """Return the ISO 639-1 code of ``text``, which has ``words`` words, or None if unclear."""
    if words < MIN_WORDS:
        return None
    from resiliparse.parse.lang import detect_fast

    language, _rank = detect_fast(text[:20_000], cutoff=MAX_RANK)
    return None if language == "unknown" else str(language)
