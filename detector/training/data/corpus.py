"""Read every text once by the product's own readers and keep its tokens as numbers."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed

from detector.model.features.passage import Passage, passage
from detector.readers import parse
from detector.reading import read_bytes
from detector.text.analysis import Analysis
from detector.training.data.texts import LabelledText

BATCH = 200
MAX_CACHE_BYTES = 16 << 30  # of the developer's own cache


@dataclass(frozen=True, slots=True)
class Corpus:
    """The prose of many texts: text i is ``tokens[t]`` for each ``t`` of ``rows[i]``.

    ``ends[i]`` are its sentence ends; ``texts`` are the same rows with their text dropped.
    """

    tokens: list[str]
    rows: list[npt.NDArray[np.int32]]
    ends: list[npt.NDArray[np.int32]]
    texts: list[LabelledText]


def prose(text: LabelledText) -> Passage:
    """Read one text as ``detector score`` would and return its running prose."""
    return passage(Analysis(parse(text.text, id=text.id)))


def build(
    texts: Iterable[LabelledText],
    *,
    jobs: int = 1,
    cache: Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> Corpus:
    """Read ``texts``; with a ``cache`` folder, the result is kept there for a next run.

    The cache is for the developer's own machine: its key covers the texts and the code that reads
    them, and nothing of it is ever shipped or loaded to score.
    """
    texts = list(texts)
    kept = None
    if cache is not None:
        kept = cache / f"corpus-{_key(texts)}.pickle"
        if kept.is_file():
            found: Corpus = pickle.loads(read_bytes(kept, MAX_CACHE_BYTES))  # noqa: S301 - our own file
            return found
    corpus = _read(texts, jobs, progress)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(corpus, protocol=5))
    return corpus


def _read(
    texts: Sequence[LabelledText], jobs: int, progress: Callable[[int], None] | None
) -> Corpus:
    batches = [texts[i : i + BATCH] for i in range(0, len(texts), BATCH)]
    passages: list[Passage] = []
    for done in Parallel(n_jobs=jobs, return_as="generator")(
        delayed(_passages)(batch) for batch in batches
    ):
        passages += done
        if progress:
            progress(len(done))
    numbers: dict[str, int] = {}
    rows = [
        np.fromiter((numbers.setdefault(t, len(numbers)) for t in p.tokens), np.int32)
        for p in passages
    ]
    return Corpus(
        tokens=list(numbers),
        rows=rows,
        ends=[np.array(p.ends, np.int32) for p in passages],
        texts=[replace(text, text="") for text in texts],
    )


def _passages(batch: Sequence[LabelledText]) -> list[Passage]:
    return [prose(text) for text in batch]


def _key(texts: Sequence[LabelledText]) -> str:
    package = Path(__file__).resolve().parents[2]
    key = sha256()
    for text in texts:
        key.update(repr(text).encode())
    for name in ("readers", "text"):
        for source in sorted((package / name).rglob("*.py")):
            key.update(read_bytes(source))
    key.update(read_bytes(package / "model" / "features" / "passage.py"))
    return key.hexdigest()[:16]
