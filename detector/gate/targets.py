"""What the gate is to check: files and folders, what is staged, what a change touches."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detector.config import Configuration, relative_to
from detector.config.files import OWN_FILE, PROJECT_FILE, table_of
from detector.config.patterns import selected
from detector.errors import DetectorError
from detector.findings import Failure
from detector.gate.baseline import DEFAULT_NAME
from detector.gate.baselines import Baselines
from detector.gate.git import Entry, Lines, Repository, enclosing, top_of
from detector.gate.issues import SkipReason, missing_reason
from detector.gate.merging import common, sources
from detector.readers import ReadOptions, articles_of, read_articles
from detector.readers.failures import STANDARD_INPUT
from detector.readers.table import is_walked, missing_extra
from detector.reading import exists, is_folder, is_special, is_there, read_bytes
from detector.text.document import Document

_SETTINGS = (OWN_FILE, PROJECT_FILE, DEFAULT_NAME)
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})


@dataclass(frozen=True, slots=True)
class Target:
    """One file to check: a path as shown, its bytes where they are not the file's, and the
    lines that a change touches (None: all of it)."""

    path: str
    data: bytes | None = None
    touched: Lines | None = None

    def content(self) -> bytes:
        """Return the bytes as they are. Raises OSError."""
        return read_bytes(self.path) if self.data is None else self.data

    def documents(self, options: ReadOptions) -> Iterator[Document | Failure]:
        """Yield the article of the file, or those of a collection."""
        if self.data is not None:
            return articles_of(self.data, self.path, options)
        return read_articles(self.path, options)


Skipped = Counter[str]  # how many files were skipped, by reason


def named(
    paths: Sequence[str],
    configuration: Configuration,
    stdin_name: str | None = None,
    skipped: Skipped | None = None,
    warn: Callable[[str], None] = lambda message: None,
) -> Iterator[Target]:
    """Yield the files of ``paths``, folders walked, in order and each once.

    In a git work tree what git ignores is left out of folders, unless the folder itself is
    ignored: then it was named on purpose. Elsewhere hidden folders are left out. Standard input
    (``-``) takes the name ``stdin_name``. What is skipped is counted in ``skipped``. Where git
    cannot be asked, ``warn`` is told why, and folders are walked as elsewhere.
    """
    skipped = Counter() if skipped is None else skipped
    seen = set()
    for path in paths:
        if path == STANDARD_INPUT:
            if stdin_name and excluded(stdin_name, configuration):
                skipped[SkipReason.EXCLUDED] += 1
                continue
            try:
                yield Target(stdin_name or path, sys.stdin.buffer.read())
            except OSError:  # it is closed: to read it again says so
                yield Target(path)
            continue
        names = walked(Path(path), skipped, warn) if is_folder(path) else (path,)
        for name in names:
            if name in seen:
                continue
            seen.add(name)
            if excluded(name, configuration):
                skipped[SkipReason.EXCLUDED] += 1
            else:
                yield Target(name)


def staged(
    paths: Sequence[str],
    configuration: Configuration,
    since: str | None,
    *,
    touched: bool,
    skipped: Skipped,
) -> Iterator[Target]:
    """Yield the staged articles with their content in the index; ``touched``: and their lines.

    While a merge, a rebase, a cherry-pick or a revert is in progress, only what differs from all
    of its sides is judged. What is skipped is counted in ``skipped``.
    """
    repository = Repository(Path.cwd())
    yield from _unknown(paths, repository)
    entries = _wanted(
        repository.changed(since, staged=True), repository, paths, configuration, skipped
    )
    others = sources(repository.git_folder()) if since is None and entries else []
    lines: dict[str, Lines] = {}
    if (touched or others) and entries:
        lines = repository.touched_lines(since, staged=True)
    for other in others:
        try:
            differing = repository.changed(other, staged=True, exactly=True)
            changed_lines = repository.touched_lines(other, staged=True, exactly=True)
        except DetectorError:  # the commit before the first one, or one that is not here
            continue
        paths_of = {entry.path for entry in differing}
        entries = [entry for entry in entries if entry.path in paths_of]
        lines = {
            entry.path: common(lines.get(entry.path, []), changed_lines.get(entry.path, []))
            for entry in entries
        }
    contents = repository.contents([entry.blob for entry in entries])
    for entry, data in zip(entries, contents, strict=True):
        if not _is_article(entry.path, data):
            skipped[SkipReason.BINARY] += 1
        else:
            ranges = lines.get(entry.path, []) if touched or others else None
            yield Target(_shown(repository, entry.path), data, ranges)


def settings_of(
    paths: Sequence[str], configuration: Configuration, baselines: Baselines
) -> list[Path]:
    """List the configurations and baselines of articles, and where one could be that is not there.

    They are read from the work tree: where they differ from what is staged, CI checks the commit
    by others. No git is asked.
    """
    used: set[Path | None] = set()
    folders: set[Path] = set()
    for name in paths:
        path = Path(os.path.realpath(name))
        file = None if configuration.file else configuration.file_for(path)
        used.add(file.path if file else None)
        used.add(None if baselines.named else baselines.path_for(path))
        folders.update(path.parents)
    missing: set[Path] = set()
    top = top_of(Path(os.path.realpath(Path.cwd())))
    if configuration.file is None and not configuration.isolated and top is not None:
        # What is there and not used is another tool's, or hidden by a nearer one.
        names = (folder / n for folder in folders if folder.is_relative_to(top) for n in _SETTINGS)
        missing.update(name for name in names if not exists(name))
    return sorted(path for path in used | missing if path is not None)


def sets_otherwise(repository: Repository, name: str) -> bool:
    """Return whether ``name`` as staged means something else: the file of a project may have
    changed where another tool reads it."""
    path = repository.top / name
    if path.name != PROJECT_FILE:
        return True
    content = read_bytes(path) if exists(path) else b""
    return table_of(content) != table_of(repository.staged_content(name))


def changed(
    paths: Sequence[str], configuration: Configuration, since: str | None, skipped: Skipped
) -> Iterator[Target]:
    """Yield the articles that differ in the work tree, with the lines that the change touches."""
    repository = Repository(Path.cwd())
    yield from _unknown(paths, repository)
    entries = repository.changed(since, staged=False)
    entries = _wanted(entries, repository, paths, configuration, skipped)
    new = [Entry(path, "") for path in repository.untracked()]
    lines = repository.touched_lines(since, staged=False) if entries else {}
    for entry in entries:
        if is_there(repository.top / entry.path):
            yield Target(_shown(repository, entry.path), touched=lines.get(entry.path, []))
    for entry in _wanted(new, repository, paths, configuration, skipped):
        yield Target(_shown(repository, entry.path))


def excluded(path: str, configuration: Configuration) -> bool:
    """Return whether the configuration takes ``path`` out."""
    settings = configuration.settings(Path(path))
    if not settings["exclude"]:
        return False
    relative = relative_to(Path(path), settings.root or Path.cwd())
    return selected(relative, settings["exclude"])


def _unknown(paths: Sequence[str], repository: Repository) -> Iterator[Target]:
    """Yield what was named and is neither there nor known to git: reading it will say so."""
    for path in paths:
        if not os.path.lexists(path) and not repository.knows(path):
            yield Target(path)


def _wanted(
    entries: Sequence[Entry],
    repository: Repository,
    paths: Sequence[str],
    configuration: Configuration,
    skipped: Skipped,
) -> list[Entry]:
    asked = _asked(entries, repository, paths)
    wanted = []
    for entry in sorted(entries, key=lambda entry: entry.path):
        if entry.path not in asked:
            continue
        if excluded(_shown(repository, entry.path), configuration):
            skipped[SkipReason.EXCLUDED] += 1
        else:
            wanted.append(entry)
    return wanted


def _asked(
    entries: Sequence[Entry], repository: Repository, paths: Sequence[str]
) -> dict[str, Path]:
    """Map those of ``entries`` that are articles within ``paths`` to where they are."""
    within = [Path(os.path.realpath(path)) for path in paths]
    top = Path(os.path.realpath(repository.top))
    asked = {}
    for entry in entries:
        place = top / entry.path
        is_within = not within or any(place == w or w in place.parents for w in within)
        # A file that was named is read whatever its suffix; among others only articles are.
        if is_within and (is_walked(place.suffix.lower()) or place in within):
            asked[entry.path] = place
    return asked


def _shown(repository: Repository, path: str) -> str:
    return Path(os.path.relpath(repository.top / path)).as_posix()


def _is_article(path: str, data: bytes) -> bool:
    """Tell text, and files that a reader prints, from other binary data."""
    from detector.readers.decoding import binary_kind
    from detector.readers.reader import FileReader
    from detector.readers.table import reader_of_file

    if binary_kind(data) is None:
        return True
    return isinstance(reader_of_file(Path(path).suffix.lower(), data), FileReader)


def walked(folder: Path, skipped: Skipped, warn: Callable[[str], None]) -> Iterator[str]:
    """Yield the articles below ``folder``, sorted; what lacks an extra is counted. Folders that
    cannot be opened are among them: to read one says what is wrong."""
    repository = _repository(folder, warn)
    if repository is not None:
        # git does not follow a link to a folder.
        real = Path(os.path.realpath(folder))
        names = repository.files_under(real)
        if names or not repository.ignores(real):
            for name in names:
                path = repository.top / name
                # Git lists what was deleted, too. A folder that git could not open has no suffix.
                wanted = name.endswith("/") or _is_wanted(path, skipped)
                if wanted and (name.endswith("/") or is_there(path)):
                    yield Path(os.path.relpath(path)).as_posix()
            return
    unopened: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=unopened.append):
        folders[:] = sorted(
            name for name in folders if name[0] != "." and name not in _SKIPPED_FOLDERS
        )
        for name in sorted(files):
            path = Path(place) / name
            if _is_wanted(path, skipped):
                yield path.as_posix()
    yield from (Path(error.filename).as_posix() for error in unopened)


def _repository(folder: Path, warn: Callable[[str], None]) -> Repository | None:
    """Return the repository around ``folder``, None where there is none, or git cannot be asked."""
    if not enclosing(folder):
        return None
    try:
        return Repository(folder)
    except DetectorError as error:  # a container has the clone, but not git, or not its owner
        warn(f"{error}; so what git ignores is checked, too")
        return None


def _is_wanted(path: Path, skipped: Skipped) -> bool:
    suffix = path.suffix.lower()
    if is_walked(suffix):
        return not is_special(path)
    if extra := missing_extra(suffix):
        skipped[missing_reason(extra)] += 1
    return False
