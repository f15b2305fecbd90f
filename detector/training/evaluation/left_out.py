"""Measure the head ``generated`` on generators and attacks that it was fitted without."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy import sparse

from detector.training.bands import MIN_WORDS
from detector.training.data.texts import LabelledText
from detector.training.evaluation.checkpoints import Checkpoints, file_name
from detector.training.evaluation.report import MIN_CELL, Section, area, recall
from detector.training.fitting.design import Design, tf_idf
from detector.training.fitting.language import Counted
from detector.training.fitting.sweeps import OutOfSource, raw_without
from detector.training.statistics import auroc

Array = npt.NDArray[np.float64]
Say = Callable[[str], None]

# Models of one maker share habits: a generator is held out with its family.
FAMILIES = (
    "gpt-4", "gpt-5", "gpt-3.5", "ChatGPT", "davinci", "claude", "gemini", "gemma", "llama",
    "vicuna", "mistral", "mixtral", "qwen", "deepseek", "flan", "palm", "yi-", "wizardlm",
    "zephyr", "dbrx", "phi-2", "internlm", "openchat", "cohere", "tulu", "hermes",
)  # fmt: skip


def family(generator: str | None) -> str:
    """Return the maker's family of a generator's name."""
    name = (generator or "").lower()
    for mark in FAMILIES:
        if mark.lower() in name:
            return {"chatgpt": "gpt-3.5", "palm": "PaLM"}.get(mark.lower(), mark)
    return "not named"


def generators_left_out(
    texts: Sequence[LabelledText],
    measured: Design,
    idf: npt.NDArray[np.float32],
    counted: Counted,
    outside: OutOfSource,
    say: Say,
    parts: Checkpoints,
    *,
    jobs: int = 1,
) -> list[Section]:
    """Hold out every family of generators, then every attack."""
    rows = tf_idf(measured.counts, idf)
    groups_out = np.array([text.tenth >= 8 for text in texts])
    sections = []
    for title, names in (
        ("Held-out generators", [family(text.generator) for text in texts]),
        ("Held-out attacks", [text.attack or "" for text in texts]),
    ):
        keys = np.array(
            [name if text.generated else "" for name, text in zip(names, texts, strict=True)]
        )
        cells = {
            name: cell
            for name in sorted(set(keys) - {"", "none"})
            if (cell := _cell(texts, measured, keys == name, groups_out)) is not None
        }
        scores = Parallel(n_jobs=jobs)(
            delayed(_raw_of)(
                parts, f"{title}-{name}", cell, texts, measured, rows, counted, outside,
                (keys == name) | groups_out,
            )
            for name, cell in cells.items()
        )  # fmt: skip
        sections.append(_left_out(title, cells, scores, say))
    return sections


def _raw_of(
    parts: Checkpoints,
    part: str,
    cell: _Cell,
    texts: Sequence[LabelledText],
    measured: Design,
    rows: sparse.csr_matrix,
    counted: Counted,
    outside: OutOfSource,
    held_out: npt.NDArray[np.bool_],
) -> Array:
    asked = np.concatenate([cell.human, cell.generated])
    return parts.part(
        file_name(part),
        lambda: raw_without(texts, measured, rows, counted, outside, held_out, asked),
    )


def _left_out(title: str, cells: Mapping[str, _Cell], scores: Sequence[Array], say: Say) -> Section:
    """Make the section; ``scores`` are of each cell's human and then its generated pieces."""
    section = Section(
        title,
        "Each row is measured by a model fitted without any text of that name and without two "
        "tenths of all groups, on the first of the cuts alone, and compared with the human texts "
        "of those groups in the same sources.",
        ("held out", "generated", "human", "AUROC", "recall at 1% FPR"),
    )
    values = []
    for (name, cell), raw in zip(cells.items(), scores, strict=True):
        human, generated = raw[: len(cell.human)], raw[len(cell.human) :]
        values.append(auroc(human, generated))
        section.rows.append(
            (
                name,
                str(len(generated)),
                str(len(human)),
                area(human, generated),
                recall(human, generated),
            )
        )
    section.text += f" Mean AUROC {np.mean(values):.3f}, worst {min(values):.3f}."
    say(f"{title}: mean {np.mean(values):.3f}, worst {min(values):.3f}")
    return section


class _Cell(NamedTuple):
    """The pieces that show how well something held out is found."""

    human: npt.NDArray[np.intp]
    generated: npt.NDArray[np.intp]


def _cell(
    texts: Sequence[LabelledText],
    measured: Design,
    mine: npt.NDArray[np.bool_],
    groups_out: npt.NDArray[np.bool_],
) -> _Cell | None:
    sets = {texts[int(i)].set for i in np.flatnonzero(mine)} | {"human_articles"}
    human = np.array(
        [
            out and text.generated is False and not text.attack and text.set in sets
            for text, out in zip(texts, groups_out, strict=True)
        ]
    )
    enough = measured.whole & (measured.words >= MIN_WORDS)
    made = np.flatnonzero(enough & (mine & groups_out)[measured.text])
    if len(made) < MIN_CELL:
        made = np.flatnonzero(enough & mine[measured.text])
    against = np.flatnonzero(enough & human[measured.text])
    return _Cell(against, made) if min(len(made), len(against)) >= MIN_CELL else None
