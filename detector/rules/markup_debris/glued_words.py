"""Words joined without a space: “followedby”, “yourfacilities”."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import (
    in_address,
    is_chat_log,
    is_technical,
    is_word_list,
    word_set,
)
from detector.rules.vocabulary import unfamiliar_words
from detector.text.analysis import Analysis
from detector.text.familiar import familiar_words

# Function words that never open or close a compound. Left out are "for" (forgoing), "with"
# (withstanding), "in", "on", "or", "is", "as", "her", "his" (endings of many words).
_FIRST = (
    "the", "and", "your", "their", "our", "this", "that", "which", "from", "because", "they",
    "have", "has", "was", "were", "these", "those", "about", "into", "should", "would", "could",
)  # fmt: skip
_LAST = (
    "the", "and", "by", "for", "with", "from", "that", "this", "your", "their", "which",
    "was", "were", "are", "have", "has", "to", "of", "because", "into", "than", "these", "those",
)  # fmt: skip
_PAIRS = word_set(
    "ofthe inthe tothe onthe andthe forthe isthe bythe withthe fromthe atthe asthe thatthe itis"
    " inthis ofthis tobe willbe canbe hasbeen havebeen inorder aswell suchas"
)
# Derived words that begin or end like a joined one: "crabby", "intonation".
_DERIVED = ("bby", "nation", "nations", "national")
# "thereof", "wherefrom", "forthwith", "werewolves"
_COMPOUNDS = ("here", "there", "where", "forth", "stand", "werewol")
_OPERATORS = word_set("sizeof typeof instanceof alignof offsetof")
_PREFIXES = (
    "counter", "under", "inter", "over", "micro", "multi", "hyper", "trans", "super", "ultra",
    "cyber", "radio", "photo", "crowd", "psycho", "neuro", "electro", "after", "cross", "proto",
)  # fmt: skip
_MANY = 10  # so many in one text are no typing slips: a program assembled the text
_FEW_CAP = 0.28  # the most that fewer add to the score together
_SURE = 3  # with so many words joined at a function word, others are no compounds either
_MIN_PART = 4  # letters
# Endings that make a new form of a compound: "whiteboarding" is one word if "whiteboard" is.
_ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "s", "ly", "less", "able")
_LEAST_JOINED = 12
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MAX_LENGTH = 30


def check(analysis: Analysis) -> Iterator[Hit]:
    counts = analysis.word_counts
    known = familiar_words()
    found = {
        word: parts
        for word in analysis.once(unfamiliar_words)
        if 5 <= len(word) <= _MAX_LENGTH and (parts := _parts(word, known))
    }
    if not found or analysis.language not in (None, "en") or is_technical(analysis):
        return
    if is_chat_log(analysis) or is_word_list(analysis):
        return
    if len(found) >= _SURE:
        found.update(_content_words(counts, found, known))
    few = len(found) < _MANY
    weight = min(RULE.weight, 1 - (1 - _FEW_CAP) ** (1 / len(found))) if few else None
    for i, written in enumerate(analysis.surface):
        parts = found.get(written)
        if parts is None or (written == "inorder" and analysis.words[i + 1 : i + 2] != ["to"]):
            continue  # a tree is walked inorder
        span = analysis.word_starts[i], analysis.word_ends[i]
        before, after = analysis.text[span[0] - 1 : span[0]], analysis.text[span[1] : span[1] + 1]
        if analysis.is_mention(*span) or in_address(analysis.text, *span):
            continue
        if before in ("#", "@", "-", "_") or after in ("-", "_"):
            continue
        if after in ("(", "=") or _among_names(analysis, i, known):
            continue  # a name: "sizeof(int)", "sortby='x'", "getsockname, sendto, sendmsg"
        if after == "." and analysis.text[span[1] + 1 : span[1] + 2].isalnum():
            continue  # the name of a site: "thehustle.co"
        del found[written]  # one finding for each word
        yield Hit(
            span=analysis.to_source(*span),
            message=f"“{written}” should be “{parts[0]} {parts[1]}”: the space is missing",
            count=counts[written],
            weight=weight,
        )


def _among_names(analysis: Analysis, i: int, known: frozenset[str]) -> bool:
    """Return whether the words on both sides are unfamiliar too, in a list with commas."""
    text, starts, ends = analysis.text, analysis.word_starts, analysis.word_ends
    if not 0 < i < len(starts) - 1:
        return False
    gaps = text[ends[i - 1] : starts[i]].strip(), text[ends[i] : starts[i + 1]].strip()
    beside = analysis.surface[i - 1], analysis.surface[i + 1]
    return gaps == (",", ",") and not any(word in known for word in beside)


def _parts(word: str, known: frozenset[str]) -> tuple[str, str] | None:
    """Split ``word`` into a function word and a familiar word, or return None."""
    if word in _PAIRS:
        cut = next(n for n in range(2, len(word)) if word[:n] in known and word[n:] in known)
        return word[:cut], word[cut:]
    if word in _OPERATORS or word.startswith(_COMPOUNDS) or word.endswith(_DERIVED):
        return None
    if word.endswith(_LAST):
        for last in _LAST:
            rest = word[: -len(last)]
            if word.endswith(last) and len(rest) >= _MIN_PART and rest in known:
                return None if _is_misspelt(word, known) else (rest, last)
    if word.startswith(_FIRST):
        for first in _FIRST:
            rest = word[len(first) :]
            if word.startswith(first) and len(rest) > _MIN_PART and rest in known:
                return first, rest
    return None


def _is_misspelt(word: str, known: frozenset[str]) -> bool:
    """Return whether one letter too many or too few is wrong: "sandwhich", "bandwith"."""
    return any(word[:i] + word[i + 1 :] in known for i in range(len(word))) or any(
        word[:i] + letter + word[i:] in known for i in range(1, len(word)) for letter in _LETTERS
    )


def _is_form(word: str, cut: int, known: frozenset[str]) -> bool:
    """Return whether an ending alone makes ``word`` long enough: "whiteboarding", a compound's."""
    ending = next((each for each in _ENDINGS if word.endswith(each)), "")
    stem = word.removesuffix(ending)
    short = len(stem) < _LEAST_JOINED and stem[cut:] in known
    return bool(ending) and (short or stem in known or f"{stem}e" in known)


