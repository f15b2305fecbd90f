"""The examples of the head ``low_quality``: real spam, clean texts, and clean texts corrupted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import numpy.typing as npt

from detector.findings import Family
from detector.model.features.passage import passage
from detector.readers import parse
from detector.scoring import evidence
from detector.text.analysis import Analysis
from detector.training.data.corruptions import CORRUPTIONS
from detector.training.data.texts import LabelledText, tenth

MIN_EXAMPLE_WORDS = 100  # chosen: of a clean text, that may be corrupted
# Texts of one source that are corrupted, and as many again that stay clean.
PER_UNIT = 30


@dataclass(frozen=True, slots=True)
class Measured:
    """What both stages see of one text."""

    families: list[float]
    tokens: list[str]
    ends: list[int]


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts with their label; ``source`` is the corruption, or "real" or "clean"."""

    texts: list[LabelledText]
    low_quality: npt.NDArray[np.bool_]
    source: list[str]


def examples(texts: Iterable[LabelledText], seed: int) -> Examples:
    """Choose clean texts, corrupt as many, and add the real bad ones.

    Good generated prose is clean here: who wrote a text is the other head's question.
    """
    by_unit: dict[str, list[LabelledText]] = {}
    chosen: list[LabelledText] = []
    label: list[bool] = []
    source: list[str] = []
    for text in texts:
        if text.low_quality and text.train:
            chosen.append(text)
            label.append(True)
            source.append("real")
        elif (
            not text.low_quality
            and text.train
            and text.attack is None
            and len(text.text.split()) >= MIN_EXAMPLE_WORDS
        ):
            by_unit.setdefault(text.unit, []).append(text)
    names = list(CORRUPTIONS)
    for unit, rows in sorted(by_unit.items()):
        rows.sort(key=lambda row: (tenth(row.group + row.id), row.id))
        random = Random(f"{seed}/{unit}")
        for number, row in enumerate(rows[: 2 * PER_UNIT]):
            kind = random.choice(names) if number % 2 else "clean"
            chosen.append(_corrupted(row, kind, random) if kind != "clean" else row)
            label.append(kind != "clean")
            source.append(kind)
    return Examples(chosen, np.array(label), source)


def _corrupted(text: LabelledText, kind: str, random: Random) -> LabelledText:
    return replace(text, text=CORRUPTIONS[kind](text.text, random), low_quality=True)


def measure(text: LabelledText) -> Measured:
    """Read a text, apply the rules and keep its prose."""
    analysis = Analysis(parse(text.text, id=text.id))
    scores = evidence.scores(evidence.find(analysis))
    prose = passage(analysis)
    return Measured([scores[family] for family in Family], prose.tokens, prose.ends)


def measure_all(texts: Sequence[LabelledText]) -> list[Measured]:
    """Measure one after another: what a worker does."""
    return [measure(text) for text in texts]
