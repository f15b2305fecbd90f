"""Walk a folder: in order, without loops, leaving out what its ignore files name."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from detector.audit.inputs.container import InputOptions, clean
from detector.audit.inputs.ignore_patterns import spec
from detector.findings import Failure
from detector.gate.git import Repository
from detector.readers.failures import unopened
from detector.readers.table import is_walked
from detector.reading import MAX_SETTINGS_BYTES, exists, read_text

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILES = (".gitignore", ".detectorignore")
Ignores = list[tuple[Path, "GitIgnoreSpec"]]  # by the folder that they stand in, from the top


class Filter:
    """What a walk takes: by suffix, or what ``include`` names, less what ``exclude`` names."""

    def __init__(self, options: InputOptions) -> None:
        from detector.audit.inputs import WALKED_SUFFIXES

        self._suffixes = WALKED_SUFFIXES
        self._include = spec(options.include)
        self._exclude = spec(options.exclude)

    def takes(self, relative: str) -> bool:
        """Return whether the walk takes the file at ``relative``, a path with slashes."""
        from detector.audit.inputs import inner_suffix

        if self._exclude and self._exclude.match_file(relative):
            return False
        if self._include:
            return self._include.match_file(relative)
        suffix = inner_suffix(relative)
        return suffix in self._suffixes or is_walked(suffix)

    def takes_member(self, relative: str) -> bool:
        """Return whether a walk would have taken the file at ``relative`` of what is no folder.

        Beside what is hidden that leaves out ``__MACOSX``, in which archives from a Mac hold what
        its file system keeps beside the files.
        """
        parts = relative.replace("\\", "/").split("/")
        hidden = any(part.startswith(".") and part.strip(".") for part in parts)  # not ".."
        return not hidden and "__MACOSX" not in parts[:-1] and self.takes(relative)

    def enters(self, relative: str) -> bool:
        return not (self._exclude and self._exclude.match_file(f"{relative}/"))


def walk(folder: str, options: InputOptions) -> Iterator[str | Failure]:
    """Yield the files below ``folder``, sorted within each folder, files before folders.

    ``.gitignore`` and ``.detectorignore`` hold as in git, also those above ``folder`` up to the
    repository's root. Names that begin with a dot are left out. A folder that links lead to
    twice is entered once, so links in a ring do no harm.
    """
    ignores, unread = _ignores_above(Path(folder))
    yield from unread
    yield from _Walk(folder, options).below(folder, "", ignores)


class _Walk:
    def __init__(self, folder: str, options: InputOptions) -> None:
        self._chosen = Filter(options)
        since = options.changed_since
        self._changed = _changed(folder, since) if since else None
        self._seen: set[tuple[int, int]] = set()

    def below(self, folder: str, relative: str, ignores: Ignores) -> Iterator[str | Failure]:
        try:
            status = os.stat(folder)  # noqa: PTH116 - one call for both numbers
            if (status.st_dev, status.st_ino) in self._seen:
                return
            self._seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield unopened(folder, clean(folder), error)
            return
        own, unread = _ignores_in(Path(folder), [entry.name for entry in found])
        ignores = ignores + own
        yield from unread
        folders = []
        for entry in found:
            if entry.name.startswith("."):
                continue
            name = f"{relative}{clean(entry.name)}"
            if _is_folder(entry):
                if self._chosen.enters(name) and not _ignored(entry.path, ignores, "/"):
                    folders.append((entry.path, f"{name}/"))
            elif self._chosen.takes(name) and not _ignored(entry.path, ignores):
                yield from self._file(entry)
        for path, name in folders:
            yield from self.below(path, name, ignores)

    def _file(self, entry: os.DirEntry[str]) -> Iterator[str | Failure]:
        """Yield a regular file; pipes and the like would hang the reader."""
        try:
            if entry.is_file():
                if self._changed is None or Path(entry.path).resolve() in self._changed:
                    yield entry.path
            elif entry.is_symlink():
                entry.stat()  # raises unless it leads to a pipe or the like
        except OSError as error:
            yield unopened(entry.path, clean(entry.path), error)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a ring of links, or one into a forbidden folder
        return False


def _ignores_in(folder: Path, names: Collection[str]) -> tuple[Ignores, list[Failure]]:
    """Read the ignore files of one folder, and say which of them could not be read."""
    lines: list[str] = []
    unread: list[Failure] = []
    for name in IGNORE_FILES:
        if name not in names:
            continue
        path = folder / name
        try:
            lines += read_text(path, MAX_SETTINGS_BYTES, "replace").splitlines()
        except (FileNotFoundError, IsADirectoryError):
            continue
        except OSError as error:
            unread.append(unopened(path, clean(str(path)), error))
    found = spec(lines)
    return [(folder, found)] if found else [], unread


def _ignores_above(folder: Path) -> tuple[Ignores, list[Failure]]:
    """Read the ignore files between ``folder`` and the root of its git repository."""
    absolute = folder.absolute()
    ignores: Ignores = []
    unread: list[Failure] = []
    for depth, above in enumerate(absolute.parents):
        if exists(above / ".git"):
            for place in (absolute.parents[i] for i in range(depth, -1, -1)):
                found, faults = _ignores_in(place, IGNORE_FILES)
                ignores += found
                unread += faults
            break
        if exists(absolute / ".git"):
            break
    return ignores, unread


def _ignored(path: str, ignores: Ignores, end: str = "") -> bool:
    """Tell what the ignore files say of ``path``; the one nearest to it that speaks decides."""
    for folder, patterns in reversed(ignores):
        whole = Path(path).absolute() if folder.is_absolute() else Path(path)
        result = patterns.check_file(f"{clean(whole.relative_to(folder).as_posix())}{end}")
        if result.include is not None:
            return result.include
    return False


def _changed(folder: str, revision: str) -> frozenset[Path]:
    """Return the files that changed since HEAD and ``revision`` parted, or are new to git."""
    repository = Repository(Path(folder))
    names = [entry.path for entry in repository.changed(revision, staged=False)]
    names += repository.untracked()
    return frozenset((repository.top / name).resolve() for name in names)
