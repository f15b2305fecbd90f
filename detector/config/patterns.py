"""Path patterns: ``*`` and ``?`` within a name, ``**`` across folders, a name alone anywhere."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import PurePosixPath

_FOLDERS = "**"


def matches(path: PurePosixPath, pattern: str) -> bool:
    """Return whether ``path`` (relative) or a folder above it matches ``pattern``.

    As in ``.gitignore``, a pattern without an inner ``/`` matches at any depth, and one that
    matches a folder holds for everything in it. The time is in proportion to the names of the
    path times those of the pattern: a pattern comes with the files that are checked.
    """
    wanted = _names(pattern)
    last = len(wanted) - 1
    # All places in the pattern that the names so far can have led to.
    places = _with_skipped({0}, wanted)
    for name in str(path).split("/"):
        reached = set()
        for place in places:
            if wanted[place] == _FOLDERS:
                reached.add(place)
            elif fnmatchcase(name, wanted[place]):
                reached.add(place + 1)
            else:
                continue
            if place == last:
                return True
        places = _with_skipped(reached, wanted)
    return False


def _with_skipped(places: set[int], wanted: tuple[str, ...]) -> set[int]:
    """Add what follows a ``**``, which stands for no folder too; at the end it needs a name."""
    found = set(places)
    for place in range(len(wanted) - 1):
        if place in found and wanted[place] == _FOLDERS:
            found.add(place + 1)
    return found


@lru_cache(maxsize=512)
def _names(pattern: str) -> tuple[str, ...]:
    anchored = "/" in pattern.rstrip("/")
    names = pattern.removeprefix("./").strip("/").replace("[^", "[!").split("/")
    return tuple(names) if anchored else (_FOLDERS, *names)
