"""Find a title that is printed a second time where the text begins.

What makes it that kind: a page shows its title, and the text that was pasted into it brings its
own, without a mark or a line break: "How Boats Are Built" opens the page, and "How Boats Are Built
The first step …" the paragraph below. A sentence that begins with the title goes on in lower case;
with a title in two parts ("Boats: How They Are Built") no sentence begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, BlockKind
from detector.text.keyphrases import FUNCTION_WORDS

_MIN_WORDS = 5  # shorter titles are names, which a sentence may begin with
# What opens a sentence and no name, beside the function words.
_STARTS = word_set("most many every today last when while how why what here there let one some")
_MIN_PARTED = 7  # words of a title in two parts: a short one may be the name of a series
_MIN_BELOW = 25  # words that follow it: what is shorter is a line about the author or the date
_MIN_CAPITALS = 4  # in a title that ends in one: a name may go on behind it
_PARTS = (":", " – ", " — ", " - ", " | ", "? ")
_LINE = word_set("posted published updated edited reviewed last photo photograph image source")


def check(analysis: Analysis) -> Iterator[Hit]:
    blocks = analysis.blocks[:2]
    if len(blocks) < 2 or blocks[0].kind not in HEADING_KINDS:
        return
    if blocks[1].kind is not BlockKind.PARAGRAPH:
        return
    title = analysis.word_range(blocks[0].start, blocks[0].end)
    below = analysis.word_range(blocks[1].start, blocks[1].end)
    size = len(title)
    if size < _MIN_WORDS or len(below) < size + 3:
        return
    words, surface = analysis.words, analysis.surface
    after = below.start + size
    if words[title.start : title.stop] != words[below.start : after]:
        return
    gap = analysis.text[analysis.word_ends[after - 1] : analysis.word_starts[after]]
    # A sentence that begins with the title goes on with a mark, a small letter, a name or "I".
    starts = words[after] != "i" and (words[after] in FUNCTION_WORDS or words[after] in _STARTS)
    starts = starts or _begins_after_parts(analysis, title, below)
    following = surface[after + 1] if after + 1 < len(words) else ""
    subtitle = words[after] in ("a", "an") and following[:1].isupper()  # "A Memoir"
    if starts and surface[after][0].isupper() and not gap.strip(" ") and not subtitle:
        yield Hit(
            span=analysis.words_to_source(range(below.start, after)),
            message="the text begins with its title again, without a break; delete the second one",
            count=2,
        )


def _begins_after_parts(analysis: Analysis, title: range, below: range) -> bool:
    """Return whether a whole title has two parts, and a sentence of any words begins behind it."""
    words, size = analysis.words, len(title)
    after = below.start + size
    if size < _MIN_PARTED or len(below) < size + _MIN_BELOW:
        return False
    if words[after] in _LINE or words[after + 1] == "by":
        return False
    shown = analysis.text[analysis.word_starts[title[0]] : analysis.word_ends[title[-1]]]
    return (
        any(mark in shown for mark in _PARTS)
        and not _may_go_on(analysis.surface[below.start : after])
        and _runs_on(analysis, after)
    )


def _may_go_on(printed: list[str]) -> bool:
    """Return whether a title was cut, or a name may go on behind its last word."""
    last = printed[-1]
    name = last[0].isupper() and sum(word[0].isupper() for word in printed) < _MIN_CAPITALS
    return name or last.lower() in FUNCTION_WORDS


def _runs_on(analysis: Analysis, first: int) -> bool:
    """Return whether a word in lower case follows the ``first`` of a sentence, or the next one."""
    for at in range(first + 1, first + 3):
        if analysis.text[analysis.word_ends[at - 1] : analysis.word_starts[at]] != " ":
            return False
        if analysis.surface[at][0].islower():
            return True
    return False


_BOATS = "first step is the keel, which is laid in spring, when the wood is dry enough to be cut."
_LATER = f"{_BOATS[0].upper()}{_BOATS[1:]} Then the ribs are bent over steam, and the boards laid."
_PARTED = "How Boats Are Built: A Guide to Wood"
_LOWER = "Boats of oak: how they are built in winter"
_ASKED = "The Boat House | What It Is and How It Is Built"

RULE = Rule(
    id="repeated-title",
    family=Family.REPETITION,
    severity=Severity.WARNING,
    weight=0.15,
    cap=0.15,
    summary="The title once more where the text begins, run into the first sentence",
    why="Readers read the same line twice, and the first sentence does not begin where they think.",
    remedy="Delete the title from the text. The page shows it already.",
    sources=("measured on 16,242 human texts",),
    finds=(
        Example(
            text=f"How Boats Are Built in Winter\n\nHow Boats Are Built in Winter The {_BOATS}"
        ),
        Example(text=f"Why the Ferry Waits – a Guide\n\nWhy the Ferry Waits: A Guide The {_BOATS}"),
        Example(text=f"What I saw on the way\n\nWhat I Saw on the Way When I left, the {_BOATS}"),
        Example(text=f"{_PARTED}\n\n{_PARTED} Boat builders begin in spring. {_LATER}"),
        Example(text=f"{_LOWER}\n\n{_LOWER} Oak boards are sawn in spring. {_LATER}"),
        Example(text=f"{_ASKED}\n\n{_ASKED} RIBA architects draw it first. {_LATER}"),
    ),
    spares=(
        Example(
            text="How Boats Are Built in Winter\n\nHow boats are built in winter is told here. "
            f"The {_BOATS}"
        ),
        Example(
            text="The old man and the sea\n\nThe Old Man and the Sea was written in 1951. "
            f"The {_BOATS}"
        ),
        Example(
            text="Society for the Care of Boats\n\nSociety for the Care of Boats, Hull. "
            f"The {_BOATS}"
        ),
        Example(
            text=f"Why does the ferry wait?\n\nWhy does the ferry wait? The {_BOATS}",
            note="asked again, to be answered",
        ),
        Example(
            text=f"The Friends of the Old Harbour\n\nThe Friends of the Old Harbour\nThe {_BOATS}",
            note="on a line of its own",
        ),
        Example(
            text=f"What the old man said to me\n\nWhat the old man said to me I have never told. "
            f"The {_BOATS}"
        ),
        Example(
            text="How Boats Are Built in Winter\n\nHow Boats Are Built in Winter A Memoir by an "
            f"old man was printed in May. The {_BOATS}",
            note="the title of a book and its second line, without italics",
        ),
        Example(text=f"Boat Builders\n\nBoat Builders The {_BOATS}", note="a name"),
        Example(
            text=f"{_PARTED}\n\n{_PARTED} Anna Lee, Harbour Press, 2009. {_LATER}",
            note="a book, with its author",
        ),
        Example(
            text=f"{_PARTED}\n\n{_PARTED} Posted in boats on Monday. {_LATER}",
            note="a line about the page",
        ),
        Example(
            text="The lesson: never feed a gull on Harbour\n\nThe lesson: never feed a gull on "
            f"Harbour Quay is one that we learned late. {_LATER}",
            note="a name goes on behind the title",
        ),
        Example(
            text=f"{_PARTED}\n\n{_PARTED}\nBoat builders begin in spring. {_LATER}",
            note="on a line of its own, with two parts",
        ),
        Example(text=f"{_PARTED}\n\n{_PARTED} Boat builders read it.", note="a short line"),
        Example(
            text="Battle of the Nile at Abukir\n\nBattle of the Nile at Abukir Bay was a fight. "
            f"The {_BOATS}"
        ),
    ),
    check=check,
)
