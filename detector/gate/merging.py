"""What a merge, a rebase, a cherry-pick or a revert in progress brings into the index.

The files are those that git itself keeps in its folder while such a command is stopped; git's
manual names them (``gitrevisions``, ``git-cherry-pick``).
"""

from __future__ import annotations

from pathlib import Path

from detector.gate.git import Lines
from detector.reading import MAX_SETTINGS_BYTES, read_text
from detector.regex import lazy

_HASH = lazy(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REBASES = ("rebase-merge", "rebase-apply")


def sources(git_folder: Path) -> list[str]:
    """Return the commits besides HEAD whose content the command in progress brings in.

    What the index has from one of them was committed before, by whoever wrote it: only what
    differs from HEAD and from each of them is new. Empty where no such command is in progress.
    """
    found = _hashes(git_folder / "MERGE_HEAD")
    found += _hashes(git_folder / "CHERRY_PICK_HEAD")
    # What a revert brings back is what was there before the commit.
    found += [f"{commit}^" for commit in _hashes(git_folder / "REVERT_HEAD")]
    if any((git_folder / name).is_dir() for name in _REBASES):
        found += _hashes(git_folder / "REBASE_HEAD")
    return list(dict.fromkeys(found))


def common(one: Lines, other: Lines) -> Lines:
    """Return the lines that are in both; ranges in order, without overlaps.

    >>> common([(1, 4), (9, 9)], [(3, 9)])
    [(3, 4), (9, 9)]
    """
    shared: Lines = []
    i = j = 0
    while i < len(one) and j < len(other):
        first = max(one[i][0], other[j][0])
        last = min(one[i][1], other[j][1])
        if first <= last:
            shared.append((first, last))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return shared


def _hashes(file: Path) -> list[str]:
    try:
        text = read_text(file, MAX_SETTINGS_BYTES, "replace")
    except OSError:
        return []
    return [line for line in text.split() if _HASH.fullmatch(line)]
