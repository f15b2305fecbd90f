"""A sketch of the phrases of a page: pages that share one phrase in a hundred are still alike.

A MinHash signature of 128 places cannot see so small a share. A sketch keeps the lowest hashes of
all five-word phrases (a bottom-k sketch: Cohen and Kaplan, "Summarizing data using bottom-k
sketches", 2007), so two sketches hold the same phrases where the pages do. Beside each phrase
stands its place on the page: it tells one passage from what a template leaves all over a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.audit.pages.signature import mixed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PHRASE_WORDS = 5  # unrelated articles share less than one such phrase in 200
MAX_MASKED = 2  # of the words of a phrase: with more of them any two pages agree
SIZE = 768  # hashes kept: all of a page of 400 words, one in four of a page of 1,600
PLACE_WORDS = 20  # of one place: the next phrase of one passage is at most one place on
LAST_PLACE = 255  # all that follows has it too


def sketch(hashed: NDArray[np.uint64], mask: int) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Return the sketch of the words ``hashed``, in which ``mask`` is the hash of a masked word.

    At most ``SIZE`` phrases as 32-bit numbers, ascending, and the place where each stands first,
    counted in ``PLACE_WORDS`` words; both are empty below five words.
    """
    import numpy as np

    count = len(hashed) - PHRASE_WORDS + 1
    if count < 1:
        return np.zeros(0, dtype="<u4"), np.zeros(0, dtype=np.uint8)
    masked = np.concatenate(([0], np.cumsum(hashed == np.uint64(mask))))
    kept = masked[PHRASE_WORDS:] - masked[:-PHRASE_WORDS] <= MAX_MASKED
    first = mixed(hashed[:-4], hashed[1:-3], hashed[2:-2])
    phrases = mixed(first, hashed[3:-1], hashed[4:])[kept] >> np.uint64(32)
    lowest, at = np.unique(phrases, return_index=True)
    places = np.minimum(np.flatnonzero(kept)[at[:SIZE]] // PLACE_WORDS, LAST_PLACE)
    return lowest[:SIZE].astype("<u4"), places.astype(np.uint8)


def passages(places: NDArray[np.uint8]) -> int:
    """Return how many passages phrases at these places make: neighbouring places are one."""
    import numpy as np

    found = np.unique(places)
    return int(np.count_nonzero(np.diff(found) > 1)) + bool(len(found))


def overlap(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """Return the share of phrases of the shorter page that the other has too, by their sketches.

    Below two phrases in common it is 0: one may be chance.
    """
    import numpy as np

    if not len(one) or not len(other):
        return 0.0
    end = min((page[-1] for page in (one, other) if len(page) == SIZE), default=None)
    if end is not None:  # beyond it one of the pages has forgotten its phrases
        one = one[: np.searchsorted(one, end, "right")]
        other = other[: np.searchsorted(other, end, "right")]
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / min(len(one), len(other)) if shared >= 2 else 0.0
