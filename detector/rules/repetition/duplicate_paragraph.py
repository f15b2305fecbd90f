"""Find whole paragraphs that appear more than once."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.repetition.copies import hits
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.document import ContentType
from detector.text.repetition import measure

_KETTLE = (
    "Before the first use, fill the kettle to the mark, let it boil once and pour the water away, "
    "since new steel still holds traces of the oil that it was pressed with."
)
_SCALE = (
    "In places with hard water the scale grows fast. A spoon of citric acid in a full kettle, "
    "left for an hour without heat, takes it off better than vinegar does and leaves no smell."
)
_LID = (
    "The lid should close with a click. If it stays open while the water boils, the switch at the "
    "back never meets the steam, and the kettle goes on until the fuse ends it."
)

_CHORUS = (
    "Oh the wind on the hill and the rain on the road\n"
    "and the lamp in the house by the bay\n"
    "and the ones that I left with the heavier load\n"
    "are the ones that I sing to today\n"
)
_VERSE = (
    "There is frost on the field and a crow on the gate\n"
    "and a letter that nobody sent\n"
    "and the clock in the hall is a half hour late\n"
    "as it was on the evening I went\n"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    return hits(analysis, analysis.once(measure).paragraphs, "paragraph")


RULE = Rule(
    id="duplicate-paragraph",
    family=Family.REPETITION,
    severity=Severity.WARNING,
    summary="A paragraph of twenty words or more that appears more than once",
    why="A paragraph pasted twice is an editing slip, or a machine filled up the page. Either way "
    "the second copy adds nothing.",
    remedy="Keep the copy in the better position, and delete the others.",
    sources=(
        "Rae et al. 2021 (Gopher), table A1: duplicate paragraphs",
        "datatrove, GopherRepetitionFilter: dup_para_frac 0.3",
    ),
    finds=(
        Example(text=f"{_KETTLE}\n\n{_SCALE}\n\n{_KETTLE}\n", note="pasted twice"),
        Example(text=f"{_LID}\n\n{_SCALE}\n\n{_KETTLE}\n\n{_LID}\n", note="once at each end"),
        Example(
            text=f"{_SCALE}\n\n{_SCALE.replace(',', '')}\n\n{_LID}\n",
            note="the same words with other punctuation",
        ),
    ),
    spares=(
        Example(text=f"{_KETTLE}\n\n{_SCALE}\n\n{_LID}\n", note="three different paragraphs"),
        Example(
            text=f"{_KETTLE}\n\n{_SCALE}\n\nBack to top\n\n{_LID}\n\nBack to top\n",
            note="a short line may repeat",
        ),
        Example(
            text=f"{_CHORUS}{_VERSE}{_CHORUS}",
            note="a refrain repeats on purpose",
        ),
        Example(
            text="".join(
                f"## {part}\n\n*Note: {_LID}*\n\n{text}\n\n"
                for part, text in (("Filling", _KETTLE), ("Cleaning", _SCALE))
            ),
            content_type=ContentType.MARKDOWN,
            note="a note above each part",
        ),
        Example(
            text="# Kettle\n\n"
            + "".join(f"## Version {n}\n\n{_KETTLE}\n\n{_SCALE}\n\n" for n in ("2.0", "3.0")),
            content_type=ContentType.MARKDOWN,
            note="steps for each version",
        ),
    ),
    check=check,
    cap=0.95,
)
