"""What titles have in common: the words that they compete for."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
FUNCTION = frozenset("a an the of to and or for in on at by with from near your our is are".split())
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


def singular(word: str) -> str:
    """Return a lower-case word without a plural ending."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
