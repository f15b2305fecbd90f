"""The library: score texts and files from Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from detector.findings import Failure, Report
from detector.text.document import ContentType


def score_text(
    text: str,
    *,
    id: str = "text",
    content_type: ContentType | str | None = None,
    model: Path | str | None = None,
    features: bool = False,
) -> Report:
    """Score one text and return its report.

    ``content_type`` is ``text``, ``markdown`` or ``html``; without it the content decides.
    ``model`` is a model folder in place of the one that ships. Raises DetectorError for a
    folder that is no model, ValueError for an unknown content type, TypeError for bytes.
    """
    if not isinstance(text, str):
        raise TypeError(
            f"score_text: the text must be a str, not {type(text).__name__}; score_file reads a "
            "file in any encoding"
        )
    from detector.model import load
    from detector.readers import parse
    from detector.scoring.score import score

    kind = None if content_type is None else ContentType(content_type)
    document = parse(text, id=id, content_type=kind)
    return score(document, load(Path(model) if model else None), features=features)


def score_files(
    paths: Iterable[str | Path],
    *,
    model: Path | str | None = None,
    jobs: int = 0,
    features: bool = False,
) -> Iterator[Report | Failure]:
    """Score every text of ``paths`` (files, JSONL) in order; unreadable ones are Failures."""
    from detector.pipeline import score_all
    from detector.readers import ReadOptions

    folder = Path(model) if model else None
    names = [str(path) for path in paths]
    return score_all(names, ReadOptions(), model=folder, jobs=jobs, features=features)


def score_file(path: str | Path, *, model: Path | str | None = None) -> Report | Failure:
    """Score one file and return its report, or why it could not be read.

    Of JSON lines that is the first text's.
    """
    name = str(path)
    empty = Failure(id=name, path=name, type="empty", message=f"{name}: contains no text")
    return next(score_files([path], model=model), empty)
