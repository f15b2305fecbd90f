"""Baselines: what an old site is known to hold, so that only new findings fail.

An entry is keyed by path, rule and a hash of the words found and the sentence around them, never
by line: edits elsewhere leave it alone. It holds a count, and may only shrink.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from detector.config import Configuration
from detector.errors import DetectorError
from detector.escaping import to_json
from detector.findings import Finding
from detector.reading import read_text
from detector.writing import refusal_reported, write_whole

DEFAULT_NAME = "detector-baseline.json"
SCHEMA = 1
Key = tuple[str, str]  # rule, hash

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s|\n[ \t]*\r?\n|\r\r")
_REACH = 300  # characters around the evidence that may belong to its sentence
_LONG = 6  # words; evidence of this length is distinct by itself


def keys_of(
    findings: Sequence[Finding], source: str, made: Mapping[str, int]
) -> list[tuple[Key, int]]:
    """Return key and count for each of a source's findings.

    ``made`` says how many findings each rule made in the whole text, before any was suppressed.
    A whole-text finding hashes to nothing. Of others the words are hashed, in lower case:
    wrapping and punctuation do not change them. What was counted over the text is known by its
    words, wherever it stands; a short piece of evidence by its sentence too.
    """
    keys = []
    for finding in findings:
        # A rule may give each finding the number of all: that counts nothing of its own.
        count = 1 if finding.count == made[finding.rule] else finding.count
        keys.append(((finding.rule, content_hash(finding, source, counted=count > 1)), count))
    return keys


def content_hash(finding: Finding, source: str, *, counted: bool = False) -> str:
    """Hash the evidence, with its sentence where it is short and stands for itself."""
    if finding.start == finding.end:
        return ""
    words = _WORD.findall(finding.evidence.casefold())
    content = " ".join(words) or " ".join(finding.evidence.split())
    if not counted and len(words) < _LONG:
        before = source[max(0, finding.start - _REACH) : finding.start]
        after = source[finding.end : finding.end + _REACH]
        ends = [match.end() for match in _SENTENCE_END.finditer(before)]
        before = before[ends[-1] :] if ends else before
        stop = _SENTENCE_END.search(after)
        after = after[: stop.start()] if stop else after
        sentence = _WORD.findall(f"{before} {after}".casefold())
        content = f"{content}\0{' '.join(sentence)}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def within(text: str, key: Key) -> Key:
    """Return ``key`` as that of one text of a file of many, which ``text`` names."""
    hashed = f"{text}\0{key[1]}".encode("utf-8", "surrogatepass")
    return key[0], hashlib.sha256(hashed).hexdigest()[:16]


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
        if (place / DEFAULT_NAME).is_file():
            return place / DEFAULT_NAME
        if (place / ".git").exists():
            break
    return None


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 (links are not followed)


class Baseline:
    """Known findings by path (relative, with ``/``)."""

    def __init__(self, files: Mapping[str, Mapping[Key, int]], folder: Path) -> None:
        self.files = {path: Counter(entries) for path, entries in files.items()}
        self.folder = folder

    @classmethod
    def load(cls, path: Path) -> Baseline:
        """Read a baseline. Raises DetectorError where it cannot be read or is none."""
        try:
            data = json.loads(read_text(path))
        except OSError as error:
            raise DetectorError(
                f"{path}: cannot be read: {error.strerror or error}; --write-baseline creates one"
            ) from error
        except (ValueError, RecursionError) as error:
            raise DetectorError(f"{path}: not a baseline: {error}") from error
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise DetectorError(f"{path}: not a baseline of schema {SCHEMA}")
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
            raise DetectorError(f"{path}: not a baseline: bad entry {error}") from error
        return cls(files, path.absolute().parent)

    def known(self, name: str, keys: Iterable[tuple[Key, int]]) -> list[bool]:
        """Return for each ``(key, count)`` of a file whether it was known, in order.

        What has grown beyond its entry is new. A file that is not in the baseline takes the
        entries of one that is gone and held the same: it was renamed.
        """
        asked = list(keys)
        left = Counter(self.files.get(name if name in self.files else self._old_name(asked), {}))
        answers = []
        for key, count in asked:
            known = left[key] >= count
            if known:
                left[key] -= count
            answers.append(known)
        return answers

    def _old_name(self, asked: Iterable[tuple[Key, int]]) -> str:
        """The name of a file that is gone and held the same; "" if there is none."""
        distinct = {key for key, _ in asked if key[1]}
        best, most = "", 0
        for old, entries in self.files.items():
            shared = len(distinct & entries.keys())
            closest = shared > most and 2 * shared >= len(distinct)
            if closest and not (self.folder / old).exists():
                best, most = old, shared
        return best

    def shrunk(
        self, current: Mapping[str, Standing], covered: Iterable[Path] | None = None
    ) -> Baseline:
        """Return what is left: of files in ``current`` the entries they still hold, of others
        those that still exist, unchanged. Nothing is added.

        A renamed file takes its entries along; while a run has not met it, those of its old name
        stay. ``covered`` are the files and folders that were asked for (None: all): what is gone
        from there is gone. What a rule that was not applied once found stays.
        """
        old_names = {
            name: name if name in self.files else self._old_name(now.entries.items())
            for name, now in current.items()
        }
        taken = {*old_names.values(), *current}
        within = None if covered is None else set(map(_absolute, covered))
        files: dict[str, Counter[Key]] = {}
        for name, entries in self.files.items():
            place = _absolute(self.folder / name)
            looked_for = within is None or not within.isdisjoint((place, *place.parents))
            if name not in taken and (place.exists() or not looked_for):
                files[name] = entries
        for name, now in current.items():
            old = old_names[name]
            left = {
                key: min(count, now.entries.get(key, 0)) if key[0] in now.applied else count
                for key, count in self.files.get(old, Counter()).items()
            }
            if kept := +Counter(left):
                files[name] = kept
        return Baseline(files, self.folder)

    @property
    def size(self) -> int:
        return sum(sum(entries.values()) for entries in self.files.values())

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
