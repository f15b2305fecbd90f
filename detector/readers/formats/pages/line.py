"""A line of print and where it stands on its page."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """``size`` is the height of its type in points; the page's origin is at the lower left.

    ``is_code``: all of it is in a font of one width. ``hyphen``: the word at its end goes on in
    the next line.
    """

    text: str
    left: float
    right: float
    bottom: float
    size: float
    is_bold: bool = False
    is_code: bool = False
    hyphen: bool = False

    @property
    def top(self) -> float:
        return self.bottom + self.size
