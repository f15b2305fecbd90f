"""Fixers of what chat tools leave behind: citation codes, link marks, notes around the text."""

from __future__ import annotations

from detector.findings import Finding
from detector.gate.fix.edits import (
    Edit,
    block_of,
    cut,
    cut_block,
    cut_own_lines,
    has_letters,
    share_of,
)
from detector.regex import lazy
from detector.text.document import Document, Span

# Codes that are whole in themselves. The others name files or begin a block: an editor's matter.
_CODE = lazy(
    r"(?:cite)?turn\d+[a-z]+\d+|:{0,2}contentReference\[oaicite:[\d,]+\](?:\{index=\d+\})?"
    r"|\[?oai_citation:[^\]\s]*\]?|[【\[]\d[^】\]†\n]*†[^】\]\n]*[】\]]|\[cite[^\]\n]*\]"
    r"|\[span_\d+\]\((?:start|end)_span\)|\[attached_file:\d+\]|\[web:\d+\]"
)
# The name of a source alone: it is a code where brackets hold it and nothing else.
_BARE_CODE = lazy(r"oaicite:\d+")
_BRACKETED_END = lazy(r"\](?:\{index=\d{1,4}\})?(?![\[(:])")
# The rest of an announcement: one sentence that leads to what follows.
_LEAD = lazy(r"[^.!?:\n]{0,160}:\W{0,6}")
_NOTE_SHARE = 0.6  # of a block's letters that the rule named: the block is the note
_COPY_SHARE = 0.99


def citation(document: Document, finding: Finding) -> Edit | None:
    """Take a citation code out, with the link that it labels."""
    source = document.source
    start, end = finding.start, finding.end
    if _BARE_CODE.fullmatch(finding.evidence):
        closing = _BRACKETED_END.match(source, end)
        if closing is None or source[start - 1 : start] != "[":
            return None  # words about such codes
        return cut(source, start - 1, closing.end())
    if not _CODE.fullmatch(finding.evidence):
        return None
    for link in document.links:
        if link.source.start <= start and end <= link.source.end:
            if "oai" not in link.anchor and "†" not in link.anchor:
                return None  # in the address: without it the link leads nowhere
            start, end = link.source
            if source[start - 1 : start] == "(" and source[end : end + 1] == ")":
                start, end = start - 1, end + 1
            break
    return cut(source, start, end)


def link_mark(document: Document, finding: Finding) -> Edit | None:
    """Take the tracking mark out of an address, with the sign that it needed."""
    source = document.source
    start, end = finding.start, finding.end
    separator = next((s for s in ("&amp;", "&", "?") if source.endswith(s, 0, start)), None)
    if separator is None:
        return None
    following = next((s for s in ("&amp;", "&") if source.startswith(s, end)), "")
    if separator == "?" and following:
        return Edit(start, end + len(following), "")
    return Edit(start - len(separator), end, "")


def note(document: Document, finding: Finding) -> Edit | None:
    """Take a note out that is the first or the last thing in the text and little else than what
    was named: a whole block, or lines of their own at the edge of one."""
    found = block_of(document, finding.start, finding.end)
    if found is None:
        return None
    number, block = found
    shown = sum(b.end > b.start for b in document.blocks)
    if number not in (0, shown - 1) or shown < 3:
        return None
    if share_of(document, block, Span(finding.start, finding.end)) >= _NOTE_SHARE:
        return cut_block(document, block)
    before = document.source[block.source.start : finding.start]
    after = document.source[finding.end : block.source.end]
    leads = number == 0 and not has_letters(before)
    if leads and finding.rule == "chat-preamble" and _LEAD.fullmatch(after):
        return cut_block(document, block)
    ends = number == shown - 1 and not has_letters(after)
    return cut_own_lines(document, finding.start, finding.end) if leads or ends else None


def copy(document: Document, finding: Finding) -> Edit | None:
    """Take a paragraph out that stands word for word in an earlier place."""
    found = block_of(document, finding.start, finding.end)
    if found is None:
        return None
    number, block = found
    if share_of(document, block, Span(finding.start, finding.end)) < _COPY_SHARE:
        return None
    shown = [b for b in document.blocks if b.end > b.start]
    words = document.text[block.start : block.end].split()
    if all(document.text[b.start : b.end].split() != words for b in shown[:number]):
        return None
    return cut_block(document, block)
