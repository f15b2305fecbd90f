"""Measure how the head ``generated`` behaves on what it was never trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from detector.training import bands
from detector.training.bands import BANDS
from detector.training.data.texts import LabelledText
from detector.training.evaluation.checkpoints import Checkpoints
from detector.training.evaluation.left_out import generators_left_out
from detector.training.evaluation.report import MIN_CELL, Section, area, recall, share
from detector.training.evaluation.whole_texts import Whole, whole_texts
from detector.training.fitting.calibrate import expected_calibration_error
from detector.training.fitting.design import Design
from detector.training.fitting.language import Counted
from detector.training.fitting.sweeps import OutOfSource, judge
from detector.training.statistics import auroc
from detector.training.train import kind_of

Array = npt.NDArray[np.float64]
Say = Callable[[str], None]

# Files with only human or only generated text are compared with these.
ARTICLES = frozenset({"human_articles", "machine_articles", "N1", "K4"})
UNSURE_KIND = "about_leak"


def sources_left_out(whole: Whole) -> Section:
    """One file at a time; a file with one label is compared with the held-out articles."""
    section = Section(
        "Held-out sources",
        "Each source is scored by a model that was fitted without it, without its groups and "
        "without a tenth of the other sources. A file with only one label is compared with "
        "the articles (`human_articles`, `machine_articles`, N1, K4), which are held out as well.",
        ("source", "human", "generated", "AUROC", "recall at 1% FPR"),
    )
    values = []
    for name, (human, generated) in by_source(whole).items():
        values.append(auroc(whole.raw[human], whole.raw[generated]))
        section.rows.append(
            (
                name,
                str(int(human.sum())),
                str(int(generated.sum())),
                area(whole.raw[human], whole.raw[generated]),
                recall(whole.raw[human], whole.raw[generated]),
            )
        )
    section.text += f" Mean AUROC {np.mean(values):.3f}, worst {min(values):.3f}."
    return section


def by_source(whole: Whole) -> dict[str, tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]]:
    """Return the human and the generated texts that measure each source."""
    articles = np.isin(whole.set, list(ARTICLES))
    sources = {}
    for name in sorted(set(whole.set) - {"N2", "K1", "K2", "K3"}):
        own = whole.set == name
        human, generated = own & whole.human, own & whole.generated
        if human.sum() < MIN_CELL and generated.sum() < MIN_CELL:
            continue
        sources[name] = (
            human if human.sum() >= MIN_CELL else articles & whole.human,
            generated if generated.sum() >= MIN_CELL else articles & whole.generated,
        )
    return sources


def found_by_length(whole: Whole) -> Section:
    """Recall by length, at the thresholds set on other sources."""
    section = Section(
        "Recall by length",
        "Held-out sources; thresholds set by length on the human texts of other sources. The "
        "recall at 1% FPR compares all texts of one length, from every source: all generated ones, "
        "and those that were neither attacked nor made of a human text (revised, polished).",
        ("words", "generated", "recall at 1% FPR", "not attacked or revised", "failed", "flagged",
         "human", "human failed", "human flagged", "ECE"),
    )  # fmt: skip
    untouched = np.array([text.attack is None for text in whole.texts])
    for low, high in BANDS:
        inside = (whole.words >= low) & (whole.words < high)
        made, human = inside & whole.generated, inside & whole.human & (whole.set != "N2")
        section.rows.append(
            (
                bands.name(low, high),
                str(int(made.sum())),
                recall(whole.raw[human], whole.raw[made]),
                f"{recall(whole.raw[human], whole.raw[made & untouched])} of "
                f"{int((made & untouched).sum())}",
                share(whole.fails[made]),
                share(whole.flagged[made]),
                str(int(human.sum())),
                share(whole.fails[human]),
                share(whole.flagged[human]),
                f"{_calibration_error(whole, human | made):.3f}",
            )
        )
    for name in ("machine_articles", "K4"):
        made = (whole.set == name) & whole.generated
        section.rows.append(
            (f"`{name}`, held-out sites", str(int(made.sum())), "", "", share(whole.fails[made]),
             share(whole.flagged[made]), "", "", "", "")
        )  # fmt: skip
    return section


def human_kinds(whole: Whole) -> Section:
    """False positives by kind of writing."""
    section = Section(
        "False positives on human text, by kind",
        "Held-out sources. Every row is human writing; `about_leak` rows of N2 may be "
        "machine-assisted and are excluded.",
        ("kind", "texts", "failed", "flagged"),
    )
    names = np.array(
        [
            f"{t.set}: {t.kind}" if t.set in {"human_articles", "detectrl"} else t.set
            for t in whole.texts
        ]
    )
    leak = np.array([t.detail == UNSURE_KIND for t in whole.texts])
    everything = whole.human & ~leak
    for name in sorted(set(names[everything])):
        own = everything & (names == name)
        section.rows.append(
            (name, str(int(own.sum())), share(whole.fails[own]), share(whole.flagged[own]))
        )
    section.rows.append(
        ("**all**", str(int(everything.sum())), share(whole.fails[everything]),
         share(whole.flagged[everything]))
    )  # fmt: skip
    return section


def calibration_quality(whole: Whole) -> Section:
    """Return the calibration error on held-out sources, both labels together."""
    error = _calibration_error(whole, whole.human | whole.generated)
    return Section(
        "Calibration",
        f"Expected calibration error (15 bins) on held-out sources: {error:.3f} over all texts.",
    )


def _calibration_error(whole: Whole, mine: npt.NDArray[np.bool_]) -> float:
    return expected_calibration_error(whole.probability[mine], whole.generated[mine])


def evaluate_generated(
    texts: Sequence[LabelledText],
    measured: Design,
    idf: npt.NDArray[np.float32],
    counted: Counted,
    outside: OutOfSource,
    say: Say,
    parts: Checkpoints,
    *,
    jobs: int = 1,
) -> tuple[list[Section], Whole]:
    """Return every section on the head ``generated``, with the texts they rest on."""
    judged = judge(texts, measured, outside, kind_of)
    whole = whole_texts(texts, measured, outside, judged)
    sections = [
        sources_left_out(whole),
        found_by_length(whole),
        human_kinds(whole),
        calibration_quality(whole),
        *generators_left_out(texts, measured, idf, counted, outside, say, parts, jobs=jobs),
    ]
    return sections, whole
