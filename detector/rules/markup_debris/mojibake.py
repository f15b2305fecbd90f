"""Text that was decoded with the wrong encoding.

What makes it that kind: the bytes of one letter or mark became two or three characters that no
language writes one after the other. Which ones depends on the pair of encodings, nearly always
UTF-8 read as a one-byte encoding of Windows, the Macintosh or DOS, or as GBK. Single letters that
stand for an apostrophe are the subject of ``lost-apostrophe``.

A few such characters in a long text are a slip to fix: the words can be read. Many of them, or one
in a heading, show that nobody looked at the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.releases import is_log
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_about, used, word_set
from detector.text.analysis import Analysis
from detector.text.document import BlockKind, Span

# The bytes of UTF-8 read as Windows-1252 or Latin-1: a lead byte (Â Ã â ð ï) and what the
# following bytes look like there. The view has made “ ” ‘ ’ plain, hence the quotes.
_TAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ•–—˜™š›œžŸ"
_WRONG = (
    rf"â€[\x80-\xbf{_TAIL}\"']?|Ã[{_TAIL}](?=[a-z\s,.]|$)|Ã?Â\s?[\xa0-\xbf]"
    rf"|ðŸ[{_TAIL}\"']{{1,2}}|ï¿½|ï»¿|\ufffd+|(?<=[a-z.,])Â(?=\s)"
)
# UTF-8 as other encodings show it; the pieces are the bytes of quotation marks and dashes (E2 80),
# of Latin letters (C3) and of the no-break space (C2 A0).
_OTHER = (
    r"‚Ä[ôúùòìîî¶¢]"
    r"|(?<=[A-Za-z])√[©®°±≥¥µ∂∏∫ªº¿¡¬ƒ≈«»†ñ†§]"
    r"|√[©®°±≥µ∂∏∫ªº¿¡¬ƒ≈«»†ñ§](?=[a-z])|¬[†£∞©Æ]"  # Macintosh
    r"|вЂ[™њќ“”¦ў\"'\u02dc]|(?<=[A-Za-z])Г[©ЁўЎ«°±іјҐ¶§](?=[a-z\s,.]|$)|В (?=[A-Za-z])"  # 1251
    r"|ΓÇ[ÖÿöôóúùªóÖ£¥ª]|ÔÇ[ÖÿöôóúùªÖ£ÿ£]|(?<=[A-Za-z])├[®¿íóúñ¡┬╝╣ó®í┐]|┬[á£®í]"  # DOS
    r"|(?<=[A-Za-z])鈥[^\s\x00-\x7f]?|(?<=[A-Za-z])窶[^\s\x00-\x7f]?"  # GBK, Shift JIS
    # UTF-8 as Windows-1252 twice
    r"|Ã¢â‚¬[Â¦â„¢œÅ“\x9d\"']{0,3}|ÃƒÂ."
    # a lone â whose control bytes were lost, beside letters that no language puts it before
    r"|(?<!\w)â(?=[A-Z][a-z])|(?<=[a-z][.,!?])â(?=[\s\"')]|$)|(?<=[a-z] )â(?= [a-z])"
    # or a dash between two figures
    r"|(?<=\d)â(?=[\dÂ£$€])"
    r"|\u00e2[\x80-\x9f]{1,2}"
)
_OTHER_LEADS = ("‚Ä", "√", "¬", "вЂ", "Г", "В ", "ΓÇ", "ÔÇ", "├", "┬", "鈥", "窶", "Ã", "â")
_LEADS = ("â€", "Ã", "Â", "ðŸ", "ï", "\ufffd")
# A stray “Â” before an intact sign, “Â£20”: archives of good newspapers are full of it.
_STRAY = r"Â(?=[\xa1-\xbf])"
# Of 9,975 human articles, papers and essays seven hold such characters: six of them at most four,
# or six in a thousand words. Where all quotation marks are lost, they are ten to thirty.
_MANY, _MANY_PER_THOUSAND = 5, 8
_MOST_PER_THOUSAND = 20  # in a short text, whatever the number
# "the replacement character \ufffd", a word of its own: it is spoken of
_CALLED = r"\bcharacters?\b[^.\w]{1,4}\Z"
_CALLED_BEFORE = 16  # characters
_ENCODINGS = word_set(
    "utf unicode encoding encodings encoded decode decoded mojibake charset latin ascii byte bytes"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    source = analysis.document.source
    if source.isascii() or not any(lead in source for lead in (*_LEADS, *_OTHER_LEADS)):
        return
    spans = list(_wrong(analysis))
    if not spans:
        return
    about = is_about(analysis, _ENCODINGS)
    stray = [compiled(_STRAY, re.NOFLAG).match(source, span.start) is not None for span in spans]
    many = _are_many(analysis, len(spans) - sum(stray))
    first = True
    for span, is_stray in zip(spans, stray, strict=True):
        severity, weight = Severity.WARNING, 0.5
        if about:
            severity, weight = Severity.INFO, 0.15
        elif is_stray:
            weight = 0.3 if first else 0.02
            first = False
        elif many or _is_in_heading(analysis, span):
            severity, weight = Severity.ERROR, 0.6
        yield Hit(
            span=span,
            message=f"“{source[slice(*span)]}” is a wrongly decoded character",
            severity=severity,
            weight=weight,
        )


def _are_many(analysis: Analysis, number: int) -> bool:
    per_thousand = 1000 * number / max(len(analysis.words), 1)
    return per_thousand >= _MOST_PER_THOUSAND or (
        number >= _MANY and per_thousand >= _MANY_PER_THOUSAND
    )


def _is_in_heading(analysis: Analysis, span: Span) -> bool:
    """Return whether a heading holds the character; in a log names stand above the entries."""
    inside = any(b.source.start <= span.start < b.source.end for b in analysis.headings)
    return inside and not is_log(analysis)


def _is_called(text: str, match: re.Match[str]) -> bool:
    """Return whether the word "character" introduces the one that is wrong."""
    start, end = match.span()
    if text[end : end + 1].isalnum():
        return False
    return compiled(_CALLED, re.I).search(text, max(0, start - _CALLED_BEFORE), start) is not None


def _wrong(analysis: Analysis) -> Iterator[Span]:
    """Find the locations in the view and in quotations, which readers see as well."""
    pattern = compiled(f"{_WRONG}|{_OTHER}", re.NOFLAG)
    for match in used(analysis, pattern):
        if not _is_called(analysis.text, match):
            yield analysis.to_source(*match.span())
    for block in analysis.document.blocks:
        if block.kind is BlockKind.QUOTATION:
            for match in pattern.finditer(analysis.document.source, *block.source):
                yield Span(*match.span())


RULE = Rule(
    id="mojibake",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.6,
    summary="Characters decoded with the wrong encoding: “â€™”, “Ã©”, “�”",
    why="The page was saved in one encoding and read in another, which garbled its letters.",
    remedy="Read the original as UTF-8 and publish it again, or fix each character.",
    sources=("UTF-8 bytes as Windows-1252 shows them; see ftfy by R. Speer for the method",),
    finds=(
        Example(text="The plan isnâ€™t new, but the council has now agreed to pay for all of it."),
        Example(
            text="We met in a small cafÃ© near the river and talked for most of the afternoon."
        ),
        Example(text="The price of the ticket was shown as \ufffd20 on the page of the theatre."),
        Example(
            text="The plan isn‚Äôt new, but the caf√© by the river has agreed to pay for it all."
        ),
        Example(
            text="The council вЂ“ or what is left of it вЂ“ has now agreed to pay for all of it."
        ),
        Example(text="Every character\ufffds coat is blue, and the character \ufffdAnna\ufffd is."),
    ),
    spares=(
        Example(
            text="Letters that cannot be read become the replacement character: \ufffd, as usual."
        ),
        Example(text="The root √2 and √π are no fractions; ¬A means that A is false in all cases."),
        Example(
            text="The château by the lake, São Paulo's cafés and a fête in Besançon: all charming."
        ),
        Example(
            text="NÃO is how the poster spelled it; Âge d'or is a film of 1930 by Luis Buñuel."
        ),
        Example(
            text='The word "cafÃ©" in quotation marks shows what happens with the wrong setting.'
        ),
    ),
    check=check,
    metadata=True,
)
