"""The library: score texts and files from Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from detector.findings import Failure, Report
from detector.text.document import ContentType

if TYPE_CHECKING:
    from detector.model import Model


class Detector:
    """Scores texts and files with one model.

    ``model`` is a model folder in place of the one that ships; it is read once, at the first
    text. One object may serve several threads, and can be pickled: its copy in another process
    reads the model there.

    >>> detector = Detector()
    >>> detector.score("Only a few words.").reasons
    ('too_short',)
    """

    def __init__(self, model: Path | str | None = None) -> None:
        self._folder = Path(model) if model else None

    def __repr__(self) -> str:
        return f"Detector(model={str(self._folder) if self._folder else None!r})"

    def score(
        self,
        text: str,
        *,
        title: str | None = None,
        content_type: ContentType | str | None = None,
        id: str = "text",
        features: bool = False,
    ) -> Report:
        """Score one text and return its report.

        ``title`` is the headline where the text does not contain it; offsets are those of
        ``text``. ``content_type`` is ``text``, ``markdown`` or ``html``; without it the content
        decides. Raises DetectorError for a folder that is no model, ValueError for an unknown
        content type, TypeError for bytes.
        """
        if not isinstance(text, str):
            raise TypeError(
                f"score: the text must be a str, not {type(text).__name__}; score_file reads a "
                "file in any encoding"
            )
        from detector.readers import parse
        from detector.scoring.score import score

        kind = None if content_type is None else ContentType(content_type)
        document = parse(text, id=id, content_type=kind)
        if title is not None:
            document = replace(document, title=title, title_source=None)
        return score(document, self._model(), features=features)

    def score_file(self, path: str | Path) -> Report | Failure:
        """Score one file and return its report, or why it could not be read.

        Of JSON lines that is the first text's.
        """
        name = str(path)
        empty = Failure(id=name, path=name, type="empty", message=f"{name}: contains no text")
        return next(self.score_files([path]), empty)

    def score_files(
        self, paths: Iterable[str | Path], *, jobs: int = 0, features: bool = False
    ) -> Iterator[Report | Failure]:
        """Score every text of ``paths`` (files, JSON lines) in order; unreadable ones are Failures.

        ``jobs`` is the number of processes, 0 for the cores that this process may use.
        """
        from detector.pipeline import score_all
        from detector.readers import ReadOptions

        names = [str(path) for path in paths]
        return score_all(names, ReadOptions(), model=self._folder, jobs=jobs, features=features)

    def _model(self) -> Model:
        from detector.model import load

        return load(self._folder)


def score_text(
    text: str,
    *,
    id: str = "text",
    title: str | None = None,
    content_type: ContentType | str | None = None,
    model: Path | str | None = None,
    features: bool = False,
) -> Report:
    """Score one text, as ``Detector.score``."""
    return Detector(model).score(
        text, id=id, title=title, content_type=content_type, features=features
    )


def score_files(
    paths: Iterable[str | Path],
    *,
    model: Path | str | None = None,
    jobs: int = 0,
    features: bool = False,
) -> Iterator[Report | Failure]:
    """Score every text of ``paths`` in order, as ``Detector.score_files``."""
    return Detector(model).score_files(paths, jobs=jobs, features=features)


def score_file(path: str | Path, *, model: Path | str | None = None) -> Report | Failure:
    """Score one file, as ``Detector.score_file``."""
    return Detector(model).score_file(path)
