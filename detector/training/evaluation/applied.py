"""Measure a finished model on labelled texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from detector.errors import DetectorError
from detector.findings import ModelInfo, Verdict, quantity
from detector.model import Model, Prediction
from detector.model.features.passage import passage
from detector.readers import parse
from detector.scoring import evidence, verdict
from detector.text.analysis import Analysis
from detector.text.document import Document
from detector.training.bands import BANDS, MIN_WORDS, name
from detector.training.data.seen import TrainingTexts
from detector.training.data.texts import LabelledText
from detector.training.evaluation.report import Section, area, recall, share
from detector.training.fitting.calibrate import expected_calibration_error
from detector.training.statistics import reliability, roc_points

WORST = 10  # errors shown of each label
OPENING = 60  # characters


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled text and what the model says of it.

    ``seen`` says whether the model was trained on it, None where nobody knows; ``opening`` are the
    first words of its prose.
    """

    text: LabelledText
    words: int
    prediction: Prediction
    seen: bool | None = None
    opening: str = ""


def judge(document: Document, model: Model) -> tuple[int, Prediction]:
    """Return the number of words of a document, and the prediction as ``scoring`` uses it."""
    analysis = Analysis(document)
    return len(analysis.words), _predicted(analysis, model)


def _predicted(analysis: Analysis, model: Model) -> Prediction:
    findings = evidence.find(analysis)
    prediction = model.predict(analysis, evidence.scores(findings))
    if analysis.document.is_template:  # `score` does not ask the classifier
        return replace(prediction, abstention="not_prose")
    return verdict.supported(prediction, findings)


def apply(
    texts: Iterable[LabelledText],
    model: Model,
    step: Callable[[], None] = lambda: None,
    known: TrainingTexts | None = None,
) -> list[Judged]:
    """Read and judge every text; ``step`` is called after each."""
    judged = []
    for text in texts:
        analysis = Analysis(parse(text.text, id=text.id))
        judged.append(
            Judged(
                replace(text, text=""),
                len(analysis.words),
                _predicted(analysis, model),
                None if known is None else known.hold(passage(analysis).tokens),
                _opening(analysis),
            )
        )
        step()
    return judged


def _opening(analysis: Analysis) -> str:
    start = analysis.prose_sentences[0].start if analysis.prose_sentences else 0
    return " ".join(analysis.text[start : start + OPENING].split())


@dataclass(frozen=True, slots=True)
class Measured:
    """The report of an evaluation: its sections, and the points of its two plots."""

    sections: list[Section]
    roc: list[tuple[float, float]]
    reliability: list[tuple[float, float]]


def measure(
    judged: Sequence[Judged], model: ModelInfo | None = None, files: Sequence[Path] = ()
) -> Measured:
    """Return overall figures, those by length and by kind of writing, and the worst errors.

    ``model`` and ``files`` are what was measured, and on what, for the report to name. Raises
    DetectorError where no text could be judged.
    """
    kept = [item for item in judged if item.prediction.abstention is None]
    if not kept:
        raise DetectorError(
            f"none of the {len(judged)} texts can be judged: they are too short, not English or "
            f"not prose; provide articles of at least {MIN_WORDS} words"
        )
    label = np.array([item.text.generated is True for item in kept])
    human = np.array([item.text.generated is False for item in kept])
    probability = np.array([item.prediction.generated or 0.0 for item in kept])
    fails = np.array([item.prediction.generated_verdict is Verdict.FAIL for item in kept])
    flagged = fails | np.array(
        [item.prediction.generated_verdict is Verdict.REVIEW for item in kept]
    )
    words = np.array([item.words for item in kept])
    overall = Section(
        "Overall",
        f"{len(judged):,} texts, of which {len(kept):,} can be judged. Shares with 95% intervals.",
        ("measure", "value"),
        [
            ("human texts", f"{int(human.sum()):,}"),
            ("generated texts", f"{int(label.sum()):,}"),
            ("AUROC", area(probability[human], probability[label])),
            ("recall at 1% false positives", recall(probability[human], probability[label])),
            ("human texts that fail", share(fails[human])),
            ("human texts that are flagged", share(flagged[human])),
            ("generated texts that fail", share(fails[label])),
            ("generated texts that are flagged", share(flagged[label])),
            (
                "calibration error (ECE, 15 bins)",
                f"{expected_calibration_error(probability, label):.3f}",
            ),
        ],
    )
    by_length = Section("By length", "", ("words", "human failed", "generated failed"))
    for low, high in BANDS:
        inside = (words >= low) & (words < high)
        by_length.rows.append(
            (name(low, high), share(fails[inside & human]), share(fails[inside & label]))
        )
    kinds = np.array([item.text.kind for item in kept])
    by_kind = Section("By kind of writing", "", ("kind", "human failed", "generated failed"))
    for kind in sorted(set(kinds)):
        inside = kinds == kind
        by_kind.rows.append((kind, share(fails[inside & human]), share(fails[inside & label])))
    sections = [
        *([_named(judged, model, files)] if model else []),
        overall,
        by_length,
        by_kind,
        *_low_quality(kept),
        *_worst(kept),
    ]
    return Measured(
        sections,
        roc_points(probability[human], probability[label]) if human.any() and label.any() else [],
        [(mean, true) for mean, true, _ in reliability(probability, label)],
    )


