"""Measure a shipped model on what was held back from it: a tenth of the sources, and of the groups.

Unlike the long evaluation, which fits the model again without each source in turn, this scores the
model that ships, in minutes. A text whose source was held back is as foreign to the model as any
new site; one whose group alone was held back comes from a source that the model knows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

import numpy as np
import numpy.typing as npt

from detector.findings import Verdict
from detector.training import bands
from detector.training.bands import BANDS, MIN_WORDS
from detector.training.data.texts import (
    HELD_BACK,
    LabelledText,
    default_files,
    is_held_back_source,
    read,
)
from detector.training.evaluation.extent import extent_section
from detector.training.evaluation.genres import MISSING, genre_of
from detector.training.evaluation.pasted import pasted_section
from detector.training.evaluation.report import Section, area, recall, share
from detector.training.evaluation.robustness import Judgement, judge
from detector.training.fitting.calibrate import expected_calibration_error

PER_SOURCE = 60  # texts of one source and label
MIN_KIND = 10  # texts of a genre, for a rate of its own; its interval says how little that is

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Measured:
    """Texts that the model never saw, and what the product says of them."""

    texts: list[LabelledText]
    judged: list[Judgement]

    @property
    def human(self) -> Mask:
        return np.array([t.generated is False and not t.attack for t in self.texts])

    @property
    def generated(self) -> Mask:
        return np.array([t.generated is True and t.sure for t in self.texts])

    @property
    def scores(self) -> npt.NDArray[np.float64]:
        return np.array([one.generated for one in self.judged])

    @property
    def words(self) -> npt.NDArray[np.int64]:
        return np.array([one.words for one in self.judged])

    def has(self, *verdicts: Verdict) -> Mask:
        return np.array([one.verdict in verdicts for one in self.judged])


def chosen(texts: Sequence[LabelledText], *, sources: bool) -> list[LabelledText]:
    """Return a fixed choice of the texts of held-back sources, or of held-back groups of others."""
    taken: Counter[tuple[str, bool | None, str]] = Counter()
    kept = []
    for text in sorted(texts, key=lambda t: sha1(t.id.encode(), usedforsecurity=False).digest()):
        whole = is_held_back_source(text.set, text.unit)
        if text.generated is None or len(text.text.split()) < MIN_WORDS:
            continue
        if whole is not sources or not (sources or text.tenth == HELD_BACK):
            continue
        cell = (text.unit, text.generated, text.set)
        taken[cell] += 1
        if taken[cell] <= PER_SOURCE:
            kept.append(text)
    return kept


def by_length(measured: Measured, title: str, text: str) -> Section:
    """Return recall and the product's verdicts by length."""
    section = Section(
        title,
        text,
        ("words", "human", "generated", "AUROC", "recall at 1% FPR", "generated failed", "flagged",
         "human failed", "human flagged", "ECE"),
    )  # fmt: skip
    human, made, scores, words = (
        measured.human, measured.generated, measured.scores, measured.words,
    )  # fmt: skip
    fails, flagged = measured.has(Verdict.FAIL), measured.has(Verdict.FAIL, Verdict.REVIEW)
    for low, high in (*BANDS, (MIN_WORDS, bands.ENDLESS)):
        band = (words >= low) & (words < high)
        h, g = human & band, made & band
        if not h.any() or not g.any():
            continue
        error = expected_calibration_error(scores[h | g], made[h | g])
        section.rows.append(
            (
                "all" if (low, high) == (MIN_WORDS, bands.ENDLESS) else bands.name(low, high),
                str(int(h.sum())), str(int(g.sum())), area(scores[h], scores[g]),
                recall(scores[h], scores[g]), share(fails[g]), share(flagged[g]),
                share(fails[h]), share(flagged[h]), f"{error:.3f}",
            )
        )  # fmt: skip
    return section


def by_genre(measured: Measured) -> Section:
    """Return what happens to human writing, by genre."""
    section = Section(
        "Human writing by genre",
        "Held-back sources and groups together. “Flagged” is failed or sent to review. The last "
        "two columns count only texts whose prose was taken for machine-generated. The others are "
        "flagged for damage that is in the data: in the speeches, transcripts with broken "
        "quotation marks; in the BBC's news, broken pound signs; in the papers, debris of PDF "
        f"files. Not in the data: {', '.join(MISSING)}.",
        ("genre", "texts", "failed", "flagged", "failed for the prose", "flagged for the prose"),
    )
    genres = np.array([genre_of(text) for text in measured.texts])
    fails, flagged = measured.has(Verdict.FAIL), measured.has(Verdict.FAIL, Verdict.REVIEW)
    prose = np.array(["generated" in one.reasons for one in measured.judged])
    for genre in sorted(set(genres[measured.human])):
        mine = measured.human & (genres == genre)
        if mine.sum() >= MIN_KIND:
            section.rows.append(
                (genre, str(int(mine.sum())),
                 *(share(hits[mine]) for hits in
                   (fails, flagged, fails & prose, flagged & prose)))
            )  # fmt: skip
    return section


def evaluate_held_back(
    shared: Path,
    model: Path,
    *,
    jobs: int = 1,
    say: Callable[[str], None] = lambda message: None,
) -> list[Section]:
    """Measure ``model`` on held-back sources and groups, and return the tables."""
    texts = list(read(default_files(shared)))
    parts = {}
    for name, sources in (("sources", True), ("groups", False)):
        mine = chosen(texts, sources=sources)
        parts[name] = Measured(mine, judge(mine, model=model, jobs=jobs))
        say(f"{len(mine)} texts of held-back {name}")
    both = Measured(
        parts["sources"].texts + parts["groups"].texts,
        parts["sources"].judged + parts["groups"].judged,
    )
    units = len({text.unit for text in parts["sources"].texts})
    return [
        by_length(
            parts["sources"],
            "Held-back sources",
            f"A tenth of the sources ({units}, at most {PER_SOURCE} texts each and label) was held "
            "back whole and measured once, after everything was chosen. Whole texts.",
        ),
        by_length(
            parts["groups"],
            "Held-back groups of known sources",
            "A tenth of the documents of every other source was held back with all their versions.",
        ),
        by_genre(both),
        pasted_section(texts, model),
        extent_section(texts, model, jobs=jobs, say=say),
    ]
