"""What people do to machine text to hide it, as functions of a text and a seeded generator."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from detector.training.data.corruptions import sentences

Attack = Callable[[str, Random], str]

_LETTERS = dict(zip("aceopxyiHTAE", "асеорхуіНТАЕ", strict=True))
_SYNONYMS: Mapping[str, str] = dict(
    pair.split(":")
    for pair in """
    important:key significant:major however:but additionally:also crucial:vital many:lots
    provide:give provides:gives help:aid helps:aids use:employ show:display shows:displays
    big:large small:little
    new:fresh good:fine great:grand world:globe people:folks make:create makes:creates need:require
    needs:requires start:begin end:finish often:frequently various:several while:whereas
    challenges:problems ensure:guarantee including:such-as potential:possible ability:capacity
    different:distinct understand:grasp support:back experience:practice process:procedure
    system:setup approach:method result:outcome results:outcomes increase:rise reduce:cut
    """.split()
)


def look_alikes(text: str, random: Random) -> str:
    """Replace letters by Cyrillic ones that look alike."""
    return "".join(_LETTERS.get(c, c) if random.random() < 0.3 else c for c in text)


def zero_width(text: str, random: Random) -> str:
    """Put zero-width spaces between letters."""
    return "".join(c + ("\u200b" if c.isalpha() and random.random() < 0.2 else "") for c in text)


def odd_spaces(text: str, random: Random) -> str:
    """Double blanks and replace some by others that look the same."""
    return "".join(
        random.choice(("  ", "\u00a0", " \u2009")) if c == " " and random.random() < 0.15 else c
        for c in text
    )


def case_changes(text: str, random: Random) -> str:
    """Swap the case of letters here and there."""
    return "".join(c.swapcase() if random.random() < 0.05 else c for c in text)


def misspelling(text: str, random: Random) -> str:
    """Misspell one word in ten."""

    def worse(match: re.Match[str]) -> str:
        word = match.group()
        if random.random() > 0.1:
            return word
        at = random.randrange(1, len(word) - 1)
        if random.random() < 0.5:
            return word[:at] + word[at + 1 :]
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return re.sub(r"[A-Za-z]{4,}", worse, text)


def synonyms(text: str, random: Random) -> str:
    """Replace common words by others of like meaning."""

    def other(match: re.Match[str]) -> str:
        word = match.group()
        new = _SYNONYMS.get(word.lower())
        if new is None or random.random() > 0.7:
            return word
        return new.capitalize() if word[0].isupper() else new

    return re.sub(r"[A-Za-z]+", other, text)


def no_articles(text: str, random: Random) -> str:
    """Drop half of the articles."""
    return re.sub(r"\b(?:the|a|an) (?=\w)", lambda m: "" if random.random() < 0.5 else m[0], text)


def other_numbers(text: str, random: Random) -> str:
    """Change the digits."""
    return re.sub(r"\d", lambda m: str(random.randrange(10)), text)


def shuffled(text: str, random: Random) -> str:
    """Shuffle the sentences."""
    parts = sentences(text)
    random.shuffle(parts)
    return " ".join(parts)


NORMALISABLE: Mapping[str, Attack] = {
    f.__name__: f for f in (look_alikes, zero_width, odd_spaces, case_changes, other_numbers)
}
OTHERS: Mapping[str, Attack] = {
    f.__name__: f for f in (misspelling, synonyms, no_articles, shuffled)
}


def with_human_paragraphs(text: str, human: str, share: float = 0.25) -> str:
    """Insert sentences of a human text, about ``share`` of the words, in three places."""
    parts, other = sentences(text), sentences(human)
    wanted = int(len(text.split()) * share)
    taken: list[str] = []
    while other and sum(len(s.split()) for s in taken) < wanted:
        taken.append(other.pop(0))
    third = max(1, len(taken) // 3)
    step = max(1, len(parts) // 3)
    for i in range(3):
        parts.insert(
            min(len(parts), (i + 1) * step + i), " ".join(taken[i * third : (i + 1) * third])
        )
    return " ".join(part for part in parts if part)