def _named(judged: Sequence[Judged], model: ModelInfo, files: Sequence[Path]) -> Section:
    known = [item for item in judged if item.seen is not None]
    seen = sum(bool(item.seen) for item in known)
    if not known:
        said = "unknown: the model's folder does not list its training texts"
    else:
        said = f"{seen:,} of {quantity(len(judged), 'text')}"
    warning = (
        "The model was trained on some of these texts: it looks better here than on new ones. "
        "Leave them out to measure it."
    )
    return Section(
        "Model and data",
        warning if seen else "",
        ("", ""),
        [
            ("model", f"{model.name} {model.version}, SHA-256 {model.sha256[:12]}"),
            ("data", ", ".join(f"`{path}`" for path in files)),
            ("seen in training", said),
        ],
    )


def _worst(kept: Sequence[Judged]) -> list[Section]:
    """The human texts that seem most generated, and the generated ones that seem most human."""
    sections = []
    for made, title in (
        (False, "Human texts that read most like machine-generated ones"),
        (True, "Generated texts that read most like human ones"),
    ):
        mine = [item for item in kept if item.text.generated is made and item.text.sure]
        sign = 1 if made else -1
        ranked = sorted(mine, key=lambda item: sign * (item.prediction.generated or 0.0))
        section = Section(title, "", ("text", "kind", "words", "probability", "verdict", "opening"))
        for item in ranked[:WORST]:
            section.rows.append(
                (
                    _cell(item.text.id),
                    _cell(item.text.kind),
                    f"{item.words:,}",
                    f"{item.prediction.generated or 0.0:.3f}",
                    item.prediction.generated_verdict.value,
                    _cell(item.opening),
                )
            )
        if section.rows:
            sections.append(section)
    return sections


def _cell(text: str) -> str:
    """Return what somebody wrote as the cell of a table: one line, nothing invisible."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(shown.replace("|", "\\|").split())


def _low_quality(kept: Sequence[Judged]) -> list[Section]:
    known = [item for item in kept if item.text.low_quality is not None]
    if not known:
        return []
    bad = np.array([item.text.low_quality is True for item in known])
    probability = np.array([item.prediction.low_quality or 0.0 for item in known])
    fails = np.array([item.prediction.low_quality_verdict is Verdict.FAIL for item in known])
    rows: list[Sequence[str]] = [
        ("AUROC", area(probability[~bad], probability[bad])),
        ("good texts that fail", share(fails[~bad])),
        ("low-quality texts that fail", share(fails[bad])),
    ]
    return [Section("Low quality", f"{len(known):,} texts.", ("measure", "value"), rows)]
