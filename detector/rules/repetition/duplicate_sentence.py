"""Find sentences that appear more than once, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.repetition.copies import hits
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.document import ContentType
from detector.text.repetition import measure

_FERRY = (
    "The ferry leaves from the north quay at seven in the morning and takes just under an hour. "
    "Bring something warm, because the deck is open on both sides and the wind comes straight "
    "off the ice. "
)
_HUTS = (
    "On the island there are two huts that can be rented by the night. Both have a stove, a "
    "table and four bunks, and the key hangs behind the door of the shop by the landing. "
)
_FAMILY = "This island is the perfect place to make memories with your whole family. "


def check(analysis: Analysis) -> Iterator[Hit]:
    return hits(analysis, analysis.once(measure).sentences, "sentence")


RULE = Rule(
    id="duplicate-sentence",
    family=Family.REPETITION,
    severity=Severity.WARNING,
    summary="A sentence of eight words or more that appears more than once",
    why="A sentence repeated word for word is padding or a slip. Many of them show that the text "
    "was stitched together, or that a model lost its thread.",
    remedy="Delete the copies, or say something new in the second location.",
    sources=("Rae et al. 2021 (Gopher), table A1: duplicate lines",),
    finds=(
        Example(text=_FERRY + _FAMILY + _HUTS + _FAMILY, note="praise, twice"),
        Example(text=f"{_FAMILY}{_FERRY}\n\n{_HUTS}{_FAMILY}", note="in two paragraphs"),
        Example(text=_FERRY + (_FAMILY + "\n\n") * 4, note="at the end of each section"),
    ),
    spares=(
        Example(text=_FERRY + _FAMILY + _HUTS, note="each sentence once"),
        Example(
            text=_FERRY + "That is how it is. " + _HUTS + "That is how it is.",
            note="a short sentence may be repeated for effect",
        ),
        Example(
            text=_FERRY + _FAMILY + _HUTS + _FAMILY.replace("with your whole", "away from your"),
            note="not the same sentence",
        ),
        Example(
            text="# Privacy notice of the ferry\n\n"
            + "".join(
                f"## {part}\n\n{text}When you book, we keep your name and your number until the "
                "boat has landed.\n\n"
                for part, text in (("Tickets", _FERRY), ("Huts", _HUTS))
            ),
            content_type=ContentType.MARKDOWN,
            note="each part of a policy says all that holds for it",
        ),
        Example(
            text=f"{_FERRY}Black dots are boats that left late in the year after the fire. {_HUTS}"
            "\n\nFigure 2\n\nBlack dots are boats that left late in the year after the fire.",
            note="the legend of a figure",
        ),
        Example(
            text="".join(
                f"{who} steered the ferry without a licence. The captain has to pay a fine of ten "
                f"crowns, and the boat stays at the quay. {_HUTS if who == 'Anna' else _FERRY}\n\n"
                for who in ("Anna", "Peter")
            ),
            note="the same penalty for two offences",
        ),
    ),
    check=check,
    cap=0.95,
)
