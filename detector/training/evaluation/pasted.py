"""Measure passages and the extent on human articles into which a model's text was pasted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from detector.model import Model, load
from detector.readers import parse
from detector.scoring.extent import extent
from detector.scoring.passages import passages
from detector.text.analysis import Analysis
from detector.training.data.texts import HELD_BACK, LabelledText, is_held_back_source
from detector.training.evaluation.report import Section, share

PAIRS = 100
WORDS = (120, 1500)  # of either text
FOUND = 0.6  # intersection over union from which a passage counts as found


class Pasted(NamedTuple):
    """One article, the range of what was pasted, and the share of its words."""

    text: str
    start: int
    end: int
    share: float


def pairs(texts: Sequence[LabelledText]) -> list[Pasted]:
    """Return human articles of held-back documents, each with a model's text after its middle."""
    human = _plain(texts, generated=False)
    made = _plain(texts, generated=True)
    result = []
    for one, other in zip(human, made, strict=False):
        parts = one.text.split("\n\n")
        before = "\n\n".join(parts[: (len(parts) + 1) // 2])
        after = "\n\n".join(parts[(len(parts) + 1) // 2 :])
        start = len(before) + 2
        pasted = other.text.strip()
        text = f"{before}\n\n{pasted}\n\n{after}\n"
        words = len(pasted.split()) / len(text.split())
        result.append(Pasted(text, start, start + len(pasted), words))
    return result


def _plain(texts: Sequence[LabelledText], *, generated: bool) -> list[LabelledText]:
    """Return a choice of held-back prose without markup, a few texts of each source."""
    taken: dict[str, int] = {}
    kept = []
    for text in texts:
        held = is_held_back_source(text.set, text.unit) or text.tenth == HELD_BACK
        fits = WORDS[0] <= len(text.text.split()) <= WORDS[1]
        plain = not set(text.text) & set("<>#*|{")
        right = text.generated is generated and not text.attack and text.sure
        if held and fits and plain and right and taken.get(text.unit, 0) < PAIRS // 10:
            taken[text.unit] = taken.get(text.unit, 0) + 1
            kept.append(text)
    step = max(len(kept) // PAIRS, 1)
    return kept[::step][:PAIRS]


def pasted_section(texts: Sequence[LabelledText], folder: Path) -> Section:
    """Return how well passages and extent show what was pasted, and what human texts show."""
    model = load(folder)
    found = pairs(texts)
    overlap = np.array([_overlap(one, model) for one in found])
    estimates = [_extent(one.text, model) for one in found]
    gaps = np.array([abs(e - one.share) for e, one in zip(estimates, found, strict=True)])
    human = _plain(texts, generated=False)
    any_shown = np.array([bool(passages(_read(text.text), model)) for text in human])
    return Section(
        "Pasted passages",
        f"{len(found)} human articles of held-back documents, each with a text of a model pasted "
        "into its middle. A passage is found if it and the pasted text have at least "
        f"{FOUND} of their joint length in common (IoU).",
        ("measure", "value"),
        [
            ("pasted text found", share(overlap >= FOUND)),
            ("IoU, mean", f"{overlap.mean():.2f}"),
            ("`generated.extent`: mean absolute error", f"{gaps.mean():.2f}"),
            (f"human articles that show any passage, of {len(human)}", share(any_shown)),
        ],
    )


def _overlap(one: Pasted, model: Model) -> float:
    shown: set[int] = set()
    for passage in passages(_read(one.text), model):
        shown.update(range(passage.start, passage.end))
    wanted = set(range(one.start, one.end))
    return len(shown & wanted) / len(shown | wanted)


def _extent(text: str, model: Model) -> float:
    analysis = _read(text)
    return extent(analysis, model, passages(analysis, model)) or 0.0


def _read(text: str) -> Analysis:
    return Analysis(parse(text, id="pasted", content_type="text"))
