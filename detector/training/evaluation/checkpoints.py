"""Keep the finished parts of a long measurement, so that the next run starts where one stopped."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from detector.reading import read_bytes
from detector.training.data.corpus import MAX_CACHE_BYTES, Corpus

T = TypeVar("T")


def file_name(part: str) -> str:
    """Return the name of a part as a part of a file's name."""
    return "".join(c if c.isalnum() else "-" for c in part)


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """Parts by name in ``folder``, which is the developer's own and is never shipped.

    ``key`` covers the texts, the model and the code that fits and measures: a part that was made
    from others is made again. Without a folder nothing is kept.
    """

    folder: Path | None
    key: str

    @classmethod
    def of(cls, folder: Path | None, corpus: Corpus, model: Path) -> Checkpoints:
        """Return the parts that belong to these texts, to this model and to today's code."""
        package = Path(__file__).resolve().parents[2]
        key = sha256()
        for row in corpus.rows:
            key.update(row.tobytes())
        for text in corpus.texts:
            key.update(repr(text).encode())
        for file in sorted(model.iterdir()):
            if file.suffix in {".json", ".npy", ".txt"}:
                key.update(read_bytes(file))
        for name in ("model", "training"):
            for source in sorted((package / name).rglob("*.py")):
                key.update(read_bytes(source))
        return cls(folder, key.hexdigest()[:16])

    def part(self, name: str, make: Callable[[], T]) -> T:
        """Return the part of that name: kept by an earlier run, or made now and kept."""
        if self.folder is None:
            return make()
        path = self.folder / f"part-{self.key}-{name}.pickle"
        if path.is_file():
            kept: T = pickle.loads(read_bytes(path, MAX_CACHE_BYTES))  # noqa: S301 - our own file
            return kept
        made = make()
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_bytes(pickle.dumps(made, protocol=5))
        unfinished.replace(path)
        return made