def _content_words(
    words: Iterable[str], found: Collection[str], known: frozenset[str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Find joined nouns, verbs and adjectives ("studyassignment") beside words surely joined.

    Alone such a word may be a compound that the list of familiar words lacks.
    """
    for word in words:
        if not _LEAST_JOINED <= len(word) <= _MAX_LENGTH or word in known or word in found:
            continue
        if not word.isascii() or not word.isalpha() or word.startswith(_PREFIXES):
            continue
        for cut in range(5, len(word) - 5):
            if word[:cut] in known and word[cut:] in known and not _is_form(word, cut, known):
                yield word, (word[:cut], word[cut:])
                break


RULE = Rule(
    id="glued-words",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.WARNING,
    weight=0.12,
    cap=0.8,
    summary="Words joined without a space: “followedby”, “yourfacilities”",
    why="Tags or line breaks were removed without leaving a space.",
    remedy="Put the space back, and check the rest of the text for the same problem.",
    sources=(),
    finds=(
        Example(text="The speech was followedby a dinner for all of the guests in the great hall."),
        Example(text="Bring yourfacilities up to the standard that the visitors of today expect."),
        Example(text="The bridge inthe old town was built by an engineer from the north in 1905."),
    ),
    spares=(
        Example(text="The bandwith of the old line was small, and so was the town that it led to."),
        Example(text="Three werewolves, as was said, and two theodolites stood in the old barn."),
        Example(text="The flute has poor intonation, and the crabby old man who plays it knows."),
        Example(text="Thereof and therewith, hereby and forthwith are words of the old lawyers."),
        Example(
            text="The width is sizeof(long) bytes, and the calls recvmmsg, sendto, ipccall work."
        ),
        Example(text="See example.invalid/followedby or follow @yourfacilities and #tothe on it."),
        Example(
            text="".join(
                f"<{who}> the pump is fine andthe boat is {state}, as was said on Friday\n"
                for state in ("wet", "dry", "old", "new", "sold", "lost")
                for who in ("anna", "peter")
            ),
            note="typed in a chat, and kept as typed",
        ),
        Example(text="The tree is walked inorder, and the inorder list of its keys is kept."),
        Example(
            text="We had a sandwhich, and later an icecream.", note="a letter too many, no space"
        ),
        Example(text="Quicksand, lullaby, warfare, manifesto, absinthe and wetland are all words."),
    ),
    check=check,
)
