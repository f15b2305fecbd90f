"""The package itself: all findings and the classifier, as a library scores."""

from __future__ import annotations

from collections.abc import Callable

from measured import run


def prepare() -> Callable[[str, str], object]:
    from detector import model, scoring
    from detector.document import ContentType
    from detector.readers import parse

    loaded = model.load()

    def score(text: str, kind: str) -> object:
        document = parse(text, id="article", content_type=ContentType(kind))
        return scoring.score(document, loaded).to_json()

    return score


run(prepare)
