"""Names written in lower case in a text that otherwise writes them with a capital.

One such word in a long text is a slip of the pen, and in a chat or a forum lower case is a habit;
both are noted. A spun text loses the capitals of many names, or of one in a few lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from detector.findings import Family, Severity
from detector.rules.releases import is_log
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.spun_text.carefulness import is_casual
from detector.rules.surroundings import (
    in_address,
    is_about,
    is_technical,
    is_word_list,
    word_set,
)
from detector.rules.vocabulary import unknown_words
from detector.text.analysis import Analysis
from detector.text.document import PROSE_KINDS
from detector.text.familiar import familiar_words, word_list

_PARTICLES = word_set("de da di del della der den van von la le el al bin ibn ben dos das du y e")
# A rare verb, adverb or noun after a name ("Paul enumerates") is no surname.
_ENDINGS = ("s", "ed", "ing", "ly", "ship", "ness", "ence", "ance", "tion", "ity", "ize", "ise")
# A brand's substance is a common noun: "Rivalosin contains rivalosin hydrochloride".
_SUBSTANCES = word_set(
    """
    hydrochloride acid sodium potassium calcium magnesium sulfate sulphate phosphate citrate
    acetate maleate mesylate tartrate fumarate succinate besylate bromide chloride nitrate oxide
    hydrate monohydrate salt salts tablet tablets capsule capsules cream gel injection solution
    suspension syrup therapy treatment extract oil resin fibre fiber yarn fabric
    """
)
# A species has a name like a person's: "Rosa canina", "a thicket of canina".
_BIOLOGY = word_set(
    """
    species subspecies genus genera taxon taxa taxonomic cultivar cultivars hybrid flora fauna
    botanical specimen specimens shrub shrubs herb herbs perennial larva larvae habitat
    """
)
# Doctrines, their followers and their manners are common nouns and names by turns; adjectives and
# diseases get a capital at the start of a heading or a sentence only.
_DOCTRINES = ("ism", "isms", "ist", "ists", "ian", "ians", "ean", "ese", "esque", "ics")
_COMMON_ENDINGS = (*_DOCTRINES, "ic", "ous", "oid", "itis", "osis", "emia", "aemia", "oma")
# What is called after a place without coming from there: "brussels sprouts", "india ink" (The
# Chicago Manual of Style, 17th edition, 8.61).
_GOODS = word_set(
    """
    onion onions cheese chard sprouts sprout dressing oven ovens ink leather envelope envelopes
    balsam poplar pastry pastries delight numeral numerals type blind blinds shorts cut hat hats
    fries toast door doors window windows bread roll rolls cream coffee bean beans pepper peppers
    pine walnut hemp lace lantern chest chess checkers whist grass horn poodle
    """
)
_GOODS_BEFORE = word_set("pad fir balsam")
_DOMAIN = (
    r"(?: dot |\.)(?:com|org|net|edu|gov|info|io|co|de|uk|ca|fr|eu|au|nz|nl|ch|se|dk|fi|jp|cn|ru|br"
    r"|pl|ie)\b"
)
_LABELS = r"[ \t]*(?:tags|categories|category|keywords|topics)\s*:"
# With one of these before it, a word is a common noun, and a given name describes one.
_DETERMINERS = word_set(
    "the a an this that these those my your his her its our their each every some any no"
)
_JOINS = ("-", "@", "_", "/")
# In more words than this, one name in lower case is a slip.
_SLIP_WORDS = 250
_LATIN = "\u024f"  # the last of the Latin letters
_MIN_NAMED = 4  # a name must have its capital at least this often: a habit, not an accident


def check(analysis: Analysis) -> Iterator[Hit]:
    # "norwegian" is the file that was changed; a list of words may have none
    if is_log(analysis) or is_word_list(analysis):
        return
    found = list(_lost(analysis))
    casual = bool(found) and analysis.once(is_casual)
    slip = len({written for written, _, _ in found}) == 1 and len(analysis.words) > _SLIP_WORDS
    seen: set[str] = set()
    for written, reason, i in found:
        weight = 0.04 if casual else None
        yield Hit(
            span=analysis.words_to_source(range(i, i + 1)),
            message=f"“{written}” {reason}; write it with a capital letter",
            # A word that is always written this way is one habit, not many slips.
            weight=0.02 if written in seen else weight,
            severity=Severity.INFO if casual or slip else None,
        )
        seen.add(written)


def _lost(analysis: Analysis) -> Iterator[tuple[str, str, int]]:
    """Yield each name in lower case, why it is one, and which word it is."""
    text, surface, words = analysis.text, analysis.surface, analysis.words
    counts = analysis.word_counts
    always = word_list("capitalised_words")
    candidates = always.intersection(counts) | _names(analysis)
    given = word_list("given_names").intersection(counts)
    if not candidates and not given:
        return
    places = {i + 1 for i in analysis.places_of(given) if i + 1 < len(words)}
    places.update(analysis.places_of(candidates))
    common = _common(analysis, candidates)
    for i in sorted(places):
        written = surface[i]
        if written in common:
            continue
        if written in candidates:
            reason = "is a name" if written in always else "has a capital elsewhere"
        elif i and words[i - 1] in given and written.islower() and _is_surname(analysis, i):
            reason = "is part of a name"
        else:
            continue
        span = analysis.word_starts[i], analysis.word_ends[i]
        if _is_joined(text, *span) or analysis.is_mention(*span) or in_address(text, *span):
            continue
        if _is_domain(text, *span) or _is_label(analysis, i) or _is_goods(words, i):
            continue
        # Titles, tables and lists of keywords have capitals of their own.
        if written not in always and (
            not _is_in_prose(analysis, i)
            or _is_common_noun(analysis, i)
            or is_technical(analysis)
            or is_about(analysis, _BIOLOGY)
        ):
            continue
        yield written, reason, i


def _names(analysis: Analysis) -> set[str]:
    """Return words of the text that are names by their capitals, but lack them once or so."""
    surface, places = analysis.surface, analysis.word_places
    names = set()
    for word in analysis.once(unknown_words):
        if len(places[word]) <= _MIN_NAMED or len(word) < 5 or not word.isalpha():
            continue
        if word[0] > _LATIN:  # the common nouns of other scripts are not known
            continue
        if word.endswith(_COMMON_ENDINGS):
            continue
        lower = sum(surface[i] == word for i in places[word])
        # Twice in lower case is a habit: the word is a common noun too.
        if lower == 1 and _named(analysis, word) >= _MIN_NAMED:
            names.add(word)
    return names


def _common(analysis: Analysis, candidates: Set[str]) -> set[str]:
    """Return the candidates that are names of substances too: "Aspirin" is made of aspirin."""
    words, surface, places = analysis.words, analysis.surface, analysis.word_places
    always = word_list("capitalised_words")
    return {
        word
        for word in candidates - always
        if any(
            surface[i] == word and i + 1 < len(words) and words[i + 1] in _SUBSTANCES
            for i in places[word]
        )
    }


def _named(analysis: Analysis, word: str) -> int:
    """Count the uses of ``word`` as a name: the capital is not that of a title or a long term."""
    surface, starts, text = analysis.surface, analysis.word_starts, analysis.text
    found = 0
    for i in analysis.word_places[word]:
        if not surface[i].istitle():
            continue
        in_title = i > 0 and surface[i - 1].istitle() and text[starts[i] - 1] == " "
        if not in_title and i + 1 < len(surface) and text[starts[i + 1] - 1] == " ":
            in_title = surface[i + 1].istitle()
        found += not in_title and _is_in_prose(analysis, i)
    return found


def _is_surname(analysis: Analysis, i: int) -> bool:
    """Return whether the lower-case word ``i`` after a given name can only be a surname."""
    word = analysis.surface[i]
    gap = analysis.text[analysis.word_ends[i - 1] : analysis.word_starts[i]]
    return (
        gap == " "
        and analysis.surface[i - 1].istitle()
        and len(word) >= 4
        and word.isalpha()
        and not word.endswith(_ENDINGS)
        and word not in _PARTICLES
        and word not in familiar_words()
    )


def _is_domain(text: str, start: int, end: int) -> bool:
    """Return whether the word is the name of a web site: “norway.com”, “example dot org”."""
    return (
        text[max(0, start - 4) : start].lower() == "www."
        or compiled(_DOMAIN).match(text, end) is not None
    )


def _is_label(analysis: Analysis, i: int) -> bool:
    """Return whether the word is in a line of tags, or names a thing in a statement of code."""
    before = analysis.surface[i - 1] if i else ""
    if len(before) > 3 and before.isupper():
        return True
    # The view joins the lines of a paragraph.
    source = analysis.document.source
    start = analysis.words_to_source(range(i, i + 1)).start
    return compiled(_LABELS).match(source, source.rfind("\n", 0, start) + 1) is not None


def _is_goods(words: list[str], i: int) -> bool:
    """Return whether the word is part of what a thing is called: “swiss cheese”, “pad thai”."""
    after = words[i + 1] if i + 1 < len(words) else ""
    return after in _GOODS or (i > 0 and words[i - 1] in _GOODS_BEFORE)


def _is_common_noun(analysis: Analysis, i: int) -> bool:
    """Return whether a determiner precedes: “the jackal”, “the Adam optimizer”."""
    words = analysis.words
    noun = i - 1 if i and words[i - 1] in word_list("given_names") else i
    return noun > 0 and words[noun - 1] in _DETERMINERS


def _is_in_prose(analysis: Analysis, i: int) -> bool:
    block = analysis.block_at(analysis.word_starts[i])
    return block is not None and block.kind in PROSE_KINDS


def _is_joined(text: str, start: int, end: int) -> bool:
    """Return whether the word is part of a handle, a file name, a compound or data ("a,b=c")."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before in _JOINS or before in tuple(".#^$,=") or after in _JOINS


