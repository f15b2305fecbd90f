"""Find texts in which many sentences open with the same three words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.repetition.entries import is_entries
from detector.rules.repetition.meant import meant
from detector.rules.repetition.parallel import (
    OPENING_WORDS,
    are_items,
    are_labels,
    give_formulas,
    is_label,
    leads_back,
    leads_on,
)
from detector.rules.repetition.primer import is_primer
from detector.rules.repetition.reference import is_reference
from detector.rules.repetition.samples import BIRDS, FERRY, GARDEN
from detector.rules.repetition.subject import is_glued, is_in_title, is_named
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis, Sentence
from detector.text.document import ContentType
from detector.text.repetition import measure

MIN_SENTENCE_WORDS = 6  # shorter ones are captions, labels and steps
MIN_COUNT = 5  # sentences with one opening
# At most 1.5% of any kind of human article has a fifth of its sentences open alike.
MIN_SHARE = 0.2
SUBJECT_SHARE = 0.4
_SAYING = frozenset({"said", "says", "added", "asked"})
# Who tells of a person begins with that person, and of oneself with "I"; sellers write "we" and
# "you".
_PERSONS = frozenset({"i", "i'm", "i've", "i'd", "i'll", "he", "he'd", "she", "she'd"})
_SELLERS = frozenset({"we", "our", "us", "you", "your"})


def check(analysis: Analysis) -> Iterator[Hit]:
    if analysis.once(measure).verse:
        return
    openings: defaultdict[tuple[str, ...], list[Sentence]] = defaultdict(list)
    total = 0
    for sentence in analysis.prose_sentences:
        if sentence.last_word - sentence.first_word >= MIN_SENTENCE_WORDS:
            total += 1
            first = sentence.first_word
            openings[tuple(analysis.words[first : first + OPENING_WORDS])].append(sentence)
    heavy = {
        opening: found
        for opening, found in openings.items()
        if len(found) >= MIN_COUNT and len(found) >= MIN_SHARE * total
    }
    if not heavy or is_reference(analysis) or is_entries(analysis) or is_primer(analysis):
        return
    # The same sentence once for each system or function counts once.
    copies = {place[0] for copies in analysis.once(meant) for place in copies.places[1:]}
    for opening, every in heavy.items():
        found = [sentence for sentence in every if sentence.first_word not in copies]
        if (
            len(found) >= MIN_COUNT
            and len(found) >= MIN_SHARE * total
            and not _is_needed(analysis, opening, found, total)
            and not are_labels(analysis, found)
            and not give_formulas(analysis, found)
            and not (_SELLERS.isdisjoint(opening) and are_items(analysis, found))
        ):
            first = found[0].first_word
            yield Hit(
                span=analysis.words_to_source(range(first, first + OPENING_WORDS)),
                message=f"{len(found)} of {total} sentences open with “{' '.join(opening)}”",
                count=len(found),
            )


def _is_needed(
    analysis: Analysis, opening: tuple[str, ...], found: list[Sentence], total: int
) -> bool:
    """Return whether the sentences open with a name, the subject, an address or "she said".

    A seller's page that opens half of its sentences with its subject is a template all the same.
    """
    places = [sentence.first_word for sentence in found]
    if (
        not _SAYING.isdisjoint(opening)
        or opening[0] in _PERSONS
        or is_label(analysis, places)
        or leads_back(analysis, found)
        or (not _SELLERS.intersection(opening) and leads_on(analysis, found))
        or is_glued(analysis, places, OPENING_WORDS)
    ):
        return True
    if len(found) >= SUBJECT_SHARE * total:
        return False
    return is_in_title(analysis, opening) or is_named(analysis, places, opening)


_TOWNS = ("Bergen", "Lyon", "Porto", "Graz", "Ghent")
_STEPS = ("plan a trip", "hire a car", "book a room", "find a guide", "pack a bag", "pay a fine")

RULE = Rule(
    id="templated-openings",
    family=Family.REPETITION,
    severity=Severity.WARNING,
    summary="A fifth or more of the sentences open with the same three words",
    why="Readers notice the pattern before they notice the meaning. Three in a row can be a figure "
    "of speech; a fifth of the whole text is a template.",
    remedy="Join the sentences into one with a list, or begin each with what is different.",
    sources=("YoastSEO.js, sentenceBeginningsAssessment: three sentences with one opening word",),
    finds=(
        Example(text=FERRY + " ".join(f"If you want to {step}, ask us first." for step in _STEPS)),
        Example(
            text=GARDEN
            + " ".join(f"Our team can {step} for you and your family." for step in _STEPS),
            note="what the team can do",
        ),
        Example(
            text=" ".join(
                f"It is also important to {step} early. {BIRDS}" for step in _STEPS[:5]
            ).replace("Swifts spend", "They spend"),
            note="spread over the text",
        ),
        Example(
            text=f"{GARDEN}\n\nUse `lamp`, `oil` and `wick`.\n\n"
            + "".join(
                f"- Our team in {town} will fix your lamp within one day.\n"
                for town in ("Leeds", "York", "Hull", "Derby", "Bath", "Ely", "Ripon", "Truro")
            ),
            content_type=ContentType.MARKDOWN,
            note="an advertisement among code",
        ),
    ),
    spares=(
        Example(
            text=FERRY + "We have walked far. We have walked in the rain and in the sun, and we "
            "have walked at night. " + GARDEN,
            note="a figure of speech",
        ),
        Example(
            text=FERRY
            + "".join(f"- Click on {word}\n" for word in "Save Open Edit Help Exit".split()),
            note="short steps of a list",
        ),
        Example(
            text="The Old Ferry\n\n"
            + (FERRY + GARDEN + BIRDS) * 2
            + " ".join(f"The Old Ferry of {town} is still there to be seen." for town in _TOWNS),
            note="the name of what the text is about",
        ),
        Example(
            text=(FERRY + GARDEN + BIRDS) * 2
            + " ".join(f"He said he had seen the boats of {town} that day." for town in _TOWNS),
            note="a speech is reported",
        ),
        Example(
            text=FERRY
            + "I want to see the boats come in. I want to know who mends the nets. I want to hear "
            "what the cook says of the wind. I want to be there when the ice breaks. I want to "
            "stay until the last lamp on the quay goes out. " + GARDEN,
            note="an essayist speaks of herself",
        ),
        Example(
            text=FERRY
            + "".join(
                f"Photo by Anna: the old ferry lies at {town} in the snow.\n\n" for town in _TOWNS
            ),
            note="credits of photographs",
        ),
        Example(
            text=FERRY
            + "\n\n"
            + "".join(
                f"[Back to the list of all harbours](#list)\n\n{town} has a quay, and one lamp on "
                f"it.\n\n"
                for town in _TOWNS
            ),
            content_type=ContentType.MARKDOWN,
            note="a link after each part",
        ),
        Example(
            text=FERRY
            + "".join(
                f"She knew that the boat to {town} had left without her again. It snowed. "
                for town in _TOWNS
            ),
            note="a story is told of somebody",
        ),
        Example(
            text="".join(
                f"The hen sees a {thing}. A big red hen can not {verb} a {thing}. "
                for thing, verb in (
                    ("ball", "hit"),
                    ("kite", "fly"),
                    ("drum", "beat"),
                    ("bike", "ride"),
                    ("cake", "bake"),
                    ("boat", "row"),
                )
            ),
            note="a book for those who learn to read",
        ),
        Example(
            text="".join(
                f"What's new in ferry timetable 2.{n}.0:\n\n- {BIRDS[:60].strip()}\n\n"
                for n in range(9)
            ),
            note="a log of changes",
        ),
        Example(
            text=FERRY
            + "".join(
                f"The density of the {town} family is given by \\[f(x) = e^{{-x}}\\]\n\n{BIRDS}\n\n"
                for town in ("gamma", "beta", "normal", "student", "poisson")
            ),
            note="a formula each",
        ),
        Example(
            text="The tool `lamp` looks for `lamp.toml`, and then for a `.lamp` file:\n\n"
            + "".join(
                f"- A file created in the folder named by the variable {name}.\n"
                for name in ("LAMP", "TMP", "TMPDIR", "HOME", "XDG_HOME", "ROOT")
            ),
            content_type=ContentType.MARKDOWN,
            note="parallel items of one list",
        ),
        Example(text=FERRY + GARDEN + BIRDS, note="each sentence opens in its own way"),
    ),
    check=check,
)
