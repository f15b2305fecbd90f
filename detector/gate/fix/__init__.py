"""Fix by machine what is safe to fix: debris, leaked notes, link marks, doubled paragraphs.

Only the characters that a rule has named are changed, by the one fixer of that rule; what calls
for judgement is left to the editor. Fixing goes on until nothing is left to fix, so that fixing
twice changes nothing more. Encoding, byte order mark and line ends stay.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detector.errors import DetectorError
from detector.findings import Finding, Severity
from detector.gate.fix.edits import Edit, apply
from detector.gate.fix.fixers import CERTAIN_AT_ANY_SEVERITY, FIXERS
from detector.readers import parse
from detector.readers.decoding import BYTE_ORDER_MARKS
from detector.text.document import Document

# Each round fixes what the one before laid bare ("&amp;amp;quot;"), or takes out one more copy of a
# paragraph: a short text may have many. More is no honest article.
MAX_ROUNDS = 12
MAX_READ = 2_000_000  # characters in all, for more rounds than that: some three seconds

Find = Callable[[Document], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A source after fixing, and the findings that were fixed, in the order of their places."""

    source: str
    findings: tuple[Finding, ...]


def edits(document: Document, findings: Sequence[Finding]) -> list[tuple[Finding, Edit]]:
    """Return the edits that fix ``findings``, by place, none touching another.

    What the encoding of ``document`` has no character for is left to the editor.
    ``findings`` are those of ``document``, as a rule made them.
    """
    if document.is_printed:  # the offsets are not those of the file
        return []
    found = []
    for finding in findings:
        fixer = FIXERS.get(finding.rule)
        if fixer is None or finding.end == finding.start or _is_doubtful(finding):
            continue
        if any(
            field.source.start <= finding.start < field.source.end for field in document.metadata
        ):
            continue  # quotation marks and escapes differ from format to format
        edit = fixer(document, finding)
        if edit is None or edit.text == document.source[edit.start : edit.end]:
            continue
        if _fits(edit.text, document.encoding):
            found.append((finding, edit))
    found.sort(key=lambda pair: (pair[1].start, pair[1].end))
    chosen: list[tuple[Finding, Edit]] = []
    for finding, edit in found:
        if not chosen or edit.start >= chosen[-1][1].end:
            chosen.append((finding, edit))
    return chosen


def fix(document: Document, find: Find) -> Fixed:
    """Fix ``document`` until ``find`` names nothing more that can be fixed."""
    fixed: list[Finding] = []
    rounds = read = 0
    while rounds < MAX_ROUNDS or read < MAX_READ:
        rounds += 1
        read += len(document.source)
        chosen = edits(document, find(document))
        if not chosen:
            break
        fixed += [finding for finding, _ in chosen]
        document = parse(
            apply(document.source, [edit for _, edit in chosen]),
            id=document.id,
            path=document.path,
            content_type=document.content_type,
            encoding=document.encoding,
        )
    return Fixed(document.source, tuple(fixed))


def keeps_bytes(document: Document, read: Callable[[], bytes]) -> bool:
    """Return whether the bytes from which ``document`` was read can be fixed without loss.

    ``read`` returns them; it is asked only where one may have been replaced.
    """
    if "\ufffd" not in document.source:
        return True
    try:
        encoded(document.source, document, read())
    except DetectorError:
        return False
    return True


def encoded(source: str, document: Document, data: bytes) -> bytes:
    """Encode ``source`` as ``data`` was, from which ``document`` was read.

    Raises DetectorError where ``data`` held bytes that its encoding has no character for: they
    would be lost.
    """
    marks = (mark for mark, name in BYTE_ORDER_MARKS if name == document.encoding)
    mark = next(filter(data.startswith, marks), b"")
    if mark + document.source.encode(document.encoding, "replace") != data:
        raise DetectorError(
            f"{document.path}: contains bytes that are not {document.encoding}; fix its encoding "
            "first, for example by saving it as UTF-8"
        )
    return mark + source.encode(document.encoding)


def _is_doubtful(finding: Finding) -> bool:
    """A rule lowers a finding to info where the text may be about the mark, not marred by it."""
    return finding.severity is Severity.INFO and finding.rule not in CERTAIN_AT_ANY_SEVERITY


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


__all__ = ["FIXERS", "Edit", "Fixed", "apply", "edits", "encoded", "fix", "keeps_bytes"]