RULE = Rule(
    id="lost-capital",
    family=Family.SPUN_TEXT,
    severity=Severity.WARNING,
    weight=0.15,
    cap=0.4,
    summary="Names in lower case: “norway”, “Maria silva”, “petrov” beside “Petrov”",
    why="Text spinners change the words that they handle to lower case, even names.",
    remedy="Write the name with a capital letter.",
    sources=(),
    finds=(
        Example(text="The choirs of Norway and denmark met in the spring to sing by the sea."),
        Example(text="The bridge was designed by Maria silva and two other engineers from town."),
        Example(
            text="Mr Orvanek spoke first. Then Orvanek left. They asked Orvanek to return, and "
            "Orvanek did. Later the crowd saw orvanek again. Orvanek waved. Orvanek left."
        ),
    ),
    spares=(
        Example(
            text="The row house(yellow,norwegian,fox,water) and lang=german stand in the file."
        ),
        Example(text="They ate turkey with french fries from china plates in march formation."),
        Example(text="Write to mail@denmark.invalid or see https://site.invalid/denmark/london."),
        Example(
            text="Ferrolax is for adults. Ferrolax is taken with water. A tablet of Ferrolax has "
            "ferrolax citrate. Do not take Ferrolax with milk, and keep Ferrolax dry.",
            note="a substance",
        ),
        Example(
            text="Orvanism spread fast. By May Orvanism was taught. In time Orvanism won. Few left "
            "Orvanism, and one form of orvanism lives on. To this day Orvanism and other kinds of "
            "orvanism differ. Some fear Orvanism. We met Orvanism early. He left Orvanism, "
            "she kept to Orvanism, and they wrote on Orvanism.",
            note="also a common noun",
        ),
        Example(
            text="Rosa canina is a climbing species. The species Rosa gallica and Rosa rugosa "
            "are shrubs of the same genus.",
            note="species",
        ),
        Example(text="Buy it at norway.com or denmark dot com.", note="names of sites"),
        Example(
            text="Slice a spanish onion, fry the pad thai and set it beside a bowl of swiss chard.",
            note="dishes and plants, which no longer name a place",
        ),
        Example(
            text="Title: A week by the sea\nTags: norway, ferries\n\nWe sailed on a Monday in May.",
            note="a line of tags",
        ),
        Example(text="Maria de la Cruz and John then met James again; Peter went home early."),
    ),
    check=check,
)
