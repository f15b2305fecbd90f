"""Phrases that show nothing: those of the site's frame, and of sentences at the ends of pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from detector.audit.pages.facts import MASK
from detector.audit.pages.signature import hash_words
from detector.audit.pages.sketch import sketch
from detector.audit.site.collect import PASS, TROUBLED, Collected
from detector.audit.site.duplicates import spread
from detector.audit.site.titles import WORD

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME_SHARE = 0.1  # a phrase that so many good pages have belongs to the site's frame
FRAME_PAGES = 20  # good pages from which a frame can be seen
FRAME_SAMPLE = 2000


def phrases_of_good_pages(found: Collected) -> NDArray[np.uint32]:
    """Return the phrases that good pages share: those of the site's frame.

    Nothing where few pages are good; then what they share may be the template itself.
    """
    import numpy as np

    good = [row for row, verdict in enumerate(found.verdicts) if verdict == PASS]
    troubled = sum(verdict in TROUBLED for verdict in found.verdicts)
    if len(good) < max(FRAME_PAGES, troubled):
        return np.zeros(0, dtype=np.uint32)
    sample = spread(good, FRAME_SAMPLE)
    phrases, counts = np.unique(
        np.concatenate([found.sketch(row) for row in sample]), return_counts=True
    )
    frame: NDArray[np.uint32] = phrases[counts >= FRAME_SHARE * len(sample)]
    return frame


def phrases_of_notes(notes: Iterable[str]) -> NDArray[np.uint32]:
    """Return the phrases of sentences, masked as those of pages are; their title is not known."""
    import numpy as np

    mask = int(hash_words([MASK])[0])
    found = [sketch(hash_words(_masked(WORD.findall(note))), mask)[0] for note in notes]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype="<u4")


def _masked(surface: Sequence[str]) -> list[str]:
    """Return the words of one sentence in lower case, names and numbers masked, in runs once."""
    words: list[str] = []
    for index, word in enumerate(surface):
        if word[0].isalpha() and (index == 0 or not word[0].isupper()):
            words.append(word.lower())
        elif not words or words[-1] != MASK:
            words.append(MASK)
    return words


def without(sketch: NDArray[np.uint32], frame: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return a sketch without the phrases of ``frame``."""
    import numpy as np

    return sketch[~np.isin(sketch, frame, assume_unique=True)] if len(frame) else sketch
