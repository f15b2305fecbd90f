"""Measure a document once: every rule and feature reads from here and splits nothing itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress, count
from operator import add
from sys import intern
from typing import Any, NamedTuple, TypeVar

from detector.regex import lazy
from detector.text import sentences
from detector.text.document import (
    HEADING_KINDS,
    PROSE_KINDS,
    Block,
    BlockKind,
    Document,
    Span,
    merged,
    touches,
)

T = TypeVar("T")

# One group around the whole: ``split`` then returns gap, token, gap, token, ..., gap, without a
# match object for each token. The first two alternatives are short cuts for plain words (no
# apostrophe, digit or other alphabet follows) and common marks; the third says what a word is.
_TOKEN = lazy(
    r"([a-zA-Z]++(?![^\x00-&(-/:-\x7f])|[.,\-\"()]"
    r"|[^\W\d_]++(?:'[^\W\d_]++)*+|\d++(?:[.,:]\d++)*+|[^\w\s]|_+)"
)
# A phrase in quotation marks or back-ticks inside one block; 300 characters bound the search.
# Each alternative begins with its mark, so that the search leaps from mark to mark. A back-tick may
# be closed by an apostrophe, as in manuals of GNU and in TeX, unless a back-tick closes it later.
_QUOTED = lazy(
    r"\"[^\"\n]{1,300}\"|``(?=[^\s`])[^`\n]{1,300}?''"
    r"|`(?=[^\s`])[^`'\n]{1,80}'(?!\w|[^`\n]{0,200}`(?![^\s.,;:!?)]))|`[^`\n]{1,300}`"
    r"|'(?<![\w']')[^'\n]{1,120}(?:'\w[^'\n]{0,120}){0,3}'(?!\w)"
)
_MAX_LOWERED = 100_000  # tokens, about 15 MB; then the table starts afresh


class _Lowered(dict[str, str]):
    """Words seen lately in lower case, by their form in the text; punctuation gives "".

    Equal words of all texts are one object: its hash is known, and comparing it is quick.
    """

    def __missing__(self, token: str) -> str:
        lower = intern(token.lower()) if token[0].isalnum() else ""
        if len(self) >= _MAX_LOWERED:
            self.clear()
        self[token] = lower
        return lower


_lowered = _Lowered()


class Sentence(NamedTuple):
    """A sentence: its range in the view, its word range, and the index of its block."""

    start: int
    end: int
    first_word: int
    last_word: int  # one past the end
    block: int


class Analysis:
    """Tokens, words, sentences and language of one document, each computed once.

    ``text`` is the document's prose view; all offsets here are offsets into it, until
    ``to_source`` maps them. *Tokens* are words, numbers and single punctuation marks. *Words*
    are the tokens that begin with a letter or a digit, in lower case.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self._measures: dict[Callable[[Analysis], Any], Any] = {}

    def once(self, measure: Callable[[Analysis], T]) -> T:
        """Return ``measure(self)``, computed at the first call for each function."""
        if measure not in self._measures:
            self._measures[measure] = measure(self)
        found: T = self._measures[measure]
        return found

    # Tokens and words

    @cached_property
    def _pieces(self) -> list[str]:
        return _TOKEN.split(self.text)

    @cached_property
    def tokens(self) -> list[str]:
        """Words, numbers and punctuation marks in order, case kept."""
        return self._pieces[1::2]

    @cached_property
    def token_starts(self) -> list[int]:
        return list(accumulate(map(len, self._pieces)))[:-1:2]

    @cached_property
    def _lowered_tokens(self) -> list[str]:
        return list(map(_lowered.__getitem__, self.tokens))

    @cached_property
    def word_tokens(self) -> list[int]:
        """The index in ``tokens`` of each word."""
        return list(compress(count(), self._lowered_tokens))

    @cached_property
    def surface(self) -> list[str]:
        """The words as written."""
        return list(compress(self.tokens, self._lowered_tokens))

    @cached_property
    def words(self) -> list[str]:
        """The words in lower case."""
        return list(filter(None, self._lowered_tokens))

    @cached_property
    def word_starts(self) -> list[int]:
        return list(compress(self.token_starts, self._lowered_tokens))

    @cached_property
    def word_ends(self) -> list[int]:
        return list(map(add, self.word_starts, map(len, self.surface)))

    @cached_property
    def word_places(self) -> dict[str, list[int]]:
        """The indices in ``words`` at which each word stands."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.words):
            places[word].append(i)
        return dict(places)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words: sets of words meet it faster than they meet ``word_places``."""
        return frozenset(self.word_places)

    @cached_property
    def word_counts(self) -> Counter[str]:
        places = self.word_places
        return Counter(dict(zip(places, map(len, places.values()), strict=True)))

    def places_of(self, words: Collection[str]) -> list[int]:
        """The indices in ``words`` of all of these words, in order."""
        places = self.word_places
        if isinstance(words, (set, frozenset)):
            words = words & self.vocabulary
        found = [places[word] for word in words if word in places]
        return sorted(chain.from_iterable(found)) if found else []

    # Blocks and sentences

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that stand in the prose view, in order."""
        return tuple(block for block in self.document.blocks if block.end > block.start)

    def blocks_of(self, *kinds: BlockKind) -> Iterator[Block]:
        return (block for block in self.blocks if block.kind in kinds)

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind in HEADING_KINDS)

    @cached_property
    def prose_blocks(self) -> tuple[Block, ...]:
        """Paragraphs and list items: the running text."""
        return tuple(block for block in self.blocks if block.kind in PROSE_KINDS)

    def word_range(self, start: int, end: int) -> range:
        """The indices of the words that begin in ``start:end``."""
        return range(bisect_left(self.word_starts, start), bisect_left(self.word_starts, end))

    def text_of(self, item: Block | Sentence | Span) -> str:
        return self.text[item.start : item.end]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds ``offset``."""
        index = bisect_right(self._block_starts, offset) - 1
        if index < 0 or offset >= self.blocks[index].end:
            return None
        return self.blocks[index]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of every block; a heading or table row is at least one of its own."""
        text, word_starts = self.text, self.word_starts
        found = []
        first = last = 0
        for index, block in enumerate(self.blocks):
            for start, end in sentences.split(text, block.start, block.end):
                first = bisect_left(word_starts, start, last)
                last = bisect_left(word_starts, end, first)
                if last > first:
                    found.append(Sentence(start, end, first, last, index))
        return tuple(found)

    @cached_property
    def prose_sentences(self) -> tuple[Sentence, ...]:
        """The sentences of paragraphs and list items."""
        kinds = [block.kind in PROSE_KINDS for block in self.blocks]
        return tuple(s for s in self.sentences if kinds[s.block])

    @cached_property
    def prose(self) -> str:
        """The text of paragraphs and list items, a line each."""
        return "\n".join(self.text[block.start : block.end] for block in self.prose_blocks)

    @cached_property
    def prose_words(self) -> list[str]:
        """The words of paragraphs and list items."""
        words: list[str] = []
        for block in self.prose_blocks:
            inside = self.word_range(block.start, block.end)
            words += self.words[inside.start : inside.stop]
        return words

    @property
    def prose_word_count(self) -> int:
        return len(self.prose_words)

    # Use and mention

    @cached_property
    def mentions(self) -> tuple[Span, ...]:
        """Ranges that are named rather than used: inline code and quoted phrases, merged."""
        quoted = (Span(*match.span()) for match in _QUOTED.finditer(self.text))
        return merged([*self.document.code, *quoted])

    def is_mention(self, start: int, end: int) -> bool:
        """Return whether ``start:end`` touches inline code or a quoted phrase."""
        return touches(self.mentions, start, end)

    def is_code(self, start: int, end: int) -> bool:
        """Return whether ``start:end`` touches inline code."""
        return touches(self._code, start, end)

    @cached_property
    def _code(self) -> tuple[Span, ...]:
        return merged(self.document.code)

    # Language and source

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1 code, or None for too little text or without a clear result."""
        from detector.text.language import detect

        return detect(self.text, self.words)

    def to_source(self, start: int, end: int) -> Span:
        """Map a view range to the source, white space at its ends left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return self.document.to_source(start, end)

    def words_to_source(self, indices: Sequence[int] | range) -> Span:
        """Map the words with these consecutive indices to the source."""
        return self.to_source(self.word_starts[indices[0]], self.word_ends[indices[-1]])
