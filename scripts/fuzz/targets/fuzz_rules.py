"""Fuzz the analysis and all rules together: every finding is where it says."""

from __future__ import annotations

from harness import fuzz, instrumented, text_of
from soundness import check_findings

with instrumented():
    from detector.readers import parse
    from detector.scoring import evidence
    from detector.text.analysis import Analysis
    from detector.text.document import ContentType

_KINDS = (None, *ContentType)


def check(data: bytes) -> None:
    kind = _KINDS[data[0] % len(_KINDS)] if data else None
    document = parse(text_of(data[1:]), id="x", content_type=kind)
    analysis = Analysis(document)
    findings = evidence.find(analysis)
    check_findings(findings, document.source)
    for first, last in zip(analysis.word_starts, analysis.word_ends, strict=True):
        assert 0 <= first < last <= len(document.text), "word outside the view"
    for sentence in analysis.sentences:
        assert 0 <= sentence.start <= sentence.end <= len(document.text), "sentence outside"
    assert all(0 <= score <= 1 for score in evidence.scores(findings).values())


if __name__ == "__main__":
    fuzz(check)
