"""One sentence, printed again and again with another word in it.

"Remote data roles are open now", "Remote design roles are open now": pages of categories are filled
from a template. Writers of tables, laws and logs repeat short openings; seven words around a slot
come back only where a machine filled it. Manuals and registries are filled too; here the sentence
asks the reader to apply, to buy, to book.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.keyword_stuffing.layout import shown
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, folded_words

# Six words of one sentence, three on each side of the slot, four of them no function words. Of
# 2,378 human articles five texts fill such a slot five times: registries of genetic tests.
SIDE, MIN_CONTENT, MIN_FILLED = 3, 4, 6
_MIN_WORDS = 60
# What readers of such pages are asked to do (the transactional verbs of Jansen, Booth and Spink).
_CALLS = word_set(
    "apply book buy order hire shop browse explore discover download join enrol enroll contact call"
    " compare choose hiring buying booking"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the frame that is filled most often."""
    words = analysis.once(folded_words)
    if len(words) < _MIN_WORDS:
        return
    counts = Counter(words)
    frames: defaultdict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    tokens = analysis.word_tokens
    for sentence in analysis.sentences:
        for slot in range(sentence.first_word + SIDE, sentence.last_word - SIDE):
            low, high = slot - SIDE, slot + SIDE
            # A word that comes seldom cannot be part of a frame; marks end it.
            if counts[words[low]] < MIN_FILLED or counts[words[high]] < MIN_FILLED:
                continue
            if tokens[high] - tokens[low] == 2 * SIDE:
                frame = (*words[low:slot], *words[slot + 1 : high + 1])
                frames[frame].setdefault(words[slot], slot)
    filled = [one for one in frames.items() if len(one[1]) >= MIN_FILLED and _is_said(one[0])]
    if filled:
        _, slots = max(filled, key=lambda one: (len(one[1]), -min(one[1].values())))
        slot = min(slots.values())
        indices = range(slot - SIDE, slot + SIDE + 1)
        listed = ", ".join(f"“{word}”" for word in list(slots)[:3])
        yield Hit(
            span=analysis.words_to_source(indices),
            message=f"“{shown(analysis, indices)}” is said {len(slots)} times, with another word "
            f"each time ({listed}, …)",
            count=len(slots),
        )


def _is_said(frame: tuple[str, ...]) -> bool:
    content = [word for word in frame if word not in FUNCTION_WORDS]
    called = not _CALLS.isdisjoint(content)
    return called and len(content) >= MIN_CONTENT and all(word.isalpha() for word in frame)


_ROLES = ("data", "sales", "design", "legal", "finance", "support", "science")


def _page(sentence: str) -> str:
    return "Where we look\n\n" + " ".join(sentence.format(role) for role in _ROLES)


RULE = Rule(
    id="slot-sentence",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.WARNING,
    summary="One sentence again and again with another word in it",
    why="Pages that are filled from a template catch searches and say nothing of what they name.",
    remedy="Say once what holds for all, and of each only what differs.",
    sources=("https://developers.google.com/search/docs/essentials/spam-policies#doorways",),
    finds=(
        Example(
            text=_page("Apply for remote {} jobs near home and work in open teams with us. "),
            note="categories of a board",
        ),
        Example(
            text=_page("Join our online {} course this spring and learn with busy people. "),
            note="courses",
        ),
        Example(
            text=_page("Small firms buy local {} solutions from us and grow with each of them. "),
            note="services",
        ),
    ),
    spares=(
        Example(
            text="".join(
                f"{name} was born in {place} and went to school there until the war began. "
                for name, place in (("Ann", "Hull"), ("Bob", "York"), ("Cy", "Leeds"))
            ),
            note="three lives",
        ),
        Example(
            text=_page("Old registries keep local {} files about each firm of the old town. "),
            note="nobody is asked to do anything",
        ),
        Example(
            text=_page("The {} of the house, as it was in the year of the fire, is now ours. "),
            note="few words of content",
        ),
        Example(
            text="".join(f"Teams in {role}: see page {n}. " for n, role in enumerate(_ROLES)),
            note="a list of contents",
        ),
    ),
    check=check,
    weight=0.55,
    cap=0.6,
)
