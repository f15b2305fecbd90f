"""datatrove's filters of Gopher, C4 and FineWeb, as its examples chain them."""

from __future__ import annotations

from collections.abc import Callable

from measured import run


def prepare() -> Callable[[str, str], object]:
    from datatrove.data import Document  # type: ignore[import-not-found]
    from datatrove.pipeline.filters import (  # type: ignore[import-not-found]
        C4QualityFilter,
        FineWebQualityFilter,
        GopherQualityFilter,
        GopherRepetitionFilter,
    )

    filters = [
        GopherRepetitionFilter(),
        GopherQualityFilter(),
        C4QualityFilter(filter_no_terminal_punct=False),
        FineWebQualityFilter(),
    ]
    return lambda text, _: [f.filter(Document(text=text, id="article")) for f in filters]


run(prepare)
