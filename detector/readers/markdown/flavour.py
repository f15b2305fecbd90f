"""What a flavour of Markdown declares: its marks, where it applies, what it takes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from detector.readers.markdown.page import Cut, Lines, Page


def always(page: Page) -> bool:
    """Say yes: the marks of the flavour are enough."""
    return True


def nothing(page: Page) -> Iterable[Cut]:
    """Take nothing out."""
    return ()


def as_it_is(lines: Lines, page: Page) -> None:
    """Leave the lines as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """One piece of syntax that a generator understands and CommonMark does not.

    A flavour is asked only where one of its ``marks`` matches in the text, or a line begins with
    ``line_marks`` behind blanks and ``>``; one with neither is asked always. ``marks`` begin with
    one character that is rare in prose, so that the search leaps.

    ``applies`` then says by the text, the suffix and the site whether it is in use. ``cuts`` yields
    what is taken out, in order; ``shape`` moves and empties lines after that. ``rules`` are the
    rules of the parser that it needs, of ``parser.RULES``.
    """

    name: str
    marks: tuple[re.Pattern[str], ...] = ()
    line_marks: str = ""
    applies: Callable[[Page], bool] = always
    cuts: Callable[[Page], Iterable[Cut]] = nothing
    shape: Callable[[Lines, Page], None] = as_it_is
    rules: frozenset[str] = frozenset()
