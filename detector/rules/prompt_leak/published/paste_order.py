"""The owner of the page is told where to paste its text: "Copy and paste this into your README".

What makes it one: the text itself ("this", "the content above") is to be copied, saved under the
name of a file of text, or published on "your" blog. Tutorials tell readers to paste what they show
as code, and put a colon before it or the code beside it; forms are filled in and sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    discusses,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, phrases
from detector.text.analysis import Analysis
from detector.text.document import Block, BlockKind, ContentType

_WHERE = (
    r"(?:`?readme(?:\.md)?`?|`[\w./-]{1,40}\.(?:md|mdx|txt|html|docx)`|(?:github )?repo(?:sitory)?"
    r"|(?:web ?site|blog|cms|wordpress|wiki|google docs?|word|notion|linkedin|medium)\b"
    r"|(?:post|article|page) editor|blog post|documentation)"
)
_THIS = (
    r"(?:this|it|everything|the (?:following|above|provided|whole|entire|full)(?: (?:[\w-]+ )?"
    r"(?:content|text|markdown|article|post|readme|code block|document))?|the (?:content|text"
    r"|article|post|markdown)(?: (?:above|below|provided))?)"
)
_PASTE = (
    r"(?:(?:(?:now,? )?you can (?:now |simply |directly |just )?|now,? |simply |just "
    r"|feel free to )"
    r"|(?=copy(?: and |[-/])paste [\w ]{2,40} your\b))"
    rf"(?:copy(?:(?: and |[-/])paste)?|paste|drop) {_THIS} (?:directly |straight )?(?:in(?:to)?|to"
    rf"|on(?:to)?) (?:your|the|a|an) (?:own |new |project's |existing )?{_WHERE}"
)
_PROVIDED = r"copy(?: and |[-/])paste the provided (?:content|text|article|markdown)\b"
_SAVE = (
    r"save (?:this|it|the (?:above|following|content|article|post|text)(?: \w+)?) (?:file )?as[: ]"
    r"{1,3}`?[\w-]{1,40}\.(?:md|mdx|html|docx|txt)\b`?"
)
_READY = (
    r"(?:it|this|(?:this|the) (?:file|article|post|content|text)) (?:should be"
    r"|is) (?:now )?ready to"
    r" (?:be )?(?:publish(?:ed)?|post(?:ed)?) (?:on|to) your (?:[\w-]+ )?(?:blog|site|website)\b"
)
_ORDER = rf"(?:{_PASTE}|{_PROVIDED}|{_SAVE})"
_OPENINGS = (
    phrases("you", "can")
    | phrases("copy", "and paste this it everything the")
    | phrases("now", "you copy paste drop")
    | phrases("simply just", "copy paste drop")
    | phrases("feel", "free", "to", "copy paste drop")
    | phrases("save", "this it the")
    | phrases("copy", "and", "paste", "the", "provided")
    | phrases("copy", "paste", "the", "provided")
)
_READY_OPENINGS = phrases("it this the", "is should file article post content text")
_SHOWN = (BlockKind.CODE,)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the orders, unless code that is shown stands beside them."""
    found = [
        match
        for match in at(analysis, _OPENINGS, _ORDER)
        # "2. Save the file, and it should be ready": a step after another.
        if opens_sentence(analysis, match.start())
    ]
    found += at(analysis, _READY_OPENINGS, _READY)
    if not found or discusses(analysis, AI_TALK):
        return
    beside = _beside(analysis)
    above = _above_headings(analysis)
    for match in found:
        start, end = match.span()
        block = analysis.block_at(start)
        if block is None or block.start in beside:
            continue
        # What is pasted follows; if it is a heading, then it is the text itself.
        if analysis.text_of(block).rstrip(" *_\n").endswith(":") and block.start not in above:
            continue
        if not is_spoken_of(analysis, start, start + 1, says=True):
            phrase = excerpt(analysis.text[start:end], 60)
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"“{phrase}” is said to the owner of the page, about where to put its text",
            )


def _beside(analysis: Analysis) -> set[int]:
    """Where the blocks start that have code right before or after them in the source."""
    blocks = sorted(analysis.document.blocks, key=_place)
    found = set()
    for one, other in pairwise(blocks):
        if one.kind in _SHOWN:
            found.add(other.start)
        if other.kind in _SHOWN:
            found.add(one.start)
    return found


def _above_headings(analysis: Analysis) -> set[int]:
    """Where the blocks start that stand right above a heading which is marked as one."""
    if analysis.document.content_type is ContentType.TEXT:
        return set()
    pairs = pairwise(analysis.blocks)
    return {one.start for one, other in pairs if other.kind is BlockKind.HEADING}


def _place(block: Block) -> int:
    return block.source.start


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="paste-order",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="An order to paste the text somewhere",
    why="“You can copy and paste this into your README” was said to whoever ordered the text. "
    "Readers see that nobody looked at it after that.",
    remedy="Delete the sentence.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"You can copy and paste this into your README.md file.\n\n{_PATHS}"),
        Example(text=f"{_PATHS}\n\nNow you can paste this into your repository."),
        Example(
            text=f"{_PATHS}\n\nSave this as `garden-paths.md`\n\n{_PATHS}",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text=f"{_PATHS}\n\nSave the file, and it should be ready to publish on your blog."),
    ),
    spares=(
        Example(
            text=f"{_PATHS}\n\nJust copy this into your README:\n\n```\n[badge](a.svg)\n```\n",
            note="what is pasted is shown",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text="You can copy and paste this text into your letter to the council."),
        Example(text="Save the article as a PDF. Then paste it into your scrapbook."),
        Example(text='The tool ends with "You can copy and paste this into your README."'),
        Example(text=f"{_PATHS}You can copy the pattern onto your wall with chalk."),
    ),
    check=check,
    weight=0.5,
)
