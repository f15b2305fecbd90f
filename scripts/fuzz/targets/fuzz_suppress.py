"""Fuzz suppressions: comments and front matter never break the gate; locations are right."""

from __future__ import annotations

from harness import fuzz, instrumented, text_of

with instrumented():
    from detector.config import Configuration
    from detector.gate import suppress
    from detector.gate.gate import Gate
    from detector.readers import parse
    from detector.text.document import ContentType

_KINDS = tuple(ContentType)
GATE = Gate(Configuration(isolated=True, given={"ignore": ["generated", "low_quality"]}))


def check(data: bytes) -> None:
    kind = _KINDS[data[0] % 3] if data else _KINDS[0]
    document = parse(text_of(data[1:]), id="a.md", content_type=kind)
    size = len(document.source)
    for suppression in suppress.find(document):
        assert 0 <= suppression.source.start <= suppression.source.end <= size
        for location in suppression.locations:
            assert 0 <= location.span.start <= location.span.end <= size + 1
    checked = GATE.check(document)
    for issue in checked.issues:
        assert document.source[issue.start : issue.end] == issue.evidence, issue.rule
        assert issue.line >= 1
        assert issue.column >= 1


if __name__ == "__main__":
    fuzz(check)
