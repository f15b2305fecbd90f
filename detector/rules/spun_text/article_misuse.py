"""“A” before a vowel and “an” before a consonant."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.spun_text.carefulness import is_casual
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.familiar import familiar_words

# Written with a vowel, spoken with a consonant: a European, a one-off, a union, a useful idea.
_CONSONANT_SOUND = (
    "eu",
    "ew",
    "one",
    "once",
    "ubiq",
    "ufo",
    "uk",
    "uni",
    "ur",
    "us",
    "ut",
    "ou",
    "unanim",
)
# … and spoken with a vowel after all: an unimportant detail, an urban area, an usher, an umbrella
_VOWEL_SOUND = (
    "unin", "unim", "unid", "unir", "urb", "urg", "urn", "ush", "utm", "utt", "us-", "oun", "our",
    "out", "oust", "onero",
)  # fmt: skip
# These may follow a variable or a grade called "a".
_NO_NOUN = word_set(
    "is in and or of at as on are if into under up it its i ex el en un only also other over after"
    " all another any each every either us out off even else et al am about above i'm it's"
)

# No article follows these: in "this an run" another word was meant.
_NO_ARTICLE = word_set(
    "a an the this these those my your his her its our their some any each every no i we he"
    " she they can could will would shall should may might must to go come try major more"
)
# After these an article is all that "an" can be; after a noun or an adjective it may be "and".
_ARTICLE = word_set(
    "is are was were be been being as at by for from in into of on than that to with without under"
    " over after before about has have had having like such quite what not or but and there's it's"
    " make makes made give gives gave use uses used using need needs take takes become becomes"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    words, surface, starts = analysis.words, analysis.surface, analysis.word_starts
    # "An" and "a" are words of other languages too; a short text does not show its language.
    if analysis.language not in ("en", None):
        return
    casual: bool | None = None
    for i in analysis.places_of(("a", "an")):
        if i + 1 == len(words) or surface[i] == "AN" or not surface[i + 1].islower():
            continue
        word = words[i + 1]
        if (
            surface[i][0] == "A"
            and i
            and analysis.text[starts[i] - 2 : starts[i]] not in (". ", "\n")
        ):
            continue  # vitamin A, grade A, the town of Hoi An
        if analysis.text[starts[i] + len(words[i]) : starts[i + 1]] != " " or len(word) < 3:
            continue
        wrong = _needs_an(word) if words[i] == "a" else _needs_a(word)
        span = starts[i], analysis.word_ends[i + 1]
        if not wrong or word not in familiar_words() or analysis.is_mention(*span):
            continue
        before = words[i - 1] if i else ""
        if before in _NO_ARTICLE and analysis.text[starts[i] - 1 : starts[i]] == " ":
            continue
        if casual is None:
            casual = analysis.once(is_casual)
        right = "an" if words[i] == "a" else "a"
        certain = words[i] == "a" or surface[i] == "An" or before in _ARTICLE
        other = "" if certain else f" or “and {word}”"
        yield Hit(
            span=analysis.to_source(*span),
            message=f"“{surface[i]} {word}” should be “{right} {word}”{other}",
            weight=0.03 if casual else None,
        )


def _needs_an(word: str) -> bool:
    if word[0] not in "aeiou" or word in _NO_NOUN:
        return False
    return not word.startswith(_CONSONANT_SOUND) or word.startswith(_VOWEL_SOUND)


def _needs_a(word: str) -> bool:
    if word[0] in "aeiou":
        return word.startswith(_CONSONANT_SOUND) and not word.startswith(_VOWEL_SOUND)
    # "an historic" and "an hour" are right or usual; "an npm package" is spelled out.
    return word[0] != "h" and any(vowel in word[1:4] for vowel in "aeiouy")


RULE = Rule(
    id="article-misuse",
    family=Family.SPUN_TEXT,
    severity=Severity.INFO,
    weight=0.13,
    cap=0.25,
    summary="“A” before a vowel sound or “an” before a consonant: “a early”, “an strong”",
    why="A tool that swaps words for synonyms leaves the old article before the new word.",
    remedy="Correct the article, and check the sentence for other words that do not fit.",
    sources=("The Chicago Manual of Style, 5.74: indefinite article",),
    finds=(
        Example(text="In a awkward speech the mayor told the people of the town what to do."),
        Example(text="He gave an strong reason for the change that nobody had expected of him."),
        Example(text="It was an unique chance for the town to have a bridge of iron at last."),
    ),
    spares=(
        Example(text="A European and a one-eyed uncle spent an hour at a university in a union."),
        Example(text="Let a be two; if a is odd, vitamin A and an X-ray do not help here."),
        Example(
            text="Die Mühle steht an der Brücke, und der Weg führt an den Wiesen vorbei bis an das "
            "Wehr. Im Winter friert der Bach an vielen Tagen zu, und die Kinder laufen darauf.",
            note="German",
        ),
        Example(text="We did this an run home; his an hers, they can an will: a word is missing."),
        Example(text="The vote was a unanimous one."),
        Example(text="An honest heir, an MP, an FBI agent and an npm package: a useful unit."),
    ),
    check=check,
)
