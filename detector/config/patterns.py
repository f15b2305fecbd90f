"""Path patterns like git's: ``*`` and ``?`` in a name, ``**`` across folders, ``!`` takes back."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

_FOLDERS = "**"
_SPECIAL = frozenset("*?[")


class _Pattern(NamedTuple):
    names: tuple[str, ...]  # one glob per name of the path, in the language of fnmatch
    negated: bool
    folders_only: bool


def selected(path: PurePosixPath, patterns: Sequence[str]) -> bool:
    """Return whether ``patterns``, read like a ``.gitignore``, select ``path`` (relative).

    The last pattern that matches decides. As in git, what is below a selected folder cannot be
    taken back with ``!``: take back the folder.
    """
    names = str(path).split("/")
    read = [_read(pattern) for pattern in patterns]
    for depth in range(1, len(names) + 1):
        chosen = False
        for pattern in read:
            is_folder = depth < len(names)
            if pattern.negated == chosen and (is_folder or not pattern.folders_only):
                chosen ^= _fits(names[:depth], pattern.names)
        if chosen:
            return True
    return False


def _fits(names: Sequence[str], wanted: tuple[str, ...]) -> bool:
    """Return whether ``names`` match as a whole.

    The time is in proportion to the names of the path times those of the pattern: a pattern
    comes with the files that are checked.
    """
    last = len(wanted)
    # All places in the pattern that the names so far can have led to.
    places = _with_skipped({0}, wanted)
    for name in names:
        reached = set()
        for place in places:
            if place == last:
                continue
            if wanted[place] == _FOLDERS:
                reached.add(place)
                if place == last - 1:
                    reached.add(last)
            elif fnmatchcase(name, wanted[place]):
                reached.add(place + 1)
        places = _with_skipped(reached, wanted)
    return last in places


def _with_skipped(places: set[int], wanted: tuple[str, ...]) -> set[int]:
    """Add what follows a ``**``, which also matches no folder; at the end it needs a name."""
    found = set(places)
    for place in range(len(wanted) - 1):
        if place in found and wanted[place] == _FOLDERS:
            found.add(place + 1)
    return found


@lru_cache(maxsize=512)
def _read(pattern: str) -> _Pattern:
    negated = pattern.startswith("!")
    path = pattern[negated:]
    folders_only = path.endswith("/")
    anchored = "/" in path.rstrip("/")
    path = path.removeprefix("./").strip("/")
    names = tuple(_unescaped(name) for name in path.split("/"))
    return _Pattern(names if anchored else (_FOLDERS, *names), negated, folders_only)


def _unescaped(name: str) -> str:
    """Return a glob in which a backslash makes the next character literal, as one of fnmatch."""
    if "\\" not in name:
        return name.replace("[^", "[!")
    parts = []
    characters = iter(name)
    for character in characters:
        if character == "\\":
            literal = next(characters, "\\")
            parts.append(f"[{literal}]" if literal in _SPECIAL else literal)
        else:
            parts.append(character)
    return "".join(parts).replace("[^", "[!")
