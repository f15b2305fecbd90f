"""Word classes for the style measures: what a word is for, whatever the article is about."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntFlag


class WordClass(IntFlag):
    """What a token counts as; a token may be of several classes."""

    WORD = 1 << 0
    NUMBER = 1 << 1
    YEAR = 1 << 2
    CAPITALISED = 1 << 3
    ALL_CAPITALS = 1 << 4
    COMMON = 1 << 5  # in the model's vocabulary
    FUNCTION = 1 << 6
    CONNECTIVE = 1 << 7
    HEDGE = 1 << 8
    BOOSTER = 1 << 9
    I = 1 << 10  # noqa: E741 - the pronoun
    WE = 1 << 11
    YOU = 1 << 12
    THIRD = 1 << 13
    CONTRACTION = 1 << 14
    MODAL = 1 << 15
    NEGATION = 1 << 16
    BE = 1 << 17
    EXCESS = 1 << 18
    NOUN_SUFFIX = 1 << 19
    ADJECTIVE_SUFFIX = 1 << 20
    ADVERB = 1 << 21
    ING = 1 << 22
    PAST = 1 << 23
    DEMONSTRATIVE = 1 << 24
    QUESTION_WORD = 1 << 25
    PREPOSITION = 1 << 26
    ARTICLE = 1 << 27
    COORDINATION = 1 << 28
    TIME = 1 << 29
    SAYING = 1 << 30
    VAGUE = 1 << 31
    COLLOQUIAL = 1 << 32


_LISTS: Mapping[WordClass, str] = {
    WordClass.ARTICLE: "a an the",
    WordClass.COORDINATION: "and or but nor yet so",
    WordClass.PREPOSITION: """
        of in to for with on at from by about into over after under between through during before
        against among within without toward towards upon across behind beyond despite near off
        onto per since until via along around below above beside besides""",
    WordClass.DEMONSTRATIVE: "this that these those such",
    WordClass.QUESTION_WORD: "who whom whose which what when where why how",
    WordClass.FUNCTION: """
        if than as while because although though whereas unless whether there here it its is am are
        was were be been being do does did have has had not no nor all any both each every either
        neither some many much more most few less least other another same own only just too very
        then now also even still again ever never always often up down out""",
    WordClass.BE: "is am are was were be been being isn't aren't wasn't weren't",
    WordClass.MODAL: "can could may might must shall should will would ought",
    WordClass.NEGATION: """
        not no never none nothing nobody neither nor nowhere cannot can't don't doesn't didn't
        isn't aren't wasn't weren't won't wouldn't shouldn't couldn't hasn't haven't hadn't""",
    WordClass.I: "i me my mine myself i'm i've i'd i'll",
    WordClass.WE: "we us our ours ourselves we're we've we'd we'll",
    WordClass.YOU: "you your yours yourself yourselves you're you've you'd you'll",
    WordClass.THIRD: "he she him her his hers they them their theirs himself herself themselves",
    WordClass.CONNECTIVE: """
        however moreover furthermore additionally therefore thus consequently nevertheless
        nonetheless meanwhile similarly likewise conversely hence accordingly ultimately overall
        finally firstly secondly thirdly lastly specifically notably importantly indeed instead
        subsequently alternatively whereas although despite""",
    WordClass.HEDGE: """
        maybe perhaps possibly probably likely seems seem seemed appears appear apparently
        somewhat generally usually typically often sometimes roughly approximately arguably
        guess suppose think potentially presumably""",
    WordClass.BOOSTER: """
        very really extremely absolutely completely totally definitely certainly clearly obviously
        truly highly incredibly undoubtedly always never essential vital crucial key critical""",
    WordClass.TIME: """
        today yesterday tomorrow now recently ago week weeks month months year years day days hour
        hours morning night monday tuesday wednesday thursday friday saturday sunday january
        february march april june july august september october november december""",
    WordClass.SAYING: """
        said says say told asked replied added wrote writes noted stated claimed explained
        announced reported argued according""",
    WordClass.VAGUE: """
        various numerous several many certain particular different overall general aspects factors
        elements things ways experts critics observers individuals stakeholders people""",
    WordClass.COLLOQUIAL: """
        okay ok yeah yes hey wow gonna wanna stuff guy guys kid kids thing things pretty kinda lot
        lots bit got get gets getting damn hell crap awesome cool lol btw anyway anyways well oh
        actually basically literally dude folks""",
    # Style words whose use rose with language models: the highest ratios of Kobak et al. (2024),
    # and the clusters of Wikipedia's "Signs of AI writing".
    WordClass.EXCESS: """
        delve delves delved delving underscore underscores underscored underscoring showcase
        showcases showcased showcasing pivotal crucial intricate intricacies tapestry testament
        landscape realm realms multifaceted nuanced foster fosters fostering fostered enhance
        enhances enhanced enhancing garner garners garnered garnering leverage leverages leveraging
        harness harnessing navigate navigating navigates comprehensive robust seamless seamlessly
        vibrant meticulous meticulously notably additionally furthermore moreover ultimately
        significant significantly insights valuable potential emphasize emphasizes emphasized
        emphasizing highlight highlights highlighted highlighting align aligns aligning aligned
        embrace embracing embraces innovative transformative groundbreaking dynamic profound
        profoundly resonate resonates resonating captivating compelling commitment dedication
        empower empowers empowering essential vital holistic invaluable indelible enduring
        evolving ever-evolving boasts nestled bustling unwavering steadfast paramount plethora
        myriad facilitate facilitates facilitating streamline streamlined elevate elevates
        elevating journey explore explores exploring unlock unlocks unlocking optimize optimizing
        ensuring ensure ensures promote promoting contribute contributing challenges diverse
        diversity resilience sustainable sustainability strategies impactful poignant stark
        interplay cornerstone beacon synergy grappling excels offering""",
}

