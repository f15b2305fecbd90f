"""The complete evaluation: the report, its plots and the model card."""

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
from detector.training.evaluation.checkpoints import Checkpoints
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

This model answers two questions about English articles, on a laptop without a GPU. Did a language
model write the prose (`generated`)? Is the article spam, spun, keyword-stuffed, full of markup
debris, or filler, whoever wrote it (`low_quality`)? Version {version}, trained on {digest}.

**Use it for:** ranking articles for an editor, and a check before publication, together with the
rules, which show their evidence. **Do not use it for:** judging a person (a pupil, an applicant, an
author) by one text, or as proof of anything. It abstains on texts under {min_words} words of prose,
on other languages, and on lists, tables and code.

How it works: words outside a vocabulary of {vocabulary} common words are masked, so that topics and
names do not count. A logistic regression reads {ngrams} n-grams of one to four tokens, chosen
because many sources use them. Boosted trees add {measures} measures of style and of surprisal
under two language models of these n-grams, one of human and one of generated prose. A calibration
by length turns the result into a probability. The thresholds by length in `config.json` are set on
human texts of held-out sources. A tenth of the sources and a tenth of all groups were never trained
on; the pinned floors are measured on the groups.

Known limits: base models from before 2023 and word salad (FLAN-T5, text-davinci-002, high
temperatures) often pass. Human text that a model only polished is found less reliably. New models
write differently every year: measure on your own archive with `detector evaluate`, and adjust the
thresholds to it with `detector calibrate`.

Made by `scripts/model/train.py`. `scripts/model/evaluate.py --held-back` measured every figure
below on data that the model was not trained on, with 95% intervals. FPR: false-positive rate.
`docs/left-out.md` says what a model finds that was fitted without a source, a generator or an
attack.

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
    """Leave out sources, generators, attacks, corruptions; write the report ``out``, its plots."""
    files = default_files(shared)
    material = Material.read(shared, model, cache=cache, jobs=jobs)
    texts, measured = material.corpus.texts, material.measured
    say(f"measured {len(texts)} texts, {len(measured.pieces)} pieces")
    parts = Checkpoints.of(cache, material.corpus, model)
    outside = parts.part(
        "outside",
        lambda: out_of_source(texts, measured, material.idf, material.counted, say, jobs=jobs),
    )
    sections, whole = evaluate_generated(
        texts, measured, material.idf, material.counted, outside, say, parts, jobs=jobs
    )
    everything = list(read(files))
    sections.append(data_section(everything, texts, measured))

    def low_quality() -> list[Section]:
        made = low_quality_design(
            files,
            material.prepared.table,
            material.known,
            material.idf,
            outside.languages,
            seed=int(material.folder.config["seed"]),
            jobs=jobs,
        )
        return evaluate_low_quality(made, say, jobs=jobs)

    sections += parts.part("low-quality", low_quality)
    held_back = robustness.held_back(everything)
    sections.append(robustness.attacked(held_back, model=model, jobs=jobs, say=say))
    _write_report(out, sections, whole, version=str(material.folder.config["version"]))


def _write_report(out: Path, sections: list[Section], whole: Whole, *, version: str) -> None:
    known = whole.human | whole.generated
    label = whole.generated[known]
    bins = reliability(whole.probability[known], label)
    curves = {
        "roc": plots.square(
            roc_points(whole.raw[whole.human], whole.raw[whole.generated]),
            title="Sources left out",
            across="false-positive rate",
            up="recall",
        ),
        "reliability": plots.square(
            [(x, y) for x, y, _ in bins],
            title="Calibration, sources left out",
            across="probability",
            up="share generated",
            line=False,
        ),
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    links = []
    for name, curve in curves.items():
        picture = out.with_name(f"{out.stem}-{name}.svg")
        picture.write_text(curve, encoding="utf-8")
        links.append(f"![{name}]({picture.name})")
    head = (
        "# How well the classifier works on sources that were left out\n\nMade by "
        f"`scripts/model/evaluate.py`; do not edit. Version {version} of the model. "
        "[evaluation.md](evaluation.md) says what the shipped model does on texts held back from "
        "it.\n\n"
    )
    tables = "\n".join(section.markdown() for section in sections)
    out.write_text(f"{head}{' '.join(links)}\n\n{tables}", encoding="utf-8")


def _card(folder: ModelFolder, vocabulary: int, ngrams: int) -> str:
    from detector.model.features import style, surprisal

    return _CARD.format(
        version=folder.config["version"],
        digest=str(folder.config["training_data"])[:12],
        min_words=folder.config["abstention"]["min_words"],
        vocabulary=vocabulary,
        ngrams=ngrams,
        measures=len(style.NAMES) + len(surprisal.NAMES),
    )


def write_held_back(out: Path, model: Path, sections: list[Section]) -> None:
    """Write what was held back from the model as the report ``out`` and the card of ``model``."""
    folder = ModelFolder(model)
    tables = "\n".join(section.markdown() for section in sections)
    card = _card(
        folder, len(folder.text("vocabulary.txt").split()), len(folder.array("ngrams.npy"))
    )
    model.joinpath("README.md").write_text(card + tables, encoding="utf-8")
    head = (
        "# How well the classifier works\n\nMade by `scripts/model/evaluate.py --held-back`; do "
        f"not edit. Version {folder.config['version']} of the model.\n"
    )
    out.write_text(f"{head}\n{tables}", encoding="utf-8")
