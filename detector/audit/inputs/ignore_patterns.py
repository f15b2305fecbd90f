"""Patterns as in ``.gitignore``, in time that no pattern can drive up.

Ignore files come with what is audited. pathspec makes of ``*a*a*a*b`` an expression that goes back
over every ``*`` for each of the others: half a minute for one name of 250 letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

MAX_JUMPS = 3  # of "**" in one pattern: each multiplies the time by the depth of a path
_STAR = r"\[\^/\]\*"
_JUMP = re.compile(r"\(\?:(?:\.\+/|/\.\+)\)\?")


def spec(lines: Sequence[str]) -> GitIgnoreSpec | None:
    """Compile ``lines``; None where there are none. Patterns of too many ``**`` are left out."""
    from pathspec import GitIgnoreSpec

    if not lines:
        return None
    patterns = []
    for pattern in GitIgnoreSpec.from_lines(lines).patterns:
        regex = getattr(pattern, "regex", None)
        if regex is None:
            patterns.append(pattern)
        elif len(_JUMP.findall(regex.pattern)) <= MAX_JUMPS:
            quick = re.compile(without_going_back(regex.pattern), regex.flags)
            patterns.append(type(pattern)(quick, pattern.include))
    return GitIgnoreSpec(patterns)


def without_going_back(regex: str) -> str:
    """Rewrite an expression of pathspec's: the same names match, and no ``*`` is tried twice.

    As in ``fnmatch``: what follows a ``*`` up to the next one may stand where it is first found,
    since the next ``*`` takes up all that is between.
    """
    inner, last = _rewrites()
    return last.sub(r"[^/]*+", inner.sub(r"(?>[^/]*?\1)", regex))


@cache
def _rewrites() -> tuple[re.Pattern[str], re.Pattern[str]]:
    token = r"(?:\\.|\[(?:\\.|[^\]\\])++\]|[^()|/\\\[])"
    stars = rf"(?<!{_STAR})(?:{_STAR})++"  # all that stand together, tried once
    inner = re.compile(rf"{stars}((?:(?!{_STAR}){token})++)(?={_STAR})", re.DOTALL)
    last = re.compile(rf"{stars}(?=/|\(|$)")
    return inner, last
