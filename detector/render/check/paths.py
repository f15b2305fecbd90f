"""Paths as other programs read them: from the top of the repository, wherever the check runs."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from detector.errors import DetectorError
from detector.findings import Failure
from detector.gate.git import top_of
from detector.gate.issues import Checked

# These formats are read by programs that know the repository, and not where the check ran.
ROOTED = frozenset({"github", "gitlab", "sarif", "junit", "rdjson", "md"})


def base_folder(named: Path | None) -> Path:
    """Return the folder from which paths are shown: the named one, the top of the repository
    around the work folder, or the work folder. Raises DetectorError where it does not exist."""
    here = Path.cwd()
    if named is not None and not named.is_dir():
        raise DetectorError(f"--path-base: {named} is no folder: check the path")
    return here / named if named is not None else top_of(here) or here


def from_folder(result: Checked | Failure, folder: Path | None) -> Checked | Failure:
    """Return ``result`` with its paths as seen from ``folder``; None: as they are."""
    if folder is None or result.path is None:
        return result
    path = shown(result.path, folder)
    if path == result.path:
        return result
    if isinstance(result, Failure):
        named = result.id.startswith(result.path)
        id = path + result.id.removeprefix(result.path) if named else result.id
        return replace(result, path=path, id=id)
    return replace(
        result,
        path=path,
        issues=tuple(replace(issue, path=path) for issue in result.issues),
        shown=tuple(replace(issue, path=path) for issue in result.shown),
    )


def shown(path: str, folder: Path) -> str:
    """Return ``path`` as seen from ``folder``; what is outside of it stays as it is."""
    if path == "-":
        return path
    try:
        relative = os.path.relpath(path, folder)
    except ValueError:  # another drive
        return path
    outside = relative.split(os.sep, 1)[0] == os.pardir
    return path if outside else Path(relative).as_posix()
