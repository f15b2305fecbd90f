"""Teasers for other pages, glued to the end of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.text.analysis import Analysis
from detector.text.document import PROSE_KINDS, BlockKind, ContentType

_TEASER = (
    r"(?:(?<=[.!?\"')] )|(?<=[.!?]))((?:read (?:another|also|more|next|our|the full|this|related)"
    r"|also read|must read|see also|related(?: (?:article|post|story|reading|news))?s?:|"
    r"recommended(?: (?:reading|for you))?:|you (?:may|might) also (?:like|enjoy|read)"
    r"|check out (?:our"
    r"|another|more|this)|more on this|keep reading|don't miss|click here (?:to"
    r"|for))\b(?![^\n]{0,30}#\d)[^.!?\n]{4,140})$"
)
_REACH = 170  # characters at the end of a paragraph


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield teasers that end a paragraph without a full stop, after a whole sentence."""
    text, pattern = analysis.text, compiled(_TEASER)
    for index, block in enumerate(analysis.blocks):
        if block.kind not in PROSE_KINDS or text[block.end - 1] in ".!?\"')…:;":
            continue
        match = pattern.search(text, max(block.start, block.end - _REACH), block.end)
        if (
            match
            and not analysis.is_mention(*match.span(1))
            and not _leads_on(analysis, index, *match.span(1))
        ):
            phrase = excerpt(match.group(1), 60)
            yield Hit(
                span=analysis.to_source(*match.span(1)),
                message=f"“{phrase}” is a teaser for another page, glued to the paragraph",
            )


def _leads_on(analysis: Analysis, index: int, start: int, end: int) -> bool:
    """Return whether a click leads on, or a list follows: "see also" with what it speaks of."""
    if any(start < link.end and link.start < end for link in analysis.document.links):
        return True
    following = analysis.blocks[index + 1 : index + 2]
    return analysis.blocks[index].kind is not BlockKind.LIST_ITEM and any(
        block.kind is BlockKind.LIST_ITEM for block in following
    )


RULE = Rule(
    id="glued-teaser",
    family=Family.BOILERPLATE,
    severity=Severity.WARNING,
    summary="A teaser for another page glued to the end of a paragraph",
    why="The links to other stories lost their box when the text was copied. Now they follow "
    "sentences that they have nothing to do with.",
    remedy="Delete the teaser, or put it after the text as a separate link.",
    sources=("https://huggingface.co/papers/1910.10683",),
    finds=(
        Example(
            text="The bridge was closed for the winter. See also Nine Winters on the Old Ferry"
        ),
        Example(
            text="The council voted on Monday for a new bridge. Also read: Ten Ferries We Love"
        ),
        Example(text="The ferry runs until May. You may also like The Night Boat to Nowhere"),
    ),
    spares=(
        Example(text="The pump of the bridge no longer stops in the frost. See also #734"),
        Example(text="The bridge was closed. Read more about it in the report of the council."),
        Example(text="Read more about the bridge\n\nIt was closed for the winter, and reopened."),
        Example(
            text="The bridge was closed. See also [the report of 1905](/report)\n",
            content_type=ContentType.MARKDOWN,
            note="a link that works",
        ),
        Example(
            text="The bridge needs friends. You might also like to write to\n\n- the council\n"
            "- the mayor\n",
            content_type=ContentType.MARKDOWN,
            note="a list follows",
        ),
        Example(text='The page ends in "see also nine winters on the ferry" and nobody minds it'),
    ),
    check=check,
    weight=0.25,
)
