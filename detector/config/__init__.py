"""Configuration: found beside the articles, laid in layers, each value with its origin.

The layers, later ones first to be asked: what is built in, the profile, the file's own keys, each
of its ``[[overrides]]`` whose patterns match the path, the command line. Lists of allowances and
exceptions add up; every other value replaces the one before; tables merge entry by entry.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from detector.config.files import ConfigFile, find, load
from detector.config.keys import BY_NAME, KEYS, PROFILES
from detector.config.patterns import selected
from detector.errors import DetectorError
from detector.findings import Family

BUILT_IN = "built in"
COMMAND_LINE = "command line"
ADDITIVE = frozenset({"ignore", "allow_phrases", "allow_names", "exclude"})


@dataclass(frozen=True, eq=False)
class Settings:
    """What holds for one path, and where each value came from.

    One object stands for all paths to which the same layers apply: it compares by identity.
    ``values`` has every key of ``detector.config.keys``. ``origins`` has every key too, and
    ``families.readability`` or ``thresholds.review`` for the entries of tables.
    """

    values: Mapping[str, Any]
    origins: Mapping[str, str]
    root: Path | None = None

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @cached_property
    def families(self) -> Mapping[Family, str]:
        """``off``, ``review`` or ``fail`` for every family."""
        return {family: self.values["families"][family] for family in Family}

    def threshold(self, name: str) -> float | None:
        """The threshold as configured, or None for the model's own."""
        value: float | None = self.values["thresholds"].get(name)
        return value

    @property
    def act(self) -> float:
        """The family score from which an editor would act."""
        return float(self.values["thresholds"]["review"])

    @property
    def baseline(self) -> Path | None:
        """The baseline's path, or None.

        It lies below the configuration's folder: a configuration comes with what is checked, and
        must not choose which files of the user's are read and written. Raises DetectorError.
        """
        name: str = self.values["baseline"]
        if not name:
            return None
        root = self.root or Path()
        path = root / name
        if not path.resolve().is_relative_to(root.resolve()):
            raise DetectorError(
                f"{self.origins['baseline']}: the baseline {name!r} is outside the folder of the "
                "configuration; name it with --baseline"
            )
        return path


@dataclass
class Configuration:
    """Answers for every path; reads each configuration file once.

    ``file``: use this one for all paths. ``isolated``: use none. ``given``: keys from the command
    line, which win over all files.
    """

    file: Path | None = None
    isolated: bool = False
    given: Mapping[str, Any] = field(default_factory=dict)
    _by_folder: dict[Path, ConfigFile | None] = field(default_factory=dict, repr=False)
    _loaded: dict[Path, ConfigFile] = field(default_factory=dict, repr=False)
    _settings: dict[tuple[Any, ...], Settings] = field(default_factory=dict, repr=False)

    def file_for(self, path: Path) -> ConfigFile | None:
        """Return the configuration file that holds for ``path``, or None.

        Raises DetectorError for a file that cannot be read or holds an unknown key.
        """
        if self.isolated:
            return None
        if self.file is not None:
            return self._load(self.file)
        # ".." leads out of a folder, not into it.
        folder = Path(os.path.abspath(path)).parent  # noqa: PTH100 (links are not followed)
        if folder not in self._by_folder:
            name = find(folder)
            self._by_folder[folder] = None if name is None else self._load(name)
        return self._by_folder[folder]

    def settings(self, path: Path) -> Settings:
        """Return the settings for the article at ``path``, which need not exist."""
        file = self.file_for(path)
        applied = () if file is None else self._matching(file, path)
        key = (file.path if file else None, applied)
        if key not in self._settings:
            self._settings[key] = _laid(file, applied, self.given)
        return self._settings[key]

    def _load(self, path: Path) -> ConfigFile:
        if path not in self._loaded:
            self._loaded[path] = load(path)
        return self._loaded[path]

    @staticmethod
    def _matching(file: ConfigFile, path: Path) -> tuple[int, ...]:
        relative = relative_to(path, file.folder)
        return tuple(
            index
            for index, override in enumerate(file.overrides)
            if selected(relative, override.paths)
        )


def relative_to(path: Path, folder: Path) -> PurePosixPath:
    """Return ``path`` as seen from ``folder``, with ``/`` on every system."""
    try:
        return PurePosixPath(Path(os.path.relpath(path.absolute(), folder)).as_posix())
    except ValueError:  # another drive
        return PurePosixPath(path.absolute().as_posix())


def _laid(file: ConfigFile | None, applied: tuple[int, ...], given: Mapping[str, Any]) -> Settings:
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}

    def lay(layer: Mapping[str, Any], origin: str) -> None:
        if "profile" in layer:
            name = layer["profile"]
            put({"profile": name}, origin)
            put(
                PROFILES[name],
                f"profile {name}" if origin == BUILT_IN else f"profile {name}, {origin}",
            )
        put({key: value for key, value in layer.items() if key != "profile"}, origin)

    def put(layer: Mapping[str, Any], origin: str) -> None:
        for name, value in layer.items():
            origins[name] = origin
            if isinstance(value, Mapping):
                values[name] = {**values.get(name, {}), **value}
                origins.update({f"{name}.{entry}": origin for entry in value})
            elif name in ADDITIVE:
                before = values.get(name, ())
                values[name] = (*before, *(item for item in value if item not in before))
            else:
                values[name] = tuple(value) if isinstance(value, list) else value

    lay({key.name: key.default for key in KEYS}, BUILT_IN)
    if file is not None:
        lay(file.values, str(file.path))
        for index in applied:
            lay(file.overrides[index].values, f"{file.path}, overrides {index + 1}")
    lay(given, COMMAND_LINE)
    return Settings(values, origins, file.folder if file else None)


__all__ = ["BY_NAME", "ConfigFile", "Configuration", "Settings", "relative_to"]
