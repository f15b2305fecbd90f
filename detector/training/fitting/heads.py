"""The probabilities of a fitted head, and the model folder that is made of heads."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from detector.findings import Family
from detector.model import folder
from detector.model.extent import Extent
from detector.model.features.surprisal import LanguageModel, LanguageModels
from detector.model.head import Calibration, Head
from detector.model.loading import schema_hash
from detector.training.bands import MIN_WORDS
from detector.training.data.seen import FILE as SEEN
from detector.training.fitting import calibrate
from detector.version import __version__

Array = npt.NDArray[np.float64]

# Chosen with the first model, and neither swept nor fitted: below these shares a text is taken for
# a list, a table or code (running prose in all words) or for no sentences (function words in it).
ABSTENTION = {"min_words": MIN_WORDS, "min_prose_share": 0.35, "min_function_words": 0.2}


def wording_share(wording: Array, trees: Array) -> float:
    """The factor that makes the n-gram part spread half as wide as the trees' log-odds.

    The trees read the n-gram part too, but know each source's habits of style: the sum of both
    holds better on sources left out than either.
    """
    return float(f"{0.5 * trees.std() / wording.std():.6g}")


def probabilities(calibration: Calibration, raw: Array, words: npt.NDArray[np.int64]) -> Array:
    """Apply a calibration to many texts."""
    lines = {int(count): calibration.line(int(count)) for count in np.unique(words)}
    line = np.array([lines[int(count)] for count in words])
    result: Array = 1.0 / (1.0 + np.exp(-np.clip(line[:, 0] * raw + line[:, 1], -60, 60)))
    return result


def write_model(
    out: Path,
    *,
    heads: dict[str, Head],
    vocabulary: Sequence[str],
    known: npt.NDArray[np.uint32],
    idf: npt.NDArray[np.float32],
    languages: LanguageModels,
    seen: npt.NDArray[np.uint32],
    extent: Extent | None,
    about: dict[str, Any],
) -> str:
    """Write the model folder and return its configuration's SHA-256.

    ``seen`` are the fingerprints of the training texts; ``about`` holds the name, version, seed and
    the digest of the training data.
    """
    arrays: dict[str, Any] = {"ngrams.npy": known, "idf.npy": idf, SEEN: seen}
    unknown = {}
    for name in ("human", "generated"):
        model: LanguageModel = getattr(languages, name)
        arrays[f"language_{name}_log_probability.npy"] = model.log_probability
        arrays[f"language_{name}_back_off.npy"] = model.back_off
        unknown[name] = {"unknown": model.unknown}
    for name, head in heads.items():
        arrays[f"{name}_weights.npy"] = head.weights
        arrays[f"{name}_trees.npy"] = head.trees.nodes
        arrays[f"{name}_roots.npy"] = head.trees.roots
    config = {
        **about,
        "language": "en",
        "feature_schema": schema_hash(),
        "families": [family.value for family in Family],
        "abstention": ABSTENTION,
        "thresholds_at": {
            "fail": calibrate.FAIL_RATE,
            "review": calibrate.REVIEW_RATE,
            "on": "human texts of sources left out, kinds of writing alike",
        },
        "languages": unknown,
        "heads": {name: _described(head) for name, head in heads.items()},
        **_described_extent(extent),
        "made_with": _made_with(),
    }
    return folder.write(out, config, arrays, {"vocabulary.txt": "\n".join(vocabulary) + "\n"})


def complete(path: Path, extent: Extent | None, seen: npt.NDArray[np.uint32]) -> str:
    """Write the extent and the training texts into a model folder; the rest stays as it is."""
    files = folder.ModelFolder(path)
    config = {
        name: value
        for name, value in files.config.items()
        if name not in ("format", "files", "extent")
    }
    made_with = config.pop("made_with")
    config = {**config, **_described_extent(extent), "made_with": made_with}
    named = [name for name in files.config["files"] if name != SEEN]
    arrays = {name: files.array(name) for name in named if name.endswith(".npy")}
    texts = {name: files.text(name) for name in named if not name.endswith(".npy")}
    return folder.write(path, config, {**arrays, SEEN: seen}, texts)


def _described_extent(extent: Extent | None) -> dict[str, Any]:
    return {} if extent is None else {"extent": extent.to_config()}


def _described(head: Head) -> dict[str, Any]:
    """What the folder's configuration holds of a head; its arrays are files of their own."""
    return {
        "intercept": head.intercept,
        "wording_share": head.wording_share,
        "evidence_share": head.evidence_share,
        "baseline": head.trees.baseline,
        "depth": head.trees.depth,
        "calibration": {
            "words": list(head.calibration.words),
            "slopes": list(head.calibration.slopes),
            "offsets": list(head.calibration.offsets),
        },
        "thresholds": {
            "from_words": list(head.thresholds.from_words),
            "review": list(head.thresholds.review),
            "fail": list(head.thresholds.fail),
            "passage": list(head.thresholds.passage),
        },
    }


def _made_with() -> dict[str, str]:
    import sklearn

    return {
        "detector": __version__,
        "numpy": np.__version__,
        "scikit-learn": sklearn.__version__,
        "python": platform.python_version(),
    }
