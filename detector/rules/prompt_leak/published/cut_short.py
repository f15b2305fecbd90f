"""A mark of a tool at the end of the text, which says that the rest was cut off: "[truncated]".

Programs write it where a text is longer than they take: the end of an answer, or of a feed that
carries only the first characters ("[+3120 chars]"). Within a text such a mark belongs to a listing
or a quotation; only the very end says that the article itself is unfinished, and a paragraph of its
own that names the limit or the next answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import BlockKind

_LIMITS = word_set(
    "next following separate new another limit limits limitation limitations max maximum length"
)
_MARK = (
    r"(?:[\[<{](?:clipped|truncated)"
    r"|[\[(<{](?:(?:output|response|content|answer) (?:was |is )?"
    r"(?:clipped|truncated|cut off|cut short)(?: (?:here|due to|at)"
    r"[^\])>}\n]{0,40})?|max(?:imum)?[ _](?:tokens?|length|output)(?: (?:limit )?reached)?"
    r"|(?:token|length|character|output) limit(?: reached| exceeded)?|generation (?:stopped"
    r"|interrupted|incomplete)|end of (?:output|response|generation))"
    r"|\[\+ ?\d[\d,]{0,6} (?:more )?(?:chars|characters|tokens))\.{0,3}[\])>}]"
)
# Of the answer itself, and whole: two of what it is, that it breaks off, and where or why.
_OWN = (
    r"[\[(](?:the )?(?:(?:response|output|content|article|text|answer|message|generation|post"
    r"|rest of the (?:article|text|post|translation))(?: (?:is|was|has been|will be))?"
    r" )?(?:truncated"
    r"|cut off|cut short|stopped|shortened|to be continued|continue[sd]?|continuing|interrupted"
    r"|omitted(?= due to))"
    r"[^\])\n]{0,40}?\b(?:(?:next|following|separate|new|another)"
    r" (?:message|response|output|answer|chunk|reply|turn)|(?:length|token|character|context"
    r"|output|size|word|\d{2,5}[- ](?:line|word|token)) limit\w*|(?:section|file) due to (?:its "
    r"|the )?length"
    r"|due to (?:its |the )?length constraints?|max(?:imum)?[ _](?:length|tokens?"
    r"|output))[^\])\n]{0,30}[\])]"
)
_LAST = 90  # characters at the end


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the mark if nothing but punctuation follows it, or if it is a paragraph."""
    text = analysis.text
    for own in analysis.blocks if not _LIMITS.isdisjoint(analysis.word_counts) else ():
        whole = analysis.text_of(own).strip(" *_")
        if whole[:1] in ("[", "(") and compiled(_OWN).fullmatch(whole):
            yield _hit(analysis, own.start, own.end)
            return
    low = max(0, len(text) - _LAST)
    tail = text[low:].rstrip(" \n*_.…")
    if tail[-1:] not in ("]", ")", ">", "}"):
        return
    for match in compiled(_MARK).finditer(tail):
        start, end = low + match.start(), low + match.end()
        block = analysis.block_at(start)
        code = block is not None and block.kind in (BlockKind.CODE, BlockKind.TABLE)
        if match.end() == len(tail) and not code and not is_spoken_of(analysis, start, start + 1):
            yield _hit(analysis, start, end)


def _hit(analysis: Analysis, start: int, end: int) -> Hit:
    phrase = excerpt(analysis.text[start:end], 60)
    message = f"“{phrase}” says that a tool cut the text off"
    return Hit(span=analysis.to_source(start, end), message=message)


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it "

RULE = Rule(
    id="cut-short",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="The mark of a tool that cut the text off",
    why="The article is not whole, and readers see that a program broke it off.",
    remedy="Publish the rest, or end the text where it makes sense. Delete the mark.",
    sources=("https://newsapi.org/docs/endpoints/everything",),
    finds=(
        Example(
            text="Gravel drains well and is cheap. Slate lasts for a century, and it is dear.\n\n"
            "[Continued in the next section due to length]"
        ),
        Example(
            text="Gravel drains well and is cheap. Slate lasts for a century, and it is dear.\n\n"
            "[The rest of the translation was omitted due to length constraints.]"
        ),
        Example(text=f"{_PATHS}is [clipped]"),
        Example(text=f"{_PATHS}costs more than… [+3120 chars]"),
        Example(text=f"{_PATHS}was... (output truncated)"),
        Example(text=f"{_PATHS}drains.\n\n[Response truncated due to length]"),
        Example(text=f"{_PATHS}drains.\n\n[Continued in the next message]\n\n{_PATHS}drains."),
        Example(text=f"{_PATHS}drains.\n\n(Article stopped: maximum length reached)"),
    ),
    spares=(
        Example(
            text="Gravel drains well and is cheap. Slate lasts for a century, and it is dear.\n\n"
            "[The rest of the letter was omitted for length.]"
        ),
        Example(text=f"{_PATHS}drains. The log [truncated] shows two more gates."),
        Example(text=f"{_PATHS}drains. [to be continued]", note="a series"),
        Example(text=f"{_PATHS}drains.\n\n[Continued in the next part]", note="a serial story"),
        Example(text=f"{_PATHS}drains.\n\n[message truncated]", note="an archive of mail"),
        Example(text=f"{_PATHS}was left as it is [...]", note="an excerpt, marked by its author"),
        Example(text=f"{_PATHS}The last line of the listing reads: [truncated]", note="named"),
        Example(text=f"{_PATHS}drains. (Cut short for length)", note="an editor's note"),
        Example(text=f"{_PATHS}drains.\n\n[Continued on page 4]\n\n{_PATHS}drains."),
        Example(text=f"{_PATHS}was [text cut off by the binding]", note="a letter in an archive"),
    ),
    check=check,
    weight=0.6,
)
