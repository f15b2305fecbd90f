"""The package itself: all findings and the classifier, as the library scores."""

from __future__ import annotations

from collections.abc import Callable

from measured import run


def prepare() -> Callable[[str, str], object]:
    from detector import model
    from detector.readers import parse
    from detector.scoring.score import score
    from detector.text.document import ContentType

    loaded = model.load()

    def work(text: str, kind: str) -> object:
        document = parse(text, id="article", content_type=ContentType(kind))
        return score(document, loaded).to_json()

    return work


run(prepare)
