"""Fuzz fixing: fixing again changes nothing more, and the bytes around an edit stay."""

from __future__ import annotations

import contextlib

from harness import fuzz, instrumented

with instrumented():
    from detector.config import Configuration
    from detector.errors import DetectorError
    from detector.findings import Finding
    from detector.gate.fix import FIXERS, edits, encoded, fix
    from detector.gate.gate import Gate
    from detector.readers import parse
    from detector.readers.decoding import decode
    from detector.text.document import ContentType, Document

_KINDS = tuple(ContentType)
GATE = Gate(Configuration(isolated=True))


def _find(document: Document) -> list[Finding]:
    return GATE.findings(document, FIXERS)


def check(data: bytes) -> None:
    kind = _KINDS[data[0] % len(_KINDS)] if data else _KINDS[0]
    decoded = decode(data[1:])
    document = parse(decoded.text, id="a", content_type=kind, encoding=decoded.encoding)
    at = 0
    for _, edit in edits(document, _find(document)):
        assert at <= edit.start <= edit.end <= len(document.source), "edits touch"
        at = edit.end
    fixed = fix(document, _find)
    again = fix(parse(fixed.source, id="a", content_type=kind, encoding=decoded.encoding), _find)
    assert again.source == fixed.source, "fixing twice changes more"
    if not fixed.findings:
        assert fixed.source == document.source, "changed without a reason"
    with contextlib.suppress(DetectorError):  # bytes that the encoding has no character for
        written = encoded(fixed.source, document, data[1:])
        assert fixed.findings or written == data[1:], "changed without a reason"


if __name__ == "__main__":
    fuzz(check)
