"""proselint, all its checks, as its command line calls them."""

from __future__ import annotations

from collections.abc import Callable

from measured import run


def prepare() -> Callable[[str, str], object]:
    from proselint.checks import __register__  # type: ignore[import-not-found]
    from proselint.config import DEFAULT  # type: ignore[import-not-found]
    from proselint.registry import CheckRegistry  # type: ignore[import-not-found]
    from proselint.tools import LintFile  # type: ignore[import-not-found]

    CheckRegistry().register_many(__register__)
    return lambda text, _: LintFile("article", text).lint(DEFAULT)


run(prepare)