# Classes that are also function words.
_FUNCTION = (
    WordClass.ARTICLE
    | WordClass.COORDINATION
    | WordClass.PREPOSITION
    | WordClass.DEMONSTRATIVE
    | WordClass.QUESTION_WORD
    | WordClass.BE
    | WordClass.MODAL
    | WordClass.I
    | WordClass.WE
    | WordClass.YOU
    | WordClass.THIRD
)

_NOUN_SUFFIXES = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "ism")
_ADJECTIVE_SUFFIXES = ("ive", "ful", "ous", "able", "ible", "ical", "less", "ant", "ent", "ial")


def _listed() -> dict[str, int]:
    classes: dict[str, int] = {}
    for word_class, words in _LISTS.items():
        bits = word_class | (WordClass.FUNCTION if word_class & _FUNCTION else 0)
        for word in words.split():
            classes[word] = classes.get(word, 0) | int(bits)
    return classes


_LISTED = _listed()
_SAFE_CONTRACTION = ("n't", "'re", "'ve", "'ll", "'d", "'m")
# Plain numbers: the operators of enumerations cost ten times as much.
_WORD, _NUMBER, _YEAR = int(WordClass.WORD), int(WordClass.NUMBER), int(WordClass.YEAR)
_ALL_CAPITALS, _CAPITALISED = int(WordClass.ALL_CAPITALS), int(WordClass.CAPITALISED)
_CONTRACTION = int(WordClass.CONTRACTION)
_ENDINGS: tuple[tuple[str | tuple[str, ...], int], ...] = (
    ("ing", int(WordClass.ING)),
    ("ed", int(WordClass.PAST)),
    ("ly", int(WordClass.ADVERB)),
    (_NOUN_SUFFIXES, int(WordClass.NOUN_SUFFIX)),
    (_ADJECTIVE_SUFFIXES, int(WordClass.ADJECTIVE_SUFFIX)),
)


def classify(token: str, lower: str) -> int:
    """Return the classes of a token as bits, ``COMMON`` aside. Punctuation has none."""
    first = token[0]
    if first.isdigit():
        year = len(token) == 4 and token.isdigit() and "1800" <= token <= "2100"
        return _WORD | _NUMBER | (_YEAR if year else 0)
    if not first.isalpha():
        return 0
    bits = _WORD | _LISTED.get(lower, 0)
    if first != lower[0]:
        bits |= _ALL_CAPITALS if len(token) > 1 and token.isupper() else _CAPITALISED
    if "'" in lower and lower.endswith(_SAFE_CONTRACTION):
        bits |= _CONTRACTION
    if len(lower) > 4:
        for ending, word_class in _ENDINGS:
            if lower.endswith(ending):
                return bits | word_class
    return bits
