"""A sketch of the phrases of a page: pages that share one phrase in a hundred are still alike.

Its phrases are those of five words, its headings and how its sentences begin; these count twice.

A MinHash signature of 128 places cannot see so small a share. A sketch keeps the lowest hashes of
all five-word phrases (a bottom-k sketch: Cohen and Kaplan, "Summarizing data using bottom-k
sketches", 2007), so two sketches hold the same phrases where the pages do.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from detector.audit.pages.signature import hash_words, mixed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PHRASE_WORDS = 5  # unrelated articles share less than one such phrase in 200
OPENING_COUNTS = 2  # phrases that an opening or a heading stands for
MIN_SHARED = 3  # phrases; so an opening and a phrase at least
MAX_MASKED = 2  # of the words of a phrase: with more of them any two pages agree
SIZE = 768  # hashes kept: all of a page of 400 words, one in four of a page of 1,600


def sketch(hashed: NDArray[np.uint64], mask: int, openings: Collection[str] = ()) -> bytes:
    """Return the sketch of the words ``hashed``, in which ``mask`` is the hash of a masked word,
    and of the page's ``openings``.

    At most ``SIZE`` little-endian 32-bit numbers, ascending; empty below five words.
    """
    import numpy as np

    count = len(hashed) - PHRASE_WORDS + 1
    if count < 1:
        return b""
    masked = np.concatenate(([0], np.cumsum(hashed == np.uint64(mask))))
    kept = masked[PHRASE_WORDS:] - masked[:-PHRASE_WORDS] <= MAX_MASKED
    first = mixed(hashed[:-4], hashed[1:-3], hashed[2:-2])
    phrases = mixed(first, hashed[3:-1], hashed[4:])[kept] >> np.uint64(32)
    whole = np.concatenate((phrases, _hashes(openings))) if openings else phrases
    return np.unique(whole)[:SIZE].astype("<u4").tobytes()


def _hashes(openings: Collection[str]) -> NDArray[np.uint64]:
    """Return ``OPENING_COUNTS`` hashes of each opening."""
    import numpy as np

    hashed = np.repeat(hash_words(sorted(openings)), OPENING_COUNTS)
    rounds = np.tile(np.arange(1, OPENING_COUNTS + 1, dtype=np.uint64), len(openings))
    return mixed(hashed, rounds, rounds) >> np.uint64(32)


def overlap(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """Return the share of phrases of the shorter page that the other has too, by their sketches.

    Below ``MIN_SHARED`` phrases in common it is 0: they may be chance.
    """
    import numpy as np

    if not len(one) or not len(other):
        return 0.0
    end = min((page[-1] for page in (one, other) if len(page) == SIZE), default=None)
    if end is not None:  # beyond it one of the pages has forgotten its phrases
        one = one[: np.searchsorted(one, end, "right")]
        other = other[: np.searchsorted(other, end, "right")]
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / min(len(one), len(other)) if shared >= MIN_SHARED else 0.0
