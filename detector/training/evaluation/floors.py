"""The pinned floors: figures that the shipped model must reach on groups never trained on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt

from detector.findings import Verdict
from detector.reading import read_text
from detector.training.bands import BANDS
from detector.training.data.corruptions import CORRUPTIONS
from detector.training.data.texts import LabelledText, default_files, read
from detector.training.evaluation.robustness import Judgement, held_back, judge
from detector.training.statistics import auroc, recall_at

PER_CELL = 80
MIN_KIND = 20
# A floor lies this much below what was measured when it was set: less is noise of the machine.
SLACK = 0.005
CORRUPTED = 150

Mask = npt.NDArray[np.bool_]


def measure(shared: Path, model: Path | None = None, *, jobs: int = 1) -> dict[str, float]:
    """Return the figures of the gate; higher is better in all of them."""
    texts = held_back(list(read(default_files(shared))), PER_CELL)
    judged = judge(texts, model=model, jobs=jobs)
    figures = figures_of(texts, judged)
    clean = [t for t in texts if t.set == "human_articles"][:CORRUPTED]
    names = list(CORRUPTIONS)
    bad = [
        replace(t, text=CORRUPTIONS[names[i % len(names)]](t.text, Random(f"gate/{t.id}")))
        for i, t in enumerate(clean)
    ]
    good_scores = _column([j for t, j in zip(texts, judged, strict=True) if t in clean])
    bad_scores = _column(judge(bad, model=model, jobs=jobs))
    figures["low_quality_auroc_corrupted"] = auroc(good_scores, bad_scores)
    return {name: round(value, 4) for name, value in figures.items()}


def _column(judgements: Sequence[Judgement]) -> npt.NDArray[np.float64]:
    return np.array([one.low_quality for one in judgements])


def figures_of(texts: Sequence[LabelledText], judged: Sequence[Judgement]) -> dict[str, float]:
    """Return the figures on texts as they are.

    Those that start with ``generated`` measure that head alone; the others count verdicts of the
    product, to which rules and both heads add.
    """
    scores = np.array([one.generated for one in judged])
    words = np.array([one.words for one in judged])
    sets = np.array([text.set for text in texts])
    human = np.array([t.generated is False and not t.attack and t.set != "N2" for t in texts])
    made = np.array([t.generated is True and t.sure for t in texts])
    bad = np.array([one.verdict is Verdict.FAIL for one in judged])
    as_generated = bad & np.array(["generated" in one.reasons for one in judged])
    flagged = np.array([one.verdict in {Verdict.FAIL, Verdict.REVIEW} for one in judged])
    trap = np.array([t.set == "N2" and t.detail != "about_leak" for t in texts])
    figures = {"generated_auroc": auroc(scores[human], scores[made])}
    for low, high in BANDS:
        band = (words >= low) & (words < high)
        if not (human & band).any() or not (made & band).any():
            continue  # hardly any whole text of the corpora is that short
        name = f"generated_recall_at_1_percent_from_{low}_words"
        figures[name] = recall_at(scores[human & band], scores[made & band], 0.01)
    figures["machine_articles_flagged"] = float(flagged[made & (sets == "machine_articles")].mean())
    figures["human_not_failed"] = 1.0 - float(bad[human].mean())
    figures["human_not_failed_worst_set"] = 1.0 - _worst(bad, human, sets)
    # That worst set has broken characters and is far below the rest; this figure pins the rest.
    figures["generated_spares_human_worst_set"] = 1.0 - _worst(as_generated, human, sets)
    figures["traps_not_failed"] = 1.0 - float(bad[trap].mean())
    return figures


def _worst(bad: Mask, human: Mask, sets: npt.NDArray[np.str_]) -> float:
    """The greatest share of a set's human texts that is ``bad``."""
    return max(
        float(bad[human & (sets == name)].mean())
        for name in sorted(set(sets[human]))
        if (human & (sets == name)).sum() >= MIN_KIND
    )


def compare(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Return a line for every figure below its floor, or missing."""
    broken = []
    for name, floor in floors.items():
        value = figures.get(name)
        if value is None or value < floor:
            broken.append(f"{name}: {value} is below its floor {floor}")
    return broken


def new_floors(
    figures: Mapping[str, float], floors: Mapping[str, float], *, lower: bool
) -> dict[str, float]:
    """Return the floors for these figures; without ``lower`` none is below the one before."""
    return {
        name: round(
            max(value - SLACK, -1.0 if lower else floors.get(name, -1.0)),
            4,
        )
        for name, value in figures.items()
    }


def read_floors(path: Path) -> dict[str, float]:
    return dict(json.loads(read_text(path))["floors"]) if path.is_file() else {}


def write_floors(path: Path, floors: Mapping[str, float], about: Mapping[str, str]) -> None:
    path.write_text(json.dumps({**about, "floors": floors}, indent=1) + "\n", encoding="utf-8")
