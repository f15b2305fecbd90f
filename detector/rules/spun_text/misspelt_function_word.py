"""Function words with letters swapped: “teh”, “adn”, “taht”."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.spun_text.carefulness import is_casual
from detector.text.analysis import Analysis

# Swapped letters in very common words: typing slips, or noise added by a tool. No entry is a word
# or a usual abbreviation. Spelling errors ("thier", "wich") are typical of learners.
_MEANT = {
    "teh": "the", "hte": "the", "tehy": "they", "thye": "they", "htey": "they", "tehm": "them",
    "tehn": "then", "tehir": "their", "tehre": "there", "adn": "and", "taht": "that",
    "thta": "that", "htat": "that", "thsi": "this", "tihs": "this", "htis": "this",
    "thsee": "these", "wiht": "with", "iwth": "with", "wtih": "with", "fomr": "from",
    "frmo": "from", "ahve": "have", "hvae": "have", "haev": "have", "waht": "what",
    "whta": "what", "hwat": "what", "wehn": "when", "whne": "when", "hwen": "when",
    "wihch": "which", "whcih": "which", "hwich": "which", "btu": "but", "jsut": "just",
    "liek": "like", "woudl": "would", "wolud": "would", "coudl": "could", "shoudl": "should",
    "abotu": "about", "otehr": "other", "befroe": "before", "bewteen": "between",
    "msot": "most", "mroe": "more", "onyl": "only", "smoe": "some", "soem": "some",
    "tahn": "than", "thna": "than", "veyr": "very", "vrey": "very", "yuo": "you", "yuor": "your",
}  # fmt: skip


def check(analysis: Analysis) -> Iterator[Hit]:
    counts = analysis.word_counts
    found = {word for word in _MEANT if word in counts}
    if not found:
        return
    casual = analysis.once(is_casual)
    for i, word in enumerate(analysis.words):
        if word not in found or analysis.surface[i].isupper():
            continue
        span = analysis.word_starts[i], analysis.word_ends[i]
        if analysis.is_mention(*span):
            continue
        yield Hit(
            span=analysis.to_source(*span),
            message=f"“{analysis.surface[i]}” is a misspelling of “{_MEANT[word]}”",
            weight=0.03 if casual else None,
        )


RULE = Rule(
    id="misspelt-function-word",
    family=Family.SPUN_TEXT,
    severity=Severity.INFO,
    weight=0.15,
    cap=0.28,
    summary="Very common words with swapped letters: “teh”, “adn”, “taht”",
    why="One alone is a typing slip. Together with other signs it is noise added by a rewriting "
    "tool.",
    remedy="Correct the word, and run a spelling check on the text.",
    sources=("Wikipedia: Lists of common misspellings, for machines",),
    finds=(
        Example(text="The walkers came home with teh last ferry of the day, tired and hungry."),
        Example(text="The bridge adn the tower were both built by the same engineer in 1905."),
        Example(text="He said taht the bridge would be closed for most of the coming summer."),
    ),
    spares=(
        Example(text="The walkers came home with the last ferry of the day, tired and hungry."),
        Example(text='People often type "teh" for "the", and most programs put it right at once.'),
        Example(text="TEH is the code of an airport, and ADN that of a channel in Argentina."),
    ),
    check=check,
)
