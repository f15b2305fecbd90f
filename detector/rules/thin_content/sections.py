"""What is under each heading: shared by the rules that look for empty sections."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import islice

from detector.regex import lazy
from detector.rules.search import compiled
from detector.text.analysis import Analysis
from detector.text.document import Block, BlockKind, ContentType

# Something visible under a heading that is not text: a picture, a video, a form, a shortcode.
_EMBEDDED = lazy(
    r"!\[|\[\[|\{[{%<]|\[[a-z]+[ \]]|<(?:img|video|audio|iframe|embed|object|svg|canvas|form|"
    r"input|button|script|table|figure|picture|[A-Z])",
)
_TAG = lazy(r"<[^<>]{0,500}>")
# "title: The ferry", "[source,console]", "$ make": metadata above "---", attributes, commands.
_METADATA = r"[a-z][a-z_-]{1,30}: ?|\[[^\[\]\n]{1,200}\]$|\$ \S"
# An option, a setting, a variable, a path, a call, a pipe, an ending brace or semicolon, a comment
# sign inside the line, a command with what it works on.
_CODE = (
    r"(?<!\S)--?[a-zA-Z][\w-]|\b\w{1,40} ?=[ \"']?\S|\$[\w({]|(?<!\S)~?/\w{1,40}/\w"
    r"|https?://\S{1,200} [a-z]+ [a-z-]+\b"
    r"|\w\((?!e?s\))[^()\n]{0,80}\)|&&|\|\||[{};]\s*$|\w_\w|::|(?<=\s)# |^\$ "
    r"|(?<!\S)(?:sudo|apt-get|npx|kubectl|curl|wget|chmod|mkdir|systemctl|git|grep|sed) +[\w.~'/$-]"
    r"|^(?:apt|brew|pip|npm|yarn|cargo|docker|ssh|cd|echo|export|import|def|return) +[\w.~\"'/$-]"
)
_LISTING = r"^\[source[^\]\n]{0,80}\][ \t]*\n(-{4,})[ \t]*\n(?:(?!\1).*\n){0,200}?\1[ \t]*$"
_MAX_CODE = 200  # characters of a block that are looked at
_MIN_MARKS = 2  # of code, in a paragraph that does not begin with one
_MIN_COMMENTS = 2
_COMMENT_SHARE = 0.34  # of the "#" lines of one level
_LEAST_CHARACTERS = 3  # of a gap between headings that contains something that the reader skipped


def headings(analysis: Analysis) -> list[Block]:
    """Return the headings that the author marked up; none in plain text, where they are guesses.

    What only reads as a heading is left out: the comments of code or settings that no fence
    encloses, and lines of metadata or attributes above a rule of hyphens.
    """
    if analysis.document.content_type is ContentType.TEXT:
        return []
    return list(analysis.once(_headings))


def _headings(analysis: Analysis) -> tuple[Block, ...]:
    blocks = [
        block
        for block in analysis.document.blocks
        if block.kind is BlockKind.HEADING and not _is_metadata(analysis.text_of(block))
    ]
    comments, listings = _comments(analysis), _listings(analysis.document.source)
    return tuple(
        block
        for block in blocks
        if block.start not in comments
        and not any(start < block.source.start < end for start, end in listings)
    )


def _linked(analysis: Analysis, blocks: list[Block]) -> frozenset[int]:
    """Return the starts of the headings that are links to other pages: a table of contents."""
    links = sorted(
        (link.start, link.end)
        for link in analysis.document.links
        if not link.target.startswith("#")
    )
    found = set()
    for block in blocks:
        at = bisect_right(links, (block.start, len(analysis.text))) - 1
        if at >= 0 and block.end <= links[at][1]:
            found.add(block.start)
    return frozenset(found)


def _listings(source: str) -> list[tuple[int, int]]:
    """Return where the listings of AsciiDoc are, which Markdown does not know: "[source]", "----".

    A file in AsciiDoc under another name is read as Markdown if it looks like it.
    """
    if "[source" not in source:
        return []
    return [match.span() for match in compiled(_LISTING, re.MULTILINE).finditer(source)]


def _is_metadata(text: str) -> bool:
    return "\n" in text.strip() or compiled(_METADATA, re.NOFLAG).match(text) is not None


def _comments(analysis: Analysis) -> frozenset[int]:
    """Return the starts of the ``#`` lines that are comments in code that no fence encloses.

    They follow each other or code at one level, and some of them hold code, or stand above or
    below a line of it.
    """
    blocks, source = analysis.document.blocks, analysis.document.source
    by_level: defaultdict[int, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING and _is_hashed(source, block):
            by_level[block.level].append(index)
    found: set[int] = set()
    for indices in by_level.values():
        if len(indices) < _MIN_COMMENTS:
            continue
        beside_code = sum(
            any(_is_code(analysis, each) for each in blocks[max(0, index - 1) : index + 2])
            for index in indices
        )
        if beside_code >= _COMMENT_SHARE * len(indices):
            found.update(blocks[index].start for index in indices)
    return frozenset(found)


def _is_hashed(source: str, block: Block) -> bool:
    line = source.rfind("\n", 0, block.source.start) + 1
    return source[line : block.source.start].lstrip().startswith("#") or source.startswith(
        "#", block.source.start
    )


def _is_code(analysis: Analysis, block: Block) -> bool:
    """Return whether a block that the reader took for prose is a command, a setting or code."""
    if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        return False
    text = analysis.text[block.start : min(block.end, block.start + _MAX_CODE)]
    marks = [
        match.start() for match in islice(compiled(_CODE, re.NOFLAG).finditer(text), _MIN_MARKS)
    ]
    enough = 1 if block.kind is BlockKind.HEADING else _MIN_MARKS
    return len(marks) >= enough or marks[:1] == [0]


def empty(analysis: Analysis) -> list[Block]:
    """Return the headings that are followed by one of the same or a higher level, or by nothing.

    One that links to another page is none: it is an entry of a table of contents.
    """
    blocks = analysis.document.blocks
    source = analysis.document.source
    found = []
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following and not (
            following.kind is BlockKind.HEADING and following.level <= block.level
        ):
            continue
        gap = source[block.source.end : following.source.start if following else len(source)]
        if _EMBEDDED.search(gap):
            continue
        if sum(map(str.isalnum, _TAG.sub("", gap))) < _LEAST_CHARACTERS:
            found.append(block)
    if not found:
        return found
    marked = {block.start for block in headings(analysis)} - _linked(analysis, found)
    return [block for block in found if block.start in marked]


def holds_more_than_prose(analysis: Analysis) -> bool:
    """Return whether the substance of the page is a table, code, a quotation or pictures."""
    other = (BlockKind.TABLE, BlockKind.CODE, BlockKind.QUOTATION, BlockKind.CAPTION)
    return any(block.kind in other for block in analysis.document.blocks) or bool(
        _EMBEDDED.search(analysis.document.source)
    )
