"""Tell the language of a text by its script, or with a small model that ships with its library."""

from __future__ import annotations

from collections.abc import Sequence

from detector.regex import lazy

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
# Chinese and Japanese part no words by spaces, and the model takes Japanese for Chinese: there the
# script decides. About as much text as the words above are in English.
MIN_EAST_ASIAN = 40
WITHOUT_SPACES = frozenset({"ja", "zh"})  # a count of words says nothing of the length
_KANA = lazy("[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9d]")
_HANGUL = lazy("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_HAN = lazy("[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
# Of Japanese prose a third or more is kana. Chinese has some in names and quotations.
_KANA_SHARE = 0.2


def detect(text: str, words: Sequence[str]) -> str | None:
    """Return the ISO 639-1 code of ``text``, whose lower-case words are ``words``, or None."""
    sample = words[: _MAX_CHARACTERS // 5]
    if len(words) >= MIN_WORDS and (
        sum(map(_ENGLISH.__contains__, sample)) >= _ENGLISH_SHARE * len(sample)
    ):
        return "en"
    head = text[:_MAX_CHARACTERS]
    if east_asian := _by_script(head):
        return east_asian
    if len(words) < MIN_WORDS:
        return None
    from resiliparse.parse.lang import detect_fast

    language, _rank = detect_fast(head, cutoff=MAX_RANK)
    return None if language == "unknown" else str(language)


def _by_script(text: str) -> str | None:
    """Return the language of a text that is mostly Han characters, kana or hangul."""
    if text.isascii():
        return None
    kana, hangul, han = (len(script.findall(text)) for script in (_KANA, _HANGUL, _HAN))
    whole = kana + hangul + han
    # Half the letters: of a text in two languages the other one is as much again in words.
    if whole < MIN_EAST_ASIAN or whole * 2 < sum(map(str.isalpha, text)):
        return None
    if hangul * 2 >= whole:
        return "ko"
    return "ja" if kana >= _KANA_SHARE * whole else "zh"


def known() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of all languages that ``detect`` can tell, sorted."""
    from resiliparse.parse.lang import supported_langs

    return tuple(sorted(supported_langs()))
