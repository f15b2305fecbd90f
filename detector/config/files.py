"""Find and read ``detector.toml`` and ``[tool.detector]`` in ``pyproject.toml``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeGuard

from detector.config.keys import BY_NAME, nearest, problem
from detector.errors import DetectorError
from detector.reading import MAX_SETTINGS_BYTES, exists, is_file, read_bytes, read_text
from detector.regex import lazy

OWN_FILE = "detector.toml"
PROJECT_FILE = "pyproject.toml"

_TABLE = lazy(r"[ \t]*\[\[?([^\[\]]{1,200})\]")
_KEY = lazy(r"([\w\"' \t.-]{1,200})=")


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
        # A link that leads nowhere is settings that are lost: to read it says so.
        if is_file(own) or (os.path.islink(own) and not exists(own)):  # noqa: PTH114 - as is_file
            return own
        project = place / PROJECT_FILE
        if is_file(project) and _has_table(project):
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
        where = _at(path, "overrides")
        raise DetectorError(
            f"{where}: overrides must be tables, each with the heading [[overrides]]"
        )
    for number, entry in enumerate(entries, start=1):
        paths = entry.pop("paths", None)
        if not isinstance(paths, list) or not paths or not all(isinstance(p, str) for p in paths):
            where = _at(path, "overrides", number, "paths")
            raise DetectorError(
                f'{where}: overrides {number} needs paths, a list of patterns such as ["docs/**"]'
            )
        _check(entry, path, number)
        overrides.append(Override(tuple(paths), entry))
    _check(table, path)
    return ConfigFile(path.absolute(), table, tuple(overrides))


def _check(table: Mapping[str, Any], path: Path, override: int | None = None) -> None:
    place = "" if override is None else f"overrides {override}: "
    above: tuple[str | int, ...] = () if override is None else ("overrides", override)
    known = tuple(BY_NAME) if place else (*BY_NAME, "overrides")
    for name, value in table.items():
        where = partial(_at, path, *above, name)
        key = BY_NAME.get(name)
        if key is None:
            # TOML and Python prefer different marks between words; both are easily mixed up.
            hint = nearest(name.replace("-", "_"), known)
            raise DetectorError(f"{where()}: {place}unknown key {name!r}{hint}")
        if place and not key.anywhere:
            raise DetectorError(
                f"{where()}: {place}{name!r} applies to the whole run and cannot be overridden"
            )
        # Of a table each entry by itself: it has a line of its own.
        parts = [{entry: inner} for entry, inner in value.items()] if _is_table(value) else []
        for part in parts or [value]:
            fault = problem(key, part)
            if fault:
                entry = part if _is_table(part) else ()
                raise DetectorError(f"{where(*entry)}: {place}{name!r} {fault}")


def _is_table(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _at(path: Path, *keys: str | int) -> str:
    """Return ``path:line`` of the line that sets what ``keys`` lead to, else of the nearest table
    around it, else the path. A number after ``overrides`` is that of the table, from 1."""
    best, nearest_line = 0, 0
    for number, line_keys in _set_keys(
        read_text(path, MAX_SETTINGS_BYTES), path.name == PROJECT_FILE
    ):
        shared = 0
        while shared < min(len(keys), len(line_keys)) and keys[shared] == line_keys[shared]:
            shared += 1
        if shared > best:
            best, nearest_line = shared, number
    return f"{path}:{nearest_line}" if best else str(path)


def _set_keys(text: str, in_project: bool) -> Iterator[tuple[int, tuple[str | int, ...]]]:
    """Yield each line that heads a table or sets a key: its number and the keys that lead there.

    tomllib tells no lines. A line of a long string may be taken for a key; a message then names
    a wrong line, and nothing else is lost.
    """
    prefix = ("tool", "detector") if in_project else ()
    table: tuple[str | int, ...] = ()
    overrides = 0
    for number, line in enumerate(text.split("\n"), start=1):
        head = _TABLE.match(line)
        set_here = head or _KEY.match(line)
        if not set_here:
            continue
        keys: tuple[str | int, ...] = tuple(
            part.strip(" \t\"'") for part in set_here.group(1).split(".")
        )
        if head:
            inside = keys[: len(prefix)] == prefix
            # What another tool's table sets leads to nothing of ours.
            keys = keys[len(prefix) :] if inside else (-1,)
            overrides += keys == ("overrides",)
            table = keys = (*keys[:1], overrides, *keys[1:]) if keys[:1] == ("overrides",) else keys
        else:
            keys = (*table, *keys)
        yield number, keys


def _table(path: Path) -> dict[str, Any]:
    data = _read(path)
    if path.name != PROJECT_FILE:
        return data
    tool = data.get("tool", {})
    table = tool.get("detector", {}) if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        raise DetectorError(f"{path}: tool.detector must be a table")
    return table


def table_of(project: bytes) -> object:
    """Return what the content of a ``pyproject.toml`` sets for this tool; None if that is nothing,
    or cannot be read."""
    import tomllib

    try:
        tool = tomllib.loads(project.decode("utf-8-sig")).get("tool", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return None
    return tool.get("detector") if isinstance(tool, dict) else None


def _has_table(project: Path) -> bool:
    # Most pyproject.toml files say nothing of this tool: spare them the parser.
    try:
        if b"detector" not in read_bytes(project, MAX_SETTINGS_BYTES):
            return False
        tool = _read(project).get("tool", {})
        return isinstance(tool, dict) and "detector" in tool
    except OSError:
        return False


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(read_text(path, MAX_SETTINGS_BYTES))
    except OSError as error:
        raise DetectorError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DetectorError(f"{path}: not valid TOML: {error}") from error
