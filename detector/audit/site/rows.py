"""The pages of a site as sets are gathered from them: sketches without frame, folders, titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from detector.audit.pages.facts import Facts
from detector.audit.site.collect import PASS, Collected
from detector.audit.site.frames import phrases_of_good_pages, without
from detector.audit.site.slots import address_words
from detector.audit.site.title_index import TitleIndex, Words
from detector.audit.store import PageRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TITLE_SHARE = 0.6  # of a set's titles that must share words with that of a page
MIN_TITLE_WORDS = 2  # that they share, function words left out
NEAR_FOLDER = 100  # pages of a folder that says something: of more, some pairs agree by chance


class Rows:
    """Looks pages up by row. ``page`` does by ordinal; ``sizes`` has the pages of each folder."""

    def __init__(self, found: Collected, page: Callable[[int], PageRow]) -> None:
        self.found = found
        self.sizes = Counter(found.folders)
        self.titles = TitleIndex(lambda row: Facts.decode(page(found.ordinals[row]).facts).title)
        self._page = page
        self._addresses: dict[int, tuple[str, ...]] = {}
        self._frame = phrases_of_good_pages(found)

    def sketch(self, row: int) -> NDArray[np.uint32]:
        """Return the phrases of a page that are not of the site's frame."""
        return without(self.found.sketch(row), self._frame)

    def address(self, row: int) -> tuple[str, ...]:
        """Return the words of the last telling part of a page's address, in lower case."""
        if row not in self._addresses:
            words = address_words(self._page(self.found.ordinals[row]).id)
            self._addresses[row] = tuple(word.lower() for word in words)
        return self._addresses[row]

    def hubs(self, folder: int) -> list[int]:
        """Return the rows of the pages that a folder itself has: ``a/index.html`` of ``a/``."""
        import numpy as np

        heads = np.asarray(self.found.heads, dtype=np.uint64)
        return np.flatnonzero(heads == np.uint64(folder)).tolist()

    def inside(self, folder: int) -> list[int]:
        """Return the rows of the pages that stand in a folder."""
        import numpy as np

        folders = np.asarray(self.found.folders, dtype=np.uint64)
        return np.flatnonzero(folders == np.uint64(folder)).tolist()

    def home(self, row: int) -> int:
        """Return the folder of a row, as a number that no other row has where it is too large."""
        folder = self.found.folders[row]
        return folder if self.sizes[folder] <= NEAR_FOLDER else -1 - row

    def has_title(self, row: int, titles: Sequence[Words], share: float = TITLE_SHARE) -> bool:
        """Return whether a title shares its words with most titles; of a page that passes, more."""
        least = MIN_TITLE_WORDS + (self.found.verdicts[row] == PASS)
        own = self.titles.words(row)
        return sum(len(own & title) >= least for title in titles) >= share * len(titles)
