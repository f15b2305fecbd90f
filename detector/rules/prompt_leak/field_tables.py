"""Tables that describe fields and variables, rather than hold their contents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from detector.rules.search import compiled
from detector.text.analysis import Analysis
from detector.text.document import Block, BlockKind

# The next cell of a table of variables.
_TYPE = r"[\s|]{1,20}(?:string|number|boolean|bool|date|datetime|int|integer|text|array|object)\b"
# The head of a table that says what a program's fields may hold.
_OF_VARIABLES = (
    r"\|\s{0,9}(?:(?:data )?type|default|required|optional|purpose|meaning|explanation"
    r"|(?:what|why|where) (?:it|this|they) [a-z ]{2,20}?)\s{0,9}(?=\||$|\n)"
)


def rows_of(analysis: Analysis) -> Iterator[tuple[Block, bool]]:
    """Yield the rows of tables, and whether the head of their table says that it describes."""
    described = False
    for before, block in pairwise((None, *analysis.blocks)):
        if block is None or block.kind is not BlockKind.TABLE:
            continue
        if before is None or before.kind is not BlockKind.TABLE:  # the head of the table
            described = (
                compiled(_OF_VARIABLES).search(analysis.text, block.start, block.end) is not None
            )
        yield block, described


def is_variable(analysis: Analysis, start: int, end: int) -> bool:
    """Return whether a cell names a variable, in code or beside its type, not a form's field."""
    return compiled(_TYPE).match(analysis.text, end) is not None or analysis.is_code(start, end)
