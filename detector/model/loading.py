"""Build a model from its folder."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detector.findings import ModelInfo
from detector.model.folder import CONFIG, ModelError, ModelFolder, default_folder

if TYPE_CHECKING:
    from detector.model.classifier import Model
    from detector.model.extent import Extent
    from detector.model.features.surprisal import LanguageModel
    from detector.model.head import Head

HEADS = ("generated", "low_quality")


def schema_hash() -> str:
    """The SHA-256 of the feature names in order: a model fits only the features it learnt."""
    from detector.model.classifier import FEATURES

    return sha256("\n".join(FEATURES).encode()).hexdigest()


def load(folder: Path | None = None) -> Model:
    """Return the model in ``folder``, or the one that ships with the package.

    A folder is read once per process, and again only after its configuration was written again.
    Raises ``ModelError`` where the folder is missing, damaged, or made for other features.
    """
    path = folder or default_folder()
    return _load(path, _version(path))


def _version(folder: Path) -> tuple[int, ...]:
    """Return what changes when another model is written into ``folder``, without reading it."""
    try:
        status = (folder / CONFIG).stat()
    except OSError:
        return ()
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


@lru_cache(maxsize=4)
def _load(folder: Path, version: tuple[int, ...]) -> Model:
    import numpy as np

    from detector.model.classifier import Abstention, Model
    from detector.model.features.surprisal import LanguageModels
    from detector.model.features.tokens import TokenTable

    files = ModelFolder(folder)
    config = files.config
    try:
        if config["feature_schema"] != schema_hash():
            raise ModelError(
                f"the model in {files.path} was trained on features that differ from "
                "those of this version: train it again with this version"
            )
        vocabulary = files.text("vocabulary.txt").split()
        known = files.array("ngrams.npy").astype(np.uint32, copy=False)
        idf = files.array("idf.npy").astype(np.float32, copy=False)
        languages = LanguageModels(
            *(_language(files, name, len(known)) for name in ("human", "generated"))
        )
        heads = {name: _head(files, name, len(known)) for name in HEADS}
        return Model(
            info=ModelInfo(name=config["name"], version=config["version"], sha256=files.sha256),
            table=TokenTable({word: rank for rank, word in enumerate(vocabulary)}),
            known=known,
            idf=idf,
            languages=languages,
            generated=heads["generated"],
            low_quality=heads["low_quality"],
            abstention=Abstention(**config["abstention"]),
            extent=_extent(config),
        )
    except (KeyError, TypeError, IndexError) as error:
        raise ModelError(
            f"the configuration of the model in {files.path} is incomplete or invalid ({error}): "
            "restore the folder, or train the model again"
        ) from error


def _head(files: ModelFolder, name: str, size: int) -> Head:
    import numpy as np

    from detector.model.head import Head, Trees, calibration_of, thresholds_of

    config: dict[str, Any] = files.config["heads"][name]
    weights = files.array(f"{name}_weights.npy").astype(np.float32, copy=False)
    if weights.shape != (size,):
        raise ModelError(f"{name}_weights.npy in {files.path} does not match the n-grams")
    nodes = files.array(f"{name}_trees.npy").astype(np.float64, copy=False)
    roots = files.array(f"{name}_roots.npy").astype(np.int32, copy=False)
    return Head(
        weights=weights,
        intercept=float(config["intercept"]),
        wording_share=float(config["wording_share"]),
        evidence_share=float(config["evidence_share"]),
        trees=Trees(nodes, roots, float(config["baseline"]), int(config["depth"])),
        calibration=calibration_of(config["calibration"]),
        thresholds=thresholds_of(config["thresholds"]),
    )


def _extent(config: dict[str, Any]) -> Extent | None:
    from detector.model.classifier import FEATURES
    from detector.model.extent import Extent

    if "extent" not in config:
        return None
    extent = Extent(**config["extent"])
    if unknown := set(extent.features) - set(FEATURES):
        raise KeyError(f"extent: unknown features {', '.join(sorted(unknown))}")
    return extent


def _language(files: ModelFolder, name: str, size: int) -> LanguageModel:
    import numpy as np

    from detector.model.features.surprisal import LanguageModel

    log_probability, back_off = (
        files.array(f"language_{name}_{part}.npy").astype(np.float32, copy=False)
        for part in ("log_probability", "back_off")
    )
    if log_probability.shape != (size,) or back_off.shape != (size,):
        raise ModelError(f"the language model {name} in {files.path} does not match the n-grams")
    unknown = float(files.config["languages"][name]["unknown"])
    return LanguageModel(log_probability, back_off, unknown)
