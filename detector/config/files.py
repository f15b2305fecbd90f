"""Find and read ``detector.toml`` and ``[tool.detector]`` in ``pyproject.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detector.config.keys import BY_NAME, nearest, problem
from detector.errors import DetectorError

OWN_FILE = "detector.toml"
PROJECT_FILE = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Override:
    """Values for the paths that match one of the patterns."""

    paths: tuple[str, ...]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A file as read and found sound."""

    path: Path
    values: Mapping[str, Any]
    overrides: tuple[Override, ...]

    @property
    def folder(self) -> Path:
        return self.path.parent


def find(folder: Path) -> Path | None:
    """Return the nearest configuration at or above ``folder``; ``detector.toml`` goes first.

    A ``pyproject.toml`` without ``[tool.detector]`` is passed over.
    """
    for place in (folder, *folder.parents):
        own = place / OWN_FILE
        if own.is_file():
            return own
        project = place / PROJECT_FILE
        if project.is_file() and _has_table(project):
            return project
    return None


def load(path: Path) -> ConfigFile:
    """Read and check a configuration file.

    Raises DetectorError that names file, line, the key and the nearest known one.
    """
    table = _table(path)
    overrides = []
    entries = table.pop("overrides", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DetectorError(f"{path}: overrides must be tables, each headed [[overrides]]")
    for number, entry in enumerate(entries, start=1):
        paths = entry.pop("paths", None)
        if isinstance(paths, str):
            paths = [paths]
        if not isinstance(paths, list) or not paths or not all(isinstance(p, str) for p in paths):
            raise DetectorError(
                f'{path}: overrides {number} needs paths, a list of patterns such as ["docs/**"]'
            )
        _check(entry, path, f"overrides {number}: ")
        overrides.append(Override(tuple(paths), entry))
    _check(table, path, "")
    return ConfigFile(path.absolute(), table, tuple(overrides))


def _check(table: Mapping[str, Any], path: Path, place: str) -> None:
    known = tuple(BY_NAME) if place else (*BY_NAME, "overrides")
    for name, value in table.items():
        key = BY_NAME.get(name)
        if key is None:
            # TOML and Python prefer different marks between words; both are easily mixed up.
            hint = nearest(name.replace("-", "_"), known)
            raise DetectorError(f"{_at(path, name)}: {place}unknown key {name!r}{hint}")
        if place and not key.anywhere:
            raise DetectorError(
                f"{_at(path, name)}: {place}{name!r} holds for a whole run and cannot be overridden"
            )
        fault = problem(key, value)
        if fault:
            raise DetectorError(f"{_at(path, name)}: {place}{name!r} {fault}")


def _at(path: Path, name: str) -> str:
    """Return ``path:line`` of the first line that sets ``name``, or the path."""
    text = path.read_text("utf-8")
    found = re.search(rf"(?m)^[ \t]*(?:\[[\w.]*)?[\"']?{re.escape(name)}[\"']?[ \t]*[\]=.]", text)
    return str(path) if found is None else f"{path}:{text.count(chr(10), 0, found.start()) + 1}"


def _table(path: Path) -> dict[str, Any]:
    data = _read(path)
    if path.name != PROJECT_FILE:
        return data
    tool = data.get("tool", {})
    table = tool.get("detector", {}) if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        raise DetectorError(f"{path}: tool.detector must be a table")
    return table


def _has_table(project: Path) -> bool:
    # Most pyproject.toml files say nothing of this tool: spare them the parser.
    try:
        if b"detector" not in project.read_bytes():
            return False
        tool = _read(project).get("tool", {})
        return isinstance(tool, dict) and "detector" in tool
    except OSError:
        return False


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            return tomllib.load(stream)
    except OSError as error:
        raise DetectorError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DetectorError(f"{path}: not valid TOML: {error}") from error
