"""Find the pages of a folder whose titles share words with those of a set, without reading all."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from detector.audit.site.titles import WORD
from detector.text.keyphrases import FUNCTION_WORDS

Words = frozenset[str]


class TitleIndex:
    """The words of titles by row, each title read once, and by word the rows of a folder.

    ``title`` looks up the title of a row.
    """

    def __init__(self, title: Callable[[int], str]) -> None:
        self._title = title
        self._known: dict[int, tuple[str, ...]] = {}  # a third of the memory of sets
        self._folders: dict[int, defaultdict[str, list[int]]] = {}

    def words(self, row: int) -> Words:
        """Return the words of a row's title in lower case, without function words."""
        if row not in self._known:
            words = {word.lower() for word in WORD.findall(self._title(row))} - FUNCTION_WORDS
            self._known[row] = tuple(map(sys.intern, words))
        return frozenset(self._known[row])

    def add_folder(self, folder: int, rows: Iterable[int]) -> None:
        """Read the titles of a folder; ``rows`` are its pages."""
        if folder in self._folders:
            return
        index: defaultdict[str, list[int]] = defaultdict(list)
        for row in rows:
            for word in self.words(row):
                index[word].append(row)
        self._folders[folder] = index

    def alike(self, folder: int, titles: Sequence[Words], least: int, share: float) -> list[int]:
        """Return rows of a known folder that may have ``least`` words of a ``share`` of titles.

        Few others are among them: those that have as many words of them together.
        """
        index = self._folders[folder]
        counts = Counter(word for title in titles for word in title)
        scores: Counter[int] = Counter()
        for word, count in counts.items():
            for row in index.get(word, ()):
                scores[row] += count
        return [row for row, score in scores.items() if score >= least * share * len(titles)]
