"""Where a text says something for the first time that it says again."""

from __future__ import annotations

from detector.text.analysis import Analysis
from detector.text.repetition import returning


def first_again(analysis: Analysis, size: int) -> range:
    """Return the words of the first passage of the running prose that the text has once more.

    ``size`` is that of the n-grams it is made of, 5 or 10; one of them must return.
    """
    places = [
        i for block in analysis.prose_blocks for i in analysis.word_range(block.start, block.end)
    ]
    starts = returning(analysis.prose_words)[size].starts
    end = starts[0]
    for start in starts[1:]:  # those that follow directly belong to the same passage
        if start != end + 1 or places[start + size - 1] != places[end + size - 1] + 1:
            break
        end = start
    passage = range(places[starts[0]], places[end + size - 1] + 1)
    block = analysis.block_at(analysis.word_starts[passage[0]])
    last = analysis.word_range(block.start, block.end).stop if block else passage.stop
    return range(passage.start, min(passage.stop, last))
