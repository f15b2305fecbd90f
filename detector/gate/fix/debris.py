"""Fixers of debris: tags, character references, wrongly decoded characters, lost blanks."""

from __future__ import annotations

import html

from detector.findings import Finding
from detector.gate.fix.edits import Edit, cut
from detector.regex import lazy
from detector.text.characters import fold_look_alikes
from detector.text.document import ContentType, Document

# Tags whose loss changes no meaning. Not "a" or "img": their addresses would be lost; not "sup"
# or "sub": 10² is not 102.
_BLOCK_TAG = lazy(r"(?:p|h ?[1-6]|div|br|hr|li|ul|ol|t[drh]|table|tbody|thead|section|article)\b")
_INLINE_TAG = lazy(r"(?:span|strong|em|b|i|u|font|center|small|blockquote)\b")
_TAG_NAME = lazy(r"[\s<>/&;]*(?:lt;|gt;)?[\s/]*")
_LONGEST = 8  # characters that one wrongly decoded character can have become
_WORD = lazy(r"[^\W\d_]+(?:['’]s)?")
_JOINT = lazy(r"[.!?,;](?=[^.!?,;]*\Z)")


def tag(document: Document, finding: Finding) -> Edit | None:
    """Take a broken or visible tag out."""
    source, evidence = document.source, finding.evidence
    start = _TAG_NAME.match(evidence)
    name = evidence[start.end() if start else 0 :].lower()
    block = _BLOCK_TAG.match(name) is not None
    if not block and not _INLINE_TAG.match(name):
        return None
    return cut(source, finding.start, finding.end, parts_words=block)


def entity(document: Document, finding: Finding) -> Edit | None:
    """Put the character in place of its reference; in HTML and Markdown undo one escape."""
    fixed = html.unescape(finding.evidence)
    if document.content_type is ContentType.TEXT:
        fixed = fixed.replace("\xa0", " ")
    elif not finding.evidence.lower().startswith("&amp;"):
        return None  # the page renders it; what is seen comes from elsewhere
    printable = fixed.isprintable() or fixed in ("\u2002", "\u2003", "\u2009")
    return Edit(finding.start, finding.end, fixed) if printable and fixed else None


def mojibake(document: Document, finding: Finding) -> Edit | None:
    """Decode again what was decoded wrongly: "â€™" becomes "’"."""
    source, start = document.source, finding.start
    if finding.evidence == "ï»¿":
        return Edit(start, finding.end, "")
    if finding.evidence == "Â" and source[finding.end : finding.end + 1].isspace():
        return Edit(start, finding.end, "")
    for length in range(_LONGEST, 1, -1):
        piece = source[start : start + length]
        if len(piece) < length or start + length < finding.end:
            continue
        fixed = _decoded_again(piece)
        if fixed is not None and len(fixed) == 1 and fixed != "\ufffd":
            return Edit(start, start + length, fixed)
    return None


def _decoded_again(text: str) -> str | None:
    data = bytearray()
    for character in text:
        try:
            data += character.encode("cp1252")
        except UnicodeEncodeError:
            # Windows-1252 leaves five bytes undefined; browsers read them as Latin-1 does.
            if ord(character) > 0xFF:
                return None
            data.append(ord(character))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def lost_space(document: Document, finding: Finding) -> Edit | None:
    """Put the blank back after the mark: "peace.Talks" becomes "peace. Talks"."""
    mark = _JOINT.search(finding.evidence)
    if mark is None or not _WORD.fullmatch(finding.evidence, mark.end()):
        return None
    at = finding.start + mark.end()
    return Edit(at, at, " ")


def disguise(document: Document, finding: Finding) -> Edit | None:
    """Take invisible characters out of a word and make its look-alike letters plain."""
    hidden = [
        d
        for d in document.disguises
        if d.kind == "invisible" and finding.start <= d.start and d.end <= finding.end
    ]
    word, at = "", finding.start
    for d in hidden:
        word += document.source[at : d.start]
        at = d.end
    word += document.source[at : finding.end]
    plain, _ = fold_look_alikes(word)
    return Edit(finding.start, finding.end, plain) if plain else None
