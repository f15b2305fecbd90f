"""The lengths by which figures are stated: all in words."""

from __future__ import annotations

from typing import Final

# Chosen: of less prose the model abstains (its folder says so), so nothing less is measured.
MIN_WORDS: Final = 40
ENDLESS: Final = 10**9
# From, and below. Chosen: what holds of articles does not of passages.
BANDS: Final = ((MIN_WORDS, 80), (80, 150), (150, 400), (400, ENDLESS))


def name(low: int, high: int) -> str:
    """Return a band's heading in a report: ``80 to 150``, where 150 begins the next."""
    return f"{low} and more" if high == ENDLESS else f"{low} to {high}"
