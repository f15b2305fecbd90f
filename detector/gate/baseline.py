"""Baselines: what an old site is known to hold, so that only new findings fail.

An entry is keyed by path, rule and a hash of the words found and the sentence around them, never
by line: edits elsewhere leave it alone. What the classifier says of the whole text is keyed by a
sketch of the text: small edits leave it known, a rewritten text is judged as a new one. An entry
holds a count.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from detector.config import Configuration, relative_to
from detector.errors import DetectorError
from detector.escaping import to_json
from detector.gate.entry_keys import Key, is_sketch, similar, without_sketch
from detector.gate.git import Repository, top_of
from detector.reading import exists, is_file, read_text
from detector.regex import lazy
from detector.writing import refusal_reported, write_whole

DEFAULT_NAME = "detector-baseline.json"
SCHEMA = 1
_AGAIN = ": name another file, or delete this one and use --write-baseline"
_CONFLICT = lazy(r"^(?:<{7}|>{7}) ", re.M)  # marks that git leaves


class Standing(NamedTuple):
    """What an article holds now, and the rules that were asked."""

    entries: Mapping[Key, int]
    applied: frozenset[str]

    def joined(self, other: Standing) -> Standing:
        """Return what a file of two texts holds; a rule counts as asked if both were."""
        entries = Counter(self.entries)
        entries.update(other.entries)
        return Standing(entries, self.applied & other.applied)


NOTHING = Standing({}, frozenset())


def find(configuration: Configuration, folder: Path) -> Path | None:
    """Return the baseline for what is in ``folder``: the configured one, else the nearest."""
    configured = configuration.settings(folder / "-").baseline
    return configured or (None if configuration.isolated else nearest(folder))


def nearest(folder: Path) -> Path | None:
    """Return the baseline at or above ``folder``, up to the top of its repository."""
    folder = _absolute(folder)
    for place in (folder, *folder.parents):
        if is_file(place / DEFAULT_NAME):
            return place / DEFAULT_NAME
        if exists(place / ".git"):
            break
    return None


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 (links are not followed)


class Baseline:
    """Known findings by path (relative, with ``/``)."""

    def __init__(self, files: Mapping[str, Mapping[Key, int]], folder: Path) -> None:
        self.files = {path: Counter(entries) for path, entries in files.items()}
        self.folder = _absolute(Path(folder))
        self._left_out: frozenset[str] | None = None  # asked for when a file is missed

    @classmethod
    def load(cls, path: Path) -> Baseline:
        """Read a baseline. Raises DetectorError where it cannot be read or is none."""
        text = ""
        try:
            text = read_text(path)
            data = json.loads(text)
        except OSError as error:
            raise DetectorError(
                f"{path}: cannot be read: {error.strerror or error}; --write-baseline creates one"
            ) from error
        except (ValueError, RecursionError) as error:
            if _CONFLICT.search(text):
                raise DetectorError(
                    f"{path}: contains a merge conflict: take one side with git checkout --ours or "
                    "--theirs, then add what it lacks with detector check --update-baseline"
                ) from error
            raise DetectorError(f"{path}: not a baseline ({error}){_AGAIN}") from error
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise DetectorError(f"{path}: not a baseline of schema {SCHEMA}{_AGAIN}")
        try:
            files = {
                name: {
                    (rule, digest): int(count)
                    for rule, hashes in rules.items()
                    for digest, count in hashes.items()
                }
                for name, rules in data["files"].items()
            }
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
            raise DetectorError(f"{path}: not a baseline (bad entry {error}){_AGAIN}") from error
        return cls(files, path.parent)

    def of(self, _: str | Path) -> Baseline:
        """Return itself: one baseline for all articles."""
        return self

    def name_of(self, path: str | Path) -> str:
        """Return the name of the article at ``path``: its path from the baseline's folder."""
        return str(relative_to(Path(path), self.folder))

    def known(self, name: str, keys: Iterable[tuple[Key, int]]) -> list[bool]:
        """Return for each ``(key, count)`` of a file whether it was known, in order.

        What has grown beyond its entry is new. A file that is not in the baseline takes the
        entries of one that is gone and held the same: it was renamed.
        """
        asked = list(keys)
        left = Counter(self._entries(name, [key for key, _ in asked]))
        answers = []
        for key, count in asked:
            entry = _entry(left, key)
            known = entry is not None and left[entry] >= count
            if entry is not None and known:
                left[entry] -= count
            answers.append(known)
        return answers

    def _entries(self, name: str, keys: Collection[Key]) -> Counter[Key]:
        old = name if name in self.files else self._old_name(keys)
        return self.files.get(old, Counter())

    def _old_name(self, keys: Iterable[Key]) -> str:
        """The name of a file that is gone and held the same; "" if there is none."""
        distinct = {key for key in keys if key[1]}
        best, most = "", 0
        for old, entries in self.files.items() if distinct else ():
            shared = sum(_entry(entries, key) is not None for key in distinct)
            closest = shared > most and 2 * shared >= len(distinct)
            if closest and not self._exists(old):
                best, most = old, shared
        return best

    def _exists(self, name: str) -> bool:
        """Return whether the file ``name`` is there, or a sparse checkout only leaves it out."""
        if (self.folder / name).exists():
            return True
        if self._left_out is None:
            self._left_out = _left_out(self.folder)
        return name in self._left_out

    def new_in(self, name: str, now: Standing) -> int:
        """Count the findings that the file ``name`` holds now and that are not known."""
        return self.known(name, now.entries.items()).count(False)

    def updated(self, current: Mapping[str, Standing]) -> Baseline:
        """Return a baseline that also holds all that the files in ``current`` hold now."""
        files = dict(self.files)
        for name, now in current.items():
            entries = Counter(self._entries(name, now.entries.keys()))
            for key, count in now.entries.items():
                entry = _entry(entries, key)
                held = 0 if entry is None else entries.pop(entry)
                entries[key] = max(held, count)
            if entries:
                files[name] = entries
        return Baseline(files, self.folder)

    def pruned(self, current: Mapping[str, Standing], covered: Iterable[Path]) -> Baseline:
        """Return what is left: of files in ``current`` the entries they still hold, of others
        those that still exist, unchanged. Nothing is added.

        ``covered`` are the files and folders that were asked for. A renamed file takes its
        entries along. Those of a file that is gone are dropped only where the file itself was
        asked for, or everything below the baseline's folder was: it may have been renamed to
        where a partial run does not look. What a rule that was not applied once found stays.
        """
        within = set(map(_absolute, covered))
        everywhere = not within.isdisjoint((self.folder, *self.folder.parents))
        files: dict[str, Counter[Key]] = {}
        for name, entries in self.files.items():
            looked_for = everywhere or _absolute(self.folder / name) in within
            if name not in current and (not looked_for or self._exists(name)):
                files[name] = entries
        for name, now in current.items():
            kept: Counter[Key] = Counter()
            held = Counter(now.entries)
            for key, count in self._entries(name, now.entries.keys()).items():
                if key[0] not in now.applied:
                    kept[key] += count
                elif (entry := _entry(held, key)) is not None:
                    kept[entry] = min(count, held.pop(entry))
            if kept:
                files[name] = kept
        return Baseline(files, self.folder)

    @property
    def size(self) -> int:
        """How many findings are known: what a rule counts over a text is one."""
        return sum(len(entries) for entries in self.files.values())

    def write(self, path: Path) -> None:
        """Write the baseline, sorted, so that its changes read well in a review.

        Raises DetectorError where the file cannot be written.
        """
        files: dict[str, dict[str, dict[str, int]]] = {}
        for name in sorted(self.files):
            for (rule, digest), count in sorted(self.files[name].items()):
                files.setdefault(name, {}).setdefault(rule, {})[digest] = count
        text = to_json({"schema": SCHEMA, "files": files}, indent=1)
        with refusal_reported(path):
            write_whole(path, (text + "\n").encode())


def _entry(entries: Mapping[Key, int], key: Key) -> Key | None:
    """Return the entry that knows ``key``: the same, or that of the text before its edits."""
    if entries.get(key):
        return key
    if not is_sketch(key):
        # What an older version wrote of a whole text, asked for by what it is now.
        return next((k for k in entries if is_sketch(k) and without_sketch(k) == key), None)
    same = (k for k, count in entries.items() if count and k[0] == key[0])
    return next((k for k in same if similar(k[1], key[1])), None)


def _left_out(folder: Path) -> frozenset[str]:
    """Return the names below ``folder`` that a sparse checkout leaves out."""
    top = top_of(folder)
    if top is None:
        return frozenset()
    try:
        paths = Repository(folder).left_out()
    except DetectorError:  # the git that is there does not read this work tree
        return frozenset()
    return frozenset(str(relative_to(top / path, folder)) for path in paths)
