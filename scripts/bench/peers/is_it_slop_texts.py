"""is-it-slop, as its README calls it."""

from __future__ import annotations

from collections.abc import Callable

from measured import run


def prepare() -> Callable[[str, str], object]:
    from is_it_slop import is_this_slop  # type: ignore[import-not-found]

    return lambda text, _: is_this_slop(text)


run(prepare)
