"""Path patterns: ``*`` and ``?`` within a name, ``**`` across folders, a name alone anywhere."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath


def matches(path: PurePosixPath, pattern: str) -> bool:
    """Tell whether ``path`` (relative) or a folder above it matches ``pattern``.

    As in ``.gitignore``, a pattern without an inner ``/`` matches at any depth, and one that
    matches a folder holds for everything in it.
    """
    return _compiled(pattern).match(str(path)) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    anchored = "/" in pattern.rstrip("/")
    pattern = pattern.removeprefix("./").strip("/")
    parts = []
    names = pattern.split("/")
    for index, name in enumerate(names):
        last = index == len(names) - 1
        if name == "**":
            # At the end: everything in the folder; elsewhere: any number of folders.
            parts.append(".+" if last else "(?:[^/]+/)*")
            continue
        parts.append(_name(name) + ("" if last else "/"))
    start = "" if anchored else "(?:[^/]+/)*"
    return re.compile(f"{start}{''.join(parts)}(?:/.*)?\\Z", re.S)


def _name(name: str) -> str:
    out = []
    for piece in re.split(r"(\*+|\?|\[[^\]/]+\])", name):
        if piece.startswith("*"):
            out.append("[^/]*")
        elif piece == "?":
            out.append("[^/]")
        elif piece.startswith("[") and piece.endswith("]") and len(piece) > 2:
            inner = piece[1:-1]
            negated = "^" if inner[0] in "!^" else ""
            body = inner[1:] if negated else inner
            out.append(
                f"[{negated}{body.replace(chr(92), chr(92) * 2).replace('[', chr(92) + '[')}]"
            )
        else:
            out.append(re.escape(piece))
    return "".join(out)
