"""The whole evaluation: the report, its plots and the model card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from detector.model.folder import ModelFolder
from detector.training.data.corpus import Corpus, build
from detector.training.data.texts import default_files, read, sample
from detector.training.evaluation import plots, robustness
from detector.training.evaluation.data_report import data_section
from detector.training.evaluation.generated import evaluate_generated
from detector.training.evaluation.low_quality import evaluate_low_quality
from detector.training.evaluation.report import Section
from detector.training.evaluation.whole_texts import Whole
from detector.training.fitting.design import Design, Prepared, cut, design
from detector.training.fitting.language import Counted, count
from detector.training.fitting.low_quality import low_quality_design
from detector.training.fitting.sweeps import out_of_source
from detector.training.statistics import reliability, roc_points

_CARD = """# article-en: what this model is for

Two questions about English articles, answered on a laptop without a GPU: did a language model
write the prose (`generated`), and is the article spam, spun, stuffed, debris-ridden or filler,
whoever wrote it (`low_quality`)? Version {version}, trained on {digest}.

**For:** putting articles in an order for an editor's eye, and a gate before publication, together
with the rules that show their evidence. **Not for:** judging a person (a pupil, an applicant, an
author) by one text; texts under {min_words} words of prose, other languages, lists, tables and
code, where it abstains; proof of anything.

How it works: words outside a vocabulary of {vocabulary} common words are masked, so that no topic
or name counts; {ngrams} n-grams of one to four tokens, chosen because many sources use them, feed
a logistic regression; boosted trees join it with {measures} measures of style and of surprisal
under two language models of these n-grams, one of human and one of generated prose; a calibration
by length makes a probability; thresholds by length stand in `config.json`, set on human texts of
sources left out. A tenth of all groups was never trained on and holds its pinned floors.

Known limits: base models of before 2023 and word salad (FLAN-T5, text-davinci-002, high
temperatures) often pass; a human text that a model only polished is found less surely; new models
write differently every year: measure on your own archive with `detector evaluate`, and set the
thresholds to it with `detector calibrate`.

Made by `scripts/model/train.py`; every figure below by `scripts/model/evaluate.py`, on what the
measured model had not been trained on, with 95 % intervals. FP: false positives.

"""


@dataclass(frozen=True, slots=True)
class Material:
    """The texts that a model was trained on, measured with its own vocabulary and n-grams."""

    folder: ModelFolder
    corpus: Corpus
    prepared: Prepared
    vocabulary: list[str]
    known: npt.NDArray[np.uint32]
    idf: npt.NDArray[np.float32]
    measured: Design
    counted: Counted

    @classmethod
    def read(
        cls, shared: Path, model: Path, *, cache: Path | None = None, jobs: int = 1
    ) -> Material:
        folder = ModelFolder(model)
        seed = int(folder.config["seed"])
        texts = sample(read(default_files(shared)))
        corpus = build(texts, jobs=jobs, cache=cache)
        vocabulary = folder.text("vocabulary.txt").split()
        known = folder.array("ngrams.npy").astype(np.uint32)
        prepared = Prepared(corpus, vocabulary)
        return cls(
            folder=folder,
            corpus=corpus,
            prepared=prepared,
            vocabulary=vocabulary,
            known=known,
            idf=folder.array("idf.npy").astype(np.float32),
            measured=design(prepared, cut(corpus, seed), known),
            counted=count(prepared, known),
        )


def evaluate(
    shared: Path,
    model: Path,
    out: Path,
    *,
    cache: Path | None = None,
    jobs: int = 1,
    say: Callable[[str], None] = lambda message: None,
) -> None:
    """Measure everything and write ``out``, its plots beside it, and the card of ``model``."""
    files = default_files(shared)
    material = Material.read(shared, model, cache=cache, jobs=jobs)
    texts, measured = material.corpus.texts, material.measured
    say(f"measured {len(texts)} texts, {len(measured.pieces)} pieces")
    outside = out_of_source(texts, measured, material.idf, material.counted, say, jobs=jobs)
    sections, whole = evaluate_generated(
        texts, measured, material.idf, material.counted, outside, say, jobs=jobs
    )
    everything = list(read(files))
    sections.append(data_section(everything, texts, measured))
    made = low_quality_design(
        files,
        material.prepared.table,
        material.known,
        material.idf,
        outside.languages,
        seed=int(material.folder.config["seed"]),
        jobs=jobs,
    )
    sections += evaluate_low_quality(made, say, jobs=jobs)
    held_back = robustness.held_back(everything)
    sections.append(robustness.attacked(held_back, model=model, jobs=jobs, say=say))
    _write_report(
        out, model, material.folder, sections, whole, material.vocabulary, len(material.known)
    )


def _write_report(
    out: Path,
    model: Path,
    folder: ModelFolder,
    sections: list[Section],
    whole: Whole,
    vocabulary: list[str],
    ngrams: int,
) -> None:
    from detector.model.features import style, surprisal

    known = whole.human | whole.generated
    label = whole.generated[known]
    bins = reliability(whole.probability[known], label)
    curves = {
        "roc.svg": plots.square(
            roc_points(whole.raw[whole.human], whole.raw[whole.generated]),
            title="Sources left out",
            across="false positives",
            up="found",
        ),
        "reliability.svg": plots.square(
            [(x, y) for x, y, _ in bins],
            title="Calibration, sources left out",
            across="probability",
            up="share that is generated",
            line=False,
        ),
    }
    tables = "\n".join(section.markdown() for section in sections)
    card = _CARD.format(
        version=folder.config["version"],
        digest=str(folder.config["training_data"])[:12],
        min_words=folder.config["abstention"]["min_words"],
        vocabulary=len(vocabulary),
        ngrams=ngrams,
        measures=len(style.NAMES) + len(surprisal.NAMES),
    )
    pictures = "![ROC](roc.svg) ![Calibration](reliability.svg)\n\n"
    model.joinpath("README.md").write_text(card + pictures + tables, encoding="utf-8")
    for name, curve in curves.items():
        model.joinpath(name).write_text(curve, encoding="utf-8")
    out.parent.mkdir(parents=True, exist_ok=True)
    links = "".join(f"![]({_relative(out, model)}/{name}) " for name in curves)
    head = (
        "# How well the classifier works\n\nMade by `scripts/model/evaluate.py`; do not edit.\n\n"
    )
    out.write_text(f"{head}{links}\n\n{tables}", encoding="utf-8")


def _relative(out: Path, model: Path) -> str:
    import os

    return Path(os.path.relpath(model, out.parent)).as_posix()
