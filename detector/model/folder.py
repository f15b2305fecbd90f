"""The model folder: a configuration beside plain arrays, each checked before it is used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detector.errors import DetectorError
from detector.reading import MAX_SETTINGS_BYTES, read_bytes, read_text

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FORMAT = 1
CONFIG = "config.json"
CONFIG_DIGEST = "config.sha256"  # as sha256sum writes and checks it
SHIPPED = "article-en"
MAX_FILE_BYTES = 1 << 30  # of one file of a model


class ModelError(DetectorError):
    """A model folder that is missing, damaged or not for this version."""


def default_folder() -> Path:
    """The folder of the model that ships with the package: in the wheel, or in the checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "models" / SHIPPED
    return inside if inside.is_dir() else package.parent / "models" / SHIPPED


class ModelFolder:
    """The files of one model, read on demand.

    Raises ``ModelError`` with what to do if the folder is missing, damaged or foreign.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            source = read_bytes(path / CONFIG, MAX_SETTINGS_BYTES)
        except OSError as error:
            raise ModelError(
                f"no model in {path}: {CONFIG} cannot be read ({error.strerror}). "
                "Use the folder that `detector train` wrote."
            ) from error
        self._check_config(source)
        try:
            config = json.loads(source)
            if config["format"] != FORMAT:
                raise ModelError(
                    f"the model in {path} has format {config['format']}, this version reads "
                    f"format {FORMAT}: train it again with this version"
                )
            self._digests: dict[str, str] = dict(config["files"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ModelError(
                f"{path / CONFIG} is not the configuration of a model: restore the folder, or "
                "train the model again"
            ) from error
        self.config: dict[str, Any] = config
        self.sha256 = sha256(source).hexdigest()

    def _check_config(self, source: bytes) -> None:
        file = self.path / CONFIG_DIGEST
        try:
            stated = read_text(file, MAX_SETTINGS_BYTES, "replace").split()
        except OSError as error:
            raise ModelError(
                f"the model in {self.path} lacks {CONFIG_DIGEST} ({error.strerror}): restore the "
                "folder, or train the model again"
            ) from error
        if stated[:1] != [sha256(source).hexdigest()]:
            raise ModelError(
                f"{self.path / CONFIG} is damaged: its SHA-256 is not the one in {CONFIG_DIGEST}. "
                "Restore the folder, or install the package again."
            )

    def text(self, name: str) -> str:
        """Return the checked content of a UTF-8 text file."""
        return self._checked(name).decode("utf-8")

    def array(self, name: str) -> npt.NDArray[np.generic]:
        """Return the checked array of a ``.npy`` file. Pickled content is refused."""
        import numpy as np
        from numpy.lib import format as npy

        content = self._checked(name)
        try:
            from io import BytesIO

            stream = BytesIO(content)
            version = npy.read_magic(stream)
            if version != (1, 0):
                raise ValueError("unknown version")
            shape, fortran, dtype = npy.read_array_header_1_0(stream)
            if fortran or dtype.hasobject:
                raise ValueError("not a plain array")
            return np.frombuffer(content, dtype, offset=stream.tell()).reshape(shape)
        except ValueError as error:
            raise ModelError(f"{self.path / name} is not a plain array: {error}") from error

    def _checked(self, name: str) -> bytes:
        file = self.path / name
        try:
            content = read_bytes(file, MAX_FILE_BYTES)
        except OSError as error:
            raise ModelError(
                f"the model in {self.path} lacks {name}: restore the folder"
            ) from error
        if sha256(content).hexdigest() != self._digests.get(name):
            raise ModelError(
                f"{file} is damaged or from another model: its SHA-256 is not the one in "
                f"{CONFIG}. Restore the folder, or install the package again."
            )
        return content


def write(path: Path, config: dict[str, Any], arrays: dict[str, Any], texts: dict[str, str]) -> str:
    """Write a model folder and return the SHA-256 of its configuration.

    ``config`` gets the ``format`` and the digest of every file; the bytes depend on nothing else.
    """
    import numpy as np

    path.mkdir(parents=True, exist_ok=True)
    digests = {}
    for name, array in arrays.items():
        np.save(path / name, np.ascontiguousarray(array), allow_pickle=False)
        digests[name] = sha256(read_bytes(path / name)).hexdigest()
    for name, text in texts.items():
        (path / name).write_bytes(text.encode("utf-8"))
        digests[name] = sha256(text.encode("utf-8")).hexdigest()
    return write_config(path, {"format": FORMAT, **config, "files": dict(sorted(digests.items()))})


def write_config(path: Path, config: Mapping[str, Any]) -> str:
    """Write the configuration of the folder ``path`` with its digest, and return that."""
    source = (json.dumps(config, indent=1, ensure_ascii=False) + "\n").encode("utf-8")
    digest = sha256(source).hexdigest()
    (path / CONFIG).write_bytes(source)
    (path / CONFIG_DIGEST).write_bytes(f"{digest}  {CONFIG}\n".encode())
    return digest
