"""Fuzz scoring with the model: every result is one of the contract, its numbers finite."""

from __future__ import annotations

import math

from harness import fuzz, instrumented, text_of
from soundness import check_report

with instrumented():
    from detector.model import load
    from detector.readers import parse
    from detector.scoring.score import score
    from detector.text.document import ContentType

_KINDS = (None, *ContentType)
MODEL = load()


def check(data: bytes) -> None:
    options = data[0] if data else 0
    kind = _KINDS[options % len(_KINDS)]
    document = parse(text_of(data[1:]), id="x", content_type=kind)
    asked = options & 4 > 0
    report = score(document, MODEL, features=asked, explanation=asked)
    check_report(report, document.source)
    for numbers in (report.features, report.contributions):
        assert numbers is None or all(map(math.isfinite, numbers.values())), "not finite"


if __name__ == "__main__":
    fuzz(check)
