"""What titles have in common: the words that they compete for, and what they are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from detector.text.keyphrases import FUNCTION_WORDS

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
FUNCTION = frozenset("a an the of to and or for in on at by with from near your our is are".split())
SUBJECT_SHARE = 0.7  # of the titles that must have a word before it is their subject
# What a title says whatever its subject is.
GENERIC = frozenset(
    """guide guides complete ultimate comprehensive essential best top review reviews tips picks
    list ways things everything overview introduction explained online free new latest cheap
    affordable trusted safe safely using use for how why what need needs know year now
    today""".split()
)
_NO_SUBJECT = FUNCTION_WORDS | GENERIC
_NO_KEY = FUNCTION | frozenset("how what why best top guide vs".split())


def title_key(title: str) -> str:
    """Return the content words of a title, sorted, without plural endings, years and numbers.

    Titles with one key compete for one search. Empty below two such words.
    """
    title = re.split(r"\s[|–—·»]\s", title)[0]  # the site's name comes after a bar
    words = {singular(word.lower()) for word in WORD.findall(title)}
    content = sorted(word for word in words if word not in _NO_KEY and not word.isdigit())
    return " ".join(content) if len(content) >= 2 else ""


def words_of(title: str) -> str:
    """Return the words of a title in order, in lower case, without numbers."""
    return " ".join(word.lower() for word in WORD.findall(title) if not word.isdigit())


def subject_words(title: str) -> list[str]:
    """Return the words of a title that say what it is about, without plural endings."""
    words = (word.lower() for word in WORD.findall(title) if not word.isdigit())
    return [singular(word) for word in words if word not in _NO_SUBJECT]


def has_subject(titles: Sequence[str], usual: Collection[str] = ()) -> bool:
    """Return whether most titles have two words of one subject in common.

    ``usual`` are words that titles of the site have anyway.
    """
    spread = Counter(word for title in titles for word in set(subject_words(title)))
    least = SUBJECT_SHARE * len(titles)
    return sum(count >= least and word not in usual for word, count in spread.items()) >= 2


def singular(word: str) -> str:
    """Return a lower-case word without a plural ending."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
